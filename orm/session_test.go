package orm_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

// seedShop puts three customers with three purchases into the database: ann
// and cyd in Rome, bob in Oslo; ann bought for 10 and 20, bob for 30.
func seedShop(w *world) {
	w.Helper()
	w.exec("INSERT INTO customers (name, city) VALUES ('ann', 'Rome'), ('bob', 'Oslo'), ('cyd', 'Rome')")
	w.exec("INSERT INTO purchases (customer_id, total) VALUES (1, 10), (1, 20), (2, 30)")
}

// get gives an object by key, or ends the test.
func get[T any](w *world, s *orm.Session, e interface {
	Where(...sql.Predicate) sql.Query[*T]
}, predicate sql.Predicate) *T {
	w.Helper()
	found, err := e.Where(predicate).One(w.ctx(), s)
	w.check(err)
	return found
}

func customer(w *world, s *orm.Session, id int64) *Customer {
	w.Helper()
	c, err := Customers.Get(w.ctx(), s, id)
	w.check(err)
	return c
}

func TestObjectGoesThroughItsStates(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session()
		eve := &Customer{Name: "eve"}
		w.states(eve, orm.Transient)
		s.Add(eve)
		s.Add(eve)
		w.states(eve, orm.Pending)
		if !slices.Equal(s.New(), []any{eve}) || !s.Contains(eve) {
			w.Errorf("after Add, New is %v", s.New())
		}
		w.expect()
		w.check(s.Flush(w.ctx()))
		w.states(eve, orm.Persistent)
		if eve.ID == 0 || len(s.New()) != 0 {
			w.Errorf("after a flush the key is %d, New is %v", eve.ID, s.New())
		}
		w.expect("BEGIN", "INSERT customers(name,city) 1")
		w.check(s.Flush(w.ctx()))
		w.expect()
		w.check(s.Commit(w.ctx()))
		w.expect("COMMIT")
		w.states(eve, orm.Persistent)
		s.Add(eve)
		if len(s.New()) != 0 {
			w.Error("adding a persistent object made it new")
		}

		s.Delete(eve)
		w.states(eve, orm.Persistent)
		if !s.Contains(eve) || !slices.Equal(s.Deleted(), []any{eve}) {
			w.Errorf("after Delete, Deleted is %v", s.Deleted())
		}
		w.check(s.Flush(w.ctx()))
		w.states(eve, orm.Deleted)
		if s.Contains(eve) || len(s.Deleted()) != 0 {
			w.Error("a deleted object is still in the session")
		}
		w.check(s.Commit(w.ctx()))
		w.states(eve, orm.Detached)
		w.rows("SELECT id FROM customers")
	})
}

func TestCommitWritesAndEndsTheTransaction(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session()
		w.check(s.Commit(w.ctx()))
		w.check(s.Rollback(w.ctx()))
		w.expect()
		if s.InTransaction() {
			w.Error("nothing was sent, and yet a transaction is open")
		}
		s.Add(&Customer{Name: "ann"})
		w.check(s.Commit(w.ctx()))
		w.expect("BEGIN", "INSERT customers(name,city) 1", "COMMIT")
		if _, err := Customers.Get(w.ctx(), s, 1); err != nil {
			w.Fatal(err)
		}
		if !s.InTransaction() {
			w.Error("a query began no transaction")
		}
		w.check(s.Rollback(w.ctx()))
		w.expect("BEGIN", "SELECT customers", "ROLLBACK")
		if s.InTransaction() {
			w.Error("the transaction is still open after Rollback")
		}
	})
}

func TestInsertsComeInTheOrderOfAddition(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session()
		a, b, c := &Customer{Name: "a"}, &Customer{Name: "b"}, &Customer{Name: "c"}
		s.Add(c)
		s.Add(a, b)
		w.check(s.Flush(w.ctx()))
		if c.ID != 1 || a.ID != 2 || b.ID != 3 {
			w.Errorf("the keys of c, a, b are %d, %d, %d", c.ID, a.ID, b.ID)
		}
		// Rows that leave other columns to their defaults, and rows with a key
		// of their own, stay in their place.
		w.quiet()
		d, e, f := &Clerk{Name: "d", State: "old"}, &Clerk{Name: "e"}, &Clerk{Name: "f", State: "old"}
		s.Add(d, e, f)
		w.check(s.Commit(w.ctx()))
		if d.ID != 1 || e.ID != 2 || f.ID != 3 {
			w.Errorf("the keys of d, e, f are %d, %d, %d", d.ID, e.ID, f.ID)
		}
		w.expect("INSERT clerks(name,salary,grade,state) 1", "INSERT clerks(name,salary,grade) 1", "INSERT clerks(name,salary,grade,state) 1", "COMMIT")
	})
}

