package orm_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

// seedMembers puts ann and bob, and a posting of ann's, into the database.
func seedMembers(w *world) {
	w.Helper()
	w.exec("INSERT INTO members (email, name) VALUES ('a@x', 'ann'), ('b@x', 'bob')")
	w.exec("INSERT INTO postings (title, member_id) VALUES ('t1', 1)")
}

func member(w *world, s *orm.Session, id int64) *Member {
	w.Helper()
	m, err := Members.Get(w.ctx(), s, id)
	w.check(err)
	return m
}

func emails(w *world, ex sql.Executor) []string {
	w.Helper()
	found, err := sql.Select1(Members.Email).OrderBy(Members.ID.Asc()).All(w.ctx(), ex)
	w.check(err)
	return found
}

func TestRollbackRestoresFields(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann := customer(w, s, 1)
		ann.Name, ann.City = "anna", new("Paris")
		w.check(s.Flush(w.ctx()))
		w.expect("BEGIN", "SELECT customers", "UPDATE customers(name,city) 1")
		ann.Name = "annette"
		w.check(s.Rollback(w.ctx()))
		w.expect("ROLLBACK")
		if ann.Name != "ann" || *ann.City != "Rome" || len(s.Dirty()) != 0 || !s.Contains(ann) {
			w.Errorf("after Rollback: %q, %q, dirty %v", ann.Name, *ann.City, s.Dirty())
		}
		// It is read again.
		w.exec("UPDATE customers SET name = 'Ann'")
		customer(w, s, 1)
		if ann.Name != "Ann" {
			w.Errorf("Get shows %q", ann.Name)
		}
		ann.Name = "last"
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name, city FROM customers WHERE id = 1", "last Rome")
	})
}

func TestRollbackMakesNewObjectsTransient(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session()
		flushed, pending := &Customer{Name: "flushed"}, &Customer{Name: "pending"}
		s.Add(flushed)
		w.check(s.Flush(w.ctx()))
		s.Add(pending)
		w.check(s.Rollback(w.ctx()))
		w.states(flushed, orm.Transient, pending, orm.Transient)
		if flushed.ID != 0 || flushed.Name != "flushed" || len(s.New()) != 0 {
			w.Errorf("after Rollback: %+v, new %v", flushed, s.New())
		}
		s.Add(flushed)
		w.check(s.Commit(w.ctx()))
		w.states(flushed, orm.Persistent, pending, orm.Transient)
		w.rows("SELECT name FROM customers", "flushed")
	})
}

func TestRolledBackGraphIsAddedAgain(t *testing.T) {
	for name, flushes := range map[string]func(w *world, s *orm.Session, ann *Customer){
		"pending":        func(w *world, s *orm.Session, ann *Customer) {},
		"flushed":        func(w *world, s *orm.Session, ann *Customer) { w.check(s.Flush(w.ctx())) },
		"flushed twice":  func(w *world, s *orm.Session, ann *Customer) { w.check(s.Flush(w.ctx())) },
		"in a savepoint": func(w *world, s *orm.Session, ann *Customer) { w.check(s.Savepoint(w.ctx())) },
	} {
		t.Run(name, func(t *testing.T) {
			eachDatabase(t, shop, func(w *world) {
				w.exec("INSERT INTO customers (name) VALUES ('before')")
				s := w.session()
				ann := &Customer{Name: "ann"}
				ann.Purchases.Append(&Purchase{Total: 1})
				s.Add(ann)
				flushes(w, s, ann)
				ann.Purchases.Append(&Purchase{Total: 2})
				if name == "flushed twice" {
					w.check(s.Flush(w.ctx()))
				}
				s.Add(&Purchase{Total: 3})
				(&Purchase{Total: 4}).Customer.Set(ann)
				w.check(s.Rollback(w.ctx()))
				items := slices.Clone(ann.Purchases.Items())
				if len(items) < 2 {
					w.Fatalf("the collection has %d items left", len(items))
				}
				w.states(ann, orm.Transient, items[0], orm.Transient, items[1], orm.Transient)
				s = w.session()
				s.Add(ann)
				w.states(ann, orm.Pending, items[0], orm.Pending, items[1], orm.Pending)
				w.check(s.Commit(w.ctx()))
				w.rows("SELECT c.name, p.total FROM customers c JOIN purchases p ON p.customer_id = c.id WHERE p.total < 3 ORDER BY total", "ann 1", "ann 2")
			})
		})
	}
}

