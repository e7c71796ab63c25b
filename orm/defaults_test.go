package orm_test

import (
	"testing"

	"github.com/azoth-go/azoth/sql"
)

func TestServerDefaultsAreReadBack(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session()
		ann := &Clerk{Name: "ann"}
		s.Add(ann)
		w.check(s.Flush(w.ctx()))
		if ann.State != "new" || ann.Tries != 3 || !ann.Active {
			w.Errorf("after the flush: %+v", ann)
		}
		w.expect("BEGIN", "INSERT clerks(name,salary,grade) 1")
		if len(s.Dirty()) != 0 {
			w.Errorf("dirty is %v", s.Dirty())
		}
		bob := &Clerk{Name: "bob", State: "done", Tries: 5}
		several := []*Clerk{{Name: "x"}, {Name: "y"}, {Name: "z"}}
		s.Add(bob, several[0], several[1], several[2])
		w.check(s.Commit(w.ctx()))
		if bob.State != "done" || bob.Tries != 5 || !bob.Active {
			w.Errorf("after the commit: %+v", bob)
		}
		for i, c := range several {
			if c.State != "new" || c.Tries != 3 || !c.Active || c.ID != bob.ID+1+int64(i) {
				w.Errorf("after the commit: %+v", c)
			}
		}
		w.rows("SELECT name, state, tries FROM clerks ORDER BY id", "ann new 3", "bob done 5", "x new 3", "y new 3", "z new 3")
	})
}

// A zero over a default is said with Set.
func TestZeroOverADefault(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session()
		ann := &Clerk{Name: "ann"}
		s.Set(ann, Clerks.Active.Set(false), Clerks.Tries.Set(0))
		s.Add(ann)
		w.check(s.Flush(w.ctx()))
		if ann.Active || ann.Tries != 0 || ann.State != "new" {
			w.Errorf("after the flush: %+v", ann)
		}
		w.expect("BEGIN", "INSERT clerks(name,salary,grade,tries,active) 1")
		// In an UPDATE, Set of a value is as good as storing it.
		s.Set(ann, Clerks.Active.Set(true))
		if !ann.Active {
			w.Error("Set did not store the value")
		}
		w.check(s.Commit(w.ctx()))
		w.expect("UPDATE clerks(active) 1", "COMMIT")
		n, err := Clerks.Where(Clerks.Active, Clerks.Tries.Eq(0)).Count(w.ctx(), s)
		w.check(err)
		if n != 1 {
			w.Errorf("%d rows", n)
		}
	})
}

func TestDefaultTakesTheKindOfAValue(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		// Set by an expression beside columns that are left to their defaults.
		s := w.session()
		ann := &Clerk{}
		s.Set(ann, sql.SetTo(Clerks.Name, sql.Lower(sql.Literal[sql.String]("ANN"))), Clerks.Tries.Set(0))
		s.Add(ann)
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name, state, tries FROM clerks", "ann new 0")
		if clerk(w, s, ann.ID) != ann || ann.Name != "ann" || ann.State != "new" || !ann.Active {
			w.Errorf("read again: %+v", ann)
		}
	})
}
