package dialect_test

import (
	"errors"
	"testing"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

var reports = func() *ast.Table {
	t := &ast.Table{Name: "reports"}
	t.Columns = []*ast.Column{{From: t, Name: "data", Type: types.JSON}, {From: t, Name: "packed", Type: types.Named("JSONB")}}
	return t
}()

func TestPartsOfDocumentsPrint(t *testing.T) {
	data := reports.Columns[0]
	for want, x := range map[string]ast.Expr{
		`SELECT JSON_QUERY(reports.data, '$."a"[0]') AS anon_1 FROM reports`:                &ast.JSONElement{X: data, Steps: []any{"a", 0}},
		`SELECT JSON_VALUE(reports.data, '$."a"') AS anon_1 FROM reports`:                   &ast.JSONElement{X: data, Steps: []any{"a"}, Text: true},
		`SELECT JSON_VALUE(reports.data, '$."a"' RETURNING INTEGER) AS anon_1 FROM reports`: &ast.JSONElement{X: data, Steps: []any{"a"}, As: types.Integer},
		`SELECT JSON_QUERY(reports.data, :param_1) AS anon_1 FROM reports`:                  &ast.JSONElement{X: data, Index: &ast.Bind{Value: "$.a"}},
	} {
		if got := dialect.Print(&ast.Select{Columns: list(x)}); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// TestPartsOfJSONB reads and assigns by subscripts, where there are some.
func TestPartsOfJSONB(t *testing.T) {
	data, packed := reports.Columns[0], reports.Columns[1]
	part := func(x ast.Expr, steps ...any) *ast.JSONElement { return &ast.JSONElement{X: x, Steps: steps} }
	old := postgresql.Dialect.Clone()
	old.Features.JSONSubscripts = false
	for _, c := range []struct {
		d    *dialect.Dialect
		x    ast.Expr
		want string
	}{
		{postgresql.Dialect, part(packed, "a"), "reports.packed[$1]"},
		{postgresql.Dialect, part(part(packed, "a"), 0), "reports.packed[$1][CAST($2 AS INTEGER)]"},
		{postgresql.Dialect, part(packed, "a", 0), "reports.packed #> $1"},
		{postgresql.Dialect, part(part(data, "a"), "b"), "(reports.data -> $1) -> $2"},
		{postgresql.Dialect, part(&ast.Cast{X: data, Type: types.Named("JSONB")}, "a"), "(CAST(reports.data AS JSONB))[$1]"},
		{old, part(packed, "a"), "reports.packed -> $1"},
	} {
		if s, err := c.d.CompileExpression(c.x); err != nil || s.SQL != c.want {
			t.Errorf("got  %s, %v\nwant %s", s.SQL, err, c.want)
		}
	}
	stmt := &ast.Update{Table: reports, Where: list(&ast.IsNull{X: packed}), Set: []ast.Assignment{{Column: data, Target: part(data, "a", 1), Value: &ast.Bind{Value: types.JSONText("2")}}}}
	if s, err := postgresql.Dialect.Compile(stmt); err != nil || s.SQL != "UPDATE reports SET data[$1][CAST($2 AS INTEGER)]=$3 WHERE reports.packed IS NULL" {
		t.Errorf("got %s, %v", s.SQL, err)
	}
	for _, d := range []*dialect.Dialect{old, mysql.Dialect, sqlite.Dialect} {
		var unsupported *dialect.UnsupportedError
		if s, err := d.Compile(stmt); !errors.As(err, &unsupported) {
			t.Errorf("%s: %q, %v, want an UnsupportedError", d.Name, s.SQL, err)
		}
	}
}

// TestParametersOfGroupsKeepTheirNumbers has the same expression in the select
// list, in GROUP BY and in ORDER BY, with conditions between.
func TestParametersOfGroupsKeepTheirNumbers(t *testing.T) {
	kind := &ast.JSONElement{X: reports.Columns[0], Steps: []any{"kind"}, Text: true}
	sum := &ast.Binary{Op: ast.Concat, Left: kind, Right: &ast.Bind{Value: "!", Type: types.Text}}
	where := &ast.Binary{Op: ast.Equal, Left: kind, Right: &ast.Bind{Value: "x", Type: types.Text}}
	stmt := &ast.Select{Columns: list(sum), Where: list(where), GroupBy: list(sum), OrderBy: list(sum)}
	const want = "SELECT (reports.data ->> $1) || $2 AS anon_1 FROM reports WHERE (reports.data ->> $1) = $3" +
		" GROUP BY (reports.data ->> $1) || $2 ORDER BY (reports.data ->> $1) || $2"
	s, err := postgresql.Dialect.Compile(stmt)
	if err != nil || s.SQL != want || len(s.Args) != 3 {
		t.Errorf("got  %s, %v, %v\nwant %s", s.SQL, s.Args, err, want)
	}
	if s, err = mysql.Dialect.Compile(stmt); err != nil || len(s.Args) != 12 {
		t.Errorf("got %s, %v, %v", s.SQL, s.Args, err)
	}
}
