package types_test

import (
	"errors"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/types"
)

func TestFit(t *testing.T) {
	number := decimal.RequireFromString
	for _, test := range []struct {
		of    *types.Type
		value any
		fits  bool
	}{
		{types.SmallInteger, int64(32767), true}, {types.SmallInteger, int64(32768), false},
		{types.Integer, int64(-2147483648), true}, {types.Integer, int64(-2147483649), false},
		{types.BigInteger, uint64(1 << 63), false}, {types.Named("BIGINT UNSIGNED"), uint64(1 << 63), true},
		{types.Named("TINYINT"), int64(200), true}, // its range is for the database to know
		{types.String(3), "äöü", true}, {types.String(3), "abcd", false}, {types.String(0), "abcd", true}, {types.Text, "abcd", true},
		{types.Named("VARCHAR(3)"), "abcd", false},
		{types.Binary(2), []byte{1, 2}, true}, {types.Binary(2), []byte{1, 2, 3}, false},
		{types.Numeric(5, 2), number("999.99"), true}, {types.Numeric(5, 2), number("1000"), false},
		{types.Numeric(5, 2), number("1.100000"), true}, {types.Numeric(5, 2), number("1.001"), false},
		{types.Numeric(5, 2), number("-0.01"), true}, {types.Numeric(5, 2), number("0e-10"), true},
		{types.Numeric(5, 2), number("1e3"), false}, {types.Numeric(5, 2), number("1e2"), true}, {types.Numeric(5, 2), number("1e900"), false},
		{types.Numeric(0, 0), number("1e900"), true},
		{types.Enum("mood", "sad"), "sad", true}, {types.Enum("mood", "sad"), "glad", false},
		{types.String(1), nil, true},
	} {
		if err := test.of.Fit(test.value); (err == nil) != test.fits || err != nil && !errors.Is(err, types.ErrFit) {
			t.Errorf("%v in %s: %v", test.value, test.of, err)
		}
	}
	column := types.NewVector(types.Strings, types.String(2), 3)
	column.Strings = append(column.Strings, "ab", "abc")
	column.AppendNull()
	if err := column.Fit(types.String(2)); !errors.Is(err, types.ErrFit) {
		t.Errorf("a vector with a text that is too long: %v", err)
	}
	if err := column.Fit(types.String(3)); err != nil {
		t.Error(err)
	}
}
