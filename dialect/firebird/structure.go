package firebird

import (
	"strings"

	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/types"
)

// spelled writes the type of a field f of rdb$fields as CREATE TABLE has it.
const spelled = `CASE
	WHEN f.rdb$field_type IN (7, 8, 16, 26) AND f.rdb$field_sub_type IN (1, 2) THEN
		CASE f.rdb$field_sub_type WHEN 1 THEN 'NUMERIC(' ELSE 'DECIMAL(' END || f.rdb$field_precision || ', ' || (-f.rdb$field_scale) || ')'
	WHEN f.rdb$field_type IN (14, 37) AND coalesce(f.rdb$character_set_id, 0) = 1 THEN
		CASE f.rdb$field_type WHEN 14 THEN 'CHAR(' ELSE 'VARCHAR(' END || f.rdb$field_length || ') CHARACTER SET OCTETS'
	WHEN f.rdb$field_type IN (14, 37) THEN
		CASE f.rdb$field_type WHEN 14 THEN 'CHAR(' ELSE 'VARCHAR(' END || coalesce(f.rdb$character_length, f.rdb$field_length) || ')'
	WHEN f.rdb$field_type = 261 THEN 'BLOB SUB_TYPE ' || f.rdb$field_sub_type
	ELSE CASE f.rdb$field_type WHEN 7 THEN 'SMALLINT' WHEN 8 THEN 'INTEGER' WHEN 16 THEN 'BIGINT' WHEN 26 THEN 'INT128'
		WHEN 10 THEN 'FLOAT' WHEN 27 THEN 'DOUBLE PRECISION' WHEN 24 THEN 'DECFLOAT(16)' WHEN 25 THEN 'DECFLOAT(34)'
		WHEN 12 THEN 'DATE' WHEN 13 THEN 'TIME' WHEN 35 THEN 'TIMESTAMP' WHEN 28 THEN 'TIME WITH TIME ZONE'
		WHEN 29 THEN 'TIMESTAMP WITH TIME ZONE' WHEN 23 THEN 'BOOLEAN' ELSE 'type ' || f.rdb$field_type END
END`

// unchosen tells the names that the database gives constraints.
const unchosen = `CASE WHEN k.rdb$constraint_name STARTING WITH 'INTEG_' THEN 1 ELSE 0 END`

const timing = `CASE k.rdb$deferrable WHEN 'YES' THEN 1 ELSE 0 END, CASE k.rdb$initially_deferred WHEN 'YES' THEN 1 ELSE 0 END`

