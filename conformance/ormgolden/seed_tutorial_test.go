package ormgolden

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

var seedTutorial = map[string]play{
	"seed_tutorial.full":                   {registry: tutorial, created: true, steps: wholeTutorial},
	"seed_tutorial.adding_updating":        {registry: tutorial, steps: func(r *run) { addingUpdating(r) }},
	"seed_tutorial.rolling_back":           {registry: tutorial, steps: rollingBack},
	"seed_tutorial.querying":               {registry: tutorial, steps: querying},
	"seed_tutorial.filter_operators":       {registry: tutorial, steps: filterOperators},
	"seed_tutorial.lists_scalars":          {registry: tutorial, steps: listsScalars},
	"seed_tutorial.textual_sql":            {registry: tutorial, steps: textualSQL},
	"seed_tutorial.counting":               {registry: tutorial, steps: counting},
	"seed_tutorial.related_objects":        {registry: tutorial, steps: relatedObjects},
	"seed_tutorial.joins_aliases":          {registry: tutorial, steps: joinsAliases},
	"seed_tutorial.subqueries_exists":      {registry: tutorial, steps: subqueriesExists},
	"seed_tutorial.relationship_operators": {registry: tutorial, steps: relationshipOperators},
	"seed_tutorial.eager_loading":          {registry: tutorial, steps: func(r *run) { eagerLoading(r) }},
	"seed_tutorial.deleting":               {registry: tutorial, steps: deleting},
	"seed_tutorial.delete_orphan_cascade":  {registry: withCascades, steps: deleteOrphanCascade},
	"seed_tutorial.blog_many_to_many":      {registry: withPosts, steps: blogManyToMany},
	"seed_tutorial.match_operator":         {registry: tutorial, steps: matchOperator},
}

func wholeTutorial(r *run) {
	r.does(1, func() error { return usersOnly.CreateAll(r.ctx, r.engine) })
	var ed *User
	r.chapter(1, func(r *run) { ed = addingUpdating(r) })
	r.chapter(10, func(r *run) { changeAndRollBack(r, ed) })
	r.chapter(18, querying)
	r.chapter(27, filterOperators)
	r.chapter(42, listsScalars)
	r.chapter(49, textualSQL)
	r.chapter(54, counting)
	// A struct has its relationships from the start.
	r.does(59, func() error { return nil })
	r.does(60, func() error {
		if err := r.session.Commit(r.ctx); err != nil {
			return err
		}
		return tutorial.CreateAll(r.ctx, r.engine)
	})
	r.chapter(60, relatedObjects)
	r.chapter(67, joinsAliases)
	r.chapter(75, subqueriesExists)
	r.chapter(81, relationshipOperators)
	var jack *User
	r.chapter(90, func(r *run) { jack = eagerLoading(r) })
	r.chapter(95, func(r *run) { deleteUser(r, jack) })
	r.does(100, func() error { return r.session.Close() })

	var jackID int64
	r.does(101, func() (err error) {
		s := r.open("session", tutorial)
		if jackID, err = sql.Select1(Users.ID).Where(Users.Name.Eq("jack")).Scalar(r.ctx, s); err != nil {
			return err
		}
		return s.Rollback(r.ctx)
	})
	r.does(102, func() error { return nil })
	r.does(103, func() error { r.open("session", withCascades); return nil })
	r.chapter(102, func(r *run) { deleteOwner(r, jackID) })
	r.does(109, func() error { return r.session.Commit(r.ctx) })

	r.does(110, func() error { return nil })
	r.does(111, func() error {
		err := withPosts.CreateAll(r.ctx, r.engine)
		r.open("session", withPosts)
		return err
	})
	r.chapter(111, blogManyToMany)
}

