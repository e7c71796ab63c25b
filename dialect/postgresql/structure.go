package postgresql

import "github.com/azoth-go/azoth/dialect/structure"

// relation are the tables and views of the scope: without the name of a schema,
// what is found without one, which temporary tables are, too.
const relation = `pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
	AND ({schema}::text IS NULL AND pg_catalog.pg_table_is_visible(c.oid) AND n.nspname NOT IN ('pg_catalog', 'pg_toast')
		OR n.nspname = {schema}::text)
	AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {tables: c.relname}`

// constraint are the constraints of the relations, the columns of each in order.
const constraint = relation + `
	JOIN pg_catalog.pg_constraint AS k ON k.conrelid = c.oid
	CROSS JOIN LATERAL unnest(k.conkey) WITH ORDINALITY AS u (number, position)
	JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = u.number`

const timing = `CASE WHEN k.condeferrable THEN 1 ELSE 0 END, CASE WHEN k.condeferred THEN 1 ELSE 0 END`

// queries is read from pg_catalog: the information schema leaves half of it
// out and is slow.
var queries = &structure.Queries{
	Relations: `
SELECT c.relname::text, CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' ELSE 'table' END,
	CASE WHEN c.relpersistence = 't' THEN 1 ELSE 0 END, pg_catalog.obj_description(c.oid, 'pg_class'),
	CASE WHEN c.relkind IN ('v', 'm') THEN rtrim(pg_catalog.pg_get_viewdef(c.oid, true), ';') END
FROM ` + relation + `
ORDER BY c.relname`,

	// A serial column's sequence belongs to it as that of an identity does, but
	// by a default.
	Columns: `
SELECT c.relname::text, a.attname::text,
	CASE t.typtype WHEN 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) ELSE pg_catalog.format_type(a.atttypid, a.atttypmod) END,
	CASE WHEN a.attnotnull OR t.typnotnull THEN 0 ELSE 1 END,
	CASE WHEN a.attgenerated = '' THEN coalesce(pg_catalog.pg_get_expr(d.adbin, d.adrelid), t.typdefault) END,
	CASE WHEN a.attidentity = 'a' THEN 'always' WHEN a.attidentity = 'd' THEN 'by default'
		WHEN s.seqrelid IS NOT NULL AND pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%' THEN 'serial' END,
	s.seqstart, s.seqincrement,
	CASE WHEN a.attgenerated <> '' THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END,
	CASE WHEN a.attgenerated = 's' THEN 1 ELSE 0 END,
	CASE WHEN a.attcollation <> t.typcollation THEN (SELECT o.collname::text FROM pg_catalog.pg_collation AS o WHERE o.oid = a.attcollation) END,
	CASE t.typtype WHEN 'd' THEN pg_catalog.format_type(a.atttypid, NULL) END,
	NULL, pg_catalog.col_description(c.oid, a.attnum),
	(SELECT string_agg(e.enumlabel, chr(31) ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = t.oid)
FROM ` + relation + `
	JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
	JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
	LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
	LEFT JOIN LATERAL (SELECT q.* FROM pg_catalog.pg_depend AS p JOIN pg_catalog.pg_sequence AS q ON q.seqrelid = p.objid
		WHERE p.refclassid = 'pg_catalog.pg_class'::regclass AND p.refobjid = c.oid AND p.refobjsubid = a.attnum
			AND p.classid = 'pg_catalog.pg_class'::regclass AND p.deptype IN ('a', 'i') LIMIT 1) AS s ON true
ORDER BY c.relname, a.attnum`,

	PrimaryKeys: `
SELECT c.relname::text, k.conname::text, 0, a.attname::text, ` + timing + `
FROM ` + constraint + `
WHERE k.contype = 'p'
ORDER BY c.relname, u.position`,

	// What came with version 15 is asked for by name, so that older ones do not
	// know it.
	Uniques: `
SELECT c.relname::text, k.conname::text, 0, a.attname::text, ` + timing + `,
	CASE WHEN to_jsonb(x) ->> 'indnullsnotdistinct' = 'true' THEN 1 ELSE 0 END
FROM ` + constraint + `
	JOIN pg_catalog.pg_index AS x ON x.indexrelid = k.conindid
WHERE k.contype = 'u'
ORDER BY c.relname, k.oid, u.position`,

	ForeignKeys: `
SELECT c.relname::text, k.oid::text, k.conname::text, 0, a.attname::text,
	CASE WHEN tn.nspname = {schema}::text THEN tn.nspname::text WHEN pg_catalog.pg_table_is_visible(tc.oid) THEN '' ELSE tn.nspname::text END,
	tc.relname::text, ta.attname::text,
	CASE k.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' WHEN 'r' THEN 'RESTRICT' END,
	CASE k.confupdtype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' WHEN 'r' THEN 'RESTRICT' END,
	CASE k.confmatchtype WHEN 'f' THEN 'FULL' WHEN 'p' THEN 'PARTIAL' END, ` + timing + `
FROM ` + constraint + `
	JOIN pg_catalog.pg_class AS tc ON tc.oid = k.confrelid
	JOIN pg_catalog.pg_namespace AS tn ON tn.oid = tc.relnamespace
	JOIN pg_catalog.pg_attribute AS ta ON ta.attrelid = tc.oid AND ta.attnum = k.confkey[u.position]
WHERE k.contype = 'f' AND k.conparentid = 0
ORDER BY c.relname, k.oid, u.position`,

	Checks: `
SELECT c.relname::text, k.conname::text, 0, pg_catalog.pg_get_expr(k.conbin, k.conrelid, true)
FROM ` + relation + `
	JOIN pg_catalog.pg_constraint AS k ON k.conrelid = c.oid
WHERE k.contype = 'c'
ORDER BY c.relname, k.oid`,

	// Descending columns have their NULLs first, others last, unless it is said.
	Indexes: `
SELECT c.relname::text, ic.relname::text, CASE WHEN x.indisunique THEN 1 ELSE 0 END,
	CASE WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_constraint AS k WHERE k.conindid = x.indexrelid AND k.contype IN ('u', 'x')) THEN 1 ELSE 0 END,
	nullif(m.amname::text, 'btree'), pg_catalog.pg_get_expr(x.indpred, x.indrelid, true),
	pg_catalog.pg_get_indexdef(x.indexrelid) || coalesce((SELECT ' TABLESPACE ' || quote_ident(s.spcname) FROM pg_catalog.pg_tablespace AS s WHERE s.oid = ic.reltablespace), ''),
	a.attname::text, CASE WHEN a.attname IS NULL THEN pg_catalog.pg_get_indexdef(x.indexrelid, p.position, true) END,
	CASE WHEN m.amname = 'btree' THEN coalesce(x.indoption[p.position - 1], 0) & 1 ELSE 0 END,
	CASE WHEN m.amname = 'btree' THEN CASE coalesce(x.indoption[p.position - 1], 0) WHEN 1 THEN 'last' WHEN 2 THEN 'first' END END,
	(SELECT o.opcname::text FROM pg_catalog.pg_opclass AS o WHERE o.oid = x.indclass[p.position - 1] AND NOT o.opcdefault),
	0, CASE WHEN p.position > x.indnkeyatts THEN 1 ELSE 0 END
FROM ` + relation + `
	JOIN pg_catalog.pg_index AS x ON x.indrelid = c.oid AND NOT x.indisprimary
	JOIN pg_catalog.pg_class AS ic ON ic.oid = x.indexrelid
	JOIN pg_catalog.pg_am AS m ON m.oid = ic.relam
	CROSS JOIN LATERAL generate_series(1, x.indnatts) AS p (position)
	LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = x.indkey[p.position - 1] AND a.attnum <> 0
ORDER BY c.relname, x.indexrelid, p.position`,

	Options: `
SELECT c.relname::text, o.part, o.option, o.value
FROM ` + relation + `
	CROSS JOIN LATERAL (
		SELECT NULL, split_part(r.setting, '=', 1), substr(r.setting, strpos(r.setting, '=') + 1), 0 FROM unnest(c.reloptions) AS r (setting)
		UNION ALL SELECT NULL, 'tablespace', s.spcname::text, 0 FROM pg_catalog.pg_tablespace AS s WHERE s.oid = c.reltablespace
		UNION ALL SELECT NULL, 'unlogged', 'true', 0 WHERE c.relpersistence = 'u'
		UNION ALL SELECT NULL, 'partition by', pg_catalog.pg_get_partkeydef(c.oid), 0 WHERE c.relkind = 'p'
		UNION ALL SELECT NULL, CASE WHEN c.relispartition THEN 'partition of' ELSE 'inherits' END,
			string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno), 0
			FROM pg_catalog.pg_inherits AS i WHERE i.inhrelid = c.oid HAVING count(*) > 0
		` + constraintOptions + identityOptions + `
	) AS o (part, option, value, position)
WHERE o.value IS NOT NULL
ORDER BY c.relname, o.part, o.option DESC, o.position`,

	DefaultSchema: `SELECT current_schema()::text`,
	Schemas: `
SELECT nspname::text FROM pg_catalog.pg_namespace
WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY nspname`,

	// The sequences of identities are part of their columns.
	Sequences: `
SELECT c.relname::text, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, CASE WHEN s.seqcycle THEN 1 ELSE 0 END, s.seqcache,
	CASE WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_depend AS p WHERE p.classid = 'pg_catalog.pg_class'::regclass AND p.objid = c.oid AND p.deptype = 'a') THEN 1 ELSE 0 END
FROM pg_catalog.pg_sequence AS s JOIN pg_catalog.pg_class AS c ON c.oid = s.seqrelid
	JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE ({schema}::text IS NULL AND pg_catalog.pg_table_is_visible(c.oid) OR n.nspname = {schema}::text)
	AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend AS p WHERE p.classid = 'pg_catalog.pg_class'::regclass AND p.objid = c.oid AND p.deptype = 'i')
ORDER BY c.relname`,

	Enums: `
SELECT t.typname::text, e.enumlabel::text
FROM pg_catalog.pg_type AS t JOIN pg_catalog.pg_enum AS e ON e.enumtypid = t.oid
	JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
WHERE {schema}::text IS NULL AND pg_catalog.pg_type_is_visible(t.oid) OR n.nspname = {schema}::text
ORDER BY t.typname, e.enumsortorder`,

	Type:   parseType,
	Refine: refine,
}

