package dialect_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/firebird"
	"github.com/azoth-go/azoth/dialect/mssql"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/oracle"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/dialect/sybase"
	"github.com/azoth-go/azoth/types"
)

var catalogues = []*dialect.Dialect{
	sqlite.Dialect, postgresql.Dialect, mysql.Dialect, mysql.MariaDB, firebird.Dialect, mssql.Dialect, oracle.Dialect, sybase.Dialect,
}

// TestCatalogueTypesComeBack reads the spelling of every type that a database can
// have, as its catalogue gives it, and spells it again.
func TestCatalogueTypesComeBack(t *testing.T) {
	all := []*types.Type{
		types.Boolean, types.SmallInteger, types.Integer, types.BigInteger, types.Float, types.Double, types.Numeric(10, 2),
		types.String(30), types.Char(4), types.Text, types.Bytes, types.DateOnly, types.TimeOnly, types.DateTime, types.DateTimeTZ,
		types.Interval, types.JSON, types.UUID, types.Binary(20),
	}
	for _, t := range slices.Clone(all) {
		all = append(all, types.Lossless(t))
	}
	all = append(all, types.Lossless(types.String(0)), types.Lossless(types.Numeric(0, 0)))
	// What catalogues call otherwise than CREATE TABLE does.
	catalogued := map[string]map[string]string{
		"postgresql": {
			"BOOLEAN": "boolean", "VARCHAR(30)": "character varying(30)", "CHAR(4)": "character(4)", "FLOAT": "double precision", "VARCHAR": "character varying",
		},
		"mysql":   {"BOOL": "tinyint(1)", "INTEGER": "int(11)", "NUMERIC(10, 2)": "decimal(10,2)"},
		"mariadb": {"BOOL": "tinyint(1)", "INTEGER": "int(11)", "NUMERIC(10, 2)": "decimal(10,2)"},
		"mssql":   {"INTEGER": "int", "DOUBLE PRECISION": "float"},
		"oracle": {
			"SMALLINT": "NUMBER(38, 0)", "NUMERIC(10, 2)": "NUMBER(10, 2)", "DOUBLE PRECISION": "FLOAT(126)", "VARCHAR2(30 CHAR)": "VARCHAR2(30)",
			"CHAR(4 CHAR)": "CHAR(4)", "CHAR(32 CHAR)": "CHAR(32)", "NUMBER(19)": "NUMBER(19, 0)",
			"VARCHAR2(255 CHAR)": "VARCHAR2(255)",
		},
		"sybase": {"INTEGER": "int", "DOUBLE PRECISION": "double precision"},
	}
	// What the database keeps as another type.
	becomes := map[string]map[string]string{
		"postgresql": {"FLOAT": "DOUBLE PRECISION"},
		"mysql":      {"BLOB(20)": "TINYBLOB", "DECIMAL(38, 10)": "NUMERIC(38, 10)"},
		"mariadb":    {"BLOB(20)": "TINYBLOB", "DECIMAL(38, 10)": "NUMERIC(38, 10)"},
		"mssql":      {"DOUBLE PRECISION": "FLOAT"},
		"oracle":     {"SMALLINT": "NUMERIC(38)", "DOUBLE PRECISION": "FLOAT", "CHAR(32)": "CHAR(32 CHAR)"},
	}
	for _, d := range catalogues {
		for _, sqlType := range all {
			spelled, err := d.SpellType(sqlType)
			if err != nil {
				continue
			}
			asked := spelled
			if other := catalogued[d.Name][spelled]; other != "" {
				asked = other
			} else if d.Name != "sqlite" && d.Name != "firebird" && d.Name != "oracle" {
				asked = strings.ToLower(spelled)
			}
			read, known := d.Structure.Type(asked)
			if !known {
				t.Errorf("%s: %s is not known", d.Name, asked)
				continue
			}
			want := spelled
			if other := becomes[d.Name][spelled]; other != "" {
				want = other
			}
			if again, err := d.SpellType(read); again != want || err != nil {
				t.Errorf("%s: %s, read as %s, is spelled %s, %v; want %s", d.Name, asked, read, again, err, want)
			}
		}
		if read, known := d.Structure.Type("no such type"); known {
			t.Errorf("%s: a type that is not there is read as %s", d.Name, read)
		}
	}
}

var quotedText = regexp.MustCompile("'[^']*'")

// TestCatalogueQueriesExpand fills in the marks of every query, and counts what is
// bound.
func TestCatalogueQueriesExpand(t *testing.T) {
	for _, d := range catalogues {
		c := d.Structure
		reader := c.NewReader("", d.Identifiers.Written)
		parts := reader.Parts()
		parts = append(parts,
			structure.Part{Name: "schemas", Query: c.Schemas}, structure.Part{Name: "default schema", Query: c.DefaultSchema},
			structure.Part{Name: "sequences", Query: c.Sequences}, structure.Part{Name: "enums", Query: c.Enums})
		placeholder := func(n int) string {
			if d.Placeholder == nil {
				return "?"
			}
			return string(d.Placeholder(nil, n))
		}
		quote := func(name string) (string, error) {
			quoted, err := d.Identifiers.AppendQuoted(nil, name)
			return string(quoted), err
		}
		for _, part := range parts {
			for _, scope := range []structure.Scope{{}, {Schema: "crm", Tables: []string{"a", "b", "c"}}} {
				text, args, err := c.Expand(part.Query, scope, placeholder, quote)
				if err != nil {
					t.Errorf("%s: %s: %v", d.Name, part.Name, err)
				}
				plain := quotedText.ReplaceAllString(text, "")
				if strings.ContainsAny(text, "{}") || strings.Count(plain, "(") != strings.Count(plain, ")") {
					t.Errorf("%s: %s: marks or parentheses are left over in\n%s", d.Name, part.Name, text)
				}
				want := strings.Count(part.Query, "{schema}") + strings.Count(part.Query, "{tables:")*len(scope.Tables)
				if len(args) != want {
					t.Errorf("%s: %s: %d values are bound, not %d", d.Name, part.Name, len(args), want)
				}
				for n := range args {
					if !strings.Contains(text, placeholder(n+1)) {
						t.Errorf("%s: %s: value %d is not bound in\n%s", d.Name, part.Name, n+1, text)
					}
				}
			}
		}
	}
}

func TestNamesAreStoredAndWritten(t *testing.T) {
	for _, c := range []struct{ written, stored string }{
		{"users", "USERS"}, {"user_2", "USER_2"}, {"Users", "Users"}, {"USERS", "USERS"}, {"select", "select"}, {"with space", "with space"},
	} {
		ids := &firebird.Dialect.Identifiers
		if got := ids.Stored(c.written); got != c.stored {
			t.Errorf("%q is stored as %q, not %q", c.written, got, c.stored)
		}
		if c.written != "USERS" { // which cannot be told from users
			if got := ids.Written(c.stored); got != c.written {
				t.Errorf("%q is written %q, not %q", c.stored, got, c.written)
			}
		}
		if got := postgresql.Dialect.Identifiers.Stored(c.written); got != c.written {
			t.Errorf("PostgreSQL stores %q as %q", c.written, got)
		}
	}
	if got := firebird.Dialect.Identifiers.Written("SELECT"); got != "SELECT" {
		t.Errorf("a reserved word that was quoted in capitals is written %q", got)
	}
}
