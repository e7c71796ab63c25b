package orm_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

// storeTopics writes essays 1 and 2 and topics a, b and c; essay 1 is about a
// and b, essay 2 about b.
func storeTopics(w *world) {
	w.Helper()
	a, b, c := &Topic{Word: "a"}, &Topic{Word: "b"}, &Topic{Word: "c"}
	one, two := &Essay{Title: "e1"}, &Essay{Title: "e2"}
	one.Topics.Append(a, b)
	two.Topics.Append(b)
	w.store(one, two, a, b, c)
}

const links = "SELECT essay_id, topic_id FROM essay_topics ORDER BY 1, 2"

func TestLinksComeAndGo(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeTopics(w)
		ctx, s := w.ctx(), w.session()
		one := must(Essays.Get(ctx, s, 1))
		topics := must(Topics.OrderBy(Topics.Word.Asc()).All(ctx, s))
		a, b, c := topics[0], topics[1], topics[2]
		must(one.Topics.All(ctx))
		one.Topics.Append(c)
		one.Topics.Remove(a)
		w.flushes(s, "DELETE essay_topics() 1", "INSERT essay_topics(essay_id,topic_id) 1")
		w.same([]string{names(must(a.Essays.All(ctx))), names(must(c.Essays.All(ctx)))}, []string{"", "e1"})
		one.Topics.Remove(b)
		one.Topics.Append(b)
		w.flushes(s)
		w.check(s.Commit(ctx))
		w.rows(links, "1 2", "1 3", "2 2")
	})
}

func TestLinkMadeOnBothSidesIsOneRow(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		ctx, s := w.ctx(), w.session()
		essay, topic := &Essay{Title: "e"}, &Topic{Word: "t"}
		essay.Topics.Append(topic)
		topic.Essays.Append(essay)
		s.Add(essay)
		w.same([]int{len(essay.Topics.Items()), len(topic.Essays.Items())}, []int{1, 1})
		w.flushes(s, "INSERT essays(title,stars,writer_id) 1", "INSERT topics(word) 1", "INSERT essay_topics(essay_id,topic_id) 1")
		w.check(s.Commit(ctx))
		w.rows(links, "1 1")

		// Removed on both sides without a load of either.
		w.sends(func() {
			essay.Topics.Remove(topic)
			topic.Essays.Remove(essay)
			w.check(s.Commit(ctx))
		}, "DELETE essay_topics() 1")
		w.rows(links)
	})
}

func TestLinkMadeTwice(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeTopics(w)
		ctx, s := w.ctx(), w.session()
		one, c := must(Essays.Get(ctx, s, 1)), must(Topics.Get(ctx, s, 3))
		must(one.Topics.All(ctx))
		one.Topics.Append(c, c)
		w.wants(s.Flush(ctx), azoth.ErrUniqueViolation)
		w.check(s.Rollback(ctx))
		w.same(names(must(one.Topics.All(ctx))), "a b")
		one.Topics.Append(one.Topics.Items()[0])
		w.wants(s.Flush(ctx), azoth.ErrUniqueViolation)
		w.check(s.Rollback(ctx))
		w.same(names(must(one.Topics.All(ctx))), "a b")
		one.Topics.Append(c, c)
		one.Topics.Remove(c)
		w.flushes(s, "INSERT essay_topics(essay_id,topic_id) 1")
		w.check(s.Commit(ctx))
		w.rows(links, "1 1", "1 2", "1 3", "2 2")
	})
}

func TestReplacedLinks(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeTopics(w)
		ctx, s := w.ctx(), w.session()
		one := must(Essays.Get(ctx, s, 1))
		topics := must(Topics.OrderBy(Topics.Word.Asc()).All(ctx, s))
		must(one.Topics.All(ctx))
		n := &Topic{Word: "n"}
		one.Topics.Set(topics[1], topics[2], n)
		w.flushes(s, "DELETE essay_topics() 1", "INSERT topics(word) 1", "INSERT essay_topics(essay_id,topic_id) 2")
		one.Topics.Set(n, topics[2], topics[1])
		w.flushes(s)
		w.check(s.Commit(ctx))
		w.rows(links, "1 2", "1 3", "1 4", "2 2")

		// Not loaded: the flush finds the difference.
		w.check(s.Close())
		s = w.session()
		two := must(Essays.Get(ctx, s, 2))
		topics = must(Topics.Where(Topics.ID.In(1, 2)).OrderBy(Topics.ID.Asc()).All(ctx, s))
		two.Topics.Set(topics...)
		w.sends(func() { w.check(s.Flush(ctx)) }, "SELECT topics", "INSERT essay_topics(essay_id,topic_id) 1")
		two.Topics.Set()
		w.flushes(s, "DELETE essay_topics() 2")
		w.check(s.Commit(ctx))
		w.rows(links, "1 2", "1 3", "1 4")
	})
}

