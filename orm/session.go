package orm

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync/atomic"
	"unsafe"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
)

// A Session is a unit of work over an identity map. It knows every object that
// was read through it or added to it, one for each row of the database, finds
// what changed in them, and writes it in one transaction.
//
// The transaction begins with the first statement and ends with Commit or
// Rollback; the next statement begins another. A session belongs to one
// goroutine.
type Session struct {
	engine   *azoth.Engine
	settings settings
	conn     *azoth.Conn // held while a transaction is open
	levels   []*level    // the transaction and its savepoints, innermost last

	identity []*state.IdentityMap // by the entity's ID, of the registry below
	registry *mapping.Registry
	pending  []*state.Instance
	doomed   []*state.Instance
	touched  []*state.Instance
	modified []*state.Instance // scratch of a flush
	order    int

	busy    atomic.Bool
	closed  bool
	failure error                  // why the session waits for Rollback
	misuse  error                  // of a method that returns no error, for the next that does
	clash   atomic.Pointer[string] // such a method that found the session busy
}

type settings struct {
	keepOnCommit bool
	noAutoflush  bool
	autocommit   bool
	transaction  driver.TxOptions
	registry     *Registry
}

// An Option configures a session.
type Option func(*settings)

// KeepOnCommit leaves objects as they are at a commit, where by default they
// expire: the next query, Get, Refresh or relationship load that meets one
// then overwrites it from its row.
func KeepOnCommit() Option { return func(s *settings) { s.keepOnCommit = true } }

// NoAutoflush has queries run without a flush before them.
func NoAutoflush() Option { return func(s *settings) { s.noAutoflush = true } }

// AutocommitReads has queries outside of a flush run without a transaction, as
// long as none is open: each sees what is committed when it runs. A flush
// still opens a transaction, which lasts until Commit or Rollback.
func AutocommitReads() Option { return func(s *settings) { s.autocommit = true } }

// Isolation sets the isolation level of the session's transactions.
func Isolation(level azoth.Isolation) Option {
	return func(s *settings) { s.transaction.Isolation = level }
}

// ReadOnly makes the session's transactions read-only.
func ReadOnly() Option { return func(s *settings) { s.transaction.ReadOnly = true } }

// InRegistry gives the registry of the entities that the session is used with;
// without it, it is the default registry.
func InRegistry(r *Registry) Option { return func(s *settings) { s.registry = r } }

// NewSession makes a session on an engine. It connects to nothing before its
// first statement.
func NewSession(engine *azoth.Engine, options ...Option) *Session {
	s := &Session{engine: engine}
	for _, o := range options {
		o(&s.settings)
	}
	s.registry = defaultRegistry.r
	if s.settings.registry != nil {
		s.registry = s.settings.registry.r
	}
	return s
}

// enter begins a method that needs the session for itself.
func (s *Session) enter() error {
	if !s.busy.CompareAndSwap(false, true) {
		return ErrConcurrentUse
	}
	if err := s.ready(); err != nil {
		s.busy.Store(false)
		return err
	}
	return nil
}

func (s *Session) leave() { s.busy.Store(false) }

func (s *Session) ready() error {
	if s.closed {
		return ErrSessionClosed
	}
	if err := s.mistake(); err != nil {
		return fmt.Errorf("earlier call: %w", err)
	}
	if s.failure != nil {
		return fmt.Errorf("%w; the flush failed with: %v", ErrPendingRollback, s.failure)
	}
	if s.engine == nil {
		return errors.New("orm: the session has no engine: give one to NewSession, or to Configure of its factory")
	}
	return s.registry.Configure()
}

// mistake gives, once, what a method without an error result could not tell.
func (s *Session) mistake() error {
	err := s.misuse
	s.misuse = nil
	if s.clash.Load() != nil {
		if method := s.clash.Swap(nil); err == nil {
			err = fmt.Errorf("%s: %w", *method, ErrConcurrentUse)
		}
	}
	return err
}

// guard keeps a method without I/O from running beside another, and notes the
// mistake for the next method that returns an error.
func (s *Session) guard(method string) (release func(), ok bool) {
	if !s.busy.CompareAndSwap(false, true) {
		// Another goroutine is at work: what it reads must not be written.
		name := method
		s.clash.CompareAndSwap(nil, &name)
		return nil, false
	}
	err := s.registry.Configure()
	if s.closed {
		err = ErrSessionClosed
	}
	if err != nil {
		s.fail(fmt.Errorf("%s: %w", method, err))
		s.leave()
		return nil, false
	}
	return s.leave, true
}

