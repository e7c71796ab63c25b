package dialect

import (
	"slices"
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
)

// A cutName is a name that was longer than the database allows.
type cutName struct {
	name  string
	alias bool
}

// labelLimit is the length that the compiler's own names may have, or 0.
func (d *Dialect) labelLimit() int {
	if d.LabelLength > 0 {
		return d.LabelLength
	}
	return d.Identifiers.MaxLength
}

// cutRoom is what a cut name keeps free for its number.
const cutRoom = 6

// tooLong reports whether a name that the compiler makes leaves no room.
func (c *Compiler) tooLong(length int) bool {
	limit := c.dialect.labelLimit()
	return limit > 0 && length > limit-cutRoom
}

// cut shortens a name and numbers it. The same name is cut the same way
// everywhere in a statement; aliases are numbered apart from labels.
func (c *Compiler) cut(name string, alias bool) string {
	number := 0
	for _, cut := range c.cuts {
		if cut.alias == alias {
			number++
			if cut.name == name {
				return c.cutNumbered(name, number)
			}
		}
	}
	c.cuts = append(c.cuts, cutName{name, alias})
	return c.cutNumbered(name, number+1)
}

func (c *Compiler) cutNumbered(name string, number int) string {
	room := min(max(c.dialect.labelLimit()-cutRoom, 0), len(name))
	return strings.ToValidUTF8(name[:room], "") + "_" + strconv.FormatInt(int64(number), 16)
}

// made writes a label that the compiler made.
func (c *Compiler) made(name string) {
	if c.tooLong(len(name)) {
		name = c.cut(name, false)
	}
	c.Identifier(name)
}

// numbered writes name_n, a label or an alias that the compiler chose.
func (c *Compiler) numbered(name string, n int, alias bool) {
	if c.tooLong(len(name) + 2) {
		full := name + "_" + strconv.Itoa(n)
		if c.tooLong(len(full)) {
			full = c.cut(full, alias)
		}
		c.Identifier(full)
		return
	}
	buf, err := c.dialect.Identifiers.appendNumbered(c.buf, name, n)
	if err != nil {
		c.Fail(err)
		return
	}
	c.buf = buf
}

// chosen gives the name that a node without one is called by in the whole
// statement.
func (c *Compiler) chosen(of ast.Node, prefix string) chosenName {
	for i := range c.names {
		if c.names[i].of == of {
			return c.names[i]
		}
	}
	name := chosenName{of, prefix, c.number(prefix)}
	c.names = append(c.names, name)
	return name
}

// columnName writes the name of a column without its source.
func (c *Compiler) columnName(n *ast.Column) {
	switch {
	case n.Name == "" && derivedColumn(n):
		c.anonymousColumn(n)
	case n.Quote != ast.QuoteAsNeeded:
		c.quotedAs(n.Name, n.Quote)
	case !derivedColumn(n):
		c.existing(n.Name)
	default:
		if limit := c.dialect.labelLimit(); limit > 0 && len(n.Name) > limit {
			c.Identifier(c.cut(n.Name, false))
			return
		}
		c.Identifier(n.Name)
	}
}

// derivedColumn reports whether a column is one of a query, named by a label.
func derivedColumn(n *ast.Column) bool {
	return n.From != nil && ast.BaseTable(n.From) == nil
}

// anonymousColumn writes the name of a column of a query that the query leaves
// to the compiler.
func (c *Compiler) anonymousColumn(n *ast.Column) {
	if _, alias := n.From.(*ast.Alias); alias && n.Of != nil {
		c.columnName(n.Of)
		return
	}
	items, i, style := derivedItem(n)
	if i < 0 {
		c.failf("a column of %s stands for nothing in it", describe(n.From))
		return
	}
	name := anonymousName(items[i])
	column, ok := items[i].(*ast.Column)
	switch {
	case !ok && name.column:
		c.made(name.text)
		return
	case ok:
		if prefix := c.sourceText(column.From); style == ast.LabelTable && prefix != "" {
			name.text = prefix + "_" + name.text
		}
		l := labeller{items: items}
		switch found := l.before(i, column); {
		case found == unused, found == taken && style == ast.LabelTable:
			c.made(name.text)
			return
		case found == repeated:
			name.text += "_"
		}
	}
	chosen := c.chosen(n, name.text)
	c.numbered(chosen.prefix, chosen.number, false)
}

// derivedItem finds the item of a query that a column stands for, with the whole
// list and the style of its labels, or gives -1.
func derivedItem(n *ast.Column) (items []ast.Expr, i int, style ast.LabelStyle) {
	var stmt ast.Statement
	switch from := n.From.(type) {
	case *ast.Derived:
		stmt = from.Query
	case *ast.CTE:
		stmt = from.Statement
	}
	items = itemsOf(stmt)
	i = slices.Index(ast.ColumnsOf(n.From), n)
	if i >= len(items) {
		i = -1
	}
	return items, i, styleOf(stmt)
}

// styleOf gives the style of the labels of a query.
func styleOf(stmt ast.Statement) ast.LabelStyle {
	switch n := stmt.(type) {
	case *ast.Select:
		if n.More != nil {
			return n.More.Labels
		}
	case *ast.Compound:
		if n.More != nil && n.More.Labels != ast.LabelDuplicates {
			return n.More.Labels
		}
		if len(n.Queries) > 0 {
			return styleOf(n.Queries[0])
		}
	}
	return ast.LabelDuplicates
}

// itemsOf gives the select list of a query, of a set operation that of its
// first member.
func itemsOf(stmt ast.Statement) []ast.Expr {
	switch n := stmt.(type) {
	case *ast.Select:
		return n.Columns
	case *ast.Compound:
		if len(n.Queries) > 0 {
			return itemsOf(n.Queries[0])
		}
	case *ast.Insert:
		return n.Returning
	case *ast.Update:
		return n.Returning
	case *ast.Delete:
		return n.Returning
	}
	return nil
}

// columnNames writes the names of columns, separated by commas.
func (c *Compiler) columnNames(columns []*ast.Column) {
	for i, column := range columns {
		c.separate(i)
		c.columnName(column)
	}
}

// quotedAs writes a name that the program may want quoted, or never quoted.
func (c *Compiler) quotedAs(name string, quote ast.Quoting) {
	if !c.definable(name) {
		return
	}
	buf, err := c.dialect.Identifiers.appendAs(c.buf, name, quote)
	if err != nil {
		c.Fail(err)
		return
	}
	c.buf = buf
}

// QuotedIdentifier adds a name in quotes, whether it needs them or not.
func (c *Compiler) QuotedIdentifier(name string) { c.quotedAs(name, ast.QuoteAlways) }

// schema writes the name of a schema, if there is one, with a dot.
func (c *Compiler) schema(name string) {
	if translated, ok := c.dialect.Schemas[name]; ok {
		name = translated
	}
	if name == "" || c.dialect.Features.NoSchemas {
		return
	}
	if c.dialect.Identifiers.SchemaDots {
		for {
			database, rest, found := strings.Cut(name, ".")
			if !found {
				break
			}
			c.existing(database)
			c.buf = append(c.buf, '.')
			name = rest
		}
	}
	c.existing(name)
	c.buf = append(c.buf, '.')
}