func TestRollbackRestoresDeletedObjects(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		cyd, bob := customer(w, s, 3), customer(w, s, 2)
		s.Delete(cyd)
		w.check(s.Flush(w.ctx()))
		s.Delete(bob)
		w.check(s.Rollback(w.ctx()))
		w.states(cyd, orm.Persistent, bob, orm.Persistent)
		if len(s.Deleted()) != 0 || !s.Contains(cyd) || customer(w, s, 3) != cyd {
			w.Errorf("after Rollback, deleted is %v", s.Deleted())
		}
		s.Delete(cyd)
		w.check(s.Commit(w.ctx()))
		w.states(cyd, orm.Detached)
		w.rows("SELECT name FROM customers ORDER BY id", "ann", "bob")
	})
}

func TestRollbackOfInsertUpdateAndDelete(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		dan, ann, cyd := &Customer{Name: "dan"}, customer(w, s, 1), customer(w, s, 3)
		change := func() {
			s.Add(dan)
			ann.Name = "ANN"
			s.Delete(cyd)
		}
		change()
		w.check(s.Flush(w.ctx()))
		w.states(dan, orm.Persistent, ann, orm.Persistent, cyd, orm.Deleted)
		w.check(s.Rollback(w.ctx()))
		w.states(dan, orm.Transient, ann, orm.Persistent, cyd, orm.Persistent)
		w.quiet()
		change()
		w.check(s.Commit(w.ctx()))
		w.states(dan, orm.Persistent, ann, orm.Persistent, cyd, orm.Detached)
		w.expect("BEGIN", "SELECT purchases", "UPDATE customers(name) 1", "INSERT customers(name,city) 1", "DELETE customers() 1", "COMMIT")
		w.rows("SELECT name FROM customers ORDER BY id", "ANN", "bob", "dan")
	})
}

func TestRollbackRestoresCollections(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann := customer(w, s, 1)
		before, err := ann.Purchases.All(w.ctx())
		w.check(err)
		before = slices.Clone(before)
		first, fresh := before[0], &Purchase{Total: 99}
		ann.Purchases.Append(fresh)
		ann.Purchases.Remove(first)
		w.check(s.Flush(w.ctx()))
		w.states(fresh, orm.Persistent)
		w.check(s.Rollback(w.ctx()))
		if !slices.Equal(ann.Purchases.Items(), before) || first.Customer.Value() != ann || *first.CustomerID != 1 {
			w.Errorf("after Rollback: %v, customer %v", ann.Purchases.Items(), first.Customer.Value())
		}
		w.states(fresh, orm.Transient)
		if fresh.Customer.Value() != ann {
			w.Error("the new object forgot what it referred to")
		}
		again, err := ann.Purchases.All(w.ctx())
		w.check(err)
		if !slices.Equal(again, before) {
			w.Errorf("read again: %v", again)
		}
		s.Add(fresh)
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT total, customer_id FROM purchases ORDER BY total", "10 1", "20 1", "30 2", "99 1")
	})
}

func TestFailedFlushWaitsForRollback(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedMembers(w)
		s := w.session()
		s.Add(&Member{Email: "a@x"})
		w.wants(s.Flush(w.ctx()), azoth.ErrUniqueViolation)
		w.expect("BEGIN", "INSERT members(email,name) 1", "ROLLBACK")
		_, err := Members.All(w.ctx(), s)
		w.wants(err, orm.ErrPendingRollback)
		_, err = Members.Get(w.ctx(), s, 1)
		w.wants(err, orm.ErrPendingRollback)
		w.wants(s.Commit(w.ctx()), orm.ErrPendingRollback)
		w.expect()
		w.check(s.Rollback(w.ctx()))
		w.expect()
		if got := emails(w, s); !slices.Equal(got, []string{"a@x", "b@x"}) {
			w.Errorf("there are %q", got)
		}
		s.Add(&Member{Email: "b@x"})
		w.wants(s.Commit(w.ctx()), azoth.ErrIntegrity)
		w.wants(s.Commit(w.ctx()), orm.ErrPendingRollback)
		w.check(s.Rollback(w.ctx()))
		s.Add(&Member{Email: "c@x"})
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT email FROM members ORDER BY id", "a@x", "b@x", "c@x")
		if w.engine.Status().InUse != 0 {
			w.Error("the connection did not go back to the pool")
		}
	})
}

