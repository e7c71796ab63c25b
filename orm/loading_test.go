package orm_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

// storeJournal writes the writers ann (of essays p1 and p2), bob (p3), cyd (p4)
// and dan, the essay p5 of nobody, and remarks c1 and c2 on p1, c3 on p3, c4 on
// p4.
func storeJournal(w *world) {
	w.Helper()
	var all []any
	essays := map[string]*Essay{}
	for i, stars := range []int{5, 1, 4, 3, 0} {
		essay := &Essay{Title: fmt.Sprint("p", i+1), Stars: stars}
		essays[essay.Title] = essay
		all = append(all, essay)
	}
	for i, name := range []string{"ann", "bob", "cyd", "dan"} {
		writer := Writers.New(&Writer{Name: name})
		for _, title := range [][]string{{"p1", "p2"}, {"p3"}, {"p4"}, nil}[i] {
			writer.Essays.Append(essays[title])
		}
		all = append(all, writer)
	}
	for i, title := range []string{"p1", "p1", "p3", "p4"} {
		remark := Remarks.New(&Remark{Text: fmt.Sprint("c", i+1)})
		remark.Essay.Set(essays[title])
		all = append(all, remark)
	}
	w.store(all...)
}

// written tells who wrote what, from what is loaded.
func written(writers []*Writer) string {
	var found []string
	for _, writer := range writers {
		found = append(found, writer.Name+": "+names(writer.Essays.Items()))
	}
	return strings.Join(found, ", ")
}

// remarked tells who wrote what that has which remarks, from what is loaded.
func remarked(writers []*Writer) string {
	var found []string
	for _, writer := range writers {
		for _, essay := range writer.Essays.Items() {
			found = append(found, fmt.Sprint(writer.Name, " ", essay.Title, " ", names(essay.Remarks.Items())))
		}
	}
	return strings.Join(found, ", ")
}

const (
	everything  = "ann: p1 p2, bob: p3, cyd: p4, dan: "
	everyRemark = "ann p1 c1 c2, ann p2 , bob p3 c3, cyd p4 c4"
)

// has fails the test unless a statement has all parts.
func (w *world) has(text string, parts ...string) {
	w.Helper()
	for _, part := range parts {
		if !strings.Contains(strings.ToUpper(text), part) {
			w.Fatalf("no %s in %s", part, text)
		}
	}
}

// lacks fails the test if a statement has one of the parts.
func (w *world) lacks(text string, parts ...string) {
	w.Helper()
	for _, part := range parts {
		if strings.Contains(strings.ToUpper(text), part) {
			w.Fatalf("%s in %s", part, text)
		}
	}
}

func TestLazyLoads(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		ctx, s := w.ctx(), w.session()
		// By default the first load is for all that came from one result.
		var writers []*Writer
		w.sends(func() {
			writers = must(Writers.OrderBy(Writers.ID.Asc()).All(ctx, s))
			for _, writer := range writers {
				must(writer.Essays.All(ctx))
			}
		}, "SELECT writers", "SELECT essays")
		w.same(written(writers), everything)
		w.sends(func() {
			for _, writer := range writers {
				must(writer.Essays.All(ctx))
			}
		})

		// One by one where it is asked for.
		other := w.session()
		w.sends(func() {
			writers = must(Writers.OrderBy(Writers.ID.Asc()).Options(orm.Lazy(Writers.Essays)).All(ctx, other))
			for _, writer := range writers {
				must(writer.Essays.All(ctx))
			}
		}, "SELECT writers", "SELECT essays", "SELECT essays", "SELECT essays", "SELECT essays")
		w.same(written(writers), everything)
	})
}