func addingUpdating(r *run) *User {
	s := r.session
	var ed, ours, wendy, mary, fred *User
	r.step(1, func(k *taking) error {
		ed = &User{Name: "ed", Fullname: "Ed Jones", Password: "edspassword"}
		r.name("ed_user", ed)
		k.list(ed.Name, ed.Password, key(ed.ID))
		return nil
	})
	r.does(2, func() error { s.Add(ed); return nil })
	r.step(3, func(k *taking) (err error) {
		ours, err = Users.Where(Users.Name.Eq("ed")).First(r.ctx, s)
		r.name("our_user", ours)
		k.gives(ours)
		return err
	})
	r.step(4, func(k *taking) error { k.gives(ed == ours); return nil })
	r.does(5, func() error {
		wendy = &User{Name: "wendy", Fullname: "Wendy Williams", Password: "foobar"}
		mary = &User{Name: "mary", Fullname: "Mary Contrary", Password: "xxg527"}
		fred = &User{Name: "fred", Fullname: "Fred Flinstone", Password: "blah"}
		r.name("wendy", wendy)
		r.name("mary", mary)
		r.name("fred", fred)
		s.Add(wendy, mary, fred)
		return nil
	})
	r.does(6, func() error { ed.Password = "f8s7ccs"; return nil })
	r.step(7, func(k *taking) error {
		var dirty []string
		for _, object := range s.Dirty() {
			if object == any(ed) {
				dirty = append(dirty, "ed_user")
			}
		}
		k.gives(dirty)
		return nil
	})
	r.step(8, func(k *taking) error {
		var names []string
		for _, object := range s.New() {
			names = append(names, object.(*User).Name)
		}
		slices.Sort(names)
		k.gives(names)
		return nil
	})
	r.does(9, func() error { return s.Commit(r.ctx) })
	r.step(10, func(k *taking) error { k.gives(ed.ID); return nil })
	return ed
}

// key shows a key as str() does.
func key(id int64) string {
	if id == 0 {
		return "None"
	}
	return strconv.FormatInt(id, 10)
}

func rollingBack(r *run) {
	var ed *User
	r.step(1, func(k *taking) (err error) {
		ed, err = Users.Where(Users.Name.Eq("ed")).One(r.ctx, r.session)
		r.name("ed_user", ed)
		k.gives(ed)
		return err
	})
	changeAndRollBack(r, ed)
}

func changeAndRollBack(r *run, ed *User) {
	s := r.session
	var fake *User
	r.does(2, func() error { ed.Name = "Edwardo"; return nil })
	r.does(3, func() error {
		fake = &User{Name: "fakeuser", Fullname: "Invalid", Password: "12345"}
		r.name("fake_user", fake)
		s.Add(fake)
		return nil
	})
	r.step(4, func(k *taking) error {
		users, err := Users.Where(Users.Name.In("Edwardo", "fakeuser")).OrderBy(Users.ID).All(r.ctx, s)
		k.gives(users)
		return err
	})
	r.does(5, func() error { return s.Rollback(r.ctx) })
	r.step(6, func(k *taking) error { k.gives(ed.Name); return nil })
	r.step(7, func(k *taking) error { k.gives(s.Contains(fake)); return nil })
	r.step(8, func(k *taking) error {
		users, err := Users.Where(Users.Name.In("ed", "fakeuser")).All(r.ctx, s)
		k.gives(users)
		return err
	})
}

