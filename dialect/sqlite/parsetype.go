package sqlite

import (
	"strings"

	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/types"
)

// typeWords are the words that columns are usually declared with.
var typeWords = map[string]*types.Type{
	"boolean": types.Boolean, "bool": types.Boolean,
	"integer": types.Integer, "int": types.Integer, "mediumint": types.Integer, "int4": types.Integer,
	"smallint": types.SmallInteger, "tinyint": types.SmallInteger, "int2": types.SmallInteger,
	"bigint": types.BigInteger, "int8": types.BigInteger,
	"float": types.Float, "real": types.Float, "double": types.Double, "double precision": types.Double,
	"numeric": types.Numeric(0, 0), "decimal": types.Numeric(0, 0),
	"varchar": types.String(0), "character varying": types.String(0),
	"char": types.Char(0), "character": types.Char(0),
	"nvarchar": types.Unicode(0), "nchar": {Kind: types.KindString, Fixed: true, National: true},
	"text": types.Text, "clob": types.Text, "blob": types.Bytes, "": types.Unknown,
	"date": types.DateOnly, "time": types.TimeOnly, "datetime": types.DateTime, "timestamp": types.DateTime,
	"json": types.JSON, "uuid": types.UUID,
}

// parseType reads a declared type, of which any word is one here.
func parseType(spelled string) (*types.Type, bool) {
	if strings.EqualFold(spelled, "TEXT COLLATE "+Collation) {
		return types.Lossless(types.Numeric(0, 0)), true
	}
	s := structure.Spell(spelled)
	return s.Parameterized(typeWords[s.Name])
}
