package sql

import (
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
)

func (t *term) regexpMatch(pattern string, flags []string) Bool {
	b, err := bindBeside(t, pattern)
	return Bool{newTerm(&ast.Regexp{X: t.expr(), Pattern: b, Flags: strings.Join(flags, "")}, t.fault(), err)}
}

func (t *term) regexpReplace(pattern, replacement string, flags []string) *term {
	p, errPattern := bindBeside(t, pattern)
	r, errReplacement := bindBeside(t, replacement)
	return newTerm(&ast.RegexpReplace{X: t.expr(), Pattern: p, Replacement: r, Flags: strings.Join(flags, "")},
		t.fault(), errPattern, errReplacement)
}

func (t *term) collate(name string) *term {
	return newTerm(&ast.Collate{X: t.expr(), Collation: name}, t.fault())
}

// Collate is x COLLATE name, for any expression of text.
func Collate[K interface{ Collate(string) K }](x K, name string) K { return x.Collate(name) }
