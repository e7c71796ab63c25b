package orm_test

import (
	"slices"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

func TestOneRowIsOneObject(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann := customer(w, s, 1)
		byQuery := get(w, s, Customers, Customers.Name.Eq("ann"))
		all, err := Customers.OrderBy(Customers.ID.Asc()).All(w.ctx(), s)
		w.check(err)
		if byQuery != ann || all[0] != ann {
			w.Error("queries gave other objects for the same row")
		}
		purchase := get(w, s, Purchases, Purchases.ID.Eq(1))
		w.quiet()
		owner, err := purchase.Customer.Get(w.ctx())
		w.check(err)
		if owner != ann {
			w.Error("a reference gave another object")
		}
		w.expect() // it is there
		rows, err := sql.Select2(Customers, Purchases).Join(Customers.Purchases).OrderBy(Purchases.ID.Asc()).All(w.ctx(), s)
		w.check(err)
		if len(rows) != 3 || rows[0].V1 != ann || rows[1].V1 != ann || rows[0].V2 != purchase {
			w.Errorf("a join gave %v", rows)
		}
		if customer(w, w.session(), 1) == ann {
			w.Error("another session gave the same object")
		}
		free, err := Customers.Get(w.ctx(), w.engine, 1)
		w.check(err)
		if free == ann || orm.StateOf(free) != orm.Detached {
			w.Errorf("an engine gave %v, %v", free, orm.StateOf(free))
		}
	})
}

func TestGet(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		w.exec("DELETE FROM purchases")
		s := w.session()
		ann := customer(w, s, 1)
		w.quiet()
		for _, key := range []any{1, int64(1), int32(1), uint8(1)} {
			found, err := Customers.Get(w.ctx(), s, key)
			w.check(err)
			if found != ann {
				w.Errorf("Get(%T) gave another object", key)
			}
		}
		w.expect()
		for range 2 {
			_, err := Customers.Get(w.ctx(), s, 99)
			w.wants(err, orm.ErrNoResult)
			w.expect("SELECT customers")
		}
		s.Expire(ann)
		if customer(w, s, 1) != ann {
			w.Error("Get gave another object after Expire")
		}
		w.expect("SELECT customers")

		s.Expire(ann)
		w.execOn(s, "DELETE FROM customers WHERE id = 1")
		_, err := Customers.Get(w.ctx(), s, 1)
		w.wants(err, orm.ErrNoResult)
		w.states(ann, orm.Deleted)
		w.check(s.Rollback(w.ctx()))
		w.states(ann, orm.Persistent)
		if customer(w, s, 1) != ann {
			w.Error("Get gave another object after Rollback")
		}
		for _, key := range [][]any{{}, {1, 2}, {"one"}} {
			if _, err := Customers.Get(w.ctx(), s, key...); err == nil {
				w.Errorf("Get(%v) gave an object", key)
			}
		}
	})
}

func TestCompositeKeys(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		w.exec("INSERT INTO seats (line, number, taken_by) VALUES ('A', 1, 'x'), ('A', 2, 'y'), ('B', 1, NULL)")
		s := w.session()
		seat, err := Seats.Get(w.ctx(), s, "A", 2)
		w.check(err)
		all, err := Seats.OrderBy(Seats.Line.Asc(), Seats.Number.Asc()).All(w.ctx(), s)
		w.check(err)
		w.quiet()
		if again, err := Seats.Get(w.ctx(), s, "A", 2); err != nil || again != seat || all[1] != seat || *seat.TakenBy != "y" {
			w.Errorf("Get gave %v, %v", again, err)
		}
		w.expect()
		_, err = Seats.Get(w.ctx(), s, "B", 2)
		w.wants(err, orm.ErrNoResult)
		_, err = Seats.Get(w.ctx(), s, "A")
		if err == nil {
			w.Error("half a key gave an object")
		}
		seat.TakenBy, all[2].TakenBy = nil, new("z")
		all[0].Number = 3
		s.Add(&Seat{Line: "C", Number: 1})
		w.quiet()
		w.check(s.Commit(w.ctx()))
		w.expect("UPDATE seats(number) 1", "UPDATE seats(taken_by) 2", "INSERT seats(line,number,taken_by) 1", "COMMIT")
		s.Delete(all[2], seat)
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT line, number, taken_by FROM seats ORDER BY line, number", "A 3 x", "C 1 <nil>")
	})
}

