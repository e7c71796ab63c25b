package azoth

import (
	"context"
	stdsql "database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// An Engine is a pool of connections to one database, and the dialect that it
// speaks. A program makes one for each database when it starts and closes it
// when it ends. It is safe for concurrent use.
//
// An engine runs statements itself, each on a connection of its own, which goes
// back to the pool when the rows are closed or read to their end, and each
// committed by itself. [Engine.Run] and [Engine.Begin] put several into a
// transaction.
type Engine struct {
	*sharedPool
	schemas *schemaView // nil where schemas are called as they are
	url     *driver.URL
	secrets []string // what no error may show
	driver  driver.Driver

	listeners      []listener
	rowLoggers     []*slog.Logger
	observed       bool // there are listeners
	watchesRows    bool // the rows of a query are looked at while they are read
	hideParameters bool
	prePing        bool
	poolTimeout    time.Duration
	connectTimeout time.Duration
	txDefaults     driver.TxOptions
}

// A sharedPool is what an engine and its views have together.
type sharedPool struct {
	db       *stdsql.DB
	ownsPool bool
	limits   poolLimits
	// slots holds one item for each connection in use; nil where their number
	// is not bounded.
	slots         chan struct{}
	waits, waited atomic.Int64 // for slots; waited in nanoseconds
	closed        atomic.Bool
	closing       chan struct{} // closed by Close

	// detected is the dialect once it is known; detecting is held while it is
	// asked for.
	detected  atomic.Pointer[dialect.Dialect]
	detecting chan struct{}
}

var _ sql.Executor = (*Engine)(nil)

var errEngineClosed = fmt.Errorf("the engine: %w", ErrClosed)

// Dialect is the SQL that the database speaks. Where one URL scheme stands for
// several databases, as mysql does, the first connection may make it a more
// exact one.
func (e *Engine) Dialect() *dialect.Dialect {
	if d := e.detected.Load(); d != nil {
		return e.schemas.translate(d)
	}
	return e.schemas.translate(e.driver.Dialect())
}

// Name is the name of the dialect, such as "postgresql".
func (e *Engine) Name() string { return e.Dialect().Name }

// DriverName is the name of the driver, such as "pgx".
func (e *Engine) DriverName() string {
	if e.url.DriverName != "" {
		return e.url.DriverName
	}
	name, _, _ := strings.Cut(strings.TrimLeft(fmt.Sprintf("%T", e.driver), "*"), ".")
	return name
}

// URL is the URL that the engine was opened with, its password replaced by ***.
func (e *Engine) URL() string { return e.url.String() }

// String describes the engine by its URL, without the password.
func (e *Engine) String() string { return "azoth.Engine(" + e.URL() + ")" }

// GoString keeps %#v from showing the password.
func (e *Engine) GoString() string { return e.String() }

// DB is the pool, for what only database/sql can do. Its connections count
// towards the engine's.
func (e *Engine) DB() *stdsql.DB { return e.db }

// Close closes the pool; that of [OpenDB] is left to its owner. What is asked
// of the engine afterwards gives [ErrClosed]; connections that are in use are
// closed when they are given back. Closing twice does nothing.
func (e *Engine) Close() error {
	if e.schemas != nil || e.closed.Swap(true) {
		return nil
	}
	close(e.closing)
	var err error
	if e.ownsPool {
		err = e.db.Close()
	}
	if e.observed {
		e.emit(context.Background(), Event{Kind: EventClose, Rows: -1, Err: err})
	}
	if err != nil {
		return fmt.Errorf("close %s: %w", e.URL(), redact(err, e.secrets))
	}
	return nil
}

// Ping reports whether the database can be reached, connecting where no
// connection is open.
func (e *Engine) Ping(ctx context.Context) error {
	if err := e.acquire(ctx); err != nil {
		return err
	}
	defer e.release()
	return e.untilAlive(ctx, "ping", func() error {
		conn, err := e.checkout(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		return e.alive(ctx, conn)
	})
}

// Connect takes a connection from the pool, for one goroutine, and gives it
// back when the Conn is closed. It waits where all are in use, for PoolTimeout
// or until ctx ends.
func (e *Engine) Connect(ctx context.Context) (*Conn, error) {
	if e == nil {
		return nil, errNilEngine
	}
	if !e.observed {
		return e.connect(ctx)
	}
	start := time.Now()
	c, err := e.connect(ctx)
	e.emit(ctx, Event{Kind: EventCheckout, Duration: time.Since(start), Rows: -1, Err: err})
	return c, err
}

func (e *Engine) connect(ctx context.Context) (c *Conn, err error) {
	if err := e.acquire(ctx); err != nil {
		return nil, err
	}
	defer func() {
		if c == nil {
			e.release()
		}
	}()
	err = e.untilAlive(ctx, "connect to", func() error {
		pooled, err := e.checkout(ctx)
		if err != nil {
			return err
		}
		native, err := e.wrap(ctx, pooled)
		if err != nil {
			_ = pooled.Close()
			return err
		}
		d, err := e.detect(ctx, native)
		if err != nil {
			_ = native.Close()
			return err
		}
		c = &Conn{engine: e, dialect: e.schemas.translate(d), native: native}
		return nil
	})
	return c, err
}

// untilAlive takes a connection anew as long as dead ones come out of the pool.
// Each of them leaves it, so that a new one comes in the end.
func (e *Engine) untilAlive(ctx context.Context, what string, take func() error) error {
	for left := -1; ; left-- {
		err := take()
		if err == nil || errors.Is(err, ErrClosed) || errors.Is(err, ErrPoolTimeout) {
			return err
		}
		if left < 0 {
			left = e.db.Stats().Idle + 1
		}
		if left == 0 || !errors.Is(err, errDead) || ctx.Err() != nil {
			return fmt.Errorf("%s %s: %w", what, e.URL(), redact(err, e.secrets))
		}
	}
}

// errDead marks a connection that was found dead when it was taken.
var errDead = fmt.Errorf("%w: it was lost while it was idle", ErrConnection)

// wrap makes the driver's connection of one that was taken from the pool.
func (e *Engine) wrap(ctx context.Context, pooled *stdsql.Conn) (driver.Conn, error) {
	if e.prePing {
		if err := e.alive(ctx, pooled); err != nil {
			return nil, err
		}
	}
	native, err := e.driver.Wrap(ctx, pooled)
	if errors.Is(err, sqldriver.ErrBadConn) {
		err = fmt.Errorf("%w: %w", errDead, err)
	}
	return native, err
}

// detect asks the database for its dialect, on the first connection.
func (e *Engine) detect(ctx context.Context, conn driver.Conn) (*dialect.Dialect, error) {
	if d := e.detected.Load(); d != nil {
		return d, nil
	}
	select {
	case e.detecting <- struct{}{}:
		defer func() { <-e.detecting }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if d := e.detected.Load(); d != nil {
		return d, nil
	}
	d, err := e.driver.(driver.Detector).Detect(ctx, conn)
	if err != nil {
		return nil, err
	}
	e.detected.Store(d)
	return d, nil
}

// statement compiles a statement and takes the connection to run it on. What
// cannot be compiled takes none, unless it takes one to know the dialect.
func (e *Engine) statement(ctx context.Context, stmt ast.Statement) (*Conn, dialect.Statement, error) {
	if e == nil {
		return nil, dialect.Statement{}, errNilEngine
	}
	d := e.detected.Load()
	var compiled dialect.Statement
	var err error
	if d != nil {
		if compiled, err = e.schemas.translate(d).Compile(stmt); err != nil {
			return nil, compiled, err
		}
	}
	c, err := e.Connect(ctx)
	if err != nil {
		return nil, compiled, err
	}
	if d == nil {
		if compiled, err = c.Compile(stmt); err != nil {
			_ = c.Close()
			return nil, compiled, err
		}
	}
	return c, compiled, nil
}

// QueryStatement runs a statement that gives rows, on a connection that goes
// back to the pool when the rows are closed or read to their end.
func (e *Engine) QueryStatement(ctx context.Context, stmt ast.Statement) (sql.Rows, error) {
	c, compiled, err := e.statement(ctx, stmt)
	if err != nil {
		return nil, err
	}
	compiled.Returns = true // also of text, which does not say
	rows, err := c.Query(ctx, compiled)
	if err != nil {
		_ = c.Close()
		return nil, err
	}
	return &ownerRows{Rows: rows, conn: c}, nil
}

// ExecStatement runs a statement that gives no rows.
func (e *Engine) ExecStatement(ctx context.Context, stmt ast.Statement) (sql.Result, error) {
	c, compiled, err := e.statement(ctx, stmt)
	if err != nil {
		return sql.Result{}, err
	}
	result, err := c.execCompiled(ctx, compiled)
	closeErr := c.Close()
	if err == nil {
		err = closeErr
	}
	return result, err
}

// ownerRows are rows that own their connection.
type ownerRows struct {
	driver.Rows
	conn *Conn // nil once it is given back
	err  error
}

// Row is the driver's own row.
func (r *ownerRows) Row() types.Row { return r.Rows }

func (r *ownerRows) Next() bool {
	if r.conn == nil {
		return false
	}
	if r.Rows.Next() {
		return true
	}
	_ = r.Close()
	return false
}

func (r *ownerRows) Err() error {
	if r.conn == nil {
		return r.err
	}
	return r.Rows.Err()
}

func (r *ownerRows) Close() error {
	if r.conn == nil {
		return nil
	}
	closeErr := r.Rows.Close()
	r.err = r.Rows.Err()
	if err := r.conn.Close(); closeErr == nil {
		closeErr = err
	}
	r.conn = nil
	return closeErr
}
