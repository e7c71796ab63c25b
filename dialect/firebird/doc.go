// Package firebird is the SQL of Firebird: how its identifiers are quoted, what
// it can do, and the nodes that it writes in its own way. It has no driver.
//
// Values in a select list are written into the statement, since the database
// cannot tell the type of a parameter there. True and false are 1 and 0 of a
// SMALLINT. A string column without a length is a VARCHAR(255), and a decimal
// without a precision a NUMERIC(18, 6).
package firebird
