package orm_test

import (
	"errors"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
)

// storeFarms writes two farms: one with two of every child, one with one.
func storeFarms(w *world) {
	w.Helper()
	one, two := &Farm{Name: "f1"}, &Farm{Name: "f2"}
	one.Cows.Append(&Cow{Name: "a"}, &Cow{Name: "b"})
	two.Cows.Append(&Cow{Name: "c"})
	one.Hens.Append(&Hen{Name: "a"}, &Hen{Name: "b"})
	two.Hens.Append(&Hen{Name: "c"})
	one.Crops.Append(&Crop{Name: "a"}, &Crop{Name: "b"})
	two.Crops.Append(&Crop{Name: "c"})
	one.Tools.Append(&Tool{Name: "a"}, &Tool{Name: "b"})
	two.Tools.Append(&Tool{Name: "c"})
	w.store(one, two)
}

func TestSaveUpdateCascades(t *testing.T) {
	eachDatabase(t, ridership, func(w *world) {
		ctx, s := w.ctx(), w.session()
		o, a := &Club{Name: "o"}, &Rider{Name: "a"}
		o.Riders.Append(a)
		s.Add(o)
		w.states(a, orm.Pending)
		b := &Rider{Name: "b"}
		o.Riders.Append(b)
		w.states(b, orm.Pending)
		c, p := &Rider{Name: "c"}, &Club{Name: "p"}
		c.Club.Set(p)
		s.Add(c)
		w.states(p, orm.Pending)
		o.Riders.Remove(b) // stays, without a club
		w.states(b, orm.Pending)
		w.flushes(s, "INSERT clubs(name) 2", "INSERT riders(name,club_id) 3")
		w.check(s.Commit(ctx))
		w.rows("SELECT name, club_id FROM riders ORDER BY id", "a 1", "b <nil>", "c 2")
	})
}

func TestNoCascade(t *testing.T) {
	eachDatabase(t, farming, func(w *world) {
		ctx, s := w.ctx(), w.session()
		farm, pig := &Farm{Name: "f"}, &Pig{Name: "p"}
		farm.Pigs.Append(pig)
		s.Add(farm)
		w.states(pig, orm.Transient)
		w.flushes(s, "INSERT farms(name) 1")
		w.states(pig, orm.Transient)
		s.Add(pig)
		w.flushes(s, "INSERT pigs(name,farm_id) 1")
		w.same(*pig.FarmID, farm.ID)
		w.check(s.Commit(ctx))
		w.rows("SELECT name, farm_id FROM pigs", "p 1")
	})
}

func TestDeleteCascades(t *testing.T) {
	eachDatabase(t, farming, func(w *world) {
		storeFarms(w)
		ctx, s := w.ctx(), w.session()
		w.exec("DELETE FROM cows")
		w.exec("DELETE FROM crops")
		w.exec("DELETE FROM tools")
		one := must(Farms.Get(ctx, s, 1))
		w.sends(func() { s.Delete(one) }) // sends nothing
		w.sends(func() { w.check(s.Flush(ctx)) }, "SELECT cows", "SELECT hens", "SELECT pigs", "SELECT barns", "SELECT gates",
			"DELETE hens() 2", "DELETE farms() 1")
		two := must(Farms.Get(ctx, s, 2))
		c := must(two.Hens.All(ctx))[0]
		s.Delete(two)
		w.check(s.Flush(ctx))
		w.states(one, orm.Deleted, two, orm.Deleted, c, orm.Deleted)
		w.check(s.Commit(ctx))
		w.states(one, orm.Detached, two, orm.Detached, c, orm.Detached)
		w.rows("SELECT * FROM hens")
		w.rows("SELECT * FROM farms")
	})
}

func TestDeleteAloneLetsRemovedChildrenLive(t *testing.T) {
	eachDatabase(t, farming, func(w *world) {
		storeFarms(w)
		ctx, s := w.ctx(), w.session()
		one := must(Farms.Get(ctx, s, 1))
		a := must(one.Hens.All(ctx))[0]
		one.Hens.Remove(a)
		w.flushes(s, "UPDATE hens(farm_id) 1")
		s.Delete(one)
		w.check(s.Commit(ctx))
		w.states(a, orm.Persistent)
		w.rows("SELECT name, farm_id FROM hens ORDER BY id", "a <nil>", "c 2")
	})
}