// queries is read from the system tables. There are no schemas.
var queries = &structure.Queries{
	Relations: `
SELECT trim(r.rdb$relation_name), CASE WHEN r.rdb$view_blr IS NULL THEN 'table' ELSE 'view' END,
	CASE WHEN r.rdb$relation_type IN (4, 5) THEN 1 ELSE 0 END, r.rdb$description, r.rdb$view_source
FROM rdb$relations AS r
WHERE coalesce(r.rdb$system_flag, 0) = 0 AND {tables: r.rdb$relation_name}
ORDER BY 1`,

	Columns: `
SELECT trim(c.rdb$relation_name), trim(c.rdb$field_name), ` + spelled + `,
	CASE WHEN c.rdb$null_flag = 1 OR f.rdb$null_flag = 1 THEN 0 ELSE 1 END,
	coalesce(c.rdb$default_source, f.rdb$default_source),
	CASE c.rdb$identity_type WHEN 0 THEN 'always' WHEN 1 THEN 'by default' END, g.rdb$initial_value + g.rdb$generator_increment, g.rdb$generator_increment,
	f.rdb$computed_source, 0,
	CASE WHEN coalesce(c.rdb$collation_id, f.rdb$collation_id, 0) <> 0 THEN
		(SELECT trim(o.rdb$collation_name) FROM rdb$collations AS o WHERE o.rdb$character_set_id = f.rdb$character_set_id
			AND o.rdb$collation_id = coalesce(c.rdb$collation_id, f.rdb$collation_id)) END,
	CASE WHEN f.rdb$field_name NOT STARTING WITH 'RDB$' THEN trim(f.rdb$field_name) END,
	NULL, c.rdb$description, NULL
FROM rdb$relation_fields AS c
	JOIN rdb$relations AS r ON r.rdb$relation_name = c.rdb$relation_name AND coalesce(r.rdb$system_flag, 0) = 0
	JOIN rdb$fields AS f ON f.rdb$field_name = c.rdb$field_source
	LEFT JOIN rdb$generators AS g ON g.rdb$generator_name = c.rdb$generator_name
WHERE {tables: c.rdb$relation_name}
ORDER BY 1, c.rdb$field_position`,

	PrimaryKeys: keys("PRIMARY KEY", ""),
	Uniques:     keys("UNIQUE", ", 0"),

	ForeignKeys: `
SELECT trim(k.rdb$relation_name), trim(k.rdb$constraint_name), trim(k.rdb$constraint_name), ` + unchosen + `, trim(s.rdb$field_name),
	'', trim(t.rdb$relation_name), trim(ts.rdb$field_name),
	nullif(trim(x.rdb$delete_rule), 'RESTRICT'), nullif(trim(x.rdb$update_rule), 'RESTRICT'), nullif(trim(x.rdb$match_option), 'FULL'), ` + timing + `
FROM rdb$relation_constraints AS k
	JOIN rdb$index_segments AS s ON s.rdb$index_name = k.rdb$index_name
	JOIN rdb$ref_constraints AS x ON x.rdb$constraint_name = k.rdb$constraint_name
	JOIN rdb$relation_constraints AS t ON t.rdb$constraint_name = x.rdb$const_name_uq
	JOIN rdb$index_segments AS ts ON ts.rdb$index_name = t.rdb$index_name AND ts.rdb$field_position = s.rdb$field_position
WHERE k.rdb$constraint_type = 'FOREIGN KEY' AND {tables: k.rdb$relation_name}
ORDER BY 1, char_length(trim(k.rdb$constraint_name)), k.rdb$constraint_name, s.rdb$field_position`,

	// The condition is kept with the trigger that checks it before an INSERT.
	Checks: `
SELECT trim(k.rdb$relation_name), trim(k.rdb$constraint_name), ` + unchosen + `, t.rdb$trigger_source
FROM rdb$relation_constraints AS k
	JOIN rdb$check_constraints AS c ON c.rdb$constraint_name = k.rdb$constraint_name
	JOIN rdb$triggers AS t ON t.rdb$trigger_name = c.rdb$trigger_name AND t.rdb$trigger_type = 1
WHERE k.rdb$constraint_type = 'CHECK' AND {tables: k.rdb$relation_name}
ORDER BY 1, char_length(trim(k.rdb$constraint_name)), k.rdb$constraint_name`,

	// An index has columns or one expression.
	Indexes: `
SELECT trim(i.rdb$relation_name), trim(i.rdb$index_name), coalesce(i.rdb$unique_flag, 0),
	CASE WHEN EXISTS (SELECT 1 FROM rdb$relation_constraints AS k WHERE k.rdb$index_name = i.rdb$index_name) THEN 1 ELSE 0 END,
	NULL, NULL, NULL, trim(s.rdb$field_name), i.rdb$expression_source, coalesce(i.rdb$index_type, 0), NULL, NULL, 0, 0
FROM rdb$indices AS i LEFT JOIN rdb$index_segments AS s ON s.rdb$index_name = i.rdb$index_name
WHERE coalesce(i.rdb$system_flag, 0) = 0 AND {tables: i.rdb$relation_name}
	AND NOT EXISTS (SELECT 1 FROM rdb$relation_constraints AS k WHERE k.rdb$index_name = i.rdb$index_name AND k.rdb$constraint_type = 'PRIMARY KEY')
ORDER BY 1, 2, s.rdb$field_position`,

	Options: `
SELECT trim(r.rdb$relation_name), NULL, 'on commit', CASE r.rdb$relation_type WHEN 4 THEN 'preserve rows' ELSE 'delete rows' END
FROM rdb$relations AS r
WHERE coalesce(r.rdb$system_flag, 0) = 0 AND r.rdb$relation_type IN (4, 5) AND {tables: r.rdb$relation_name}
ORDER BY 1`,

	// The sequences of identities have a system flag of their own. What is kept is
	// the number before the first.
	Sequences: `
SELECT trim(g.rdb$generator_name), g.rdb$initial_value + g.rdb$generator_increment, g.rdb$generator_increment, NULL, NULL, 0, NULL, 0
FROM rdb$generators AS g
WHERE coalesce(g.rdb$system_flag, 0) = 0
ORDER BY 1`,

	Restricts: true,
	Type:      parseType,
	Refine:    refine,
}

