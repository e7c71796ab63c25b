// Package metamorphic holds tests that do the same random work under different
// options, on every database, and compare what is left in the tables.
package metamorphic
