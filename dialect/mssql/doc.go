// Package mssql is the SQL of Microsoft SQL Server: how its identifiers are
// quoted, what it can do, and the nodes that it writes in its own way. Its
// driver is in driver/mssql.
//
// There is no boolean type: true and false are 1 and 0 of a BIT. A string column
// of a Go string is NVARCHAR, which has all characters (see [WithCodePage]), and
// without a length NVARCHAR(max); a decimal without a precision is
// NUMERIC(38, 10), and a point in time is a DATETIME2, which keeps microseconds.
package mssql
