package mysql

import (
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/types"
)

// The types that MySQL and MariaDB have besides the generic ones. Struct tags
// name them in capitals: type=MEDIUMINT UNSIGNED.
var (
	TinyInt   = types.Named("TINYINT")
	MediumInt = types.Named("MEDIUMINT")
	Year      = types.Named("YEAR")

	TinyText   = types.Named("TINYTEXT")
	MediumText = types.Named("MEDIUMTEXT")
	LongText   = types.Named("LONGTEXT")
	TinyBlob   = types.Named("TINYBLOB")
	MediumBlob = types.Named("MEDIUMBLOB")
	LongBlob   = types.Named("LONGBLOB")

	Geometry = types.Named("GEOMETRY")
	Point    = types.Named("POINT")

	// Inet4 and Inet6 are MariaDB's; in Go a netip.Addr.
	Inet4 = types.Named("INET4")
	Inet6 = types.Named("INET6")
)

// Bit is a number of so many bits, at most 64: in Go a uint64.
func Bit(length int) *types.Type { return types.Named("BIT(" + strconv.Itoa(length) + ")") }

// Unsigned is a numeric type without negative values: Unsigned(types.BigInteger)
// holds what a uint64 does.
func Unsigned(t *types.Type) *types.Type { return attributed(t, " UNSIGNED") }

// ZeroFill is an integer type that is unsigned and shown with zeros before it.
func ZeroFill(t *types.Type) *types.Type { return attributed(t, " ZEROFILL") }

// Width is an integer type with a width that it is shown in: INTEGER(11).
func Width(t *types.Type, digits int) *types.Type {
	return attributed(t, "("+strconv.Itoa(digits)+")")
}

// attributed is a type with more words behind its name.
func attributed(t *types.Type, words string) *types.Type {
	more := *t
	if name, err := typeName(t); err == nil {
		more.Name = name + words
	}
	return &more
}

// CharacterSet is a type of strings with a character set of its own.
func CharacterSet(t *types.Type, name string) *types.Type {
	return attributed(t, " CHARACTER SET "+strings.Map(func(r rune) rune {
		if r == '_' || r >= '0' && r <= '9' || r|32 >= 'a' && r|32 <= 'z' {
			return r
		}
		return -1
	}, name))
}

// SetOf is a SET, whose values are any number of the members; in Go a [Set].
func SetOf(members ...string) *types.Type {
	return types.Named("SET(" + dialect.QuoteLabels(types.Enum("", members...), ",", true) + ")")
}
