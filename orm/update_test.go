package orm_test

import (
	"errors"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

// seedClerks puts ann, bob and cyd, with salaries of 100, 200 and 300 and
// grades A, B and C, into the database.
func seedClerks(w *world) {
	w.Helper()
	w.exec("INSERT INTO clerks (name, salary, grade, state, tries) VALUES ('ann', 100, 'A', 'old', 9), ('bob', 200, 'B', 'old', 9), ('cyd', 300, 'C', 'old', 9)")
}

func clerk(w *world, s *orm.Session, id int64) *Clerk {
	w.Helper()
	c, err := Clerks.Get(w.ctx(), s, id)
	w.check(err)
	return c
}

func TestUpdateWritesChangedColumns(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedClerks(w)
		s := w.session()
		ann := clerk(w, s, 1)
		w.quiet()
		ann.Salary = 110
		w.check(s.Flush(w.ctx()))
		w.expect("UPDATE clerks(salary) 1")
		ann.Name, ann.Grade = "anna", new("B")
		w.check(s.Flush(w.ctx()))
		w.expect("UPDATE clerks(name,grade) 1")
		ann.Grade = nil
		w.check(s.Flush(w.ctx()))
		w.expect("UPDATE clerks(grade) 1")
		// Set and set back, and set to what is there.
		ann.Salary = 999
		ann.Salary = 110
		ann.Name = "anna"
		w.check(s.Flush(w.ctx()))
		w.expect()
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name, salary, grade FROM clerks ORDER BY id", "anna 110 <nil>", "bob 200 B", "cyd 300 C")
	})
}

func TestUpdatesComeInTheOrderOfKeys(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedClerks(w)
		s := w.session()
		all, err := Clerks.OrderBy(Clerks.ID.Desc()).All(w.ctx(), s)
		w.check(err)
		w.quiet()
		for _, c := range all {
			c.Salary++
		}
		w.check(s.Flush(w.ctx()))
		w.expect("UPDATE clerks(salary) 3")
		all[2].Name, all[1].Grade, all[0].Name = "x", new("y"), "z"
		w.check(s.Commit(w.ctx()))
		w.expect("UPDATE clerks(name) 1", "UPDATE clerks(grade) 1", "UPDATE clerks(name) 1", "COMMIT")
		w.rows("SELECT name, salary, grade FROM clerks ORDER BY id", "x 101 A", "bob 201 y", "z 301 C")
	})
}

func TestUpdateWritesZeroValues(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedClerks(w)
		s := w.session()
		ann := clerk(w, s, 1)
		w.quiet()
		ann.Name, ann.Salary, ann.State, ann.Tries, ann.Active = "", 0, "", 0, false
		w.check(s.Commit(w.ctx()))
		w.expect("UPDATE clerks(name,salary,state,tries,active) 1", "COMMIT")
		ann = clerk(w, s, 1)
		if ann.Name != "" || ann.Salary != 0 || ann.State != "" || ann.Tries != 0 || ann.Active {
			w.Errorf("the row is %+v", ann)
		}
	})
}

func TestKeyChanges(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedClerks(w)
		s := w.session()
		ann := clerk(w, s, 1)
		ann.ID = 10
		w.check(s.Flush(w.ctx()))
		w.quiet()
		if clerk(w, s, 10) != ann {
			w.Error("the object is not found by its new key")
		}
		w.expect()
		_, err := Clerks.Get(w.ctx(), s, 1)
		w.wants(err, orm.ErrNoResult)
		ann.Name = "anna"
		w.check(s.Rollback(w.ctx()))
		if ann.ID != 1 || ann.Name != "ann" || clerk(w, s, 1) != ann {
			w.Errorf("after Rollback: %+v", ann)
		}
		ann.ID = 10
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT id, name FROM clerks ORDER BY id", "2 bob", "3 cyd", "10 ann")
		ann.Name = "anna"
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT id, name FROM clerks ORDER BY id", "2 bob", "3 cyd", "10 anna")
	})
}

