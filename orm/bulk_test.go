package orm_test

import (
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

func TestUpdateOfAQuery(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedClerks(w)
		s := w.session()
		all, err := Clerks.OrderBy(Clerks.ID.Asc()).All(w.ctx(), s)
		w.check(err)
		all[2].Salary = 150 // written first
		w.quiet()
		n, err := Clerks.Where(Clerks.Salary.Lt(200)).Update(w.ctx(), s, Clerks.Salary.Set(99), sql.SetTo(Clerks.Tries, Clerks.Tries.Add(1)))
		w.check(err)
		if n != 2 {
			w.Errorf("%d rows were updated", n)
		}
		w.expect("UPDATE clerks(salary) 1", "UPDATE clerks")
		for i, want := range []int{99, 200, 99} {
			if clerk(w, s, int64(i+1)) != all[i] || all[i].Salary != want {
				w.Errorf("the salary of %s is %d", all[i].Name, all[i].Salary)
			}
		}
		if len(s.Dirty()) != 0 {
			w.Errorf("dirty is %v", s.Dirty())
		}
		n, err = Clerks.Where(Clerks.Salary.Eq(12345)).Update(w.ctx(), s, Clerks.Salary.Set(1))
		w.check(err)
		if n != 0 {
			w.Errorf("%d rows were updated", n)
		}
		_, err = Clerks.Query().Update(w.ctx(), s, Clerks.Salary.Set(1))
		w.wants(err, sql.ErrEverywhere)
		_, err = sql.Update(Clerks).Set(Clerks.Salary.Set(77)).Where(Clerks.ID.Eq(1)).Exec(w.ctx(), s)
		w.check(err)
		if clerk(w, s, 1).Salary != 77 {
			w.Errorf("the salary is %d", all[0].Salary)
		}
		w.check(s.Rollback(w.ctx()))
		if clerk(w, s, 1).Salary != 100 {
			w.Errorf("after Rollback the salary is %d", all[0].Salary)
		}
	})
}

func TestDeleteOfAQuery(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedClerks(w)
		s := w.session()
		all, err := Clerks.OrderBy(Clerks.ID.Asc()).All(w.ctx(), s)
		w.check(err)
		ann, bob, cyd := all[0], all[1], all[2]
		n, err := Clerks.Where(sql.Eq(sql.Upper(Clerks.Name), sql.Literal[sql.String]("ANN"))).Delete(w.ctx(), s)
		w.check(err)
		if n != 1 || s.Contains(ann) || !s.Contains(bob) {
			w.Errorf("%d rows were deleted", n)
		}
		w.states(ann, orm.Deleted, bob, orm.Persistent, cyd, orm.Persistent)
		s.Delete(bob)
		n, err = Clerks.Query().Everywhere().Delete(w.ctx(), s)
		w.check(err)
		if n != 1 { // bob was flushed before
			w.Errorf("%d rows were deleted", n)
		}
		w.states(ann, orm.Deleted, bob, orm.Deleted, cyd, orm.Deleted)
		w.check(s.Rollback(w.ctx()))
		w.states(ann, orm.Persistent, bob, orm.Persistent, cyd, orm.Persistent)
		_, err = sql.Delete(Clerks).Where(Clerks.ID.Eq(3)).Exec(w.ctx(), s)
		w.check(err)
		w.check(s.Commit(w.ctx()))
		w.states(ann, orm.Persistent, cyd, orm.Detached)
		w.rows("SELECT name FROM clerks ORDER BY id", "ann", "bob")
	})
}

// A statement knows nothing of the session's cascades.
func TestDeleteOfAQueryDoesNotCascade(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		w.exec("INSERT INTO crates (mark) VALUES ('C1')")
		w.exec("INSERT INTO parts (name, crate_id) VALUES ('P1', 1)")
		s := w.session()
		_, err := Crates.Where(Crates.ID.Eq(1)).Delete(w.ctx(), s)
		w.wants(err, azoth.ErrForeignKeyViolation)
		w.check(s.Rollback(w.ctx()))
		_, err = Parts.Where(Parts.CrateID.Eq(1)).Delete(w.ctx(), s)
		w.check(err)
		_, err = Crates.Where(Crates.ID.Eq(1)).Delete(w.ctx(), s)
		w.check(err)
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT id FROM crates")
	})
}

func TestInsertStatementMakesNoObjects(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session()
		for i, name := range []string{"ann", "bob"} {
			_, err := sql.Insert(Clerks).Values(Clerks.Name.Set(name), Clerks.Salary.Set(i+1)).Exec(w.ctx(), s)
			w.check(err)
		}
		all, err := Clerks.OrderBy(Clerks.ID.Asc()).All(w.ctx(), s)
		w.check(err)
		if len(all) != 2 || all[1].Name != "bob" || all[1].State != "new" {
			w.Errorf("the rows are %v", all)
		}
		w.check(s.Commit(w.ctx()))
	})
}

func TestReturning(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		if w.dialect == "mariadb" {
			return // it cannot give back what an UPDATE wrote
		}
		seedClerks(w)
		s := w.session(orm.AutocommitReads())
		all, err := Clerks.OrderBy(Clerks.ID.Asc()).All(w.ctx(), s)
		w.check(err)
		changed, err := sql.Returning(sql.Update(Clerks).Set(Clerks.Salary.Set(1)).Where(Clerks.ID.Eq(2)), Clerks).All(w.ctx(), s)
		w.check(err)
		if len(changed) != 1 || changed[0] != all[1] || all[1].Salary != 1 {
			w.Errorf("the UPDATE gave %v", changed)
		}
		if !s.InTransaction() {
			w.Error("a statement wrote outside of a transaction")
		}
		gone, err := sql.Returning(sql.Delete(Clerks).Where(Clerks.ID.Eq(3)), Clerks.Name).One(w.ctx(), s)
		w.check(err)
		w.states(all[2], orm.Deleted)
		if gone != "cyd" {
			w.Errorf("the DELETE gave %q", gone)
		}
		fresh, err := sql.Returning(sql.Insert(Clerks).Values(Clerks.Name.Set("dan"), Clerks.Salary.Set(4)), Clerks).One(w.ctx(), s)
		w.check(err)
		w.states(fresh, orm.Persistent)
		fresh.Salary = 5
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name, salary, state FROM clerks ORDER BY id", "ann 100 old", "bob 1 old", "dan 5 new")
	})
}
