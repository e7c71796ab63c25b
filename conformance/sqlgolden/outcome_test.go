package sqlgolden

import (
	"errors"
	"fmt"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

// An outcome is what came of one case on one dialect.
type outcome struct {
	equal     bool
	got, want string // in the normal form, for lists with "; " between
	args      string // how the arguments differ, where nothing else does
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
	if len(got) != len(want) {
		return o
	}
	o.equal = true
	for i := range want {
		if !sameText(got[i].String(), wantedText(want[i])) {
			if !c.Expect[name].CoreChanged || !newerForm(c, o.got) {
				o.equal = false
				if got[i].err != nil && want[i].Error == "" {
					o.args = got[i].err.Error()
				}
			}
			continue
		}
		if got[i].err == nil && !sameValues(got[i].args, want[i]) {
			o.equal = false
			o.args = fmt.Sprintf("arguments %#v, want %v %v", got[i].args, want[i].Params, want[i].DriverValues)
		}
	}
	return o
}

func wantedText(e expectation) string {
	if e.Error != "" {
		return "error"
	}
	return numbered(e)
}

// newerForm tells whether a text is that of a dialect whose core is the newer
// one.
func newerForm(c recorded, got string) bool {
	for _, e := range c.Expect {
		if e.CoreChanged || e.skipped() {
			continue
		}
		var list []string
		for _, s := range e.list() {
			list = append(list, wantedText(s))
		}
		if sameText(got, strings.Join(list, "; ")) {
			return true
		}
	}
	return false
}

// compileAll builds and compiles what a case is about. A panic is an error like
// any other: that of an API that panics where a program is wrong.
func compileAll(c recorded, name string) (list []made) {
	defer func() {
		if fault := recover(); fault != nil {
			list = []made{{err: fmt.Errorf("panic: %v", fault)}}
		}
	}()
	d := compared(name, c.Compile)
	built := builders[c.ID](golden{dialect: name})
	members, isList := built.([]any)
	if plan, ok := built.(plan); ok {
		var err error
		if members, err = plan.statements(d); err != nil {
			return []made{{err: err}}
		}
	} else if !isList {
		members = []any{built}
	}
	for _, member := range members {
		s, err := compileOne(d, member, c.Compile.LiteralBinds)
		list = append(list, made{sql: collapsed(s.SQL), args: s.Args, err: err})
	}
	return list
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
