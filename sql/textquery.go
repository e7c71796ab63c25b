package sql

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
)

// sendText runs a textual statement. How to read its rows is known only when
// the result says which columns it has.
func (o *opened) sendText(ctx context.Context, s *selection, row preparer) error {
	stmt, err := s.textStatement()
	if err != nil {
		return err
	}
	if err := projectionFault(row.projection()); err != nil {
		return err
	}
	rows, err := o.plan.Executor.QueryStatement(ctx, stmt)
	if err != nil {
		return err
	}
	columns := textColumns{stated: s.text.columns, names: rows.Columns()}
	o.rows, o.plan.Positions = rows, columns.position
	if err := row.prepare(&o.plan); err != nil {
		rows.Close()
		return err
	}
	return nil
}

// textColumns finds expressions in the result of a textual statement.
type textColumns struct {
	stated []ast.Expr // by position, as far as the program stated them
	names  []string   // all columns of the result
}

func (t textColumns) position(e ast.Expr) (int, error) {
	for i, s := range t.stated {
		if sameColumn(s, e) && i < len(t.names) {
			return i, nil
		}
	}
	// What was stated has its column; only the rest goes by name.
	rest := t.names[min(len(t.stated), len(t.names)):]
	found := -1
	for _, name := range resultNames(e) {
		for i, n := range rest {
			if !strings.EqualFold(n, name) {
				continue
			}
			if found >= 0 {
				return 0, fmt.Errorf("the statement gives two columns named %q: state their order with Columns", name)
			}
			found = len(t.names) - len(rest) + i
		}
		if found >= 0 {
			return found, nil
		}
	}
	return 0, fmt.Errorf("the statement gives no column for %s: it has %s", describe(e), strings.Join(t.names, ", "))
}

// sameColumn reports whether two expressions are one column: the same node, or
// columns that were bound to the same column of a table.
func sameColumn(a, b ast.Expr) bool {
	if a == b {
		return true
	}
	la, okA := a.(*ast.Label)
	lb, okB := b.(*ast.Label)
	return okA && okB && la.Name == lb.Name && la.X == lb.X
}

// resultNames are the names that a result may have for an expression, the
// likeliest first.
func resultNames(e ast.Expr) []string {
	switch n := e.(type) {
	case *ast.Column:
		if source := sourceName(n.From); source != "" {
			return slices.Compact([]string{n.Name, source + "_" + n.Name})
		}
		return []string{n.Name}
	case *ast.Label:
		return []string{n.Name}
	case *ast.Function:
		return []string{n.Name}
	}
	return nil
}