func querying(r *run) {
	s := r.session
	r.step(1, func(k *taking) error {
		for user, err := range Users.OrderBy(Users.ID).Iter(r.ctx, s) {
			if err != nil {
				return err
			}
			k.prints("%s %s", user.Name, user.Fullname)
		}
		return nil
	})
	r.step(2, func(k *taking) error {
		for row, err := range sql.Select2(Users.Name, Users.Fullname).OrderBy(Users.ID).Iter(r.ctx, s) {
			if err != nil {
				return err
			}
			k.prints("%s %s", row.V1, row.V2)
		}
		return nil
	})
	r.step(3, func(k *taking) error {
		rows, err := sql.Select2(Users, Users.Name).OrderBy(Users.ID).All(r.ctx, s)
		for _, row := range rows {
			k.prints("%s %s", row.V1, row.V2)
		}
		return err
	})
	r.step(4, func(k *taking) error {
		label := Users.Name.As("name_label")
		rows, err := sql.Select(label).OrderBy(Users.ID).All(r.ctx, s)
		for _, row := range rows {
			name, _ := row.Get("name_label")
			k.prints("%v", name)
		}
		return err
	})
	r.step(5, func(k *taking) error {
		alias := orm.Alias(Users, "user_alias")
		rows, err := sql.Select2(alias, alias.Name).OrderBy(alias.ID).All(r.ctx, s)
		for _, row := range rows {
			k.prints("%s", row.V1)
		}
		return err
	})
	r.step(6, func(k *taking) error {
		users, err := Users.OrderBy(Users.ID).Slice(1, 3).All(r.ctx, s)
		for _, user := range users {
			k.prints("%s", user)
		}
		return err
	})
	for n := range 2 {
		r.step(7+n, func(k *taking) error {
			names, err := sql.Select1(Users.Name).Where(Users.Fullname.Eq("Ed Jones")).All(r.ctx, s)
			for _, name := range names {
				k.prints("%s", name)
			}
			return err
		})
	}
	r.step(9, func(k *taking) error {
		users, err := Users.Where(Users.Name.Eq("ed")).Where(Users.Fullname.Eq("Ed Jones")).All(r.ctx, s)
		for _, user := range users {
			k.prints("%s", user)
		}
		return err
	})
}

// names gives the names of the users of a query.
func names(r *run, k *taking, query sql.Query[*User]) error {
	users, err := query.All(r.ctx, r.session)
	list := []string{}
	for _, user := range users {
		list = append(list, user.Name)
	}
	k.gives(list)
	return err
}

func filterOperators(r *run) {
	for n, predicate := range []sql.Predicate{
		Users.Name.Eq("ed"),
		Users.Name.NotEq("ed"),
		Users.Name.Like("%ed%"),
		Users.Name.ILike("%ED%"),
		Users.Name.In("ed", "wendy", "jack"),
		sql.In(Users.Name, sql.Select1(Users.Name).Where(Users.Name.Like("%ed%"))),
		sql.Not(Users.Name.In("ed", "wendy", "jack")),
		Users.Name.IsNull(),
		Users.Name.IsNull(),
		Users.Name.IsNotNull(),
		Users.Name.IsNotNull(),
		sql.And(Users.Name.Eq("ed"), Users.Fullname.Eq("Ed Jones")),
	} {
		r.step(n+1, func(k *taking) error { return names(r, k, Users.OrderBy(Users.ID).Where(predicate)) })
	}
	query := Users.OrderBy(Users.ID)
	isEd, isJones := Users.Name.Eq("ed"), Users.Fullname.Eq("Ed Jones")
	r.step(13, func(k *taking) error { return names(r, k, query.Where(isEd, isJones)) })
	r.step(14, func(k *taking) error { return names(r, k, query.Where(isEd).Where(isJones)) })
	r.step(15, func(k *taking) error { return names(r, k, query.Where(sql.Or(isEd, Users.Name.Eq("wendy")))) })
}

func listsScalars(r *run) {
	s := r.session
	query := Users.Where(Users.Name.Like("%ed")).OrderBy(Users.ID)
	r.step(1, func(k *taking) error {
		users, err := query.All(r.ctx, s)
		k.gives(users)
		return err
	})
	r.step(2, func(k *taking) error {
		user, err := query.First(r.ctx, s)
		k.gives(user)
		return err
	})
	r.does(3, func() error { _, err := query.One(r.ctx, s); return err })
	r.does(4, func() error { _, err := query.Where(Users.ID.Eq(99)).One(r.ctx, s); return err })
	r.step(5, func(k *taking) error {
		user, _, err := query.Where(Users.ID.Eq(99)).OneOrNone(r.ctx, s)
		k.gives(user)
		return err
	})
	r.does(6, func() error { _, _, err := query.OneOrNone(r.ctx, s); return err })
	r.step(7, func(k *taking) error {
		id, err := sql.Select1(Users.ID).Where(Users.Name.Eq("ed")).OrderBy(Users.ID).Scalar(r.ctx, s)
		k.gives(id)
		return err
	})
}

