package sql

import (
	"errors"
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
)

// An OnConflict is an INSERT that was told by which key rows meet rows which are
// there, on its way to being told what happens then.
type OnConflict struct {
	b        InsertBuilder
	conflict ast.Conflict
}

// OnConflict says what an INSERT does with a row whose key is taken. The key is
// given by its columns, or the expressions of its index; none is any key, for
// DoNothing. Every dialect writes it in its own form: ON CONFLICT, ON DUPLICATE
// KEY UPDATE (which knows no key), MERGE.
//
//	sql.Insert(Items).Values(Items.SKU.Set("a"), Items.Qty.Set(3)).
//		OnConflict(Items.SKU).
//		DoUpdate(Items.Price.SetExcluded(), sql.SetTo(Items.Qty, sql.Add(Items.Qty, sql.Excluded(Items.Qty))))
//	// INSERT INTO items … ON CONFLICT (sku) DO UPDATE SET price = excluded.price, qty = (items.qty + excluded.qty)
func (b InsertBuilder) OnConflict(key ...Expression) OnConflict {
	c := OnConflict{b: b}
	nodes, err := nodesOf(key)
	if err != nil {
		c.b.n.fail(err)
	}
	c.conflict.Target = nodes
	return c
}

// OnConstraint is OnConflict with the key given by the name of its constraint:
// ON CONFLICT ON CONSTRAINT name, which PostgreSQL has.
func (b InsertBuilder) OnConstraint(name string) OnConflict {
	return OnConflict{b: b, conflict: ast.Conflict{Constraint: name}}
}

// Where says that the key is that of a partial index with these conditions.
func (c OnConflict) Where(predicates ...Predicate) OnConflict {
	nodes, err := nodesOf(predicates)
	if err != nil {
		c.b.n.fail(err)
	}
	c.conflict.TargetWhere = append(clip(c.conflict.TargetWhere), nodes...)
	return c
}

// DoNothing leaves the row that is there as it is.
func (c OnConflict) DoNothing() InsertBuilder {
	conflict := c.conflict
	c.b.n.conflict = &conflict
	return c.b
}

// DoUpdate assigns to columns of the row that is there. [Excluded] is what the
// row would have been inserted with. Conditions may follow by
// [InsertBuilder.Where].
func (c OnConflict) DoUpdate(assignments ...Assignment) InsertBuilder {
	conflict := c.conflict
	set, err := setClause(c.b.n.table, assignments)
	if err == nil && len(conflict.Target) == 0 && conflict.Constraint == "" {
		err = errors.New("OnConflict names no key to update by: give its columns, or use OnDuplicateKey")
	}
	if err != nil {
		c.b.n.fail(fmt.Errorf("insert into %s: %w", sourceName(c.b.n.table), err))
	}
	conflict.Set = set
	c.b.n.conflict = &conflict
	return c.b
}

// OnDuplicateKey is MySQL's own upsert, by whatever key is taken:
// ON DUPLICATE KEY UPDATE. [Excluded] is what the row would have been inserted
// with.
func (b InsertBuilder) OnDuplicateKey(assignments ...Assignment) InsertBuilder {
	set, err := setClause(b.n.table, assignments)
	if err != nil {
		b.n.fail(fmt.Errorf("insert into %s: %w", sourceName(b.n.table), err))
	}
	b.n.conflict = &ast.Conflict{Set: set}
	return b
}

// Where updates the row that is there only if it satisfies all predicates; it
// follows DoUpdate.
func (b InsertBuilder) Where(predicates ...Predicate) InsertBuilder {
	nodes, err := nodesOf(predicates)
	if err == nil && (b.n.conflict == nil || len(b.n.conflict.Set) == 0) {
		err = errors.New("the Where of an INSERT belongs to DoUpdate: call that first")
	}
	if err != nil {
		b.n.fail(err)
		return b
	}
	conflict := *b.n.conflict
	conflict.Where = append(clip(conflict.Where), nodes...)
	b.n.conflict = &conflict
	return b
}

// Excluded is, in an upsert, the value that a column would have been inserted
// with.
func Excluded[K Kind[K]](column K) K {
	node, err := nodeOf(column)
	c, ok := node.(*ast.Column)
	if err == nil && !ok {
		err = fmt.Errorf("%s is not a column: sql.Excluded takes one", describe(node))
	}
	if err != nil {
		return build[K](unmapped, err)
	}
	return build[K](&ast.Excluded{Column: c})
}

func (t *term) setExcluded() Assignment {
	c, _ := t.expr().(*ast.Column)
	return newAssignment(t.expr(), &ast.Excluded{Column: c}, t.fault())
}

// Inline asks for no generated key: Result.LastInsertID is then what the
// database reports by itself.
func (b InsertBuilder) Inline() InsertBuilder {
	b.n.inline = true
	return b
}

// WithoutDefaults leaves the defaults of the program away: columns that no row
// assigns to are the database's.
func (b InsertBuilder) WithoutDefaults() InsertBuilder {
	b.n.bare = true
	return b
}
