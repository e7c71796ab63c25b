package orm

import (
	"context"
	"iter"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// Entity is what a struct of attributes embeds: it stands for the entity in
// queries. Selected, it reads a *T: the session's object for the row or, where
// the query runs on an engine, connection or transaction, a fresh one.
type Entity[T any] struct {
	mapping *mapping.Entity
	view    // of the columns
}

// EntityOf is the attributes of entity T, or an alias of them.
type EntityOf[T any] interface{ entityOf() Entity[T] }

func (e Entity[T]) entityOf() Entity[T]               { return e }
func (e *Entity[T]) mapped() *mapping.Entity          { return e.mapping }
func (e *Entity[T]) rebind(m *mapping.Entity, v view) { e.mapping, e.view = m, v }

// Table is the entity's table, nil before [Map]: what tags cannot say is added to it
// before the program uses the entity.
//
//	err := Users.Table().Add(schema.IndexOn(sql.Lower(Users.Name)).Named("ix_users_lower_name"))
func (e Entity[T]) Table() *schema.Table {
	if e.mapping == nil {
		return nil
	}
	return e.mapping.Table
}

// Columns are the columns of the entity, as a projection.
func (e Entity[T]) Columns() []ast.Expr { return e.exprs }

// Prepare adds the columns to a plan, with what loader options ask for, and
// gives the reader of objects. It makes an Entity a sql.Typed.
func (e Entity[T]) Prepare(p *sql.Plan) (sql.Reader[*T], error) { return e.prepare(p, p.Options) }

// JoinSteps joins the entity's table, on the foreign key between it and what
// was joined before. It makes an Entity a sql.Joinable.
func (e Entity[T]) JoinSteps([]ast.From) ([]sql.JoinStep, error) {
	if e.mapping == nil {
		return nil, sql.ErrUnmapped
	}
	if err := e.mapping.Registry.Configure(); err != nil {
		return nil, err
	}
	return []sql.JoinStep{{From: e.from}}, nil
}

// Query is the query of all objects; the other methods are short for its own.
func (e Entity[T]) Query() sql.Query[*T] { return sql.From[*T](e, e.from) }

// Where is the query of the objects that satisfy all predicates.
func (e Entity[T]) Where(predicates ...sql.Predicate) sql.Query[*T] {
	return e.Query().Where(predicates...)
}

// OrderBy is the query of all objects in an order.
func (e Entity[T]) OrderBy(items ...sql.Ordering) sql.Query[*T] { return e.Query().OrderBy(items...) }

// Join is a query joined with a table, an entity, an alias, a subquery or a
// relationship.
func (e Entity[T]) Join(with sql.Joinable, on ...sql.Predicate) sql.Query[*T] {
	return e.Query().Join(with, on...)
}

// OuterJoin is Join that keeps the objects to which nothing joins.
func (e Entity[T]) OuterJoin(with sql.Joinable, on ...sql.Predicate) sql.Query[*T] {
	return e.Query().OuterJoin(with, on...)
}

// Options is a query with loader options.
func (e Entity[T]) Options(options ...sql.OptionFor[*T]) sql.Query[*T] {
	return e.Query().Options(options...)
}

// Limit is the query of n objects at most.
func (e Entity[T]) Limit(n int) sql.Query[*T] { return e.Query().Limit(n) }

// Slice is the query of the objects from number from up to, but without, to.
func (e Entity[T]) Slice(from, to int) sql.Query[*T] { return e.Query().Slice(from, to) }

// All gives all objects.
func (e Entity[T]) All(ctx context.Context, ex sql.Executor) ([]*T, error) {
	return e.Query().All(ctx, ex)
}

// First gives the first object, or ErrNoResult.
func (e Entity[T]) First(ctx context.Context, ex sql.Executor) (*T, error) {
	return e.Query().First(ctx, ex)
}

// One gives the only object, or ErrNoResult, or ErrMultipleResults.
func (e Entity[T]) One(ctx context.Context, ex sql.Executor) (*T, error) {
	return e.Query().One(ctx, ex)
}

// Iter gives one object after the other.
func (e Entity[T]) Iter(ctx context.Context, ex sql.Executor) iter.Seq2[*T, error] {
	return e.Query().Iter(ctx, ex)
}

// Count gives the number of objects.
func (e Entity[T]) Count(ctx context.Context, ex sql.Executor) (int64, error) {
	return e.Query().Count(ctx, ex)
}

// FromText is the query of the objects that a whole textual statement gives:
//
//	Users.FromText(sql.Text("SELECT * FROM users WHERE name=:name", sql.P{"name": "ed"}))
func (e Entity[T]) FromText(text sql.Fragment) sql.Query[*T] { return sql.FromText[*T](e, text) }

// New has the relationships of an object work in both directions at once, as
// those of a session's objects do, and gives the object back:
//
//	jack := Users.New(&User{Name: "jack"})
//
// The object stays transient until it is added to a session. Of nil it gives
// nil.
func (e Entity[T]) New(object *T) *T {
	if object == nil || e.mapping == nil {
		return object
	}
	if err := e.mapping.Registry.Configure(); err == nil {
		state.Instrument(e.mapping, unsafe.Pointer(object))
	}
	return object
}