func TestOrphansAreDeleted(t *testing.T) {
	eachDatabase(t, farming, func(w *world) {
		storeFarms(w)
		ctx, s := w.ctx(), w.session()
		one := must(Farms.Get(ctx, s, 1))
		cows := must(one.Cows.All(ctx))
		a, b := cows[0], cows[1]
		one.Cows.Remove(a)
		w.states(a, orm.Persistent)
		w.same(len(s.Deleted()), 0)
		w.same(a.Farm.Value(), (*Farm)(nil))
		w.flushes(s, "DELETE cows() 1")
		w.states(a, orm.Deleted)

		// Replaced: b is kept, a new one comes.
		n := &Cow{Name: "n"}
		one.Cows.Set(b, n)
		w.flushes(s, "INSERT cows(name,farm_id) 1")
		one.Cows.Set()
		w.flushes(s, "DELETE cows() 2")
		w.check(s.Commit(ctx))
		w.states(a, orm.Detached, b, orm.Detached, n, orm.Detached)
		w.rows("SELECT name FROM cows", "c")
	})
}

// Orphans of collections that nobody loaded are deleted, too.
func TestOrphansOfUnloadedCollections(t *testing.T) {
	eachDatabase(t, farming, func(w *world) {
		storeFarms(w)
		ctx, s := w.ctx(), w.session()
		one, b := must(Farms.Get(ctx, s, 1)), must(Cows.Get(ctx, s, 2))
		w.sends(func() {
			one.Cows.Remove(b)
			w.check(s.Flush(ctx))
		}, "DELETE cows() 1")
		w.sends(func() {
			one.Cows.Set()
			w.check(s.Commit(ctx))
		}, "SELECT cows", "DELETE cows() 1")
		w.rows("SELECT name FROM cows", "c")
	})
}

func TestOrphansThatFindAnotherParentLive(t *testing.T) {
	eachDatabase(t, farming, func(w *world) {
		storeFarms(w)
		ctx, s := w.ctx(), w.session()
		one, two := must(Farms.Get(ctx, s, 1)), must(Farms.Get(ctx, s, 2))
		cows := must(one.Cows.All(ctx))
		must(two.Cows.All(ctx))
		a, b := cows[0], cows[1]
		two.Cows.Append(a)
		w.same([]string{names(one.Cows.Items()), names(two.Cows.Items())}, []string{"b", "c a"})
		w.flushes(s, "UPDATE cows(farm_id) 1")
		b.Farm.Set(two)
		w.same(names(one.Cows.Items()), "")
		w.flushes(s, "UPDATE cows(farm_id) 1")
		two.Cows.Remove(b)
		one.Cows.Append(b)
		w.flushes(s, "UPDATE cows(farm_id) 1")
		w.check(s.Commit(ctx))
		w.rows("SELECT name, farm_id FROM cows ORDER BY id", "a 2", "b 1", "c 2")

		// Taken out and put back is no change.
		one.Cows.Remove(b)
		one.Cows.Append(b)
		w.flushes(s)
		w.check(s.Rollback(ctx))
	})
}

// Without the other side of the relationship it is the collections alone that
// tell of a move.
func TestMoveWithoutBackReference(t *testing.T) {
	eachDatabase(t, farming, func(w *world) {
		one, two := &Farm{Name: "f1"}, &Farm{Name: "f2"}
		one.Barns.Append(&Barn{Name: "red"})
		w.store(one, two)
		ctx, s := w.ctx(), w.session()
		one, two = must(Farms.Get(ctx, s, 1)), must(Farms.Get(ctx, s, 2))
		red := must(one.Barns.All(ctx))[0]
		one.Barns.Remove(red)
		two.Barns.Append(red)
		w.flushes(s, "UPDATE barns(farm_id) 1")
		w.same(red.FarmID, int64(2))
		w.check(s.Commit(ctx))
		w.states(red, orm.Persistent)
	})
}

