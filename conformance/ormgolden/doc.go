// Package ormgolden holds the ORM to behaviour that was recorded step by step:
// what is written, read, returned and refused, in which state objects are, and
// what the tables contain at the end, on every database.
//
// A scenario in testdata says what each step does and what came of it. For each
// there is a function here that plays the same steps through the public API, as
// a program would, and hands what it got to the comparison. The tests are named
// TestScenario/<scenario>/<database>.
//
// Where this package and a recording are meant to differ, a line of the table
// in docs/differences.md says so, with its reason. No other difference passes,
// and neither does a line that is no longer needed.
package ormgolden
