// Package oracle is the SQL of Oracle Database: how its identifiers are quoted,
// what it can do, and the nodes that it writes in its own way. Package driver/goora
// connects to it.
//
// Before version 23 there is no boolean type: true and false are 1 and 0 of a
// SMALLINT. A string column without a length is a VARCHAR2(255 CHAR), and a
// point in time is a TIMESTAMP, which keeps microseconds. An empty string is
// NULL to this database.
package oracle
