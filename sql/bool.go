package sql

// A Bool is an expression of a truth value that is never NULL: a boolean
// column, or what a comparison gives. It is itself a predicate.
type Bool struct{ truthful[bool, Bool] }

// A NullBool is an expression of a truth value that may be NULL; a row holds a
// *bool. As a predicate, NULL is as good as false.
type NullBool struct {
	truthful[*bool, NullBool]
}

func (x Bool) of(t *term) Bool         { x.t = t; return x }
func (x NullBool) of(t *term) NullBool { x.t = t; return x }
func (x Bool) nullable() NullBool      { return NullBool{}.of(x.t) }
func (x NullBool) nullable() NullBool  { return x }
func (x Bool) notNull() Bool           { return x }
func (x NullBool) notNull() Bool       { return Bool{}.of(x.t) }
func (x Bool) predicate()              {}
func (x NullBool) predicate()          {}

// SetNull assigns NULL to the column.
func (x NullBool) SetNull() Assignment { return setNull(x.Node(), x.fault()) }

// Coalesce is the expression, or v where it is NULL.
func (x NullBool) Coalesce(v bool) Bool { return coalesceValue[Bool](x.Node(), v, x.fault()) }