func TestLazyReferences(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		ctx, s := w.ctx(), w.session()
		essays := must(Essays.OrderBy(Essays.ID.Asc()).Options(orm.Lazy(Essays.Writer)).All(ctx, s))
		name := func(essay *Essay) string {
			if writer := must(essay.Writer.Get(ctx)); writer != nil {
				return writer.Name
			}
			return "nobody"
		}
		w.sends(func() { w.same(name(essays[0]), "ann") }, "SELECT writers")
		w.sends(func() { w.same(name(essays[1]), "ann") }) // is there
		w.sends(func() { w.same(name(essays[2]), "bob") }, "SELECT writers")
		w.sends(func() { w.same(name(essays[4]), "nobody") }) // NULL says it

		other := w.session()
		essays = must(Essays.OrderBy(Essays.ID.Asc()).All(ctx, other))
		w.sends(func() {
			var found []string
			for _, essay := range essays {
				found = append(found, name(essay))
			}
			w.same(strings.Join(found, " "), "ann ann bob cyd nobody")
		}, "SELECT writers")
	})
}

func TestJoinedCollection(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		ctx, s := w.ctx(), w.session()
		query := Writers.OrderBy(Writers.ID.Asc()).Options(orm.Joined(Writers.Essays))
		texts := w.sends(func() { w.same(written(must(query.All(ctx, s))), everything) }, "SELECT writers")
		w.has(texts[0], "LEFT OUTER JOIN ESSAYS", "ORDER BY")

		// A join of the query's own filters, the eager one loads all the same.
		other := w.session()
		texts = w.sends(func() {
			found := must(query.Join(Writers.Essays).Where(Essays.Stars.Eq(5)).All(ctx, other))
			w.same(written(found), "ann: p1 p2")
		}, "SELECT writers")
		w.has(texts[0], "LEFT OUTER JOIN", " JOIN ESSAYS ON")

		// What is counted are owners.
		w.same(must(query.Count(ctx, s)), int64(4))
		w.same(written([]*Writer{must(query.First(ctx, w.session()))}), "ann: p1 p2")
		w.same(written([]*Writer{must(query.Where(Writers.Name.Eq("ann")).One(ctx, w.session()))}), "ann: p1 p2")
		if _, err := query.One(ctx, w.session()); err != orm.ErrMultipleResults {
			w.Fatalf("got %v", err)
		}
		var found []*Writer
		for writer, err := range query.Iter(ctx, w.session()) {
			w.check(err)
			found = append(found, writer)
		}
		w.same(written(found), everything)
	})
}

func TestJoinedReference(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		ctx, s := w.ctx(), w.session()
		w.sends(func() {
			var found []string
			essays := must(Essays.OrderBy(Essays.ID.Asc()).Options(orm.Joined(Essays.Writer)).All(ctx, s))
			for _, essay := range essays {
				if writer := essay.Writer.Value(); writer != nil {
					found = append(found, essay.Title+writer.Name)
				} else {
					found = append(found, essay.Title)
				}
			}
			w.same(strings.Join(found, " "), "p1ann p2ann p3bob p4cyd p5")
			w.same(essays[0].Writer.Value(), essays[1].Writer.Value())
		}, "SELECT essays")
	})
}

func TestJoinedManyToMany(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeTopics(w)
		ctx := w.ctx()
		for _, option := range []sql.OptionFor[*Essay]{orm.Joined(Essays.Topics), orm.SelectIn(Essays.Topics), orm.Subquery(Essays.Topics), orm.Immediate(Essays.Topics)} {
			for _, ex := range []sql.Executor{w.session(), w.engine} {
				essays := must(Essays.OrderBy(Essays.ID.Desc()).Options(option).All(ctx, ex))
				w.same([]string{names(essays[0].Topics.Items()), names(essays[1].Topics.Items())}, []string{"b", "a b"})
				w.same(essays[0].Topics.Items()[0], essays[1].Topics.Items()[1])
			}
		}
		one := must(Essays.OrderBy(Essays.ID.Asc()).Limit(1).Options(orm.Joined(Essays.Topics)).All(ctx, w.session()))
		w.same(names(one[0].Topics.Items()), "a b")
	})
}

