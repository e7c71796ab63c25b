// Package types holds every SQL type of the databases that tests can reach to
// one promise: what is written is read back equal, whatever it is (the least, the
// greatest, nothing, NULL, any language, microseconds, instants of any time zone,
// decimals of all digits), and what does not fit is an error that names the
// column, never a value that was cut or rounded.
package types