func TestNaturalKeyChanges(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		w.exec("INSERT INTO countries (code, name) VALUES ('GB', 'Britain')")
		w.exec("INSERT INTO cities (name, country_code) VALUES ('Leeds', 'GB'), ('York', 'GB')")
		s := w.session()
		britain, err := Countries.Get(w.ctx(), s, "GB")
		w.check(err)
		leeds := get(w, s, Cities, Cities.ID.Eq(1))
		w.quiet()
		britain.Code = "UK"
		w.check(s.Flush(w.ctx()))
		w.expect("UPDATE countries(code) 1")
		if *leeds.CountryCode != "GB" {
			w.Errorf("the loaded city shows %q", *leeds.CountryCode)
		}
		w.check(s.Commit(w.ctx()))
		country, err := leeds.Country.Get(w.ctx())
		w.check(err)
		if *leeds.CountryCode != "UK" || country != britain {
			w.Errorf("after the commit: %q, %v", *leeds.CountryCode, country)
		}
		w.rows("SELECT name, country_code FROM cities ORDER BY id", "Leeds UK", "York UK")
	})
}

func TestNewObjectTakesOverADeletedRow(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedClerks(w)
		s := w.session()
		ann := clerk(w, s, 1)
		fresh := &Clerk{ID: 1, Name: "new ann", Salary: 100, Tries: 9}
		s.Delete(ann)
		s.Add(fresh)
		w.quiet()
		w.check(s.Flush(w.ctx()))
		w.states(ann, orm.Deleted, fresh, orm.Persistent)
		if clerk(w, s, 1) != fresh || s.Contains(ann) {
			w.Error("the new object is not the one in the session")
		}
		for _, sent := range w.sent.take() {
			if sent[:6] != "UPDATE" && sent[:6] != "SELECT" {
				w.Errorf("sent %s", sent)
			}
		}
		w.check(s.Rollback(w.ctx()))
		w.states(ann, orm.Persistent, fresh, orm.Transient)
		if clerk(w, s, 1) != ann || ann.Name != "ann" {
			w.Errorf("after Rollback: %+v", ann)
		}
		s.Delete(ann)
		s.Add(fresh)
		w.check(s.Commit(w.ctx()))
		w.states(ann, orm.Detached, fresh, orm.Persistent)
		// As after an INSERT: what the struct has, and defaults for what was
		// left to them.
		w.rows("SELECT name, salary, grade, state, tries FROM clerks WHERE id = 1", "new ann 100 <nil> new 9")
		fresh = clerk(w, s, 1)
		if fresh.State != "new" || fresh.Tries != 9 || fresh.Grade != nil {
			w.Errorf("read again: %+v", fresh)
		}
		fresh.Salary = 1
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT salary FROM clerks WHERE id = 1", "1")
	})
}

func TestNewObjectTakesOverARowThatIsTheSame(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		w.exec("INSERT INTO seats (line, number, taken_by) VALUES ('A', 1, 'x'), ('A', 2, 'y')")
		s := w.session()
		old, err := Seats.Get(w.ctx(), s, "A", 2)
		w.check(err)
		fresh := &Seat{Line: "A", Number: 2, TakenBy: new("y")}
		s.Delete(old)
		s.Add(fresh)
		w.quiet()
		w.check(s.Commit(w.ctx()))
		w.expect("COMMIT")
		w.states(old, orm.Detached, fresh, orm.Persistent)
		fresh.TakenBy = nil
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT number, taken_by FROM seats ORDER BY number", "1 x", "2 <nil>")
	})
}

func TestVersionedRowIsTakenOver(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		w.exec("INSERT INTO accounts (version, owner, balance) VALUES (7, 'ann', 100)")
		s := w.session()
		old, fresh := get(w, s, Accounts, Accounts.ID.Eq(1)), &Account{ID: 1, Owner: "bob"}
		s.Delete(old)
		s.Add(fresh)
		w.check(s.Commit(w.ctx()))
		if fresh.Version != 8 {
			w.Errorf("the version is %d", fresh.Version)
		}
		w.rows("SELECT version, owner, balance FROM accounts", "8 bob 0")
	})
}

func TestUpdateOfAMissingRow(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedClerks(w)
		s := w.session()
		ann := clerk(w, s, 1)
		w.execOn(s, "DELETE FROM clerks WHERE id = 1")
		ann.Salary = 1
		err := s.Flush(w.ctx())
		w.wants(err, orm.ErrStale)
		if stale, ok := errors.AsType[*orm.StaleError](err); !ok || stale.Table != "clerks" || stale.Expected != 1 || stale.Found != 0 || stale.Operation != "UPDATE" {
			w.Errorf("the error is %v", err)
		}
		w.check(s.Rollback(w.ctx()))
		if ann.Salary != 100 || !s.Contains(ann) {
			w.Errorf("after Rollback: %+v", ann)
		}
		w.check(s.Refresh(w.ctx(), ann))
	})
}

