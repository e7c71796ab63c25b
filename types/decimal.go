package types

import (
	"fmt"
	"unsafe"

	"github.com/shopspring/decimal"
)

// decimalCodec is the codec of decimal.Decimal, which is compared by value:
// 1.50 equals 1.5.
type decimalCodec struct{ base }

func (c *decimalCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		return nullError(c.goType)
	}
	text, err := row.String(i)
	if err != nil {
		return err
	}
	v, err := parseDecimal(text)
	if err != nil {
		return err
	}
	*(*decimal.Decimal)(dst) = v
	return nil
}

func parseDecimal(text string) (decimal.Decimal, error) {
	v, err := decimal.NewFromString(text)
	if err != nil {
		return v, fmt.Errorf("cannot read text %q as a decimal number", text)
	}
	return v, nil
}

func (c *decimalCodec) Value(src unsafe.Pointer) (any, error) {
	return *(*decimal.Decimal)(src), nil
}

func (c *decimalCodec) Assign(dst unsafe.Pointer, value any) error {
	v, err := anyToDecimal(value)
	if err != nil {
		return assignError(c.goType, err)
	}
	*(*decimal.Decimal)(dst) = v
	return nil
}

func anyToDecimal(value any) (decimal.Decimal, error) {
	switch value := value.(type) {
	case nil:
		return decimal.Decimal{}, nil
	case decimal.Decimal:
		return value, nil
	case float64:
		// NewFromFloat panics on what is not a number.
		text, err := AnyToString(value)
		if err != nil {
			return decimal.Decimal{}, err
		}
		return parseDecimal(text)
	case uint64:
		return decimal.NewFromUint64(value), nil
	case string:
		return parseDecimal(value)
	case []byte:
		return parseDecimal(string(value))
	}
	n, err := AnyToInt64(value)
	return decimal.NewFromInt(n), err
}

func (c *decimalCodec) Equal(a, b unsafe.Pointer) bool {
	return (*decimal.Decimal)(a).Equal(*(*decimal.Decimal)(b))
}

func (c *decimalCodec) Zero(p unsafe.Pointer) bool { return (*decimal.Decimal)(p).IsZero() }

func (c *decimalCodec) Copy(dst, src unsafe.Pointer) {
	*(*decimal.Decimal)(dst) = *(*decimal.Decimal)(src)
}

func (c *decimalCodec) Vector() VectorKind { return Anys }

func (c *decimalCodec) Append(v *Vector, src unsafe.Pointer) error {
	return appendValue(c, v, src)
}
