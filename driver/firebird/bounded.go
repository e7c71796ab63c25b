package firebird

import (
	"context"
	sqldriver "database/sql/driver"
	"fmt"
	"slices"
	"time"
)

// standardGrace is how long a statement whose context has ended may take to stop,
// where no URL says.
const standardGrace = time.Second

// bounded runs f, which asks the server something by a call that obeys no
// context. Where it still waits when the grace of a context that has ended is
// over, the connection is given up: it takes nothing more, and is closed when f
// returns.
func bounded[T any](ctx context.Context, c *connection, f func() (T, error)) (T, error) {
	if ctx.Done() == nil {
		return f()
	}
	type outcome struct {
		result T
		err    error
	}
	done := make(chan outcome)
	abandoned := make(chan struct{})
	go func() {
		var o outcome
		o.result, o.err = f()
		select {
		case <-abandoned:
			_ = c.inner.Close()
		case done <- o:
		}
	}()
	select {
	case o := <-done:
		return o.result, o.err
	case <-ctx.Done():
	}
	grace := time.NewTimer(c.grace)
	defer grace.Stop()
	select {
	case o := <-done:
		return o.result, o.err
	case <-grace.C:
	}
	c.abandoned = true
	close(abandoned)
	var none T
	return none, fmt.Errorf("%w: %w", ctx.Err(), sqldriver.ErrBadConn)
}

// longArgument is the length in bytes from which firebirdsql sends an argument
// as a blob, ahead of the statement.
const longArgument = 32767

// sending runs f, which sends a statement with its arguments. While it sends a
// blob, firebirdsql waits for an answer to every part of it, whatever becomes of
// ctx.
func sending[T any](ctx context.Context, c *connection, args []sqldriver.NamedValue, f func(args []sqldriver.NamedValue) (T, error)) (T, error) {
	if !slices.ContainsFunc(args, isLong) {
		return f(args)
	}
	args = slices.Clone(args) // the caller uses its own again after it was told
	return bounded(ctx, c, func() (T, error) { return f(args) })
}

func isLong(arg sqldriver.NamedValue) bool {
	switch v := arg.Value.(type) {
	case string:
		return len(v) >= longArgument
	case []byte:
		return len(v) >= longArgument
	}
	return false
}