func TestGivenKeysStandBesideGeneratedOnes(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session()
		ten, generated := &Customer{ID: 10, Name: "ten"}, &Customer{Name: "generated"}
		s.Add(ten, generated)
		w.check(s.Commit(w.ctx()))
		if ten.ID != 10 || generated.ID == 0 || generated.ID == 10 {
			w.Errorf("the keys are %d and %d", ten.ID, generated.ID)
		}
		s.Add(&Customer{ID: 30, Name: "thirty"}, &Customer{ID: 20, Name: "twenty"})
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name FROM customers WHERE id >= 20 ORDER BY id", "twenty", "thirty")
	})
}

func TestUpdatesComeBeforeInsertsAndDeletesLast(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		all, err := Customers.OrderBy(Customers.ID.Asc()).All(w.ctx(), s)
		w.check(err)
		w.quiet()
		s.Add(&Customer{Name: "dan"})
		s.Delete(all[2])
		all[1].Name, all[0].Name = "BOB", "ANN"
		w.check(s.Commit(w.ctx()))
		w.expect("SELECT purchases", "UPDATE customers(name) 2", "INSERT customers(name,city) 1", "DELETE customers() 1", "COMMIT")
		w.rows("SELECT id, name FROM customers ORDER BY id", "1 ANN", "2 BOB", "4 dan")
	})
}

func TestPendingChangesAreFlushedBeforeAQuery(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann := customer(w, s, 1)
		ann.City = new("Lima")
		w.quiet()
		if customer(w, s, 1) != ann {
			w.Error("Get gave another object for the same row")
		}
		w.expect() // no query, no flush
		customer(w, s, 2)
		w.expect("UPDATE customers(city) 1", "SELECT customers")
		s.Add(&Customer{Name: "eve"})
		n, err := Customers.Count(w.ctx(), s)
		w.check(err)
		if n != 4 {
			w.Errorf("count gives %d", n)
		}
		w.expect("INSERT customers(name,city) 1", "SELECT customers")
		ann.Name = "Ann"
		if _, err := ann.Purchases.All(w.ctx()); err != nil {
			w.Fatal(err)
		}
		w.expect("UPDATE customers(name) 1", "SELECT purchases")
		ann.Name = "ann"
		city, err := sql.Select1(Customers.City).Where(Customers.ID.Eq(1)).One(w.ctx(), s)
		w.check(err)
		if *city != "Lima" {
			w.Errorf("the city is %q", *city)
		}
		w.expect("UPDATE customers(name) 1", "SELECT customers")
	})
}

func TestNoAutoflush(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session(orm.NoAutoflush())
		ann := customer(w, s, 1)
		s.Add(&Customer{Name: "eve"})
		ann.Name = "zoe"
		w.quiet()
		found, err := Customers.Where(Customers.Name.Eq("ann")).All(w.ctx(), s)
		w.check(err)
		if len(found) != 1 || found[0] != ann || ann.Name != "zoe" {
			w.Errorf("the query gave %v; ann is called %q", found, ann.Name)
		}
		n, err := Customers.Count(w.ctx(), s)
		w.check(err)
		if n != 3 {
			w.Errorf("count gives %d", n)
		}
		w.expect("SELECT customers", "SELECT customers")
		w.check(s.Commit(w.ctx()))
		w.expect("UPDATE customers(name) 1", "INSERT customers(name,city) 1", "COMMIT")
	})
}

