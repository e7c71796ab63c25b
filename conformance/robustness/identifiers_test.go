package robustness_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// everywhere runs a test on every database that can be reached.
func everywhere(t *testing.T, test func(t *testing.T, eng *azoth.Engine)) {
	for _, db := range append(azothtest.Databases(t), azothtest.Firebird()) {
		t.Run(db.Name, func(t *testing.T) { test(t, db.Open(t)) })
	}
}

// names try to end the name that they are written as, or to be another.
var names = []string{
	"plain", "Mixed", "UPPER", "with space", "a.b", "a,b", "1st", "$x", "größe", "日本語", "x-y", "(x)", "a=b", "%s", "100%", "?", ":a", "$1", "@x",
	`"`, `""`, `a"b`, `"a"`, "`", "``", "a`b", "[a]", "a]b", "]]", "'", "a'b", `\`, `a\`, `\"`, "\\`",
	`x"; DROP TABLE victim; --`, "x`; DROP TABLE victim; -- ", "x]; DROP TABLE victim; --", "x'; DROP TABLE victim; --", ";",
	"/*", "*/", "--", "x -- y", "#", "select", "SELECT", "Select", "table", "from", "order", "user", "group", "null", "true", "default", "x\ty", "x\ny",
	strings.Repeat("long", 15), strings.Repeat("long", 16), strings.Repeat("x", 200), "😀", "a\x00b", "a\xffb", "",
}

// settled checks that an error about a name says which name it is, and reports
// whether there is one.
func settled(t *testing.T, what, name string, err error) bool {
	t.Helper()
	if err == nil {
		return false
	}
	shown := strings.Trim(fmt.Sprintf("%q", name), `"`)
	if name == "" {
		shown = "empty"
	}
	text := err.Error()
	if !strings.Contains(text, shown) && !strings.Contains(text, name) {
		t.Errorf("%s %q: the error does not say which name it is about: %v", what, name, err)
	}
	return true
}

// possible says which names a database must take.
func possible(dialectName, name string) bool {
	switch {
	case name == "", strings.Contains(name, "\x00"), !utf8.ValidString(name):
		return false
	case dialectName == "postgresql":
		return len(name) <= 63
	case dialectName == "firebird":
		return len(name) <= 31 && !strings.Contains(name, "😀") && !strings.HasSuffix(name, " ")
	case dialectName == "mariadb":
		return len([]rune(name)) <= 64 && !strings.Contains(name, "😀") && !strings.HasSuffix(name, " ")
	}
	return true
}

// A table and its columns can be called anything that the database can store:
// created, written, read back and dropped.
func TestNamesOfTablesAndColumns(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		ctx := t.Context()
		victim := declare("victim")
		if err := eng.CreateAll(ctx, victim.meta); err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if name == "" {
				continue // no table can be declared so
			}
			notes := declare(name, name)
			err := eng.CreateAll(ctx, notes.meta)
			if settled(t, "create", name, err) != !possible(eng.Dialect().Name, name) {
				t.Errorf("create %q: %v", name, err)
			}
			if err != nil {
				continue
			}
			roundTrip(t, eng, notes, name)
			if err := eng.CreateAll(ctx, notes.meta); err != nil { // it is there
				t.Errorf("create %q again: %v", name, err)
			}
			if err := eng.DropAll(ctx, notes.meta); err != nil {
				t.Errorf("drop %q: %v", name, err)
			}
			if _, err := sql.Select1(notes.id).All(ctx, eng); err == nil {
				t.Errorf("%q is there after it was dropped", name)
			}
		}
		if _, err := sql.Select1(victim.id).All(ctx, eng); err != nil {
			t.Errorf("the victim: %v", err)
		}
	})
}

// roundTrip writes, changes, reads and deletes a row of a table that is called
// as is its key column.
func roundTrip(t *testing.T, eng *azoth.Engine, notes noteTable, name string) {
	t.Helper()
	ctx := t.Context()
	if _, err := sql.Insert(notes.table).Values(notes.id.Set(7), notes.text.Set(name)).Exec(ctx, eng); err != nil {
		t.Errorf("insert into %q: %v", name, err)
		return
	}
	if _, err := sql.Update(notes.table).Set(notes.id.Set(8)).Where(notes.id.Eq(7)).Exec(ctx, eng); err != nil {
		t.Errorf("update %q: %v", name, err)
	}
	row, err := sql.Select2(notes.id, notes.text).Where(notes.id.Eq(8)).OrderBy(notes.id.Asc()).One(ctx, eng)
	if err != nil || row.V1 != 8 || row.V2 == nil || *row.V2 != name {
		t.Errorf("select from %q: %+v, %v", name, row, err)
	}
	if result, err := sql.Delete(notes.table).Where(notes.id.Eq(8)).Exec(ctx, eng); err != nil || result.RowsAffected != 1 {
		t.Errorf("delete from %q: %d rows, %v", name, result.RowsAffected, err)
	}
}

// Aliases, labels and derived tables can be called anything, too.
func TestNamesWithinStatements(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		ctx := t.Context()
		notes := declare("notes")
		if err := eng.CreateAll(ctx, notes.meta); err != nil {
			t.Fatal(err)
		}
		if _, err := sql.Insert(notes.table).Values(notes.id.Set(1), notes.text.Set("one")).Exec(ctx, eng); err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			for what, stmt := range statementsNaming(notes, name) {
				rows, err := eng.QueryStatement(ctx, stmt)
				if settled(t, what, name, err) {
					if possible(eng.Dialect().Name, name) {
						t.Errorf("%s %q: %v", what, name, err)
					}
					continue
				}
				label := rows.Columns()[0]
				if !rows.Next() {
					t.Errorf("%s %q gives no row: %v", what, name, rows.Err())
				}
				rows.Close()
				if name == strings.ToUpper(name) && eng.Dialect().Identifiers.UpperCase {
					name = strings.ToLower(name) // whose capitals say nothing there
				}
				if what == "label" && label != name {
					t.Errorf("label %q came back as %q", name, label)
				}
			}
		}
	})
}

