// Package redshift is Amazon Redshift: a dialect made of PostgreSQL's with
// exported API only, on the driver of package pgx. Importing it registers the
// scheme redshift:
//
//	import _ "github.com/azoth-go/azoth/contrib/redshift"
//
//	eng, err := azoth.Open("redshift://user:password@cluster.example.com:5439/app")
//
// # What is different from PostgreSQL
//
// Redshift has no RETURNING, no ON CONFLICT, no indexes, no sequences, no
// arrays, no row locks, no savepoints and no CHECK; such statements fail before
// they are sent, with a *azoth.UnsupportedError, except savepoints, which the
// server refuses, and FOR UPDATE, which is left out. Primary keys, foreign keys
// and unique constraints are declared for the planner and not enforced.
//
// A generated key is an identity column. Nothing tells which key a row was
// given, so a session cannot insert an entity whose key the database generates:
// let the program make the keys, of type uuid.UUID for example.
//
// JSON documents are texts (VARCHAR(65535)), and paths into them are read by
// json_extract_path_text; a column of the type SUPER is types.Named("SUPER").
// UUIDs are their 32 digits, CHAR(32), and a time.Duration is a BIGINT of
// nanoseconds. Names are folded to lower case, quoted or not, unless
// enable_case_sensitive_identifier is set.
//
// # Verification
//
// There was no Redshift to run on. Statements are compared with texts written
// after the Amazon Redshift Database Developer Guide; what both databases have
// in common is executed on PostgreSQL.
package redshift