func TestCommitExpires(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann, bob := customer(w, s, 1), customer(w, s, 2)
		purchases, err := ann.Purchases.All(w.ctx())
		w.check(err)
		w.check(s.Commit(w.ctx()))
		w.exec("UPDATE customers SET city = 'Bonn'")
		w.exec("UPDATE purchases SET customer_id = 2 WHERE id = 1")
		if *ann.City != "Rome" || len(ann.Purchases.Items()) != 2 {
			w.Errorf("an expired object shows %q and %v", *ann.City, ann.Purchases.Items())
		}
		// Get, Refresh, a query, and a relationship each read what is new.
		if customer(w, s, 1) != ann || *ann.City != "Bonn" {
			w.Errorf("Get shows %q", *ann.City)
		}
		w.expect("BEGIN", "SELECT customers")
		customer(w, s, 1)
		w.expect()
		if all, err := Customers.Where(Customers.ID.Eq(2)).All(w.ctx(), s); err != nil || all[0] != bob || *bob.City != "Bonn" {
			w.Errorf("a query shows %q, %v", *bob.City, err)
		}
		w.quiet()
		again, err := ann.Purchases.All(w.ctx())
		w.check(err)
		if len(again) != 1 || again[0] != purchases[1] {
			w.Errorf("the relationship shows %v", again)
		}
		w.expect("SELECT purchases")
	})
}

func TestKeepOnCommit(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session(orm.KeepOnCommit())
		eve := &Customer{Name: "eve", City: new("Cork")}
		s.Add(eve)
		w.check(s.Commit(w.ctx()))
		w.exec("UPDATE customers SET city = 'Bonn'")
		if found, err := Customers.One(w.ctx(), s); err != nil || found != eve || *eve.City != "Cork" {
			w.Errorf("a query shows %q, %v", *eve.City, err)
		}
		if customer(w, s, eve.ID) != eve || *eve.City != "Cork" {
			w.Errorf("Get shows %q", *eve.City)
		}
		w.expect("BEGIN", "SELECT customers")
		w.check(s.Refresh(w.ctx(), eve))
		if *eve.City != "Bonn" {
			w.Errorf("Refresh shows %q", *eve.City)
		}
		eve.City = new("Cork")
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name, city FROM customers", "eve Cork")
	})
}

func TestRefresh(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann, bob := customer(w, s, 1), customer(w, s, 2)
		w.execOn(s, "UPDATE customers SET name = 'anna', city = 'Bonn' WHERE id = 1")
		if ann.Name != "ann" {
			w.Error("a statement changed a loaded object")
		}
		w.check(s.Refresh(w.ctx(), ann))
		if ann.Name != "anna" || *ann.City != "Bonn" {
			w.Errorf("Refresh shows %q, %q", ann.Name, *ann.City)
		}
		// Its own changes are dropped; those of others are written first.
		ann.Name, bob.City = "lost", new("Bern")
		w.quiet()
		w.check(s.Refresh(w.ctx(), ann))
		if ann.Name != "anna" || len(s.Dirty()) != 0 {
			w.Errorf("Refresh left %q, dirty %v", ann.Name, s.Dirty())
		}
		w.expect("UPDATE customers(city) 1", "SELECT customers")
		purchases, err := ann.Purchases.All(w.ctx())
		w.check(err)
		w.execOn(s, "UPDATE purchases SET customer_id = 2 WHERE id = 1")
		w.check(s.Refresh(w.ctx(), ann))
		again, err := ann.Purchases.All(w.ctx())
		w.check(err)
		if len(again) != 1 || again[0] != purchases[1] {
			w.Errorf("after Refresh the purchases are %v", again)
		}
	})
}

func TestExpire(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann := customer(w, s, 1)
		purchases, err := ann.Purchases.All(w.ctx())
		w.check(err)
		ann.City = new("Nowhere")
		ann.Purchases.Remove(purchases[0])
		s.Expire(ann)
		if len(s.Dirty()) != 1 {
			// The purchase itself was not expired, and forgot its customer.
			w.Errorf("dirty is %v", s.Dirty())
		}
		s.ExpireAll()
		if len(s.Dirty()) != 0 || *ann.City != "Rome" || len(ann.Purchases.Items()) != 2 {
			w.Errorf("after Expire: dirty %v, city %q, purchases %v", s.Dirty(), *ann.City, ann.Purchases.Items())
		}
		w.quiet()
		customer(w, s, 1)
		w.expect("SELECT customers")
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT city FROM customers WHERE id = 1", "Rome")
		w.rows("SELECT customer_id FROM purchases ORDER BY id", "1", "1", "2")
	})
}