func textualSQL(r *run) {
	s := r.session
	r.step(1, func(k *taking) error {
		users, err := Users.Where(sql.Text("id<224")).OrderBy(sql.Text("id")).All(r.ctx, s)
		for _, user := range users {
			k.prints("%s", user.Name)
		}
		return err
	})
	r.step(2, func(k *taking) error {
		user, err := Users.Where(sql.Text("id<:value and name=:name", sql.P{"value": 224, "name": "fred"})).
			OrderBy(Users.ID).One(r.ctx, s)
		k.gives(user)
		return err
	})
	r.step(3, func(k *taking) error {
		users, err := Users.FromText(sql.Text("SELECT * FROM users where name=:name", sql.P{"name": "ed"})).All(r.ctx, s)
		k.gives(users)
		return err
	})
	r.step(4, func(k *taking) error {
		text := sql.Text("SELECT name, id, fullname, password FROM users where name=:name").
			Columns(Users.Name, Users.ID, Users.Fullname, Users.Password)
		users, err := Users.FromText(text.Params(sql.P{"name": "ed"})).All(r.ctx, s)
		k.gives(users)
		return err
	})
	r.step(5, func(k *taking) error {
		text := sql.Text("SELECT name, id FROM users where name=:name").Columns(Users.Name, Users.ID)
		rows, err := sql.Select2(Users.ID, Users.Name).FromText(text.Params(sql.P{"name": "ed"})).All(r.ctx, s)
		k.gives(rows)
		return err
	})
}

func counting(r *run) {
	s := r.session
	r.step(1, func(k *taking) error {
		n, err := Users.Where(Users.Name.Like("%ed")).Count(r.ctx, s)
		k.gives(n)
		return err
	})
	r.step(2, func(k *taking) error {
		rows, err := sql.Select2(sql.Count(Users.Name), Users.Name).GroupBy(Users.Name).OrderBy(Users.Name).All(r.ctx, s)
		k.gives(rows)
		return err
	})
	r.step(3, func(k *taking) error {
		n, err := sql.Select1(sql.Count()).From(Users).Scalar(r.ctx, s)
		k.gives(n)
		return err
	})
	r.step(4, func(k *taking) error {
		n, err := sql.Select1(sql.Count(Users.ID)).Scalar(r.ctx, s)
		k.gives(n)
		return err
	})
}

func relatedObjects(r *run) {
	s := r.session
	var jack *User
	r.step(1, func(k *taking) error {
		jack = Users.New(&User{Name: "jack", Fullname: "Jack Bean", Password: "gjffdd"})
		r.name("jack", jack)
		k.gives(jack.Addresses.Items())
		return nil
	})
	r.does(2, func() error {
		jack.Addresses.Set(&Address{EmailAddress: "jack@google.com"}, &Address{EmailAddress: "j25@yahoo.com"})
		return nil
	})
	r.step(3, func(k *taking) error {
		second := jack.Addresses.Items()[1]
		k.list(second, second.User.Value() == jack)
		return nil
	})
	r.step(4, func(k *taking) error {
		s.Add(jack)
		all := true
		for _, address := range jack.Addresses.Items() {
			all = all && s.Contains(address)
		}
		k.list(len(s.New()), all)
		return nil
	})
	r.does(5, func() error { return s.Commit(r.ctx) })
	r.step(6, func(k *taking) (err error) {
		jack, err = Users.Where(Users.Name.Eq("jack")).One(r.ctx, s)
		r.name("jack", jack)
		k.gives(jack)
		return err
	})
	r.step(7, func(k *taking) error {
		addresses, err := jack.Addresses.All(r.ctx)
		k.gives(addresses)
		return err
	})
}

