// Package sybase is the SQL of SAP Adaptive Server Enterprise, once Sybase: how
// its identifiers are quoted, what it can do, and the nodes that it writes in its
// own way. Its driver is in driver/odbc.
//
// Values in a select list and in ORDER BY are written into the statement, since
// the server takes no parameters there. True and false are 1 and 0 of a BIT,
// which cannot be NULL. A DATETIME keeps three hundredths of a second.
package sybase
