package sqlite

import (
	exact "github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Collation is the name of the collation that columns of decimals have. It
// compares texts as the numbers that they spell, exactly. driver/sqlite has it
// on every connection, and so has the sqlite3 shell; for another driver register
// the CompareDecimals of driver/sqlite under this name.
const Collation = "DECIMAL"

// Decimals are texts where their type is lossless. A column of them compares as
// numbers by its collation, with parameters and with other columns, and sorts and
// groups by it. What is computed of them has no collation: to compare or to sort
// it, it is cast to a number, exact to 15 digits. A column that is stated as
// NUMERIC does the same by its affinity: parameters, which are texts, become
// numbers beside it, but not beside what is computed of it.

// decimal reports whether an expression is a decimal that a text of one is not
// equal to by itself.
func decimal(e ast.Expr) bool {
	t := dialect.TypeOf(e)
	if t == nil || t.Kind != types.KindNumeric || t.Name != "" {
		return false
	}
	switch n := e.(type) {
	case *ast.Binary, *ast.Unary, *ast.Cast, *ast.JSONElement:
		return false // already a number
	case *ast.Label:
		return decimal(n.X)
	case *ast.Function:
		switch n.Name {
		case "sum", "avg", "total", "abs", "round":
			return false
		}
	}
	return true
}

// collated reports whether an expression is a column that has the collation, or
// the affinity.
func collated(e ast.Expr) bool {
	switch n := e.(type) {
	case *ast.Label:
		return collated(n.X)
	case *ast.Coerce:
		return collated(n.X)
	case *ast.Excluded:
		return decimal(n)
	case *ast.Column:
		return decimal(n) && keeps(n)
	}
	return false
}

// keeps reports whether a column still has the collation where it comes from: a
// table, or a query that passes on a column of one.
func keeps(n *ast.Column) bool {
	switch from := n.From.(type) {
	case nil, *ast.Table, *ast.Sample:
		return true
	case *ast.Alias:
		if n.Of != nil {
			return keeps(n.Of)
		}
		_, table := from.Of.(*ast.Table)
		return table
	case *ast.Derived:
		return passes(from.Query, from.Columns, n)
	case *ast.CTE:
		return passes(from.Statement, from.Columns, n)
	}
	return false
}

// passes reports whether a column of a query is nothing but a column that has
// the collation.
func passes(query ast.Statement, columns []*ast.Column, n *ast.Column) bool {
	s, ok := query.(*ast.Select)
	if !ok || len(s.Columns) != len(columns) {
		return false
	}
	for i, column := range columns {
		if column.Name == n.Name {
			return collated(s.Columns[i])
		}
	}
	return false
}

// converts reports whether SQLite makes a number of what an expression is
// compared with.
func converts(e ast.Expr) bool {
	switch n := e.(type) {
	case *ast.Cast, *ast.JSONElement:
		return true
	case *ast.Column:
		return n.Type != nil && isNumber(n.Type.Kind) && inTable(n)
	}
	return false
}

// isNumber reports whether a column of a kind holds numbers, not texts of them.
func isNumber(k types.Kind) bool {
	switch k {
	case types.KindSmallInteger, types.KindInteger, types.KindBigInteger, types.KindFloat, types.KindDouble:
		return true
	}
	return false
}

// inTable reports whether a column is one of a table.
func inTable(n *ast.Column) bool {
	from := n.From
	if alias, ok := from.(*ast.Alias); ok {
		from = alias.Of
	}
	_, table := from.(*ast.Table)
	return table
}

// plain reports whether SQLite compares two expressions as it should by itself:
// no decimals, or by the collation, which is that of the left column if there
// is one.
func plain(left, right ast.Expr) bool {
	switch {
	case !decimal(left) && !decimal(right), dialect.IsNull(left), dialect.IsNull(right):
		return true
	case collated(left), converts(left), converts(right):
		return true
	}
	_, column := left.(*ast.Column)
	return collated(right) && !column
}

// number writes an expression as a number.
func number(c *dialect.Compiler, e ast.Expr) {
	c.WriteString("CAST(")
	c.Expr(e)
	c.WriteString(" AS NUMERIC)")
}

// operand writes one side of a comparison of numbers.
func operand(c *dialect.Compiler, e ast.Expr) {
	_, column := e.(*ast.Column)
	_, bind := e.(*ast.Bind)
	if column || bind || decimal(e) {
		number(c, e)
		return
	}
	compared(c, e)
}

// compared writes one side of a comparison as it is.
func compared(c *dialect.Compiler, e ast.Expr) { c.Operand(e, dialect.PrecedenceComparison) }

var comparisons = map[ast.Operator]string{
	ast.Equal: " = ", ast.NotEqual: " != ", ast.Less: " < ", ast.LessOrEqual: " <= ",
	ast.Greater: " > ", ast.GreaterOrEqual: " >= ",
}

// compare writes a comparison, of numbers if one side is a decimal.
func compare(c *dialect.Compiler, b *ast.Binary) {
	if plain(b.Left, b.Right) {
		c.Base(b)
		return
	}
	operand(c, b.Left)
	c.WriteString(comparisons[b.Op])
	operand(c, b.Right)
}

func between(c *dialect.Compiler, n ast.Node) {
	b := n.(*ast.Between)
	if b.Symmetric || plain(b.X, b.Low) && plain(b.X, b.High) {
		c.Base(n)
		return
	}
	operand(c, b.X)
	if b.Not {
		c.WriteString(" NOT")
	}
	c.WriteString(" BETWEEN ")
	operand(c, b.Low)
	c.WriteString(" AND ")
	operand(c, b.High)
}

// inDecimals writes membership of a decimal: of a column by its collation, and
// of what is computed among numbers. The rows of a query may be texts, so that
// among them it is found by the collation, too.
func inDecimals(c *dialect.Compiler, i *ast.In) {
	member := *i
	switch {
	case collated(i.X) || i.Query == nil && len(i.List) == 0 && (i.Vector == nil || i.Vector.Len() == 0):
	case i.Query != nil || listed(i.List):
		member.X = &ast.Collate{X: i.X, Collation: Collation}
	default:
		member.X, member.List, member.Vector = numbers(i.X), nil, nil
		for _, e := range i.List {
			member.List = append(member.List, numbers(e))
		}
		if i.Vector != nil {
			for n := range i.Vector.Len() {
				member.List = append(member.List, numbers(&ast.Bind{Value: i.Vector.Value(n), Set: true}))
			}
		}
	}
	c.Base(&member)
}

// listed reports whether a list is a parameter of several values.
func listed(list []ast.Expr) bool {
	if len(list) != 1 {
		return false
	}
	bind, ok := list[0].(*ast.Bind)
	return ok && bind.List
}

// numbers gives an expression as a number.
func numbers(e ast.Expr) ast.Expr { return &ast.Cast{X: e, Type: types.Numeric(0, 0)} }

// order sorts decimals as numbers.
func order(c *dialect.Compiler, n ast.Node) {
	o := n.(*ast.Order)
	if !decimal(o.X) || collated(o.X) {
		c.Base(n)
		return
	}
	sorted := *o
	sorted.X = numbers(o.X)
	c.Base(&sorted)
}

// literal writes a decimal of more digits than a number keeps as the text that the
// column has.
func literal(c *dialect.Compiler, value any, _ *types.Type) bool {
	d, ok := value.(exact.Decimal)
	if !ok || d.NumDigits() <= 15 {
		return false
	}
	c.Literal(d.String())
	return true
}
