package dialect

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// An itemName is what an item of a select list is called that the program did
// not name.
type itemName struct {
	text   string
	column bool // text is the name of a column, else what a number is added to
	none   bool // the item has no name
}

// anonymousName makes up the name of an item from what it is.
func anonymousName(e ast.Expr) itemName {
	anonymous := itemName{text: "anon"}
	switch n := e.(type) {
	case *ast.Star, *ast.Text:
		return itemName{none: true}
	case *ast.Column:
		return itemName{text: n.Name, column: true}
	case *ast.Label:
		return itemName{text: n.Name, column: true}
	case *ast.Cast:
		if name := anonymousName(n.X); !name.none {
			return name
		}
	case *ast.Coerce:
		return anonymousName(n.X)
	case *ast.Function:
		if n.More != nil && (n.More.Over != nil || len(n.More.Filter) > 0) {
			return anonymous
		}
		return itemName{text: n.Name[strings.LastIndexByte(n.Name, '.')+1:]}
	case *ast.NextValue:
		return itemName{text: "next_value"}
	case *ast.Unary:
		if n.Op != ast.Not {
			return itemName{none: true}
		}
	case *ast.Field:
		return itemName{none: true}
	}
	return anonymous
}

// A labeller gives the columns of a select list their labels, so that no two
// have the same name.
type labeller struct {
	c     *Compiler
	items []ast.Expr
	names []*ast.Column // of a derived table, its columns
	named bool          // every column says its name
	style ast.LabelStyle
	// seen has a bit for each hash of a name that was there, which tells most
	// names apart from all of them.
	seen    [16]uint64
	made    []string // of LabelTable, the labels
	repeats int
}

func (c *Compiler) selectList(columns []ast.Expr, names []*ast.Column, named bool, style ast.LabelStyle) {
	if len(columns) == 0 {
		c.Fail(errors.New("SELECT without columns"))
		return
	}
	if len(names) != len(columns) {
		names = nil
	}
	l := labeller{c: c, items: columns, names: names, named: named, style: style}
	inline := c.inline
	c.inline = inline || c.dialect.Features.InlineColumns
	for i, e := range columns {
		c.separate(i)
		l.item(i, e)
	}
	c.inline = inline
}

// item writes one item: a column as it is, where its name is its own, anything
// else with a label, or with one made up, so that every column of a result has a
// name.
func (l *labeller) item(i int, e ast.Expr) {
	c := l.c
	if l.names != nil {
		_, text := e.(*ast.Text)
		c.selectValue(e)
		if text || l.names[i].Name == "" && anonymousName(e).none {
			return
		}
		c.buf = append(c.buf, " AS "...)
		c.columnName(l.names[i])
		return
	}
	switch n := e.(type) {
	case *ast.Column:
		l.column(i, n)
	case *ast.Label:
		l.mark(n.Name)
		c.selectValue(n.X)
		c.buf = append(c.buf, " AS "...)
		c.Identifier(n.Name)
	case *ast.Tuple:
		c.failf("a tuple is not a column of a result: select its parts")
	default:
		l.anonymous(i, e)
	}
}

func (l *labeller) anonymous(i int, e ast.Expr) {
	c, name := l.c, anonymousName(e)
	switch {
	case name.none || l.style == ast.LabelNothing && !l.named:
		c.selectValue(e)
		return
	case name.column:
		maybe := l.mark(name.text)
		c.selectValue(e)
		c.buf = append(c.buf, " AS "...)
		if column := converted(e); maybe && column != nil && l.style == ast.LabelDuplicates {
			switch l.before(i, column) {
			case repeated:
				l.repeat(name.text)
				return
			case taken:
				c.numbered(name.text, c.number(name.text), false)
				return
			}
		}
		c.made(name.text)
		return
	}
	number := c.numberOf(e, name.text)
	c.selectValue(e)
	c.buf = append(c.buf, " AS "...)
	c.numbered(name.text, number, false)
}

