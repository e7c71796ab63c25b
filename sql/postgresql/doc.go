// Package postgresql has the expressions that only PostgreSQL has: operators of
// arrays, ranges, JSONB documents and hstore. Arrays themselves are a kind of
// package sql, [sql.Array].
//
// Other databases refuse what they do not have when the statement runs.
package postgresql
