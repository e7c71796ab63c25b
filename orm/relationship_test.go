package orm_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

// sends runs an action and fails the test unless it sends these statements,
// besides BEGIN and COMMIT. It gives their SQL.
func (w *world) sends(action func(), want ...string) []string {
	w.Helper()
	w.sent.take()
	action()
	texts := w.sent.texts
	got := slices.DeleteFunc(w.sent.take(), func(text string) bool { return text == "BEGIN" || text == "COMMIT" })
	if !slices.Equal(got, want) {
		w.Fatalf("sent\n  %s\nwant\n  %s\nwhich are\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "), strings.Join(texts, "\n  "))
	}
	return texts
}

// flushes fails the test unless a flush sends these statements.
func (w *world) flushes(s *orm.Session, want ...string) {
	w.Helper()
	w.sends(func() { w.check(s.Flush(w.ctx())) }, want...)
}

// same fails the test unless two values are equal.
func (w *world) same(got, want any) {
	w.Helper()
	if !reflect.DeepEqual(got, want) {
		w.Fatalf("got %v, want %v", got, want)
	}
}

// store writes objects in a session of their own.
func (w *world) store(objects ...any) {
	w.Helper()
	s := w.session()
	s.Add(objects...)
	w.check(s.Commit(w.ctx()))
	w.check(s.Close())
	w.sent.take()
}

// must gives a value, and panics on an error.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// names gives the first string field of each object.
func names[T any](objects []*T) string {
	var found []string
	for _, object := range objects {
		v := reflect.ValueOf(object).Elem()
		for i := range v.NumField() {
			if v.Field(i).Kind() == reflect.String {
				found = append(found, v.Field(i).String())
				break
			}
		}
	}
	return strings.Join(found, " ")
}

// storeClubs writes two clubs, of riders 1 and 2, and 3, and a rider without
// club, number 4.
func storeClubs(w *world) {
	w.Helper()
	reds, blues := &Club{Name: "Reds"}, &Club{Name: "Blues"}
	reds.Riders.Append(&Rider{Name: "p1"}, &Rider{Name: "p2"})
	blues.Riders.Append(&Rider{Name: "p3"})
	w.store(reds, blues, &Rider{Name: "p4"})
}

func TestDeletedParentReleasesItsChildren(t *testing.T) {
	eachDatabase(t, ridership, func(w *world) {
		storeClubs(w)
		ctx, s := w.ctx(), w.session()
		reds := must(Clubs.Get(ctx, s, 1))
		w.sends(func() {
			s.Delete(reds)
			w.check(s.Flush(ctx))
		}, "SELECT riders", "UPDATE riders(club_id) 2", "DELETE clubs() 1")
		w.states(reds, orm.Deleted)

		// Children in memory lose the key and the reference, too.
		blues := must(Clubs.Get(ctx, s, 2))
		p3 := must(blues.Riders.All(ctx))[0]
		w.sends(func() {
			s.Delete(blues)
			w.check(s.Flush(ctx))
		}, "UPDATE riders(club_id) 1", "DELETE clubs() 1")
		w.same(p3.ClubID, (*int64)(nil))
		w.check(s.Commit(ctx))
		w.states(reds, orm.Detached, blues, orm.Detached, p3, orm.Persistent)
		if must(p3.Club.Get(ctx)) != nil {
			w.Error("the rider still has the deleted club")
		}
		w.rows("SELECT id, club_id FROM riders ORDER BY id", "1 <nil>", "2 <nil>", "3 <nil>", "4 <nil>")
		w.rows("SELECT id FROM clubs")
	})
}

func TestDeletedChildStaysInTheLoadedCollection(t *testing.T) {
	eachDatabase(t, ridership, func(w *world) {
		storeClubs(w)
		ctx, s := w.ctx(), w.session()
		reds := must(Clubs.Get(ctx, s, 1))
		riders := must(reds.Riders.All(ctx))
		s.Delete(riders[0])
		w.flushes(s, "DELETE riders() 1")
		w.same(names(reds.Riders.Items()), "p1 p2")
		w.check(s.Commit(ctx))
		w.states(riders[0], orm.Detached)
		w.same(names(must(reds.Riders.All(ctx))), "p2")
		w.flushes(s)
	})
}