func TestDeletionOfEitherSideDeletesLinks(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		storeTopics(w)
		ctx, s := w.ctx(), w.session()
		s.Delete(must(Essays.Get(ctx, s, 1)))
		w.sends(func() { w.check(s.Flush(ctx)) }, "SELECT remarks", "SELECT topics", "DELETE essay_topics() 2", "DELETE essays() 1")
		s.Delete(must(Topics.Get(ctx, s, 2)))
		w.sends(func() { w.check(s.Flush(ctx)) }, "SELECT essays", "DELETE essay_topics() 1", "DELETE topics() 1")
		w.check(s.Commit(ctx))
		w.rows(links)

		// Both ends at once: the link is deleted once.
		essay, topic := &Essay{Title: "x"}, &Topic{Word: "y"}
		essay.Topics.Append(topic)
		s.Add(essay)
		w.check(s.Flush(ctx))
		s.Delete(essay, topic)
		w.flushes(s, "DELETE essay_topics() 1", "DELETE topics() 1", "DELETE essays() 1")

		// A link that was never written needs no deletion.
		third := must(Essays.Get(ctx, s, 2))
		third.Topics.Append(must(Topics.Get(ctx, s, 3)))
		s.Delete(third)
		w.sends(func() { w.check(s.Flush(ctx)) }, "SELECT remarks", "SELECT topics", "DELETE essays() 1")
		w.check(s.Commit(ctx))
		w.rows("SELECT word FROM topics ORDER BY id", "a", "c")
		w.rows("SELECT * FROM essays")
	})
}

// A many-to-many that one side knows nothing of.
func TestOneSidedManyToMany(t *testing.T) {
	eachDatabase(t, society, func(w *world) {
		ann := &Person{Name: "ann"}
		ann.Roles.Append(&Role{Name: "r1"}, &Role{Name: "r2"})
		w.store(ann)
		ctx, s := w.ctx(), w.session()
		ann = must(People.Get(ctx, s, 1))
		r1 := must(ann.Roles.All(ctx))[0]
		s.Delete(r1)
		w.wants(s.Flush(ctx), azoth.ErrForeignKeyViolation)
		w.check(s.Rollback(ctx))
		ann.Roles.Remove(r1)
		s.Delete(r1)
		w.sends(func() { w.check(s.Commit(ctx)) }, "DELETE rights() 1", "DELETE roles() 1")
		s.Delete(ann)
		w.check(s.Commit(ctx))
		w.rows("SELECT * FROM rights")
		w.rows("SELECT name FROM roles", "r2")
	})
}

func TestTwoRowsForOneLinkAreStale(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		// Somebody else removes the link first.
		storeTopics(w)
		ctx, s := w.ctx(), w.session()
		one := must(Essays.Get(ctx, s, 1))
		a := must(one.Topics.All(ctx))[0]
		w.check(s.Commit(ctx))
		w.exec("DELETE FROM essay_topics WHERE topic_id = 1")
		one.Topics.Remove(a)
		var stale *orm.StaleError
		if err := s.Commit(ctx); !errors.As(err, &stale) || stale.Table != "essay_topics" || stale.Expected != 1 || stale.Found != 0 {
			w.Fatalf("got %v", err)
		}
		w.check(s.Rollback(ctx))
		w.same(names(must(one.Topics.All(ctx))), "b")
	})
}

// Link rows are written after both ends, in the order of the collection.
func TestOrderOfLinks(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		ctx, s := w.ctx(), w.session()
		c, a, b := &Topic{Word: "c"}, &Topic{Word: "a"}, &Topic{Word: "b"}
		p := &Essay{Title: "p"}
		p.Topics.Append(c, a, b)
		s.Add(p)
		w.flushes(s, "INSERT essays(title,stars,writer_id) 1", "INSERT topics(word) 3", "INSERT essay_topics(essay_id,topic_id) 3")
		w.same([]int64{c.ID, a.ID, b.ID}, []int64{1, 2, 3})
		q, r := &Essay{Title: "q"}, &Essay{Title: "r"}
		q.Topics.Append(c, b)
		r.Topics.Append(a)
		s.Add(q, r)
		w.flushes(s, "INSERT essays(title,stars,writer_id) 2", "INSERT essay_topics(essay_id,topic_id) 3")
		w.check(s.Commit(ctx))
		w.rows(links, "1 1", "1 2", "1 3", "2 1", "2 3", "3 2")
	})
}

