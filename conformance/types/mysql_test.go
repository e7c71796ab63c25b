package types_test

import (
	"math"
	"net/netip"
	"testing"

	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/types"
)

func TestTypesOfMySQLAreKept(t *testing.T) {
	const on = "mysql mariadb"
	check(t, []sample{
		kept("tinyint", on, mysql.TinyInt, int8(-128), 0, 127),
		kept("tinyint(1)", on, mysql.Width(mysql.TinyInt, 1), true, false),
		kept("tinyint unsigned", on, mysql.Unsigned(mysql.TinyInt), uint8(0), 255),
		kept("mediumint", on, mysql.MediumInt, int32(-8388608), 8388607),
		kept("int unsigned", on, mysql.Unsigned(types.Integer), uint32(0), math.MaxUint32),
		kept("bigint unsigned", on, mysql.Unsigned(types.BigInteger), uint64(0), math.MaxInt64, math.MaxUint64),
		kept("int zerofill", on, mysql.ZeroFill(mysql.Width(types.Integer, 11)), int64(7)),
		kept("decimal unsigned", on, mysql.Unsigned(types.Numeric(8, 2)), dec("0"), dec("999999.99")),
		kept("year", on, mysql.Year, int16(1901), 2155),
		kept("bit", on, mysql.Bit(64), int64(0), 1, math.MaxInt64),
		kept("bit of one", on, mysql.Bit(1), true, false),
		kept("set", on, mysql.SetOf("red", "it's", "ü"), mysql.Set{}, mysql.Set{"red"}, mysql.Set{"red", "it's", "ü"}),
		kept("tinytext", on, mysql.TinyText, texts...),
		kept("mediumtext", on, mysql.MediumText, texts...),
		kept("longtext", on, mysql.LongText, texts...),
		kept("longblob", on, mysql.LongBlob, []byte{0, 255}),
		kept("character set", on, mysql.CharacterSet(types.String(20), "utf8mb4"), texts...),
		kept("collation", on, types.String(20).WithCollation("utf8mb4_bin"), texts...),
		kept("inet6", "mariadb", mysql.Inet6, netip.MustParseAddr("2001:db8::1")),
		refused("tinyint", on, mysql.TinyInt, int64(128), -129),
		refused("bigint unsigned", on, mysql.Unsigned(types.BigInteger), int64(-1)),
		refused("bit", on, mysql.Bit(3), int64(8)),
		refused("set", on, mysql.SetOf("a", "b"), mysql.Set{"c"}),
		refused("year", on, mysql.Year, int64(3000)),
	})
}
