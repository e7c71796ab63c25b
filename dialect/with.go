package dialect

import "github.com/azoth-go/azoth/sql/ast"

// commonTables are the common table expressions of a statement, in the order in
// which WITH has to name them.
type commonTables struct {
	seen  map[ast.Node]bool
	found []*ast.CTE
}

// find adds those that a statement names, each behind those that it depends on.
func (t *commonTables) find(stmt ast.Statement) {
	if t.seen == nil {
		t.seen = map[ast.Node]bool{}
	}
	ast.Walk(stmt, t.visit)
}

// take gives those that were found and not taken yet.
func (t *commonTables) take() []*ast.CTE {
	found := t.found
	t.found = nil
	return found
}

func (t *commonTables) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CTE:
		t.add(n)
		return false
	case *ast.Column: // whose source FROM may leave to the compiler
		t.source(n.From)
	case *ast.Derived:
		if t.seen[n] {
			return false
		}
		t.seen[n] = true
	}
	return true
}

func (t *commonTables) source(from ast.From) {
	switch n := from.(type) {
	case *ast.CTE, *ast.Derived, *ast.Alias:
		ast.Walk(n, t.visit)
	}
}

func (t *commonTables) add(cte *ast.CTE) {
	if t.seen[cte] {
		return
	}
	t.seen[cte] = true
	if cte.Statement == nil {
		return
	}
	nested := commonTables{seen: t.seen}
	ast.Walk(cte.Statement, nested.visit)
	for _, n := range nested.found {
		if n.Nesting {
			delete(t.seen, n) // found again where it is written
			continue
		}
		t.found = append(t.found, n)
	}
	t.found = append(t.found, cte)
}

// announce notes that a common table expression is a source of rows. One that
// the WITH clause does not have yet has the statement written again.
func (c *Compiler) announce() {
	if c.ctes == nil {
		c.unannounced = true
	}
}

// with writes a WITH clause, if there is anything to name.
func (c *Compiler) with(ctes []*ast.CTE) {
	if len(ctes) == 0 {
		return
	}
	c.buf = append(c.buf, "WITH "...)
	for _, cte := range ctes {
		if cte.Recursive && c.dialect.Features.RecursiveWord {
			c.buf = append(c.buf, "RECURSIVE "...)
			break
		}
	}
	for i, cte := range ctes {
		for _, other := range ctes[:i] {
			if cte.Name != "" && other.Name == cte.Name {
				c.failf("two common table expressions are called %q: give one of them another name", cte.Name)
			}
		}
		c.separate(i)
		c.commonTable(cte)
	}
	c.buf = append(c.buf, ' ')
}

func (c *Compiler) commonTable(cte *ast.CTE) {
	c.sourceName(cte)
	_, values := cte.Statement.(*ast.Values)
	if cte.Recursive || cte.ListColumns || values {
		c.columnList(cte.Columns)
	}
	c.buf = append(c.buf, " AS "...)
	if cte.Prefix != "" {
		c.WriteString(cte.Prefix)
		c.buf = append(c.buf, ' ')
	}
	c.buf = append(c.buf, '(')
	base, correlation := c.base, c.correlation
	c.base, c.labels, c.correlation = len(c.sources), cte.Columns, nil
	c.nestedTables(cte.Statement)
	if !c.override(cte.Statement) {
		c.baseStatement(cte.Statement)
	}
	c.buf = append(c.buf, ')')
	c.base, c.labels, c.correlation = base, nil, correlation
}

// nestedTables writes the WITH of the common table expressions that belong to
// the statement of another.
func (c *Compiler) nestedTables(stmt ast.Statement) {
	if c.ctes == nil || stmt == nil {
		return
	}
	nested := commonTables{seen: c.ctes.seen}
	ast.Walk(stmt, nested.visit)
	c.with(nested.found)
}

// columnList writes the names of columns in parentheses.
func (c *Compiler) columnList(columns []*ast.Column) {
	c.buf = append(c.buf, '(')
	for i, column := range columns {
		c.separate(i)
		c.Identifier(column.Name)
	}
	c.buf = append(c.buf, ')')
}