func joinsAliases(r *run) {
	s := r.session
	isGoogle := Addresses.EmailAddress.Eq("jack@google.com")
	r.step(1, func(k *taking) error {
		rows, err := sql.Select2(Users, Addresses).Where(sql.Eq(Users.ID, Addresses.UserID)).Where(isGoogle).All(r.ctx, s)
		for _, row := range rows {
			k.prints("%s", row.V1)
			k.prints("%s", row.V2)
		}
		return err
	})
	r.step(2, func(k *taking) error {
		users, err := Users.Join(Addresses).Where(isGoogle).All(r.ctx, s)
		k.gives(users)
		return err
	})
	for n, query := range []sql.Query[*User]{
		Users.Join(Addresses, sql.Eq(Users.ID, Addresses.UserID)),
		Users.Join(Users.Addresses),
		Users.Join(Users.Addresses.To(Addresses)),
	} {
		r.step(n+3, func(k *taking) error {
			count, err := query.Where(isGoogle).Count(r.ctx, s)
			k.gives(count)
			return err
		})
	}
	r.step(6, func(k *taking) error {
		rows, err := sql.Select2(Users.Name, sql.Nullable(Addresses.EmailAddress)).OuterJoin(Users.Addresses).
			OrderBy(Users.ID, Addresses.ID).All(r.ctx, s)
		k.gives(rows)
		return err
	})
	r.step(7, func(k *taking) error {
		rows, err := sql.Select2(Users, Addresses).From(Addresses).Join(Users).OrderBy(Addresses.ID).All(r.ctx, s)
		var list []any
		for _, row := range rows {
			list = append(list, []any{row.V1.Name, row.V2.EmailAddress})
		}
		k.gives(list)
		return err
	})
	r.step(8, func(k *taking) error {
		first, second := orm.Alias(Addresses, "first"), orm.Alias(Addresses, "second")
		rows, err := sql.Select3(Users.Name, first.EmailAddress, second.EmailAddress).
			Join(Users.Addresses.To(first)).Join(Users.Addresses.To(second)).
			Where(first.EmailAddress.Eq("jack@google.com")).Where(second.EmailAddress.Eq("j25@yahoo.com")).All(r.ctx, s)
		for _, row := range rows {
			k.prints("%s %s %s", row.V1, row.V2, row.V3)
		}
		return err
	})
}

func subqueriesExists(r *run) {
	s := r.session
	r.step(1, func(k *taking) error {
		count := sql.Count().As("address_count")
		perUser := sql.Select(Addresses.UserID, count).GroupBy(Addresses.UserID).Subquery("")
		rows, err := sql.Select2(Users, sql.Nullable(sql.Via(perUser, count))).
			OuterJoin(perUser, sql.Eq(Users.ID, sql.Via(perUser, Addresses.UserID))).OrderBy(Users.ID).All(r.ctx, s)
		for _, row := range rows {
			if row.V2 == nil {
				k.prints("%s None", row.V1)
			} else {
				k.prints("%s %d", row.V1, *row.V2)
			}
		}
		return err
	})
	r.step(2, func(k *taking) error {
		address := orm.AliasOf(Addresses, Addresses.Where(Addresses.EmailAddress.NotEq("j25@yahoo.com")).Subquery(""))
		rows, err := sql.Select2(Users, address).Join(Users.Addresses.To(address)).All(r.ctx, s)
		for _, row := range rows {
			k.prints("%s", row.V1)
			k.prints("%s", row.V2)
		}
		return err
	})
	for n, predicate := range []sql.Predicate{
		sql.Exists(Addresses.Where(sql.Eq(Addresses.UserID, Users.ID))),
		Users.Addresses.Any(),
		Users.Addresses.Any(Addresses.EmailAddress.Like("%google%")),
	} {
		r.step(n+3, func(k *taking) error {
			list, err := sql.Select1(Users.Name).Where(predicate).All(r.ctx, s)
			for _, name := range list {
				k.prints("%s", name)
			}
			return err
		})
	}
	r.step(6, func(k *taking) error {
		addresses, err := Addresses.Where(sql.Not(Addresses.User.Has(Users.Name.Eq("jack")))).All(r.ctx, s)
		k.gives(addresses)
		return err
	})
}

