// Package dialect turns statement trees into the SQL of a database.
//
// A [Dialect] is data first: how identifiers are quoted, how parameters are
// marked, what the database can do ([Features]). What does not fit in data is
// an [Override], a function that writes one kind of node in place of the base
// compiler. The packages below this one hold one dialect each and no driver.
//
// [Dialect.Compile] walks a tree and gives the text and the values to bind.
// Values never become part of the text, and every identifier is quoted by the
// dialect's rules, so that neither can change what a statement does.
package dialect
