package redshift

import (
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/dialect/structure"
)

// relation are the tables and views of the scope. The catalogue is that of
// PostgreSQL 8: arrays have no functions there, so that the order of a key's
// columns is taken from the information schema.
const relation = `pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
	AND (CAST({schema} AS VARCHAR) IS NULL AND pg_catalog.pg_table_is_visible(c.oid) AND n.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema')
		OR n.nspname = CAST({schema} AS VARCHAR))
	AND c.relkind IN ('r', 'v') AND {tables: c.relname}`

// keyColumns are the columns of the constraints of the relations.
const keyColumns = relation + `
	JOIN information_schema.table_constraints AS k ON k.table_schema = n.nspname AND k.table_name = c.relname
	JOIN information_schema.key_column_usage AS u ON u.constraint_schema = k.constraint_schema
		AND u.constraint_name = k.constraint_name AND u.table_name = k.table_name`

// generated tells that the default of a column is what an identity has for one.
const generated = `(pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE '"identity"(%' OR pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE 'default_identity(%')`

var queries = &structure.Queries{
	Relations: `
SELECT CAST(c.relname AS VARCHAR), CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END, 0,
	pg_catalog.obj_description(c.oid, 'pg_class'),
	CASE c.relkind WHEN 'v' THEN rtrim(pg_catalog.pg_get_viewdef(c.oid, true), ';') END
FROM ` + relation + `
ORDER BY c.relname`,

	Columns: `
SELECT CAST(c.relname AS VARCHAR), CAST(a.attname AS VARCHAR), pg_catalog.format_type(a.atttypid, a.atttypmod),
	CASE WHEN a.attnotnull THEN 0 ELSE 1 END,
	CASE WHEN ` + generated + ` THEN NULL ELSE pg_catalog.pg_get_expr(d.adbin, d.adrelid) END,
	CASE WHEN ` + generated + ` THEN 'by default' END,
	NULL, NULL, NULL, 0, NULL, NULL, NULL, pg_catalog.col_description(c.oid, a.attnum), NULL
FROM ` + relation + `
	JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
	LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
ORDER BY c.relname, a.attnum`,

	PrimaryKeys: `
SELECT CAST(c.relname AS VARCHAR), CAST(k.constraint_name AS VARCHAR), 0, CAST(u.column_name AS VARCHAR), 0, 0
FROM ` + keyColumns + `
WHERE k.constraint_type = 'PRIMARY KEY'
ORDER BY c.relname, u.ordinal_position`,

	Uniques: `
SELECT CAST(c.relname AS VARCHAR), CAST(k.constraint_name AS VARCHAR), 0, CAST(u.column_name AS VARCHAR), 0, 0, 0
FROM ` + keyColumns + `
WHERE k.constraint_type = 'UNIQUE'
ORDER BY c.relname, k.constraint_name, u.ordinal_position`,

	ForeignKeys: `
SELECT CAST(c.relname AS VARCHAR), CAST(k.constraint_name AS VARCHAR), CAST(k.constraint_name AS VARCHAR), 0, CAST(u.column_name AS VARCHAR),
	CASE WHEN t.table_schema = n.nspname AND CAST({schema} AS VARCHAR) IS NULL THEN '' ELSE CAST(t.table_schema AS VARCHAR) END,
	CAST(t.table_name AS VARCHAR), CAST(t.column_name AS VARCHAR), NULL, NULL, NULL, 0, 0
FROM ` + keyColumns + `
	JOIN information_schema.referential_constraints AS r ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name
	JOIN information_schema.key_column_usage AS t ON t.constraint_schema = r.unique_constraint_schema
		AND t.constraint_name = r.unique_constraint_name AND t.ordinal_position = u.ordinal_position
WHERE k.constraint_type = 'FOREIGN KEY'
ORDER BY c.relname, k.constraint_name, u.ordinal_position`,

	DefaultSchema: `SELECT CAST(current_schema() AS VARCHAR)`,
	Schemas: `
SELECT CAST(nspname AS VARCHAR) FROM pg_catalog.pg_namespace
WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' ORDER BY nspname`,

	Type: postgresql.Dialect.Structure.Type,
}