func TestReferenceSetToNilMakesAnOrphan(t *testing.T) {
	eachDatabase(t, farming, func(w *world) {
		storeFarms(w)
		ctx, s := w.ctx(), w.session()
		two := must(Farms.Get(ctx, s, 2))
		c := must(two.Cows.All(ctx))[0]
		c.Farm.Set(nil)
		w.flushes(s, "DELETE cows() 1")
		w.same(names(two.Cows.Items()), "")
		a := must(Cows.Get(ctx, s, 1))
		must(a.Farm.Get(ctx)) // only the reference is loaded
		a.Farm.Set(nil)
		w.flushes(s, "DELETE cows() 1")
		w.states(a, orm.Deleted, c, orm.Deleted)
		w.check(s.Commit(ctx))
		w.rows("SELECT name FROM cows", "b")
	})
}

func TestPendingOrphanIsNeverWritten(t *testing.T) {
	eachDatabase(t, farming, func(w *world) {
		storeFarms(w)
		ctx, s := w.ctx(), w.session()
		one := must(Farms.Get(ctx, s, 1))
		must(one.Cows.All(ctx))
		n := &Cow{Name: "n"}
		one.Cows.Append(n)
		w.states(n, orm.Pending)
		one.Cows.Remove(n)
		w.flushes(s)
		w.states(n, orm.Transient)

		// One that never had a parent is written.
		lone := &Cow{Name: "lone"}
		s.Add(lone)
		w.flushes(s, "INSERT cows(name,farm_id) 1")
		w.check(s.Commit(ctx))
		w.rows("SELECT name, farm_id FROM cows ORDER BY id", "a 1", "b 1", "c 2", "lone <nil>")
	})
}

func TestRollbackBringsOrphansBack(t *testing.T) {
	eachDatabase(t, farming, func(w *world) {
		storeFarms(w)
		ctx, s := w.ctx(), w.session()
		one := must(Farms.Get(ctx, s, 1))
		a := must(one.Cows.All(ctx))[0]
		one.Cows.Remove(a)
		w.flushes(s, "DELETE cows() 1")
		w.check(s.Rollback(ctx))
		w.states(a, orm.Persistent)
		w.same(names(must(one.Cows.All(ctx))), "a b")
		w.same(one.Cows.Items()[0], a)
		w.same(must(a.Farm.Get(ctx)), one)
		w.flushes(s)
	})
}

func TestOrphanOfOneToOne(t *testing.T) {
	eachDatabase(t, garage, func(w *world) {
		one, two := &Car{Name: "c1"}, &Car{Name: "c2"}
		one.Motor.Set(&Motor{Kind: "v8"})
		two.Motor.Set(&Motor{Kind: "v6"})
		w.store(one, two)
		ctx, s := w.ctx(), w.session()
		one = must(Cars.Get(ctx, s, 1))
		old := must(one.Motor.Get(ctx))
		fresh := &Motor{Kind: "new"}
		one.Motor.Set(fresh)
		w.flushes(s, "INSERT motors(kind,car_id) 1", "DELETE motors() 1")
		w.states(old, orm.Deleted, fresh, orm.Persistent)
		one.Motor.Set(nil)
		w.flushes(s, "DELETE motors() 1")
		two = must(Cars.Get(ctx, s, 2))
		w.sends(func() {
			s.Delete(two)
			w.check(s.Flush(ctx))
		}, "SELECT motors", "DELETE motors() 1", "DELETE cars() 1")
		w.check(s.Commit(ctx))
		w.rows("SELECT * FROM motors")
		w.rows("SELECT id FROM cars", "1")

		// Replaced without anything loaded.
		one.Motor.Set(&Motor{Kind: "third"})
		w.check(s.Commit(ctx))
		w.check(s.Close())
		s = w.session()
		one = must(Cars.Get(ctx, s, 1))
		one.Motor.Set(&Motor{Kind: "fourth"})
		w.sends(func() { w.check(s.Commit(ctx)) }, "SELECT motors", "INSERT motors(kind,car_id) 1", "DELETE motors() 1")
		w.rows("SELECT kind FROM motors", "fourth")
	})
}

