package sql

import (
	"errors"

	"github.com/azoth-go/azoth/sql/ast"
)

// A LockOption says more about [Query.ForUpdate] and [Query.ForShare].
type LockOption interface{ lock(*ast.Locking) error }

// The options of locks. A database that lacks one leaves it out.
const (
	// NoWait is an error at once where another transaction has a row locked.
	NoWait lockFlag = iota
	// SkipLocked leaves out rows that another transaction has locked.
	SkipLocked
	// KeyOnly locks the keys, against deletion and a change of the key:
	// FOR NO KEY UPDATE, FOR KEY SHARE.
	KeyOnly
)

type lockFlag uint8

func (f lockFlag) lock(n *ast.Locking) error {
	switch f {
	case NoWait:
		n.NoWait = true
	case SkipLocked:
		n.Skip = true
	case KeyOnly:
		n.Key = true
	}
	return nil
}

// Of locks only rows of the tables given: FOR UPDATE OF orders.
func Of(sources ...Joinable) LockOption { return lockOf(sources) }

type lockOf []Joinable

func (of lockOf) lock(n *ast.Locking) error {
	for _, source := range of {
		from, err := oneSource(source)
		if err != nil {
			return err
		}
		n.Of = append(n.Of, from)
	}
	return nil
}

// OfColumns is [Of] the tables of columns. A database that locks by columns
// (Oracle) writes them.
func OfColumns(columns ...Expression) LockOption { return lockOfColumns(columns) }

type lockOfColumns []Expression

func (of lockOfColumns) lock(n *ast.Locking) error {
	for _, x := range of {
		node, err := nodeOf(x)
		if err != nil {
			return err
		}
		n.Of = append(n.Of, node)
	}
	return nil
}

// ForUpdate locks the rows against changes and locks of others until the
// transaction ends. A database without row locks (SQLite) ignores it.
//
//	q.ForUpdate(sql.SkipLocked, sql.Of(Orders))   // FOR UPDATE OF orders SKIP LOCKED
func (q Query[R]) ForUpdate(options ...LockOption) Query[R] {
	q.s.setLock(false, options)
	return q
}

// ForShare locks the rows against changes until the transaction ends.
func (q Query[R]) ForShare(options ...LockOption) Query[R] {
	q.s.setLock(true, options)
	return q
}

func (s *selection) setLock(share bool, options []LockOption) {
	s.lock = &ast.Locking{Share: share}
	for _, o := range options {
		if o == nil {
			s.fail(errors.New("nil was given where a lock option is needed"))
			continue
		}
		if err := o.lock(s.lock); err != nil {
			s.fail(err)
		}
	}
}
