package dialect

import (
	"errors"
	"fmt"

	"github.com/azoth-go/azoth/schema"
)

// constraint writes a constraint as CREATE TABLE and ALTER TABLE have it.
func (c *Compiler) constraint(constraint schema.TableConstraint) {
	clauses := constraint.Clauses()
	if clauses.Name != "" {
		c.WriteString("CONSTRAINT ")
		c.madeName(clauses.Name, clauses.NameIsMade())
		c.WriteString(" ")
	}
	c.constraintBody(constraint)
	c.timing(clauses)
	if tail := c.dialect.DDL.ConstraintTail; tail != nil {
		tail(c, constraint)
	}
}

func (c *Compiler) constraintBody(constraint schema.TableConstraint) {
	switch constraint := constraint.(type) {
	case *schema.PrimaryKeyConstraint:
		c.WriteString("PRIMARY KEY " + c.constraintWord(constraint))
		c.keyColumns(constraint.Columns)
	case *schema.UniqueConstraint:
		c.WriteString("UNIQUE " + c.constraintWord(constraint))
		c.keyColumns(constraint.Columns)
	case *schema.CheckConstraint:
		c.WriteString("CHECK (")
		c.barePredicate(constraint.Predicate)
		c.WriteString(")")
	case *schema.ForeignKeyConstraint:
		c.foreignKey(constraint)
	case *schema.ExcludeConstraint:
		c.exclude(constraint)
	default:
		c.failf("unknown constraint %T", constraint)
	}
}

func (c *Compiler) constraintWord(constraint schema.TableConstraint) string {
	if word := c.dialect.DDL.ConstraintWord; word != nil {
		if w := word(constraint); w != "" {
			return w + " "
		}
	}
	return ""
}

func (c *Compiler) keyColumns(columns []*schema.Column) {
	c.WriteString("(")
	for i, column := range columns {
		c.separate(i)
		c.columnName(column.AST())
	}
	c.WriteString(")")
}

// timing writes when a constraint is checked.
func (c *Compiler) timing(clauses *schema.ConstraintClauses) {
	switch {
	case clauses.NotDeferrable:
		c.WriteString(" NOT DEFERRABLE")
	case clauses.Deferrable:
		c.WriteString(" DEFERRABLE")
	}
	switch {
	case clauses.InitiallyDeferred:
		c.WriteString(" INITIALLY DEFERRED")
	case clauses.InitiallyImmediate:
		c.WriteString(" INITIALLY IMMEDIATE")
	}
}

func (c *Compiler) foreignKey(fk *schema.ForeignKeyConstraint) {
	if fk.Target == nil {
		c.failf("the foreign key to %s is not resolved: declare that table in the same MetaData", fk.TargetName())
		return
	}
	c.WriteString("FOREIGN KEY")
	c.keyColumns(fk.Columns)
	c.WriteString(" REFERENCES ")
	if c.dialect.DDL.AttachedSchemas {
		c.Identifier(fk.Target.Name)
	} else {
		c.TableName(fk.Target)
	}
	c.WriteString(" ")
	c.keyColumns(fk.TargetColumns)
	if fk.Match != "" {
		c.WriteString(" MATCH " + fk.Match)
	}
	unsaid := func(action string) bool { return action == "" || action == "RESTRICT" && c.dialect.DDL.NoRestrict }
	if !unsaid(fk.OnDelete) {
		c.WriteString(" ON DELETE " + fk.OnDelete)
	}
	if !unsaid(fk.OnUpdate) && !c.dialect.DDL.NoOnUpdate {
		c.WriteString(" ON UPDATE " + fk.OnUpdate)
	}
}

func (c *Compiler) exclude(x *schema.ExcludeConstraint) {
	if !c.dialect.DDL.Exclude {
		c.Unsupported("EXCLUDE")
		return
	}
	c.WriteString("EXCLUDE USING ")
	if x.Using == "" {
		c.WriteString("gist")
	} else {
		c.Identifier(x.Using)
	}
	c.WriteString(" (")
	for i, element := range x.Elements {
		c.separate(i)
		c.bareExpression(element.Expression)
		if element.Class != "" {
			c.WriteString(" ")
			c.Identifier(element.Class)
		}
		c.WriteString(" WITH " + element.Operator)
	}
	c.WriteString(")")
	if x.Where != nil {
		c.WriteString(" WHERE (")
		c.Expr(x.Where.Node())
		c.WriteString(")")
	}
}

func (c *Compiler) constraintDDL(s schema.ConstraintDDL) {
	c.AlterTable(s.Constraint.Owner())
	clauses := s.Constraint.Clauses()
	if !s.Drop {
		c.WriteString("ADD ")
		if clauses.Name == "" && s.Name != "" {
			c.WriteString("CONSTRAINT ")
			c.madeName(s.Name, true)
			c.WriteString(" ")
		}
		c.constraint(s.Constraint)
		return
	}
	c.WriteString("DROP CONSTRAINT ")
	c.guard(s.Guarded, true)
	c.DroppedConstraint(s)
	if s.Cascading {
		c.WriteString(" CASCADE")
	}
}

// AlterTable begins a statement that changes a table.
func (c *Compiler) AlterTable(t *schema.Table) {
	if t == nil {
		c.Fail(errors.New("the constraint belongs to no table"))
		return
	}
	c.WriteString("ALTER TABLE ")
	c.TableName(t)
	c.WriteString(" ")
}

// DroppedConstraint writes the name of a constraint that is dropped.
func (c *Compiler) DroppedConstraint(s schema.ConstraintDDL) {
	switch clauses := s.Constraint.Clauses(); {
	case clauses.Name != "":
		c.madeName(clauses.Name, clauses.NameIsMade())
	case s.Name != "":
		c.madeName(s.Name, true)
	default:
		c.Fail(errors.New("a constraint that is dropped needs a name: give it one, or the MetaData a naming convention"))
	}
}

// chosenConstraintName is what a foreign key without a name is called where it
// must be found again.
func chosenConstraintName(fk *schema.ForeignKeyConstraint) string {
	name := "fk_" + fk.Table.Name
	for _, column := range fk.Columns {
		name = fmt.Sprintf("%s_%s", name, column.Name)
	}
	return name
}
