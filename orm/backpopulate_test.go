package orm_test

import (
	"testing"

	"github.com/azoth-go/azoth/orm"
)

// Objects made by New have both sides in step at once.
func TestOneToManyInStep(t *testing.T) {
	w := &world{TB: t}
	team, a, b := Clubs.New(&Club{Name: "t"}), Riders.New(&Rider{Name: "a"}), Riders.New(&Rider{Name: "b"})
	team.Riders.Append(a)
	w.same(a.Club.Value(), team)
	b.Club.Set(team)
	w.same(names(team.Riders.Items()), "a b")
	team.Riders.Remove(a)
	w.same(a.Club.Value(), (*Club)(nil))
	w.same(names(team.Riders.Items()), "b")
	b.Club.Set(nil)
	w.same(names(team.Riders.Items()), "")
	team.Riders.Append(a)
	other := Clubs.New(&Club{Name: "t2"})
	other.Riders.Append(a)
	w.same([]string{names(team.Riders.Items()), names(other.Riders.Items())}, []string{"", "a"})
	w.same(a.Club.Value(), other)
	a.Club.Set(team)
	w.same([]string{names(team.Riders.Items()), names(other.Riders.Items())}, []string{"a", ""})
	team.Riders.Set(b)
	w.same([]any{names(team.Riders.Items()), a.Club.Value(), b.Club.Value()}, []any{"b", (*Club)(nil), team})
	w.states(team, orm.Transient, a, orm.Transient, b, orm.Transient)
}

func TestOneToOneInStep(t *testing.T) {
	eachDatabase(t, ridership, func(w *world) {
		d1, d2 := Desks.New(&Desk{Room: "d1"}), Desks.New(&Desk{Room: "d2"})
		a, b := Typists.New(&Typist{Name: "a"}), Typists.New(&Typist{Name: "b"})
		d1.Typist.Set(a)
		w.same(a.Desk.Value(), d1)
		d1.Typist.Set(b)
		w.same([]*Desk{a.Desk.Value(), b.Desk.Value()}, []*Desk{nil, d1})
		a.Desk.Set(d1) // who takes the place pushes the other out
		w.same([]*Desk{a.Desk.Value(), b.Desk.Value()}, []*Desk{d1, nil})
		w.same(d1.Typist.Value(), a)
		a.Desk.Set(d2)
		w.same([]*Typist{d1.Typist.Value(), d2.Typist.Value()}, []*Typist{nil, a})

		s := w.session()
		s.Add(d1, d2, a, b)
		w.flushes(s, "INSERT desks(room) 2", "INSERT typists(name,desk_id) 2")
		w.same([]any{*a.DeskID, b.DeskID}, []any{d2.ID, (*int64)(nil)})
		d2.Typist.Set(nil)
		w.same(a.Desk.Value(), (*Desk)(nil))
		w.flushes(s, "UPDATE typists(desk_id) 1")
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name, desk_id FROM typists ORDER BY id", "a <nil>", "b <nil>")

		// Replaced where nobody knows who sits there.
		b.Desk.Set(d1)
		w.check(s.Commit(w.ctx()))
		w.check(s.Close())
		s = w.session()
		d1 = must(Desks.Get(w.ctx(), s, d1.ID))
		a = must(Typists.Get(w.ctx(), s, a.ID))
		d1.Typist.Set(a)
		w.sends(func() { w.check(s.Flush(w.ctx())) }, "SELECT typists", "UPDATE typists(desk_id) 2")
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name, desk_id FROM typists ORDER BY id", "a 1", "b <nil>")
	})
}