func TestExpireAndRefreshCascade(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		w.exec("INSERT INTO crates (mark) VALUES ('C1')")
		w.exec("INSERT INTO parts (name, crate_id) VALUES ('P1', 1)")
		w.exec("INSERT INTO labels (name, crate_id) VALUES ('L1', 1)")
		s := w.session()
		crate := get(w, s, Crates, Crates.ID.Eq(1))
		parts, err := crate.Parts.All(w.ctx())
		w.check(err)
		labels, err := crate.Labels.All(w.ctx())
		w.check(err)
		w.execOn(s, "UPDATE crates SET mark = 'C2'")
		w.execOn(s, "UPDATE parts SET name = 'P2'")
		w.execOn(s, "UPDATE labels SET name = 'L2'")
		w.check(s.Refresh(w.ctx(), crate))
		_, err = Parts.All(w.ctx(), s)
		w.check(err)
		_, err = Labels.All(w.ctx(), s)
		w.check(err)
		if crate.Mark != "C2" || parts[0].Name != "P2" || labels[0].Name != "L1" {
			w.Errorf("after Refresh: %q, %q, %q", crate.Mark, parts[0].Name, labels[0].Name)
		}
	})
}

func TestExpunge(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann := customer(w, s, 1)
		s.Expunge(ann)
		w.states(ann, orm.Detached)
		ann.Name = "offline"
		w.quiet()
		w.check(s.Commit(w.ctx()))
		w.expect("COMMIT")

		s = w.session()
		s.Add(ann)
		w.states(ann, orm.Persistent)
		if !slices.Equal(s.Dirty(), []any{ann}) {
			w.Errorf("dirty is %v", s.Dirty())
		}
		never := &Customer{Name: "never"}
		s.Add(never)
		s.Expunge(never)
		w.states(never, orm.Transient)
		w.check(s.Commit(w.ctx()))
		w.expect("BEGIN", "UPDATE customers(name) 1", "COMMIT")
		w.rows("SELECT name FROM customers ORDER BY id", "offline", "bob", "cyd")
	})
}

func TestExpungeCascades(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session()
		crate, part, label := &Crate{Mark: "C"}, &Part{Name: "P"}, &Label{Name: "L"}
		crate.Parts.Append(part)
		crate.Labels.Append(label)
		s.Add(crate)
		w.states(crate, orm.Pending, part, orm.Pending, label, orm.Pending)
		s.Expunge(crate)
		w.states(crate, orm.Transient, part, orm.Transient, label, orm.Pending)
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name, crate_id FROM labels", "L <nil>")
		w.rows("SELECT id FROM crates")
	})
}

func TestCloseDetachesAndRollsBack(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann := customer(w, s, 1)
		ann.Name = "anna"
		eve, dan := &Customer{Name: "eve"}, &Customer{Name: "dan"}
		s.Add(eve)
		w.check(s.Flush(w.ctx()))
		s.Add(dan)
		w.quiet()
		w.check(s.Close())
		w.check(s.Close())
		w.expect("ROLLBACK")
		w.states(ann, orm.Detached, eve, orm.Detached, dan, orm.Transient)
		if ann.Name != "anna" || eve.Name != "eve" {
			w.Errorf("closing changed the values: %q, %q", ann.Name, eve.Name)
		}
		_, err := Customers.Get(w.ctx(), s, 1)
		w.wants(err, orm.ErrSessionClosed)
		w.wants(s.Commit(w.ctx()), orm.ErrSessionClosed)
		_, err = ann.Purchases.All(w.ctx())
		w.wants(err, orm.ErrDetached)
		w.rows("SELECT name FROM customers ORDER BY id", "ann", "bob", "cyd")
	})
}

