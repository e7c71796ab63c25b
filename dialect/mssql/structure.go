package mssql

import (
	"strings"

	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/types"
)

// relation are the tables and views of the scope.
const relation = `sys.objects AS o JOIN sys.schemas AS n ON n.schema_id = o.schema_id
	AND n.name = coalesce({schema}, schema_name()) AND o.type IN ('U', 'V') AND o.is_ms_shipped = 0 AND {tables: o.name}`

// queries is read from the catalogue views, as "System catalog views
// (Transact-SQL)" documents them. It was not run on a server.
var queries = &structure.Queries{
	Relations: `
SELECT o.name, CASE o.type WHEN 'V' THEN 'view' ELSE 'table' END, 0, CAST(p.value AS NVARCHAR(MAX)), object_definition(o.object_id)
FROM ` + relation + `
	LEFT JOIN sys.extended_properties AS p ON p.class = 1 AND p.major_id = o.object_id AND p.minor_id = 0 AND p.name = 'MS_Description'
ORDER BY o.name`,

	// Lengths are in bytes, two for each character of a national type; -1 is MAX.
	Columns: `
SELECT o.name, c.name, CASE
		WHEN t.name IN ('nvarchar', 'nchar') THEN concat(t.name, '(', CASE c.max_length WHEN -1 THEN 'max' ELSE CAST(c.max_length / 2 AS VARCHAR) END, ')')
		WHEN t.name IN ('varchar', 'char', 'varbinary', 'binary') THEN concat(t.name, '(', CASE c.max_length WHEN -1 THEN 'max' ELSE CAST(c.max_length AS VARCHAR) END, ')')
		WHEN t.name IN ('numeric', 'decimal') THEN concat(t.name, '(', c.precision, ', ', c.scale, ')')
		ELSE t.name END,
	c.is_nullable, d.definition, CASE c.is_identity WHEN 1 THEN 'by default' END,
	CAST(i.seed_value AS BIGINT), CAST(i.increment_value AS BIGINT), m.definition, coalesce(m.is_persisted, 0),
	CASE WHEN c.collation_name <> CAST(databasepropertyex(db_name(), 'Collation') AS NVARCHAR(128)) THEN c.collation_name END,
	CASE u.is_user_defined WHEN 1 THEN u.name END, NULL, CAST(p.value AS NVARCHAR(MAX)), NULL
FROM ` + relation + `
	JOIN sys.columns AS c ON c.object_id = o.object_id
	JOIN sys.types AS u ON u.user_type_id = c.user_type_id
	LEFT JOIN sys.types AS t ON t.user_type_id = CASE WHEN u.is_user_defined = 1 AND u.is_assembly_type = 0 THEN u.system_type_id ELSE u.user_type_id END
	LEFT JOIN sys.default_constraints AS d ON d.object_id = c.default_object_id
	LEFT JOIN sys.identity_columns AS i ON i.object_id = c.object_id AND i.column_id = c.column_id
	LEFT JOIN sys.computed_columns AS m ON m.object_id = c.object_id AND m.column_id = c.column_id
	LEFT JOIN sys.extended_properties AS p ON p.class = 1 AND p.major_id = c.object_id AND p.minor_id = c.column_id AND p.name = 'MS_Description'
ORDER BY o.name, c.column_id`,

	PrimaryKeys: keys("PK", ""),
	Uniques:     keys("UQ", ", 1"),

	ForeignKeys: `
SELECT o.name, f.object_id, f.name, f.is_system_named, c.name,
	CASE WHEN tn.name = {schema} THEN tn.name WHEN tn.name = schema_name() THEN '' ELSE tn.name END, t.name, tc.name,
	f.delete_referential_action_desc, f.update_referential_action_desc, NULL, 0, 0
FROM ` + relation + `
	JOIN sys.foreign_keys AS f ON f.parent_object_id = o.object_id
	JOIN sys.foreign_key_columns AS k ON k.constraint_object_id = f.object_id
	JOIN sys.columns AS c ON c.object_id = o.object_id AND c.column_id = k.parent_column_id
	JOIN sys.objects AS t ON t.object_id = f.referenced_object_id
	JOIN sys.schemas AS tn ON tn.schema_id = t.schema_id
	JOIN sys.columns AS tc ON tc.object_id = t.object_id AND tc.column_id = k.referenced_column_id
ORDER BY o.name, f.object_id, k.constraint_column_id`,

	Checks: `
SELECT o.name, k.name, k.is_system_named, k.definition
FROM ` + relation + `
	JOIN sys.check_constraints AS k ON k.parent_object_id = o.object_id
ORDER BY o.name, k.object_id`,

	Indexes: `
SELECT o.name, x.name, x.is_unique, x.is_unique_constraint, CASE x.type_desc WHEN 'NONCLUSTERED' THEN NULL ELSE lower(x.type_desc) END,
	x.filter_definition, NULL, c.name, NULL, k.is_descending_key, NULL, NULL, 0, k.is_included_column
FROM ` + relation + `
	JOIN sys.indexes AS x ON x.object_id = o.object_id AND x.is_primary_key = 0 AND x.is_hypothetical = 0 AND x.name IS NOT NULL
	JOIN sys.index_columns AS k ON k.object_id = x.object_id AND k.index_id = x.index_id
	JOIN sys.columns AS c ON c.object_id = o.object_id AND c.column_id = k.column_id
ORDER BY o.name, x.index_id, k.is_included_column, k.key_ordinal, k.index_column_id`,

	DefaultSchema: `SELECT schema_name()`,
	Schemas: `
SELECT name FROM sys.schemas
WHERE schema_id < 16384 AND name NOT IN ('sys', 'INFORMATION_SCHEMA', 'guest') ORDER BY name`,
	Sequences: `
SELECT s.name, CAST(s.start_value AS BIGINT), CAST(s.increment AS BIGINT), CAST(s.minimum_value AS BIGINT), CAST(s.maximum_value AS BIGINT), s.is_cycling, s.cache_size, 0
FROM sys.sequences AS s JOIN sys.schemas AS n ON n.schema_id = s.schema_id AND n.name = coalesce({schema}, schema_name())
ORDER BY s.name`,

	Restricts: true,
	Type:      parseType,
	Refine:    refine,
}

