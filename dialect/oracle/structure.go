package oracle

import (
	"slices"
	"strings"

	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/types"
)

// owner is the schema of the scope.
const owner = `coalesce(upper({schema}), sys_context('USERENV', 'CURRENT_SCHEMA'))`

const timing = `CASE k.deferrable WHEN 'DEFERRABLE' THEN 1 ELSE 0 END, CASE k.deferred WHEN 'DEFERRED' THEN 1 ELSE 0 END`

const unchosen = `CASE k.generated WHEN 'GENERATED NAME' THEN 1 ELSE 0 END`

// queries is read from the views ALL_*, as the "Database Reference" of Oracle
// documents them. It was not run on a server.
var queries = &structure.Queries{
	// The containers of materialised views are tables, too.
	Relations: `
SELECT o.object_name, CASE o.object_type WHEN 'MATERIALIZED VIEW' THEN 'materialized view' WHEN 'VIEW' THEN 'view' ELSE 'table' END,
	CASE o.temporary WHEN 'Y' THEN 1 ELSE 0 END, c.comments, v.text_vc
FROM all_objects o
	LEFT JOIN all_tab_comments c ON c.owner = o.owner AND c.table_name = o.object_name
	LEFT JOIN all_views v ON v.owner = o.owner AND v.view_name = o.object_name
WHERE o.owner = ` + owner + ` AND o.object_type IN ('TABLE', 'VIEW', 'MATERIALIZED VIEW') AND o.secondary = 'N' AND {tables: o.object_name}
	AND o.object_name NOT LIKE 'BIN$%'
	AND NOT (o.object_type = 'TABLE' AND EXISTS (SELECT 1 FROM all_mviews m WHERE m.owner = o.owner AND m.mview_name = o.object_name))
ORDER BY o.object_name`,

	// The expression of a computed column is kept as its default.
	Columns: `
SELECT c.table_name, c.column_name, CASE
		WHEN c.data_type IN ('CHAR', 'NCHAR', 'VARCHAR2', 'NVARCHAR2') THEN c.data_type || '(' || c.char_length || ')'
		WHEN c.data_type = 'RAW' THEN 'RAW(' || c.data_length || ')'
		WHEN c.data_type = 'NUMBER' AND c.data_precision IS NOT NULL THEN 'NUMBER(' || c.data_precision || ', ' || c.data_scale || ')'
		WHEN c.data_type = 'NUMBER' AND c.data_scale = 0 THEN 'INTEGER'
		WHEN c.data_type = 'FLOAT' THEN 'FLOAT(' || c.data_precision || ')'
		ELSE c.data_type END,
	CASE c.nullable WHEN 'Y' THEN 1 ELSE 0 END, c.data_default,
	CASE i.generation_type WHEN 'ALWAYS' THEN 'always' WHEN 'BY DEFAULT' THEN 'by default' END, NULL, NULL,
	CASE c.virtual_column WHEN 'YES' THEN 'virtual' END, 0, NULL, NULL, NULL, m.comments, NULL
FROM all_tab_cols c
	LEFT JOIN all_tab_identity_cols i ON i.owner = c.owner AND i.table_name = c.table_name AND i.column_name = c.column_name
	LEFT JOIN all_col_comments m ON m.owner = c.owner AND m.table_name = c.table_name AND m.column_name = c.column_name
WHERE c.owner = ` + owner + ` AND c.hidden_column = 'NO' AND {tables: c.table_name}
ORDER BY c.table_name, c.column_id`,

	PrimaryKeys: keys("P", ""),
	Uniques:     keys("U", ", 0"),

	ForeignKeys: `
SELECT k.table_name, k.constraint_name, k.constraint_name, ` + unchosen + `, c.column_name,
	CASE WHEN t.owner = upper({schema}) THEN t.owner WHEN t.owner = sys_context('USERENV', 'CURRENT_SCHEMA') THEN NULL ELSE t.owner END,
	t.table_name, tc.column_name, k.delete_rule, NULL, NULL, ` + timing + `
FROM all_constraints k
	JOIN all_cons_columns c ON c.owner = k.owner AND c.constraint_name = k.constraint_name
	JOIN all_constraints t ON t.owner = k.r_owner AND t.constraint_name = k.r_constraint_name
	JOIN all_cons_columns tc ON tc.owner = t.owner AND tc.constraint_name = t.constraint_name AND tc.position = c.position
WHERE k.owner = ` + owner + ` AND k.constraint_type = 'R' AND {tables: k.table_name}
ORDER BY k.table_name, k.constraint_name, c.position`,

	// NOT NULL is a check here; refine takes those out.
	Checks: `
SELECT k.table_name, k.constraint_name, ` + unchosen + `, k.search_condition_vc
FROM all_constraints k
WHERE k.owner = ` + owner + ` AND k.constraint_type = 'C' AND {tables: k.table_name}
ORDER BY k.table_name, k.constraint_name`,

	// An expression is a LONG, which can only be selected.
	Indexes: `
SELECT x.table_name, x.index_name, CASE x.uniqueness WHEN 'UNIQUE' THEN 1 ELSE 0 END,
	CASE WHEN k.constraint_type = 'U' THEN 1 ELSE 0 END,
	CASE WHEN x.index_type LIKE '%BITMAP' THEN 'bitmap' WHEN x.index_type = 'DOMAIN' THEN lower(x.ityp_name) END, NULL, NULL,
	CASE WHEN e.column_position IS NULL THEN c.column_name END, e.column_expression,
	CASE c.descend WHEN 'DESC' THEN 1 ELSE 0 END, NULL, NULL, 0, 0
FROM all_indexes x
	JOIN all_ind_columns c ON c.index_owner = x.owner AND c.index_name = x.index_name
	LEFT JOIN all_ind_expressions e ON e.index_owner = x.owner AND e.index_name = x.index_name AND e.column_position = c.column_position
	LEFT JOIN all_constraints k ON k.owner = x.table_owner AND k.index_name = x.index_name AND k.constraint_type IN ('P', 'U')
WHERE x.table_owner = ` + owner + ` AND (k.constraint_type IS NULL OR k.constraint_type = 'U') AND x.index_type <> 'LOB' AND {tables: x.table_name}
ORDER BY x.table_name, x.index_name, c.column_position`,

	Options: `
SELECT t.table_name, NULL, o.name, CASE o.name WHEN 'tablespace' THEN t.tablespace_name WHEN 'compress' THEN t.compress_for ELSE t.duration END
FROM all_tables t
	CROSS JOIN (SELECT 'tablespace' AS name FROM dual UNION ALL SELECT 'compress' FROM dual UNION ALL SELECT 'on commit' FROM dual) o
WHERE t.owner = ` + owner + ` AND {tables: t.table_name}
	AND CASE o.name WHEN 'tablespace' THEN t.tablespace_name WHEN 'compress' THEN t.compress_for ELSE t.duration END IS NOT NULL
ORDER BY t.table_name, o.name`,

	DefaultSchema: `SELECT sys_context('USERENV', 'CURRENT_SCHEMA') FROM dual`,
	Schemas:       `SELECT username FROM all_users WHERE oracle_maintained = 'N' ORDER BY username`,
	Sequences: `
SELECT s.sequence_name, s.min_value, s.increment_by, s.min_value, CASE WHEN s.max_value < 9223372036854775807 THEN s.max_value END,
	CASE s.cycle_flag WHEN 'Y' THEN 1 ELSE 0 END, s.cache_size, 0
FROM all_sequences s
WHERE s.sequence_owner = ` + owner + ` AND s.sequence_name NOT LIKE 'ISEQ$$%'
ORDER BY s.sequence_name`,

	Type:   parseType,
	Refine: refine,
}

