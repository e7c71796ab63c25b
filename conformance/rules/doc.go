// Package rules holds the house rules as tests: which package may import which,
// what a program with one driver is linked with, what has to be documented and
// shown by an example. There is nothing in it to import.
package rules
