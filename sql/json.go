package sql

import "github.com/azoth-go/azoth/types"

// JSON is an expression of a document, read into and written from a Go value
// of type T, that is never NULL. Key, At and Path lead to its parts.
type JSON[T any] struct{ expression[T, T, JSON[T]] }

// NullJSON is a [JSON] that may be NULL; a row holds a *T. The NULL is SQL's;
// a document that is JSON's null is a value like others.
type NullJSON[T any] struct{ expression[T, *T, NullJSON[T]] }

func (x JSON[T]) of(t *term) JSON[T]           { x.t = t; return x }
func (x NullJSON[T]) of(t *term) NullJSON[T]   { x.t = t; return x }
func (x JSON[T]) nullable() NullJSON[T]        { return NullJSON[T]{}.of(x.t) }
func (x NullJSON[T]) nullable() NullJSON[T]    { return x }
func (x JSON[T]) defaultType() *types.Type     { return types.JSON }
func (x NullJSON[T]) defaultType() *types.Type { return types.JSON }
func (x JSON[T]) notNull() JSON[T]             { return x }
func (x NullJSON[T]) notNull() JSON[T]         { return JSON[T]{}.of(x.t) }

// SetNull assigns NULL to the column.
func (x NullJSON[T]) SetNull() Assignment { return setNull(x.Node(), x.fault()) }