// keys asks for the constraints of a kind, whose columns are those of an index.
func keys(kind, flags string) string {
	return `
SELECT o.name, k.name, k.is_system_named, c.name, 0, 0` + flags + `
FROM ` + relation + `
	JOIN sys.key_constraints AS k ON k.parent_object_id = o.object_id AND k.type = '` + kind + `'
	JOIN sys.index_columns AS x ON x.object_id = o.object_id AND x.index_id = k.unique_index_id
	JOIN sys.columns AS c ON c.object_id = o.object_id AND c.column_id = x.column_id
ORDER BY o.name, k.object_id, x.key_ordinal`
}

// refine takes off the parentheses that the database puts around defaults and
// conditions.
func refine(t *structure.Table) {
	for _, c := range t.Columns {
		c.Default = structure.Bare(c.Default)
		c.Computed = structure.Bare(c.Computed)
	}
	for _, k := range t.Checks {
		k.Condition = structure.Bare(k.Condition)
	}
	for _, x := range t.Indexes {
		x.Where = structure.Bare(x.Where)
	}
}

var typeNames = map[string]*types.Type{
	"bit": types.Boolean, "smallint": types.SmallInteger, "int": types.Integer, "bigint": types.BigInteger,
	"float": types.Float, "numeric": types.Numeric(0, 0), "decimal": types.Numeric(0, 0),
	"varchar": types.String(0), "nvarchar": types.Unicode(0), "char": types.Char(0),
	"nchar":     {Kind: types.KindString, Fixed: true, National: true},
	"varbinary": types.Bytes, "date": types.DateOnly, "time": types.TimeOnly,
	"datetime2": types.Lossless(types.DateTime), "datetimeoffset": types.DateTimeTZ, "uniqueidentifier": types.UUID,
}

var ownTypes = map[string]bool{
	"tinyint": true, "real": true, "money": true, "smallmoney": true, "text": true, "ntext": true, "image": true, "binary": true,
	"datetime": true, "smalldatetime": true, "timestamp": true, "xml": true, "sql_variant": true, "hierarchyid": true,
	"geometry": true, "geography": true, "sysname": true, "json": true, "vector": true,
}

// parseType reads a type as the query for columns spells it.
func parseType(spelled string) (*types.Type, bool) {
	s := structure.Spell(spelled)
	if s.Words == "max" {
		switch t := typeNames[s.Name]; s.Name {
		case "varchar":
			return types.Text, true
		case "nvarchar":
			return types.UnicodeText, true
		default:
			return t, t != nil
		}
	}
	if ownTypes[s.Name] {
		return types.Named(strings.ToUpper(spelled)), true
	}
	return s.Parameterized(typeNames[s.Name])
}
