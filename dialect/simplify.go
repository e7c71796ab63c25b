package dialect

import "github.com/azoth-go/azoth/sql/ast"

var constantTrue, constantFalse = &ast.Constant{Value: true}, &ast.Constant{Value: false}

// simplify gives an expression that means the same and is written as it
// stands: labels and coercions off, AND and OR of less than two items or with
// one that decides them resolved, NOT moved into what has a negative form.
func simplify(e ast.Expr) ast.Expr {
	for {
		switch n := e.(type) {
		case *ast.Label:
			e = n.X
		case *ast.Coerce:
			e = n.X
		case *ast.Logical:
			sole, count := effective(n.Op, n.Items)
			switch {
			case count > 1:
				return n
			case count == 1:
				e = sole
			case n.Op == ast.Or:
				return constantFalse
			default:
				return constantTrue
			}
		case *ast.Unary:
			if n.Op != ast.Not {
				return n
			}
			negated := negate(n.X)
			if negated == nil {
				return n
			}
			e = negated
		default:
			return e
		}
	}
}

// negate gives the negative form of an expression, or nil where that is NOT.
func negate(e ast.Expr) ast.Expr {
	switch n := simplify(e).(type) {
	case *ast.Unary:
		if n.Op == ast.Not {
			return n.X
		}
	case *ast.Constant:
		switch n.Value {
		case true:
			return constantFalse
		case false:
			return constantTrue
		}
	default:
		return ast.Opposite(n)
	}
	return nil
}

// effective counts the items of an AND or OR that make a difference, those of
// nested ones included, and gives one of them: where one decides the whole,
// that one alone.
func effective(op ast.Operator, items []ast.Expr) (sole ast.Expr, count int) {
	decisive := constantOf(op == ast.Or)
	for _, item := range items {
		if nested, ok := item.(*ast.Logical); ok && nested.Op == op {
			inner, n := effective(op, nested.Items)
			if inner == ast.Expr(decisive) {
				return decisive, 1
			}
			if n > 0 {
				sole, count = inner, count+n
			}
			continue
		}
		value, constant := truth(item)
		if constant && value == (op == ast.Or) {
			return decisive, 1
		}
		if !constant {
			sole, count = item, count+1
		}
	}
	return sole, count
}

// truth gives the value of a predicate that is true or false whatever the rows
// are.
func truth(e ast.Expr) (value, constant bool) {
	switch n := e.(type) {
	case *ast.Constant:
		value, constant = n.Value.(bool)
	case *ast.Label:
		return truth(n.X)
	case *ast.Coerce:
		return truth(n.X)
	case *ast.Unary:
		if n.Op == ast.Not {
			value, constant = truth(n.X)
			return !value, constant
		}
	case *ast.Logical:
		switch sole, count := effective(n.Op, n.Items); count {
		case 0:
			return n.Op == ast.And, true
		case 1:
			return truth(sole)
		}
	}
	return value, constant
}

func constantOf(value bool) *ast.Constant {
	if value {
		return constantTrue
	}
	return constantFalse
}
