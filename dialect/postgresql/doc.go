// Package postgresql is the SQL of PostgreSQL: how its identifiers are quoted,
// what it can do, and the nodes that it writes in its own way. It has no
// driver; that is driver/pgx.
//
// Groups of rows travel as arrays, one parameter for each column, so that the
// text of a statement does not depend on how many rows there are.
package postgresql