func TestFailedFlushRestoresObjects(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedMembers(w)
		s := w.session()
		ann := member(w, s, 1)
		posting := get(w, s, Postings, Postings.ID.Eq(1))
		ann.Name = "changed"
		good, bad := &Member{Email: "good@x"}, &Member{Email: "b@x"}
		s.Add(good, bad)
		s.Delete(posting)
		w.wants(s.Flush(w.ctx()), azoth.ErrUniqueViolation)
		for range 2 {
			w.states(ann, orm.Persistent, posting, orm.Persistent, good, orm.Transient, bad, orm.Transient)
			if ann.Name != "ann" || good.Email != "good@x" || bad.Email != "b@x" || good.ID != 0 || bad.ID != 0 || len(s.Deleted()) != 0 {
				w.Errorf("after the failure: %+v, %+v, %+v, deleted %v", ann, good, bad, s.Deleted())
			}
			w.check(s.Rollback(w.ctx()))
		}
		bad.Email = "fine@x"
		s.Add(good, bad)
		s.Delete(posting)
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT email FROM members ORDER BY id", "a@x", "b@x", "good@x", "fine@x")
		w.rows("SELECT id FROM postings")
	})
}

func TestRefusedRows(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedMembers(w)
		s := w.session()
		s.Add(&Posting{})
		w.wants(s.Flush(w.ctx()), azoth.ErrNotNullViolation)
		w.check(s.Rollback(w.ctx()))
		s.Add(&Posting{Title: new("x"), MemberID: new(int64(99))})
		w.wants(s.Flush(w.ctx()), azoth.ErrForeignKeyViolation)
		w.check(s.Rollback(w.ctx()))
		member(w, s, 1).Email = "b@x"
		w.wants(s.Flush(w.ctx()), azoth.ErrUniqueViolation)
		w.check(s.Rollback(w.ctx()))
		_, err := sql.Insert(Members).Values(Members.Email.Set("a@x"), Members.Name.Set("")).Exec(w.ctx(), s)
		w.wants(err, azoth.ErrUniqueViolation)
		w.check(s.Rollback(w.ctx()))
		if got := emails(w, s); !slices.Equal(got, []string{"a@x", "b@x"}) {
			w.Errorf("there are %q", got)
		}
	})
}

func TestAutoflushFails(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedMembers(w)
		s := w.session()
		ann := member(w, s, 1)
		s.Add(&Member{Email: "a@x"})
		_, err := Postings.All(w.ctx(), s)
		w.wants(err, azoth.ErrUniqueViolation)
		_, err = ann.Postings.All(w.ctx())
		w.wants(err, orm.ErrPendingRollback)
		w.check(s.Rollback(w.ctx()))
		n, err := Postings.Count(w.ctx(), s)
		w.check(err)
		if n != 1 || len(s.New()) != 0 {
			w.Errorf("%d postings, new %v", n, s.New())
		}
	})
}