func TestManyToManyOfATableWithItself(t *testing.T) {
	eachDatabase(t, society, func(w *world) {
		ctx, s := w.ctx(), w.session()
		a, b, c := &Person{Name: "a"}, &Person{Name: "b"}, &Person{Name: "c"}
		a.Following.Append(a, b)
		b.Following.Append(a)
		s.Add(a, b, c)
		w.sends(func() { w.check(s.Commit(ctx)) }, "INSERT people(name) 3", "INSERT follows(follower_id,followed_id) 3")
		w.same([]string{names(must(a.Following.All(ctx))), names(must(a.Followers.All(ctx))), names(must(b.Followers.All(ctx))), names(must(c.Followers.All(ctx)))},
			[]string{"a b", "a b", "a", ""})
		a.Followers.Append(c)
		b.Following.Remove(a)
		w.flushes(s, "DELETE follows() 1", "INSERT follows(follower_id,followed_id) 1")
		w.check(s.Commit(ctx))
		w.rows("SELECT follower_id, followed_id FROM follows ORDER BY 1, 2", "1 1", "1 2", "3 1")
		w.same(names(must(People.Where(People.Following.Any(People.Name.Eq("b"))).All(ctx, s))), "a")
		for _, option := range []sql.OptionFor[*Person]{orm.Joined(People.Followers), orm.SelectIn(People.Followers), orm.Subquery(People.Followers)} {
			other := w.session()
			found := must(People.OrderBy(People.ID.Asc()).Options(option).All(ctx, other))
			w.same([]string{names(found[0].Followers.Items()), names(found[1].Followers.Items())}, []string{"a c", "a"})
			w.check(other.Close())
		}
		s.Delete(a)
		w.sends(func() { w.check(s.Commit(ctx)) }, "SELECT people", "SELECT people", "SELECT roles", "DELETE follows() 3", "DELETE people() 1")
		w.rows("SELECT * FROM follows")
		w.rows("SELECT name FROM people ORDER BY id", "b", "c")
	})
}

// An association object is a link with data of its own.
func TestAssociationObject(t *testing.T) {
	eachDatabase(t, society, func(w *world) {
		ctx, s := w.ctx(), w.session()
		pen, ink := &Product{Name: "pen", Price: 2}, &Product{Name: "ink", Price: 5}
		order := &Order{Buyer: "ann"}
		first, second := &OrderLine{Quantity: 3}, &OrderLine{}
		first.Product.Set(pen)
		second.Product.Set(ink)
		order.Lines.Append(first, second)
		s.Add(order)
		w.check(s.Commit(ctx))
		w.same([]any{first.OrderID, first.ProductID, second.ProductID}, []any{order.ID, pen.ID, ink.ID})
		w.rows("SELECT order_id, product_id, quantity FROM order_lines ORDER BY 1, 2", "1 1 3", "1 2 1")

		lines := slices.Clone(must(order.Lines.All(ctx)))
		lines[0].Quantity = 10
		order.Lines.Remove(lines[1])
		w.flushes(s, "UPDATE order_lines(quantity) 1", "DELETE order_lines() 1")
		w.check(s.Commit(ctx))
		s.Delete(order)
		w.sends(func() { w.check(s.Commit(ctx)) }, "SELECT order_lines", "DELETE order_lines() 1", "DELETE orders() 1")
		w.rows("SELECT count(*) FROM products", "2")

		// A product that has lines cannot go without them: the key of a line
		// would be blank.
		other, line := &Order{Buyer: "bob"}, &OrderLine{}
		line.Product.Set(pen)
		other.Lines.Append(line)
		s.Add(other)
		w.check(s.Commit(ctx))
		s.Delete(pen)
		var blank *orm.BlankKeyError
		if err := s.Commit(ctx); !errors.As(err, &blank) || !blank.PrimaryKey {
			w.Fatalf("got %v", err)
		}
		w.check(s.Rollback(ctx))
		w.rows("SELECT o.buyer, p.name FROM order_lines l JOIN orders o ON o.id = l.order_id JOIN products p ON p.id = l.product_id", "bob pen")
	})
}

func TestAssociationObjectForTheSamePair(t *testing.T) {
	eachDatabase(t, society, func(w *world) {
		pen := &Product{Name: "pen"}
		w.store(pen)
		ctx, s := w.ctx(), w.session()
		pen = must(Products.Get(ctx, s, 1))
		order := &Order{Buyer: "c"}
		for range 2 {
			line := &OrderLine{}
			line.Product.Set(pen)
			order.Lines.Append(line)
		}
		s.Add(order)
		w.wants(s.Flush(ctx), azoth.ErrUniqueViolation)
		w.check(s.Rollback(ctx))
		w.states(order, orm.Transient)

		// A line in place of another for the same product updates its row.
		again, line := &Order{Buyer: "d"}, &OrderLine{}
		line.Product.Set(pen)
		again.Lines.Append(line)
		s.Add(again)
		w.check(s.Commit(ctx))
		must(again.Lines.All(ctx))
		fresh := &OrderLine{Quantity: 9}
		fresh.Product.Set(pen)
		again.Lines.Set(fresh)
		w.sends(func() { w.check(s.Commit(ctx)) }, "UPDATE order_lines(quantity) 1")
		w.same(must(again.Lines.All(ctx))[0].Quantity, 9)
		w.rows("SELECT quantity FROM order_lines", "9")
	})
}