func relationshipOperators(r *run) {
	s := r.session
	var user *User
	var address *Address
	r.step(1, func(k *taking) error {
		var errs [2]error
		user, errs[0] = Users.Where(Users.Name.Eq("jack")).One(r.ctx, s)
		address, errs[1] = Addresses.Where(Addresses.EmailAddress.Eq("jack@google.com")).One(r.ctx, s)
		r.name("someuser", user)
		r.name("someaddress", address)
		k.list(user, address)
		return errors.Join(errs[:]...)
	})
	emails := func(n int, predicate sql.Predicate) {
		r.step(n, func(k *taking) error {
			addresses, err := Addresses.Where(predicate).OrderBy(Addresses.ID).All(r.ctx, s)
			list := []string{}
			for _, address := range addresses {
				list = append(list, address.EmailAddress)
			}
			k.gives(list)
			return err
		})
	}
	emails(2, Addresses.User.Eq(user))
	emails(3, Addresses.User.NotEq(user))
	r.step(4, func(k *taking) error {
		addresses, err := Addresses.Where(Addresses.User.IsNull()).All(r.ctx, s)
		k.gives(addresses)
		return err
	})
	r.step(5, func(k *taking) error { return names(r, k, Users.Where(Users.Addresses.Contains(address))) })
	r.step(6, func(k *taking) error {
		return names(r, k, Users.Where(Users.Addresses.Any(Addresses.EmailAddress.Eq("j25@yahoo.com"))))
	})
	r.step(7, func(k *taking) error {
		return names(r, k, Users.Where(Users.Addresses.Any(Addresses.EmailAddress.Eq("bar"))))
	})
	emails(8, Addresses.User.Has(Users.Name.Eq("jack")))
	emails(9, Users.Addresses.Of(user))
}

func eagerLoading(r *run) (jack *User) {
	s := r.session
	isJack := Users.Where(Users.Name.Eq("jack"))
	for n, option := range []orm.Loader[User]{orm.Subquery(Users.Addresses), orm.Joined(Users.Addresses)} {
		r.step(2*n+1, func(k *taking) (err error) {
			jack, err = isJack.Options(option).One(r.ctx, s)
			r.name("jack", jack)
			k.gives(jack)
			return err
		})
		r.step(2*n+2, func(k *taking) error { k.gives(jack.Addresses.Items()); return nil })
	}
	var addresses []*Address
	r.step(5, func(k *taking) (err error) {
		addresses, err = Addresses.Join(Addresses.User).Where(Users.Name.Eq("jack")).
			Options(orm.ContainsEager(Addresses.User)).OrderBy(Addresses.ID).All(r.ctx, s)
		k.gives(addresses)
		return err
	})
	r.step(6, func(k *taking) error {
		user := addresses[0].User.Value()
		k.list(user, user == jack)
		return nil
	})
	return jack
}

func deleting(r *run) {
	var jack *User
	r.step(1, func(k *taking) (err error) {
		jack, err = Users.Where(Users.Name.Eq("jack")).One(r.ctx, r.session)
		r.name("jack", jack)
		k.gives(jack)
		return err
	})
	deleteUser(r, jack)
	r.does(5, func() error { return r.session.Commit(r.ctx) })
}