func TestSavepointKeepsWhatWasBefore(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedMembers(w)
		s := w.session()
		outer := &Member{Email: "one@x"}
		s.Add(outer)
		w.check(s.Savepoint(w.ctx()))
		w.expect("BEGIN", "INSERT members(email,name) 1", "SAVEPOINT")
		inner, ann := &Member{Email: "two@x"}, member(w, s, 1)
		bob := member(w, s, 2)
		posting := get(w, s, Postings, Postings.ID.Eq(1))
		s.Add(inner)
		ann.Name = "inside"
		s.Delete(posting)
		w.check(s.Flush(w.ctx()))
		w.states(outer, orm.Persistent, inner, orm.Persistent, posting, orm.Deleted)
		w.quiet()
		w.check(s.RollbackToSavepoint(w.ctx()))
		w.expect("ROLLBACK TO")
		w.states(outer, orm.Persistent, inner, orm.Transient, ann, orm.Persistent, posting, orm.Persistent)
		if ann.Name != "ann" || inner.ID != 0 || outer.ID == 0 {
			w.Errorf("after the rollback: %q, keys %d, %d", ann.Name, inner.ID, outer.ID)
		}
		// Only what was changed inside is read again.
		member(w, s, 2)
		w.expect()
		member(w, s, 1)
		w.expect("SELECT members")
		_ = bob
		if got := emails(w, s); !slices.Equal(got, []string{"a@x", "b@x", "one@x"}) {
			w.Errorf("there are %q", got)
		}
		w.wants(s.RollbackToSavepoint(w.ctx()), orm.ErrNoSavepoint)
		w.wants(s.ReleaseSavepoint(w.ctx()), orm.ErrNoSavepoint)
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT email FROM members ORDER BY id", "a@x", "b@x", "one@x")
	})
}

func TestSavepointRestoresCollections(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann, eve := customer(w, s, 1), &Customer{Name: "eve"}
		before, err := ann.Purchases.All(w.ctx())
		w.check(err)
		before = slices.Clone(before)
		kept := &Purchase{Total: 40}
		eve.Purchases.Append(kept)
		ann.Purchases.Append(&Purchase{Total: 21})
		s.Add(eve)
		w.check(s.Savepoint(w.ctx()))
		outer := slices.Clone(ann.Purchases.Items())
		lost := &Purchase{Total: 41}
		eve.Purchases.Append(lost, before[0])
		w.check(s.Flush(w.ctx()))
		if before[0].Customer.Value() != eve || len(ann.Purchases.Items()) != 2 {
			w.Errorf("moved: %v, %v", before[0].Customer.Value(), ann.Purchases.Items())
		}
		eve.Purchases.Remove(kept) // not flushed
		w.check(s.RollbackToSavepoint(w.ctx()))
		if !slices.Equal(eve.Purchases.Items(), []*Purchase{kept}) || !slices.Equal(ann.Purchases.Items(), outer) ||
			before[0].Customer.Value() != ann || *before[0].CustomerID != 1 {
			w.Errorf("after the rollback to the savepoint: eve %v, ann %v", eve.Purchases.Items(), ann.Purchases.Items())
		}
		w.states(lost, orm.Transient, kept, orm.Persistent)
		if reread, err := eve.Purchases.All(w.ctx()); err != nil || !slices.Equal(reread, []*Purchase{kept}) {
			w.Errorf("read again: %v, %v", reread, err)
		}
		w.check(s.Rollback(w.ctx()))
		if !slices.Equal(ann.Purchases.Items(), before) {
			w.Errorf("after the rollback: ann %v", ann.Purchases.Items())
		}
		w.states(eve, orm.Transient, kept, orm.Transient)
		w.rows("SELECT total, customer_id FROM purchases ORDER BY total", "10 1", "20 1", "30 2")
	})
}

func TestNested(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedMembers(w)
		s := w.session()
		w.check(s.Nested(w.ctx(), func() error {
			s.Add(&Member{Email: "one@x"})
			return nil
		}))
		w.expect("BEGIN", "SAVEPOINT", "INSERT members(email,name) 1", "RELEASE")
		no := errors.New("no")
		w.wants(s.Nested(w.ctx(), func() error {
			s.Add(&Member{Email: "two@x"})
			w.check(s.Flush(w.ctx()))
			return no
		}), no)
		w.expect("SAVEPOINT", "INSERT members(email,name) 1", "ROLLBACK TO")
		func() {
			defer func() {
				if recover() == nil {
					w.Error("the panic was swallowed")
				}
			}()
			_ = s.Nested(w.ctx(), func() error {
				s.Add(&Member{Email: "three@x"})
				panic("no")
			})
		}()
		w.expect("SAVEPOINT", "ROLLBACK TO")
		if got := emails(w, s); !slices.Equal(got, []string{"a@x", "b@x", "one@x"}) {
			w.Errorf("there are %q", got)
		}
		// What a released savepoint did goes with the transaction.
		w.check(s.Rollback(w.ctx()))
		if got := emails(w, s); !slices.Equal(got, []string{"a@x", "b@x"}) {
			w.Errorf("there are %q", got)
		}
	})
}

