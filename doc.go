// Package azoth is where a program starts: it opens the database, and runs
// statements and transactions on it.
//
// Azoth is an SQL toolkit and an object-relational mapper. An [Engine] is a pool
// of connections with the dialect of one database; package sql builds typed
// statements, which an engine, a [Conn] or a [Tx] runs; package orm maps
// structs to tables and tracks them in sessions on top of an engine; package
// schema describes tables. A program imports the driver of its database for its
// side effect, and with it nothing of the other databases:
//
//	import (
//		"github.com/azoth-go/azoth"
//		_ "github.com/azoth-go/azoth/driver/sqlite"
//	)
//
//	eng, err := azoth.Open("sqlite:///app.db", azoth.Echo(slog.Default()))
//	if err != nil {
//		return err
//	}
//	defer eng.Close()
//
// Open connects to nothing; the first statement does. Every method that may
// talk to the database takes a context and returns an error; none that does not
// does.
//
// # Transactions
//
// On an engine every statement stands for itself. [Engine.Run] puts several
// into a transaction, which is committed when the function gives nil and rolled
// back otherwise; [Tx.Nested] does the same with a savepoint within it:
//
//	err = eng.Run(ctx, func(tx *azoth.Tx) error {
//		…
//	}, azoth.IsolationLevel(azoth.Serializable), azoth.Retry(3))
//
// # The pool
//
// The pool keeps PoolSize connections (5) and opens up to MaxOverflow (10) more
// while those are in use. Whoever finds all of them in use waits for PoolTimeout
// (30 seconds) and then gets [ErrPoolTimeout]. A connection that is found dead
// is dropped; with [PrePing] that is found out before it is handed to anyone. A
// SQLite database in memory lives until the engine is closed.
//
// # What is sent
//
// [Echo] logs every statement with its arguments and its time, [Listen] tells a
// function, and [SQL] gives the text of a statement that is not run.
// [HideParameters] keeps arguments out of logs and errors. The password of the
// URL is never shown.
//
// # Errors
//
// What a database reports is a [*DBError] of a kind that is the same on every
// database, to branch on with [errors.Is]:
//
//	if errors.Is(err, azoth.ErrUniqueViolation) { … }
//
// What a database lacks is an [*UnsupportedError], before anything is sent.
package azoth
