package orm

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
	"github.com/azoth-go/azoth/sql/ast"
)

// Expire has the next query, Get, Refresh or relationship load that meets the
// objects overwrite them from their rows. Changes that were not flushed are
// dropped. It cascades along relationships with refresh-expire.
func (s *Session) Expire(objects ...any) {
	release, ok := s.guard("expire")
	if !ok {
		return
	}
	defer release()
	for _, object := range objects {
		i, err := s.instance(object)
		if err == nil && i.Status != state.Persistent {
			err = notPersistent(i)
		}
		if err != nil {
			s.fail(fmt.Errorf("expire: %w", err))
			return
		}
		for _, each := range reach(i, mapping.RefreshExpire) {
			s.expire(each)
		}
	}
}

// ExpireAll expires all persistent objects; see Expire.
func (s *Session) ExpireAll() {
	release, ok := s.guard("expire all")
	if !ok {
		return
	}
	defer release()
	for _, m := range s.identity {
		if m == nil {
			continue
		}
		for _, i := range m.Instances {
			s.expire(i)
		}
	}
}

func (s *Session) expire(i *state.Instance) {
	if i.Status != state.Persistent || i.Owner != state.Owner(s) {
		return
	}
	i.Overrides = nil
	i.Entity.Snapshot(i.Object, i.Snapshot)
	if i.Touched {
		i.Touched = false
		s.touched = slices.DeleteFunc(s.touched, func(t *state.Instance) bool { return t == i })
		for _, r := range i.Entity.Relationships {
			if r.Many {
				i.Collection(r).Revert()
			} else {
				i.Reference(r).Revert()
			}
		}
	}
	i.Expire()
}

// Refresh reads the row of a persistent object again, over it and over changes
// that were not flushed; its relationships are read again when they are asked
// for. Where the row is gone the error is ErrDeletedRow.
func (s *Session) Refresh(ctx context.Context, object any) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	i, err := s.instance(object)
	if err == nil && i.Status != state.Persistent {
		err = notPersistent(i)
	}
	if err != nil {
		return fmt.Errorf("refresh: %w", err)
	}
	for _, each := range reach(i, mapping.RefreshExpire) {
		s.expire(each)
	}
	if err := s.autoflush(ctx); err != nil {
		return err
	}
	return s.refresh(ctx, i)
}

// Expunge takes objects out of the session: pending ones become transient,
// persistent ones detached. Their rows stay as they are. It cascades along
// relationships with expunge.
func (s *Session) Expunge(objects ...any) {
	release, ok := s.guard("expunge")
	if !ok {
		return
	}
	defer release()
	for _, object := range objects {
		i, err := s.instance(object)
		if err != nil {
			s.fail(fmt.Errorf("expunge: %w", err))
			return
		}
		for _, each := range reach(i, mapping.Expunge) {
			if each.Owner == state.Owner(s) {
				s.expunge(each)
			}
		}
	}
}

// ExpungeAll takes all objects out of the session.
func (s *Session) ExpungeAll() {
	release, ok := s.guard("expunge all")
	if !ok {
		return
	}
	defer release()
	s.expungeAll()
}

// expungeAll lets go of every object at once, without taking each out of the
// lists and maps, which go with it.
func (s *Session) expungeAll() {
	for _, m := range s.identity {
		if m == nil {
			continue
		}
		for _, i := range m.Instances {
			i.Status, i.Doomed = state.Detached, false
			i.Owner, i.Siblings = nil, nil
		}
	}
	for _, i := range s.pending {
		i.Status = state.Transient
		i.Owner, i.Siblings = nil, nil
	}
	s.identity, s.pending, s.touched, s.doomed = nil, nil, nil, nil
}

func (s *Session) expunge(i *state.Instance) {
	is := func(x *state.Instance) bool { return x == i }
	if i.Status == state.Pending {
		s.pending = slices.DeleteFunc(s.pending, is)
		i.Status = state.Transient
	} else {
		if i.Status == state.Persistent {
			s.identityOf(i.Entity).Remove(i)
		}
		i.Status = state.Detached
	}
	if i.Touched {
		s.touched = slices.DeleteFunc(s.touched, is)
	}
	if i.Doomed {
		s.doomed = slices.DeleteFunc(s.doomed, is)
		i.Doomed = false
	}
	i.Owner, i.Siblings = nil, nil
}

// reach gives an object and what known relationships with a cascade lead to.
func reach(from *state.Instance, cascade mapping.Cascade) []*state.Instance {
	found := []*state.Instance{from}
	for at := 0; at < len(found); at++ {
		i := found[at]
		for _, r := range i.Entity.Relationships {
			if !r.Has(cascade) {
				continue
			}
			var objects []unsafe.Pointer
			if r.Many {
				objects = i.Collection(r).Items()
			} else if v := i.Reference(r).Value(); v != nil {
				objects = []unsafe.Pointer{v}
			}
			for _, object := range objects {
				if item := state.Of(r.Target, object); item != nil && !slices.Contains(found, item) {
					found = append(found, item)
				}
			}
		}
	}
	return found
}

// An Assignment is a column of an entity with what is to be written to it: made
// by an attribute's Set, or by sql.SetTo with an SQL expression.
type Assignment interface {
	Column() *ast.Column
	Value() ast.Expr
	Err() error
}

// Set has the next flush write a column in a way that the field cannot say: a
// zero value over a default, or an SQL expression such as
//
//	s.Set(page, sql.SetTo(Pages.Hits, sql.Add(Pages.Hits, sql.Literal[…](1))))
//
// A value is stored in the field at once; after an expression the object
// expires, so that the next query that meets it reads what the database made.
func (s *Session) Set(object any, assignments ...Assignment) {
	release, ok := s.guard("set")
	if !ok {
		return
	}
	defer release()
	e, err := entityOf(reflect.TypeOf(object))
	if err != nil {
		s.fail(fmt.Errorf("set: %w", err))
		return
	}
	i, err := s.instrument(object)
	if err != nil {
		s.fail(fmt.Errorf("set: %w", err))
		return
	}
	for _, a := range assignments {
		if err := a.Err(); err != nil {
			s.fail(fmt.Errorf("set: %w", err))
			return
		}
		c := e.ColumnOf(a.Column())
		if c == nil {
			s.fail(fmt.Errorf("set: %s has no column %s: use the attributes of its own entity", e.Name, a.Column().Name))
			return
		}
		var expr any
		if bind, plain := a.Value().(*ast.Bind); plain {
			if err := c.Codec.Assign(c.At(i.Object), bind.Value); err != nil {
				s.fail(fmt.Errorf("set %s.%s: %w", e.Name, c.Field, err))
				return
			}
		} else {
			expr = a.Value()
		}
		i.Override(c, expr)
	}
}