// keys asks for the constraints of a kind, whose columns are those of an index.
func keys(kind, flags string) string {
	return `
SELECT trim(k.rdb$relation_name), trim(k.rdb$constraint_name), ` + unchosen + `, trim(s.rdb$field_name), ` + timing + flags + `
FROM rdb$relation_constraints AS k JOIN rdb$index_segments AS s ON s.rdb$index_name = k.rdb$index_name
WHERE k.rdb$constraint_type = '` + kind + `' AND {tables: k.rdb$relation_name}
ORDER BY 1, char_length(trim(k.rdb$constraint_name)), k.rdb$constraint_name, s.rdb$field_position`
}

// refine takes from the sources what they begin with: DEFAULT, CHECK, and
// parentheses.
func refine(t *structure.Table) {
	for _, c := range t.Columns {
		c.Default = without(c.Default, "DEFAULT", "=")
		c.Computed = structure.Bare(c.Computed)
	}
	for _, k := range t.Checks {
		k.Condition = structure.Bare(without(k.Condition, "CHECK"))
	}
	for _, x := range t.Indexes {
		for i := range x.Parts {
			x.Parts[i].Expression = structure.Bare(x.Parts[i].Expression)
		}
	}
	t.Definition = strings.TrimSpace(t.Definition)
}

// without takes the first of the words off the beginning of a text.
func without(text string, words ...string) string {
	text = strings.TrimSpace(text)
	for _, word := range words {
		if len(text) >= len(word) && strings.EqualFold(text[:len(word)], word) {
			return strings.TrimSpace(text[len(word):])
		}
	}
	return text
}

// typeNames are the types that package types has, as spelled writes them.
var typeNames = map[string]*types.Type{
	"smallint": types.SmallInteger, "integer": types.Integer, "bigint": types.BigInteger,
	"float": types.Named("FLOAT"), "double precision": types.Double, "numeric": types.Numeric(0, 0), "decimal": types.Numeric(0, 0),
	"varchar": types.String(0), "char": types.Char(0), "blob sub_type 1": types.Text, "blob sub_type 0": types.Bytes,
	"date": types.DateOnly, "time": types.TimeOnly, "timestamp": types.DateTime, "boolean": types.Named("BOOLEAN"),
	"char character set octets": types.Named("CHAR"), "varchar character set octets": types.Named("VARCHAR"),
	"int128": types.Named("INT128"), "decfloat": types.Named("DECFLOAT"),
	"time with time zone": types.Named("TIME WITH TIME ZONE"), "timestamp with time zone": types.Named("TIMESTAMP WITH TIME ZONE"),
}

// parseType reads a type as it was spelled out of the system tables.
func parseType(spelled string) (*types.Type, bool) {
	s := structure.Spell(spelled)
	if t := typeNames[s.Name]; t != nil && t.Kind == types.KindNamed {
		return types.Named(spelled), true
	}
	return s.Parameterized(typeNames[s.Name])
}
