package dialect

import (
	"cmp"
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
)

// lock writes a locking clause. A database without row locks serves the purpose
// in other ways, and the clause is left out.
func (c *Compiler) lock(l *ast.Locking) {
	features := &c.dialect.Features
	if l == nil || !features.Locking || features.OuterLock && c.depth > 0 {
		return
	}
	c.buf = append(c.buf, ' ')
	switch {
	case l.Share && l.Key && features.KeyLocks:
		c.buf = append(c.buf, "FOR KEY SHARE"...)
	case l.Share:
		c.WriteString(cmp.Or(features.ShareLock, "FOR SHARE"))
	case l.Key && features.KeyLocks:
		c.buf = append(c.buf, "FOR NO KEY UPDATE"...)
	default:
		c.buf = append(c.buf, "FOR UPDATE"...)
	}
	c.lockOf(l.Of)
	if !features.LockWaits {
		return
	}
	if l.NoWait {
		c.buf = append(c.buf, " NOWAIT"...)
	}
	if l.Skip {
		c.buf = append(c.buf, " SKIP LOCKED"...)
	}
}

// lockOf names what is locked: tables, or columns that stand for theirs.
func (c *Compiler) lockOf(of []ast.Node) {
	if len(of) == 0 || c.dialect.Features.LockOf == LockOfNothing {
		return
	}
	c.buf = append(c.buf, " OF "...)
	if c.dialect.Features.LockOf == LockOfColumns {
		for i, e := range lockedColumns(of) {
			c.separate(i)
			c.Expr(e)
		}
		return
	}
	var named []ast.From
	for _, n := range of {
		from, ok := n.(ast.From)
		if column, isColumn := n.(*ast.Column); isColumn {
			from, ok = column.From, true
		}
		if !ok || from == nil || slices.Contains(named, from) {
			continue
		}
		c.separate(len(named))
		named = append(named, from)
		if table, plain := from.(*ast.Table); plain {
			c.quoted(table.Name, table.Quote)
		} else {
			c.sourceName(from)
		}
	}
}

// lockedColumns gives a column for each thing to lock.
func lockedColumns(of []ast.Node) (columns []ast.Expr) {
	for _, n := range of {
		switch n := n.(type) {
		case *ast.Column:
			columns = append(columns, n)
		case ast.From:
			if all := ast.ColumnsOf(n); len(all) > 0 {
				columns = append(columns, all[0])
			}
		}
	}
	return columns
}