func TestQueryKeepsWhatIsLoaded(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann := customer(w, s, 1)
		w.execOn(s, "UPDATE customers SET city = 'Bonn' WHERE id = 1")
		byCity, err := Customers.Where(Customers.City.Eq("Bonn")).All(w.ctx(), s)
		w.check(err)
		if len(byCity) != 1 || byCity[0] != ann || *ann.City != "Rome" {
			w.Errorf("the query gave %v with city %q", byCity, *ann.City)
		}
		city, err := sql.Select1(Customers.City).Where(Customers.ID.Eq(1)).One(w.ctx(), s)
		w.check(err)
		if *city != "Bonn" {
			w.Errorf("the column is %q", *city)
		}
		_, err = Customers.Options(orm.Overwrite[Customer]()).All(w.ctx(), s)
		w.check(err)
		if *ann.City != "Bonn" {
			w.Errorf("overwritten, the city is %q", *ann.City)
		}
	})
}

func TestOverwriteDropsChanges(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session(orm.NoAutoflush())
		ann := customer(w, s, 1)
		if _, err := ann.Purchases.All(w.ctx()); err != nil {
			w.Fatal(err)
		}
		w.execOn(s, "UPDATE purchases SET customer_id = 2")
		ann.City = new("mine")
		_, err := Customers.Where(Customers.ID.Eq(1)).All(w.ctx(), s)
		w.check(err)
		if *ann.City != "mine" {
			w.Errorf("a query changed the city to %q", *ann.City)
		}
		_, err = Customers.Where(Customers.ID.Eq(1)).Options(orm.Overwrite[Customer]()).All(w.ctx(), s)
		w.check(err)
		if *ann.City != "Rome" || len(s.Dirty()) != 0 {
			w.Errorf("overwritten, the city is %q, dirty %v", *ann.City, s.Dirty())
		}
		purchases, err := ann.Purchases.All(w.ctx())
		w.check(err)
		if len(purchases) != 0 {
			w.Errorf("overwritten, the purchases are %v", purchases)
		}
	})
}

// A changed field of an expired object is not overwritten, the others are.
func TestQueryKeepsChangesOfExpiredObjects(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session(orm.NoAutoflush())
		ann := customer(w, s, 1)
		w.check(s.Commit(w.ctx()))
		w.exec("UPDATE customers SET name = 'anna', city = 'Bonn' WHERE id = 1")
		ann.City = new("mine")
		customer(w, s, 1)
		if ann.Name != "anna" || *ann.City != "mine" {
			w.Errorf("read again: %q, %q", ann.Name, *ann.City)
		}
		w.quiet()
		w.check(s.Commit(w.ctx()))
		w.expect("UPDATE customers(city) 1", "COMMIT")
	})
}

func TestRowDeletedElsewhere(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		cyd := customer(w, s, 3)
		w.check(s.Commit(w.ctx()))
		w.exec("DELETE FROM customers WHERE id = 3")
		w.wants(s.Refresh(w.ctx(), cyd), orm.ErrDeletedRow)
		if !s.Contains(cyd) {
			w.Error("the object left the session")
		}
		w.check(s.Rollback(w.ctx()))
		w.wants(s.Refresh(w.ctx(), cyd), orm.ErrDeletedRow)
	})
}

func TestSecondObjectWithTheSameKey(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann := customer(w, s, 1)
		twin := &Customer{ID: 1, Name: "twin"}
		s.Add(twin)
		err := s.Flush(w.ctx())
		w.wants(err, azoth.ErrUniqueViolation)
		w.wants(err, orm.ErrIdentityConflict)
		w.states(ann, orm.Persistent, twin, orm.Transient)
		w.check(s.Rollback(w.ctx()))
		s.Add(&Customer{ID: 50, Name: "x"}, &Customer{ID: 50, Name: "y"})
		w.wants(s.Flush(w.ctx()), azoth.ErrUniqueViolation)
		w.check(s.Rollback(w.ctx()))
		w.rows("SELECT name FROM customers ORDER BY id", "ann", "bob", "cyd")
	})
}

