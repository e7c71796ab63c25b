// Package robustness holds tests of bad input: names and values that try to
// break out of a statement, and mistakes of the program, each of which is to
// work or to be one clear error, on every database.
package robustness