func (s *Session) fail(err error) {
	if s.misuse == nil {
		s.misuse = err
	}
}

// Add puts objects into the session: new ones become pending and are inserted
// by the next flush, detached ones become persistent again. Along relationships
// that cascade save-update, as they do by default, it adds what they lead to.
// It sends nothing. What is wrong with an object, such as a type that is not
// mapped, is the error of the next method that returns one.
func (s *Session) Add(objects ...any) {
	release, ok := s.guard("add")
	if !ok {
		return
	}
	defer release()
	for _, object := range objects {
		i, err := s.instrument(object)
		if err != nil {
			s.fail(fmt.Errorf("add: %w", err))
			return
		}
		s.Attach(i)
	}
}

// instrument gives the state of an object, making it where there is none.
func (s *Session) instrument(object any) (*state.Instance, error) {
	e, err := entityOf(reflect.TypeOf(object))
	if err != nil {
		return nil, err
	}
	if e.Registry != s.registry {
		return nil, otherRegistry(e)
	}
	p := reflect.ValueOf(object).UnsafePointer()
	if p == nil {
		return nil, fmt.Errorf("a nil *%s was given", e.Name)
	}
	return state.Instrument(e, p), nil
}

func otherRegistry(e *mapping.Entity) error {
	return fmt.Errorf("%s is mapped in another registry than the session's: give the session the option orm.InRegistry", e.Name)
}

// instance gives the state of an object that the session knows.
func (s *Session) instance(object any) (*state.Instance, error) {
	e, err := entityOf(reflect.TypeOf(object))
	if err != nil {
		return nil, err
	}
	p := reflect.ValueOf(object).UnsafePointer()
	if p == nil {
		return nil, fmt.Errorf("a nil *%s was given", e.Name)
	}
	i := state.Of(e, p)
	switch {
	case i == nil:
		return nil, fmt.Errorf("%s is transient: %w: add it first", e.Name, ErrNotPersistent)
	case i.Owner == state.Owner(s):
		return i, nil
	case i.Owner != nil:
		return nil, otherSession(i)
	case i.Status == state.Detached:
		return nil, fmt.Errorf("%s is detached: %w: add it first", described(i), ErrNotPersistent)
	}
	return nil, notPersistent(i)
}

// described names an object by entity and key.
func described(i *state.Instance) string {
	return i.Entity.Name + " with key " + state.KeyText(i.Entity, i.Object)
}

// notPersistent says of an object what it is instead.
func notPersistent(i *state.Instance) error {
	switch i.Status {
	case state.Pending:
		return fmt.Errorf("%s is pending: %w: its row is not written yet; Flush writes it, Expunge takes it out of the session", i.Entity.Name, ErrNotPersistent)
	case state.Deleted:
		return fmt.Errorf("%s is deleted: %w: a rollback would bring it back", described(i), ErrNotPersistent)
	}
	return fmt.Errorf("%s is %s: %w: it has no row", i.Entity.Name, i.Status, ErrNotPersistent)
}

func otherSession(i *state.Instance) error {
	return fmt.Errorf("%s: %w: work with it there, or take it out by Expunge there, or have Merge make a copy here", described(i), ErrOtherSession)
}

// Attach brings an object into the session, with what it cascades to. It
// implements state.Owner.
func (s *Session) Attach(i *state.Instance) {
	switch {
	case i.Owner == state.Owner(s):
		if i.Status == state.Deleted {
			s.fail(fmt.Errorf("add: %w", notPersistent(i)))
			return
		}
		if i.Doomed {
			i.Doomed = false
			s.doomed = slices.DeleteFunc(s.doomed, func(d *state.Instance) bool { return d == i })
		}
	case i.Owner != nil:
		s.fail(fmt.Errorf("add: %w", otherSession(i)))
		return
	case i.Status == state.Detached:
		if !s.reattach(i) {
			return
		}
	default:
		i.Status = state.Pending
		i.Owner = s
		s.order++
		i.Order = int32(s.order)
		s.pending = append(s.pending, i)
	}
	if i.Touched {
		s.Touch(i)
	}
	s.cascadeAttach(i)
}

func (s *Session) reattach(i *state.Instance) bool {
	if i.Snapshot == nil {
		i.TakeSnapshot()
	}
	m := s.Identity(i.Entity)
	if other := m.Get(i.Snapshot); other != nil && other != i {
		s.fail(fmt.Errorf("add: %s: %w: change that one, or copy onto it by Merge", described(i), ErrIdentityConflict))
		return false
	}
	i.Status, i.Owner = state.Persistent, s
	m.Put(i)
	return true
}