func TestNewObjectForARowThatWasDeletedByAStatement(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		w.exec("INSERT INTO seats (line, number, taken_by) VALUES ('A', 1, 'old')")
		s := w.session()
		old, err := Seats.Get(w.ctx(), s, "A", 1)
		w.check(err)
		w.execOn(s, "DELETE FROM seats")
		fresh := &Seat{Line: "A", Number: 1, TakenBy: new("new")}
		s.Add(fresh)
		w.check(s.Flush(w.ctx()))
		if found, err := Seats.Get(w.ctx(), s, "A", 1); err != nil || found != fresh || s.Contains(old) {
			w.Errorf("Get gave %v, %v", found, err)
		}
		w.check(s.Rollback(w.ctx()))
		if found, err := Seats.Get(w.ctx(), s, "A", 1); err != nil || found != old || s.Contains(fresh) {
			w.Errorf("after Rollback, Get gave %v, %v", found, err)
		}
	})
}

func TestIterKeepsIdentity(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		bob := customer(w, s, 2)
		var seen []*Customer
		for c, err := range Customers.OrderBy(Customers.ID.Asc()).Iter(w.ctx(), s) {
			w.check(err)
			seen = append(seen, c)
			// The body may use the session.
			c.Name += "!"
			if _, err := c.Purchases.All(w.ctx()); err != nil {
				w.Fatal(err)
			}
			if len(seen) == 2 {
				break
			}
		}
		if len(seen) != 2 || seen[1] != bob {
			w.Errorf("the loop gave %v", seen)
		}
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name FROM customers ORDER BY id", "ann!", "bob!", "cyd")
	})
}

func TestResultsOfQueries(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		q := Customers.OrderBy(Customers.ID.Asc())
		first, err := q.First(w.ctx(), s)
		w.check(err)
		if first.Name != "ann" {
			w.Errorf("the first is %q", first.Name)
		}
		none := Customers.Where(Customers.ID.Eq(99))
		_, err = none.First(w.ctx(), s)
		w.wants(err, orm.ErrNoResult)
		_, err = none.One(w.ctx(), s)
		w.wants(err, orm.ErrNoResult)
		_, ok, err := none.OneOrNone(w.ctx(), s)
		if ok || err != nil {
			w.Errorf("OneOrNone of nothing: %v, %v", ok, err)
		}
		two := Customers.Where(Customers.City.Eq("Rome"))
		_, err = two.One(w.ctx(), s)
		w.wants(err, orm.ErrMultipleResults)
		_, _, err = two.OneOrNone(w.ctx(), s)
		w.wants(err, orm.ErrMultipleResults)
		if n, err := q.Limit(2).Count(w.ctx(), s); err != nil || n != 2 {
			w.Errorf("count of a limited query: %d, %v", n, err)
		}
		some, err := none.Exists(w.ctx(), s)
		if some || err != nil {
			w.Errorf("Exists of nothing: %v, %v", some, err)
		}
		var names []string
		for _, slice := range [][2]int{{1, 3}, {0, 1}, {2, 2}, {3, 9}} {
			part, err := q.Slice(slice[0], slice[1]).All(w.ctx(), s)
			w.check(err)
			for _, c := range part {
				names = append(names, c.Name)
			}
			names = append(names, "|")
		}
		if !slices.Equal(names, []string{"bob", "cyd", "|", "ann", "|", "|", "|"}) {
			w.Errorf("the slices are %q", names)
		}
		byText, err := Customers.FromText(sql.Text("SELECT * FROM customers WHERE id > :id ORDER BY id", sql.P{"id": 1})).All(w.ctx(), s)
		w.check(err)
		if len(byText) != 2 || byText[0] != customer(w, s, 2) {
			w.Errorf("the text gave %v", byText)
		}
		locked, err := Customers.Where(Customers.ID.Eq(1)).ForUpdate().One(w.ctx(), s)
		w.check(err)
		if locked != first {
			w.Error("a locking query gave another object")
		}
	})
}