func TestSelectIn(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		ctx, s := w.ctx(), w.session()
		texts := w.sends(func() {
			w.same(written(must(Writers.OrderBy(Writers.ID.Asc()).Options(orm.SelectIn(Writers.Essays)).All(ctx, s))), everything)
		}, "SELECT writers", "SELECT essays")
		w.has(texts[1], "ORDER BY")
		w.lacks(texts[1], "JOIN")

		// Of a reference: the distinct keys that are not NULL and not there.
		other := w.session()
		query := Essays.OrderBy(Essays.ID.Asc()).Options(orm.SelectIn(Essays.Writer))
		w.sends(func() {
			essays := must(query.All(ctx, other))
			w.same([]any{essays[0].Writer.Value().Name, essays[3].Writer.Value().Name, essays[4].Writer.Value()}, []any{"ann", "cyd", (*Writer)(nil)})
		}, "SELECT essays", "SELECT writers")
		w.sends(func() { must(Writers.Where(Writers.ID.Eq(99)).Options(orm.SelectIn(Writers.Essays)).All(ctx, s)) }, "SELECT writers")
	})
}

func TestSubqueryLoads(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		ctx := w.ctx()
		query := Writers.OrderBy(Writers.ID.Asc()).Options(orm.Subquery(Writers.Essays))
		texts := w.sends(func() { w.same(written(must(query.All(ctx, w.session()))), everything) }, "SELECT writers", "SELECT writers")
		w.has(texts[1], "FROM (SELECT", "JOIN ESSAYS", "ORDER BY")
		texts = w.sends(func() { w.same(written(must(query.Limit(2).All(ctx, w.session()))), "ann: p1 p2, bob: p3") }, "SELECT writers", "SELECT writers")
		w.has(texts[1], w.limit())
		texts = w.sends(func() {
			w.same(written(must(query.Join(Writers.Essays).Where(Essays.Stars.Gt(3)).All(ctx, w.session()))), "ann: p1 p2, bob: p3")
		}, "SELECT writers", "SELECT writers")
		w.has(texts[1], "FROM (SELECT")
	})
}

func TestImmediateLoads(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		ctx, s := w.ctx(), w.session()
		w.sends(func() {
			essays := must(Essays.Where(Essays.ID.In(1, 2, 3)).OrderBy(Essays.ID.Asc()).Options(orm.Immediate(Essays.Writer)).All(ctx, s))
			w.same([]string{essays[0].Writer.Value().Name, essays[1].Writer.Value().Name, essays[2].Writer.Value().Name}, []string{"ann", "ann", "bob"})
		}, "SELECT essays", "SELECT writers", "SELECT writers")
	})
}

func TestNestedLoads(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		ctx := w.ctx()
		for _, c := range []struct {
			option sql.OptionFor[*Writer]
			sent   []string
		}{
			{orm.Joined(Writers.Essays, orm.Joined(Essays.Remarks)), []string{"SELECT writers"}},
			{orm.SelectIn(Writers.Essays, orm.SelectIn(Essays.Remarks)), []string{"SELECT writers", "SELECT essays", "SELECT remarks"}},
			{orm.Joined(Writers.Essays, orm.SelectIn(Essays.Remarks)), []string{"SELECT writers", "SELECT remarks"}},
			{orm.SelectIn(Writers.Essays, orm.Joined(Essays.Remarks)), []string{"SELECT writers", "SELECT essays"}},
			{orm.Subquery(Writers.Essays, orm.Subquery(Essays.Remarks)), []string{"SELECT writers", "SELECT writers", "SELECT writers"}},
			{orm.Subquery(Writers.Essays, orm.Joined(Essays.Remarks)), []string{"SELECT writers", "SELECT writers"}},
			{orm.Immediate(Writers.Essays, orm.SelectIn(Essays.Remarks)), []string{"SELECT writers",
				"SELECT essays", "SELECT remarks", "SELECT essays", "SELECT remarks", "SELECT essays", "SELECT remarks", "SELECT essays"}},
		} {
			for _, ex := range []sql.Executor{w.session(), w.engine} {
				w.sends(func() {
					w.same(remarked(must(Writers.OrderBy(Writers.ID.Asc()).Options(c.option).All(ctx, ex))), everyRemark)
				}, c.sent...)
			}
		}
		// What is not asked for is lazy, for all essays at once.
		s := w.session()
		w.sends(func() {
			for _, writer := range must(Writers.Options(orm.SelectIn(Writers.Essays)).All(ctx, s)) {
				for _, essay := range writer.Essays.Items() {
					must(essay.Remarks.All(ctx))
				}
			}
		}, "SELECT writers", "SELECT essays", "SELECT remarks")
		// Two relationships beside each other.
		other := w.session()
		w.sends(func() {
			essays := must(Essays.OrderBy(Essays.ID.Asc()).Options(orm.Joined(Essays.Writer), orm.Joined(Essays.Remarks), orm.Joined(Essays.Topics)).All(ctx, other))
			w.same([]string{names(essays[0].Remarks.Items()), essays[0].Writer.Value().Name, names(essays)}, []string{"c1 c2", "ann", "p1 p2 p3 p4 p5"})
		}, "SELECT essays")
	})
}

