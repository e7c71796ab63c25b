// Package drivertest is what the tests of the drivers have in common: running a
// statement on a connection, and reading its rows as text.
package drivertest