func TestExpungeAllKeepsTheTransaction(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann := customer(w, s, 1)
		s.ExpungeAll()
		w.states(ann, orm.Detached)
		if !s.InTransaction() || customer(w, s, 1) == ann {
			w.Error("ExpungeAll ended the transaction, or kept the object")
		}
	})
}

func TestDeleteIsTakenBackByAdd(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		cyd := customer(w, s, 3)
		s.Delete(cyd)
		s.Add(cyd)
		if len(s.Deleted()) != 0 {
			w.Errorf("deleted is %v", s.Deleted())
		}
		w.quiet()
		w.check(s.Flush(w.ctx()))
		w.expect()
		s.Delete(cyd)
		w.check(s.Flush(w.ctx()))
		w.states(cyd, orm.Deleted)
		s.Delete(cyd) // once is enough
		w.check(s.Flush(w.ctx()))
		s.Add(cyd)
		w.wants(s.Flush(w.ctx()), orm.ErrNotPersistent)
		w.wants(s.Refresh(w.ctx(), cyd), orm.ErrNotPersistent)
		_, err := Customers.Get(w.ctx(), s, 3)
		w.wants(err, orm.ErrNoResult)
		w.check(s.Commit(w.ctx()))
		w.states(cyd, orm.Detached)
	})
}

func TestMisuseOfStates(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		eve := &Customer{Name: "eve"}
		s.Delete(eve)
		w.wants(s.Flush(w.ctx()), orm.ErrNotPersistent)
		s.Expunge(eve)
		w.wants(s.Flush(w.ctx()), orm.ErrNotPersistent)
		s.Add(eve)
		s.Delete(eve)
		w.wants(s.Flush(w.ctx()), orm.ErrNotPersistent)
		w.wants(s.Refresh(w.ctx(), eve), orm.ErrNotPersistent)
		s.Expire(eve)
		w.wants(s.Flush(w.ctx()), orm.ErrNotPersistent)
		w.states(eve, orm.Pending)

		ann := customer(w, s, 1)
		s.Expunge(ann)
		w.wants(s.Refresh(w.ctx(), ann), orm.ErrNotPersistent)
		// A detached object comes back to be deleted.
		s.Delete(ann)
		w.states(ann, orm.Persistent)
		if !slices.Equal(s.Deleted(), []any{ann}) {
			w.Errorf("deleted is %v", s.Deleted())
		}
		s.Add("text")
		w.wants(s.Flush(w.ctx()), orm.ErrUnmapped)
		s.Add(nil)
		w.wants(s.Flush(w.ctx()), orm.ErrUnmapped)
		s.Add((*Customer)(nil))
		if err := s.Flush(w.ctx()); err == nil {
			w.Error("a nil object was added")
		}
	})
}

func TestObjectBelongsToOneSession(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s, other := w.session(), w.session()
		ann, eve := customer(w, s, 1), &Customer{Name: "eve"}
		s.Add(eve)
		other.Add(ann)
		w.wants(other.Flush(w.ctx()), orm.ErrOtherSession)
		other.Add(eve)
		w.wants(other.Flush(w.ctx()), orm.ErrOtherSession)
		other.Delete(ann)
		w.wants(other.Flush(w.ctx()), orm.ErrOtherSession)
		theirs := customer(w, other, 1)
		if theirs == ann {
			w.Error("two sessions gave the same object")
		}
		s.Expunge(ann)
		other.Add(ann)
		w.wants(other.Flush(w.ctx()), orm.ErrIdentityConflict)
		w.states(ann, orm.Detached, theirs, orm.Persistent, eve, orm.Pending)
	})
}

func TestDirtyListsNetChanges(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann := customer(w, s, 1)
		ann.Name = "anne"
		if !slices.Equal(s.Dirty(), []any{ann}) {
			w.Errorf("dirty is %v", s.Dirty())
		}
		ann.Name = "ann"
		ann.City = new("Rome")
		if len(s.Dirty()) != 0 {
			w.Errorf("dirty is %v", s.Dirty())
		}
		w.quiet()
		w.check(s.Flush(w.ctx()))
		w.expect()
	})
}

