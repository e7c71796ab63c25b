package mysql

import (
	"maps"
	stdregexp "regexp"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/types"
)

// unchosen tells the names that the database gives foreign keys and checks.
const unchosen = `REGEXP '^(.*_ibfk_|.*_chk_|CONSTRAINT_|)[0-9]+$'`

// queries is what both servers tell in the same way.
var queries = structure.Queries{
	Relations: `
SELECT t.table_name, CASE WHEN t.table_type LIKE '%VIEW' THEN 'view' ELSE 'table' END, t.table_type = 'TEMPORARY',
	CASE WHEN t.table_type LIKE '%VIEW' THEN NULL ELSE nullif(t.table_comment, '') END,
	replace(v.view_definition, concat('` + "`" + `', database(), '` + "`" + `.'), '')
FROM information_schema.tables AS t LEFT JOIN information_schema.views AS v
	ON v.table_schema = t.table_schema AND v.table_name = t.table_name
WHERE t.table_schema = coalesce({schema}, database()) AND t.table_type <> 'SEQUENCE' AND {tables: t.table_name}
ORDER BY t.table_name`,

	PrimaryKeys: `
SELECT k.table_name, k.constraint_name, 1, k.column_name, 0, 0
FROM information_schema.key_column_usage AS k
WHERE k.table_schema = coalesce({schema}, database()) AND k.constraint_name = 'PRIMARY' AND {tables: k.table_name}
ORDER BY k.table_name, k.ordinal_position`,

	Uniques: `
SELECT k.table_name, k.constraint_name, 0, k.column_name, 0, 0, 0
FROM information_schema.table_constraints AS c JOIN information_schema.key_column_usage AS k
	ON k.table_schema = c.table_schema AND k.table_name = c.table_name AND k.constraint_name = c.constraint_name
WHERE c.table_schema = coalesce({schema}, database()) AND c.constraint_type = 'UNIQUE' AND {tables: k.table_name}
ORDER BY k.table_name, k.constraint_name, k.ordinal_position`,

	ForeignKeys: `
SELECT k.table_name, k.constraint_name, k.constraint_name, k.constraint_name ` + unchosen + `, k.column_name,
	CASE WHEN k.referenced_table_schema = {schema} THEN k.referenced_table_schema
		WHEN k.referenced_table_schema = database() THEN '' ELSE k.referenced_table_schema END,
	k.referenced_table_name, k.referenced_column_name, nullif(r.delete_rule, 'RESTRICT'), nullif(r.update_rule, 'RESTRICT'),
	CASE r.match_option WHEN 'NONE' THEN NULL ELSE r.match_option END, 0, 0
FROM information_schema.key_column_usage AS k JOIN information_schema.referential_constraints AS r
	ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
WHERE k.table_schema = coalesce({schema}, database()) AND k.referenced_table_name IS NOT NULL AND {tables: k.table_name}
ORDER BY k.table_name, length(k.constraint_name), k.constraint_name, k.ordinal_position`,

	Options: `
SELECT t.table_name, NULL, o.name, CASE o.name WHEN 'engine' THEN t.engine WHEN 'collation' THEN t.table_collation
	WHEN 'row format' THEN t.row_format ELSE t.create_options END
FROM information_schema.tables AS t
	JOIN (SELECT 'engine' AS name UNION ALL SELECT 'collation' UNION ALL SELECT 'row format' UNION ALL SELECT 'create options') AS o
WHERE t.table_schema = coalesce({schema}, database()) AND t.table_type NOT LIKE '%VIEW' AND {tables: t.table_name}
	AND CASE o.name WHEN 'create options' THEN coalesce(t.create_options, '') <> '' ELSE 1 END
UNION ALL SELECT p.table_name, NULL, 'partition by', concat(p.partition_method, ' (', coalesce(p.partition_expression, ''), ')')
FROM information_schema.partitions AS p
WHERE p.table_schema = coalesce({schema}, database()) AND p.partition_ordinal_position = 1 AND p.subpartition_method IS NULL
	AND p.partition_method <> 'SYSTEM_TIME' AND {tables: p.table_name}
UNION ALL SELECT p.table_name, NULL, concat('partition ', lpad(p.partition_ordinal_position, 5, '0')), concat('PARTITION ', ` + "'`', replace(p.partition_name, '`', '``'), '`'" + `,
	CASE WHEN p.partition_method LIKE 'RANGE%' THEN concat(' VALUES LESS THAN (', p.partition_description, ')') ELSE concat(' VALUES IN (', p.partition_description, ')') END)
FROM information_schema.partitions AS p
WHERE p.table_schema = coalesce({schema}, database()) AND p.partition_name IS NOT NULL AND p.partition_description IS NOT NULL
	AND p.subpartition_method IS NULL AND p.partition_method <> 'SYSTEM_TIME' AND {tables: p.table_name}
UNION ALL SELECT p.table_name, NULL, 'partitions', count(*)
FROM information_schema.partitions AS p
WHERE p.table_schema = coalesce({schema}, database()) AND p.partition_name IS NOT NULL AND p.partition_description IS NULL
	AND p.subpartition_method IS NULL AND {tables: p.table_name}
GROUP BY p.table_name
ORDER BY 1, 3`,

	DefaultSchema: `SELECT database()`,
	Schemas: `
SELECT schema_name FROM information_schema.schemata
WHERE lower(schema_name) NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys') ORDER BY schema_name`,

	Restricts:     true,
	UniqueIndexes: true,
	Type:          parseType,
	Refine:        refine,
}