// mark notes a name and reports whether it may have been there before.
func (l *labeller) mark(name string) (maybe bool) {
	if name == "" {
		return false
	}
	h := wordHash(name) % 1024
	bit := uint64(1) << (h % 64)
	maybe = l.seen[h/64]&bit != 0
	l.seen[h/64] |= bit
	return maybe
}

// column writes a column, with a label where one is due.
func (l *labeller) column(i int, n *ast.Column) {
	c := l.c
	if l.style == ast.LabelTable {
		l.tableColumn(i, n)
		return
	}
	maybe := l.mark(n.Name)
	passes := c.resultColumn(n)
	if maybe && l.style == ast.LabelDuplicates {
		switch l.before(i, n) {
		case repeated:
			c.buf = append(c.buf, " AS "...)
			l.repeat(n.Name)
			return
		case taken:
			c.buf = append(c.buf, " AS "...)
			c.numbered(n.Name, c.number(n.Name), false)
			return
		}
	}
	if l.named || passes {
		c.buf = append(c.buf, " AS "...)
		c.columnName(n)
	}
}

// converted is the column that an item is, or is a conversion of, or nil.
func converted(e ast.Expr) *ast.Column {
	for {
		switch n := e.(type) {
		case *ast.Column:
			return n
		case *ast.Cast:
			e = n.X
		case *ast.Coerce:
			e = n.X
		default:
			return nil
		}
	}
}

// precedent says what of a column is in the list before it.
type precedent uint8

const (
	unused   precedent = iota
	taken              // another with its name
	repeated           // itself
)

func (l *labeller) before(i int, n *ast.Column) precedent {
	found := unused
	for _, e := range l.items[:i] {
		if column := converted(e); column != nil && (column == n || column.From == n.From && column.Name == n.Name) {
			return repeated
		}
		if name := anonymousName(e); name.column && name.text == n.Name {
			found = taken
		}
	}
	return found
}

// repeat writes the label of a column that is in the list again.
func (l *labeller) repeat(name string) {
	l.repeats++
	l.c.made(name + "__" + strconv.Itoa(l.repeats))
}

// tableColumn writes a column with a label made of the names of its table and
// its own.
func (l *labeller) tableColumn(i int, n *ast.Column) {
	c := l.c
	name := n.Name
	if prefix := c.sourceText(n.From); prefix != "" {
		name = prefix + "_" + name
	}
	c.resultColumn(n)
	c.buf = append(c.buf, " AS "...)
	switch {
	case !slices.Contains(l.made, name):
		c.made(name)
	case l.before(i, n) == repeated:
		l.repeat(name)
	default:
		c.numbered(name, c.number(name), false)
	}
	l.made = append(l.made, name)
}

// resultColumn writes a column, and reports whether it passes through the SQL of its
// type.
func (c *Compiler) resultColumn(n *ast.Column) (passes bool) {
	sql := c.columnSQL(n)
	if sql == "" {
		c.Expr(n)
		return false
	}
	end := c.through(sql, n.Type)
	c.Expr(n)
	c.WriteString(end)
	return true
}

// varying writes the literal of a text that ends in a blank, as a type that keeps
// it, and reports whether the value is one.
func (c *Compiler) varying(e ast.Expr) bool {
	bind, ok := parameter(e)
	if !ok {
		return false
	}
	v := reflect.ValueOf(bind.Value)
	if v.Kind() != reflect.String || !strings.HasSuffix(v.String(), " ") {
		return false
	}
	c.buf = append(c.buf, "CAST("...)
	c.untyped(e)
	c.buf = append(c.buf, " AS "...)
	c.Type(types.String(utf8.RuneCountInString(v.String())))
	c.buf = append(c.buf, ')')
	return true
}

// selectValue writes the value of an item. A database that types parameters by
// their place has nothing to go by here.
func (c *Compiler) selectValue(e ast.Expr) {
	if label, ok := e.(*ast.Label); ok {
		e = label.X
	}
	if c.inline && c.dialect.Features.FixedLiterals && c.varying(e) {
		return
	}
	if sql := c.columnSQL(e); sql != "" {
		end := c.through(sql, TypeOf(e))
		c.untyped(e)
		c.WriteString(end)
		return
	}
	c.untyped(e)
}
