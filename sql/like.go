package sql

import (
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
)

// likeEscape is the character before a % or _ that stands for itself; not the
// backslash, which string literals of some databases treat in a way of their
// own.
const likeEscape = "/"

var likeEscaper = strings.NewReplacer(
	likeEscape, likeEscape+likeEscape, "%", likeEscape+"%", "_", likeEscape+"_")

// like is LIKE of a pattern, in one allocation.
func (t *term) like(pattern string, n ast.Like) Bool {
	l := &struct {
		term
		like ast.Like
		bind ast.Bind
	}{like: n}
	err := fillBind(&l.bind, t.expr(), pattern)
	l.like.X, l.like.Pattern = t.expr(), &l.bind
	l.node, l.err = &l.like, firstError(t.fault(), err)
	return Bool{&l.term}
}

// likeText is LIKE of a text that stands for itself.
func (t *term) likeText(text string, n ast.Like) Bool {
	n.Escape = likeEscape
	return t.like(likeEscaper.Replace(text), n)
}

// Like is x LIKE pattern.
func Like(x, pattern Operand[string]) Bool { return likeOf(x, pattern, ast.Like{}) }

// ILike is Like without regard to case, on every database.
func ILike(x, pattern Operand[string]) Bool { return likeOf(x, pattern, ast.Like{Fold: true}) }

// Contains is x LIKE '%' || part || '%'. In part, % and _ are patterns: the
// method Contains takes a text that they stand for themselves in.
func Contains(x, part Operand[string]) Bool {
	return likeOf(x, part, ast.Like{Before: true, After: true})
}

// StartsWith is x LIKE part || '%'; see [Contains].
func StartsWith(x, part Operand[string]) Bool { return likeOf(x, part, ast.Like{After: true}) }

// EndsWith is x LIKE '%' || part; see [Contains].
func EndsWith(x, part Operand[string]) Bool { return likeOf(x, part, ast.Like{Before: true}) }

// IContains is [Contains] without regard to case.
func IContains(x, part Operand[string]) Bool {
	return likeOf(x, part, ast.Like{Before: true, After: true, Fold: true})
}

// IStartsWith is [StartsWith] without regard to case.
func IStartsWith(x, part Operand[string]) Bool {
	return likeOf(x, part, ast.Like{After: true, Fold: true})
}

// IEndsWith is [EndsWith] without regard to case.
func IEndsWith(x, part Operand[string]) Bool {
	return likeOf(x, part, ast.Like{Before: true, Fold: true})
}

func likeOf(x, pattern Expression, like ast.Like) Bool {
	var err, patternErr error
	like.X, err = nodeOf(x)
	like.Pattern, patternErr = nodeOf(pattern)
	return build[Bool](&like, err, patternErr)
}
