package dialect

import (
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
)

// filtered gives an aggregate without its FILTER that counts the same rows: those
// left out are NULL to it, count(CASE WHEN … THEN 1 END).
func (c *Compiler) filtered(n *ast.Function) *ast.Function {
	less, more := *n, *n.More
	more.Filter, less.More = nil, &more
	if len(more.WithinGroup) > 0 || len(n.Args) == 0 && n.Name != "count" {
		c.Unsupported("FILTER of an aggregate without arguments")
		return &less
	}
	counted := ast.Expr(&ast.Text{Parts: []string{"1"}})
	if len(n.Args) > 0 {
		if _, rows := n.Args[0].(*ast.Star); !rows {
			counted = n.Args[0]
		}
	}
	condition := &ast.Logical{Op: ast.And, Items: n.More.Filter}
	less.Args = append([]ast.Expr{&ast.Case{Whens: []ast.When{{Condition: condition, Result: counted}}}}, slices.Clone(n.Args[min(1, len(n.Args)):])...)
	return &less
}
