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
	case *ast.Coerce:
		return n.Type
	case *ast.Label:
		return TypeOf(n.X)
	case *ast.Collate:
		return TypeOf(n.X)
	case *ast.Unary:
		if n.Op == ast.Negate || n.Op == ast.BitNot {
			return TypeOf(n.X)
		}
	case *ast.Custom:
		if !n.Predicate {
			return n.Type
		}
	case *ast.Excluded:
		return n.Column.Type
	case *ast.NextValue:
		return n.Type
	case *ast.Extract:
		return types.Integer
	case *ast.JSONElement:
		return elementType(n)
	case *ast.Array:
		if n.Element != nil {
			return types.Array(n.Element)
		}
	case *ast.Subscript:
		return n.Type
	case *ast.Field:
		return n.Type
	case *ast.Binary:
		switch n.Op {
		case ast.Add, ast.Subtract, ast.Multiply, ast.Modulo, ast.Concat, ast.FloorDivide,
			ast.BitAnd, ast.BitOr, ast.BitXor, ast.ShiftLeft, ast.ShiftRight:
			if t := TypeOf(n.Left); t != nil {
				return t
			}
			return TypeOf(n.Right)
		case ast.Divide:
			return quotientType(n)
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

// quotientType gives the type of a division, which of integers is none.
func quotientType(n *ast.Binary) *types.Type {
	left, right := TypeOf(n.Left), TypeOf(n.Right)
	switch {
	case left != nil && !integral(n.Left):
		return left
	case right != nil && !integral(n.Right):
		return right
	case left != nil && right != nil:
		return numeric
	}
	return nil
}

// elementType gives the type that a part of a JSON document is read as.
func elementType(n *ast.JSONElement) *types.Type {
	switch {
	case n.As != nil:
		return n.As
	case n.Text:
		return types.Text
	}
	if t := TypeOf(n.X); t != nil && t.Kind == types.KindJSON {
		return t
	}
	return documents
}

// documents is the type of JSON documents that nothing is stated of.
var documents = types.Lossless(types.JSON)

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
	return t != nil && (t.Kind == types.KindFloat || t.Kind == types.KindDouble || t.Kind == types.KindNumeric)
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

// parameter gives the bind that an expression is, whatever type or name it is
// given.
func parameter(e ast.Expr) (*ast.Bind, bool) {
	bind, ok := simplify(e).(*ast.Bind)
	return bind, ok
}

func isBind(e ast.Expr) bool {
	_, ok := parameter(e)
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
