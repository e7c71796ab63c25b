package azoth_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

var library = schema.NewMetaData()

// A table may be declared before those that it refers to.
var Loans = schema.DeclareIn[struct {
	schema.Declared
	_      schema.Name       `orm:"loans"`
	ID     sql.Number[int64] `orm:",pk"`
	BookID sql.Number[int64] `orm:",references=books.id"`
}](library)

var Books = schema.DeclareIn[struct {
	schema.Declared
	_     schema.Name       `orm:"books"`
	ID    sql.Number[int64] `orm:",pk"`
	Title sql.String        `orm:",size=50,index"`
}](library)

func TestCreateAllAndDropAll(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		var sent []string
		eng := open(t, url, azoth.Listen(func(_ context.Context, e azoth.Event) {
			words := strings.Fields(e.Statement.SQL)
			switch {
			case e.Kind != azoth.EventStatement:
				sent = append(sent, e.Kind.String())
			case words[0] == "CREATE" || words[0] == "DROP":
				sent = append(sent, strings.Join(words[:3], " "))
			}
		}))
		want := func(kinds ...string) {
			t.Helper()
			sent = slices.DeleteFunc(sent, func(s string) bool { return s == "connect" || s == "checkout" || s == "checkin" })
			if !slices.Equal(sent, kinds) {
				t.Errorf("got  %q\nwant %q", sent, kinds)
			}
			sent = nil
		}
		ctx := t.Context()
		for range 2 {
			if err := eng.CreateAll(ctx, library); err != nil {
				t.Fatal(err)
			}
		}
		want("begin", "CREATE TABLE books", "CREATE INDEX ix_books_title", "CREATE TABLE loans", "commit", "begin", "commit")

		if _, err := sql.Insert(Loans).Values(Loans.BookID.Set(7)).Exec(ctx, eng); !errors.Is(err, azoth.ErrForeignKeyViolation) {
			t.Errorf("a loan of no book: %v", err)
		}
		exec(t, eng, "DROP TABLE loans")
		sent = nil
		if err := eng.CreateAll(ctx, library); err != nil {
			t.Fatal(err)
		}
		want("begin", "CREATE TABLE loans", "commit")

		for range 2 {
			if err := eng.DropAll(ctx, library); err != nil {
				t.Fatal(err)
			}
		}
		want("begin", "DROP TABLE loans", "DROP TABLE books", "commit", "begin", "commit")
	})
}

func TestCreateAllInSchemas(t *testing.T) {
	eng := open(t, postgresql(t))
	exec(t, eng, "CREATE SCHEMA media")
	meta := schema.NewMetaData()
	schema.DeclareIn[struct {
		schema.Declared
		_  schema.Name       `orm:"media.links"`
		ID sql.Number[int64] `orm:",pk"`
	}](meta)
	schema.DeclareIn[struct {
		schema.Declared
		_  schema.Name       `orm:"links"`
		ID sql.Number[int64] `orm:",pk"`
	}](meta)
	for range 2 {
		if err := eng.CreateAll(t.Context(), meta); err != nil {
			t.Fatal(err)
		}
	}
	wantIntegers(t, eng, "SELECT count(*) FROM media.links, links", 0)
	if err := eng.DropAll(t.Context(), meta); err != nil {
		t.Fatal(err)
	}
	wantIntegers(t, eng, "SELECT count(*) FROM information_schema.tables WHERE table_name = 'links'", 0)
}

func TestCreateAllIsOneTransaction(t *testing.T) {
	for name, url := range map[string]func(testing.TB) string{"sqlite": sqliteFile, "postgresql": postgresql} {
		t.Run(name, func(t *testing.T) {
			eng := open(t, url(t))
			// The index of the second table exists already, of another table.
			exec(t, eng, "CREATE TABLE others (title INTEGER)")
			exec(t, eng, "CREATE INDEX ix_zines_title ON others (title)")
			meta := schema.NewMetaData()
			schema.DeclareIn[struct {
				schema.Declared
				_  schema.Name       `orm:"books"`
				ID sql.Number[int64] `orm:",pk"`
			}](meta)
			schema.DeclareIn[struct {
				schema.Declared
				_     schema.Name       `orm:"zines"`
				ID    sql.Number[int64] `orm:",pk"`
				Title sql.String        `orm:",index"`
			}](meta)
			if err := eng.CreateAll(t.Context(), meta); err == nil {
				t.Fatal("an index was created twice")
			}
			if _, err := integers(eng, t.Context(), "SELECT id FROM books"); err == nil {
				t.Error("the first table stayed")
			}
		})
	}
}

func TestCreateAllUnresolved(t *testing.T) {
	meta := schema.NewMetaData()
	schema.DeclareIn[struct {
		schema.Declared
		_      schema.Name       `orm:"loans"`
		ID     sql.Number[int64] `orm:",pk"`
		BookID sql.Number[int64] `orm:",references=boks.id"`
	}](meta)
	eng := open(t, "sqlite://")
	var reference *schema.ReferenceError
	if err := eng.CreateAll(t.Context(), meta); !errors.As(err, &reference) {
		t.Errorf("a reference to no table: %v", err)
	}
	if status := eng.Status(); status.Open != 0 {
		t.Errorf("a connection was opened: %v", status)
	}
}

func TestSQL(t *testing.T) {
	for _, test := range []struct{ url, want string }{
		{"sqlite://", "SELECT books.id FROM books WHERE books.title = ?"},
		{"postgresql://host/db", "SELECT books.id FROM books WHERE books.title = $1"},
	} {
		text, args, err := azoth.SQL(sql.Select1(Books.ID).Where(Books.Title.Eq("Emma")), open(t, test.url).Dialect())
		if err != nil || strings.Join(strings.Fields(text), " ") != test.want || len(args) != 1 || args[0] != "Emma" {
			t.Errorf("got %s, %v, %v, want %s", text, args, err, test.want)
		}
	}
	if _, _, err := azoth.SQL(sql.Delete(Books), open(t, "sqlite://").Dialect()); err == nil {
		t.Error("DELETE without WHERE: no error")
	}
}
