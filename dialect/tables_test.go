package dialect_test

import (
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// The tables that the cases of testdata/statements.txt are about.
var (
	users = typed("users", "id", types.Integer, "name", types.String(50), "fullname", types.String(100),
		"nickname", types.String(50), "created_at", types.DateTime)
	addresses = typed("addresses", "id", types.Integer, "email_address", types.String(100), "user_id", types.Integer)
	orders    = typed("orders", "id", types.Integer, "user_id", types.Integer, "status", types.String(20),
		"total", types.Numeric(10, 2), "note", types.Text, "paid", types.Boolean, "placed_at", types.DateTime)
	items = typed("items", "id", types.Integer, "sku", types.String(30), "price", types.Numeric(10, 2),
		"weight", types.Float, "qty", types.Integer)
	orderItems = typed("order_items", "order_id", types.Integer, "item_id", types.Integer, "quantity", types.Integer)
	employees  = typed("employees", "id", types.Integer, "name", types.String(50), "manager_id", types.Integer,
		"dept", types.String(30), "salary", types.Float)
	documents = typed("documents", "id", types.Integer, "title", types.String(50), "data", types.Lossless(types.JSON))
	pgItems   = typed("pg_items", "id", types.Integer, "tags", types.Array(types.Text), "scores", types.Array(types.Integer),
		"matrix", types.Array(types.Array(types.Integer)))
	posts    = typed("posts", "id", types.Integer, "body", types.Text)
	keywords = typed("keywords", "id", types.Integer, "keyword", types.String(50))
	reserved = typed("Order", "id", types.Integer, "Select", types.Integer, "with space", types.Integer, "mixedCase", types.Integer)
	accounts = func() *ast.Table {
		t := typed("accounts", "id", types.Integer, "user_id", types.Integer, "balance", types.Numeric(10, 2))
		t.Schema = "billing"
		return t
	}()
)

// typed makes a table from names and types of columns, in turn.
func typed(name string, columns ...any) *ast.Table {
	t := &ast.Table{Name: name}
	for i := 0; i < len(columns); i += 2 {
		t.Columns = append(t.Columns, &ast.Column{From: t, Name: columns[i].(string), Type: columns[i+1].(*types.Type)})
	}
	return t
}

// bind is a parameter as the methods of a column make it.
func bind(c *ast.Column, value any) *ast.Bind {
	return &ast.Bind{Value: value, Name: c.Name, Type: c.Type}
}

func param(value any) *ast.Bind { return &ast.Bind{Value: value} }

func op(operator ast.Operator, left, right ast.Expr) *ast.Binary {
	return &ast.Binary{Op: operator, Left: left, Right: right}
}

func eq(left, right ast.Expr) *ast.Binary { return op(ast.Equal, left, right) }

// is compares a column with a value.
func is(c *ast.Column, value any) *ast.Binary { return eq(c, bind(c, value)) }

func gt(c *ast.Column, value any) *ast.Binary { return op(ast.Greater, c, bind(c, value)) }

func and(items ...ast.Expr) *ast.Logical { return &ast.Logical{Op: ast.And, Items: items} }
func or(items ...ast.Expr) *ast.Logical  { return &ast.Logical{Op: ast.Or, Items: items} }
func not(x ast.Expr) *ast.Unary          { return &ast.Unary{Op: ast.Not, X: x} }

func call(name string, args ...ast.Expr) *ast.Function {
	return &ast.Function{Name: name, Args: args}
}

func label(x ast.Expr, name string) *ast.Label { return &ast.Label{X: x, Name: name} }
func desc(x ast.Expr) *ast.Order               { return &ast.Order{X: x, Direction: ast.Descending} }
func text(sql string) *ast.Text                { return &ast.Text{Parts: []string{sql}} }

func list(items ...ast.Expr) []ast.Expr { return items }

// sel is a SELECT of columns that the cases add clauses to.
func sel(columns ...ast.Expr) *ast.Select { return &ast.Select{Columns: columns} }

func where(s *ast.Select, where ...ast.Expr) *ast.Select {
	s.Where = append(s.Where, where...)
	return s
}

func derived(q *ast.Select, name string) *ast.Derived {
	d := &ast.Derived{Query: q, Name: name}
	for _, e := range q.Columns {
		c := &ast.Column{From: d}
		switch n := e.(type) {
		case *ast.Column:
			c.Name, c.Type, c.Of = n.Name, n.Type, n
		case *ast.Label:
			c.Name = n.Name
		}
		d.Columns = append(d.Columns, c)
	}
	return d
}

func inner(left, right ast.From, on ast.Expr) *ast.Join {
	return &ast.Join{Left: left, Right: right, On: on}
}

func cols(t *ast.Table) (columns []ast.Expr) {
	for _, c := range t.Columns {
		columns = append(columns, c)
	}
	return columns
}

func ints(values ...int64) *types.Vector {
	return &types.Vector{Kind: types.Ints, Type: types.BigInteger, Ints: values}
}

func strs(values ...string) *types.Vector {
	return &types.Vector{Kind: types.Strings, Type: types.Text, Strings: values}
}
