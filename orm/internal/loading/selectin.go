package loading

import (
	"context"
	"fmt"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// keysAtOnce bounds the keys of one statement, since a database without arrays
// takes each as a parameter of its own.
const keysAtOnce = 10_000

// loadAfter loads a relationship for all objects of the result by one further
// statement, once its rows are in.
func (r *Reader) loadAfter(p *sql.Plan, scope Scope, o *Option) {
	p.After(func(ctx context.Context) error {
		return related(ctx, scope, o.Relationship, r.pending(o.Relationship), o.Nested, r.overwrite, r.way)
	})
}

// loadOneByOne loads a relationship by a statement for each object.
func (r *Reader) loadOneByOne(p *sql.Plan, scope Scope, o *Option) {
	p.After(func(ctx context.Context) error {
		for _, owner := range r.pending(o.Relationship) {
			if err := related(ctx, scope, o.Relationship, []*state.Instance{owner}, o.Nested, r.overwrite, r.way); err != nil {
				return err
			}
		}
		return nil
	})
}

// Related loads a relationship of objects of one entity: by one statement, or
// by none where the identity map has the answers.
func Related(ctx context.Context, scope Scope, r *mapping.Relationship, owners []*state.Instance, nested []*Option, overwrite bool) error {
	return related(ctx, scope, r, owners, nested, overwrite, nil)
}

func related(ctx context.Context, scope Scope, r *mapping.Relationship, owners []*state.Instance, nested []*Option, overwrite bool, way trail) error {
	if len(owners) == 0 {
		return nil
	}
	l := &relatedLoad{scope: scope, relationship: r, nested: nested, overwrite: overwrite, way: way}
	if r.Direction == mapping.ManyToOne {
		owners = l.answer(owners)
	}
	l.index(owners)
	for len(l.unique) > 0 {
		n := min(len(l.unique), keysAtOnce)
		if err := l.query(ctx, l.unique[:n]); err != nil {
			return fmt.Errorf("loading %s: %w", r, err)
		}
		l.unique = l.unique[n:]
	}
	l.store(owners)
	return nil
}

// A relatedLoad is one load of a relationship for a number of owners.
type relatedLoad struct {
	scope        Scope
	relationship *mapping.Relationship
	nested       []*Option
	overwrite    bool
	way          trail // to the owners

	unique []unsafe.Pointer // one owner's columns for each key asked for
	single bool             // keys are single integers
	ints   state.IntIndex   // of single integers, the slot
	others map[string]int32 // other keys, encoded, to their slot
	owners []int32          // the slot of each owner, or -1
	found  gathering
	buffer []byte
}

// answer resolves a many-to-one from the identity map and gives the owners that
// it could not resolve.
func (l *relatedLoad) answer(owners []*state.Instance) []*state.Instance {
	r := l.relationship
	unresolved := owners[:0:0]
	var scratch unsafe.Pointer
	var identity *state.IdentityMap
	if r.ByKey && len(l.nested) == 0 {
		identity = l.scope.Identity(r.Target)
	}
	for _, owner := range owners {
		if blank(r.Local, owner.Object) {
			owner.Reference(r).Load(nil)
			continue
		}
		if identity != nil && identity.Len() > 0 {
			var target *state.Instance
			if identity.Integer() && r.Local[0].Integer != nil {
				key, _ := r.Local[0].Integer.LoadInt(r.Local[0].At(owner.Object))
				target = identity.GetInt(key)
			} else {
				if scratch == nil {
					scratch = r.Target.Layout.NewStruct()
				}
				copyColumns(r.Remote, scratch, r.Local, owner.Object)
				target = identity.Get(scratch)
			}
			if target != nil && !target.Expired && target.Status != state.Deleted && !l.overwrite {
				owner.Reference(r).Load(target.Object)
				continue
			}
		}
		unresolved = append(unresolved, owner)
	}
	return unresolved
}

// index gathers the distinct keys of the owners.
func (l *relatedLoad) index(owners []*state.Instance) {
	columns := l.relationship.Local
	l.owners = make([]int32, len(owners))
	l.unique = make([]unsafe.Pointer, 0, len(owners))
	if l.single = len(columns) == 1 && columns[0].Integer != nil; l.single {
		l.ints = state.NewIntIndex()
	} else {
		l.others = make(map[string]int32, len(owners))
	}
	for at, owner := range owners {
		if l.single {
			key, ok := columns[0].Integer.LoadInt(columns[0].At(owner.Object))
			if !ok {
				l.owners[at] = -1
				continue
			}
			slot := l.ints.Get(key)
			if slot < 0 {
				slot = len(l.unique)
				l.ints.Put(key, slot)
				l.unique = append(l.unique, owner.Object)
			}
			l.owners[at] = int32(slot)
			continue
		}
		if blank(columns, owner.Object) {
			l.owners[at] = -1
			continue
		}
		l.buffer = state.EncodeKey(l.buffer[:0], columns, owner.Object)
		slot, known := l.others[string(l.buffer)]
		if !known {
			slot = int32(len(l.unique))
			l.others[string(l.buffer)] = slot
			l.unique = append(l.unique, owner.Object)
		}
		l.owners[at] = slot
	}
}

// query reads the objects for some keys.
func (l *relatedLoad) query(ctx context.Context, keys []unsafe.Pointer) error {
	r := l.relationship
	target := r.Target.Table.AST()
	stmt := &ast.Select{From: []ast.From{target}}
	keyExprs := make([]ast.Expr, len(r.Local))
	if r.Secondary != nil {
		links := r.Secondary.AST()
		stmt.From[0] = &ast.Join{JoinKind: ast.InnerJoin, Left: target, Right: links, On: equalities(len(r.Remote), func(i int) (ast.Expr, ast.Expr) {
			return r.Remote[i].AST, r.RemoteLinks[i]
		})}
		for i, c := range r.LocalLinks {
			keyExprs[i] = c
		}
	} else {
		for i, c := range r.Remote {
			keyExprs[i] = c.AST
		}
	}
	where, err := membership(keyExprs, r.Local, keys)
	if err != nil {
		return err
	}
	stmt.Where = []ast.Expr{where}
	for _, o := range r.Order {
		stmt.OrderBy = append(stmt.OrderBy, &ast.Order{X: o.Column.AST, Direction: direction(o.Descending)})
	}
	plan := sql.NewPlan(stmt, nil)
	reader, err := prepare(plan, l.scope, r.Target, target, r.Target.Exprs, l.nested, l.overwrite, l.way.and(r))
	if err != nil {
		return err
	}
	reader.identify()
	var positions []int
	if r.Secondary != nil {
		if positions, err = plan.Add(keyExprs...); err != nil {
			return err
		}
	} else {
		for _, c := range r.Remote {
			positions = append(positions, reader.Positions[c.Index])
		}
	}
	return l.read(ctx, plan, reader, positions)
}

func (l *relatedLoad) read(ctx context.Context, plan *sql.Plan, reader *Reader, positions []int) error {
	rows, err := l.scope.QueryStatement(ctx, plan.Statement)
	if err != nil {
		return err
	}
	defer rows.Close()
	scratch := l.relationship.Owner.Layout.NewStruct()
	row := sql.RowOf(rows)
	for rows.Next() {
		item, err := reader.Read(row)
		if err != nil {
			return err
		}
		if item == nil {
			continue
		}
		slot, known, err := l.slotOf(row, positions, scratch)
		if err != nil {
			return err
		}
		if known {
			l.found.add(slot, item.Object)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if err := rows.Close(); err != nil {
		return err
	}
	l.found.repeats = l.found.repeats || plan.Unique || l.relationship.Repeats()
	return plan.Finish(ctx)
}

// slotOf finds for which key the current row was asked.
func (l *relatedLoad) slotOf(row types.Row, positions []int, scratch unsafe.Pointer) (slot int32, known bool, err error) {
	columns := l.relationship.Local
	if l.single {
		key, err := row.Int64(positions[0])
		if err != nil {
			return 0, false, err
		}
		slot := l.ints.Get(key)
		return int32(slot), slot >= 0, nil
	}
	for i, c := range columns {
		if err := c.Codec.Decode(row, positions[i], c.At(scratch)); err != nil {
			return 0, false, err
		}
	}
	l.buffer = state.EncodeKey(l.buffer[:0], columns, scratch)
	slot, known = l.others[string(l.buffer)]
	return slot, known, nil
}

// store puts what was found into the owners' relationships.
func (l *relatedLoad) store(owners []*state.Instance) {
	r := l.relationship
	of := l.found.arrange(len(owners))
	for at, owner := range owners {
		var found []unsafe.Pointer
		if slot := l.owners[at]; slot >= 0 {
			found = of(slot)
		}
		if r.Many {
			owner.Collection(r).Load(found)
			for _, object := range found {
				linkBack(r, owner, state.Of(r.Target, object))
			}
			continue
		}
		var object unsafe.Pointer
		if len(found) > 0 {
			object = found[0]
			linkBack(r, owner, state.Of(r.Target, object))
		}
		owner.Reference(r).Load(object)
	}
}

// membership is the predicate that columns hold one of the keys.
func membership(exprs []ast.Expr, columns []*mapping.Column, keys []unsafe.Pointer) (ast.Expr, error) {
	if len(keys) == 1 {
		items := make([]ast.Expr, len(columns))
		for i, c := range columns {
			value, err := c.Codec.Value(c.At(keys[0]))
			if err != nil {
				return nil, err
			}
			items[i] = &ast.Binary{Op: ast.Equal, Left: exprs[i], Right: &ast.Bind{Value: value, Type: c.AST.Type, Name: c.AST.Name, Set: true}}
		}
		if len(items) == 1 {
			return items[0], nil
		}
		return &ast.Logical{Op: ast.And, Items: items}, nil
	}
	if len(columns) == 1 {
		c := columns[0]
		v := types.NewVector(c.Codec.Vector(), c.AST.Type, len(keys))
		for _, key := range keys {
			if err := c.Codec.Append(v, c.At(key)); err != nil {
				return nil, err
			}
		}
		return &ast.In{X: exprs[0], Vector: v}, nil
	}
	either := &ast.Logical{Op: ast.Or}
	for i := range keys {
		one, err := membership(exprs, columns, keys[i:i+1])
		if err != nil {
			return nil, err
		}
		either.Items = append(either.Items, one)
	}
	return either, nil
}

// blank reports whether any of the columns is NULL.
func blank(columns []*mapping.Column, object unsafe.Pointer) bool {
	for _, c := range columns {
		if c.Codec.Nullable() && c.Codec.Zero(c.At(object)) {
			return true
		}
	}
	return false
}

// copyColumns copies values between columns that hold the same key.
func copyColumns(to []*mapping.Column, target unsafe.Pointer, from []*mapping.Column, source unsafe.Pointer) {
	for i, c := range to {
		if value, err := from[i].Codec.Value(from[i].At(source)); err == nil {
			_ = c.Codec.Assign(c.At(target), value)
		}
	}
}

// Present gives the object that the foreign key of another leads to, if the
// identity map has it.
func Present(scope interface {
	Identity(*mapping.Entity) *state.IdentityMap
}, r *mapping.Relationship, object unsafe.Pointer) *state.Instance {
	if !r.ByKey || blank(r.Local, object) {
		return nil
	}
	scratch := r.Target.Layout.NewStruct()
	copyColumns(r.Remote, scratch, r.Local, object)
	return scope.Identity(r.Target).Get(scratch)
}
