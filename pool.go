package azoth

import (
	"context"
	stdsql "database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/azoth-go/azoth/driver"
)

// poolLimits are the bounds of an engine's own pool.
type poolLimits struct {
	size     int // connections kept; 0 is no bound
	overflow int // connections beyond size; -1 is no bound
	recycle  time.Duration
	keepNone bool
	// precious: the data lives as long as the one connection does.
	precious bool
}

func (s *settings) limits(hints driver.PoolHints) poolLimits {
	l := poolLimits{size: s.poolSize, overflow: s.maxOverflow, recycle: s.poolRecycle}
	switch {
	case s.staticPool:
		l = poolLimits{size: 1}
	case s.nullPool:
		l = poolLimits{keepNone: true, overflow: -1}
	}
	if hints.MaxOpen > 0 && (l.maxOpen() == 0 || l.maxOpen() > hints.MaxOpen) {
		l.size = min(l.size, hints.MaxOpen)
		if l.size == 0 {
			l.size = hints.MaxOpen
		}
		l.overflow = hints.MaxOpen - l.size
	}
	if hints.MaxOpen == 1 {
		l = poolLimits{size: 1, precious: true}
	}
	return l
}

// maxOpen is the greatest number of connections, 0 for no bound.
func (l poolLimits) maxOpen() int {
	if l.size == 0 || l.overflow < 0 {
		return 0
	}
	return l.size + l.overflow
}

// maxIdle is the number of connections kept, as database/sql counts it.
func (l poolLimits) maxIdle() int {
	switch {
	case l.keepNone:
		return -1
	case l.size == 0:
		return math.MaxInt32
	}
	return l.size
}

func (l poolLimits) apply(db *stdsql.DB) {
	db.SetMaxOpenConns(l.maxOpen())
	db.SetMaxIdleConns(l.maxIdle())
	db.SetConnMaxLifetime(l.recycle)
}

// A PoolStatus says how the connections of an engine are used.
type PoolStatus struct {
	Size     int // connections that are kept open; 0 is no bound
	Overflow int // connections that may be open beyond those; -1 is no bound
	Open     int // connections that are open now: those in use and those idle
	InUse    int
	Idle     int
	Waits    int64         // how often a connection had to be waited for
	Waited   time.Duration // and how long in all
}

// String gives the status in a line, for logs.
func (s PoolStatus) String() string {
	return fmt.Sprintf("pool of size %d overflow %d: %d open, %d in use, %d idle", s.Size, s.Overflow, s.Open, s.InUse, s.Idle)
}

// Status says how the connections of the engine are used.
func (e *Engine) Status() PoolStatus {
	stats := e.db.Stats()
	status := PoolStatus{
		Size: e.limits.size, Overflow: e.limits.overflow,
		Open: stats.OpenConnections, InUse: stats.InUse, Idle: stats.Idle,
		Waits: stats.WaitCount + e.waits.Load(), Waited: stats.WaitDuration + time.Duration(e.waited.Load()),
	}
	if !e.ownsPool {
		status.Size = stats.MaxOpenConnections
	}
	return status
}

// acquire waits until the pool's bounds allow one more connection. Who has a
// slot finds a connection in the pool or may open one. Waiting for the slot and
// not for the connection means that a timer is needed by those only who wait,
// and that PoolTimeout does not bound the opening of a connection.
func (e *Engine) acquire(ctx context.Context) error {
	if e.closed.Load() {
		return errEngineClosed
	}
	if e.slots == nil {
		return nil
	}
	select {
	case e.slots <- struct{}{}:
		return nil
	default:
	}

	e.waits.Add(1)
	start := time.Now()
	defer func() { e.waited.Add(int64(time.Since(start))) }()
	var expired <-chan time.Time
	if e.poolTimeout > 0 {
		timer := time.NewTimer(e.poolTimeout)
		defer timer.Stop()
		expired = timer.C
	}
	select {
	case e.slots <- struct{}{}:
		return nil
	case <-e.closing:
		return errEngineClosed
	case <-ctx.Done():
		return fmt.Errorf("wait for a connection to %s: %w", e.URL(), ctx.Err())
	case <-expired:
		return e.poolTimeoutError()
	}
}