// keys asks for the constraints of a kind.
func keys(kind, flags string) string {
	return `
SELECT k.table_name, k.constraint_name, ` + unchosen + `, c.column_name, ` + timing + flags + `
FROM all_constraints k JOIN all_cons_columns c ON c.owner = k.owner AND c.constraint_name = k.constraint_name
WHERE k.owner = ` + owner + ` AND k.constraint_type = '` + kind + `' AND {tables: k.table_name}
ORDER BY k.table_name, k.constraint_name, c.position`
}

// notNull reports whether a check is what stands for NOT NULL.
func notNull(k *structure.Check) bool {
	column, ok := strings.CutSuffix(k.Condition, `" IS NOT NULL`)
	return ok && strings.LastIndexByte(column, '"') == 0
}

func refine(t *structure.Table) {
	for _, c := range t.Columns {
		c.Default = strings.TrimSpace(c.Default)
		switch {
		case c.Computed != "":
			c.Computed, c.Default = c.Default, ""
		case c.Identity != nil:
			c.Default = "" // the sequence that feeds it
		}
	}
	t.Checks = slices.DeleteFunc(t.Checks, notNull)
}

var typeNames = map[string]*types.Type{
	"integer": types.Integer, "varchar2": types.String(0), "nvarchar2": types.Unicode(0), "char": types.Char(0),
	"nchar": {Kind: types.KindString, Fixed: true, National: true}, "clob": types.Text, "nclob": types.UnicodeText,
	"blob": types.Bytes, "raw": types.Lossless(types.Bytes), "date": types.DateOnly, "timestamp": types.Lossless(types.DateTime),
	"timestamp with time zone": types.DateTimeTZ, "interval day to second": types.Interval, "float": types.Float,
	"binary_double": types.Double, "boolean": types.Boolean, "json": types.JSON,
}

var ownTypes = map[string]bool{
	"binary_float": true, "long": true, "long raw": true, "rowid": true, "urowid": true, "bfile": true, "xmltype": true,
	"timestamp with local time zone": true, "interval year to month": true, "sdo_geometry": true, "vector": true,
}

// parseType reads a type as the query for columns spells it.
func parseType(spelled string) (*types.Type, bool) {
	s := structure.Spell(spelled)
	switch {
	case s.Name == "number" && len(s.Numbers) == 2 && s.Numbers[1] == 0 && s.Numbers[0] == 19:
		return types.BigInteger, true
	case s.Name == "number" && len(s.Numbers) == 0:
		return types.Lossless(types.Numeric(0, 0)), true
	case s.Name == "number":
		return s.Parameterized(types.Numeric(0, 0))
	case ownTypes[s.Name]:
		return types.Named(strings.ToUpper(spelled)), true
	}
	return s.Parameterized(typeNames[s.Name])
}
