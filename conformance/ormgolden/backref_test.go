package ormgolden

import (
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

var backref = map[string]play{
	"backref.one_to_many_append_remove":          {registry: teams, steps: appendRemove},
	"backref.one_to_many_replace_list":           {registry: teams, steps: replaceList},
	"backref.many_to_one_on_unloaded_collection": {registry: teams, steps: unloadedCollection},
	"backref.pending_append_merged_on_load":      {registry: teams, steps: pendingAppend},
	"backref.one_to_one":                         {registry: teams, steps: oneToOne},
	"backref.many_to_many":                       {registry: teams, steps: manyToMany},
	"backref.no_cascade_into_session_by_backref": {registry: teams, steps: noCascadeByBackref},
}

var teams = orm.NewRegistry(schema.NewMetaData())

type Team struct {
	_       orm.Table        `orm:"teams"`
	ID      int64            `orm:",pk"`
	Name    string           `orm:",size=30"`
	Players orm.Many[Player] `orm:",back=Team,order=id"`
}

type Player struct {
	_      orm.Table     `orm:"players"`
	ID     int64         `orm:",pk"`
	Name   string        `orm:",size=30"`
	TeamID *int64        `orm:",references=teams.id"`
	Team   orm.One[Team] `orm:",back=Players"`
}

type Desk struct {
	_     orm.Table      `orm:"desks"`
	ID    int64          `orm:",pk"`
	Clerk orm.One[Clerk] `orm:",back=Desk"`
}

type Clerk struct {
	_      orm.Table `orm:"clerks"`
	ID     int64     `orm:",pk"`
	Name   string
	DeskID *int64        `orm:",references=desks.id"`
	Desk   orm.One[Desk] `orm:",back=Clerk"`
}

type Novel struct {
	_      orm.Table `orm:"books"`
	ID     int64     `orm:",pk"`
	Title  string
	Genres orm.Many[Genre] `orm:",secondary=book_genre,back=Books"`
}

type Genre struct {
	_     orm.Table `orm:"genres"`
	ID    int64     `orm:",pk"`
	Name  string
	Books orm.Many[Novel] `orm:",secondary=book_genre,back=Genres"`
}

var BookGenre = schema.DeclareIn[struct {
	_ schema.Name `orm:"book_genre"`
	schema.Declared
	BookID  sql.Number[int64] `orm:",pk,references=books.id"`
	GenreID sql.Number[int64] `orm:",pk,references=genres.id"`
}](teams.MetaData())

var Teams = orm.MapIn[struct {
	orm.Entity[Team]
	ID      sql.Number[int64]
	Name    sql.String
	Players orm.ToMany[Team, Player]
}](teams)

var Players = orm.MapIn[struct {
	orm.Entity[Player]
	ID     sql.Number[int64]
	Name   sql.String
	TeamID sql.NullNumber[int64]
	Team   orm.ToOne[Player, Team]
}](teams)

var Desks = orm.MapIn[struct {
	orm.Entity[Desk]
	ID    sql.Number[int64]
	Clerk orm.ToOne[Desk, Clerk]
}](teams)

var Clerks = orm.MapIn[struct {
	orm.Entity[Clerk]
	ID     sql.Number[int64]
	Name   sql.String
	DeskID sql.NullNumber[int64]
	Desk   orm.ToOne[Clerk, Desk]
}](teams)

var Novels = orm.MapIn[struct {
	orm.Entity[Novel]
	ID     sql.Number[int64]
	Title  sql.String
	Genres orm.ToMany[Novel, Genre]
}](teams)

var Genres = orm.MapIn[struct {
	orm.Entity[Genre]
	ID    sql.Number[int64]
	Name  sql.String
	Books orm.ToMany[Genre, Novel]
}](teams)

func playerNames(players []*Player) []string {
	names := []string{}
	for _, p := range players {
		names = append(names, p.Name)
	}
	return names
}

func appendRemove(r *run) {
	t, t2 := Teams.New(&Team{Name: "T"}), Teams.New(&Team{Name: "T2"})
	a, b := Players.New(&Player{Name: "a"}), Players.New(&Player{Name: "b"})
	r.step(1, func(k *taking) error {
		r.name("t", t)
		r.name("a", a)
		r.name("b", b)
		t.Players.Append(a)
		k.list(a.Team.Value() == t, b.Team.Value())
		return nil
	})
	r.step(2, func(k *taking) error {
		b.Team.Set(t)
		k.gives(playerNames(t.Players.Items()))
		return nil
	})
	r.step(3, func(k *taking) error {
		t.Players.Remove(a)
		k.list(a.Team.Value(), playerNames(t.Players.Items()))
		return nil
	})
	r.step(4, func(k *taking) error {
		b.Team.Set(nil)
		k.gives(playerNames(t.Players.Items()))
		return nil
	})
	r.step(5, func(k *taking) error {
		r.name("t2", t2)
		t.Players.Append(a)
		t2.Players.Append(a)
		k.list(playerNames(t.Players.Items()), playerNames(t2.Players.Items()), a.Team.Value() == t2)
		return nil
	})
}

func replaceList(r *run) {
	s := r.session
	var t, blues *Team
	var players []*Player
	r.step(1, func(k *taking) (err error) {
		if t, err = Teams.Get(r.ctx, s, 1); err != nil {
			return err
		}
		if players, err = Players.OrderBy(Players.ID).All(r.ctx, s); err != nil {
			return err
		}
		if blues, err = Teams.Get(r.ctx, s, 2); err != nil {
			return err
		}
		if _, err = blues.Players.All(r.ctx); err != nil {
			return err
		}
		if _, err = t.Players.All(r.ctx); err != nil {
			return err
		}
		r.name("t", t)
		r.name("blues", blues)
		for n, name := range []string{"p1", "p2", "p3", "p4"} {
			r.name(name, players[n])
		}
		t.Players.Set(players[1:]...)
		k.list(players[0].Team.Value(), players[1].Team.Value() == t, players[2].Team.Value() == t, players[3].Team.Value() == t,
			playerNames(blues.Players.Items()))
		return nil
	})
	r.does(2, func() error { return s.Flush(r.ctx) })
	r.step(3, func(k *taking) error {
		t.Players.Set()
		err := s.Flush(r.ctx)
		k.list(players[0].TeamID, players[1].TeamID, players[2].TeamID, players[3].TeamID)
		return err
	})
	r.does(4, func() error { return s.Commit(r.ctx) })
}

func unloadedCollection(r *run) {
	s := r.session
	var reds, blues *Team
	var p3, p4 *Player
	r.does(1, func() (err error) {
		if reds, err = Teams.Get(r.ctx, s, 1); err != nil {
			return err
		}
		if p3, err = Players.Get(r.ctx, s, 3); err != nil {
			return err
		}
		r.name("reds", reds)
		r.name("p3", p3)
		p3.Team.Set(reds)
		return nil
	})
	r.step(2, func(k *taking) error {
		players, err := reds.Players.All(r.ctx)
		k.gives(playerNames(players))
		return err
	})
	r.step(3, func(k *taking) (err error) {
		if blues, err = Teams.Get(r.ctx, s, 2); err != nil {
			return err
		}
		if p4, err = Players.Get(r.ctx, s, 4); err != nil {
			return err
		}
		r.name("blues", blues)
		r.name("p4", p4)
		if _, err = blues.Players.All(r.ctx); err != nil {
			return err
		}
		blues.Players.Append(p4)
		k.gives(p4.Team.Value() == blues)
		return nil
	})
	r.does(4, func() error { return s.Commit(r.ctx) })
}

func pendingAppend(r *run) {
	// What is written within a block without autoflush is another session here.
	r.check(r.session.Close())
	s := orm.NewSession(r.engine, orm.InRegistry(teams), orm.NoAutoflush())
	r.session, r.sessions["session"] = s, s
	var added *Player
	r.step(1, func(k *taking) error {
		reds, err := Teams.Get(r.ctx, s, 1)
		if err != nil {
			return err
		}
		added = Players.New(&Player{Name: "new"})
		r.name("reds", reds)
		r.name("new", added)
		added.Team.Set(reds)
		players, err := reds.Players.All(r.ctx)
		k.gives(playerNames(players))
		return err
	})
	r.step(2, func(k *taking) error {
		err := s.Flush(r.ctx)
		k.gives(added.TeamID)
		return err
	})
}

func oneToOne(r *run) {
	s := r.session
	d1, d2 := Desks.New(&Desk{}), Desks.New(&Desk{})
	a, b := Clerks.New(&Clerk{Name: "a"}), Clerks.New(&Clerk{Name: "b"})
	r.step(1, func(k *taking) error {
		r.name("d1", d1)
		r.name("d2", d2)
		r.name("a", a)
		r.name("b", b)
		d1.Clerk.Set(a)
		k.gives(a.Desk.Value() == d1)
		return nil
	})
	r.step(2, func(k *taking) error {
		d1.Clerk.Set(b)
		k.list(a.Desk.Value(), b.Desk.Value() == d1)
		return nil
	})
	r.step(3, func(k *taking) error {
		a.Desk.Set(d1)
		k.gives(d1.Clerk.Value() == a)
		return nil
	})
	r.step(4, func(k *taking) error {
		b.Desk.Set(nil)
		k.list(d1.Clerk.Value() == a)
		return nil
	})
	r.step(5, func(k *taking) error {
		a.Desk.Set(d2)
		k.list(d1.Clerk.Value(), d2.Clerk.Value() == a)
		return nil
	})
	r.step(6, func(k *taking) error {
		s.Add(d1, d2, b)
		err := s.Flush(r.ctx)
		d2.Clerk.Set(nil)
		k.gives(a.Desk.Value())
		return err
	})
	r.does(7, func() error { return s.Flush(r.ctx) })
	r.does(8, func() error { return s.Commit(r.ctx) })
}

func manyToMany(r *run) {
	s := r.session
	b := Novels.New(&Novel{Title: "b"})
	g, h := Genres.New(&Genre{Name: "g"}), Genres.New(&Genre{Name: "h"})
	genres := func() []string {
		names := []string{}
		for _, genre := range b.Genres.Items() {
			names = append(names, genre.Name)
		}
		return names
	}
	r.step(1, func(k *taking) error {
		r.name("b", b)
		r.name("g", g)
		r.name("h", h)
		b.Genres.Append(g)
		k.list(g.Books.Items()[0].Title)
		return nil
	})
	r.step(2, func(k *taking) error {
		h.Books.Append(b)
		k.gives(genres())
		return nil
	})
	r.step(3, func(k *taking) error {
		s.Add(b)
		if err := s.Flush(r.ctx); err != nil {
			return err
		}
		rows, err := sql.Select2(BookGenre.BookID, BookGenre.GenreID).OrderBy(BookGenre.GenreID).All(r.ctx, s)
		k.gives(rows)
		return err
	})
	r.step(4, func(k *taking) error {
		g.Books.Remove(b)
		k.gives(genres())
		return nil
	})
	r.does(5, func() error { return s.Flush(r.ctx) })
	r.step(6, func(k *taking) error {
		b.Genres.Set()
		if err := s.Flush(r.ctx); err != nil {
			return err
		}
		n, err := sql.Select1(sql.Count()).From(BookGenre).Scalar(r.ctx, s)
		k.list(len(h.Books.Items()), n)
		return err
	})
	r.does(7, func() error { return s.Commit(r.ctx) })
}

func noCascadeByBackref(r *run) {
	s := r.session
	var reds *Team
	r.step(1, func(k *taking) (err error) {
		if reds, err = Teams.Get(r.ctx, s, 1); err != nil {
			return err
		}
		p := Players.New(&Player{Name: "new"})
		r.name("reds", reds)
		r.name("p", p)
		p.Team.Set(reds)
		k.gives(s.Contains(p))
		return nil
	})
	r.does(2, func() error { return s.Flush(r.ctx) })
	r.step(3, func(k *taking) error {
		if _, err := reds.Players.All(r.ctx); err != nil {
			return err
		}
		q := &Player{Name: "other"}
		r.name("q", q)
		reds.Players.Append(q)
		k.gives(s.Contains(q))
		return nil
	})
	r.does(4, func() error { return s.Commit(r.ctx) })
}