func TestJoinedWithLimit(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		ctx := w.ctx()
		query := Writers.OrderBy(Writers.ID.Asc()).Options(orm.Joined(Writers.Essays))
		texts := w.sends(func() { w.same(written(must(query.Limit(2).All(ctx, w.session()))), "ann: p1 p2, bob: p3") }, "SELECT writers")
		w.has(texts[0], "FROM (SELECT", "LEFT OUTER JOIN", w.limit())
		texts = w.sends(func() { w.same(written(must(query.Slice(1, 3).All(ctx, w.session()))), "bob: p3, cyd: p4") }, "SELECT writers")
		offset := "OFFSET"
		switch w.dialect {
		case "mariadb":
			offset = "LIMIT ?, ?"
		case "firebird":
			offset = "SKIP"
		}
		w.has(texts[0], "FROM (SELECT", offset)
		// Of a reference there is nothing to wrap.
		texts = w.sends(func() {
			essays := must(Essays.OrderBy(Essays.ID.Asc()).Limit(2).Options(orm.Joined(Essays.Writer)).All(ctx, w.session()))
			w.same(essays[1].Writer.Value().Name, "ann")
		}, "SELECT essays")
		w.lacks(texts[0], "FROM (SELECT")
		w.sends(func() {
			last := must(Writers.OrderBy(Writers.Name.Desc()).Options(orm.Joined(Writers.Essays)).First(ctx, w.session()))
			w.same(written([]*Writer{last}), "dan: ")
		}, "SELECT writers")
		w.sends(func() {
			w.same(remarked(must(Writers.OrderBy(Writers.ID.Asc()).Limit(1).Options(orm.Joined(Writers.Essays, orm.Joined(Essays.Remarks))).All(ctx, w.session()))), "ann p1 c1 c2, ann p2 ")
		}, "SELECT writers")
		// The order is by another table.
		found := must(Writers.Join(Writers.Essays).OrderBy(Essays.Stars.Desc()).Limit(2).Options(orm.Joined(Writers.Essays)).All(ctx, w.session()))
		w.same(written(found), "ann: p1 p2, bob: p3")
	})
}

func TestRaise(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		ctx, s := w.ctx(), w.session()
		ann := must(Writers.Where(Writers.Name.Eq("ann")).Options(orm.SelectIn(Writers.Essays, orm.Raise(Essays.Remarks))).One(ctx, s))
		w.sends(func() {
			_, err := ann.Essays.Items()[0].Remarks.All(ctx)
			w.wants(err, orm.ErrNotLoaded)
		})
		p3 := must(Essays.Where(Essays.ID.Eq(3)).Options(orm.Raise(Essays.Writer)).One(ctx, s))
		_, err := p3.Writer.Get(ctx)
		w.wants(err, orm.ErrNotLoaded)

		// A flush loads what it needs all the same.
		s.Delete(ann.Essays.Items()[0])
		w.sends(func() { w.check(s.Flush(ctx)) }, "SELECT remarks", "SELECT topics", "UPDATE remarks(essay_id) 2", "DELETE essays() 1")
		w.check(s.Rollback(ctx))
	})
}

