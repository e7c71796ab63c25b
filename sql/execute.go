package sql

import (
	"context"
	"iter"
	"reflect"
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
)

// A Tracker is an executor that keeps hold of what its queries read, and whose
// connection the body of a loop over [Query.Iter] may therefore need. Such a
// query reads its whole result before the loop begins.
type Tracker interface{ Tracks() bool }

// A reading is a query that was sent, and how to read its rows.
type reading[R any] struct {
	sent opened
	row  Typed[R]
	read Reader[R]
	seen map[any]struct{} // where the plan says that rows are unique
}

func (r *reading[R]) projection() Projection { return r.row }

func (r *reading[R]) prepare(p *Plan) (err error) {
	r.read, err = r.row.Prepare(p)
	return err
}

// send runs a query. limit bounds the rows, or is negative.
func send[R any](ctx context.Context, ex Executor, q *Query[R], limit int64) (*reading[R], error) {
	r := &reading[R]{row: q.row}
	if err := r.sent.send(ctx, ex, &q.s, r, limit); err != nil {
		return nil, err
	}
	if r.sent.plan.Unique && reflect.TypeFor[R]().Comparable() {
		r.seen = map[any]struct{}{}
	}
	return r, nil
}

// next reads the next row that was not seen before.
func (r *reading[R]) next(into *R) (bool, error) {
	for r.sent.rows.Next() {
		if err := r.read(r.sent.current, into); err != nil {
			return false, err
		}
		if r.seen == nil {
			return true, nil
		}
		if _, again := r.seen[*into]; !again {
			r.seen[*into] = struct{}{}
			return true, nil
		}
	}
	return false, r.sent.rows.Err()
}

// collect reads results until there are no more or there are bound of them;
// negative is no bound. Where rows are unique, later rows may still add to an
// earlier result, so that all are read.
func (r *reading[R]) collect(ctx context.Context, results []R, bound int) ([]R, error) {
	var zero R
	for bound < 0 || len(results) < bound || r.sent.plan.Unique {
		if len(results) == cap(results) {
			// Doubled also when there are many, which append does not.
			results = slices.Grow(results, max(1, len(results)))
		}
		results = append(results, zero)
		last := len(results) - 1
		more, err := r.next(&results[last])
		if err != nil {
			return nil, r.sent.finish(ctx, err)
		}
		if !more {
			results[last] = zero
			results = results[:last]
			break
		}
	}
	if err := r.sent.finish(ctx, nil); err != nil {
		return nil, err
	}
	if bound >= 0 && len(results) > bound {
		results = results[:bound]
	}
	return results, nil
}

// All runs the query and gives all results; of none, an empty slice.
func (q Query[R]) All(ctx context.Context, ex Executor) ([]R, error) {
	r, err := send(ctx, ex, &q, -1)
	if err != nil {
		return nil, err
	}
	room := int64(16)
	if q.s.limited {
		room = min(q.s.limit, 1023) + 1
	}
	return r.collect(ctx, make([]R, 0, room), -1)
}

// First gives the first result and asks for no more: LIMIT 1. Without one the
// error is ErrNoResult.
func (q Query[R]) First(ctx context.Context, ex Executor) (result R, err error) {
	r, err := send(ctx, ex, &q, 1)
	if err != nil {
		return result, err
	}
	return single(r.collect(ctx, nil, 1))
}

// One gives the only result. Without one the error is ErrNoResult, with more
// it is ErrMultipleResults.
func (q Query[R]) One(ctx context.Context, ex Executor) (result R, err error) {
	r, err := send(ctx, ex, &q, -1)
	if err != nil {
		return result, err
	}
	return single(r.collect(ctx, nil, 2))
}

// OneOrNone gives the only result, or false without one. With more the error
// is ErrMultipleResults.
func (q Query[R]) OneOrNone(ctx context.Context, ex Executor) (result R, ok bool, err error) {
	result, err = q.One(ctx, ex)
	if err == ErrNoResult {
		return result, false, nil
	}
	return result, err == nil, err
}

// Scalar is One under the name that suits a query of one value.
func (q Query[R]) Scalar(ctx context.Context, ex Executor) (R, error) { return q.One(ctx, ex) }

func single[R any](results []R, err error) (result R, _ error) {
	switch {
	case err != nil:
		return result, err
	case len(results) == 0:
		return result, ErrNoResult
	case len(results) > 1:
		return result, ErrMultipleResults
	}
	return results[0], nil
}

// Iter runs the query when the loop begins and gives one result after the
// other, as they arrive; leaving the loop ends the query. An error ends it
// too, and comes with the zero R.
//
// In a session, and with loader options that join collections in or need
// further statements, the result is read to its end first: the body of the loop
// may use the same connection, and finds collections complete.
func (q Query[R]) Iter(ctx context.Context, ex Executor) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		var zero R
		r, err := send(ctx, ex, &q, -1)
		if err != nil {
			yield(zero, err)
			return
		}
		if tracker, ok := ex.(Tracker); r.sent.plan.Unique || len(r.sent.plan.after) > 0 || ok && tracker.Tracks() {
			results, err := r.collect(ctx, nil, -1)
			if err != nil {
				yield(zero, err)
				return
			}
			for _, result := range results {
				if !yield(result, nil) {
					return
				}
			}
			return
		}
		closed := false
		defer func() { // also when the body panics
			if !closed {
				r.sent.rows.Close()
				r.sent.release()
			}
		}()
		for {
			var result R
			more, err := r.next(&result)
			if err != nil || !more {
				closed = true
				if err = r.sent.finish(ctx, err); err != nil {
					yield(zero, err)
				}
				return
			}
			if !yield(result, nil) {
				return
			}
		}
	}
}

// Count gives the number of rows of the query:
// SELECT count(*) FROM (…) AS anon_1.
func (q Query[R]) Count(ctx context.Context, ex Executor) (int64, error) {
	derived, err := q.s.derive("", q.row)
	if err != nil {
		return 0, err
	}
	return countOf(ctx, ex, derived)
}

// Exists reports whether the query gives any row: SELECT EXISTS (…).
func (q Query[R]) Exists(ctx context.Context, ex Executor) (bool, error) {
	if _, err := q.s.checked(q.row); err != nil {
		return false, err
	}
	return holds(ctx, ex, Exists(q))
}

// Where these two were compiled into a program, it would compile queries of
// int64 and bool along with its own.

//go:noinline
func countOf(ctx context.Context, ex Executor, rows *ast.Derived) (int64, error) {
	return From(Count(), rows).One(ctx, ex)
}

//go:noinline
func holds(ctx context.Context, ex Executor, predicate Bool) (bool, error) {
	return Select1(predicate).One(ctx, ex)
}