func TestSavepointsSkipBadRows(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedMembers(w)
		s := w.session()
		var results []string
		for _, email := range []string{"n1@x", "a@x", "n2@x", "n1@x"} {
			err := s.Nested(w.ctx(), func() error {
				s.Add(&Member{Email: email})
				return nil
			})
			switch {
			case err == nil:
				results = append(results, "ok")
			case errors.Is(err, azoth.ErrUniqueViolation):
				results = append(results, "skipped")
			default:
				w.Fatal(err)
			}
		}
		if !slices.Equal(results, []string{"ok", "skipped", "ok", "skipped"}) {
			w.Errorf("the results are %q", results)
		}
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT email FROM members ORDER BY id", "a@x", "b@x", "n1@x", "n2@x")
	})
}

func TestFailedFlushInASavepoint(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedMembers(w)
		s := w.session()
		outer := &Member{Email: "outer@x"}
		s.Add(outer)
		w.check(s.Savepoint(w.ctx()))
		inner := &Member{Email: "a@x"}
		s.Add(inner)
		w.quiet()
		w.wants(s.Flush(w.ctx()), azoth.ErrUniqueViolation)
		w.expect("INSERT members(email,name) 1", "ROLLBACK TO")
		w.states(outer, orm.Persistent, inner, orm.Transient)
		w.wants(s.Savepoint(w.ctx()), orm.ErrPendingRollback)
		w.check(s.RollbackToSavepoint(w.ctx()))
		w.states(outer, orm.Persistent, inner, orm.Transient)
		s.Add(&Member{Email: "c@x"})
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT email FROM members ORDER BY id", "a@x", "b@x", "outer@x", "c@x")
	})
}

func TestSavepointsInSavepoints(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedMembers(w)
		s := w.session()
		a, b, c := &Member{Email: "l1@x"}, &Member{Email: "l2@x"}, &Member{Email: "l3@x"}
		w.check(s.Savepoint(w.ctx()))
		s.Add(a)
		w.check(s.Savepoint(w.ctx()))
		s.Add(b)
		w.check(s.Flush(w.ctx()))
		w.expect("BEGIN", "SAVEPOINT", "INSERT members(email,name) 1", "SAVEPOINT", "INSERT members(email,name) 1")
		w.check(s.RollbackToSavepoint(w.ctx()))
		w.states(a, orm.Persistent, b, orm.Transient)
		w.check(s.Savepoint(w.ctx()))
		s.Add(c)
		a.Name = "a"
		w.check(s.ReleaseSavepoint(w.ctx()))
		w.states(a, orm.Persistent, c, orm.Persistent)
		w.check(s.RollbackToSavepoint(w.ctx()))
		w.states(a, orm.Transient, b, orm.Transient, c, orm.Transient)
		w.quiet()
		w.check(s.Savepoint(w.ctx()))
		s.Add(&Member{Email: "all@x"})
		w.check(s.Commit(w.ctx()))
		w.expect("SAVEPOINT", "INSERT members(email,name) 1", "RELEASE", "COMMIT")
		if s.InTransaction() {
			w.Error("Commit in a savepoint did not end the transaction")
		}
		w.rows("SELECT email FROM members ORDER BY id", "a@x", "b@x", "all@x")
	})
}

func TestUpdatesInSeveralLevels(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann := customer(w, s, 1)
		for _, name := range []string{"one", "two", "three"} {
			ann.Name = name
			w.check(s.Savepoint(w.ctx())) // flushes
		}
		ann.Name = "four"
		w.check(s.Flush(w.ctx()))
		for _, name := range []string{"three", "two", "one"} {
			w.check(s.RollbackToSavepoint(w.ctx()))
			if ann.Name != name {
				w.Errorf("the name is %q, want %q", ann.Name, name)
			}
		}
		w.check(s.Rollback(w.ctx()))
		if ann.Name != "ann" {
			w.Errorf("after Rollback the name is %q", ann.Name)
		}
	})
}

