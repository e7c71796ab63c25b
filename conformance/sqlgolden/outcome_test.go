package sqlgolden

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

// An outcome is what came of one case on one dialect.
type outcome struct {
	equal     bool
	got, want string // in the normal form, for lists with "; " between
	args      string // how the two differ, in words
	// recordedValues says that every value that is bound was recorded too, at
	// whatever place.
	recordedValues bool
}

// A made is what one statement became.
type made struct {
	sql  string
	args []any
	err  error
}

func (m made) String() string {
	if m.err != nil {
		return "error"
	}
	return m.sql
}

// play builds a case for a dialect and compares it with the data.
func play(c recorded, name string) (o outcome) {
	got := compileAll(c, name)
	want := c.Expect[name].list()
	texts := func(n int, text func(i int) string) string {
		list := make([]string, n)
		for i := range list {
			list[i] = text(i)
		}
		return strings.Join(list, "; ")
	}
	o.got = texts(len(got), func(i int) string { return got[i].String() })
	o.want = texts(len(want), func(i int) string { return wantedText(want[i]) })
	if len(want) == 1 && want[0].Error != "" && len(got) > 1 && got[0].err != nil {
		// The recording stopped at the first of several that are refused.
		o.got, o.equal = "error", true
		return o
	}
	o.args, o.recordedValues = differing(got, want), onlyRecorded(got, want)
	o.equal = o.args == "" || c.Expect[name].CoreChanged && newerForm(c, got)
	return o
}

// differing tells how what was made differs from what was recorded, or gives "".
func differing(got []made, want []expectation) string {
	if len(got) != len(want) {
		return fmt.Sprintf("%d statements, want %d", len(got), len(want))
	}
	for i := range want {
		switch m, e := got[i], want[i]; {
		case !sameText(m.String(), wantedText(e)):
			if m.err != nil {
				return m.err.Error()
			}
			return "the texts differ"
		case m.err == nil && !sameValues(m.args, e):
			return fmt.Sprintf("arguments %#v, want %v %v", m.args, e.Params, e.DriverValues)
		}
	}
	return ""
}

func wantedText(e expectation) string {
	if e.Error != "" {
		return "error"
	}
	return numbered(e)
}

// onlyRecorded tells whether all values that are bound are recorded: bound,
// written in the text, or, of a pattern, without its percent signs. Of an error
// none are recorded.
func onlyRecorded(got []made, want []expectation) bool {
	for _, m := range got {
		for _, value := range m.args {
			if !slices.ContainsFunc(want, func(e expectation) bool { return e.Error != "" || e.has(value) }) {
				return false
			}
		}
	}
	return true
}

// newerForm tells whether what was made is that of a dialect whose core is the
// newer one, text and values.
func newerForm(c recorded, got []made) bool {
	for _, e := range c.Expect {
		if !e.CoreChanged && !e.skipped() && differing(got, e.list()) == "" {
			return true
		}
	}
	return false
}

// compileAll builds and compiles what a case is about. A panic is no error: it
// equals nothing.
func compileAll(c recorded, name string) (list []made) {
	defer func() {
		if fault := recover(); fault != nil {
			list = []made{{sql: fmt.Sprintf("panic: %v", fault)}}
		}
	}()
	d := compared(name, c.Compile)
	members, err := membersOf(builders[c.ID](golden{dialect: name}), d)
	if err != nil {
		return []made{{err: err}}
	}
	for _, member := range members {
		s, err := compileOne(d, member, c.Compile.LiteralBinds)
		list = append(list, made{sql: collapsed(s.SQL), args: s.Args, err: err})
	}
	return list
}

// membersOf gives what is compiled of what a case is about.
func membersOf(built any, d *dialect.Dialect) ([]any, error) {
	switch built := built.(type) {
	case plan:
		return built.statements(d)
	case []any:
		return built, nil
	}
	return []any{built}, nil
}

func compileOne(d *dialect.Dialect, built any, inline bool) (dialect.Statement, error) {
	switch built := built.(type) {
	case error:
		return dialect.Statement{}, built
	case refused:
		return dialect.Statement{}, built.check()
	case schema.DDL:
		return d.CompileDDL(built)
	case statement:
		stmt, err := built.Statement()
		if err != nil {
			return dialect.Statement{}, err
		}
		if inline {
			return d.CompileInline(stmt)
		}
		return d.Compile(stmt)
	case sql.Expression:
		if inline {
			return d.CompileInlineExpression(built.Node())
		}
		return d.CompileExpression(built.Node())
	}
	return dialect.Statement{}, errors.New("a case gives neither a statement nor an expression")
}
