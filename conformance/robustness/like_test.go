package robustness_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// FuzzLike checks that Contains, StartsWith and EndsWith find what functions of
// those names in package strings find, whatever stands in the text and in what
// is looked for. SQLite takes ASCII letters of either case for the same.
func FuzzLike(f *testing.F) {
	for _, seed := range [][2]string{
		{"100%", "%"}, {"100 %", "0%"}, {"a_b", "_"}, {"axb", "a_b"}, {"a/b", "/"}, {"a//b", "/%"}, {"/%", "/%"}, {`a\b`, `\`}, {"", ""}, {"x", ""},
		{"ABC", "b"}, {"ÄB", "ä"}, {"😀x", "😀"}, {"it's", "'"}, {"[a-z]", "[a"}, {"K", "k"}, {"a\nb", "\n"}, {"*?", "*"}, {"%%__//", "_/"},
	} {
		f.Add(seed[0], seed[1])
	}
	eng, err := azoth.Open("sqlite://")
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { eng.Close() })
	notes := declare("notes")
	if err := eng.CreateAll(f.Context(), notes.meta); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, part string) {
		if strings.Contains(text+part, "\x00") || !utf8.ValidString(text) || !utf8.ValidString(part) || len(part) > 10_000 {
			return // SQLite ends a text at a NUL in LIKE, and bounds patterns
		}
		ctx := t.Context()
		if _, err := sql.Delete(notes.table).Everywhere().Exec(ctx, eng); err != nil {
			t.Fatal(err)
		}
		if _, err := sql.Insert(notes.table).Values(notes.id.Set(1), notes.text.Set(text)).Exec(ctx, eng); err != nil {
			t.Fatal(err)
		}
		folded, foldedPart := foldASCII(text), foldASCII(part)
		for name, c := range map[string]struct {
			where sql.Bool
			want  bool
		}{
			"Contains":   {notes.text.Contains(part), strings.Contains(folded, foldedPart)},
			"StartsWith": {notes.text.StartsWith(part), strings.HasPrefix(folded, foldedPart)},
			"EndsWith":   {notes.text.EndsWith(part), strings.HasSuffix(folded, foldedPart)},
		} {
			got, err := sql.Select1(notes.id).Where(c.where).Exists(ctx, eng)
			if err != nil {
				t.Fatalf("%s(%q): %v", name, part, err)
			}
			if got != c.want {
				t.Errorf("%q %s %q: %t, want %t", text, name, part, got, c.want)
			}
		}
	})
}

func foldASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// noteTable is a table of texts, with attributes made when the test runs.
type noteTable struct {
	meta  *schema.MetaData
	table *schema.Table
	id    sql.Number[int64]
	text  sql.NullString
}

// declare declares a table of that name whose columns are "id" and "text", or
// those that are given.
func declare(name string, columns ...string) noteTable {
	columns = append(columns, []string{"id", "text"}[len(columns):]...)
	n := noteTable{meta: schema.NewMetaData()}
	n.table = schema.New(n.meta, name,
		schema.Col(columns[0], types.BigInteger, schema.PK(), schema.NoIdentity()),
		schema.Col(columns[1], types.Lossless(types.Text)))
	n.id = sql.Expr[sql.Number[int64]](n.table.Columns[0].AST())
	n.text = sql.Expr[sql.NullString](n.table.Columns[1].AST())
	return n
}
