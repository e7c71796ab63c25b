package dialect

import "github.com/azoth-go/azoth/schema"

func (c *Compiler) commentDDL(s schema.CommentDDL) {
	c.WriteString("COMMENT ON ")
	switch {
	case s.Column != nil:
		c.WriteString("COLUMN ")
		c.TableName(s.Table)
		c.WriteString(".")
		c.columnName(s.Column.AST())
	case s.Constraint != nil:
		if !c.dialect.DDL.ConstraintComments {
			c.Unsupported("COMMENT ON CONSTRAINT")
			return
		}
		c.WriteString("CONSTRAINT ")
		clauses := s.Constraint.Clauses()
		c.madeName(clauses.Name, clauses.NameIsMade())
		c.WriteString(" ON ")
		c.TableName(s.Table)
	default:
		c.WriteString("TABLE ")
		c.TableName(s.Table)
	}
	c.WriteString(" IS ")
	if s.Drop {
		c.WriteString("NULL")
	} else {
		c.Literal(s.Text())
	}
}
