package dialect

import (
	"errors"
	"fmt"
	"strconv"
	"sync"

	"github.com/azoth-go/azoth/sql/ast"
)

// A Compiler writes one statement. Overrides get it to write their node with;
// it must not be kept.
type Compiler struct {
	dialect *Dialect
	buf     []byte
	args    []any
	err     error

	// sources are the sources of rows of the statements being written, the
	// outermost first. Those from base on are seen by a subquery.
	sources []ast.From
	base    int
	// columns is the select list being written, which ORDER BY may refer to.
	columns []ast.Expr
	// labels are, for the query of a derived table that is about to be written,
	// the names that its columns are to have.
	labels []*ast.Column
	// named says that all columns of the query that is about to be written say
	// their names, style how its columns are named.
	named bool
	style ast.LabelStyle
	// bare leaves the source out of column names, except that those of changed
	// are qualified with output, where that is set.
	bare    bool
	changed ast.From
	output  string
	// inTarget says that what an assignment is to is being written.
	inTarget bool
	// inline writes values into the statement, and nested says that an operand
	// of an operator is being written.
	inline, nested bool
	// script says that all values are written into the statement.
	script bool
	// repeats says that a bind that occurs again is the same parameter, repeated
	// which parameters those that occurred are.
	repeats  bool
	repeated []repeatedBind
	// parameters are values for the binds that wait for one.
	parameters map[string]any
	// hints are those of the statement being written.
	hints []ast.Hint
	// whole is the whole statement, within the one inside it that is being written,
	// and member says that it is a member of that.
	whole, within ast.Node
	member        bool
	// defines says that the statement is one of DDL.
	defines bool
	// definition says that a query is written that a view or a table is made of.
	definition bool
	// depth is how deep the statement being written lies in the whole one.
	depth int
	// ctes are the common table expressions met, known says that they are to be
	// announced, and open are those whose statements are being written.
	ctes  []namedCTE
	known bool
	open  []*ast.CTE
	// namesakes are the tables in scope that have an alias for that.
	namesakes []*ast.Table
	// wrapped are derived tables that the compiler made of a query.
	wrapped []*ast.Derived
	// outs and keyReturned are those of Statement.
	outs        int
	keyReturned bool
	// names are what anonymous sources are called, counters the numbers that
	// chosen names have reached.
	names    []chosenName
	counters []counter
	// labelled are the numbers of labels that were made for expressions, which
	// keep them where a query is written again.
	labelled []labelled
	cuts     []cutName
	// into writes, into the SELECT that makes a table, what table it makes.
	into func()
}

// A chosenName is what a source of rows or a column of one is called that the
// program did not name.
type chosenName struct {
	of     ast.Node
	prefix string
	number int
}

type labelled struct {
	expr   ast.Expr
	number int
}

type counter struct {
	name string
	n    int
}

var compilers = sync.Pool{New: func() any {
	return &Compiler{buf: make([]byte, 0, 1024), args: make([]any, 0, 32)}
}}

// Compile writes a statement for the dialect. Nothing is sent: an error says
// what of the statement is wrong, or, as an *UnsupportedError, what the
// database lacks.
func (d *Dialect) Compile(stmt ast.Statement) (Statement, error) {
	return d.compile(func(c *Compiler) bool { return c.statement(stmt) })
}

// compile has write write a statement, which reports whether it gives rows.
func (d *Dialect) compile(write func(*Compiler) bool) (compiled Statement, err error) {
	c := compilers.Get().(*Compiler)
	defer func() {
		// A nil pointer somewhere in the tree is the program's mistake, and no
		// reason to take it down.
		if cause := recover(); cause != nil {
			compiled, err = Statement{}, fmt.Errorf("statement cannot be compiled: %v", cause)
		}
		c.release()
	}()
	c.dialect = d
	returns := write(c)
	if len(c.ctes) > 0 && c.err == nil {
		c.again()
		returns = write(c)
	}
	if c.err != nil {
		return Statement{}, c.err
	}
	if bound := d.Features.MaxParameters; bound > 0 && len(c.args) > bound {
		return Statement{}, fmt.Errorf("the statement has %d parameters, and %s takes %d at the most: "+
			"split a long list over several statements, or put its values into a table and compare with a query", len(c.args), d.Name, bound)
	}
	compiled = Statement{SQL: d.texts.intern(c.buf), Returns: returns, Outs: c.outs, KeyReturned: c.keyReturned}
	if len(c.args) > 0 {
		compiled.Args = make([]any, len(c.args))
		copy(compiled.Args, c.args)
	}
	return compiled, nil
}

// maxPooledBytes bounds what a compiler keeps between statements.
const maxPooledBytes = 64 << 10

// release gives the compiler back to the pool, without the statement's memory.
func (c *Compiler) release() {
	if cap(c.buf) > maxPooledBytes {
		return
	}
	clear(c.args)
	clear(c.sources[:cap(c.sources)])
	clear(c.names)
	clear(c.counters)
	clear(c.labelled)
	*c = Compiler{
		buf: c.buf[:0], args: c.args[:0], sources: c.sources[:0],
		names: c.names[:0], counters: c.counters[:0], labelled: c.labelled[:0],
	}
	compilers.Put(c)
}