// deleteUser deletes jack, whose addresses stay.
func deleteUser(r *run, jack *User) {
	s := r.session
	r.step(2, func(k *taking) error {
		s.Delete(jack)
		n, err := Users.Where(Users.Name.Eq("jack")).Count(r.ctx, s)
		k.gives(n)
		return err
	})
	r.step(3, func(k *taking) error {
		n, err := Addresses.Where(Addresses.EmailAddress.In("jack@google.com", "j25@yahoo.com")).Count(r.ctx, s)
		k.gives(n)
		return err
	})
	r.step(4, func(k *taking) error {
		rows, err := sql.Select2(Addresses.EmailAddress, Addresses.UserID).OrderBy(Addresses.ID).All(r.ctx, s)
		k.gives(rows)
		return err
	})
}

func deleteOrphanCascade(r *run) {
	r.does(1, func() error { return nil })
	deleteOwner(r, 5)
	r.does(7, func() error { return r.session.Commit(r.ctx) })
}

// deleteOwner deletes one of jack's addresses, and then him with the other.
func deleteOwner(r *run, id int64) {
	s := r.session
	var jack *OwningUser
	r.step(2, func(k *taking) (err error) {
		jack, err = OwningUsers.Get(r.ctx, s, id)
		r.name("jack", jack)
		k.gives(jack)
		return err
	})
	r.does(3, func() error {
		addresses, err := jack.Addresses.All(r.ctx)
		if err == nil {
			slices.SortFunc(addresses, func(a, b *OwnedAddress) int { return int(a.ID - b.ID) })
			jack.Addresses.Remove(addresses[1])
		}
		return err
	})
	count := func(k *taking) error {
		n, err := OwnedAddresses.Where(OwnedAddresses.EmailAddress.In("jack@google.com", "j25@yahoo.com")).Count(r.ctx, s)
		k.gives(n)
		return err
	}
	r.step(4, count)
	r.step(5, func(k *taking) error {
		s.Delete(jack)
		n, err := OwningUsers.Where(OwningUsers.Name.Eq("jack")).Count(r.ctx, s)
		k.gives(n)
		return err
	})
	r.step(6, count)
}

func blogManyToMany(r *run) {
	s := r.session
	var wendy *Blogger
	var post *BlogPost
	r.does(1, func() (err error) {
		if wendy, err = Bloggers.Where(Bloggers.Name.Eq("wendy")).One(r.ctx, s); err != nil {
			return err
		}
		post = &BlogPost{Headline: "Wendy's Blog Post", Body: "This is a test"}
		post.Author.Set(wendy)
		r.name("wendy", wendy)
		r.name("post", post)
		s.Add(post)
		return nil
	})
	r.does(2, func() error {
		post.Keywords.Append(&Keyword{Keyword: "wendy"})
		post.Keywords.Append(&Keyword{Keyword: "firstpost"})
		return nil
	})
	tagged := BlogPosts.Keywords.Any(Keywords.Keyword.Eq("firstpost"))
	show := func(n int, query func() sql.Query[*BlogPost]) {
		r.step(n, func(k *taking) error {
			posts, err := query().All(r.ctx, s)
			list := []string{}
			for _, p := range posts {
				list = append(list, fmt.Sprintf("BlogPost(%q, '%s', %s)", p.Headline, p.Body, p.Author.Value()))
			}
			k.gives(list)
			return err
		})
	}
	show(3, func() sql.Query[*BlogPost] { return BlogPosts.Where(tagged) })
	show(4, func() sql.Query[*BlogPost] { return BlogPosts.Where(BlogPosts.Author.Eq(wendy)).Where(tagged) })
	show(5, func() sql.Query[*BlogPost] { return wendy.Posts.Query().Where(tagged) })
	r.does(6, func() error { return s.Commit(r.ctx) })
}

func matchOperator(r *run) {
	r.step(1, func(k *taking) error { return names(r, k, Users.Where(Users.Name.Match("wendy"))) })
}
