package mysql

import (
	"strings"

	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/types"
)

// typeNames are the types that package types has, as COLUMN_TYPE spells them.
var typeNames = map[string]*types.Type{
	"smallint": types.SmallInteger, "int": types.Integer, "bigint": types.BigInteger, "double": types.Double,
	"decimal": types.Numeric(0, 0), "varchar": types.String(0), "char": types.Char(0),
	"longtext": types.Lossless(types.Text), "longblob": types.Lossless(types.Bytes), "varbinary": types.Lossless(types.Bytes),
	"date": types.DateOnly, "json": types.JSON,
}

// ownTypes are those that only this database has, or that package types has with
// other bounds.
var ownTypes = func() map[string]bool {
	own := map[string]bool{}
	for name := range strings.FieldsSeq(`tinyint mediumint float bit year time datetime timestamp tinytext text mediumtext
		tinyblob blob mediumblob binary enum set geometry point linestring polygon multipoint multilinestring multipolygon
		geometrycollection geomcollection inet4 inet6 uuid vector xmltype`) {
		own[name] = true
	}
	return own
}()

// parseType reads a type as information_schema.columns spells it.
func parseType(spelled string) (*types.Type, bool) {
	switch spelled {
	case "tinyint(1)":
		return types.Boolean, true
	case "time(6)":
		return types.Lossless(types.TimeOnly), true
	case "datetime(6)":
		return types.Lossless(types.DateTime), true
	}
	s := structure.Spell(spelled)
	if s.Name == "blob" && len(s.Numbers) == 1 {
		return types.Named(blobOf(s.Numbers[0])), true
	}
	name, attributes, _ := strings.Cut(s.Name, " ")
	if t := typeNames[name]; t != nil && attributes == "" {
		return s.Parameterized(t)
	}
	if typeNames[name] != nil || ownTypes[name] {
		return types.Named(capitals(spelled)), true
	}
	return nil, false
}

// blobOf is what the database makes of BLOB(length): the smallest type with that
// much room.
func blobOf(length int) string {
	for _, name := range []string{"TINYBLOB", "BLOB", "MEDIUMBLOB"} {
		if length <= rooms[name] {
			return name
		}
	}
	return "LONGBLOB"
}

// capitals writes a type in capitals, all but its labels.
func capitals(spelled string) string {
	name, rest, labelled := strings.Cut(spelled, "'")
	if !labelled {
		return strings.ToUpper(spelled)
	}
	return strings.ToUpper(name) + "'" + rest
}

// labels reads the values of an enum or a set, each a string in which a quote is
// doubled.
func labels(spelled string) (labels []string) {
	name, list, _ := strings.Cut(spelled, "(")
	if name != "enum" && name != "set" {
		return nil
	}
	for part := range strings.SplitSeq(strings.Trim(list, "')"), "','") {
		labels = append(labels, strings.ReplaceAll(part, "''", "'"))
	}
	return labels
}
