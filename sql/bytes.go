package sql

// Bytes is an expression of binary data that is never NULL.
type Bytes struct {
	ordered[[]byte, []byte, Bytes]
}

// NullBytes is an expression of binary data that may be NULL; a row holds a
// *[]byte.
type NullBytes struct {
	ordered[[]byte, *[]byte, NullBytes]
}

func (x Bytes) of(t *term) Bytes         { x.t = t; return x }
func (x NullBytes) of(t *term) NullBytes { x.t = t; return x }
func (x Bytes) nullable() NullBytes      { return NullBytes{}.of(x.t) }
func (x NullBytes) nullable() NullBytes  { return x }
func (x Bytes) notNull() Bytes           { return x }
func (x NullBytes) notNull() Bytes       { return Bytes{}.of(x.t) }

// SetNull assigns NULL to the column.
func (x NullBytes) SetNull() Assignment { return setNull(x.Node(), x.fault()) }

// Coalesce is the expression, or v where it is NULL.
func (x NullBytes) Coalesce(v []byte) Bytes { return coalesceValue[Bytes](x.Node(), v, x.fault()) }

// Length is the number of bytes.
func (x Bytes) Length() Number[int64] { return length[Number[int64]](x.Node(), x.fault()) }

// Length is the number of bytes.
func (x NullBytes) Length() NullNumber[int64] {
	return length[NullNumber[int64]](x.Node(), x.fault())
}