// columnsQuery asks for columns: MariaDB writes defaults as SQL, MySQL writes
// strings without quotes and says which ones are expressions.
func columnsQuery(defaultText string) string {
	return `
SELECT c.table_name, c.column_name, c.column_type, c.is_nullable = 'YES', ` + defaultText + `,
	CASE WHEN c.extra LIKE '%auto_increment%' THEN 'by default' END, NULL, NULL,
	nullif(c.generation_expression, ''), c.extra LIKE '%STORED%' OR c.extra LIKE '%PERSISTENT%',
	CASE WHEN c.collation_name <> t.table_collation THEN c.collation_name END, NULL,
	CASE WHEN c.extra LIKE '%on update %' THEN substr(c.extra, locate('on update ', lower(c.extra)) + 10) END,
	nullif(c.column_comment, ''), NULL
FROM information_schema.columns AS c JOIN information_schema.tables AS t
	ON t.table_schema = c.table_schema AND t.table_name = c.table_name
WHERE c.table_schema = coalesce({schema}, database()) AND {tables: c.table_name}
ORDER BY c.table_name, c.ordinal_position`
}

// indexesQuery asks for indexes; only MySQL has expressions in them.
func indexesQuery(expression string) string {
	return `
SELECT s.table_name, s.index_name, s.non_unique = 0, s.non_unique = 0,
	CASE s.index_type WHEN 'BTREE' THEN NULL ELSE lower(s.index_type) END, NULL, NULL,
	s.column_name, ` + expression + `, coalesce(s.collation = 'D', 0), NULL, NULL, s.sub_part, 0
FROM information_schema.statistics AS s
WHERE s.table_schema = coalesce({schema}, database()) AND s.index_name <> 'PRIMARY' AND {tables: s.table_name}
ORDER BY s.table_name, s.index_name, s.seq_in_index`
}

func mysqlQueries() *structure.Queries {
	c := queries
	c.Columns = columnsQuery(`CASE WHEN c.extra LIKE '%DEFAULT_GENERATED%' THEN c.column_default ELSE quote(c.column_default) END`)
	c.Indexes = indexesQuery("s.expression")
	c.Checks = `
SELECT t.table_name, k.constraint_name, k.constraint_name ` + unchosen + `, k.check_clause
FROM information_schema.check_constraints AS k JOIN information_schema.table_constraints AS t
	ON t.constraint_schema = k.constraint_schema AND t.constraint_name = k.constraint_name AND t.constraint_type = 'CHECK'
WHERE t.table_schema = coalesce({schema}, database()) AND {tables: t.table_name}
ORDER BY t.table_name, k.constraint_name`
	return &c
}

