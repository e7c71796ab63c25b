package sqlite

import "github.com/azoth-go/azoth/dialect/structure"

// queries is what SQLite tells by its pragmas. What they leave out, the names of
// constraints above all, is read from the texts of CREATE TABLE and CREATE INDEX.
var queries = &structure.Queries{
	Relations: `
SELECT m.name, CASE l.type WHEN 'view' THEN 'view' ELSE 'table' END, lower(l.schema) = 'temp', NULL, m.sql
FROM {main}.sqlite_master AS m JOIN pragma_table_list AS l ON l.name = m.name AND l.schema = coalesce({schema}, 'main')
WHERE m.type IN ('table', 'view') AND l.type <> 'shadow' AND m.name NOT LIKE 'sqlite~_%' ESCAPE '~' AND {tables: m.name}
ORDER BY m.name`,

	// The key is generated where it is the alias of the rowid.
	Columns: `
SELECT m.name, x.name, x.type, x."notnull" = 0, CASE WHEN x.hidden = 0 THEN x.dflt_value END,
	CASE WHEN x.pk = 1 AND upper(x.type) = 'INTEGER' AND l.wr = 0 AND NOT EXISTS
		(SELECT 1 FROM pragma_table_xinfo(m.name, coalesce({schema}, 'main')) AS other WHERE other.pk > 1)
	THEN 'by default' END, NULL, NULL, NULL, x.hidden = 3, NULL, NULL, NULL, NULL, NULL
FROM {main}.sqlite_master AS m JOIN pragma_table_list AS l ON l.name = m.name AND l.schema = coalesce({schema}, 'main')
	JOIN pragma_table_xinfo(m.name, coalesce({schema}, 'main')) AS x
WHERE m.type IN ('table', 'view') AND x.hidden <> 1 AND {tables: m.name}
ORDER BY m.name, x.cid`,

	PrimaryKeys: `
SELECT m.name, NULL, 0, x.name, 0, 0
FROM {main}.sqlite_master AS m JOIN pragma_table_xinfo(m.name, coalesce({schema}, 'main')) AS x
WHERE m.type = 'table' AND x.pk > 0 AND {tables: m.name}
ORDER BY m.name, x.pk`,

	Uniques: `
SELECT m.name, i.name, 1, x.name, 0, 0, 0
FROM {main}.sqlite_master AS m JOIN pragma_index_list(m.name, coalesce({schema}, 'main')) AS i
	JOIN pragma_index_info(i.name, coalesce({schema}, 'main')) AS x
WHERE m.type = 'table' AND i.origin = 'u' AND {tables: m.name}
ORDER BY m.name, i.seq DESC, x.seqno`,

	// The pragma begins with the key that was declared last, and gives no columns
	// for a primary key that was meant without saying so.
	ForeignKeys: `
SELECT m.name, f.id, NULL, 0, f."from", coalesce({schema}, ''), f."table",
	coalesce(f."to", (SELECT x.name FROM pragma_table_xinfo(f."table", coalesce({schema}, 'main')) AS x WHERE x.pk = f.seq + 1)), f.on_delete, f.on_update,
	nullif(f.match, 'NONE'), 0, 0
FROM {main}.sqlite_master AS m JOIN pragma_foreign_key_list(m.name, coalesce({schema}, 'main')) AS f
WHERE m.type = 'table' AND {tables: m.name}
ORDER BY m.name, f.id DESC, f.seq`,

	Indexes: `
SELECT m.name, i.name, i."unique", 0, NULL, NULL, d.sql, x.name, NULL, x."desc", NULL, NULL, 0, 0
FROM {main}.sqlite_master AS m JOIN pragma_index_list(m.name, coalesce({schema}, 'main')) AS i
	JOIN {main}.sqlite_master AS d ON d.type = 'index' AND d.name = i.name
	JOIN pragma_index_xinfo(i.name, coalesce({schema}, 'main')) AS x
WHERE m.type = 'table' AND i.origin = 'c' AND x.key = 1 AND {tables: m.name}
ORDER BY m.name, i.seq DESC, x.seqno`,

	Options: `
SELECT m.name, NULL, o.option, 'true'
FROM {main}.sqlite_master AS m JOIN pragma_table_list AS l ON l.name = m.name AND l.schema = coalesce({schema}, 'main')
	JOIN (SELECT 'without rowid' AS option UNION ALL SELECT 'strict' UNION ALL SELECT 'autoincrement') AS o
WHERE m.type = 'table' AND CASE o.option WHEN 'strict' THEN l.strict WHEN 'autoincrement' THEN m.sql LIKE '%PRIMARY KEY AUTOINCREMENT%' ELSE l.wr END AND {tables: m.name}
ORDER BY m.name, o.option`,

	DefaultSchema: `SELECT 'main'`,
	Schemas:       `SELECT name FROM pragma_database_list WHERE name <> 'temp' ORDER BY seq`,
	Main:          "main",
	Type:          parseType,
	Refine:        refine,
}
