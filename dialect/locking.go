package dialect

import (
	"cmp"
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
)

// lock writes the locking clause of a query.
func (c *Compiler) lock(lock *ast.Locking) {
	f := &c.dialect.Features
	if lock == nil || !f.Locking || f.OuterLock && c.depth > 1 {
		return
	}
	c.buf = append(c.buf, ' ')
	switch key := lock.Key && f.KeyLocks; {
	case lock.Share && key:
		c.buf = append(c.buf, "FOR KEY SHARE"...)
	case lock.Share:
		c.WriteString(cmp.Or(f.ShareLock, "FOR SHARE"))
	case key:
		c.buf = append(c.buf, "FOR NO KEY UPDATE"...)
	default:
		c.buf = append(c.buf, "FOR UPDATE"...)
	}
	c.lockOf(lock.Of)
	switch {
	case !f.LockWaits:
	case lock.NoWait:
		c.buf = append(c.buf, " NOWAIT"...)
	case lock.Skip:
		c.buf = append(c.buf, " SKIP LOCKED"...)
	}
}

// lockOf writes whose rows are locked. A database that wants tables gets those
// of columns, each once; one that wants columns gets one of each table.
func (c *Compiler) lockOf(of []ast.Node) {
	style := c.dialect.Features.LockOf
	if len(of) == 0 || style == LockOfNothing {
		return
	}
	c.buf = append(c.buf, " OF "...)
	var written []ast.From
	for i, n := range of {
		column, isColumn := n.(*ast.Column)
		from, isFrom := n.(ast.From)
		if isColumn {
			from = column.From
		}
		switch {
		case !isColumn && !isFrom || from == nil:
			c.failf("a %T cannot be locked", n)
			return
		case style == LockOfTables:
			if slices.Contains(written, from) {
				continue
			}
			c.separate(len(written))
			written = append(written, from)
			c.sourceName(from)
		default:
			if !isColumn {
				columns := ast.ColumnsOf(from)
				if len(columns) == 0 {
					c.failf("%s has no columns to lock it by", describe(from))
					return
				}
				column = columns[0]
			}
			c.separate(i)
			c.column(column)
		}
	}
}
