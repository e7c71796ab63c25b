package azothtest_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

type Author struct {
	_     orm.Table      `orm:"authors"`
	ID    int64          `orm:",pk"`
	Name  string         `orm:",size=50,unique"`
	Books orm.Many[Book] `orm:",back=Author,order=id"`
}

type Book struct {
	_        orm.Table `orm:"books"`
	ID       int64     `orm:",pk"`
	Title    string    `orm:",size=50"`
	Copies   int64
	AuthorID *int64          `orm:",references=authors.id"`
	Author   orm.One[Author] `orm:",back=Books"`
}

var Authors = orm.Map[struct {
	orm.Entity[Author]
	ID    sql.Number[int64]
	Name  sql.String
	Books orm.ToMany[Author, Book]
}]()

var Books = orm.Map[struct {
	orm.Entity[Book]
	ID       sql.Number[int64]
	Title    sql.String
	Copies   sql.Number[int64]
	AuthorID sql.NullNumber[int64]
	Author   orm.ToOne[Book, Author]
}]()

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// everywhere runs a test with a recorder on every database.
func everywhere(t *testing.T, f func(t *testing.T, eng *azoth.Engine, rec *azothtest.Recorder)) {
	for _, db := range append(azothtest.Databases(t), azothtest.Firebird()) {
		t.Run(db.Name, func(t *testing.T) {
			rec := azothtest.NewRecorder()
			eng := db.Open(t, rec.Option())
			check(t, orm.CreateAll(t.Context(), eng))
			rec.Reset()
			f(t, eng, rec)
		})
	}
}

func TestFlushIsRecordedRowByRow(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine, rec *azothtest.Recorder) {
		ctx := t.Context()
		s := orm.NewSession(eng)
		defer s.Close()

		king := &Author{Name: "King"}
		it, carrie, misery := &Book{Title: "It"}, &Book{Title: "Carrie"}, &Book{Title: "Misery"}
		king.Books.Append(it, carrie, misery)
		s.Add(king)
		rec.ExpectNothing(t)
		check(t, s.Commit(ctx))
		rec.ExpectRows(t, "INSERT", "authors", "name='King'")
		rec.ExpectRows(t, "INSERT", "books",
			"author_id=1 copies=0 title='It'", "author_id=1 copies=0 title='Carrie'", "author_id=1 copies=0 title='Misery'")
		for _, statement := range rec.Of("INSERT") {
			if !statement.Flush || statement.Err != nil || statement.SQL == "" {
				t.Errorf("recorded %+v", statement)
			}
		}
		rec.Expect(t, "BEGIN", "INSERT authors", "INSERT books", "COMMIT")

		for _, b := range []*Book{it, carrie} {
			check(t, s.Refresh(ctx, b))
		}
		rec.Reset()
		it.Copies, carrie.Copies = 10, 20
		s.Delete(misery)
		check(t, s.Flush(ctx))
		rec.ExpectRows(t, "UPDATE", "books", "copies=10 where id=1", "copies=20 where id=2")
		rec.ExpectRows(t, "DELETE", "books", "where id=3")
		rec.Reset()
		check(t, s.Rollback(ctx))
		rec.Expect(t, "ROLLBACK")
	})
}

func TestExpressionsAreRecorded(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine, rec *azothtest.Recorder) {
		ctx := t.Context()
		s := orm.NewSession(eng)
		defer s.Close()
		it := &Book{Title: "It"}
		s.Add(it)
		check(t, s.Commit(ctx))
		s.Set(it, Books.Copies.Set(4))
		s.Set(it, sql.SetTo(Books.Copies, Books.Copies.Add(1)))
		rec.Reset()
		check(t, s.Flush(ctx))
		rows := rec.Rows("UPDATE", "books")
		if len(rows) != 1 || rows[0].Where["id"] != int64(1) {
			t.Fatalf("recorded %v", rows)
		}
		if _, ok := rows[0].Set["copies"].(azothtest.Expression); !ok {
			t.Errorf("copies is %#v, want an expression", rows[0].Set["copies"])
		}
	})
}

