package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/dialect"
)

// library makes a database of SQLite and gives its URL.
func library(t *testing.T) string {
	t.Helper()
	url := "sqlite:///" + filepath.ToSlash(filepath.Join(t.TempDir(), "library.db"))
	eng := openEngine(t, url)
	conn, err := eng.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, statement := range []string{
		`CREATE TABLE authors (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL DEFAULT 'nobody', CONSTRAINT uq_name UNIQUE (name))`,
		`CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL REFERENCES authors (id) ON DELETE CASCADE,
			editor_id INTEGER REFERENCES authors, isbn CHAR(13) UNIQUE, pages INTEGER CHECK (pages > 0))`,
		`CREATE INDEX ix_books_pages ON books (pages DESC, lower(isbn)) WHERE pages > 9`,
		`CREATE VIEW thick AS SELECT id FROM books WHERE pages > 500`,
	} {
		if _, err := conn.Exec(t.Context(), dialect.Statement{SQL: statement}); err != nil {
			t.Fatal(err)
		}
	}
	return url
}

const libraryText = `table authors
  id    INTEGER      key, generated
  name  VARCHAR(50)  not null, default 'nobody'
  primary key (id)
  unique uq_name (name)

table books
  id         INTEGER   key, generated
  author_id  INTEGER   not null
  editor_id  INTEGER
  isbn       CHAR(13)
  pages      INTEGER
  primary key (id)
  unique (isbn)
  foreign key (author_id) references authors (id) on delete cascade
  foreign key (editor_id) references authors (id)
  check (pages > 0)
  index ix_books_pages (pages desc, lower(isbn)) where pages > 9
`

func TestInspect(t *testing.T) {
	url := library(t)
	thick := "view thick\n  id  INTEGER\n  | SELECT id FROM books WHERE pages > 500\n"
	for _, c := range []struct {
		args          []string
		want, failure string
	}{
		{[]string{url}, libraryText + "\n" + thick, ""},
		{[]string{url, "authors", "books"}, libraryText, ""},
		{[]string{"-schema", "main", url, "thick"}, strings.Replace(thick, "thick", "main.thick", 1), ""},
		{[]string{url, "boks"}, "", `there is no table or view "boks" (did you mean "books"?)`},
		{[]string{"nosuch://x"}, "", "unknown database scheme"},
		{nil, "", "requires at least 1 arg"},
	} {
		out, err := run(append([]string{"inspect"}, c.args...)...)
		if out != c.want || (err == nil) != (c.failure == "") || err != nil && !strings.Contains(err.Error(), c.failure) {
			t.Errorf("azoth inspect %v: error %v, printed\n%s\nwant\n%s", c.args, err, out, c.want)
		}
	}

	out, err := run("inspect", "-json", url, "books")
	var decoded struct {
		Tables []struct {
			Name        string
			ForeignKeys []struct {
				Columns  []string
				Target   string
				OnDelete string `json:"on_delete"`
			} `json:"foreign_keys"`
		}
	}
	if err == nil {
		err = json.Unmarshal([]byte(out), &decoded)
	}
	if err != nil || len(decoded.Tables) != 1 || decoded.Tables[0].Name != "books" ||
		len(decoded.Tables[0].ForeignKeys) != 2 || decoded.Tables[0].ForeignKeys[0].OnDelete != "CASCADE" {
		t.Errorf("as JSON: %v\n%s", err, out)
	}
}

// TestCommandsOnEveryDatabase shows, draws and names what was created there.
func TestCommandsOnEveryDatabase(t *testing.T) {
	for _, db := range append(azothtest.Databases(t), azothtest.Firebird()) {
		t.Run(db.Name, func(t *testing.T) {
			url := db.Scratch(t)
			if err := openEngine(t, url).CreateAll(t.Context(), blog()); err != nil {
				t.Fatal(err)
			}
			out, err := run("inspect", url)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{"table posts\n", " (author_id) references users (id) on delete cascade", " (post_id, category_code)\n",
				"index ix_level (level, rating)"} {
				if !strings.Contains(out, want) {
					t.Errorf("%q is not in\n%s", want, out)
				}
			}
			if out, err = run("diagram", url, "posts"); err != nil || !strings.Contains(out, `"users" ||--o{ "posts" : "author_id"`) || strings.Contains(out, `"parts"`) {
				t.Errorf("the diagram: %v\n%s", err, out)
			}
		})
	}
}