func mariadbQueries() *structure.Queries {
	c := queries
	c.Columns = columnsQuery(`nullif(c.column_default, 'NULL')`)
	c.Indexes = indexesQuery("NULL")
	// The check of a column has the column's name.
	c.Checks = `
SELECT k.table_name, k.constraint_name, k.level = 'Column' OR k.constraint_name ` + unchosen + `, k.check_clause
FROM information_schema.check_constraints AS k
WHERE k.constraint_schema = coalesce({schema}, database()) AND {tables: k.table_name}
ORDER BY k.table_name, length(k.constraint_name), k.constraint_name`
	// What a sequence is like stands in a table of its own name.
	c.Sequences = `
SELECT t.table_name, NULL, NULL, NULL, NULL, NULL, NULL, 0
FROM information_schema.tables AS t
WHERE t.table_schema = coalesce({schema}, database()) AND t.table_type = 'SEQUENCE'
ORDER BY t.table_name`
	c.Sequence = `
SELECT NULL, start_value, increment, minimum_value, maximum_value, cycle_option, cache_size, 0 FROM {sequence}`
	return &c
}

// refine finds what the database made by itself: the documents of MariaDB, which are
// texts with a check, names that nobody chose, and the indexes of foreign keys.
func refine(t *structure.Table) {
	for _, c := range t.Columns {
		if c.Labels = labels(c.TypeName); strings.HasPrefix(c.TypeName, "enum(") {
			c.Type = types.Enum(c.Name, c.Labels...)
		}
	}
	joinPartitions(t)
	t.Uniques = slices.DeleteFunc(t.Uniques, func(u *structure.Unique) bool {
		x := t.Index(u.Name)
		special := x != nil && (x.Method != "" || slices.ContainsFunc(x.Parts, func(p structure.IndexPart) bool { return p.Length > 0 }))
		if special { // which only an index says
			x.Constraint = false
		}
		return special
	})
	for _, u := range t.Uniques {
		u.Generated = numbered(u.Name, u.Columns[0])
	}
	for _, x := range t.Indexes {
		x.Constraint = x.Constraint || slices.ContainsFunc(t.ForeignKeys, func(fk *structure.ForeignKey) bool {
			return slices.Equal(x.Columns(), fk.Columns) && (x.Name == fk.Name || numbered(x.Name, fk.Columns[0]))
		})
	}
	for _, k := range t.Checks {
		k.Condition = escapedQuote.ReplaceAllStringFunc(k.Condition, func(pair string) string {
			if pair == `\'` {
				return "''"
			}
			return pair
		})
	}
	t.Checks = slices.DeleteFunc(t.Checks, func(k *structure.Check) bool {
		c := t.Column(k.Name)
		if c == nil || c.TypeName != "longtext" || k.Condition != "json_valid(`"+c.Name+"`)" {
			return false
		}
		c.TypeName, c.Collation = "json", ""
		return true
	})
}

// joinPartitions puts the partitions of a table behind what it is parted by.
func joinPartitions(t *structure.Table) {
	var list []string
	for _, option := range slices.Sorted(maps.Keys(t.Options)) {
		if number, found := strings.CutPrefix(option, "partition "); found && number != "by" {
			list = append(list, t.Options[option])
			delete(t.Options, option)
		}
	}
	if len(list) > 0 {
		t.Options["partition by"] += " (" + strings.Join(list, ", ") + ")"
	}
}

// escapedQuote finds what follows a backslash, by which the database spells the
// quotes inside of strings.
var escapedQuote = stdregexp.MustCompile(`\\.`)

// numbered reports whether an index has the name that it gets where nobody chose
// one: that of its first column, with a number where it is taken.
func numbered(name, column string) bool {
	rest, found := strings.CutPrefix(name, column)
	return found && (rest == "" || rest[0] == '_' && strings.Trim(rest[1:], "0123456789") == "")
}
