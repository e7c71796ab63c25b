package azoth

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// Run runs f in a transaction, which is committed when f gives nil, and rolled
// back when f gives an error or panics. The error is f's own, or that of the
// COMMIT. With [Retry] a transaction that the database gave up for the sake of
// another is run anew, after a short pause.
func (e *Engine) Run(ctx context.Context, f func(tx *Tx) error, opts ...TxOption) error {
	s, err := newTxSettings(opts)
	if err != nil {
		return fmt.Errorf("run: %w", err)
	}
	return Retrying(ctx, s.retries, func() error {
		tx, err := e.begin(ctx, s)
		if err != nil {
			return err
		}
		return tx.run(ctx, f)
	})
}

// Retrying calls f, and up to n times more while its error is
// [ErrSerialization] or [ErrDeadlock], with short pauses between. f is a whole
// transaction, from its beginning to its end. It gives the last error of f.
func Retrying(ctx context.Context, n int, f func() error) error {
	for attempt := 0; ; attempt++ {
		err := f()
		if err == nil || attempt >= n || !errors.Is(err, ErrSerialization) && !errors.Is(err, ErrDeadlock) {
			return err
		}
		if pause(ctx, attempt) != nil {
			return err
		}
	}
}

// run runs f and ends the transaction, unless f did.
func (tx *Tx) run(ctx context.Context, f func(tx *Tx) error) (err error) {
	returned := false
	defer func() {
		// Neither a panic nor runtime.Goexit returns.
		if !returned && !tx.ended() {
			_ = tx.Rollback(ctx)
		}
	}()
	err = f(tx)
	returned = true
	switch {
	case tx.ended():
		return err
	case err == nil:
		return tx.Commit(ctx)
	}
	if rollbackErr := tx.Rollback(ctx); rollbackErr != nil {
		return fmt.Errorf("%w (and the rollback failed: %w)", err, rollbackErr)
	}
	return err
}

// Pauses between attempts double from the first to the longest, and are random
// so that two transactions do not meet again.
const (
	firstPause   = 5 * time.Millisecond
	longestPause = 500 * time.Millisecond
)

func pause(ctx context.Context, attempt int) error {
	longest := longestPause
	if attempt < 10 {
		longest = min(longest, firstPause<<attempt)
	}
	timer := time.NewTimer(rand.N(longest))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
