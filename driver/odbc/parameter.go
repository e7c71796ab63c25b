package odbc

import (
	sqldriver "database/sql/driver"
	"fmt"
	"strings"
	"time"
	"unsafe"

	"github.com/alexbrainman/odbc"
	"github.com/alexbrainman/odbc/api"
	"github.com/azoth-go/azoth/driver"
	"github.com/shopspring/decimal"
)

// convertArg leaves decimals as they are, and gives times in UTC with the
// microseconds that the server keeps at the most.
func convertArg(arg any) (sqldriver.Value, error) {
	if d, ok := arg.(decimal.Decimal); ok {
		return d, nil
	}
	value, err := driver.ConvertArg(arg)
	if t, ok := value.(time.Time); ok {
		return t.UTC().Truncate(time.Microsecond), err
	}
	return value, err
}

// bind tells ODBC an argument.
func (s *statement) bind(i int, value sqldriver.Value) error {
	switch v := value.(type) {
	case decimal.Decimal:
		return s.bindDecimal(i, v)
	case []byte:
		if v == nil {
			return s.bindText(i, nil, api.SQL_VARBINARY, 1, 0)
		}
	}
	return s.parameters[i].BindValue(s.prepared, i, value, &odbc.Conn{})
}

// bindDecimal tells a decimal by its digits: the server converts no text to one.
func (s *statement) bindDecimal(i int, d decimal.Decimal) error {
	text := d.String()
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	digits := len(strings.TrimLeft(whole, "0")) + len(fraction)
	if digits > 38 {
		return fmt.Errorf("argument %d: %w: the decimal %s has %d digits, where the server has 38 at the most", i+1, driver.ErrFit, text, digits)
	}
	return s.bindText(i, []byte(text), api.SQL_NUMERIC, max(digits, 1), len(fraction))
}

// bindText tells an argument of an SQL type as text, or nil as its NULL.
func (s *statement) bindText(i int, text []byte, sqlType api.SQLSMALLINT, size, digits int) error {
	length := new(api.SQLLEN)
	var at unsafe.Pointer
	if *length = api.SQL_NULL_DATA; text != nil {
		*length, at = api.SQLLEN(len(text)), unsafe.Pointer(&text[0])
	}
	s.kept = append(s.kept, text, length)
	ret := api.SQLBindParameter(s.prepared, api.SQLUSMALLINT(i+1), api.SQL_PARAM_INPUT, api.SQL_C_CHAR, sqlType,
		api.SQLULEN(size), api.SQLSMALLINT(digits), api.SQLPOINTER(at), api.SQLLEN(len(text)), length)
	if odbc.IsError(ret) {
		return odbc.NewError("SQLBindParameter", s.prepared)
	}
	return nil
}
