package types_test

import (
	"testing"

	"github.com/azoth-go/azoth/types"
)

func TestNamedTypesHaveTheirKind(t *testing.T) {
	for _, test := range []struct {
		name              string
		kind              types.Kind
		length, precision int
		scale             int
		timezone          bool
	}{
		{name: "DECIMAL(8, 3)", kind: types.KindNumeric, precision: 8, scale: 3},
		{name: "decimal(8)", kind: types.KindNumeric, precision: 8},
		{name: "NUMBER", kind: types.KindNumeric},
		{name: "VARCHAR(5)", kind: types.KindString, length: 5},
		{name: "VARCHAR2(5 CHAR)", kind: types.KindString, length: 5},
		{name: "VARCHAR(max)", kind: types.KindString},
		{name: "CHAR", kind: types.KindString, length: 1},
		{name: "BINARY(16)", kind: types.KindBytes, length: 16},
		{name: "DOUBLE PRECISION", kind: types.KindDouble},
		{name: "TIMESTAMP", kind: types.KindDateTime},
		{name: "TIMESTAMP(3) WITH TIME ZONE", kind: types.KindDateTime, precision: 3, timezone: true},
		{name: "TIMESTAMP WITH TIME ZONE", kind: types.KindDateTime, timezone: true},
		{name: "DATETIMEOFFSET(2)", kind: types.KindDateTime, precision: 2, timezone: true},
		{name: "TIME WITHOUT TIME ZONE", kind: types.KindTime},
		{name: "BIGINT(20) UNSIGNED", kind: types.KindBigInteger},
		{name: "MEDIUMINT UNSIGNED", kind: types.KindInteger},
		{name: "JSONB", kind: types.KindJSON},
		{name: "BIT VARYING(8)", kind: types.KindNamed},
		{name: "INET", kind: types.KindNamed},
		{name: "INTERVAL DAY(3) TO SECOND(2)", kind: types.KindNamed},
		{name: "POINT(4326)", kind: types.KindNamed},
	} {
		got := types.Named(test.name)
		if got.Kind != test.kind || got.Length != test.length || got.Precision != test.precision || got.Scale != test.scale ||
			got.Timezone != test.timezone || got.Name != test.name || got.String() != test.name {
			t.Errorf("%s is %+v", test.name, got)
		}
	}
}

func TestGenericTypes(t *testing.T) {
	for name, want := range map[string]string{
		"DECIMAL(8, 3)": "NUMERIC(8, 3)", "NVARCHAR(5)": "VARCHAR(5)", "DATETIME2": "DATETIME", "MONEY": "NUMERIC",
		"UNIQUEIDENTIFIER": "UUID", "INET": "INET",
	} {
		if got := types.Named(name).Generic().String(); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}
