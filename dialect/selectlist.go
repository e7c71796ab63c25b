package dialect

import (
	"errors"
	"strconv"

	"github.com/azoth-go/azoth/sql/ast"
)

// selectList writes the columns of a query so that each has a name of its own.
// Names are those that the columns of a derived table have.
func (c *Compiler) selectList(columns []ast.Expr, names []*ast.Column) {
	if len(columns) == 0 {
		c.Fail(errors.New("SELECT without columns"))
		return
	}
	inline := c.inline
	c.inline = inline || c.dialect.Features.InlineColumns
	switch style := c.labelStyle(); {
	case len(names) == len(columns):
		for i, e := range columns {
			c.separate(i)
			c.namedItem(e, c.resultName(names[i].Name))
		}
	case style == ast.LabelTable:
		c.tableItems(columns)
	case style == ast.LabelNothing:
		for i, e := range columns {
			c.separate(i)
			c.selectItem(e)
		}
	default:
		for i, e := range columns {
			c.separate(i)
			if name := c.repeated(columns, i); name != "" {
				c.namedItem(e, name)
			} else {
				c.selectItem(e)
			}
		}
	}
	c.inline = inline
}

// labelStyle is how the columns of the statement being written are named.
func (c *Compiler) labelStyle() ast.LabelStyle {
	if c.hints == nil {
		return ast.LabelDuplicates
	}
	return c.hints.Labels
}

// resultName is a column's name of a derived table, cut where it was made up
// and is too long.
func (c *Compiler) resultName(name string) string {
	if limit := c.madeUpLimit(); limit > 0 && len(name) > limit-cutSuffix {
		return c.cutName(cutLabel, name)
	}
	return name
}

// selectItem writes one item of a select list: a column as it is, anything
// else with its label, or with one made up, so that every column of a result
// has a name.
func (c *Compiler) selectItem(e ast.Expr) {
	switch n := e.(type) {
	case *ast.Column:
		c.Expr(n)
		if c.named {
			c.as(n.Name)
		}
	case *ast.Star, *ast.Text:
		c.Expr(n)
	case *ast.Label:
		c.selectValue(n.X)
		c.as(n.Name)
	case *ast.Tuple:
		c.Unsupported("a tuple as a column")
	default:
		c.anonymousItem(e)
	}
}

// namedItem writes an item under a name. A column of a result that has that
// name anyway goes without where nobody needs it.
func (c *Compiler) namedItem(e ast.Expr, name string) {
	switch e.(type) {
	case *ast.Star, *ast.Text:
		c.Expr(e)
		return
	}
	c.selectValue(e)
	c.as(name)
}

func (c *Compiler) as(name string) {
	c.buf = append(c.buf, " AS "...)
	c.Identifier(name)
}

// selectValue writes the value of an item. A database that types parameters by
// their place has nothing to go by here.
func (c *Compiler) selectValue(e ast.Expr) {
	if label, ok := e.(*ast.Label); ok {
		e = label.X
	}
	c.untyped(e)
}

// anonymousItem writes an item with a name made up from what it is.
func (c *Compiler) anonymousItem(e ast.Expr) {
	name := anonymousName(e)
	switch {
	case name.none:
		c.selectValue(e)
	case name.column:
		c.namedItem(e, name.text)
	default:
		number := c.number(name.text)
		c.selectValue(e)
		c.buf = append(c.buf, " AS "...)
		c.numbered(name.text, number)
	}
}

// repeated gives another name for an item whose name an earlier one has: with a
// number behind it, and behind a second line where it is the same column again.
// It gives "" where the name is new.
func (c *Compiler) repeated(columns []ast.Expr, i int) string {
	name, column := itemNameOf(columns[i])
	if name == "" {
		return ""
	}
	if _, stated := columns[i].(*ast.Label); stated {
		return ""
	}
	again, taken := 0, false
	for _, earlier := range columns[:i] {
		other, of := itemNameOf(earlier)
		if other != name {
			continue
		}
		taken = true
		if of == column && column != nil {
			again++
		}
	}
	switch {
	case !taken:
		return ""
	case again > 0:
		return name + "__" + strconv.Itoa(again)
	}
	return name + "_" + strconv.Itoa(c.number(name))
}

// itemNameOf gives the name that an item has by itself, and the column that it
// is or converts.
func itemNameOf(e ast.Expr) (string, *ast.Column) {
	switch n := e.(type) {
	case *ast.Column:
		return n.Name, n
	case *ast.Label:
		return n.Name, nil
	case *ast.Cast:
		if name := anonymousName(n); name.column {
			column, _ := simplify(n.X).(*ast.Column)
			return name.text, column
		}
	}
	return "", nil
}

// tableItems writes the columns with the names of their tables before their
// own.
func (c *Compiler) tableItems(columns []ast.Expr) {
	var taken []string
	for i, e := range columns {
		c.separate(i)
		column, ok := e.(*ast.Column)
		if !ok {
			c.selectItem(e)
			continue
		}
		name := c.tableLabel(column)
		for n := 1; contains(taken, name); n++ {
			name = c.tableLabel(column) + "_" + strconv.Itoa(n)
		}
		taken = append(taken, name)
		c.Expr(column)
		c.as(c.cutName(cutLabel, name))
	}
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// tableLabel is a column's name behind that of its source.
func (c *Compiler) tableLabel(column *ast.Column) string {
	switch from := column.From.(type) {
	case nil:
		return column.Name
	case *ast.Table:
		if from.Schema != "" {
			return from.Schema + "_" + from.Name + "_" + column.Name
		}
		return from.Name + "_" + column.Name
	default:
		return c.plainName(column.From) + "_" + column.Name
	}
}