func TestForeignKeySetByHand(t *testing.T) {
	eachDatabase(t, ridership, func(w *world) {
		storeClubs(w)
		ctx, s := w.ctx(), w.session()
		p1, reds := must(Riders.Get(ctx, s, 1)), must(Clubs.Get(ctx, s, 1))
		w.same(must(p1.Club.Get(ctx)), reds)
		two := int64(2)
		p1.ClubID = &two
		w.flushes(s, "UPDATE riders(club_id) 1")
		w.same(p1.Club.Value(), reds) // until it is read again
		s.Expire(p1)
		w.same(must(p1.Club.Get(ctx)).Name, "Blues")

		// Where both are set, the reference decides.
		p4 := must(Riders.Get(ctx, s, 4))
		p4.ClubID = &two
		p4.Club.Set(reds)
		w.flushes(s, "UPDATE riders(club_id) 1")
		w.same(*p4.ClubID, int64(1))

		// A new object with the column alone knows its reference once it is
		// written.
		n := &Rider{Name: "n", ClubID: &two}
		s.Add(n)
		w.sends(func() {
			if must(n.Club.Get(ctx)) != nil {
				w.Error("a pending object loaded its reference")
			}
		})
		w.flushes(s, "INSERT riders(name,club_id) 1")
		w.same(must(n.Club.Get(ctx)).Name, "Blues")
		w.check(s.Commit(ctx))
		w.rows("SELECT id, club_id FROM riders ORDER BY id", "1 2", "2 1", "3 2", "4 1", "5 2")
	})
}

func TestScalarReferenceIsReplacedClearedAndDeleted(t *testing.T) {
	eachDatabase(t, ridership, func(w *world) {
		storeClubs(w)
		ctx, s := w.ctx(), w.session()
		p1, blues := must(Riders.Get(ctx, s, 1)), must(Clubs.Get(ctx, s, 2))
		p1.Club.Set(blues)
		w.flushes(s, "UPDATE riders(club_id) 1")
		w.same(*p1.ClubID, int64(2))
		p1.Club.Set(nil)
		w.flushes(s, "UPDATE riders(club_id) 1")
		w.same(p1.ClubID, (*int64)(nil))
		greens := &Club{Name: "Greens"}
		p1.Club.Set(greens)
		w.states(greens, orm.Pending)
		w.flushes(s, "INSERT clubs(name) 1", "UPDATE riders(club_id) 1")
		w.same(*p1.ClubID, greens.ID)
		w.same(names(greens.Riders.Items()), "p1")
		s.Delete(greens)
		w.flushes(s, "UPDATE riders(club_id) 1", "DELETE clubs() 1")
		w.same(p1.ClubID, (*int64)(nil))
		w.check(s.Commit(ctx))
		w.rows("SELECT id, club_id FROM riders ORDER BY id", "1 <nil>", "2 1", "3 2", "4 <nil>")
	})
}

// Setting what is there already is no change.
func TestSetToTheSame(t *testing.T) {
	eachDatabase(t, ridership, func(w *world) {
		storeClubs(w)
		ctx, s := w.ctx(), w.session()
		reds := must(Clubs.Get(ctx, s, 1))
		riders := slices.Clone(must(reds.Riders.All(ctx)))
		reds.Riders.Set(riders...)
		riders[0].Club.Set(reds)
		w.flushes(s)
		slices.Reverse(riders)
		reds.Riders.Set(riders...)
		w.same(names(reds.Riders.Items()), "p2 p1")
		w.flushes(s)
		riders[0].Club.Set(nil)
		riders[0].Club.Set(reds)
		reds.Riders.Remove(riders[1])
		reds.Riders.Append(riders[1])
		w.flushes(s)
		w.check(s.Commit(ctx))
		w.rows("SELECT id, club_id FROM riders ORDER BY id", "1 1", "2 1", "3 2", "4 <nil>")

		// Also where nothing is loaded.
		reds.Riders.Set(riders...)
		w.sends(func() { w.check(s.Flush(ctx)) }, "SELECT riders")
	})
}