// constraintOptions are what is said of the constraints of a relation besides. Those of
// its index that EXCLUDE has come before the others.
const constraintOptions = `UNION ALL SELECT k.conname::text, d.option, d.value, d.position
			FROM pg_catalog.pg_constraint AS k CROSS JOIN LATERAL (
				SELECT 'comment', pg_catalog.obj_description(k.oid, 'pg_constraint'), 0
				UNION ALL SELECT 'not valid', 'true', 0 WHERE NOT k.convalidated
				UNION ALL SELECT 'include', a.attname::text, p.position
					FROM pg_catalog.pg_index AS x CROSS JOIN LATERAL generate_series(x.indnkeyatts + 1, x.indnatts) AS p (position)
						JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = x.indkey[p.position - 1]
					WHERE x.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
				UNION ALL SELECT 'operator', o.oprname::text, u.position
					FROM unnest(k.conexclop) WITH ORDINALITY AS u (operator, position) JOIN pg_catalog.pg_operator AS o ON o.oid = u.operator
				UNION ALL SELECT 'deferrable', 'true', 0 WHERE k.contype = 'x' AND k.condeferrable
				UNION ALL SELECT 'initially deferred', 'true', 0 WHERE k.contype = 'x' AND k.condeferred
			) AS d (option, value, position)
			WHERE k.conrelid = c.oid
		`

