package postgresql

import (
	"cmp"
	"time"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/types"
)

// Contains reports whether a value lies in the range.
func (r Range[T]) Contains(v T) bool {
	if r.Empty {
		return false
	}
	if r.Lower != nil {
		if order := compareValues(*r.Lower, v); order > 0 || order == 0 && !r.includesLower() {
			return false
		}
	}
	if r.Upper != nil {
		if order := compareValues(v, *r.Upper); order > 0 || order == 0 && !r.includesUpper() {
			return false
		}
	}
	return true
}

// IsEmpty reports whether nothing lies in the range: it says so, or its ends do.
// Of integers and dates, whose ranges have ends that are in them, (1,2) is taken
// for what it says.
func (r Range[T]) IsEmpty() bool {
	if r.Empty {
		return true
	}
	if r.Lower == nil || r.Upper == nil {
		return false
	}
	order := compareValues(*r.Lower, *r.Upper)
	return order > 0 || order == 0 && !(r.includesLower() && r.includesUpper())
}

// Intersection is what lies in both ranges.
func (r Range[T]) Intersection(other Range[T]) Range[T] {
	if r.IsEmpty() || other.IsEmpty() {
		return Range[T]{Empty: true}
	}
	lower, includesLower := r.Lower, r.includesLower()
	if lower == nil || other.Lower != nil && laterEnd(*other.Lower, *lower, !other.includesLower(), !includesLower) {
		lower, includesLower = other.Lower, other.includesLower()
	}
	upper, includesUpper := r.Upper, r.includesUpper()
	if upper == nil || other.Upper != nil && laterEnd(*upper, *other.Upper, includesUpper, other.includesUpper()) {
		upper, includesUpper = other.Upper, other.includesUpper()
	}
	both := Range[T]{Lower: lower, Upper: upper, Bounds: bounds(includesLower, includesUpper)}
	if both.IsEmpty() {
		return Range[T]{Empty: true}
	}
	return both
}

// Overlaps reports whether anything lies in both ranges.
func (r Range[T]) Overlaps(other Range[T]) bool { return !r.Intersection(other).IsEmpty() }

// Equal reports whether two ranges have the same ends. [1,3] and [1,4) of integers
// are not the same here; the database gives both as [1,4).
func (r Range[T]) Equal(other Range[T]) bool {
	if r.IsEmpty() || other.IsEmpty() {
		return r.IsEmpty() && other.IsEmpty()
	}
	return sameEnd(r.Lower, other.Lower) && sameEnd(r.Upper, other.Upper) &&
		(r.Lower == nil || r.includesLower() == other.includesLower()) &&
		(r.Upper == nil || r.includesUpper() == other.includesUpper())
}

func sameEnd[T Bounded](a, b *T) bool {
	return a == b || a != nil && b != nil && compareValues(*a, *b) == 0
}

// laterEnd reports whether end a lies beyond end b, at the same value by whether
// it reaches further.
func laterEnd[T Bounded](a, b T, aFurther, bFurther bool) bool {
	order := compareValues(a, b)
	return order > 0 || order == 0 && aFurther && !bFurther
}

func (r Range[T]) includesLower() bool { return r.Bounds == "" || r.Bounds[0] == '[' }
func (r Range[T]) includesUpper() bool { return r.Bounds != "" && r.Bounds[len(r.Bounds)-1] == ']' }

func bounds(lower, upper bool) string {
	text := []byte("()")
	if lower {
		text[0] = '['
	}
	if upper {
		text[1] = ']'
	}
	return string(text)
}

func compareValues[T Bounded](a, b T) int {
	switch a := any(a).(type) {
	case int32:
		return cmp.Compare(a, any(b).(int32))
	case int64:
		return cmp.Compare(a, any(b).(int64))
	case decimal.Decimal:
		return a.Cmp(any(b).(decimal.Decimal))
	case types.Date:
		return a.Compare(any(b).(types.Date))
	case time.Time:
		return a.Compare(any(b).(time.Time))
	}
	return 0
}