func TestOrderAppliesToLoads(t *testing.T) {
	eachDatabase(t, society, func(w *world) {
		pens, inks, caps := &Product{Name: "pen"}, &Product{Name: "ink"}, &Product{Name: "cap"}
		w.store(pens, inks, caps)
		ctx, s := w.ctx(), w.session()
		order := &Order{Buyer: "ann"}
		s.Add(order)
		for _, id := range []int64{3, 1} {
			line := &OrderLine{Quantity: int(id)}
			line.Product.Set(must(Products.Get(ctx, s, id)))
			order.Lines.Append(line)
		}
		w.check(s.Commit(ctx))
		numbers := func(lines []*OrderLine) (ids []int64) {
			for _, line := range lines {
				ids = append(ids, line.ProductID)
			}
			return ids
		}
		w.same(numbers(order.Lines.Items()), []int64{3, 1}) // as appended
		w.same(numbers(must(order.Lines.All(ctx))), []int64{1, 3})
		line := &OrderLine{Quantity: 2}
		line.Product.Set(must(Products.Get(ctx, s, int64(2))))
		order.Lines.Append(line)
		w.check(s.Flush(ctx))
		w.same(numbers(must(order.Lines.All(ctx))), []int64{1, 3, 2})
		w.check(s.Refresh(ctx, order))
		w.same(numbers(must(order.Lines.All(ctx))), []int64{1, 2, 3})
		w.check(s.Commit(ctx))
		for _, option := range []sql.OptionFor[*Order]{orm.Joined(Orders.Lines), orm.SelectIn(Orders.Lines), orm.Subquery(Orders.Lines), orm.Immediate(Orders.Lines)} {
			other := w.session()
			w.same(numbers(must(Orders.Options(option).One(ctx, other)).Lines.Items()), []int64{1, 2, 3})
			w.check(other.Close())
		}
	})
}

func TestTwoReferencesToOneTable(t *testing.T) {
	eachDatabase(t, travel, func(w *world) {
		ctx, s := w.ctx(), w.session()
		a, b := &Place{Name: "A"}, &Place{Name: "B"}
		trip := &Trip{}
		trip.Origin.Set(a)
		trip.Destination.Set(b)
		s.Add(trip)
		w.same([]any{names(a.Arrivals.Items()), len(a.Departures.Items()), len(b.Arrivals.Items())}, []any{"", 1, 1})
		w.flushes(s, "INSERT places(name) 2", "INSERT trips(from_id,to_id) 1")
		w.same([]int64{*trip.FromID, *trip.ToID}, []int64{a.ID, b.ID})
		trip.Destination.Set(a)
		w.same(len(b.Arrivals.Items()), 0)
		w.flushes(s, "UPDATE trips(to_id) 1")
		from, to := orm.Alias(Places, "origins"), orm.Alias(Places, "destinations")
		found := must(sql.Select2(from.Name, to.Name).From(Trips).
			Join(Trips.Origin.To(from)).Join(Trips.Destination.To(to)).All(ctx, s))
		w.same(found, []sql.Row2[string, string]{{V1: "A", V2: "A"}})
		w.check(s.Commit(ctx))
		w.rows("SELECT from_id, to_id FROM trips", "1 1")
	})
}

func TestViewOnlyIsNeverWritten(t *testing.T) {
	eachDatabase(t, society, func(w *world) {
		w.store(&Person{Name: "ann"}, &Role{Name: "judge"}, &Role{Name: "guest"})
		w.exec("INSERT INTO marks VALUES (1, 1)")
		ctx, s := w.ctx(), w.session()
		ann := must(People.Get(ctx, s, 1))
		w.same(names(must(ann.Marks.All(ctx))), "judge")
		ann.Marks.Append(must(Roles.Get(ctx, s, 2)), &Role{Name: "ghost"})
		ann.Marks.Remove(ann.Marks.Items()[0])
		w.flushes(s)
		s.Delete(must(Roles.Get(ctx, s, 2)))
		w.check(s.Commit(ctx))
		w.same(names(must(ann.Marks.All(ctx))), "judge")
		w.rows("SELECT person_id, role_id FROM marks", "1 1")
		w.rows("SELECT name FROM roles", "judge")
	})
}