func TestReleasedSavepointIsUndoneFromTheFirst(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann := customer(w, s, 1)
		ann.Name = "one"
		w.check(s.Nested(w.ctx(), func() error {
			ann.Name = "two"
			return s.Nested(w.ctx(), func() error {
				ann.Name = "three"
				s.Delete(customer(w, s, 3))
				return nil
			})
		}))
		if ann.Name != "three" {
			w.Errorf("the name is %q", ann.Name)
		}
		w.check(s.Rollback(w.ctx()))
		if ann.Name != "ann" {
			w.Errorf("after Rollback the name is %q", ann.Name)
		}
		if n, err := Customers.Count(w.ctx(), s); err != nil || n != 3 {
			w.Errorf("there are %d customers, %v", n, err)
		}
	})
}

// At COMMIT, PostgreSQL and SQLite find foreign keys broken that are deferred.
func TestCommitFails(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		if w.dialect == "mariadb" || w.dialect == "firebird" {
			return // it has no deferred constraints
		}
		w.exec("CREATE TABLE notes (id INTEGER PRIMARY KEY, member_id BIGINT REFERENCES members(id) DEFERRABLE INITIALLY DEFERRED)")
		w.Cleanup(func() {
			_, err := sql.Text("DROP TABLE notes").Exec(t.Context(), w.engine)
			_ = err
		})
		s := w.session()
		ann := &Member{Email: "a@x"}
		s.Add(ann)
		w.check(s.Flush(w.ctx()))
		w.execOn(s, "INSERT INTO notes (id, member_id) VALUES (1, 99)")
		w.quiet()
		w.wants(s.Commit(w.ctx()), azoth.ErrForeignKeyViolation)
		w.states(ann, orm.Transient)
		w.wants(s.Commit(w.ctx()), orm.ErrPendingRollback)
		w.check(s.Rollback(w.ctx()))
		s.Add(ann)
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT email FROM members", "a@x")
		w.rows("SELECT id FROM notes")
		// Also where the COMMIT travels with the flush.
		w.execOn(s, "INSERT INTO notes (id, member_id) VALUES (1, 99)")
		bob := &Member{Email: "b@x"}
		s.Add(bob)
		w.wants(s.Commit(w.ctx()), azoth.ErrForeignKeyViolation)
		w.states(bob, orm.Transient, ann, orm.Persistent)
		w.check(s.Rollback(w.ctx()))
		s.Add(bob)
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT email FROM members ORDER BY id", "a@x", "b@x")
	})
}

func TestTwoSessions(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		w.exec("INSERT INTO accounts (version, owner, balance) VALUES (1, 'ann', 100)")
		first, second := w.session(orm.KeepOnCommit()), w.session(orm.KeepOnCommit())
		one := get(w, first, Accounts, Accounts.ID.Eq(1))
		w.check(first.Commit(w.ctx()))
		two := get(w, second, Accounts, Accounts.ID.Eq(1))
		w.check(second.Commit(w.ctx()))
		one.Balance = 90
		w.check(first.Commit(w.ctx()))
		two.Balance = 80
		w.wants(second.Commit(w.ctx()), orm.ErrStale)
		w.check(second.Rollback(w.ctx()))
		if two.Balance != 100 || two.Version != 1 {
			w.Errorf("after Rollback: %+v", two)
		}
		w.check(second.Refresh(w.ctx(), two))
		two.Balance -= 20
		w.check(second.Commit(w.ctx()))
		if two.Balance != 70 || two.Version != 3 {
			w.Errorf("after the second attempt: %+v", two)
		}
		w.rows("SELECT version, balance FROM accounts", "3 70")
	})
}

