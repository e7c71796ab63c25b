package dialect_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/firebird"
	"github.com/azoth-go/azoth/dialect/mssql"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/oracle"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/dialect/sybase"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

func TestQuotedNames(t *testing.T) {
	cases := map[string]string{
		"users": "users", "user_2$": "user_2$", "_x": "_x",
		"select": `"select"`, "SELECT": `"SELECT"`, "Users": `"Users"`, "with space": `"with space"`,
		"2nd": `"2nd"`, "$x": `"$x"`, `a"b`: `"a""b"`, `"`: `""""`, "größe": `"größe"`, "a.b": `"a.b"`,
		"a\\b": "\"a\\b\"", "x;--": `"x;--"`, "user": `"user"`, "order": `"order"`,
	}
	for name, want := range cases {
		got, err := postgresql.Dialect.Identifiers.AppendQuoted(nil, name)
		if err != nil || string(got) != want {
			t.Errorf("%q is written %s (%v), want %s", name, got, err, want)
		}
	}
	brackets := dialect.NewIdentifiers('[', ']', 0, "select")
	if got, _ := brackets.AppendQuoted(nil, "a]; DROP TABLE [b"); string(got) != "[a]]; DROP TABLE [b]" {
		t.Errorf("in brackets: %s", got)
	}
	oracle := dialect.NewIdentifiers('"', '"', 0, "").WithoutInitial("_")
	if got, _ := oracle.AppendQuoted(nil, "_x"); string(got) != `"_x"` {
		t.Errorf("with an underscore first: %s", got)
	}
}

func TestNamesThatCannotBeWritten(t *testing.T) {
	for name, want := range map[string]string{
		"": "empty identifier", "a\x00b": "NUL", "a\xffb": "UTF-8",
		strings.Repeat("x", 64): "longer than the 63 bytes", strings.Repeat("ß", 32): "longer than the 63 bytes",
	} {
		if got, err := postgresql.Dialect.Identifiers.AppendQuoted(nil, name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is written %q with error %v, want one that says %q", name, got, err, want)
		}
	}
}

// TestNamesThatAreTooLong has every database refuse what it could not create, by an
// error that names it.
func TestNamesThatAreTooLong(t *testing.T) {
	limits := map[string]struct {
		limit int
		unit  string // what is counted, of two bytes each
	}{
		"postgresql": {63, "byte"}, "mysql": {64, "character"}, "mariadb": {64, "character"}, "mssql": {128, "character"},
		"oracle": {128, "byte"}, "firebird": {31, "byte"}, "sybase": {255, "byte"},
	}
	for _, d := range namings {
		at, ok := limits[d.Name]
		if !ok {
			continue // SQLite has no limit
		}
		letter, of := "ß", at.limit/2
		if at.unit == "character" {
			of = at.limit
		}
		create := func(table, column, index string) error {
			declared := schema.New(schema.NewMetaData(), table, schema.Col("id", types.Integer, schema.PK()),
				schema.Col(column, types.Integer), schema.Index(column).Named(index))
			_, err := d.CompileDDL(schema.CreateTable(declared))
			if err != nil {
				return err
			}
			_, err = d.CompileDDL(schema.CreateIndex(declared.Indexes[0]))
			return err
		}
		fits, long := strings.Repeat(letter, of), strings.Repeat(letter, of+1)
		if err := create(fits, fits, fits); err != nil {
			t.Errorf("%s: %v", d.Name, err)
		}
		for _, names := range [][3]string{{long, "a", "i"}, {"t", long, "i"}, {"t", "a", long}} {
			if err := create(names[0], names[1], names[2]); err == nil || !strings.Contains(err.Error(), long) || !strings.Contains(err.Error(), at.unit) {
				t.Errorf("%s: %.20q …: the error is %v", d.Name, names, err)
			}
		}
	}
}

// namings are the dialects whose identifiers differ.
var namings = []*dialect.Dialect{
	sqlite.Dialect, postgresql.Dialect, mysql.Dialect, mysql.MariaDB, mssql.Dialect, oracle.Dialect, firebird.Dialect, sybase.Dialect,
}

// FuzzIdentifier checks that whatever a name has in it, what is written is one
// identifier that reads back as the name.
func FuzzIdentifier(f *testing.F) {
	for _, seed := range []string{"users", "select", `a"b`, "a`b", "a]b", `"; DROP TABLE x; --`, "`", `""`, "", "a\x00", "\xff", "Ünï"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		for _, d := range namings {
			dialectName, ids := d.Name, &d.Identifiers
			quoted, err := ids.AppendQuoted([]byte("x"), name)
			if err != nil {
				valid := name != "" && utf8.ValidString(name) && !strings.Contains(name, "\x00") && (ids.MaxLength == 0 || len(name) <= ids.MaxLength)
				if valid {
					t.Errorf("%s cannot write %q: %v", dialectName, name, err)
				}
				if string(quoted) != "x" {
					t.Errorf("%s wrote %q of a name it refused", dialectName, quoted)
				}
				continue
			}
			if got, ok := readIdentifier(ids, string(quoted[1:])); !ok || got != name {
				t.Errorf("%s writes %q as %s, which reads %q", dialectName, name, quoted[1:], got)
			}
		}
	})
}

// readIdentifier reads an identifier as a database does, all of it.
func readIdentifier(ids *dialect.Identifiers, s string) (name string, ok bool) {
	if s[0] != ids.Quote {
		for i, r := range s {
			letter := r >= 'a' && r <= 'z' || r == '_'
			if !letter && (i == 0 || !(r >= '0' && r <= '9' || r == '$')) {
				return "", false
			}
		}
		return s, !ids.Reserved(s)
	}
	end := string(ids.QuoteEnd)
	inside, terminated := strings.CutSuffix(s[1:], end)
	if !terminated || strings.Contains(strings.ReplaceAll(inside, end+end, ""), end) {
		return "", false
	}
	return strings.ReplaceAll(inside, end+end, end), true
}
