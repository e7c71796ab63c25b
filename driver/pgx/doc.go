// Package pgx connects to PostgreSQL, and to what speaks its protocol, through
// pgx. Importing it registers the schemes postgresql, postgres and
// postgresql+pgx:
//
//	import _ "github.com/azoth-go/azoth/driver/pgx"
//
//	eng, err := azoth.Open("postgresql://user:password@localhost:5432/app?sslmode=disable")
//
// The pool is database/sql's. A connection that is checked out is unwrapped to
// pgx's own, and from there on speaks the wire protocol: values are decoded
// from the wire when they are read, and nothing is boxed on the way.
//
// # Statements
//
// SELECT, INSERT, UPDATE, DELETE, MERGE, WITH, VALUES and TABLE are prepared
// the first time that a connection runs them, in the round trip that also
// executes them, and kept for its next executions; the connection remembers the
// 512 that were used last. Other statements are parsed each time. A prepared
// statement receives and gives values in PostgreSQL's binary format; an
// execution whose types are not yet known travels as text, with the same
// result.
//
// A proxy that gives every transaction another server connection may not keep
// prepared statements: say statement_cache_capacity=0 there.
//
// # Transactions
//
// BEGIN travels with the first statement, and the COMMIT of a pipeline with the
// last, so that a transaction of one pipeline is one round trip. A pipeline
// outside a transaction is atomic as well: PostgreSQL treats it as one.
//
// # Values
//
// Timestamps are read in UTC; a time.Time that is written to a column without a
// time zone is written as UTC. PostgreSQL keeps microseconds: what is finer is
// cut off. []byte is bytea and nothing else.
//
// # URL options
//
//   - sslmode, sslrootcert, sslcert, sslkey: as for libpq
//   - connect_timeout: in seconds; none by default
//   - application_name, search_path, timezone, options: settings of the session
//   - target_session_attrs: which of several hosts to use, such as read-write
//   - statement_cache_capacity: prepared statements per connection, 512 by
//     default, 0 for none
//
// Host, port, user, password and database that the URL leaves out come from
// PGHOST, PGPORT and the like, or are libpq's defaults.
package pgx
