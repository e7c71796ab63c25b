package postgresql

import (
	"strconv"

	"github.com/azoth-go/azoth/types"
)

// The types that PostgreSQL has besides the generic ones. Struct tags name them
// in capitals: type=INET. In Go, a network address is a netip.Addr or a
// netip.Prefix; ranges, hstores and strings of bits have types in package
// sql/postgresql; what is left is a string, as PostgreSQL spells it.
var (
	// JSON keeps documents as they were written; types.JSON is the same, a
	// lossless one, as struct tags have it, is JSONB.
	JSON     = types.Named("JSON")
	JSONB    = types.Named("JSONB")
	JSONPath = types.Named("JSONPATH")
	HStore   = types.Named("HSTORE")
	XML      = types.Named("XML")

	Inet     = types.Named("INET")
	CIDR     = types.Named("CIDR")
	MACAddr  = types.Named("MACADDR")
	MACAddr8 = types.Named("MACADDR8")

	Money     = types.Named("MONEY")
	OID       = types.Named("OID")
	RegClass  = types.Named("REGCLASS")
	RegConfig = types.Named("REGCONFIG")

	TSVector = types.Named("TSVECTOR")
	TSQuery  = types.Named("TSQUERY")
	CIText   = types.Named("CITEXT")
	Bytea    = types.Named("BYTEA")
	Real     = types.Named("REAL")

	Int4Range = types.Named("INT4RANGE")
	Int8Range = types.Named("INT8RANGE")
	NumRange  = types.Named("NUMRANGE")
	DateRange = types.Named("DATERANGE")
	TSRange   = types.Named("TSRANGE")
	TSTZRange = types.Named("TSTZRANGE")

	Int4Multirange = types.Named("INT4MULTIRANGE")
	Int8Multirange = types.Named("INT8MULTIRANGE")
	NumMultirange  = types.Named("NUMMULTIRANGE")
	DateMultirange = types.Named("DATEMULTIRANGE")
	TSMultirange   = types.Named("TSMULTIRANGE")
	TSTZMultirange = types.Named("TSTZMULTIRANGE")

	Point   = types.Named("POINT")
	Line    = types.Named("LINE")
	LSeg    = types.Named("LSEG")
	Box     = types.Named("BOX")
	Path    = types.Named("PATH")
	Polygon = types.Named("POLYGON")
	Circle  = types.Named("CIRCLE")
)

// Bit is a string of so many bits.
func Bit(length int) *types.Type { return types.Named("BIT(" + strconv.Itoa(length) + ")") }

// BitVarying is a string of bits with a greatest length; 0 is no bound.
func BitVarying(length int) *types.Type {
	if length == 0 {
		return types.Named("BIT VARYING")
	}
	return types.Named("BIT VARYING(" + strconv.Itoa(length) + ")")
}

// Interval is an interval that keeps certain fields only: Interval("DAY TO
// MINUTE").
func Interval(fields string) *types.Type {
	t := *types.Interval
	t.Name = "INTERVAL " + fields
	return &t
}