func TestOrphanOfManyToOne(t *testing.T) {
	eachDatabase(t, garage, func(w *world) {
		bill := &Bill{Number: 1}
		bill.Residence.Set(&Residence{Street: "old"})
		w.store(bill)
		ctx, s := w.ctx(), w.session()
		bill = must(Bills.Get(ctx, s, 1))
		bill.Residence.Set(&Residence{Street: "new"})
		w.sends(func() { w.check(s.Flush(ctx)) },
			"SELECT residences", "INSERT residences(street) 1", "UPDATE bills(residence_id) 1", "DELETE residences() 1")
		bill.Residence.Set(nil)
		w.flushes(s, "UPDATE bills(residence_id) 1", "DELETE residences() 1")
		last := &Residence{Street: "last"}
		bill.Residence.Set(last)
		w.check(s.Commit(ctx))
		w.rows("SELECT street FROM residences", "last")
		s.Delete(bill)
		w.check(s.Commit(ctx))
		w.states(last, orm.Detached)
		w.rows("SELECT street FROM residences")
	})
}

func TestDeleteAlongAReference(t *testing.T) {
	eachDatabase(t, garage, func(w *world) {
		shared := &Chair{Number: 2}
		one, two, three := &Ticket{Number: 1}, &Ticket{Number: 2}, &Ticket{Number: 3}
		one.Chair.Set(&Chair{Number: 1})
		two.Chair.Set(shared)
		three.Chair.Set(shared)
		w.store(one, two, three)
		ctx, s := w.ctx(), w.session()
		one = must(Tickets.Where(Tickets.Number.Eq(1)).One(ctx, s))
		w.sends(func() {
			s.Delete(one)
			w.check(s.Commit(ctx))
		}, "SELECT chairs", "DELETE tickets() 1", "DELETE chairs() 1")
		two = must(Tickets.Where(Tickets.Number.Eq(2)).One(ctx, s))
		s.Delete(two)
		w.wants(s.Flush(ctx), azoth.ErrForeignKeyViolation)
		w.check(s.Rollback(ctx))
		w.states(two, orm.Persistent)
		w.rows("SELECT number FROM tickets ORDER BY number", "2", "3")
		w.rows("SELECT number FROM chairs", "2")
	})
}

// Three levels go bottom up, by one statement for each.
func TestDeleteCascadesThroughLevels(t *testing.T) {
	eachDatabase(t, farming, func(w *world) {
		farm := &Farm{Name: "f"}
		for _, name := range []string{"b1", "b2", "b3"} {
			barn := &Barn{Name: name}
			barn.Stalls.Append(&Stall{Name: name + "s1"}, &Stall{Name: name + "s2"})
			farm.Barns.Append(barn)
		}
		w.sends(func() {
			s := w.session()
			s.Add(farm)
			w.check(s.Commit(w.ctx()))
			w.check(s.Close())
		}, "INSERT farms(name) 1", "INSERT barns(name,farm_id) 3", "INSERT stalls(name,barn_id) 6")
		ctx, s := w.ctx(), w.session()
		farm = must(Farms.Get(ctx, s, 1))
		barns := must(farm.Barns.All(ctx))
		farm.Barns.Remove(barns[0])
		w.sends(func() { w.check(s.Flush(ctx)) }, "SELECT stalls", "DELETE stalls() 2", "DELETE barns() 1")
		s.Delete(farm)
		w.sends(func() { w.check(s.Flush(ctx)) }, "SELECT cows", "SELECT hens", "SELECT pigs", "SELECT gates", "SELECT stalls",
			"DELETE stalls() 4", "DELETE barns() 2", "DELETE farms() 1")
		w.check(s.Commit(ctx))
		w.rows("SELECT * FROM stalls")
	})
}

func TestKeyThatCannotBeBlanked(t *testing.T) {
	eachDatabase(t, farming, func(w *world) {
		farm := &Farm{Name: "f"}
		farm.Gates.Append(&Gate{Name: "g"})
		w.store(farm)
		ctx, s := w.ctx(), w.session()
		farm = must(Farms.Get(ctx, s, 1))
		s.Delete(farm)
		var blank *orm.BlankKeyError
		if err := s.Flush(ctx); !errors.As(err, &blank) || blank.Relationship != "Farm.Gates" || blank.Column != "farm_id" || blank.PrimaryKey {
			w.Fatalf("got %v", err)
		}
		w.wants(s.Flush(ctx), orm.ErrPendingRollback)
		w.check(s.Rollback(ctx))
		w.states(farm, orm.Persistent)
		farm.Gates.Remove(must(farm.Gates.All(ctx))[0])
		if err := s.Flush(ctx); !errors.As(err, &blank) {
			w.Fatalf("got %v", err)
		}
		w.check(s.Rollback(ctx))
		w.rows("SELECT name, farm_id FROM gates", "g 1")
	})
}

