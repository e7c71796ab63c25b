// Package postgresql has the expressions that only PostgreSQL has: operators of
// arrays, ranges, JSONB documents and hstore, and full text search. Arrays
// themselves are a kind of package sql, [sql.Array], and parts of documents are
// read and assigned to by [sql.JSON].
//
// Other databases refuse what they do not have when the statement runs.
package postgresql
