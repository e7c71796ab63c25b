package sybase

import (
	"fmt"
	"strings"

	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/types"
)

// relation are the tables and views of the scope.
const relation = `sysobjects o WHERE o.uid = coalesce(user_id({schema}), user_id()) AND o.type IN ('U', 'V') AND {tables: o.name}`

// numbered are the positions of columns in keys, as rows.
var numbered = func() string {
	rows := make([]string, 16)
	for i := range rows {
		rows[i] = fmt.Sprintf("SELECT %d AS i", i+1)
	}
	return "(" + strings.Join(rows, " UNION ALL ") + ") p"
}()

// queries is read from the system tables, as "Reference Manual: Tables" of
// Adaptive Server Enterprise documents them. It was not run on a server.
var queries = &structure.Queries{
	Relations: `
SELECT o.name, CASE o.type WHEN 'V' THEN 'view' ELSE 'table' END, 0, NULL, NULL
FROM ` + relation + `
ORDER BY o.name`,

	// Bit 8 of status allows NULL, bit 128 is an identity; status2 16 is computed.
	Columns: `
SELECT o.name, c.name, CASE
		WHEN t.name IN ('varchar', 'char', 'varbinary', 'binary') THEN t.name || '(' || convert(varchar(10), c.length) || ')'
		WHEN t.name IN ('nvarchar', 'nchar') THEN t.name || '(' || convert(varchar(10), c.length / @@ncharsize) || ')'
		WHEN t.name IN ('univarchar', 'unichar') THEN t.name || '(' || convert(varchar(10), c.length / 2) || ')'
		WHEN t.name IN ('numeric', 'decimal') THEN t.name || '(' || convert(varchar(10), c.prec) || ', ' || convert(varchar(10), c.scale) || ')'
		ELSE t.name END,
	CASE c.status & 8 WHEN 0 THEN 0 ELSE 1 END,
	(SELECT max(m.text) FROM syscomments m WHERE m.id = c.cdefault AND m.colid = 1),
	CASE c.status & 128 WHEN 0 THEN NULL ELSE 'by default' END, NULL, NULL,
	(SELECT max(m.text) FROM syscomments m WHERE m.id = c.computedcol AND m.colid = 1), CASE c.status2 & 32 WHEN 0 THEN 0 ELSE 1 END,
	NULL, NULL, NULL, NULL, NULL
FROM sysobjects o, syscolumns c, systypes t
WHERE o.uid = coalesce(user_id({schema}), user_id()) AND o.type IN ('U', 'V') AND {tables: o.name}
	AND c.id = o.id AND t.usertype = c.usertype
ORDER BY o.name, c.colid`,

	PrimaryKeys: keys("i.status & 2048 <> 0", ""),
	Uniques:     keys("i.status2 & 2 <> 0 AND i.status & 2048 = 0", ", 1"),

	ForeignKeys: `
SELECT o.name, convert(varchar(20), r.constrid), object_name(r.constrid), 0, col_name(r.tableid, CASE p.i ` + numberedCase("r.fokey") + `),
	CASE WHEN user_name(t.uid) = {schema} THEN user_name(t.uid) WHEN t.uid = user_id() THEN NULL ELSE user_name(t.uid) END,
	t.name, col_name(r.reftabid, CASE p.i ` + numberedCase("r.refkey") + `), NULL, NULL, NULL, 0, 0
FROM sysobjects o, sysreferences r, sysobjects t, ` + numbered + `
WHERE o.uid = coalesce(user_id({schema}), user_id()) AND o.type = 'U' AND {tables: o.name}
	AND r.tableid = o.id AND t.id = r.reftabid AND p.i <= r.keycnt
ORDER BY o.name, r.constrid, p.i`,

	Checks: `
SELECT o.name, object_name(k.constrid), 0, m.text
FROM sysobjects o, sysconstraints k, syscomments m
WHERE o.uid = coalesce(user_id({schema}), user_id()) AND o.type = 'U' AND {tables: o.name}
	AND k.tableid = o.id AND k.status & 128 <> 0 AND m.id = k.constrid AND m.colid = 1
ORDER BY o.name, k.constrid`,

	Indexes: `
SELECT o.name, i.name, CASE i.status & 2 WHEN 0 THEN 0 ELSE 1 END, CASE i.status2 & 2 WHEN 0 THEN 0 ELSE 1 END,
	CASE i.indid WHEN 1 THEN 'clustered' END, NULL, NULL, index_col(o.name, i.indid, p.i, o.uid), NULL,
	CASE index_colorder(o.name, i.indid, p.i, o.uid) WHEN 'DESC' THEN 1 ELSE 0 END, NULL, NULL, 0, 0
FROM sysobjects o, sysindexes i, ` + numbered + `
WHERE o.uid = coalesce(user_id({schema}), user_id()) AND o.type = 'U' AND {tables: o.name}
	AND i.id = o.id AND i.indid BETWEEN 1 AND 254 AND i.status & 2048 = 0
	AND index_col(o.name, i.indid, p.i, o.uid) IS NOT NULL
ORDER BY o.name, i.indid, p.i`,

	DefaultSchema: `SELECT user_name()`,
	Schemas:       `SELECT u.name FROM sysusers u WHERE u.uid IN (SELECT o.uid FROM sysobjects o WHERE o.type IN ('U', 'V')) ORDER BY u.name`,

	Restricts: true,
	Type:      parseType,
	Refine:    refine,
}