// Dialect is the dialect that the statement is written for.
func (c *Compiler) Dialect() *Dialect { return c.dialect }

// WriteString adds SQL. The text must not have anything in it that a user
// chose; values go through Bind and names through Identifier.
func (c *Compiler) WriteString(sql string) { c.buf = append(c.buf, sql...) }

// Identifier adds a name, quoted where it must be.
func (c *Compiler) Identifier(name string) {
	if !c.definable(name) {
		return
	}
	buf, err := c.dialect.Identifiers.AppendQuoted(c.buf, name)
	if err != nil {
		c.Fail(err)
		return
	}
	c.buf = buf
}

// existing adds the name of something that the database has, quoted where it
// must be. How long that may be is the database's to say.
func (c *Compiler) existing(name string) {
	if !c.definable(name) {
		return
	}
	buf, err := c.dialect.Identifiers.appendExisting(c.buf, name)
	if err != nil {
		c.Fail(err)
		return
	}
	c.buf = buf
}

// definable refuses, in a statement of DDL, a name that nothing can be created by.
func (c *Compiler) definable(name string) bool {
	if !c.defines {
		return true
	}
	err := c.dialect.Identifiers.fit(name, c.dialect.nameLimit())
	if err != nil {
		c.Fail(err)
	}
	return err == nil
}

// Fail records an error, which Compile returns; the first one counts.
func (c *Compiler) Fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// Unsupported records that the database lacks a feature.
func (c *Compiler) Unsupported(feature string) {
	c.Fail(&UnsupportedError{Dialect: c.dialect.Name, Feature: feature})
}

func (c *Compiler) failf(format string, args ...any) { c.Fail(fmt.Errorf(format, args...)) }

// statement writes a whole statement and reports whether it gives rows.
func (c *Compiler) statement(stmt ast.Statement) (returns bool) {
	if stmt == nil {
		c.Fail(errors.New("nil statement"))
		return false
	}
	c.whole = stmt
	switch n := stmt.(type) {
	case *ast.Insert:
		defer c.identityGiven(ast.BaseTable(n.Table), n.Columns)()
	case *ast.Merge:
		defer c.identityGiven(ast.BaseTable(n.Target), insertedColumns(n))()
	}
	if !c.followsInsert(stmt) {
		c.with(nil)
	}
	c.node(stmt)
	switch n := stmt.(type) {
	case *ast.Select, *ast.Compound, *ast.Values:
		return true
	case *ast.Insert:
		return len(n.Returning) > 0 || c.keyReturned
	case *ast.Update:
		return len(n.Returning) > 0
	case *ast.Delete:
		return len(n.Returning) > 0
	case *ast.Merge:
		return len(n.Returning) > 0
	case *ast.TextStatement:
		return len(n.Columns) > 0 || len(n.Types) > 0
	}
	return false
}

// node writes a statement, by the dialect's override where it has one.
func (c *Compiler) node(stmt ast.Statement) {
	if !c.override(stmt) {
		c.baseStatement(stmt)
	}
}

// override writes a node by the dialect's override and reports whether it has
// one.
func (c *Compiler) override(n ast.Node) bool {
	if kind := n.Kind(); kind < ast.KindCount {
		if override := c.dialect.Overrides[kind]; override != nil {
			override(c, n)
			return true
		}
	}
	return false
}

// Base writes a node as the base compiler does; for an override that is about
// some nodes of its kind only.
func (c *Compiler) Base(n ast.Node) {
	switch n := n.(type) {
	case ast.Expr:
		c.expression(n)
	case ast.From:
		c.source(n)
	case ast.Statement:
		c.baseStatement(n)
	default:
		c.failf("unknown node %T", n)
	}
}

func (c *Compiler) baseStatement(stmt ast.Statement) {
	switch n := stmt.(type) {
	case *ast.Select:
		c.selectQuery(n)
	case *ast.Compound:
		c.compound(n)
	case *ast.Values:
		if c.dialect.Features.NoValuesQuery {
			c.selectValues(n)
		} else {
			c.valuesQuery(n)
		}
	case *ast.Insert:
		c.insert(n)
	case *ast.Update:
		c.update(n)
	case *ast.Delete:
		c.delete(n)
	case *ast.Merge:
		c.merge(n)
	case *ast.TextStatement:
		c.textStatement(n)
	default:
		c.failf("unknown statement %T", n)
	}
}

// numberOf gives the number of a label made for an expression, the same each
// time.
func (c *Compiler) numberOf(e ast.Expr, name string) int {
	for i := range c.labelled {
		if c.labelled[i].expr == e {
			return c.labelled[i].number
		}
	}
	n := c.number(name)
	c.labelled = append(c.labelled, labelled{e, n})
	return n
}

// number gives the next number for a chosen name.
func (c *Compiler) number(name string) int {
	for i := range c.counters {
		if c.counters[i].name == name {
			c.counters[i].n++
			return c.counters[i].n
		}
	}
	c.counters = append(c.counters, counter{name, 1})
	return 1
}

func appendInt(buf []byte, n int) []byte { return strconv.AppendInt(buf, int64(n), 10) }