// statementsNaming are statements with one row, which call something by a name.
func statementsNaming(notes noteTable, name string) map[string]ast.Statement {
	id := notes.table.Columns[0].AST()
	label := &ast.Label{X: id, Name: name}
	inner := &ast.Select{Columns: []ast.Expr{label}}
	derived := &ast.Derived{Query: inner, Name: name}
	derived.Columns = []*ast.Column{{From: derived, Name: name, Type: types.BigInteger}}
	statements := map[string]ast.Statement{
		"label": &ast.Select{Columns: []ast.Expr{label}, OrderBy: []ast.Expr{label}},
	}
	if name != "true" { // which SQLite calls column1 in a derived table
		statements["derived table"] = &ast.Select{Columns: []ast.Expr{derived.Columns[0]}}
		cte := &ast.CTE{Name: name, Statement: inner}
		cte.Columns = []*ast.Column{{From: cte, Name: name, Type: types.BigInteger}}
		statements["CTE"] = &ast.Select{Columns: []ast.Expr{cte.Columns[0]}}
	}
	if name != "" { // where the compiler chooses one
		statements["alias"] = &ast.Select{Columns: []ast.Expr{ast.NewAlias(notes.table.AST(), name).Columns[0]}}
	}
	return statements
}

// A schema, a collation, a sequence, a constraint that does not exist is an
// error of the database, which was asked for that name and no other.
func TestNamesOfWhatIsMissing(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		ctx := t.Context()
		victim := declare("victim")
		if err := eng.CreateAll(ctx, victim.meta); err != nil {
			t.Fatal(err)
		}
		text := victim.table.Columns[1].AST()
		for _, name := range names {
			if name == "" || name == "default" {
				continue
			}
			elsewhere := &ast.Table{Schema: "no " + name, Name: "victim"}
			for what, stmt := range map[string]ast.Statement{
				"schema":    &ast.Select{Columns: []ast.Expr{&ast.Column{From: elsewhere, Name: "id", Type: types.BigInteger}}},
				"collation": &ast.Select{Columns: []ast.Expr{text}, OrderBy: []ast.Expr{&ast.Collate{X: text, Collation: "no " + name}}},
			} {
				rows, err := eng.QueryStatement(ctx, stmt)
				if err == nil {
					for rows.Next() {
					}
					err = rows.Err()
					rows.Close()
				}
				if err == nil && (what != "schema" || !eng.Dialect().Features.NoSchemas) {
					t.Errorf("%s %q was found", what, name)
				}
			}
		}
		if _, err := sql.Select1(victim.id).All(ctx, eng); err != nil {
			t.Errorf("the victim: %v", err)
		}
	})
}

// Savepoints of the program's own naming are names, too.
func TestNamesOfSavepoints(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		for _, name := range []string{"sp", "Mixed", `a"b`, "a`b", "select", `x"; DROP TABLE victim; --`, "x`; DROP TABLE victim; -- "} {
			err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
				if err := tx.Conn().Savepoint(t.Context(), name); err != nil {
					return fmt.Errorf("set: %w", err)
				}
				if err := tx.Conn().RollbackTo(t.Context(), name); err != nil {
					return fmt.Errorf("back: %w", err)
				}
				return tx.Conn().Release(t.Context(), name)
			})
			settled(t, "savepoint", name, err)
		}
	})
}

// What stands in a statement as it is, names of functions and fields, is checked
// to be one.
func TestWordsThatAreNotQuoted(t *testing.T) {
	evil := []string{"", "f(", "f()", "f; DROP TABLE x", "f--", "f/**/", "a b", "1f", `f"`, "f`", "f'", "a..b", ".a", "a.", "f\x00", "f\n", "größe", "f)"}
	for _, word := range evil {
		for what, e := range map[string]ast.Expr{
			"function": &ast.Function{Name: word, Args: []ast.Expr{&ast.Bind{Value: int64(1)}}},
			"field":    &ast.Extract{Field: word, X: &ast.Bind{Value: "x"}},
		} {
			for _, d := range dialects {
				if s, err := d.Compile(&ast.Select{Columns: []ast.Expr{e}}); err == nil {
					t.Errorf("%s writes the %s %q: %s", d.Name, what, word, s.SQL)
				}
			}
		}
	}
	for _, op := range []string{"", " ", "; DROP TABLE x; --", "--", "/*", "*/ /*", "= (1) OR", ", x", "= 1 --", "= ", "'", `"`, "(", ")", "+\x00", "+\n", `\`, "OPERATOR(x", "OPERATOR(a) OR (b)"} {
		for _, d := range dialects {
			e := &ast.Custom{Op: op, Left: &ast.Bind{Value: int64(1)}, Right: &ast.Bind{Value: int64(1)}}
			if s, err := d.Compile(&ast.Select{Columns: []ast.Expr{e}}); err == nil {
				t.Errorf("%s writes the operator %q: %s", d.Name, op, s.SQL)
			}
		}
	}
}
