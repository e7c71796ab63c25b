package postgresql

import (
	"database/sql/driver"
	"fmt"
	"strings"
)

// A BitString is a value of BIT and BIT VARYING: the digits 0 and 1. A column of
// it is declared so:
//
//	Flags sql.Value[postgresql.BitString] `orm:",type=BIT(8)"`
type BitString string

// Bits is the lowest bits of a number, the highest of them first.
func Bits(n uint64, length int) BitString {
	digits := make([]byte, length)
	for i := range digits {
		digits[length-1-i] = '0' + byte(n>>min(i, 64)&1)
	}
	return BitString(digits)
}

// At reports whether the bit at a position, counted from the left and from 0, is
// set. Beyond the end none is.
func (b BitString) At(i int) bool { return i >= 0 && i < len(b) && b[i] == '1' }

// Uint64 is the bits as a number. More than 64 are an error.
func (b BitString) Uint64() (n uint64, err error) {
	if err := b.check(); err != nil {
		return 0, err
	}
	if len(b) > 64 {
		return 0, fmt.Errorf("%d bits do not fit in a uint64", len(b))
	}
	for i := range len(b) {
		n = n<<1 | uint64(b[i]-'0')
	}
	return n, nil
}

func (b BitString) check() error {
	if strings.Trim(string(b), "01") != "" {
		return fmt.Errorf("%.80q is not a string of bits", string(b))
	}
	return nil
}

// Value gives what is bound: the digits.
func (b BitString) Value() (driver.Value, error) {
	if err := b.check(); err != nil {
		return nil, err
	}
	return string(b), nil
}

// Scan reads what the database gives.
func (b *BitString) Scan(value any) error {
	switch v := value.(type) {
	case string:
		*b = BitString(v)
	case []byte:
		*b = BitString(v)
	default:
		return fmt.Errorf("a string of bits cannot be read from a %T", value)
	}
	return b.check()
}
