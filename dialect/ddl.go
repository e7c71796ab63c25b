package dialect

import (
	"errors"
	"fmt"

	"github.com/azoth-go/azoth/schema"
)

// CompileDDL writes a statement that changes the structure of the database, with
// all values in its text. One with a condition that the dialect does not meet is
// an empty text, which need not be sent. Nothing is sent: an error says what is
// wrong, or, as an *UnsupportedError, what the database lacks. What a database
// lacks without harm is left out; forms that only others have are written as the
// standard has them.
func (d *Dialect) CompileDDL(s schema.DDL) (Statement, error) {
	statement, err := d.compile(func(c *Compiler) bool {
		c.inline, c.script, c.defines = true, true, true
		c.DDL(s)
		return false
	})
	if err != nil {
		return Statement{}, fmt.Errorf("%s: %w", describeDDL(s), err)
	}
	return statement, nil
}

// DDL writes a statement, in the way of the dialect where it has one.
func (c *Compiler) DDL(s schema.DDL) {
	if write := c.dialect.DDL.Write; write == nil || !write(c, s) {
		c.BaseDDL(s)
	}
}

// BaseDDL writes a statement as most databases have it; for a dialect that
// writes some statements in its own way only.
func (c *Compiler) BaseDDL(s schema.DDL) {
	switch s := s.(type) {
	case schema.TableDDL:
		c.tableDDL(s)
	case schema.IndexDDL:
		c.indexDDL(s)
	case schema.ConstraintDDL:
		c.constraintDDL(s)
	case schema.SequenceDDL:
		c.sequenceDDL(s)
	case schema.TypeDDL:
		c.typeDDL(s)
	case schema.SchemaDDL:
		c.schemaDDL(s)
	case schema.CommentDDL:
		c.commentDDL(s)
	case schema.ViewDDL:
		c.viewDDL(s)
	case schema.TableAsDDL:
		c.tableAsDDL(s)
	case schema.TextDDL:
		c.textDDL(s)
	case schema.ClearDDL:
		c.clearDDL(s)
	case schema.ConditionalDDL:
		if s.Condition.Holds(c.dialect.Name) {
			c.DDL(s.DDL)
		}
	case nil:
		c.Fail(errors.New("nil statement"))
	default:
		c.failf("unknown statement %T", s)
	}
}

// describeDDL says in messages what a statement is about.
func describeDDL(s schema.DDL) string {
	switch s := s.(type) {
	case schema.TableDDL:
		if s.Table != nil {
			return fmt.Sprintf("table %q", s.Table.FullName())
		}
	case schema.IndexDDL:
		if s.Index != nil {
			return fmt.Sprintf("index %q", s.Index.Name)
		}
	case schema.ConstraintDDL:
		if s.Constraint != nil {
			return fmt.Sprintf("constraint %q of table %q", s.Constraint.Clauses().Name, s.Constraint.Owner().FullName())
		}
	case schema.SequenceDDL:
		if s.Sequence != nil {
			return fmt.Sprintf("sequence %q", s.Sequence.FullName())
		}
	case schema.TypeDDL:
		if s.Type != nil {
			return fmt.Sprintf("type %q", s.Type.Name)
		}
	case schema.ViewDDL:
		if s.View != nil {
			return fmt.Sprintf("view %q", s.View.FullName())
		}
	case schema.ConditionalDDL:
		return describeDDL(s.DDL)
	}
	return fmt.Sprintf("%T", s)
}

// guard writes IF NOT EXISTS for what is created, and IF EXISTS for what is
// dropped.
func (c *Compiler) guard(guarded, drop bool) {
	switch {
	case guarded && drop:
		c.WriteString("IF EXISTS ")
	case guarded:
		c.WriteString("IF NOT EXISTS ")
	}
}

// createOrDrop writes the first word.
func (c *Compiler) createOrDrop(drop bool) {
	if drop {
		c.WriteString("DROP ")
	} else {
		c.WriteString("CREATE ")
	}
}

// ObjectName writes the name of a table, a sequence or another object, with its
// schema where the database has schemas.
func (c *Compiler) ObjectName(schemaName, name string) {
	if !c.dialect.DDL.NoSchemas {
		c.schema(schemaName)
	}
	c.Identifier(name)
}

// TableName writes the name of a table with its schema.
func (c *Compiler) TableName(t *schema.Table) {
	if !c.dialect.DDL.NoSchemas {
		c.schema(t.Schema)
	}
	c.quotedAs(t.Name, t.AST().Quote)
}

func (c *Compiler) schemaDDL(s schema.SchemaDDL) {
	c.createOrDrop(s.Drop)
	c.WriteString("SCHEMA ")
	c.guard(s.Guarded, s.Drop)
	c.Identifier(s.Name)
	if s.Cascading {
		c.WriteString(" CASCADE")
	}
}

// textDDL writes a text, in which the names of its table take the places that
// are kept for them.
func (c *Compiler) textDDL(s schema.TextDDL) {
	if s.Table == nil {
		c.WriteString(s.Text)
		return
	}
	t := s.Table
	c.replace(s.Text, map[string]func(){
		"{table}":    func() { c.Identifier(t.Name) },
		"{fullname}": func() { c.TableName(t) },
		"{schema}": func() {
			if t.Schema != "" {
				c.Identifier(t.Schema)
			}
		},
	})
}

func (c *Compiler) clearDDL(s schema.ClearDDL) {
	c.WriteString("UPDATE ")
	c.TableName(s.ForeignKey.Table)
	c.WriteString(" SET ")
	written := 0
	for _, column := range s.ForeignKey.Columns {
		if column.Nullable {
			c.separate(written)
			c.columnName(column.AST())
			c.WriteString(" = NULL")
			written++
		}
	}
}
