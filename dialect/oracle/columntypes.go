package oracle

import (
	"strconv"

	"github.com/azoth-go/azoth/types"
)

// The types that Oracle has besides the generic ones. Struct tags name them in
// capitals: type=NUMBER(10).
var (
	CLOB  = types.Named("CLOB")
	NCLOB = types.Named("NCLOB")
	BLOB  = types.Named("BLOB")
	BFile = types.Named("BFILE")
	Long  = types.Named("LONG")

	BinaryFloat  = types.Named("BINARY_FLOAT")
	BinaryDouble = types.Named("BINARY_DOUBLE")
	RowID        = types.Named("ROWID")
	Date         = types.Named("DATE")

	Timestamp              = types.Named("TIMESTAMP")
	TimestampWithTimeZone  = types.Named("TIMESTAMP WITH TIME ZONE")
	TimestampWithLocalZone = types.Named("TIMESTAMP WITH LOCAL TIME ZONE")
)

// Number is a NUMBER with precision digits in all, scale of them after the
// point; Number(0, 0) is any number.
func Number(precision, scale int) *types.Type {
	t := types.Numeric(precision, scale)
	switch {
	case precision == 0:
		t.Name = "NUMBER"
	case scale == 0:
		t.Name = "NUMBER(" + strconv.Itoa(precision) + ")"
	default:
		t.Name = "NUMBER(" + strconv.Itoa(precision) + ", " + strconv.Itoa(scale) + ")"
	}
	return t
}

// VarChar2 is a string with a greatest length in characters, NVarChar2 one of
// the national character set.
func VarChar2(length int) *types.Type { return types.Named("VARCHAR2(" + strconv.Itoa(length) + ")") }

// NVarChar2 is a string of the national character set.
func NVarChar2(length int) *types.Type { return types.Named("NVARCHAR2(" + strconv.Itoa(length) + ")") }

// Raw is bytes with a greatest length.
func Raw(length int) *types.Type { return types.Named("RAW(" + strconv.Itoa(length) + ")") }

// Float is a FLOAT with a number of binary digits, at most 126.
func Float(binaryDigits int) *types.Type {
	return types.Named("FLOAT(" + strconv.Itoa(binaryDigits) + ")")
}

// Interval is an INTERVAL DAY TO SECOND with a number of digits for days and for
// fractions of seconds.
func Interval(days, seconds int) *types.Type {
	t := *types.Interval
	t.Name = "INTERVAL DAY(" + strconv.Itoa(days) + ") TO SECOND(" + strconv.Itoa(seconds) + ")"
	return &t
}

// Vector is a vector of so many numbers of a format, such as "FLOAT32", from
// version 23 on.
func Vector(dimensions int, format string) *types.Type {
	return types.Named("VECTOR(" + strconv.Itoa(dimensions) + ", " + format + ")")
}