func TestNoLoad(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		ctx, s := w.ctx(), w.session()
		w.sends(func() {
			writers := must(Writers.Options(orm.NoLoad(Writers.Essays)).All(ctx, s))
			w.same(len(must(writers[0].Essays.All(ctx))), 0)
			essay := must(Essays.Where(Essays.ID.Eq(1)).Options(orm.NoLoad(Essays.Writer)).One(ctx, s))
			w.same(must(essay.Writer.Get(ctx)), (*Writer)(nil))
		}, "SELECT writers", "SELECT essays")
		w.flushes(s)
	})
}

func TestContainsEager(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		ctx, s := w.ctx(), w.session()
		query := Writers.Join(Writers.Essays).OrderBy(Writers.ID.Asc(), Essays.ID.Asc()).Options(orm.ContainsEager(Writers.Essays))
		texts := w.sends(func() {
			w.same(written(must(query.Where(Essays.Stars.Ge(4)).All(ctx, s))), "ann: p1, bob: p3")
		}, "SELECT writers")
		w.lacks(texts[0], "OUTER")
		// It counts as loaded; a plain query does not change it.
		found := must(Writers.OrderBy(Writers.ID.Asc()).All(ctx, s))
		w.same(names(must(found[0].Essays.All(ctx))), "p1")
		// Unless the query overwrites.
		w.same(written(must(query.Options(orm.Overwrite[Writer]()).Where(Essays.Stars.Lt(4)).All(ctx, s))), "ann: p2, cyd: p4")
		alias := orm.Alias(Essays, "e")
		all := must(Writers.OuterJoin(Writers.Essays.To(alias)).OrderBy(Writers.ID.Asc(), alias.ID.Asc()).
			Options(orm.ContainsEagerFrom(Writers.Essays, alias)).All(ctx, w.session()))
		w.same(written(all), everything)
		// A reference, with what hangs on it.
		essays := must(Essays.Join(Essays.Writer).Where(Writers.Name.Eq("bob")).
			Options(orm.ContainsEager(Essays.Writer, orm.SelectIn(Writers.Essays))).All(ctx, w.session()))
		w.same([]string{names(essays), essays[0].Writer.Value().Name, names(essays[0].Writer.Value().Essays.Items())}, []string{"p3", "bob", "p3"})
	})
}

func TestEagerLoadKeepsChanges(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		ctx, s := w.ctx(), w.session(orm.NoAutoflush())
		ann := must(Writers.Get(ctx, s, 1))
		must(ann.Essays.All(ctx))
		ann.Essays.Append(&Essay{Title: "mine"})
		bob := must(Writers.Get(ctx, s, 2))
		bob.Essays.Append(&Essay{Title: "his"}) // nothing is loaded
		w.sends(func() {
			found := must(Writers.OrderBy(Writers.ID.Asc()).Options(orm.SelectIn(Writers.Essays)).All(ctx, s))
			w.same(written(found), "ann: p1 p2 mine, bob: p3 his, cyd: p4, dan: ")
		}, "SELECT writers", "SELECT essays")
		w.flushes(s, "INSERT essays(title,stars,writer_id) 2")
		w.check(s.Commit(ctx))
		w.rows("SELECT title, writer_id FROM essays WHERE id > 5 ORDER BY id", "mine 1", "his 2")
	})
}

func TestLoadsAfterCommit(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		ctx, s := w.ctx(), w.session()
		writers := must(Writers.OrderBy(Writers.ID.Asc()).Options(orm.SelectIn(Writers.Essays)).All(ctx, s))
		w.check(s.Commit(ctx))
		w.exec("UPDATE essays SET writer_id = 4 WHERE title = 'p2'")
		w.same(written(writers), everything) // as it was
		w.sends(func() {
			for _, writer := range writers {
				must(writer.Essays.All(ctx))
			}
		}, "SELECT essays")
		w.same(written(writers), "ann: p1, bob: p3, cyd: p4, dan: p2")
		// A reference goes by the foreign key that the row has now.
		essays := must(Essays.OrderBy(Essays.ID.Asc()).All(ctx, s))
		w.check(s.Commit(ctx))
		w.exec("UPDATE essays SET writer_id = 2 WHERE title = 'p1'")
		w.same(must(essays[0].Writer.Get(ctx)).Name, "bob")
	})
}

