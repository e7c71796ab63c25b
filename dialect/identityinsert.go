package dialect

import (
	"bytes"
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
)

// identityGiven begins a statement that gives an identity column its values, where
// the database has to be told that, and returns what ends it:
//
//	SET IDENTITY_INSERT t ON; INSERT INTO t (id) VALUES (@p1); SET IDENTITY_INSERT t OFF
//
// A session has one such table at most.
func (c *Compiler) identityGiven(table *ast.Table, columns []*ast.Column) (end func()) {
	if !c.dialect.Features.IdentityInsert || table == nil || !slices.ContainsFunc(columns, isIdentity) {
		return func() {}
	}
	set := func(state string) {
		c.buf = append(c.buf, "SET IDENTITY_INSERT "...)
		c.table(table)
		c.buf = append(c.buf, state...)
	}
	set(" ON; ")
	return func() {
		if !bytes.HasSuffix(c.buf, []byte(";")) {
			c.buf = append(c.buf, ';')
		}
		c.buf = append(c.buf, ' ')
		set(" OFF")
	}
}

func isIdentity(column *ast.Column) bool {
	d := column.Defaults
	return d != nil && d.Identity && d.Sequence == ""
}

// insertedColumns are those that a MERGE gives values in the rows it inserts.
func insertedColumns(n *ast.Merge) (columns []*ast.Column) {
	for i := range n.Clauses {
		if n.Clauses[i].Action == ast.MergeInsert {
			columns = append(columns, n.Clauses[i].Columns...)
		}
	}
	return columns
}
