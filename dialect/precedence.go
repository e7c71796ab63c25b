package dialect

import (
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
)

// Precedence is how tightly an operator binds. An expression is put in
// parentheses where its operator does not bind tighter than the one around it,
// whatever the database would make of it without.
type Precedence int8

// The precedences, the loosest first. [ast.Custom] has its own on the same
// scale.
const (
	// PrecedenceNone is around an expression that nothing can break apart.
	PrecedenceNone Precedence = -2
	// PrecedenceLowest is that of expressions which every operator puts in
	// parentheses.
	PrecedenceLowest     Precedence = -1
	PrecedenceCustom     Precedence = 0
	PrecedenceOr         Precedence = 2
	PrecedenceAnd        Precedence = 3
	PrecedenceOrder      Precedence = 3
	PrecedenceCollate    Precedence = 4
	PrecedenceComparison Precedence = 5
	PrecedenceConcat     Precedence = 5
	PrecedenceNot        Precedence = 5
	PrecedenceFilter     Precedence = 6
	PrecedenceAdd        Precedence = 7
	PrecedenceMultiply   Precedence = 8
	PrecedenceNegate     Precedence = 8
	PrecedenceElement    Precedence = 15
	// PrecedenceHighest is around an expression that has parentheses as soon as
	// it has any operator, as in SET and in CASE WHEN.
	PrecedenceHighest Precedence = 16
	// PrecedenceAtom is that of what has no operator.
	PrecedenceAtom Precedence = 17
)

// precedence gives the precedence of a simplified expression.
func precedence(e ast.Expr) Precedence {
	switch n := e.(type) {
	case *ast.Binary:
		if int(n.Op) < len(operators) {
			return operators[n.Op].precedence
		}
	case *ast.Unary:
		if int(n.Op) < len(operators) {
			return operators[n.Op].precedence
		}
	case *ast.Logical:
		if n.Op == ast.Or {
			return PrecedenceOr
		}
		return PrecedenceAnd
	case *ast.Like:
		if n.Before || n.After {
			return PrecedenceLowest
		}
		return PrecedenceComparison
	case *ast.In, *ast.Between, *ast.IsNull, *ast.DistinctFrom, *ast.Match, *ast.Regexp:
		return PrecedenceComparison
	case *ast.Exists:
		if n.Not {
			return PrecedenceNot
		}
		return PrecedenceLowest
	case *ast.Custom:
		return Precedence(min(n.Precedence, uint8(PrecedenceElement)))
	case *ast.Collate:
		return PrecedenceCollate
	case *ast.JSONElement, *ast.Subscript:
		return PrecedenceElement
	case *ast.Function:
		if n.More != nil && len(n.More.Filter) > 0 && n.More.Over == nil {
			return PrecedenceFilter
		}
	case *ast.Text:
		return textPrecedence(n)
	}
	return PrecedenceAtom
}

// textPrecedence guesses what a piece of SQL is, erring on the side of
// parentheses.
func textPrecedence(t *ast.Text) Precedence {
	if len(t.Parts) == 1 && (isNumber(t.Parts[0]) || isString(t.Parts[0])) {
		return PrecedenceAtom
	}
	precedence := PrecedenceAtom
	for _, part := range t.Parts {
		if strings.ContainsFunc(part, func(r rune) bool {
			return !(r == '_' || r == '.' || r >= '0' && r <= '9' || r|32 >= 'a' && r|32 <= 'z')
		}) {
			precedence = min(precedence, PrecedenceComparison)
		}
		for word := range strings.FieldsFuncSeq(part, func(r rune) bool {
			return !(r == '_' || r|32 >= 'a' && r|32 <= 'z')
		}) {
			switch {
			case strings.EqualFold(word, "or"):
				precedence = min(precedence, PrecedenceOr)
			case strings.EqualFold(word, "and"):
				precedence = min(precedence, PrecedenceAnd)
			}
		}
	}
	return precedence
}

// isNumber reports whether a text is a number without a sign.
func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789.") == ""
}

// isString reports whether a text is one string literal without a quote in it.
func isString(s string) bool {
	return len(s) >= 2 && s[0] == '\'' && strings.IndexByte(s[1:], '\'') == len(s)-2
}
