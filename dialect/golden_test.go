package dialect_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/sql/ast"
)

// goldenDialects are the letters of testdata/golden.txt. Those of databases
// whose packages are above this one are made of what the base compiler knows of
// them.
var goldenDialects = map[byte]*dialect.Dialect{
	'L': onlyData(sqlite.Dialect),
	'P': onlyData(postgresql.Dialect),
	'M': mysql.Dialect,
	'A': mysql.MariaDB,
	'S': made("mssql", '[', ']', 128, "", dialect.Features{
		InsertReturning: true, UpdateReturning: true, DeleteReturning: true, Returning: dialect.ReturningOutput,
		KeyReturning: true, Concat: " + ", Limit: dialect.LimitTop, MultiRowInsert: true, DefaultValues: true,
		UpdateFrom: dialect.OtherTablesFrom, DeleteUsing: dialect.OtherTablesFrom,
	}),
	'O': made("oracle", '"', '"', 128, "uid", dialect.Features{
		InsertReturning: true, UpdateReturning: true, DeleteReturning: true, Returning: dialect.ReturningInto,
		KeyReturning: true, Concat: " || ", Limit: dialect.LimitFetch, BareAliases: true, NoFrom: " FROM DUAL",
		Hints: dialect.HintsInComment, Locking: true, OuterLock: true, LockWaits: true, LockOf: dialect.LockOfColumns,
		ShareLock: "FOR UPDATE", Except: "MINUS", CTEFollowsInsert: true, NoLabelOrder: true, TableFunction: true,
		ScalarColumn: "COLUMN_VALUE",
	}),
	'F': made("firebird", '"', '"', 31, "value", dialect.Features{
		InsertReturning: true, UpdateReturning: true, DeleteReturning: true, KeyReturning: true, Concat: " || ",
		Limit: dialect.LimitFirstSkip, InlineColumns: true, Hints: dialect.NoHints, NoFrom: " FROM rdb$database",
		Locking: true, ShareLock: "FOR UPDATE", RecursiveWord: true, DefaultValues: true,
	}),
	'Y': made("sybase", '"', '"', 255, "", dialect.Features{
		Concat: " || ", Limit: dialect.LimitRows, InlineColumns: true, InlineOrder: true, RecursiveWord: true,
		DeleteUsing: dialect.OtherTablesFrom,
	}),
}

// onlyData gives a dialect as far as it is data, with ? for parameters and without
// a bound for the names of tables, of which a case has long ones.
func onlyData(d *dialect.Dialect) *dialect.Dialect {
	d = d.Clone()
	d.Placeholder = nil
	d.Features.TypedBinds, d.Features.NumberedBinds = false, false
	d.Overrides = [ast.KindCount]dialect.Override{}
	d.LabelLength, d.Identifiers.MaxLength = d.Identifiers.MaxLength, 0
	return d
}

func made(name string, quote, quoteEnd byte, length int, reserved string, features dialect.Features) *dialect.Dialect {
	return &dialect.Dialect{Name: name, Identifiers: dialect.NewIdentifiers(quote, quoteEnd, 0, reserved),
		LabelLength: length, Features: features}
}

var chosenNumber = regexp.MustCompile(`\banon_(\d+)\b`)

// renumbered gives SQL with the numbers of anonymous names in the order in which
// they appear.
func renumbered(sql string) string {
	numbers := map[string]int{}
	return chosenNumber.ReplaceAllStringFunc(sql, func(name string) string {
		if numbers[name] == 0 {
			numbers[name] = len(numbers) + 1
		}
		return fmt.Sprintf("anon_%d", numbers[name])
	})
}

// TestGolden compares statements with the SQL that the conformance data has for
// them. testdata/golden.txt has it with ? for every parameter; a dialect that a
// case leaves out is not compared.
func TestGolden(t *testing.T) {
	data, err := os.ReadFile("testdata/golden.txt")
	if err != nil {
		t.Fatal(err)
	}
	statements := goldenStatements()
	for block := range strings.SplitSeq(strings.TrimPrefix(string(data), "== "), "\n== ") {
		name, lines, _ := strings.Cut(strings.TrimSpace(block), "\n")
		stmt, ok := statements[name]
		if !ok {
			t.Errorf("no statement for %s", name)
			continue
		}
		for line := range strings.SplitSeq(lines, "\n") {
			letters, want, _ := strings.Cut(line, ": ")
			for i := range len(letters) {
				compareGolden(t, name, goldenDialects[letters[i]], stmt, want)
			}
		}
	}
}

func compareGolden(t *testing.T, name string, d *dialect.Dialect, stmt ast.Statement, want string) {
	t.Helper()
	s, err := d.Compile(stmt)
	switch {
	case want == "error" && err == nil:
		t.Errorf("%s on %s: no error, but %s", name, d.Name, s.SQL)
	case want == "error":
	case err != nil:
		t.Errorf("%s on %s: %v\nwant %s", name, d.Name, err, want)
	case renumbered(s.SQL) != renumbered(want):
		t.Errorf("%s on %s:\n got %s\nwant %s", name, d.Name, s.SQL, want)
	}
}
