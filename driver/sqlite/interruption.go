package sqlite

import (
	"context"
	"sync"
	"time"

	lib "modernc.org/sqlite/lib"
)

// An interruption stops what runs on a connection when a context ends. It
// watches one context at a time, and keeps watching from statement to statement
// while they share it, so that only the first pays.
type interruption struct {
	done <-chan struct{} // of the context; nil is none
	stop func() bool

	mu       sync.Mutex
	watch    int  // counts the contexts
	starting bool // a statement is about to run or runs its first step
}

// watchContext stops what runs on the connection from now on when ctx ends.
func (db *database) watchContext(ctx context.Context) {
	done := ctx.Done()
	if done == db.done {
		return
	}
	db.unwatch()
	if done == nil {
		return
	}
	db.mu.Lock()
	watch := db.watch
	db.mu.Unlock()
	db.done = done
	db.stop = context.AfterFunc(ctx, func() { db.interrupt(watch) })
}

func (db *database) unwatch() {
	if db.done == nil {
		return
	}
	db.stop()
	db.mu.Lock()
	db.watch++
	db.mu.Unlock()
	db.done, db.stop = nil, nil
}

// starts brackets a statement's first step by starts(true) and starts(false).
func (db *database) starts(starting bool) {
	if db.done == nil {
		return
	}
	db.mu.Lock()
	db.starting = starting
	db.mu.Unlock()
}

// interrupt stops what runs, unless another context is watched by now. SQLite
// forgets an interrupt when a statement takes its first step while no other
// runs; hence it is repeated until that step is over. Later steps find it.
func (db *database) interrupt(watch int) {
	for {
		db.mu.Lock()
		starting := db.starting
		if db.watch != watch {
			db.mu.Unlock()
			return
		}
		lib.Xsqlite3_interrupt(db.tls, db.handle)
		db.mu.Unlock()
		if !starting {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// ended reports whether the context of a result has ended.
func ended(done <-chan struct{}) bool {
	select {
	case <-done:
		return true
	default:
		return false
	}
}
