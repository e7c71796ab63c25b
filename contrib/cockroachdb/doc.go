// Package cockroachdb is CockroachDB: a dialect made of PostgreSQL's with
// exported API only, on the driver of package pgx. Importing it registers the
// schemes cockroachdb and cockroach:
//
//	import _ "github.com/azoth-go/azoth/contrib/cockroachdb"
//
//	eng, err := azoth.Open("cockroachdb://root@localhost:26257/app?sslmode=disable")
//
// # What is different from PostgreSQL
//
// There is no MERGE, no EXCLUDE constraint, no domain, and constraints are never
// deferred; MERGE fails before it is sent, with a *azoth.UnsupportedError. A
// generated key is unique_rowid(), an INT8 that ascends with time and has gaps,
// so its column is an int64 in Go.
//
// The default isolation is SERIALIZABLE: the database ends a transaction with
// SQLSTATE 40001 when it cannot be put in an order with others, and the program
// runs it again. azoth.ErrSerialization tells such errors from others, and
// orm.Run does it all:
//
//	err := orm.Run(ctx, eng, func(s *orm.Session) error { … }, orm.Retry(5))
//
// # Verification
//
// There was no CockroachDB to run on. What it has in common with PostgreSQL is
// executed on PostgreSQL under SERIALIZABLE, with transactions that do fail by
// 40001 and run again; the rest is compared with texts written after
// CockroachDB's documentation.
package cockroachdb
