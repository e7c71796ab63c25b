// Package mysql is the SQL of MySQL and of MariaDB, two dialects: how
// identifiers are quoted, what each can do, and the nodes that they write in
// their own way. It has no driver; that is driver/mysql.
//
// A string column without a length is VARCHAR(255), since a VARCHAR must have
// one here, and a decimal without a precision is DECIMAL(38, 10). Times keep
// microseconds.
package mysql
