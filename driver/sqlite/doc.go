// Package sqlite connects to SQLite by zombiezen.com/go/sqlite, which is
// SQLite itself translated to Go: it needs no C compiler. Importing the package
// registers it:
//
//	import _ "github.com/azoth-go/azoth/driver/sqlite"
//
// A database URL has the name of a file, relative after three slashes and
// absolute after four. Characters that mean something in a URL (? # %) are
// percent-encoded.
//
//	sqlite:///app.db
//	sqlite:////var/lib/app.db?journal_mode=wal
//	sqlite://                                      a database in memory
//
// A database in memory is one for all connections of its pool, and lives until
// the pool is closed. As in a file without journal_mode=wal, a transaction that
// has read keeps others from committing what they write, and one that has
// written keeps others from reading, until it ends: end transactions soon.
//
// # Options
//
//	busy_timeout   how long to wait for another connection's lock, in milliseconds
//	               or as a duration (10s); 5 seconds by default
//	foreign_keys   on (the default) or off
//	journal_mode   delete, truncate, persist, memory, wal, off; what the file has by default
//	synchronous    off, normal, full, extra
//	cache          shared or private
//	mode           ro, rw (the file must exist), rwc (the default), memory
//	txlock         deferred (the default), immediate, exclusive: how transactions begin
//	vfs            the name of a registered virtual file system
//	immutable      on: the file cannot change, and is read without locks
//
// # Values
//
// SQLite keeps integers, floating-point numbers, text and bytes. Booleans are
// bound as 1 and 0; decimals, documents, dates, times of day and timestamps as
// text, timestamps in UTC ("2006-01-02 15:04:05.999999"), so that they sort. An
// integer is read as a time in seconds since 1970. NaN and integers beyond
// int64, which SQLite would change, are errors.
//
// REGEXP works, by package regexp. Several results may be open on a connection
// at once. A batch that is not within a transaction is one of its own.
//
// # Errors
//
// A database that stays locked for longer than busy_timeout is a
// driver.ErrTimeout; a transaction that read what another has changed since,
// and now wants to write, is a driver.ErrSerialization. Where the context of a
// statement ends, the statement stops, also while it waits for a lock. SQLite
// rolls a transaction back when a statement that writes is stopped; its Commit
// says so then.
package sqlite
