package sql

// JSON is an expression of a document, read into and written from a Go value
// of type T, that is never NULL. Key, At and Path lead to its parts.
type JSON[T any] struct{ t *term }

// NullJSON is a [JSON] that may be NULL; a row holds a *T. The NULL is SQL's;
// a document that is JSON's null is a value like others.
type NullJSON[T any] struct{ t *term }
