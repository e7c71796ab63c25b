// Package report prints the structure of a database for people to read.
package report
