package mssql

import (
	sqldriver "database/sql/driver"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/azoth-go/azoth/types"
	gomssql "github.com/microsoft/go-mssqldb"
	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/driver"
)

// A parameter is a value with the type that the statement is told it has.
type parameter struct {
	declared string
	value    any
}

// The types that texts and bytes are declared with, whatever their length.
const (
	text      = "nvarchar(4000)"
	longText  = "nvarchar(max)"
	bytes     = "varbinary(8000)"
	longBytes = "varbinary(max)"
)

// convertArg gives a bind value its type. A NULL is one of a text, which the
// server converts to all types but those of bytes.
func convertArg(arg any) (sqldriver.Value, error) {
	switch v := arg.(type) {
	case types.Date:
		return parameter{"date", v.String()}, nil
	case types.TimeOfDay:
		return parameter{"time(7)", v.String()}, nil
	case decimal.Decimal:
		return decimalParameter(v)
	case uint64:
		if v > math.MaxInt64 {
			return parameter{"decimal(20,0)", strconv.FormatUint(v, 10)}, nil
		}
	case gomssql.UniqueIdentifier:
		return parameter{"uniqueidentifier", v}, nil
	case gomssql.VarChar:
		if len(v) > 8000 {
			return parameter{"varchar(max)", gomssql.VarCharMax(v)}, nil
		}
		return parameter{"varchar(8000)", v}, nil
	case gomssql.VarCharMax:
		return parameter{"varchar(max)", v}, nil
	case gomssql.NVarCharMax:
		return parameter{longText, v}, nil
	}
	value, err := driver.ConvertArg(arg)
	if err != nil {
		return nil, err
	}
	switch v := value.(type) {
	case nil:
		return parameter{text, nil}, nil
	case string:
		return textParameter(v), nil
	case []byte:
		if len(v) > 8000 {
			return parameter{longBytes, v}, nil
		}
		return parameter{bytes, v}, nil
	case int64:
		return parameter{"bigint", v}, nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("%w: %v, where SQL Server has finite numbers only", driver.ErrFit, v)
		}
		return parameter{"float", v}, nil
	case bool:
		return parameter{"bit", v}, nil
	case time.Time:
		if year := v.UTC().Year(); year < 1 || year > 9999 {
			return nil, fmt.Errorf("%w: %s, where SQL Server has the years 1 to 9999 only", driver.ErrFit, v.Format(time.RFC3339))
		}
		return parameter{"datetimeoffset(7)", v}, nil
	}
	return value, nil
}

// textParameter declares a text. Up to 4,000 units of UTF-16 it is no large one.
func textParameter(s string) parameter {
	const most = 4000
	if len(s) > most && units(s) > most {
		return parameter{longText, gomssql.NVarCharMax(s)}
	}
	return parameter{text, s}
}

// units counts the units of UTF-16 that a text has.
func units(s string) (n int) {
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// decimalParameter declares a decimal with the digits that it has after the point:
// with more than it needs, arithmetic would lose some at the end. The others are
// rounded up, since every declaration has a plan of its own.
func decimalParameter(d decimal.Decimal) (sqldriver.Value, error) {
	digits := d.String()
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(digits, "-"), ".")
	precision := len(strings.TrimLeft(whole, "0")) + len(fraction)
	switch {
	case precision > 38:
		return nil, fmt.Errorf("%w: the decimal %s has %d digits, where SQL Server has 38 at the most", driver.ErrFit, digits, precision)
	case precision > 18:
		precision = 38
	default:
		precision = 18
	}
	return parameter{fmt.Sprintf("decimal(%d,%d)", precision, len(fraction)), digits}, nil
}
