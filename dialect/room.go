package dialect

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/types"
)

// A Room bounds what columns of a type hold on a database, beyond what the type
// says of itself; 0 is no bound.
type Room struct {
	// Bytes are those of a text or of bytes.
	Bytes int
	// Digits are those of a decimal, without the zeros before and behind.
	Digits int
	// Grain is what a length of time is kept a multiple of, where it is kept as a
	// point in time.
	Grain time.Duration
}

// FractionOf is the time that so many digits of a second tell apart.
func FractionOf(digits int) time.Duration {
	grain := time.Second
	for range digits {
		grain /= 10
	}
	return grain
}

func (d *Dialect) room(t *types.Type) Room {
	if d.Room == nil {
		return Room{}
	}
	return d.Room(t)
}

// fit refuses a value that there is no room for.
func (r Room) fit(value any, t *types.Type) error {
	switch v := value.(type) {
	case string:
		return r.fitBytes(len(v), t)
	case []byte:
		return r.fitBytes(len(v), t)
	case decimal.Decimal:
		return r.fitDigits(v, t)
	case time.Duration:
		return r.fitGrain(v, t)
	case time.Time:
		return r.fitGrain(v.Sub(types.IntervalAsTime(0)), t)
	}
	return nil
}

// fitAll is fit for each value of a vector.
func (r Room) fitAll(v *types.Vector, t *types.Type) error {
	if r == (Room{}) || v.Kind != types.Strings && v.Kind != types.Anys {
		return nil
	}
	for _, text := range v.Strings {
		if err := r.fitBytes(len(text), t); err != nil {
			return err
		}
	}
	for _, value := range v.Anys {
		if err := r.fit(value, t); err != nil {
			return err
		}
	}
	return nil
}

func (r Room) fitBytes(n int, t *types.Type) error {
	if r.Bytes == 0 || n <= r.Bytes {
		return nil
	}
	return fmt.Errorf("%w: %d bytes, where %s has room for %d", types.ErrFit, n, t, r.Bytes)
}

func (r Room) fitGrain(d time.Duration, t *types.Type) error {
	if r.Grain == 0 || d%r.Grain == 0 {
		return nil
	}
	return fmt.Errorf("%w: %v, where %s keeps multiples of %v; types.Lossless keeps all", types.ErrFit, d, t, r.Grain)
}

func (r Room) fitDigits(d decimal.Decimal, t *types.Type) error {
	if r.Digits == 0 || d.NumDigits() <= r.Digits {
		return nil
	}
	coefficient := d.Coefficient().String()
	significant := len(coefficient)
	for significant > 0 && coefficient[significant-1] == '0' {
		significant--
	}
	if d.Sign() < 0 {
		significant-- // the sign
	}
	if significant <= r.Digits {
		return nil
	}
	return fmt.Errorf("%w: a decimal of %d digits, where %s keeps %d; types.Lossless keeps all", types.ErrFit, significant, t, r.Digits)
}