func TestManyToManyInStep(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		essay := Essays.New(&Essay{Title: "e"})
		g, h := Topics.New(&Topic{Word: "g"}), Topics.New(&Topic{Word: "h"})
		essay.Topics.Append(g)
		w.same(names(g.Essays.Items()), "e")
		h.Essays.Append(essay)
		w.same(names(essay.Topics.Items()), "g h")
		s := w.session()
		s.Add(essay)
		w.states(g, orm.Pending, h, orm.Pending)
		w.check(s.Flush(w.ctx()))
		w.sent.take()
		g.Essays.Remove(essay)
		w.same(names(essay.Topics.Items()), "h")
		w.flushes(s, "DELETE essay_topics() 1")
		essay.Topics.Set()
		w.same(names(h.Essays.Items()), "")
		w.flushes(s, "DELETE essay_topics() 1")
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT * FROM essay_topics")
		w.rows("SELECT word FROM topics ORDER BY id", "g", "h")
	})
}

// Plain literals are linked when they are added.
func TestPlainLiteralsAreLinkedAtAdd(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		ctx, s := w.ctx(), w.session()
		ann := &Writer{Name: "ann"}
		first, second := &Essay{Title: "1"}, &Essay{Title: "2"}
		ann.Essays.Append(first)
		second.Writer.Set(ann)
		topic := &Topic{Word: "go"}
		first.Topics.Append(topic)
		topic.Essays.Append(second)
		first.Remarks.Append(&Remark{Text: "hm"})
		w.same(first.Writer.Value(), (*Writer)(nil)) // not yet
		s.Add(second)
		w.same(first.Writer.Value(), ann)
		w.same(names(ann.Essays.Items()), "1 2")
		w.same(names(topic.Essays.Items()), "2 1")
		w.same(first.Remarks.Items()[0].Essay.Value(), first)
		w.states(ann, orm.Pending, first, orm.Pending, second, orm.Pending, topic, orm.Pending)
		w.check(s.Commit(ctx))
		w.rows("SELECT e.title, w.name FROM essays e JOIN writers w ON w.id = e.writer_id ORDER BY e.title", "1 ann", "2 ann")
		w.rows("SELECT count(*) FROM essay_topics", "2")
	})
}

func TestReplacedList(t *testing.T) {
	eachDatabase(t, ridership, func(w *world) {
		storeClubs(w)
		ctx, s := w.ctx(), w.session()
		reds, blues := must(Clubs.Get(ctx, s, 1)), must(Clubs.Get(ctx, s, 2))
		all := must(Riders.OrderBy(Riders.ID.Asc()).All(ctx, s))
		must(reds.Riders.All(ctx))
		must(blues.Riders.All(ctx))
		reds.Riders.Set(all[1], all[2], all[3])
		w.same([]*Club{all[0].Club.Value(), all[1].Club.Value(), all[2].Club.Value(), all[3].Club.Value()}, []*Club{nil, reds, reds, reds})
		w.same(names(blues.Riders.Items()), "")
		w.flushes(s, "UPDATE riders(club_id) 3")
		reds.Riders.Set()
		w.flushes(s, "UPDATE riders(club_id) 3")
		w.check(s.Commit(ctx))
		w.rows("SELECT id, club_id FROM riders ORDER BY id", "1 <nil>", "2 <nil>", "3 <nil>", "4 <nil>")
	})
}

func TestReplacedListThatIsNotLoaded(t *testing.T) {
	eachDatabase(t, ridership, func(w *world) {
		storeClubs(w)
		ctx, s := w.ctx(), w.session()
		reds := must(Clubs.Get(ctx, s, 1))
		all := must(Riders.Where(Riders.ID.Gt(1)).OrderBy(Riders.ID.Asc()).All(ctx, s))
		w.sends(func() { reds.Riders.Set(all[0], all[1], &Rider{Name: "new"}) })
		w.same(names(reds.Riders.Items()), "p2 p3 new")
		w.sends(func() { w.check(s.Flush(ctx)) }, "SELECT riders", "UPDATE riders(club_id) 2", "INSERT riders(name,club_id) 1")
		p1 := must(Riders.Get(ctx, s, 1))
		w.same(p1.ClubID, (*int64)(nil))
		w.check(s.Commit(ctx))
		w.rows("SELECT id, club_id FROM riders ORDER BY id", "1 <nil>", "2 1", "3 1", "4 <nil>", "5 1")
		w.same(names(must(reds.Riders.All(ctx))), "p2 p3 new")
	})
}

