package sql

import "github.com/azoth-go/azoth/types"

// A String is an expression of text that is never NULL.
type String struct{ t *term }

// A NullString is an expression of text that may be NULL; a row holds a
// *string.
type NullString struct{ t *term }

// length is the number of characters or bytes.
func (t *term) length() *term { return t.call("char_length", types.BigInteger) }
