package postgresql

import (
	stdregexp "regexp"
	"strings"

	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/types"
)

// typeNames are the types that package types has, as format_type spells them, and
// FLOAT, which it spells as what that stands for.
var typeNames = map[string]*types.Type{
	"boolean": types.Boolean, "smallint": types.SmallInteger, "integer": types.Integer, "bigint": types.BigInteger,
	"double precision": types.Double, "float": types.Double, "numeric": types.Numeric(0, 0),
	"character varying": types.String(0), "character": types.Char(0), "text": types.Text, "bytea": types.Bytes,
	"date": types.DateOnly, "time without time zone": types.TimeOnly,
	"time with time zone":         types.TimeOnlyTZ,
	"timestamp without time zone": types.DateTime, "timestamp with time zone": types.DateTimeTZ,
	"interval": types.Interval, "jsonb": types.Lossless(types.JSON), "json": types.JSON, "uuid": types.UUID,
}

// ownTypes are the built-in types that only PostgreSQL has.
var ownTypes = func() map[string]bool {
	own := map[string]bool{}
	for name := range strings.FieldsSeq(`real xml money inet cidr macaddr macaddr8 point line lseg box path polygon
		circle tsvector tsquery bit int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange
		nummultirange tsmultirange tstzmultirange datemultirange oid regclass regtype regproc name xid xid8 cid tid pg_lsn
		jsonpath hstore citext ltree "char" vector`) {
		own[name] = true
	}
	own["bit varying"] = true
	return own
}()

// parseType reads a type as format_type spells it.
func parseType(spelled string) (*types.Type, bool) {
	if element, isArray := strings.CutSuffix(spelled, "[]"); isArray {
		of, known := parseType(element)
		if of == nil {
			of = types.Named(element)
		}
		return types.Array(of), known
	}
	s := structure.Spell(spelled)
	switch t, known := typeNames[s.Name]; {
	case known && len(s.Numbers) == 1 && (t.Kind == types.KindTime || t.Kind == types.KindDateTime || t.Kind == types.KindInterval):
		return t.WithPrecision(s.Numbers[0]), true
	case known:
		return s.Parameterized(t)
	case ownTypes[s.Name]:
		return types.Named(strings.ToUpper(spelled)), true
	case strings.HasPrefix(s.Name, "interval "):
		return types.Named(strings.ToUpper(spelled)), true
	}
	return nil, false
}

// enum is the type of a column that has labels.
func enum(c *structure.Column) *types.Type {
	found := qualifiedName.FindStringSubmatch(c.TypeName)
	if found == nil {
		return nil
	}
	return types.Enum(unquoted(found[2]), c.Labels...).InSchema(unquoted(found[1]))
}

// qualifiedName is a name, which may have that of a schema before it.
var qualifiedName = stdregexp.MustCompile(`^(?:([^".]+|"(?:[^"]|"")+")\.)?([^".]+|"(?:[^"]|"")+")$`)

// castLiteral is a string with the type that it is given as a default, castNumber
// a number that is written so.
var (
	castLiteral = stdregexp.MustCompile(`^('(?:[^']|'')*')::[a-z_ ]+(?:\([0-9, ]+\))?(?:\[\])?$`)
	castNumber  = stdregexp.MustCompile(`^'(-?[0-9.]+)'::(?:smallint|integer|bigint|numeric|real|double precision)$`)
)

// refine writes defaults as they are usually written: without the cast of a
// literal to the type of its column.
func refine(t *structure.Table) {
	for _, c := range t.Columns {
		if len(c.Labels) > 0 {
			c.Type = enum(c)
		}
		c.Default = castNumber.ReplaceAllString(c.Default, "$1")
		c.Default = castLiteral.ReplaceAllString(c.Default, "$1")
		if c.Identity != nil && c.Identity.Serial {
			c.Default = ""
		}
	}
}
