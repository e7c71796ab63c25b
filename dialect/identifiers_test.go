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