func TestStrategiesOfTheMapping(t *testing.T) {
	eachDatabase(t, zoology, func(w *world) {
		keeper, zoo := &Keeper{Name: "k"}, &Zoo{Name: "z"}
		for i, beasts := range [][]string{{"ape"}, {"bee", "cat"}} {
			cage := &Cage{Name: fmt.Sprint("c", i+1)}
			cage.Keeper.Set(keeper)
			for _, beast := range beasts {
				cage.Beasts.Append(&Beast{Name: beast})
			}
			cage.Births.Append(&Birth{Name: "b"})
			cage.Visits.Append(&Visit{Name: "v"})
			cage.Meals.Append(&Meal{Name: "m"})
			cage.Notes.Append(&Note{Name: "n"})
			zoo.Cages.Append(cage)
		}
		w.store(zoo)
		ctx, s := w.ctx(), w.session()
		var found *Zoo
		texts := w.sends(func() { found = must(Zoos.Get(ctx, s, 1)) },
			"SELECT zoos", "SELECT cages", "SELECT meals", "SELECT meals", "SELECT cages")
		w.has(texts[1], "LEFT OUTER JOIN KEEPERS")
		w.has(texts[4], "JOIN NOTES")
		cages := found.Cages.Items()
		w.same([]string{names(cages), cages[0].Keeper.Value().Name, names(cages[1].Meals.Items()), names(cages[1].Notes.Items())}, []string{"c1 c2", "k", "m", "n"})
		w.same(cages[0].Visits.Items(), []*Visit(nil))
		_, err := cages[0].Births.All(ctx)
		w.wants(err, orm.ErrNotLoaded)
		// lazy=select is one by one.
		w.sends(func() {
			w.same([]string{names(must(cages[0].Beasts.All(ctx))), names(must(cages[1].Beasts.All(ctx)))}, []string{"ape", "bee cat"})
		}, "SELECT beasts", "SELECT beasts")

		// A query's options come first; the load it puts off joins the keepers.
		other := w.session()
		w.sends(func() { found = must(Zoos.Options(orm.Lazy(Zoos.Cages)).One(ctx, other)) }, "SELECT zoos")
		texts = w.sends(func() { w.same(must(found.Cages.All(ctx))[0].Keeper.Value().Name, "k") }, "SELECT cages", "SELECT meals", "SELECT meals", "SELECT cages")
		w.has(texts[0], "LEFT OUTER JOIN KEEPERS")
		// With a level that the mapping leaves lazy.
		third := w.session()
		found = must(Zoos.Options(orm.SelectIn(Zoos.Cages, orm.SelectIn(Cages.Beasts))).One(ctx, third))
		w.same(names(found.Cages.Items()[1].Beasts.Items()), "bee cat")
		// Both sides are joined by the mapping: it ends where it comes back.
		texts = w.sends(func() {
			keepers := must(Keepers.Options(orm.Joined(Keepers.Cages, orm.NoLoad(Cages.Meals), orm.NoLoad(Cages.Notes))).All(ctx, w.session()))
			w.same([]any{len(keepers), names(keepers[0].Cages.Items())}, []any{1, "c1 c2"})
		}, "SELECT keepers")
		w.same(strings.Count(texts[0], "JOIN"), 1)
	})
}

