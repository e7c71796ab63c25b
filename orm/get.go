package orm

import (
	"context"
	"fmt"
	"strings"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
	"github.com/azoth-go/azoth/sql"
)

// Get gives the object with a primary key: of a session the one that is there,
// without SQL, unless it expired; else by a SELECT. An expired object whose row
// is gone leaves the session as a deleted one. A key of several columns is
// given in the order of the entity's fields. Without such a row the error is
// ErrNoResult.
func (e Entity[T]) Get(ctx context.Context, ex sql.Executor, key ...any) (*T, error) {
	if s, ok := ex.(*Session); ok && len(key) == 1 && e.mapping != nil {
		if k, ok := integerKey(key[0]); ok {
			if object := s.present(e.mapping, k); object != nil {
				return (*T)(object), nil
			}
		}
	}
	// The keys do not outlive the call; hiding them from escape analysis keeps
	// the common case, an object that is present, free of allocations.
	return e.get(ctx, ex, *(*[]any)(noescape(unsafe.Pointer(&key))))
}

// noescape hides a pointer that does not outlive the call from the compiler's
// escape analysis.
//
//go:nosplit
func noescape(p unsafe.Pointer) unsafe.Pointer {
	x := uintptr(p)
	return *(*unsafe.Pointer)(unsafe.Pointer(&x))
}

func integerKey(key any) (int64, bool) {
	switch k := key.(type) {
	case int:
		return int64(k), true
	case int64:
		return k, true
	case int32:
		return int64(k), true
	}
	return 0, false
}

// present gives an unexpired object by integer key, or nil.
func (s *Session) present(e *mapping.Entity, key int64) unsafe.Pointer {
	if !s.busy.CompareAndSwap(false, true) {
		return nil
	}
	defer s.leave()
	if s.closed || s.failure != nil || s.misuse != nil || s.clash.Load() != nil ||
		e.ID >= len(s.identity) || s.identity[e.ID] == nil || e.Registry != s.registry {
		return nil
	}
	m := s.identity[e.ID]
	if !m.Integer() {
		return nil
	}
	if i := m.GetInt(key); i != nil && !i.Expired && i.Status == state.Persistent && !i.Doomed {
		return i.Object
	}
	return nil
}

// known gives the unexpired object with the key of another, or nil.
func (s *Session) known(e *mapping.Entity, object unsafe.Pointer) (*state.Instance, error) {
	if err := s.enter(); err != nil {
		return nil, err
	}
	defer s.leave()
	if e.Registry != s.registry {
		return nil, otherRegistry(e)
	}
	if i := s.identityOf(e).Get(object); i != nil && !i.Expired && !i.Doomed {
		return i, nil
	}
	return nil, nil
}

func (e Entity[T]) get(ctx context.Context, ex sql.Executor, key []any) (*T, error) {
	if e.mapping == nil {
		return nil, sql.ErrUnmapped
	}
	if err := e.mapping.Registry.Configure(); err != nil {
		return nil, err
	}
	keys := e.mapping.Keys
	if len(key) != len(keys) {
		names := make([]string, len(keys))
		for n, c := range keys {
			names[n] = c.Field
		}
		return nil, fmt.Errorf("get %s: give one value for each column of its key (%s), not %d", e.mapping.Name, strings.Join(names, ", "), len(key))
	}
	object := e.mapping.Layout.NewStruct()
	for n, c := range keys {
		if key[n] == nil {
			return nil, fmt.Errorf("get: the key %s.%s is nil: NULL is no key", e.mapping.Name, c.Field)
		}
		if err := c.Codec.Assign(c.At(object), key[n]); err != nil {
			return nil, fmt.Errorf("get: the key %s.%s: %w", e.mapping.Name, c.Field, err)
		}
	}
	s, tracked := ex.(*Session)
	if tracked {
		i, err := s.known(e.mapping, object)
		if err != nil {
			return nil, err
		}
		if i != nil {
			return (*T)(i.Object), nil
		}
	}
	q := e.Query()
	for _, c := range keys {
		q = q.Where(sql.Expr[sql.Bool](equal(e.exprs[c.Index], bindOf(c, object))))
	}
	found, err := q.One(ctx, ex)
	if err == ErrNoResult {
		if tracked {
			if i := s.identityOf(e.mapping).Get(object); i != nil && i.Expired {
				s.noteDeleted(i)
			}
		}
		return nil, fmt.Errorf("%s with key %s: %w", e.mapping.Name, state.KeyText(e.mapping, object), ErrNoResult)
	}
	return found, err
}