func TestAutocommitReads(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session(orm.AutocommitReads(), orm.KeepOnCommit())
		ann := customer(w, s, 1)
		if _, err := ann.Purchases.All(w.ctx()); err != nil {
			w.Fatal(err)
		}
		w.expect("SELECT customers", "SELECT purchases")
		if s.InTransaction() || w.engine.Status().InUse != 0 {
			w.Error("a read kept the connection")
		}
		ann.Name = "anna"
		w.check(s.Flush(w.ctx()))
		if !s.InTransaction() {
			w.Error("a flush without a transaction")
		}
		n, err := Customers.Where(Customers.Name.Eq("anna")).Count(w.ctx(), s)
		w.check(err)
		if n != 1 {
			w.Errorf("count within the transaction gives %d", n)
		}
		w.check(s.Commit(w.ctx()))
		w.expect("BEGIN", "UPDATE customers(name) 1", "SELECT customers", "COMMIT")
		w.exec("DELETE FROM purchases")
		w.exec("DELETE FROM customers WHERE id = 1")
		s.Expire(ann)
		_, err = Customers.Get(w.ctx(), s, 1)
		w.wants(err, orm.ErrNoResult)
		w.states(ann, orm.Detached)
	})
}

func TestRun(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		with := orm.WithOptions(orm.InRegistry(shop))
		w.check(orm.Run(w.ctx(), w.engine, func(s *orm.Session) error {
			s.Add(&Customer{Name: "eve"})
			return nil
		}, with))
		w.expect("BEGIN", "INSERT customers(name,city) 1", "COMMIT")
		no := errors.New("no")
		err := orm.Run(w.ctx(), w.engine, func(s *orm.Session) error {
			s.Add(&Customer{Name: "fay"})
			w.check(s.Flush(w.ctx()))
			return no
		}, with)
		w.wants(err, no)
		w.expect("BEGIN", "INSERT customers(name,city) 1", "ROLLBACK")
		func() {
			defer func() {
				if recover() == nil {
					w.Error("the panic was swallowed")
				}
			}()
			_ = orm.Run(w.ctx(), w.engine, func(s *orm.Session) error {
				s.Add(&Customer{Name: "gil"})
				w.check(s.Flush(w.ctx()))
				panic("no")
			}, with)
		}()
		w.expect("BEGIN", "INSERT customers(name,city) 1", "ROLLBACK")
		w.rows("SELECT name FROM customers ORDER BY id", "ann", "bob", "cyd", "eve")
	})
}

func TestRunBeginsAgain(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		with := orm.WithOptions(orm.InRegistry(shop))
		var sessions []*orm.Session
		attempt := func(s *orm.Session) error {
			sessions = append(sessions, s)
			ann, err := Customers.Get(w.ctx(), s, 1)
			if err != nil {
				return err
			}
			ann.Name += "!"
			if len(sessions) < 3 {
				return errors.Join(errors.New("busy"), azoth.ErrSerialization)
			}
			return nil
		}
		w.check(orm.Run(w.ctx(), w.engine, attempt, with, orm.Retry(2)))
		if len(sessions) != 3 || sessions[0] == sessions[1] {
			w.Errorf("there were %d attempts", len(sessions))
		}
		w.rows("SELECT name FROM customers WHERE id = 1", "ann!")
		sessions = nil
		w.wants(orm.Run(w.ctx(), w.engine, attempt, with, orm.Retry(1)), azoth.ErrSerialization)
		sessions = nil
		w.wants(orm.Run(w.ctx(), w.engine, attempt, with), azoth.ErrSerialization)
		if len(sessions) != 1 {
			w.Errorf("without Retry there were %d attempts", len(sessions))
		}
	})
}

func TestFactory(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		f := orm.Sessions(nil, orm.InRegistry(shop))
		early := f.New()
		if _, err := Customers.Get(w.ctx(), early, 1); err == nil {
			w.Error("a session without an engine gave an object")
		}
		f.Configure(w.engine, orm.KeepOnCommit())
		s := f.New()
		defer s.Close()
		ann := customer(w, s, 1)
		w.check(s.Commit(w.ctx()))
		w.quiet()
		if customer(w, s, 1) != ann {
			w.Error("another object for the same row")
		}
		w.expect()
	})
}