// numberedCase chooses among the columns of a key, which have a field each.
func numberedCase(prefix string) string {
	var b strings.Builder
	for i := range 16 {
		fmt.Fprintf(&b, "WHEN %d THEN %s%d ", i+1, prefix, i+1)
	}
	return b.String() + "END"
}

// keys asks for the constraints that a condition on their index tells.
func keys(condition, flags string) string {
	return `
SELECT o.name, i.name, 0, index_col(o.name, i.indid, p.i, o.uid), 0, 0` + flags + `
FROM sysobjects o, sysindexes i, ` + numbered + `
WHERE o.uid = coalesce(user_id({schema}), user_id()) AND o.type = 'U' AND {tables: o.name}
	AND i.id = o.id AND i.indid BETWEEN 1 AND 254 AND ` + condition + `
	AND index_col(o.name, i.indid, p.i, o.uid) IS NOT NULL
ORDER BY o.name, i.indid, p.i`
}

// refine takes from the texts what they begin with.
func refine(t *structure.Table) {
	for _, c := range t.Columns {
		if text := strings.TrimSpace(c.Default); len(text) > len("DEFAULT") && strings.EqualFold(text[:len("DEFAULT")], "DEFAULT") {
			c.Default = strings.TrimSpace(text[len("DEFAULT"):])
		}
	}
	for _, k := range t.Checks {
		if at := strings.IndexByte(k.Condition, '('); at >= 0 {
			k.Condition = structure.Bare(k.Condition[at:])
		}
	}
}

var typeNames = map[string]*types.Type{
	"bit": types.Boolean, "smallint": types.SmallInteger, "int": types.Integer, "bigint": types.BigInteger,
	"float": types.Float, "double precision": types.Double, "numeric": types.Numeric(0, 0), "decimal": types.Numeric(0, 0),
	"varchar": types.String(0), "char": types.Char(0), "nvarchar": types.Unicode(0),
	"nchar": {Kind: types.KindString, Fixed: true, National: true}, "text": types.Text, "varbinary": types.Lossless(types.Bytes), "image": types.Bytes,
	"date": types.DateOnly, "time": types.TimeOnly, "datetime": types.DateTime,
}

var ownTypes = map[string]bool{
	"tinyint": true, "real": true, "money": true, "smallmoney": true, "unitext": true, "binary": true, "smalldatetime": true,
	"univarchar": true, "unichar": true, "uint": true, "usmallint": true, "ubigint": true, "timestamp": true, "sysname": true,
	"bigdatetime": true, "bigtime": true,
}

// parseType reads a type as the query for columns spells it.
func parseType(spelled string) (*types.Type, bool) {
	s := structure.Spell(spelled)
	if ownTypes[s.Name] {
		return types.Named(strings.ToUpper(spelled)), true
	}
	return s.Parameterized(typeNames[s.Name])
}
