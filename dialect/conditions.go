package dialect

import (
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Some databases hold conditions and values apart: what is compared is no value to
// select, to insert or to compare again, and what is selected is no condition. One
// is written as the other where it stands in its place.

// isCondition reports whether a simplified expression is one that such a database
// takes for a condition.
func isCondition(e ast.Expr) bool {
	switch n := e.(type) {
	case *ast.Binary:
		switch n.Op {
		case ast.Equal, ast.NotEqual, ast.Less, ast.LessOrEqual, ast.Greater, ast.GreaterOrEqual, ast.Is, ast.IsNot:
			return true
		}
	case *ast.Unary:
		return n.Op == ast.Not
	case *ast.Custom:
		return n.Predicate
	case *ast.Logical, *ast.Like, *ast.In, *ast.Between, *ast.IsNull, *ast.DistinctFrom, *ast.Match, *ast.Regexp, *ast.Exists:
		return true
	}
	return false
}

// conditionValue writes a condition where a value is wanted: 1, 0, or NULL where
// it is neither true nor false.
func (c *Compiler) conditionValue(e ast.Expr) {
	c.buf = append(c.buf, "CASE WHEN "...)
	c.predicate(e, PrecedenceHighest)
	if decided(e) {
		c.buf = append(c.buf, " THEN 1 ELSE 0 END"...)
		return
	}
	c.buf = append(c.buf, " THEN 1 WHEN "...)
	c.predicate(&ast.Unary{Op: ast.Not, X: e}, PrecedenceHighest)
	c.buf = append(c.buf, " THEN 0 END"...)
}

// decided reports whether a condition is always true or false, never NULL.
func decided(e ast.Expr) bool {
	switch n := simplify(e).(type) {
	case *ast.Constant:
		return n.Value != nil
	case *ast.Exists, *ast.IsNull, *ast.DistinctFrom:
		return true
	case *ast.Binary:
		switch n.Op {
		case ast.Equal, ast.NotEqual:
			return IsNull(n.Left) || IsNull(n.Right)
		case ast.Is, ast.IsNot:
			return true
		}
	case *ast.Unary:
		return n.Op == ast.Not && decided(n.X)
	case *ast.Logical:
		for _, item := range n.Items {
			if !decided(item) {
				return false
			}
		}
		return true
	}
	return false
}

// truthOf says how a value is compared to be a condition: text follows it where it
// holds, and opposite where it does not. It reports false for what is a condition,
// or may be one for all that is known of it.
func (c *Compiler) truthOf(e ast.Expr) (text, opposite string, value bool) {
	if booleanValue(e) {
		return " = 1", " = 0", true
	}
	if !c.dialect.Features.NoConditionValues || isCondition(e) {
		return "", "", false
	}
	switch n := e.(type) {
	case *ast.Custom:
		return "", "", false // the program's own
	case *ast.Text:
		if textPrecedence(n) != PrecedenceAtom {
			return "", "", false // more than a name or a number
		}
	case *ast.Function:
		if c.dialect.Features.ConditionFunctions[strings.ToLower(n.Name)] {
			return "", "", false
		}
	}
	switch t := TypeOf(e); {
	case t == nil || t.Kind == types.KindUnknown:
		return " = 1", " = 0", true
	case numberKind(t.Kind):
		return " != 0", " = 0", true
	default:
		c.failf("%s takes no value for a condition: compare it with another", c.dialect.Name)
		return "", "", false
	}
}

func numberKind(kind types.Kind) bool {
	switch kind {
	case types.KindSmallInteger, types.KindInteger, types.KindBigInteger, types.KindNumeric, types.KindFloat, types.KindDouble:
		return true
	}
	return false
}
