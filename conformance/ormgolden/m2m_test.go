package ormgolden

import (
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

var m2m = map[string]play{
	"m2m.add_remove":             {registry: links, steps: addRemoveLinks},
	"m2m.both_sides_one_row":     {registry: links, steps: bothSides},
	"m2m.duplicate_append":       {registry: links, steps: duplicateAppend},
	"m2m.link_table_without_key": {registry: links, steps: linksWithoutKey},
	"m2m.replace":                {registry: links, steps: replaceLinks},
	"m2m.delete_either_side":     {registry: links, steps: deleteEitherSide},
	"m2m.one_sided":              {registry: links, steps: oneSided},
	"m2m.order_of_link_rows":     {registry: links, steps: orderOfLinks},
	"m2m.self_referential":       {registry: links, steps: selfReferential},
}

var links = orm.NewRegistry(schema.NewMetaData())

type Post struct {
	_     orm.Table     `orm:"posts"`
	ID    int64         `orm:",pk"`
	Title string        `orm:",size=20"`
	Tags  orm.Many[Tag] `orm:",secondary=post_tag,back=Posts,order=id,lazy=select"`
}

type Tag struct {
	_     orm.Table      `orm:"tags"`
	ID    int64          `orm:",pk"`
	Word  string         `orm:",size=20"`
	Posts orm.Many[Post] `orm:",secondary=post_tag,back=Tags,order=id,lazy=select"`
}

var PostTag = schema.DeclareIn[struct {
	_ schema.Name `orm:"post_tag"`
	schema.Declared
	PostID sql.Number[int64] `orm:",pk,references=posts.id"`
	TagID  sql.Number[int64] `orm:",pk,references=tags.id"`
}](links.MetaData())

var Posts = orm.MapIn[struct {
	orm.Entity[Post]
	ID    sql.Number[int64]
	Title sql.String
	Tags  orm.ToMany[Post, Tag]
}](links)

var Tags = orm.MapIn[struct {
	orm.Entity[Tag]
	ID    sql.Number[int64]
	Word  sql.String
	Posts orm.ToMany[Tag, Post]
}](links)

type Marker struct {
	_  orm.Table        `orm:"as_"`
	ID int64            `orm:",pk"`
	Bs orm.Many[Marked] `orm:",secondary=marks"`
}

type Marked struct {
	_  orm.Table `orm:"bs"`
	ID int64     `orm:",pk"`
}

var Marks = schema.DeclareIn[struct {
	_ schema.Name `orm:"marks"`
	schema.Declared
	AID sql.NullNumber[int64] `orm:"a_id,references=as_.id"`
	BID sql.NullNumber[int64] `orm:"b_id,references=bs.id"`
}](links.MetaData())

var _ = orm.MapIn[struct {
	orm.Entity[Marker]
	ID sql.Number[int64]
	Bs orm.ToMany[Marker, Marked]
}](links)

var _ = orm.MapIn[struct {
	orm.Entity[Marked]
	ID sql.Number[int64]
}](links)

type Holder struct {
	_     orm.Table      `orm:"users"`
	ID    int64          `orm:",pk"`
	Roles orm.Many[Role] `orm:",secondary=rights"`
}

type Role struct {
	_  orm.Table `orm:"roles"`
	ID int64     `orm:",pk"`
}

var _ = schema.DeclareIn[struct {
	_      schema.Name       `orm:"rights"`
	UserID sql.Number[int64] `orm:",pk,references=users.id"`
	RoleID sql.Number[int64] `orm:",pk,references=roles.id"`
}](links.MetaData())

var _ = orm.MapIn[struct {
	orm.Entity[Holder]
	ID    sql.Number[int64]
	Roles orm.ToMany[Holder, Role]
}](links)

var _ = orm.MapIn[struct {
	orm.Entity[Role]
	ID sql.Number[int64]
}](links)

type Follower struct {
	_         orm.Table          `orm:"people"`
	ID        int64              `orm:",pk"`
	Name      string             `orm:",size=20"`
	Following orm.Many[Follower] `orm:",secondary=follows,fk=follower_id,back=Followers,order=id,lazy=select"`
	Followers orm.Many[Follower] `orm:",secondary=follows,fk=followed_id,back=Following,order=id,lazy=select"`
}

var Follows = schema.DeclareIn[struct {
	_ schema.Name `orm:"follows"`
	schema.Declared
	FollowerID sql.Number[int64] `orm:",pk,references=people.id"`
	FollowedID sql.Number[int64] `orm:",pk,references=people.id"`
}](links.MetaData())

var _ = orm.MapIn[struct {
	orm.Entity[Follower]
	ID        sql.Number[int64]
	Name      sql.String
	Following orm.ToMany[Follower, Follower]
	Followers orm.ToMany[Follower, Follower]
}](links)

func words(tags []*Tag) []string {
	list := []string{}
	for _, tag := range tags {
		list = append(list, tag.Word)
	}
	return list
}

func titles(posts []*Post) []string {
	list := []string{}
	for _, post := range posts {
		list = append(list, post.Title)
	}
	return list
}

// postAndTags loads post 1 and all tags.
func postAndTags(r *run) (*Post, []*Tag, error) {
	post, err := Posts.Get(r.ctx, r.session, 1)
	if err != nil {
		return nil, nil, err
	}
	tags, err := Tags.OrderBy(Tags.ID).All(r.ctx, r.session)
	if err != nil {
		return nil, nil, err
	}
	r.name("p1", post)
	for n, name := range []string{"a", "b", "c"} {
		r.name(name, tags[n])
	}
	_, err = post.Tags.All(r.ctx)
	return post, tags, err
}

func addRemoveLinks(r *run) {
	s := r.session
	var post *Post
	var tags []*Tag
	r.does(1, func() (err error) {
		if post, tags, err = postAndTags(r); err != nil {
			return err
		}
		post.Tags.Append(tags[2])
		post.Tags.Remove(tags[0])
		return s.Flush(r.ctx)
	})
	r.step(2, func(k *taking) error {
		of := func(tag *Tag) []string {
			posts, err := tag.Posts.All(r.ctx)
			r.check(err)
			return titles(posts)
		}
		k.list(of(tags[0]), of(tags[2]))
		return nil
	})
	r.does(3, func() error {
		post.Tags.Remove(tags[1])
		post.Tags.Append(tags[1])
		return s.Flush(r.ctx)
	})
	r.does(4, func() error { return s.Commit(r.ctx) })
}

func bothSides(r *run) {
	s := r.session
	p, t := Posts.New(&Post{Title: "p"}), Tags.New(&Tag{Word: "t"})
	r.step(1, func(k *taking) error {
		r.name("p", p)
		r.name("t", t)
		p.Tags.Append(t)
		k.list(len(t.Posts.Items()), len(p.Tags.Items()))
		return nil
	})
	r.step(2, func(k *taking) error {
		s.Add(p)
		if err := s.Flush(r.ctx); err != nil {
			return err
		}
		n, err := sql.Select1(sql.Count()).From(PostTag).Scalar(r.ctx, s)
		k.gives(n)
		return err
	})
	r.does(3, func() error { return s.Commit(r.ctx) })
}

func duplicateAppend(r *run) {
	s := r.session
	var p1 *Post
	var c *Tag
	r.does(1, func() (err error) {
		if p1, err = Posts.Get(r.ctx, s, 1); err != nil {
			return err
		}
		if c, err = Tags.Get(r.ctx, s, 3); err != nil {
			return err
		}
		r.name("p1", p1)
		r.name("c", c)
		if _, err = p1.Tags.All(r.ctx); err != nil {
			return err
		}
		p1.Tags.Append(c)
		p1.Tags.Append(c)
		return s.Flush(r.ctx)
	})
	rollback := func(n int) {
		r.step(n, func(k *taking) error {
			if err := s.Rollback(r.ctx); err != nil {
				return err
			}
			tags, err := p1.Tags.All(r.ctx)
			k.gives(words(tags))
			return err
		})
	}
	rollback(2)
	r.does(3, func() error {
		a := p1.Tags.Items()[0]
		r.name("a", a)
		p1.Tags.Append(a)
		return s.Flush(r.ctx)
	})
	rollback(4)
	r.step(5, func(k *taking) error {
		p1.Tags.Append(c)
		p1.Tags.Append(c)
		p1.Tags.Remove(c)
		if err := s.Commit(r.ctx); err != nil {
			return err
		}
		tags, err := p1.Tags.All(r.ctx)
		k.gives(words(tags))
		return err
	})
}

func linksWithoutKey(r *run) {
	s := r.session
	x, y := &Marker{}, &Marked{}
	r.step(1, func(k *taking) error {
		r.name("x", x)
		r.name("y", y)
		x.Bs.Set(y, y)
		s.Add(x)
		if err := s.Commit(r.ctx); err != nil {
			return err
		}
		n, err := sql.Select1(sql.Count()).From(Marks).Scalar(r.ctx, s)
		k.gives(n)
		return err
	})
	r.step(2, func(k *taking) error {
		bs, err := x.Bs.All(r.ctx)
		k.gives(len(bs))
		return err
	})
	r.does(3, func() error { x.Bs.Remove(y); return s.Flush(r.ctx) })
	r.does(4, func() error { return s.Rollback(r.ctx) })
}

func replaceLinks(r *run) {
	s := r.session
	var p1 *Post
	var tags []*Tag
	n := &Tag{Word: "n"}
	r.step(1, func(k *taking) (err error) {
		if p1, tags, err = postAndTags(r); err != nil {
			return err
		}
		r.name("n", n)
		p1.Tags.Set(tags[1], tags[2], n)
		if err := s.Flush(r.ctx); err != nil {
			return err
		}
		rows, err := sql.Select2(PostTag.PostID, PostTag.TagID).Where(PostTag.PostID.Eq(1)).All(r.ctx, s)
		k.unordered(rows)
		return err
	})
	r.does(2, func() error { p1.Tags.Set(n, tags[1], tags[2]); return s.Flush(r.ctx) })
	r.does(3, func() error { p1.Tags.Set(); return s.Flush(r.ctx) })
	r.does(4, func() error { return s.Commit(r.ctx) })
}

func deleteEitherSide(r *run) {
	s := r.session
	rows := sql.Select2(PostTag.PostID, PostTag.TagID)
	r.step(1, func(k *taking) error {
		post, err := Posts.Get(r.ctx, s, 1)
		if err != nil {
			return err
		}
		s.Delete(post)
		if err := s.Flush(r.ctx); err != nil {
			return err
		}
		list, err := rows.OrderBy(PostTag.PostID, PostTag.TagID).All(r.ctx, s)
		k.gives(list)
		return err
	})
	r.step(2, func(k *taking) error {
		tag, err := Tags.Get(r.ctx, s, 2)
		if err != nil {
			return err
		}
		s.Delete(tag)
		if err := s.Flush(r.ctx); err != nil {
			return err
		}
		list, err := rows.All(r.ctx, s)
		k.gives(list)
		return err
	})
	r.does(3, func() error {
		p := &Post{Title: "x"}
		p.Tags.Append(&Tag{Word: "y"})
		r.name("p", p)
		s.Add(p)
		if err := s.Flush(r.ctx); err != nil {
			return err
		}
		s.Delete(p.Tags.Items()[0])
		s.Delete(p)
		return s.Flush(r.ctx)
	})
	r.does(4, func() error { return s.Commit(r.ctx) })
}

func oneSided(r *run) {
	s := r.session
	u := &Holder{}
	var role *Role
	r.does(1, func() error {
		u.Roles.Set(&Role{}, &Role{})
		r.name("u", u)
		s.Add(u)
		return s.Commit(r.ctx)
	})
	r.does(2, func() error {
		roles, err := u.Roles.All(r.ctx)
		if err != nil {
			return err
		}
		role = roles[0]
		r.name("r", role)
		s.Delete(role)
		return s.Commit(r.ctx)
	})
	r.does(3, func() error {
		if err := s.Rollback(r.ctx); err != nil {
			return err
		}
		if _, err := u.Roles.All(r.ctx); err != nil {
			return err
		}
		u.Roles.Remove(role)
		s.Delete(role)
		return s.Commit(r.ctx)
	})
	r.does(4, func() error { s.Delete(u); return s.Commit(r.ctx) })
}

func orderOfLinks(r *run) {
	s := r.session
	c, a, b := &Tag{Word: "c"}, &Tag{Word: "a"}, &Tag{Word: "b"}
	r.does(1, func() error {
		p := &Post{Title: "p"}
		p.Tags.Set(c, a, b)
		r.name("c", c)
		r.name("a", a)
		r.name("b", b)
		r.name("p", p)
		s.Add(p)
		return s.Flush(r.ctx)
	})
	r.does(2, func() error {
		q, other := &Post{Title: "q"}, &Post{Title: "r"}
		q.Tags.Set(b, c)
		other.Tags.Set(a)
		r.name("q", q)
		r.name("r", other)
		s.Add(q, other)
		return s.Commit(r.ctx)
	})
}

func selfReferential(r *run) {
	s := r.session
	a, b, c := &Follower{Name: "a"}, &Follower{Name: "b"}, &Follower{Name: "c"}
	r.does(1, func() error {
		r.name("a", a)
		r.name("b", b)
		r.name("c", c)
		a.Following.Set(b, a)
		b.Following.Append(a)
		s.Add(a, b, c)
		return s.Commit(r.ctx)
	})
	r.step(2, func(k *taking) error {
		names := func(many *orm.Many[Follower]) []string {
			people, err := many.All(r.ctx)
			r.check(err)
			list := []string{}
			for _, person := range people {
				list = append(list, person.Name)
			}
			return list
		}
		k.list(names(&a.Following), names(&a.Followers), names(&b.Followers), names(&c.Followers))
		return nil
	})
	r.step(3, func(k *taking) error {
		a.Followers.Append(c)
		a.Followers.Remove(b)
		if err := s.Commit(r.ctx); err != nil {
			return err
		}
		rows, err := sql.Select2(Follows.FollowerID, Follows.FollowedID).OrderBy(Follows.FollowerID, Follows.FollowedID).All(r.ctx, s)
		k.gives(rows)
		return err
	})
	r.does(4, func() error { s.Delete(a); return s.Commit(r.ctx) })
}
