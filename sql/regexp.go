package sql

import (
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
)

// RegexpMatch is whether a regular expression finds anything in the text: REGEXP
// on SQLite and MySQL, ~ on PostgreSQL, REGEXP_LIKE on Oracle. What an
// expression may say, and which flags there are ("i" for no regard to case is
// common), differs between databases; some have none, which is an error before
// anything is sent.
func (x textual[R, K]) RegexpMatch(pattern string, flags ...string) Bool {
	b := new(ast.Bind)
	err := fillBind(b, x.Node(), pattern)
	return build[Bool](&ast.Regexp{X: x.Node(), Pattern: b, Flags: strings.Join(flags, "")}, x.fault(), err)
}

// RegexpReplace is the text with what a regular expression finds replaced:
// REGEXP_REPLACE. Whether that is all or the first depends on the database and
// the flags ("g" of PostgreSQL).
func (x textual[R, K]) RegexpReplace(pattern, replacement string, flags ...string) K {
	p, r := new(ast.Bind), new(ast.Bind)
	errPattern, errReplacement := fillBind(p, x.Node(), pattern), fillBind(r, x.Node(), replacement)
	return build[K](&ast.RegexpReplace{X: x.Node(), Pattern: p, Replacement: r, Flags: strings.Join(flags, "")},
		x.fault(), errPattern, errReplacement)
}

// Collate compares and orders the text by a collation of the database's: X
// COLLATE name.
func (x textual[R, K]) Collate(name string) K {
	return build[K](&ast.Collate{X: x.Node(), Collation: name}, x.fault())
}

// Collate is x COLLATE name, for any expression of text.
func Collate[K interface{ Collate(string) K }](x K, name string) K { return x.Collate(name) }
