package types_test

import (
	"net/netip"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	columns "github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/sql/postgresql"
	"github.com/azoth-go/azoth/types"
)

func TestTypesOfPostgreSQLAreKept(t *testing.T) {
	const on = "postgresql"
	value := "b\"\\"
	instant := time.Date(2024, 2, 29, 13, 45, 59, 123456000, time.UTC)
	check(t, []sample{
		kept("integer[]", on, types.Array(types.Integer), []int32{}, []int32{1, -2, 2147483647}),
		kept("bigint[][]", on, types.Array(types.Array(types.BigInteger)), [][]int64{{1, 2}, {3, 4}}),
		kept("text[]", on, types.Array(types.Text), []string{}, []string{"", "NULL", "a,b", `"quoted" \`, "{}", "ü"}),
		kept("text[] with NULL", on, types.Array(types.Text), []*string{nil, &value}),
		kept("numeric[]", on, types.Array(types.Numeric(20, 10)), []decimal.Decimal{dec("1.5"), dec("-0.0000000001")}),
		kept("timestamptz[]", on, types.Array(types.DateTimeTZ), []time.Time{instant}),
		kept("uuid[]", on, types.Array(types.UUID), [][16]byte{{1}, {15: 255}}),
		kept("boolean[]", on, types.Array(types.Boolean), []bool{true, false}),
		kept("bytea[]", on, types.Array(types.Bytes), [][]byte{{}, {0, 255}}),
		kept("date[]", on, types.Array(types.DateOnly), []types.Date{types.NewDate(2024, 2, 29)}),
		kept("enum[]", on, types.Array(types.Enum("tone", "low", "high")), []string{"low", "high"}),
		kept("int4range", on, columns.Int4Range, postgresql.Between[int32](1, 5), postgresql.From[int32](1), postgresql.Range[int32]{Empty: true}),
		kept("int8range", on, columns.Int8Range, postgresql.Between[int64](1, 1<<40), postgresql.Until[int64](0)),
		kept("numrange", on, columns.NumRange, postgresql.Between(dec("0.5"), dec("1e20"))),
		kept("daterange", on, columns.DateRange, postgresql.Between(types.NewDate(2024, 1, 1), types.NewDate(2024, 2, 1))),
		kept("tsrange", on, columns.TSRange, postgresql.Between(instant, instant.Add(time.Hour))),
		kept("tstzrange", on, columns.TSTZRange, postgresql.Between(instant, instant.Add(time.Hour)), postgresql.From(instant)),
		kept("int8multirange", on, columns.Int8Multirange, postgresql.Multirange[int64]{}, postgresql.Multirange[int64]{postgresql.Between[int64](1, 3), postgresql.From[int64](10)}),
		kept("tstzmultirange", on, columns.TSTZMultirange, postgresql.Multirange[time.Time]{postgresql.Between(instant, instant.Add(time.Second))}),
		kept("bit", on, columns.Bit(4), postgresql.BitString("0000"), "1010"),
		kept("bit varying", on, columns.BitVarying(8), postgresql.BitString(""), "1", "11111111"),
		kept("inet", on, columns.Inet, netip.MustParsePrefix("192.168.0.0/24"), netip.MustParsePrefix("2001:db8::/32")),
		kept("inet of an address", on, columns.Inet, netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("::1")),
		kept("cidr", on, columns.CIDR, netip.MustParsePrefix("10.0.0.0/8")),
		kept("macaddr", on, columns.MACAddr, "08:00:2b:01:02:03"),
		kept("macaddr8", on, columns.MACAddr8, "08:00:2b:01:02:03:04:05"),
		kept("json", on, columns.JSON, map[string]any{"a": "b"}),
		kept("jsonb", on, columns.JSONB, map[string]any{"a": "b"}),
		kept("jsonpath", on, columns.JSONPath, `$."a"[*]`),
		kept("xml", on, columns.XML, "<a>ü</a>"),
		kept("tsvector", on, columns.TSVector, "'a':1 'cat':5"),
		kept("tsquery", on, columns.TSQuery, "'cat' & 'dog'"),
		kept("real", on, columns.Real, float32(1.5), float32(3.4e38)),
		kept("bytea", on, columns.Bytea, []byte{0, 255}),
		kept("oid", on, columns.OID, uint32(0), uint32(4294967295)),
		kept("regclass", on, columns.RegClass, "pg_class"),
		kept("interval of fields", on, columns.Interval("DAY TO MINUTE"), 25*time.Hour+30*time.Minute),
		kept("time with time zone", on, types.Named("TIME WITH TIME ZONE"), "13:45:59.5+01"),
		kept("point", on, columns.Point, "(1.5,-2)"),
		kept("line", on, columns.Line, "{1,2,3}"),
		kept("lseg", on, columns.LSeg, "[(0,0),(1,1)]"),
		kept("box", on, columns.Box, "(1,1),(0,0)"),
		kept("path", on, columns.Path, "((0,0),(1,1),(2,0))"),
		kept("polygon", on, columns.Polygon, "((0,0),(1,1),(2,0))"),
		kept("circle", on, columns.Circle, "<(1,2),3>"),
		kept("domain", on, types.DomainOf("posint", types.Domain{Base: types.Integer, Check: "VALUE > 0"}), int32(1), 2147483647),
		refused("enum", on, types.Enum("tone2", "low"), "high"),
	})
}