// A reference changes the other side's collection without loading it.
func TestReferenceBesideAnUnloadedCollection(t *testing.T) {
	eachDatabase(t, ridership, func(w *world) {
		storeClubs(w)
		ctx, s := w.ctx(), w.session()
		reds, p3 := must(Clubs.Get(ctx, s, 1)), must(Riders.Get(ctx, s, 3))
		w.sends(func() { p3.Club.Set(reds) })
		if reds.Riders.Loaded() {
			w.Error("the collection counts as loaded")
		}
		w.sends(func() { w.same(names(must(reds.Riders.All(ctx))), "p1 p2 p3") }, "UPDATE riders(club_id) 1", "SELECT riders")
		blues, p4 := must(Clubs.Get(ctx, s, 2)), must(Riders.Get(ctx, s, 4))
		w.sends(func() {
			blues.Riders.Append(p4)
			w.same(p4.Club.Value(), blues)
			w.check(s.Commit(ctx))
		}, "UPDATE riders(club_id) 1")
		w.rows("SELECT id, club_id FROM riders ORDER BY id", "1 1", "2 1", "3 1", "4 2")
	})
}

// What was put into and taken out of an unloaded collection is there after its
// load.
func TestUnflushedChangesSurviveALoad(t *testing.T) {
	eachDatabase(t, ridership, func(w *world) {
		storeClubs(w)
		ctx, s := w.ctx(), w.session(orm.NoAutoflush())
		reds, p1 := must(Clubs.Get(ctx, s, 1)), must(Riders.Get(ctx, s, 1))
		reds.Riders.Append(&Rider{Name: "new"})
		reds.Riders.Remove(p1)
		w.sends(func() { w.same(names(must(reds.Riders.All(ctx))), "p2 new") }, "SELECT riders")
		w.flushes(s, "UPDATE riders(club_id) 1", "INSERT riders(name,club_id) 1")
		w.check(s.Commit(ctx))
		w.rows("SELECT id, club_id FROM riders ORDER BY id", "1 <nil>", "2 1", "3 2", "4 <nil>", "5 1")
	})
}

// Removing from and appending to a collection that nobody loaded needs no
// SELECT at all.
func TestUnloadedCollectionIsChangedBlindly(t *testing.T) {
	eachDatabase(t, ridership, func(w *world) {
		storeClubs(w)
		ctx, s := w.ctx(), w.session()
		reds, p1, p4 := must(Clubs.Get(ctx, s, 1)), must(Riders.Get(ctx, s, 1)), must(Riders.Get(ctx, s, 4))
		w.sends(func() {
			reds.Riders.Remove(p1)
			reds.Riders.Append(p4, &Rider{Name: "new"})
			w.check(s.Commit(ctx))
		}, "UPDATE riders(club_id) 2", "INSERT riders(name,club_id) 1")
		w.rows("SELECT id, club_id FROM riders ORDER BY id", "1 <nil>", "2 1", "3 2", "4 1", "5 1")
	})
}

// A transient child with a persistent parent does not join the session by
// itself; a child put into the parent's collection does.
func TestChildJoinsBySaveUpdateOnly(t *testing.T) {
	eachDatabase(t, ridership, func(w *world) {
		storeClubs(w)
		ctx, s := w.ctx(), w.session()
		reds := must(Clubs.Get(ctx, s, 1))
		p := Riders.New(&Rider{Name: "loose"})
		p.Club.Set(reds)
		w.states(p, orm.Transient)
		w.flushes(s)
		q := &Rider{Name: "other"}
		reds.Riders.Append(q)
		w.states(q, orm.Pending)
		w.check(s.Commit(ctx))
		w.states(p, orm.Transient, q, orm.Persistent)
		w.rows("SELECT name, club_id FROM riders WHERE id > 4", "other 1")

		// Added by itself it comes with its parent's key.
		s.Add(p)
		w.check(s.Commit(ctx))
		w.rows("SELECT name, club_id FROM riders WHERE id > 5", "loose 1")
	})
}