// identityOptions are the numbers of identities that are not the usual ones, which
// depend on the type, and on which way they go.
const identityOptions = `UNION ALL SELECT a.attname::text, d.option, d.value, 0
			FROM pg_catalog.pg_attribute AS a
				JOIN pg_catalog.pg_depend AS p ON p.refclassid = 'pg_catalog.pg_class'::regclass AND p.refobjid = c.oid AND p.refobjsubid = a.attnum
					AND p.classid = 'pg_catalog.pg_class'::regclass AND p.deptype = 'i'
				JOIN pg_catalog.pg_sequence AS q ON q.seqrelid = p.objid
				CROSS JOIN LATERAL (SELECT CASE q.seqtypid WHEN 'smallint'::regtype THEN 32767 WHEN 'integer'::regtype THEN 2147483647
					ELSE 9223372036854775807 END::bigint) AS b (greatest)
				CROSS JOIN LATERAL (
					SELECT 'least', q.seqmin::text WHERE q.seqmin <> CASE WHEN q.seqincrement > 0 THEN 1 ELSE -b.greatest - 1 END
					UNION ALL SELECT 'greatest', q.seqmax::text WHERE q.seqmax <> CASE WHEN q.seqincrement > 0 THEN b.greatest ELSE -1 END
					UNION ALL SELECT 'cycle', 'true' WHERE q.seqcycle
					UNION ALL SELECT 'cache', q.seqcache::text WHERE q.seqcache <> 1
				) AS d (option, value)
			WHERE a.attrelid = c.oid AND a.attidentity <> ''`
