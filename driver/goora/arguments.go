package goora

import (
	sqldriver "database/sql/driver"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
	"github.com/shopspring/decimal"
	goora "github.com/sijms/go-ora/v2"
)

// What is longer is bound as a LOB: a VARCHAR2 and a RAW of a table have no room
// for more, unless the database is set up so that they have.
const (
	longText  = 4000
	longBytes = 2000
)

// convertArg gives a bind value as the type that go-ora tells the server.
func convertArg(arg any) (sqldriver.Value, error) {
	switch v := arg.(type) {
	case dialect.Out:
		return &out{v.Type}, nil
	case bool:
		if v {
			return int64(1), nil
		}
		return int64(0), nil
	case uint64:
		return v, nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("%w: a NUMBER cannot be %v", driver.ErrFit, v)
		}
		return v, nil
	case decimal.Decimal:
		return number(v)
	case time.Time:
		return goora.TimeStamp(v.UTC()), nil
	case types.Date:
		return goora.TimeStamp(time.Date(v.Year, v.Month, v.Day, 0, 0, 0, 0, time.UTC)), nil
	case time.Duration:
		return intervalText(v), nil
	case types.JSONText:
		return convertArg([]byte(v)) // the dialect keeps documents as BLOB
	case string:
		if len(v) > longText {
			return goora.Clob{String: v, Valid: true}, nil
		}
		return v, nil
	case []byte:
		switch {
		case v == nil:
			return nil, nil
		case len(v) > longBytes:
			return goora.Blob{Data: v}, nil
		}
		return v, nil
	}
	value, err := driver.ConvertArg(arg)
	if err != nil {
		return nil, err
	}
	switch value.(type) { // of a driver.Valuer, or of a type whose kind it is
	case bool, string, []byte, time.Time, float64:
		return convertArg(value)
	}
	return value, nil
}

// The bounds of a NUMBER; see the Database SQL Language Reference, NUMBER Data
// Type.
const (
	maxDigits   = 38
	minExponent = -130
	maxExponent = 125
)

// number gives a decimal exactly. It is written with one digit before the point:
// of 0.05 as it is, go-ora would make a NUMBER that begins with a zero, which
// compares unequal to that of the server.
func number(d decimal.Decimal) (sqldriver.Value, error) {
	digits := d.Coefficient().String()
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	exponent := int(d.Exponent()) + len(digits) - 1
	digits = strings.TrimRight(digits, "0")
	switch {
	case digits == "":
		return goora.NewNumberFromInt64(0)
	case len(digits) > maxDigits:
		return nil, fmt.Errorf("%w: %v has %d digits, a NUMBER has %d", driver.ErrFit, d, len(digits), maxDigits)
	case exponent < minExponent || exponent > maxExponent:
		return nil, fmt.Errorf("%w: %v is beyond what a NUMBER can hold", driver.ErrFit, d)
	}
	text := sign + digits[:1]
	if len(digits) > 1 {
		text += "." + digits[1:]
	}
	return goora.NewNumberFromString(fmt.Sprintf("%se%d", text, exponent))
}
