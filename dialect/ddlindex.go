package dialect

import (
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

func (c *Compiler) indexDDL(s schema.IndexDDL) {
	rules, x := &c.dialect.DDL, s.Index
	var clauses IndexClauses
	if rules.Index != nil {
		clauses = rules.Index(x)
	}
	if s.Drop {
		c.dropIndex(s, clauses.DropWords)
		return
	}
	c.WriteString("CREATE ")
	if x.Unique {
		c.WriteString("UNIQUE ")
	}
	c.words(clauses.Kind)
	c.WriteString("INDEX ")
	c.words(clauses.Words)
	c.guard(s.Guarded && !rules.NoIndexGuard, false)
	if rules.AttachedSchemas {
		c.schema(x.Table.Schema)
		c.indexName(x)
		c.WriteString(" ON ")
		c.Identifier(x.Table.Name)
	} else {
		c.indexName(x)
		c.WriteString(" ON ")
		c.TableName(x.Table)
	}
	if clauses.Using != "" {
		c.WriteString(" USING ")
		c.Identifier(clauses.Using)
	}
	c.WriteString(" (")
	for i, part := range x.Parts {
		c.separate(i)
		c.indexPart(part, clauses.Part)
	}
	c.WriteString(")")
	if len(clauses.Include) > 0 {
		c.WriteString(" INCLUDE ")
		c.identifierList(clauses.Include)
	}
	if clauses.Tail != nil {
		clauses.Tail(c)
	}
	c.indexWhere(x)
}

func (c *Compiler) dropIndex(s schema.IndexDDL, words string) {
	x := s.Index
	c.WriteString("DROP INDEX ")
	c.words(words)
	c.guard(s.Guarded, true)
	if !c.dialect.DDL.IndexOnTable {
		if !c.dialect.DDL.NoSchemas {
			c.schema(x.Table.Schema)
		}
		c.indexName(x)
		return
	}
	c.indexName(x)
	c.WriteString(" ON ")
	c.TableName(x.Table)
}

func (c *Compiler) indexName(x *schema.TableIndex) { c.madeName(x.Name, x.NameIsMade()) }

func (c *Compiler) words(words string) {
	if words != "" {
		c.WriteString(words + " ")
	}
}

func (c *Compiler) identifierList(names []string) {
	c.WriteString("(")
	for i, name := range names {
		c.separate(i)
		c.Identifier(name)
	}
	c.WriteString(")")
}

// indexPart writes what an index is on: a column with what only the database
// says of it, or an expression.
func (c *Compiler) indexPart(part schema.IndexPart, more func(string) string) {
	if part.Column != nil {
		c.columnName(part.Column.AST())
		if more != nil {
			c.WriteString(more(part.Column.Name))
		}
		return
	}
	node := part.Expression.Node()
	order, ordered := node.(*ast.Order)
	if ordered {
		node = order.X
	}
	if column, ok := node.(*ast.Column); ok && more != nil {
		c.columnName(column)
		c.WriteString(more(column.Name))
		if ordered {
			c.direction(order)
		}
		return
	}
	if !c.parenthesized(node) {
		c.bareExpression(part.Expression)
		return
	}
	c.WriteString("(")
	c.BareExpression(node)
	c.WriteString(")")
	if ordered {
		c.direction(order)
	}
}

// parenthesized reports whether an expression of an index stands in parentheses.
func (c *Compiler) parenthesized(node ast.Expr) bool {
	switch node.(type) {
	case *ast.Column, *ast.Text:
		return false
	case *ast.Function:
		return c.dialect.DDL.IndexExpressions == IndexExpressionsInParentheses
	}
	return c.dialect.DDL.IndexExpressions != IndexExpressionsBare
}

// indexWhere writes the condition of a partial index.
func (c *Compiler) indexWhere(x *schema.TableIndex) {
	where := sql.Expression(x.Where)
	if own, ok := x.Wheres[c.dialect.Name]; ok {
		where = own
	} else if x.Where == nil {
		return
	}
	if !c.dialect.DDL.PartialIndexes {
		c.Unsupported("an index on some rows (WHERE)")
		return
	}
	c.WriteString(" WHERE ")
	c.barePredicate(where)
}