func TestTreeIsLoadedToADepth(t *testing.T) {
	eachDatabase(t, forest, func(w *world) {
		r, a, b, c := &Tree{Name: "r"}, &Tree{Name: "a"}, &Tree{Name: "b"}, &Tree{Name: "c"}
		r.Children.Append(a)
		a.Children.Append(b)
		b.Children.Append(c)
		w.store(r)
		ctx := w.ctx()
		root := Trees.Where(Trees.Name.Eq("r"))
		for _, option := range []sql.OptionFor[*Tree]{
			orm.Joined(Trees.Children, orm.Joined(Trees.Children)),
			orm.SelectIn(Trees.Children, orm.SelectIn(Trees.Children)),
			orm.Subquery(Trees.Children, orm.Subquery(Trees.Children)),
		} {
			top := must(root.Options(option).One(ctx, w.session()))
			leaf := top.Children.Items()[0].Children.Items()[0]
			w.same([]any{leaf.Name, leaf.Children.Loaded()}, []any{"b", false})
			w.same(names(must(leaf.Children.All(ctx))), "c")
			w.same(must(leaf.Parent.Get(ctx)), top.Children.Items()[0])
		}
		w.sends(func() {
			must(root.Options(orm.Joined(Trees.Children, orm.Joined(Trees.Children))).One(ctx, w.session()))
		}, "SELECT trees")
		c = must(Trees.Where(Trees.Name.Eq("c")).Options(orm.Joined(Trees.Parent, orm.Joined(Trees.Parent))).One(ctx, w.session()))
		w.same(c.Parent.Value().Parent.Value().Name, "a")
	})
}

func TestDynamicCollection(t *testing.T) {
	eachDatabase(t, zoology, func(w *world) {
		ctx, s := w.ctx(), w.session()
		herd, a, b := &Herd{Name: "h"}, &Sheep{Name: "a"}, &Sheep{Name: "b"}
		herd.Sheep.Append(a)
		s.Add(herd)
		w.flushes(s, "INSERT herds(name) 1", "INSERT sheep(name,herd_id) 1")
		herd.Sheep.Append(b)
		w.states(b, orm.Pending)
		w.sends(func() { w.same(names(must(herd.Sheep.Query().All(ctx, s))), "a b") }, "INSERT sheep(name,herd_id) 1", "SELECT sheep")
		w.same(must(herd.Sheep.Query().Where(Flock.Name.Eq("b")).One(ctx, s)), b)
		w.same(must(herd.Sheep.Query().Count(ctx, s)), int64(2))
		w.same(names(must(herd.Sheep.Query().Limit(1).All(ctx, s))), "a")
		_, err := herd.Sheep.All(ctx)
		w.wants(err, orm.ErrNotLoaded)
		herd.Sheep.Remove(a)
		w.same(a.Herd.Value(), (*Herd)(nil))
		w.flushes(s, "UPDATE sheep(herd_id) 1")
		w.same(names(must(herd.Sheep.Query().All(ctx, s))), "b")
		a.Herd.Set(herd)
		w.flushes(s, "UPDATE sheep(herd_id) 1")
		w.check(s.Commit(ctx))
		w.rows("SELECT name, herd_id FROM sheep ORDER BY id", "a 1", "b 1")
		s.Delete(herd)
		w.sends(func() { w.check(s.Commit(ctx)) }, "SELECT sheep", "UPDATE sheep(herd_id) 2", "DELETE herds() 1")
	})
}

// With the database's own cascade nothing of a dynamic collection is read, ever.
func TestDynamicCollectionLeftToTheDatabase(t *testing.T) {
	eachDatabase(t, zoology, func(w *world) {
		herd := &Herd{Name: "h"}
		herd.Dogs.Append(&Dog{Name: "x"}, &Dog{Name: "y"})
		w.store(herd)
		ctx, s := w.ctx(), w.session()
		herd = must(Herds.Get(ctx, s, 1))
		z := &Dog{Name: "z"}
		w.sends(func() {
			herd.Dogs.Append(z)
			w.check(s.Flush(ctx))
			herd.Dogs.Remove(z)
			w.check(s.Flush(ctx))
		}, "INSERT dogs(name,herd_id) 1", "DELETE dogs() 1")
		w.same(must(herd.Dogs.Query().Where(Dogs.Name.Gt("x")).Update(ctx, s, Dogs.Name.Set("yy"))), int64(1))
		s.Delete(herd)
		w.sends(func() { w.check(s.Commit(ctx)) }, "SELECT sheep", "DELETE herds() 1")
		w.rows("SELECT * FROM dogs")
	})
}

