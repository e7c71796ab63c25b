package inspect

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/structure"
)

// An Inspector reads the structure of a database and keeps what it has read. It is
// safe for concurrent use where what it was opened on is: an engine.
type Inspector struct {
	connect func(ctx context.Context) (conn *azoth.Conn, done func() error, err error)
	options options

	// reads is the dialect of what was read last, atomically.
	reads atomic.Pointer[dialect.Dialect]

	mu      sync.Mutex
	schemas map[string]*snapshot
	// lists are what else was read, by what it is.
	lists map[list]any
}

// A list names something of a schema that was read.
type list struct{ what, schema string }

// A snapshot is what is known of one schema.
type snapshot struct {
	all    bool // the tables are all that there are
	order  []*Table
	tables map[string]*Table
}

// Open makes an inspector on an engine, which it takes a connection of for each
// thing that it reads, or on one connection, which sees its own temporary tables
// and what its transaction has not committed yet. Nothing is sent.
func Open[S *azoth.Engine | *azoth.Conn](source S, opts ...Option) *Inspector {
	i := &Inspector{schemas: map[string]*snapshot{}, lists: map[list]any{}}
	for _, option := range opts {
		option(&i.options)
	}
	switch s := any(source).(type) {
	case *azoth.Engine:
		i.connect = func(ctx context.Context) (*azoth.Conn, func() error, error) {
			c, err := s.Connect(ctx)
			if err != nil {
				return nil, nil, err
			}
			return c, c.Close, nil
		}
	case *azoth.Conn:
		i.connect = func(context.Context) (*azoth.Conn, func() error, error) {
			return s, func() error { return nil }, nil
		}
	}
	return i
}

// Clear forgets what was read, so that it is read anew.
func (i *Inspector) Clear() {
	i.mu.Lock()
	defer i.mu.Unlock()
	clear(i.schemas)
	clear(i.lists)
}

// remember gives what was read before, or reads and keeps it.
func remember[T any](i *Inspector, what, schemaName string, read func() (T, error)) (T, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if known, ok := i.lists[list{what, schemaName}]; ok {
		return known.(T), nil
	}
	found, err := read()
	if err == nil {
		i.lists[list{what, schemaName}] = found
	}
	return found, err
}

// A session is a connection while it is asked, with what its dialect knows of
// catalogues.
type session struct {
	conn    *azoth.Conn
	dialect *dialect.Dialect
	queries *structure.Queries
}

// ask runs f on a connection; what says what is being read.
func (i *Inspector) ask(ctx context.Context, what string, f func(s *session) error) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("inspect %s: %w", what, err)
		}
	}()
	conn, done, err := i.connect(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := done(); err == nil {
			err = closeErr
		}
	}()
	s := &session{conn: conn, dialect: conn.Dialect(), queries: conn.Dialect().Structure}
	if s.queries == nil {
		return &azoth.UnsupportedError{Dialect: s.dialect.Name, Feature: "reading the structure of a database"}
	}
	i.reads.Store(s.dialect)
	return f(s)
}

// stated reports whether the database tells columns that are identities from others
// that generate their values.
func (i *Inspector) stated() bool {
	d := i.reads.Load()
	return d != nil && d.DDL.Identity == dialect.IdentityGenerated
}

// reflection is how what was read is declared.
func (i *Inspector) reflection() *dialect.Reflection {
	if d := i.reads.Load(); d != nil {
		return &d.Reflection
	}
	return &dialect.Reflection{}
}
