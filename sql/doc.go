// Package sql is a typed expression language and the builders of statements.
//
// An expression knows its Go type: a [String] compares with a string, a
// [Number] of int64 with an int64, and what does not fit does not compile.
// Columns that may be NULL have a kind of their own ([NullString], …), which
// compares with the same Go values but reads as a pointer.
//
// Methods take Go values, package functions take expressions:
//
//	Users.Age.Gt(18)                    sql.Gt(Users.Age, Orders.MinAge)
//	Users.Name.In("ed", "wendy")        sql.In(Users.ID, query)
//	Items.Price.Mul(2)                  sql.Mul(Items.Price, Items.Quantity)
//
// Builders are immutable values: every method gives a new one, and one that is
// kept and extended twice gives two. A mistake made while building is kept and
// returned where the statement is run. Nothing touches the database but the
// methods that take a context and an [Executor].
package sql

//go:generate go run ./internal/generate
