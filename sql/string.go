package sql

import (
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// A String is an expression of text that is never NULL.
type String struct{ textual[string, String] }

// A NullString is an expression of text that may be NULL; a row holds a
// *string.
type NullString struct{ textual[*string, NullString] }

func (x String) of(t *term) String         { x.t = t; return x }
func (x NullString) of(t *term) NullString { x.t = t; return x }
func (x String) nullable() NullString      { return NullString{}.of(x.t) }
func (x NullString) nullable() NullString  { return x }
func (x String) notNull() String           { return x }
func (x NullString) notNull() String       { return String{}.of(x.t) }

// SetNull assigns NULL to the column.
func (x NullString) SetNull() Assignment { return setNull(x.Node(), x.fault()) }

// Coalesce is the expression, or v where it is NULL.
func (x NullString) Coalesce(v string) String {
	return coalesceValue[String](x.Node(), v, x.fault())
}

// textual is what expressions of text have.
type textual[R any, K Kind[K]] struct{ ordered[string, R, K] }

// likeEscape is the character before a % or _ that stands for itself; not the
// backslash, which string literals of some databases treat in a way of their
// own.
const likeEscape = "/"

var likeEscaper = strings.NewReplacer(
	likeEscape, likeEscape+likeEscape, "%", likeEscape+"%", "_", likeEscape+"_")

// Like is X LIKE pattern, in which % stands for any text and _ for any
// character. Whether case matters is the database's (on SQLite and MySQL it
// does not); ILike never minds it.
func (x textual[R, K]) Like(pattern string) Bool { return x.like(pattern, ast.Like{}) }

// NotLike is X NOT LIKE pattern.
func (x textual[R, K]) NotLike(pattern string) Bool { return x.like(pattern, ast.Like{Not: true}) }

// ILike is Like without regard to case, on every database.
func (x textual[R, K]) ILike(pattern string) Bool { return x.like(pattern, ast.Like{Fold: true}) }

// NotILike is NotLike without regard to case, on every database.
func (x textual[R, K]) NotILike(pattern string) Bool {
	return x.like(pattern, ast.Like{Fold: true, Not: true})
}

// Contains is LIKE of text with s somewhere in it. In s, % and _ stand for
// themselves.
func (x textual[R, K]) Contains(s string) Bool {
	return x.like("%"+likeEscaper.Replace(s)+"%", ast.Like{Escape: likeEscape})
}

// StartsWith is LIKE of text that begins with s. In s, % and _ stand for
// themselves.
func (x textual[R, K]) StartsWith(s string) Bool {
	return x.like(likeEscaper.Replace(s)+"%", ast.Like{Escape: likeEscape})
}

// EndsWith is LIKE of text that ends with s. In s, % and _ stand for
// themselves.
func (x textual[R, K]) EndsWith(s string) Bool {
	return x.like("%"+likeEscaper.Replace(s), ast.Like{Escape: likeEscape})
}

// Match is the database's full text search for the query against. What a
// query may say differs between databases.
func (x textual[R, K]) Match(against string, options ...MatchOption) Bool {
	b := new(ast.Bind)
	err := fillBind(b, x.Node(), against)
	return predicate(&term{&ast.Match{X: x.Node(), Against: b, Options: matchOptions(options)}, firstError(x.fault(), err)})
}

// Lower is the text in lower case.
func (x textual[R, K]) Lower() K { return x.call("lower") }

// Upper is the text in upper case.
func (x textual[R, K]) Upper() K { return x.call("upper") }

// Concat is the text with s after it.
func (x textual[R, K]) Concat(s string) K {
	b := new(ast.Bind)
	err := fillBind(b, x.Node(), s)
	return build[K](&ast.Binary{Op: ast.Concat, Left: x.Node(), Right: b}, x.fault(), err)
}

// Length is the number of characters.
func (x String) Length() Number[int64] { return length[Number[int64]](x.Node(), x.fault()) }

// Length is the number of characters.
func (x NullString) Length() NullNumber[int64] {
	return length[NullNumber[int64]](x.Node(), x.fault())
}

func (x textual[R, K]) call(function string) K {
	return build[K](&ast.Function{Name: function, Args: x.Columns(), Type: types.Text}, x.fault())
}

func (x textual[R, K]) like(pattern string, n ast.Like) Bool {
	l := &struct {
		term
		like ast.Like
		bind ast.Bind
	}{like: n}
	err := fillBind(&l.bind, x.Node(), pattern)
	l.like.X, l.like.Pattern = x.Node(), &l.bind
	l.node, l.err = &l.like, firstError(x.fault(), err)
	return predicate(&l.term)
}

func length[K Kind[K]](x ast.Expr, fault error) K {
	return build[K](&ast.Function{Name: "char_length", Args: []ast.Expr{x}, Type: types.BigInteger}, fault)
}