// A row that is gone is what a deletion is about.
func TestDeleteOfAMissingRow(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedClerks(w)
		s := w.session()
		ann, bob := clerk(w, s, 1), clerk(w, s, 2)
		w.execOn(s, "DELETE FROM clerks WHERE id = 1")
		s.Delete(ann, bob)
		w.check(s.Commit(w.ctx()))
		w.states(ann, orm.Detached, bob, orm.Detached)
		w.rows("SELECT name FROM clerks", "cyd")
	})
}

func TestVersionCountsUpdates(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session(orm.KeepOnCommit())
		account := &Account{Owner: "cyd"}
		s.Add(account)
		w.check(s.Flush(w.ctx()))
		w.expect("BEGIN", "INSERT accounts(version,owner,balance) 1")
		account.Balance = 10
		w.check(s.Flush(w.ctx()))
		w.expect("UPDATE accounts(version,balance) 1")
		w.check(s.Flush(w.ctx()))
		w.expect()
		if account.Version != 2 {
			w.Errorf("the version is %d", account.Version)
		}
		w.check(s.Rollback(w.ctx()))
		w.states(account, orm.Transient)
		s.Add(account)
		w.check(s.Commit(w.ctx()))
		account.Balance = 20
		w.check(s.Flush(w.ctx()))
		w.check(s.Rollback(w.ctx()))
		account.Balance = 30
		w.check(s.Commit(w.ctx()))
		s.Delete(account)
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT id FROM accounts")
	})
}

func TestStaleVersion(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		w.exec("INSERT INTO accounts (version, owner, balance) VALUES (1, 'ann', 100), (7, 'bob', 50)")
		s := w.session()
		all, err := Accounts.OrderBy(Accounts.ID.Asc()).All(w.ctx(), s)
		w.check(err)
		ann, bob := all[0], all[1]
		w.execOn(s, "UPDATE accounts SET version = 8 WHERE id = 2")
		ann.Balance++
		bob.Balance++
		w.wants(s.Flush(w.ctx()), orm.ErrStale)
		w.check(s.Rollback(w.ctx()))
		if ann.Balance != 100 || ann.Version != 1 || bob.Balance != 50 || bob.Version != 7 {
			w.Errorf("after Rollback: %+v, %+v", ann, bob)
		}
		w.execOn(s, "UPDATE accounts SET version = 2 WHERE id = 1")
		s.Delete(ann)
		w.wants(s.Flush(w.ctx()), orm.ErrStale)
		w.check(s.Rollback(w.ctx()))
		w.states(ann, orm.Persistent)
		w.rows("SELECT version, balance FROM accounts ORDER BY id", "1 100", "7 50")
	})
}

func TestSetToAnExpression(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedClerks(w)
		s := w.session()
		ann := clerk(w, s, 1)
		w.execOn(s, "UPDATE clerks SET salary = 150 WHERE id = 1")
		s.Set(ann, sql.SetTo(Clerks.Salary, Clerks.Salary.Add(5)))
		ann.Name = "anna"
		w.quiet()
		w.check(s.Flush(w.ctx()))
		if sent := w.sent.take(); len(sent) != 1 || sent[0][:13] != "UPDATE clerks" {
			w.Errorf("sent %q", sent)
		}
		ann = clerk(w, s, 1)
		if ann.Salary != 155 || ann.Name != "anna" || len(s.Dirty()) != 0 {
			w.Errorf("after the flush: %+v", ann)
		}
		dan := &Clerk{Salary: 1}
		s.Set(dan, sql.SetTo(Clerks.Name, sql.Upper(sql.Literal[sql.String]("dan"))))
		s.Add(dan)
		w.check(s.Flush(w.ctx()))
		if dan.ID == 0 || clerk(w, s, dan.ID) != dan || dan.Name != "DAN" || dan.State != "new" || dan.Tries != 3 {
			w.Errorf("after the flush: %+v", dan)
		}
		w.check(s.Rollback(w.ctx()))
		if ann.Salary != 100 || ann.Name != "ann" || dan.ID != 0 {
			w.Errorf("after Rollback: %+v, %+v", ann, dan)
		}
		s.Set(ann, sql.SetTo(Clerks.Salary, Clerks.Salary.Add(5)))
		s.Expire(ann) // drops it
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name, salary FROM clerks ORDER BY id", "ann 100", "bob 200", "cyd 300")
	})
}

