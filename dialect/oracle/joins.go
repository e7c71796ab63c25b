package oracle

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
)

// missing marks a column of the side of a join that may be missing.
const missing = "(+)"

// selectWithoutJoins writes the sources of joins as a list and their conditions
// in the WHERE clause.
func selectWithoutJoins(c *dialect.Compiler, n ast.Node) {
	s := *n.(*ast.Select)
	var j joins
	for _, from := range s.From {
		j.flatten(c, from)
	}
	if len(j.conditions) > 0 {
		s.From = j.sources
		s.Where = append(append([]ast.Expr(nil), s.Where...), j.conditions...)
	}
	c.Base(&s)
}

// joins are the sources and the conditions of joins that were taken apart.
type joins struct {
	sources    []ast.From
	conditions []ast.Expr
}

func (j *joins) flatten(c *dialect.Compiler, from ast.From) {
	join, ok := from.(*ast.Join)
	if !ok {
		j.sources = append(j.sources, from)
		return
	}
	left, right := join.Left, join.Right
	switch join.JoinKind {
	case ast.InnerJoin, ast.CrossJoin:
		if join.On != nil {
			j.conditions = append(j.conditions, join.On)
		}
	case ast.LeftJoin:
		j.outer(c, join.On, right)
	case ast.RightJoin:
		j.outer(c, join.On, left)
	default:
		c.Unsupported("FULL JOIN without the word JOIN")
	}
	j.flatten(c, left)
	j.flatten(c, right)
}

// outer adds the condition of an outer join, whose columns of the side that may
// be missing are marked.
func (j *joins) outer(c *dialect.Compiler, on ast.Expr, side ast.From) {
	if _, ok := side.(*ast.Join); ok {
		c.Unsupported("a join that may be missing as a whole, without the word JOIN")
		return
	}
	j.conditions = append(j.conditions, ast.Rewrite(on, func(e ast.Expr) ast.Expr {
		if column, ok := e.(*ast.Column); ok && column.From == side {
			return &ast.Custom{Op: missing, Left: column, Precedence: uint8(dialect.PrecedenceElement), Type: column.Type}
		}
		return e
	}))
}

// custom has the mark follow its column at once.
func custom(c *dialect.Compiler, n ast.Node) {
	mark := n.(*ast.Custom)
	if mark.Op != missing {
		c.Base(n)
		return
	}
	c.Expr(mark.Left)
	c.WriteString(missing)
}
