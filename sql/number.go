package sql

import "github.com/shopspring/decimal"

// Numeric are the Go types that a [Number] may have: integers, floating point
// and decimals.
type Numeric interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 |
		~float32 | ~float64 | decimal.Decimal
}

// A Number is a numeric expression that is never NULL.
type Number[T Numeric] struct{ t *term }

// A NullNumber is a numeric expression that may be NULL; a row holds a *T.
type NullNumber[T Numeric] struct{ t *term }