func TestStatementsOfTheProgramAreRecorded(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine, rec *azothtest.Recorder) {
		ctx := t.Context()
		s := orm.NewSession(eng)
		defer s.Close()
		king := &Author{Name: "King"}
		king.Books.Append(&Book{Title: "It"}, &Book{Title: "Carrie"})
		s.Add(king, &Author{Name: "Kafka"})
		check(t, s.Commit(ctx))
		rec.Reset()

		_, err := Authors.OrderBy(Authors.ID.Asc()).Options(orm.SelectIn(Authors.Books)).All(ctx, s)
		check(t, err)
		selects := rec.Of("SELECT")
		if len(selects) != 2 || selects[0].Table != "authors" || selects[1].Table != "books" {
			t.Fatalf("recorded %v", selects)
		}
		if !slices.Equal(selects[0].Features, []string{"ORDER BY"}) || !selects[1].Has("IN") {
			t.Errorf("features %v and %v", selects[0].Features, selects[1].Features)
		}
		rec.Reset()

		_, err = Authors.Join(Authors.Books).Where(Books.Title.Eq("It")).Limit(1).All(ctx, s)
		check(t, err)
		one := rec.Take()[0]
		if fmt.Sprint(one.Tables) != "[authors books]" || !one.Has("JOIN") || !one.Has("LIMIT") || one.Has("ORDER BY") {
			t.Errorf("recorded %+v", one)
		}

		_, err = Books.Where(Books.Title.Eq("It")).Update(ctx, s, Books.Copies.Set(7))
		check(t, err)
		rec.ExpectRows(t, "UPDATE", "books", "copies=7 where title='It'")
		_, err = Books.Where(Books.Title.Like("C%")).Delete(ctx, s)
		check(t, err)
		rec.ExpectRows(t, "DELETE", "books", "")
		if n := rec.Of("DELETE")[0].Affected; n != 1 {
			t.Errorf("%d rows affected, want 1", n)
		}
	})
}

func TestTransactionsAreRecorded(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine, rec *azothtest.Recorder) {
		ctx := t.Context()
		s := orm.NewSession(eng)
		defer s.Close()
		s.Add(&Author{Name: "King"})
		check(t, s.Savepoint(ctx))
		s.Add(&Author{Name: "Kafka"})
		check(t, s.Flush(ctx))
		check(t, s.RollbackToSavepoint(ctx))
		check(t, s.Nested(ctx, func() error { s.Add(&Author{Name: "Keller"}); return nil }))
		check(t, s.Commit(ctx))
		rec.Expect(t, "BEGIN", "INSERT authors", "SAVEPOINT", "INSERT authors", "ROLLBACK TO SAVEPOINT",
			"SAVEPOINT", "INSERT authors", "RELEASE SAVEPOINT", "COMMIT")

		s.Add(&Author{Name: "King"})
		if err := s.Commit(ctx); !errors.Is(err, azoth.ErrUniqueViolation) {
			t.Errorf("a second King: %v", err)
		}
		failed := rec.Of("INSERT")
		if len(failed) != 1 || !errors.Is(failed[0].Err, azoth.ErrUniqueViolation) {
			t.Errorf("recorded %v", failed)
		}
		rec.Expect(t, "BEGIN", "INSERT authors", "ROLLBACK")
	})
}

func TestCreateAndDropAreRecorded(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine, rec *azothtest.Recorder) {
		check(t, orm.DropAll(t.Context(), eng))
		check(t, orm.CreateAll(t.Context(), eng))
		for _, table := range []string{"authors", "books"} {
			if rec.CountTable("DROP TABLE", table) != 1 || rec.CountTable("CREATE TABLE", table) != 1 {
				t.Errorf("recorded %v", rec.Statements())
			}
		}
	})
}
