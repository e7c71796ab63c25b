package dialect

import (
	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// TypeOf gives the type of an expression as far as the tree says it, or nil.
func TypeOf(e ast.Expr) *types.Type {
	switch n := e.(type) {
	case *ast.Column:
		return n.Type
	case *ast.Bind:
		return bindType(n)
	case *ast.Function:
		return n.Type
	case *ast.Cast:
		return n.Type
	case *ast.Label:
		return TypeOf(n.X)
	case *ast.Unary:
		if n.Op == ast.Negate {
			return TypeOf(n.X)
		}
	case *ast.Binary:
		switch n.Op {
		case ast.Add, ast.Subtract, ast.Multiply, ast.Divide, ast.Modulo, ast.Concat:
			if t := TypeOf(n.Left); t != nil {
				return t
			}
			return TypeOf(n.Right)
		}
	case *ast.Case:
		for i := range n.Whens {
			if t := TypeOf(n.Whens[i].Result); t != nil {
				return t
			}
		}
		if n.Else != nil {
			return TypeOf(n.Else)
		}
	case *ast.ScalarQuery:
		if query, ok := n.Query.(*ast.Select); ok && len(query.Columns) == 1 {
			return TypeOf(query.Columns[0])
		}
	}
	return nil
}

// bindType gives the type of a parameter, from its value if nothing states it.
func bindType(b *ast.Bind) *types.Type {
	if b.Type != nil && b.Type.Kind != types.KindUnknown {
		return b.Type
	}
	switch b.Value.(type) {
	case int64, int, int32, uint32, uint64:
		return types.BigInteger
	case float64, float32:
		return types.Float
	case bool:
		return types.Boolean
	case string:
		return types.Text
	case decimal.Decimal:
		return numeric
	}
	return nil
}

// booleanValue reports whether an expression is a value of boolean type, not a
// predicate.
func booleanValue(e ast.Expr) bool {
	t := TypeOf(e)
	return t != nil && t.Kind == types.KindBoolean
}

// fractional reports whether an expression is known to have a type that
// divides into fractions.
func fractional(e ast.Expr) bool {
	t := TypeOf(e)
	return t != nil && (t.Kind == types.KindFloat || t.Kind == types.KindNumeric)
}

// IsNull reports whether an expression is NULL, written or bound.
func IsNull(e ast.Expr) bool {
	switch n := e.(type) {
	case *ast.Constant:
		return n.Value == nil
	case *ast.Bind:
		return n.Value == nil && (n.Key == "" || n.Set)
	}
	return false
}

func isBind(e ast.Expr) bool {
	_, ok := e.(*ast.Bind)
	return ok
}

// binds reports whether an expression has a parameter in it.
func binds(e ast.Expr) bool {
	switch n := e.(type) {
	case *ast.Column, *ast.Constant, *ast.Star:
		return false
	case *ast.Binary:
		return binds(n.Left) || binds(n.Right)
	case *ast.Unary:
		return binds(n.X)
	case *ast.Cast:
		return binds(n.X)
	case *ast.Label:
		return binds(n.X)
	case *ast.Text:
		return len(n.Binds) > 0
	case *ast.IsNull:
		return binds(n.X)
	case *ast.Function:
		for _, arg := range n.Args {
			if binds(arg) {
				return true
			}
		}
		return false
	}
	return true // by default, which is right for what cannot be without
}