func TestSetVersionedToAnExpression(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		w.exec("INSERT INTO accounts (version, owner, balance) VALUES (1, 'ann', 100)")
		s := w.session()
		ann := get(w, s, Accounts, Accounts.ID.Eq(1))
		s.Set(ann, sql.SetTo(Accounts.Balance, Accounts.Balance.Add(1)))
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT version, balance FROM accounts", "2 101")
		ann = get(w, s, Accounts, Accounts.ID.Eq(1))
		w.execOn(s, "UPDATE accounts SET version = 9")
		s.Set(ann, sql.SetTo(Accounts.Balance, Accounts.Balance.Add(1)))
		w.wants(s.Flush(w.ctx()), orm.ErrStale)
	})
}

func TestSetMisused(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedClerks(w)
		s := w.session()
		ann := clerk(w, s, 1)
		s.Set(ann, Customers.Name.Set("x"))
		if err := s.Flush(w.ctx()); err == nil {
			w.Error("a column of another entity was set")
		}
		w.check(s.Flush(w.ctx()))
		s.Set(ann, sql.SetTo(Clerks.Salary, sql.Func[sql.Number[int]]("no_such_function")))
		err := s.Flush(w.ctx())
		if err == nil || errors.Is(err, azoth.ErrIntegrity) {
			w.Errorf("the error is %v", err)
		}
		w.check(s.Rollback(w.ctx()))
		w.check(s.Commit(w.ctx()))
	})
}

func TestLineTakesOverTheRowOfARemovedOne(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session(orm.KeepOnCommit())
		pen, ink := &Article{Name: "pen"}, &Article{Name: "ink"}
		basket := &Basket{}
		line := func(a *Article, count int) *BasketLine {
			l := &BasketLine{Count: count}
			l.Article.Set(a)
			return l
		}
		first, second := line(pen, 1), line(ink, 1)
		basket.Lines.Append(first, second)
		s.Add(basket)
		w.check(s.Commit(w.ctx()))
		w.quiet()
		fresh := line(pen, 5)
		basket.Lines.Remove(first)
		basket.Lines.Append(fresh)
		w.check(s.Flush(w.ctx()))
		w.expect("BEGIN", "UPDATE basket_lines(count) 1")
		w.states(first, orm.Deleted, fresh, orm.Persistent)
		w.check(s.Rollback(w.ctx()))
		w.states(first, orm.Persistent, fresh, orm.Transient)
		if lines := basket.Lines.Items(); len(lines) != 2 || lines[0] != first || first.Basket.Value() != basket {
			w.Errorf("after Rollback the lines are %v", lines)
		}
		basket.Lines.Set(line(ink, 7))
		w.check(s.Commit(w.ctx()))
		w.states(first, orm.Detached, second, orm.Detached)
		w.rows("SELECT a.name, l."+w.quoted("count")+" FROM basket_lines l JOIN articles a ON a.id = l.article_id", "ink 7")
	})
}

func TestLinksOfATakenOverRow(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session()
		red, blue, green := &Badge{Name: "red"}, &Badge{Name: "blue"}, &Badge{Name: "green"}
		old := &Article{Name: "old"}
		old.Tags.Append(red, blue)
		s.Add(old, green)
		w.check(s.Flush(w.ctx()))
		fresh := &Article{ID: old.ID, Name: "new"}
		fresh.Tags.Append(blue, green)
		s.Delete(old)
		s.Add(fresh)
		w.quiet()
		w.check(s.Commit(w.ctx()))
		w.expect("DELETE article_badges() 1", "UPDATE articles(name) 1", "INSERT article_badges(article_id,badge_id) 1", "COMMIT")
		w.rows("SELECT b.name FROM badges b JOIN article_badges l ON l.badge_id = b.id ORDER BY b.id", "blue", "green")
	})
}

func TestChangesInPlaceAreNoticed(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session()
		pen := &Article{Name: "pen", Picture: []byte("abc"), Sizes: map[string]int{"s": 1}}
		s.Add(pen)
		w.check(s.Commit(w.ctx()))
		pen = get(w, s, Articles, Articles.ID.Eq(pen.ID))
		w.quiet()
		w.check(s.Flush(w.ctx()))
		w.expect()
		pen.Sizes["m"] = 2
		w.check(s.Flush(w.ctx()))
		w.expect("UPDATE articles(sizes) 1")
		pen.Picture[0] = 'x'
		w.check(s.Flush(w.ctx()))
		w.expect("UPDATE articles(picture) 1")
		pen.Picture[1], pen.Sizes["m"] = 'y', 3
		w.check(s.Rollback(w.ctx()))
		if string(pen.Picture) != "abc" || len(pen.Sizes) != 1 {
			w.Errorf("after Rollback: %q, %v", pen.Picture, pen.Sizes)
		}
	})
}
