package types

import "unsafe"

// A Codec moves values of one Go type between memory and a database. It is
// made once for a Go type (see Of) and works on addresses, so that entities
// are read and compared without reflection. Every address must point to a
// value of the type that the codec was made for.
type Codec interface {
	// Type is the SQL type that fits the Go type when none is stated.
	Type() *Type
	// Nullable reports whether the Go type can hold NULL.
	Nullable() bool
	// Decode reads column i of row into dst. NULL into a type that cannot hold
	// it is an error (ErrNull).
	Decode(row Row, i int, dst unsafe.Pointer) error
	// Value gives what to bind: nil, int64, uint64, float64, bool, string,
	// []byte, time.Time, Date, TimeOfDay, decimal.Decimal, JSONText, or a value
	// that the driver understands itself.
	Value(src unsafe.Pointer) (any, error)
	// Assign stores a bind value (see Value), as when a parent's key becomes
	// its child's foreign key. nil stores NULL, or Go's zero value where the
	// type has no NULL.
	Assign(dst unsafe.Pointer, value any) error
	// Equal reports whether both hold the same value, as the database sees it.
	Equal(a, b unsafe.Pointer) bool
	// Zero reports whether the value is Go's zero value (NULL counts).
	Zero(p unsafe.Pointer) bool
	// Copy stores a copy of src that later changes to src do not reach.
	Copy(dst, src unsafe.Pointer)
	// Shared reports whether a plain copy shares memory with the original (as
	// slices and documents do), so that a snapshot needs Copy.
	Shared() bool
	// Append adds the value to a vector made by NewVector for the same codec.
	Append(v *Vector, src unsafe.Pointer) error
	// Vector is the kind of vector that Append fills.
	Vector() VectorKind
}
