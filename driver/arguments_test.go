package driver_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
)

func ints(values ...int64) *types.Vector {
	return &types.Vector{Kind: types.Ints, Type: types.BigInteger, Ints: values}
}

func TestFormatArgs(t *testing.T) {
	names := types.NewVector(types.Strings, types.Text, 4)
	names.Strings = append(names.Strings, "ed", "wendy")
	names.AppendNull()
	names.Strings = append(names.Strings, "fred")
	names.Nulls = append(names.Nulls, false)

	tests := []struct {
		name string
		stmt driver.Statement
		want []string
	}{
		{"none", driver.Statement{SQL: "SELECT 1"}, nil},
		{"kinds", driver.Statement{Args: []any{nil, int64(1), uint64(2), 1.5, true, "it's", []byte{0xca, 0xfe}, []byte(nil), types.NewDate(2024, 5, 6)}},
			[]string{"NULL", "1", "2", "1.5", "true", "'it''s'", "x'cafe'", "NULL", "2024-05-06"}},
		{"time", driver.Statement{Args: []any{time.Date(2024, 5, 6, 7, 8, 9, 5e8, time.UTC)}}, []string{"'2024-05-06 07:08:09.5Z'"}},
		{"long text", driver.Statement{Args: []any{strings.Repeat("ä", 100)}}, []string{"'" + strings.Repeat("ä", 32) + "…'"}},
		{"long bytes", driver.Statement{Args: []any{make([]byte, 100)}}, []string{"x'" + strings.Repeat("00", 32) + "…' (100 bytes)"}},
		{"array", driver.Statement{Args: []any{ints(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)}}, []string{"[1, 2, 3, 4, 5, 6, 7, 8, … and 2 more]"}},
		{"batch", driver.Statement{Batch: []*types.Vector{ints(1, 2, 3, 4), names}},
			[]string{"(1, 'ed')", "(2, 'wendy')", "(3, NULL)", "… and 1 more"}},
		{"uneven batch", driver.Statement{Batch: []*types.Vector{ints(1, 2), ints(7)}}, []string{"(1, 7)", "(2, ?)"}},
	}
	for _, test := range tests {
		if got := driver.FormatArgs(test.stmt); !slices.Equal(got, test.want) {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

func ExampleFormatArgs() {
	fmt.Println(driver.FormatArgs(driver.Statement{SQL: "SELECT ?, ?, ?", Args: []any{int64(1), "ed", nil}}))
	// Output: [1 'ed' NULL]
}