// release gives back what acquire took.
func (e *Engine) release() {
	if e.slots != nil {
		<-e.slots
	}
}

func (e *Engine) poolTimeoutError() error {
	status := e.Status()
	return fmt.Errorf("%w: pool limit of size %d overflow %d reached, connection timed out after %s: "+
		"close rows, connections and sessions when they are done with, or raise PoolSize",
		ErrPoolTimeout, status.Size, status.Overflow, e.poolTimeout)
}

// checkout takes a connection from the pool, or opens one.
func (e *Engine) checkout(ctx context.Context) (*stdsql.Conn, error) {
	waiting := ctx
	if e.poolTimeout > 0 && e.sharesPool() {
		timed, cancel := context.WithTimeout(ctx, e.poolTimeout)
		defer cancel()
		waiting = timed
	}
	conn, err := e.db.Conn(waiting)
	switch {
	case err == nil:
		return conn, nil
	case e.closed.Load():
		return nil, errEngineClosed
	case ctx.Err() != nil:
		if !errors.Is(err, ctx.Err()) {
			err = fmt.Errorf("%w: %w", ctx.Err(), err)
		}
	case waiting.Err() != nil && errors.Is(err, waiting.Err()):
		return nil, e.poolTimeoutError()
	}
	return nil, err
}

// sharesPool reports whether a connection may have to be waited for although
// there was a slot: others use the pool, whose bounds are theirs.
func (e *Engine) sharesPool() bool {
	stats := e.db.Stats()
	if stats.MaxOpenConnections == 0 {
		return false
	}
	return !e.ownsPool || stats.Idle == 0 && stats.OpenConnections >= stats.MaxOpenConnections
}

// A poolConnector opens the connections of an engine's own pool.
type poolConnector struct {
	driver.Connector
	engine *Engine
}

func (p *poolConnector) Connect(ctx context.Context) (sqldriver.Conn, error) {
	e := p.engine
	if !e.observed {
		return p.connect(ctx)
	}
	start := time.Now()
	conn, err := p.connect(ctx)
	e.emit(ctx, Event{Kind: EventConnect, Duration: time.Since(start), Rows: -1, Err: err})
	return conn, err
}

func (p *poolConnector) connect(ctx context.Context) (sqldriver.Conn, error) {
	if timeout := p.engine.connectTimeout; timeout > 0 {
		timed, cancel := context.WithTimeout(ctx, timeout)
		defer cancel()
		ctx = timed
	}
	conn, err := p.Connector.Connect(ctx)
	if err == nil {
		return conn, nil
	}
	if ended := ctx.Err(); ended != nil && !errors.Is(err, ended) {
		err = fmt.Errorf("%w: %w", ended, err)
	}
	// A database that cannot be reached is one kind of failure everywhere.
	if !errors.Is(err, ErrConnection) && ctx.Err() == nil {
		if _, known := errors.AsType[*DBError](err); !known {
			err = &DBError{Kind: ErrConnection, Message: err.Error(), Err: err}
		}
	}
	return nil, redact(err, p.engine.secrets)
}

// alive tests a connection that was taken from the pool, and has the pool drop
// it when it is dead.
func (e *Engine) alive(ctx context.Context, conn *stdsql.Conn) error {
	err := conn.PingContext(ctx)
	switch ended := ctx.Err(); {
	case err == nil:
		return nil
	case ended != nil && !errors.Is(err, ended): // some drivers say that the connection is bad
		return fmt.Errorf("%w: %w", ended, err)
	case ended != nil:
		return err
	}
	_ = conn.Raw(func(any) error { return sqldriver.ErrBadConn })
	e.invalidated(ctx, err)
	return fmt.Errorf("%w: %w", errDead, err)
}

// invalidated notes that a connection was found dead. The others that lie in
// the pool are as old or older, so they are closed, too: what follows a restart
// of the server fails once and not once for each of them.
func (e *Engine) invalidated(ctx context.Context, reason error) {
	if e.observed {
		e.emit(ctx, Event{Kind: EventInvalidate, Rows: -1, Err: reason})
	}
	if e.ownsPool && !e.limits.precious {
		e.db.SetMaxIdleConns(-1)
		e.db.SetMaxIdleConns(e.limits.maxIdle())
	}
}
