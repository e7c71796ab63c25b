package dialect

import (
	"slices"
	"strings"

	"github.com/azoth-go/azoth/schema"
)

func (c *Compiler) tableDDL(s schema.TableDDL) {
	if s.Drop {
		c.WriteString("DROP TABLE ")
		c.guard(s.Guarded, true)
		c.TableName(s.Table)
		return
	}
	t := s.Table
	c.WriteString("CREATE ")
	for _, word := range t.Prefixes {
		c.WriteString(word + " ")
	}
	if t.Temporary {
		if c.dialect.DDL.Temporary == "" {
			c.WriteString("TEMPORARY ")
		} else {
			c.WriteString(c.dialect.DDL.Temporary + " ")
		}
	}
	c.WriteString("TABLE ")
	c.guard(s.Guarded, false)
	c.TableName(t)
	c.WriteString(" (\n")
	c.tableItems(s)
	c.WriteString("\n)")
	if tail := c.dialect.DDL.TableTail; tail != nil {
		tail(c, t)
	}
}

// tableItems writes what CREATE TABLE has between its parentheses, a line each.
func (c *Compiler) tableItems(s schema.TableDDL) {
	first := true
	item := func() {
		if !first {
			c.WriteString(",\n")
		}
		first = false
		c.WriteString("\t")
	}
	for _, column := range s.Table.Columns {
		if !column.System {
			item()
			c.columnDefinition(column)
		}
	}
	if key := s.Table.Key; key != nil && c.inlineKey(s.Table) == "" {
		item()
		c.constraint(key)
	}
	for _, constraint := range s.Table.Constraints {
		if c.inTable(s, constraint) {
			item()
			c.constraint(constraint)
		}
	}
	c.typeChecks(s.Table, item)
}

// inTable reports whether CREATE TABLE has a constraint as an item of its own.
func (c *Compiler) inTable(s schema.TableDDL, constraint schema.TableConstraint) bool {
	if !constraint.Clauses().Condition.Holds(c.dialect.Name) {
		return false
	}
	switch constraint := constraint.(type) {
	case *schema.CheckConstraint:
		return constraint.Column == nil || c.checkOfTable(constraint)
	case *schema.ForeignKeyConstraint:
		elsewhere := c.dialect.DDL.AttachedSchemas && constraint.Target != nil && constraint.Target.Schema != s.Table.Schema
		return !elsewhere && !slices.Contains(s.Without, constraint) && (!constraint.UseAlter || s.Whole)
	}
	return true
}

func (c *Compiler) inlineKey(t *schema.Table) string {
	if inline := c.dialect.DDL.InlineKey; inline != nil {
		return inline(t)
	}
	return ""
}

// replace writes a text in which functions write what stands for marks.
func (c *Compiler) replace(text string, marks map[string]func()) {
	for text != "" {
		at, found := len(text), ""
		for mark := range marks {
			if i := strings.Index(text, mark); i >= 0 && i < at {
				at, found = i, mark
			}
		}
		c.WriteString(text[:at])
		if found == "" {
			return
		}
		marks[found]()
		text = text[at+len(found):]
	}
}
