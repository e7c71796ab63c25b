package sqlgolden

import (
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/dialect/mssql"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/oracle"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// A color is an enumeration of the program's.
type color int

const (
	red color = iota + 1
	green
	blue
)

func (c color) String() string { return [...]string{"", "red", "green", "blue"}[c] }

var colors = types.EnumOf("color", color.String, red, green, blue)

// A price is a decimal of a type of its own.
type price struct{ decimal.Decimal }

var prices = types.Decorate(types.Numeric(12, 2),
	func(p price) (decimal.Decimal, error) { return p.Decimal, nil },
	func(d decimal.Decimal) (price, error) { return price{d}, nil })

// A yesNo is a truth value that every database keeps in another way.
type yesNo bool

var flags = types.Decorate(types.Named("CHAR(1)"),
	func(f yesNo) (string, error) {
		if f {
			return "Y", nil
		}
		return "N", nil
	},
	func(text string) (yesNo, error) { return text == "Y", nil }).
	Variant(types.Decorate(postgresql.Bit(1),
		func(f yesNo) (string, error) {
			if f {
				return "1", nil
			}
			return "0", nil
		},
		func(text string) (yesNo, error) { return text == "1", nil }), "postgresql").
	Variant(types.Decorate(mysql.Width(mysql.TinyInt, 1),
		func(f yesNo) (bool, error) { return bool(f), nil },
		func(b bool) (yesNo, error) { return yesNo(b), nil }), "mysql", "mariadb")

// point is a type that no dialect knows.
func point(srid int) *types.Type { return types.Named("POINT(" + strconv.Itoa(srid) + ")") }

// created is the table t with the columns given, to be created.
func created(items ...schema.Item) any {
	t, err := schema.NewMetaData().Add("t", items...)
	if err != nil {
		return err
	}
	return schema.CreateTable(t)
}

// columns are a table t with columns a, b, … of the types given.
func columns(list ...*types.Type) any {
	items := make([]schema.Item, len(list))
	for i, t := range list {
		items[i] = schema.Col(string(rune('a'+i)), t)
	}
	return created(items...)
}

// samples is the table of many types, which the other cases know by its
// attributes.
func samples() any {
	t, err := schema.NewMetaData().Add("type_samples",
		schema.Col("id", types.Integer, schema.PK()),
		schema.Col("c_bigint", types.BigInteger), schema.Col("c_smallint", types.SmallInteger),
		schema.Col("c_string", types.String(40)), schema.Col("c_text", types.Text), schema.Col("c_unicode", types.Unicode(40)),
		schema.Col("c_bool", types.Boolean),
		schema.Col("c_date", types.DateOnly), schema.Col("c_time", types.TimeOnly),
		schema.Col("c_datetime", types.DateTime), schema.Col("c_datetimetz", types.DateTimeTZ),
		schema.Col("c_interval", types.Interval), schema.Col("c_numeric", types.Numeric(10, 2)),
		schema.Col("c_float", types.Float), schema.Col("c_binary", types.Bytes), schema.Col("c_enum", colors),
		schema.Col("c_json", types.JSON), schema.Col("c_double", types.Double), schema.Col("c_uuid", types.UUID))
	if err != nil {
		return err
	}
	return schema.CreateTable(t)
}

func init() {
	named := types.Named
	register(cases{
		"types.integers": func(golden) any { return columns(types.Integer, types.BigInteger, types.SmallInteger) },
		"types.strings": func(golden) any {
			return columns(types.String(30), types.Unicode(30), named("CHAR(3)"), named("VARCHAR(5)"))
		},
		"types.national_strings":      func(golden) any { return columns(named("NCHAR(3)"), named("NVARCHAR(5)")) },
		"types.string_without_length": func(golden) any { return columns(types.String(0)) },
		"types.texts":                 func(golden) any { return columns(types.Text, types.UnicodeText, named("CLOB")) },
		"types.boolean": func(golden) any {
			return created(schema.Col("a", types.Boolean), schema.Col("b", types.Boolean, schema.NotNull()))
		},
		"types.boolean_constraint": func(golden) any { return columns(types.Boolean.WithCheck("ck_bool")) },
		"types.dates":              func(golden) any { return columns(types.DateOnly, types.TimeOnly, types.DateTime) },
		"types.timezones": func(golden) any {
			return columns(types.DateTimeTZ, types.TimeOnlyTZ, named("TIMESTAMP"), named("TIMESTAMP WITH TIME ZONE"))
		},
		"types.interval": func(golden) any { return columns(types.Interval) },
		"types.numerics": func(golden) any {
			return columns(types.Numeric(0, 0), types.Numeric(10, 0), types.Numeric(10, 2), named("DECIMAL(8, 3)"))
		},
		"types.floats": func(golden) any { return columns(types.Float, named("REAL"), named("FLOAT")) },
		"types.float_precision": func(golden) any {
			return columns(types.Float.WithPrecision(53), types.Float.WithPrecision(10))
		},
		"types.double": func(golden) any { return columns(types.Double, named("DOUBLE PRECISION"), named("DOUBLE")) },
		"types.binary": func(golden) any {
			return columns(types.Bytes, types.Binary(500), named("BINARY(16)"), named("VARBINARY(32)"), named("BLOB"))
		},
		"types.enum_strings": func(golden) any { return columns(types.Enum("color", "red", "green", "navy blue")) },
		"types.enum_class":   func(golden) any { return columns(colors) },
		"types.json": func(golden) any {
			return created(schema.Col("a", types.JSON), schema.Col("b", types.JSON, schema.NotNull()))
		},
		"types.uuid": func(golden) any {
			return created(schema.Col("a", types.UUID), schema.Col("b", named("CHAR(32)")), schema.Col("c", types.UUID, schema.PK()))
		},
		"types.array": func(golden) any {
			return columns(types.Array(types.Integer), types.Array(types.Array(types.String(10))))
		},
		"types.pickle_decorator":      func(golden) any { return columns(types.Gob[map[string]any](), prices) },
		"types.decorator_per_dialect": func(golden) any { return columns(flags) },
		"types.variants": func(golden) any {
			return columns(types.String(50).Variant(types.Text, "postgresql").Variant(types.String(99), "mysql"),
				types.Integer.Variant(types.BigInteger, "oracle"))
		},
		"types.string_collation": func(golden) any {
			return columns(types.String(20).WithCollation("de_DE"), types.Text.WithCollation("C"), types.Unicode(10).WithCollation("Latin1_General_CI_AS"))
		},
		"types.sql_standard": func(golden) any {
			return columns(named("INTEGER"), named("BIGINT"), named("SMALLINT"), named("DATE"), named("TIME"), named("DATETIME"),
				named("NUMERIC(5)"), named("TEXT"), named("BOOLEAN"))
		},
		"types.all_samples": func(golden) any { return samples() },
		"types.null_type":   func(golden) any { return columns(nil) },
		"types.user_defined": func(golden) any {
			return []any{created(schema.Col("p", point(4326))),
				sql.CastTo[sql.Value[string]](sql.Column[sql.String]("x"), point(3))}
		},
		"types.postgresql_types": func(golden) any {
			return columns(postgresql.Inet, postgresql.CIDR, postgresql.MACAddr, postgresql.Money, postgresql.OID, postgresql.RegClass,
				postgresql.Bit(4), postgresql.BitVarying(8), postgresql.TSVector, postgresql.TSQuery, postgresql.HStore,
				postgresql.JSONB, postgresql.Bytea, types.UUID)
		},
		"types.postgresql_serial": func(golden) any {
			return []any{created(schema.Col("id", types.Integer, schema.PK())), created(schema.Col("id", types.BigInteger, schema.PK())),
				created(schema.Col("id", types.SmallInteger, schema.PK()))}
		},
		"types.postgresql_named": func(golden) any {
			size := types.Enum("size", "small", "large")
			positive := types.DomainOf("posint", types.Domain{Base: types.Integer, Check: "VALUE > 0", NotNull: true, Default: "'1'"})
			return []any{schema.CreateType(size), schema.DropType(size), schema.CreateType(positive), schema.DropType(positive)}
		},
		"types.mysql_types": func(golden) any {
			return columns(mysql.TinyInt, mysql.Width(mysql.TinyInt, 1), mysql.Unsigned(mysql.MediumInt), mysql.Unsigned(mysql.Width(types.BigInteger, 20)),
				mysql.ZeroFill(mysql.Width(types.Integer, 11)), mysql.Year, mysql.Bit(3), mysql.TinyText, mysql.MediumText, mysql.LongText,
				mysql.LongBlob, named("DOUBLE(10, 4)"), mysql.Unsigned(named("DECIMAL(8, 2)")))
		},
		"types.mssql_types": func(golden) any {
			return columns(mssql.TinyInt, types.Boolean, mssql.Money, mssql.SmallMoney, mssql.UniqueIdentifier, mssql.DateTime2, named("DATETIME2(3)"),
				mssql.DateTimeOffset, types.DateTimeTZ.WithPrecision(2), mssql.SmallDateTime, mssql.XML, mssql.SQLVariant, mssql.RowVersion,
				mssql.NText, mssql.Image, mssql.VarBinaryMax, types.TimeOnly.WithPrecision(4), mssql.NVarCharMax, mssql.Real,
				types.String(10).WithCollation("Latin1_General_BIN"))
		},
		"types.oracle_types": func(golden) any {
			list := []struct {
				name string
				of   *types.Type
			}{
				{"a", oracle.Number(0, 0)}, {"b", oracle.Number(10, 2)}, {"c", oracle.Number(5, 0)}, {"d", oracle.VarChar2(20)},
				{"e", oracle.NVarChar2(20)}, {"f", oracle.Raw(16)}, {"g", oracle.Long}, {"h", oracle.NCLOB}, {"j", oracle.BinaryFloat},
				{"k", oracle.BinaryDouble}, {"l", oracle.RowID}, {"m", oracle.TimestampWithLocalZone}, {"n", oracle.Interval(3, 2)},
				{"o", oracle.Float(126)}, {"p", oracle.Date},
			}
			items := make([]schema.Item, len(list))
			for i, c := range list {
				items[i] = schema.Col(c.name, c.of)
			}
			return created(items...)
		},
		"types.sqlite_types": func(golden) any {
			return columns(types.DateOnly, types.DateTime, types.TimeOnly, types.JSON, types.Numeric(5, 2), named("REAL"))
		},
	})
}