func TestPassiveDeletes(t *testing.T) {
	eachDatabase(t, farming, func(w *world) {
		storeFarms(w)
		w.exec("DELETE FROM cows")
		w.exec("DELETE FROM hens")
		ctx, s := w.ctx(), w.session()
		one := must(Farms.Get(ctx, s, 1))
		s.Delete(one)
		w.sends(func() { w.check(s.Flush(ctx)) }, "SELECT cows", "SELECT hens", "SELECT pigs", "SELECT barns", "SELECT gates", "DELETE farms() 1")

		// What is loaded is written by the session.
		two := must(Farms.Get(ctx, s, 2))
		must(two.Crops.All(ctx))
		must(two.Tools.All(ctx))
		s.Delete(two)
		w.sends(func() { w.check(s.Flush(ctx)) }, "SELECT cows", "SELECT hens", "SELECT pigs", "SELECT barns", "SELECT gates",
			"UPDATE tools(farm_id) 1", "DELETE crops() 1", "DELETE farms() 1")
		w.check(s.Commit(ctx))
		w.rows("SELECT * FROM crops")
		w.rows("SELECT name, farm_id FROM tools ORDER BY id", "a <nil>", "b <nil>", "c <nil>")
	})
}

// A child of two parents that delete orphans goes when it leaves one of them.
func TestOrphanOfTwoParents(t *testing.T) {
	eachDatabase(t, garage, func(w *world) {
		critic, film, review := &Critic{Name: "c"}, &Film{Title: "f"}, &Review{Stars: 3}
		critic.Reviews.Append(review)
		film.Reviews.Append(review)
		ctx, s := w.ctx(), w.session()
		s.Add(critic)
		w.states(film, orm.Transient) // it does not know of the film yet
		s.Add(film)
		w.check(s.Commit(ctx))
		critic.Reviews.Remove(must(critic.Reviews.All(ctx))[0])
		w.flushes(s, "DELETE reviews() 1")
		w.states(review, orm.Deleted)
		half := &Review{Stars: 1}
		half.Film.Set(film)
		s.Add(half)
		w.flushes(s, "INSERT reviews(stars,critic_id,film_id) 1")
		w.check(s.Commit(ctx))
		w.rows("SELECT stars, critic_id, film_id FROM reviews", "1 <nil> 1")
	})
}

// The order of deletions follows the foreign keys, not the calls.
func TestOrderOfDeletes(t *testing.T) {
	eachDatabase(t, ridership, func(w *world) {
		storeClubs(w)
		ctx, s := w.ctx(), w.session()
		clubs, riders := must(Clubs.All(ctx, s)), must(Riders.All(ctx, s))
		for _, club := range clubs {
			s.Delete(club)
		}
		for _, rider := range riders {
			s.Delete(rider)
		}
		w.sends(func() { w.check(s.Commit(ctx)) }, "SELECT riders", "DELETE riders() 4", "DELETE clubs() 2")
		w.rows("SELECT * FROM riders")
	})
}

// A child whose parent is deleted survives where it goes to another parent in
// the same flush.
func TestChildLeavesADeletedParent(t *testing.T) {
	eachDatabase(t, farming, func(w *world) {
		storeFarms(w)
		ctx, s := w.ctx(), w.session()
		one, two := must(Farms.Get(ctx, s, 1)), must(Farms.Get(ctx, s, 2))
		cows := must(one.Cows.All(ctx))
		a, b := cows[0], cows[1]
		a.Farm.Set(two)
		s.Delete(one)
		w.check(s.Commit(ctx))
		w.states(a, orm.Persistent, b, orm.Detached)
		w.rows("SELECT name, farm_id FROM cows ORDER BY id", "a 2", "c 2")
	})
}