func TestLazyLoadsNeedASession(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		ctx, s := w.ctx(), w.session()
		w.sends(func() {
			w.same(len(must((&Writer{}).Essays.All(ctx))), 0)
			one := int64(1)
			pending := &Essay{Title: "x", WriterID: &one}
			s.Add(pending)
			w.same(must(pending.Writer.Get(ctx)), (*Writer)(nil))
			w.check(s.Flush(ctx))
			w.same(must(pending.Writer.Get(ctx)).Name, "ann")
		}, "INSERT essays(title,stars,writer_id) 1", "SELECT writers")
		bob := must(Writers.Get(ctx, s, 2))
		cyd := must(Writers.Where(Writers.ID.Eq(3)).Options(orm.SelectIn(Writers.Essays)).One(ctx, s))
		s.Expunge(bob, cyd)
		_, err := bob.Essays.All(ctx)
		w.wants(err, orm.ErrDetached)
		w.same(names(must(cyd.Essays.All(ctx))), "p4")
		w.wants(s.Refresh(ctx, bob), orm.ErrNotPersistent)
	})
}

// On an engine, a connection or a transaction nothing is tracked.
func TestLoadersWithoutASession(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		ctx := w.ctx()
		query := Writers.OrderBy(Writers.ID.Asc())
		for _, option := range []sql.OptionFor[*Writer]{orm.Joined(Writers.Essays), orm.SelectIn(Writers.Essays), orm.Subquery(Writers.Essays), orm.Immediate(Writers.Essays)} {
			found := must(query.Options(option).All(ctx, w.engine))
			w.same(written(found), everything)
			w.same(found[0].Essays.Items()[0].Writer.Value(), found[0])
			w.states(found[0], orm.Detached)
		}
		plain := must(query.All(ctx, w.engine))
		w.same([]any{names(plain), plain[0].Essays.Loaded()}, []any{"ann bob cyd dan", false})
		_, err := plain[0].Essays.All(ctx)
		w.wants(err, orm.ErrDetached)
		again := must(query.All(ctx, w.engine))
		if plain[0] == again[0] {
			w.Error("an engine gave the same object twice")
		}
		w.check(w.engine.Run(ctx, func(tx *azoth.Tx) error {
			w.same(written(must(query.Limit(2).Options(orm.SelectIn(Writers.Essays)).All(ctx, tx))), "ann: p1 p2, bob: p3")
			return nil
		}))
		var found []*Writer
		for writer, err := range query.Options(orm.SelectIn(Writers.Essays)).Iter(ctx, w.engine) {
			w.check(err)
			found = append(found, writer)
		}
		w.same(written(found), everything)
		for writer, err := range query.Iter(ctx, w.engine) {
			w.check(err)
			if writer.Name == "bob" {
				break
			}
		}
	})
}

func TestEntitiesAndColumnsWithLoaders(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		ctx, s := w.ctx(), w.session()
		w.sends(func() {
			rows := must(sql.Select2(orm.With(Writers, orm.SelectIn(Writers.Essays)), sql.Count(Essays.ID)).From(Writers).
				OuterJoin(Writers.Essays).GroupBy(Writers.ID, Writers.Name).OrderBy(Writers.ID.Asc()).All(ctx, s))
			var found []string
			for _, row := range rows {
				found = append(found, fmt.Sprint(row.V1.Name, row.V2, len(row.V1.Essays.Items())))
			}
			w.same(strings.Join(found, " "), "ann2 2 bob1 1 cyd1 1 dan0 0")
		}, "SELECT writers", "SELECT essays")
		other := w.session()
		rows := must(sql.Select2(Writers, Essays).From(Writers).Join(Writers.Essays).OrderBy(Essays.ID.Asc()).All(ctx, other))
		w.same([]any{len(rows), rows[0].V1, rows[1].V2.Title}, []any{4, rows[1].V1, "p2"})
	})
}

// Loads along a cancelled context give its error and leave the collection as
// it was.
func TestCancelledLoad(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeJournal(w)
		s := w.session()
		ann := must(Writers.Get(w.ctx(), s, 1))
		ctx, cancel := context.WithCancel(w.ctx())
		cancel()
		_, err := ann.Essays.All(ctx)
		w.wants(err, context.Canceled)
		w.same(ann.Essays.Loaded(), false)
	})
}