func TestRollbackOfCascades(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		w.exec("INSERT INTO crates (mark) VALUES ('C1')")
		w.exec("INSERT INTO parts (name, crate_id) VALUES ('P1', 1), ('P2', 1)")
		s := w.session()
		crate, ann := get(w, s, Crates, Crates.ID.Eq(1)), customer(w, s, 1)
		parts, err := crate.Parts.All(w.ctx())
		w.check(err)
		purchases, err := ann.Purchases.All(w.ctx())
		w.check(err)
		for _, savepoint := range []bool{true, false} {
			if savepoint {
				w.check(s.Savepoint(w.ctx()))
			}
			s.Delete(crate, ann)
			w.check(s.Flush(w.ctx()))
			w.states(crate, orm.Deleted, parts[0], orm.Deleted, parts[1], orm.Deleted, ann, orm.Deleted, purchases[0], orm.Persistent)
			if purchases[0].CustomerID != nil {
				w.Errorf("a purchase of the deleted customer has %+v", purchases[0])
			}
			if savepoint {
				w.check(s.RollbackToSavepoint(w.ctx()))
			} else {
				w.check(s.Rollback(w.ctx()))
			}
			w.states(crate, orm.Persistent, parts[0], orm.Persistent, parts[1], orm.Persistent, ann, orm.Persistent)
			if !slices.Equal(crate.Parts.Items(), parts) || !slices.Equal(ann.Purchases.Items(), purchases) ||
				parts[0].Crate.Value() != crate || purchases[0].Customer.Value() != ann || *purchases[0].CustomerID != 1 {
				w.Errorf("after the rollback: %v, %v", crate.Parts.Items(), ann.Purchases.Items())
			}
		}
		crate.Parts.Remove(parts[0])
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name FROM parts", "P2")
		w.rows("SELECT customer_id FROM purchases ORDER BY id", "1", "1", "2")
	})
}

func TestDetachedGraphComesBack(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann, bob := customer(w, s, 1), customer(w, s, 2)
		purchases, err := ann.Purchases.All(w.ctx())
		w.check(err)
		first, second := purchases[0], purchases[1]
		w.check(s.Close())
		// Changed while in no session.
		fresh, other := &Purchase{Total: 40}, &Purchase{Total: 50}
		ann.Purchases.Remove(first)
		ann.Purchases.Append(fresh)
		bob.Purchases.Append(other) // not loaded
		second.Total = 21
		w.states(fresh, orm.Transient, other, orm.Transient)
		s = w.session()
		s.Add(ann, bob, first)
		w.states(ann, orm.Persistent, second, orm.Persistent, first, orm.Persistent, fresh, orm.Pending, other, orm.Pending)
		w.quiet()
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT total, customer_id FROM purchases ORDER BY total", "10 <nil>", "21 1", "30 2", "40 1", "50 2")
		if !slices.Equal(ann.Purchases.Items(), []*Purchase{second, fresh}) {
			w.Errorf("the purchases are %v", ann.Purchases.Items())
		}
	})
}

func TestRolledBackManyToMany(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session()
		pen, red, blue := &Article{Name: "pen"}, &Badge{Name: "red"}, &Badge{Name: "blue"}
		pen.Tags.Append(red)
		s.Add(pen, blue)
		w.check(s.Commit(w.ctx()))
		if _, err := pen.Tags.All(w.ctx()); err != nil {
			w.Fatal(err)
		}
		w.check(s.Savepoint(w.ctx()))
		pen.Tags.Append(blue)
		pen.Tags.Remove(red)
		w.check(s.Flush(w.ctx()))
		w.check(s.RollbackToSavepoint(w.ctx()))
		if !slices.Equal(pen.Tags.Items(), []*Badge{red}) {
			w.Errorf("after the rollback to the savepoint: %v", pen.Tags.Items())
		}
		pen.Tags.Append(blue)
		w.check(s.Flush(w.ctx()))
		w.check(s.Rollback(w.ctx()))
		if !slices.Equal(pen.Tags.Items(), []*Badge{red}) {
			w.Errorf("after the rollback: %v", pen.Tags.Items())
		}
		w.rows("SELECT b.name FROM badges b JOIN article_badges l ON l.badge_id = b.id", "red")
		// A new one, rolled back and added again, has its links written again.
		ink := &Article{Name: "ink"}
		ink.Tags.Append(red, blue)
		s.Add(ink)
		w.check(s.Flush(w.ctx()))
		w.check(s.Rollback(w.ctx()))
		s.Add(ink)
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT count(*) FROM article_badges", "3")
	})
}
