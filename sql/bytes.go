package sql

// Bytes is an expression of binary data that is never NULL.
type Bytes struct{ t *term }

// NullBytes is an expression of binary data that may be NULL; a row holds a
// *[]byte.
type NullBytes struct{ t *term }
