package types

import "time"

// VectorKind says which slice of a Vector holds its values.
type VectorKind uint8

// The representations a vector may have. Anys holds bind values of any kind.
const (
	Ints VectorKind = iota
	Floats
	Bools
	Strings
	Times
	Anys
)

// A Vector is one column of many rows: the values that a batched INSERT or
// UPDATE sends, unboxed. NULLs are marked in Nulls, which is empty when there
// is none.
type Vector struct {
	Kind    VectorKind
	Type    *Type
	Ints    []int64
	Floats  []float64
	Bools   []bool
	Strings []string
	Times   []time.Time
	Anys    []any
	Nulls   []bool
}

// NewVector makes an empty vector with room for n values.
func NewVector(kind VectorKind, t *Type, n int) *Vector {
	v := &Vector{Kind: kind, Type: t}
	switch kind {
	case Ints:
		v.Ints = make([]int64, 0, n)
	case Floats:
		v.Floats = make([]float64, 0, n)
	case Bools:
		v.Bools = make([]bool, 0, n)
	case Strings:
		v.Strings = make([]string, 0, n)
	case Times:
		v.Times = make([]time.Time, 0, n)
	default:
		v.Anys = make([]any, 0, n)
	}
	return v
}

// Len is the number of values.
func (v *Vector) Len() int {
	switch v.Kind {
	case Ints:
		return len(v.Ints)
	case Floats:
		return len(v.Floats)
	case Bools:
		return len(v.Bools)
	case Strings:
		return len(v.Strings)
	case Times:
		return len(v.Times)
	}
	return len(v.Anys)
}

// Null reports whether value i is NULL.
func (v *Vector) Null(i int) bool {
	if v.Kind == Anys {
		return v.Anys[i] == nil
	}
	return len(v.Nulls) > i && v.Nulls[i]
}

// HasNulls reports whether any value is NULL.
func (v *Vector) HasNulls() bool {
	if v.Kind == Anys {
		for _, value := range v.Anys {
			if value == nil {
				return true
			}
		}
		return false
	}
	for _, null := range v.Nulls {
		if null {
			return true
		}
	}
	return false
}

// AppendNull adds a NULL.
func (v *Vector) AppendNull() {
	n := v.Len()
	switch v.Kind {
	case Ints:
		v.Ints = append(v.Ints, 0)
	case Floats:
		v.Floats = append(v.Floats, 0)
	case Bools:
		v.Bools = append(v.Bools, false)
	case Strings:
		v.Strings = append(v.Strings, "")
	case Times:
		v.Times = append(v.Times, time.Time{})
	default:
		v.Anys = append(v.Anys, nil)
		return
	}
	for len(v.Nulls) < n {
		v.Nulls = append(v.Nulls, false)
	}
	v.Nulls = append(v.Nulls, true)
}

// Value gives value i boxed, as a bind value.
func (v *Vector) Value(i int) any {
	if v.Null(i) {
		return nil
	}
	switch v.Kind {
	case Ints:
		return v.Ints[i]
	case Floats:
		return v.Floats[i]
	case Bools:
		return v.Bools[i]
	case Strings:
		return v.Strings[i]
	case Times:
		return v.Times[i]
	}
	return v.Anys[i]
}

// Slice gives the values from i up to j, sharing memory with v.
func (v *Vector) Slice(i, j int) *Vector {
	s := *v
	switch v.Kind {
	case Ints:
		s.Ints = v.Ints[i:j]
	case Floats:
		s.Floats = v.Floats[i:j]
	case Bools:
		s.Bools = v.Bools[i:j]
	case Strings:
		s.Strings = v.Strings[i:j]
	case Times:
		s.Times = v.Times[i:j]
	default:
		s.Anys = v.Anys[i:j]
	}
	s.Nulls = nil
	if len(v.Nulls) > i {
		s.Nulls = v.Nulls[i:min(j, len(v.Nulls))]
	}
	return &s
}