// cascadeAttach adds what relationships with save-update lead to.
func (s *Session) cascadeAttach(i *state.Instance) {
	for _, r := range i.Entity.Relationships {
		if !r.Has(mapping.SaveUpdate) {
			continue
		}
		if !r.Many {
			if object := i.Reference(r).Value(); object != nil {
				s.cascadeTo(r, object)
			}
			continue
		}
		c := i.Collection(r)
		for _, object := range c.Items() {
			s.cascadeTo(r, object)
		}
		if !c.Known() {
			added, _ := c.Changes()
			for _, object := range added {
				s.cascadeTo(r, object)
			}
		}
	}
}

func (s *Session) cascadeTo(r *mapping.Relationship, object unsafe.Pointer) {
	if item := state.Instrument(r.Target, object); item.Owner != state.Owner(s) && item.Status != state.Deleted {
		s.Attach(item)
	}
}

// Touch notes that a relationship of an object changed. It implements
// state.Owner.
func (s *Session) Touch(i *state.Instance) { s.touched = append(s.touched, i) }

// Release takes a pending object out of the session. It implements state.Owner.
func (s *Session) Release(i *state.Instance) { s.expunge(i) }

// Delete marks persistent objects for deletion by the next flush; detached ones
// come back into the session for it. It sends nothing; the flush loads what the
// deletion cascades to. A row that is gone by then is no error, unless the
// entity has a version.
func (s *Session) Delete(objects ...any) {
	release, ok := s.guard("delete")
	if !ok {
		return
	}
	defer release()
	for _, object := range objects {
		i, err := s.instrument(object)
		switch {
		case err != nil:
		case i.Owner != nil && i.Owner != state.Owner(s):
			err = otherSession(i)
		case i.Status == state.Deleted:
			continue
		case i.Status == state.Detached:
			if !s.reattach(i) {
				return
			}
		case i.Status != state.Persistent:
			err = notPersistent(i)
		}
		if err != nil {
			s.fail(fmt.Errorf("delete: %w", err))
			return
		}
		if !i.Doomed {
			i.Doomed = true
			s.doomed = append(s.doomed, i)
		}
	}
}

// Identity is the identity map of an entity. With Tracks, Admit and
// QueryStatement it makes a session what objects are read into.
func (s *Session) identityOf(e *mapping.Entity) *state.IdentityMap {
	for len(s.identity) <= e.ID {
		s.identity = append(s.identity, nil)
	}
	if s.identity[e.ID] == nil {
		s.identity[e.ID] = state.NewIdentityMap(e)
	}
	return s.identity[e.ID]
}

// Identity gives the identity map of an entity, to loaders.
func (s *Session) Identity(e *mapping.Entity) *state.IdentityMap { return s.identityOf(e) }

// Tracks is true: a session keeps hold of the objects it reads.
func (s *Session) Tracks() bool { return true }

// Admit makes the session the owner of an object that was read.
func (s *Session) Admit(i *state.Instance) { i.Owner = s }

// Contains reports whether an object is in the session: pending or persistent.
func (s *Session) Contains(object any) bool {
	i, err := s.instance(object)
	return err == nil && (i.Status == state.Pending || i.Status == state.Persistent)
}

// StateOf tells where an object is in its life, whatever session it is in.
func StateOf(object any) State {
	e, err := entityOf(reflect.TypeOf(object))
	if err != nil {
		return Transient
	}
	p := reflect.ValueOf(object).UnsafePointer()
	if p == nil {
		return Transient
	}
	if i := state.Of(e, p); i != nil {
		return i.Status
	}
	return Transient
}

// New gives the pending objects in the order of their addition.
func (s *Session) New() []any { return objectsOf(s.pending) }

// Deleted gives the objects marked for deletion by the next flush.
func (s *Session) Deleted() []any { return objectsOf(s.doomed) }

// Dirty gives the persistent objects with a change that the next flush writes:
// a column that differs from what the database has, or a changed relationship.
func (s *Session) Dirty() []any {
	var dirty []*state.Instance
	for _, m := range s.identity {
		if m == nil {
			continue
		}
		for _, i := range m.Instances {
			if !i.Doomed && (i.Modified() || i.Touched) {
				dirty = append(dirty, i)
			}
		}
	}
	return objectsOf(dirty)
}

func objectsOf(instances []*state.Instance) []any {
	objects := make([]any, len(instances))
	for n, i := range instances {
		objects[n] = reflect.NewAt(i.Entity.Type, i.Object).Interface()
	}
	return objects
}
