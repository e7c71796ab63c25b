package dialect

import (
	"fmt"
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// An ArrayWriter writes a group of any size with one statement that has one
// array for each column, and so the same text for any number of rows. It is
// for PostgreSQL and what speaks its SQL.
type ArrayWriter struct{}

// Insert runs one INSERT … SELECT unnest(…), ….
//
// Generated keys are drawn from the column's sequence before the rows are
// inserted, all into one array, whose elements are then paired with the rows by
// position: which row has which key does not depend on the order in which
// rows are inserted or come back.
func (ArrayWriter) Insert(d *Dialect, g *InsertGroup) ([]Write, error) {
	if err := d.checkInsert(g); err != nil || g.Rows == 0 {
		return nil, err
	}
	switch {
	case len(g.Columns) == 0 && g.Rows > 1 && g.Generated != nil:
	case len(g.Columns) == 0:
		return d.insertDefaults(g, orderIfReturning(g))
	case g.Rows == 1:
		return d.insertRow(g)
	case g.Generated == nil && len(g.Returning) > 0, d.passes(g.Columns):
		// Nothing but the rows themselves says which result is whose, or a value of
		// an array cannot be written as the one of a row is.
		returns := len(g.Returning) > 0
		w := d.newWrite()
		w.insertRows(g, 1, returns)
		text, err := w.finish()
		return one(Statement{SQL: text, Batch: g.Values, Returns: returns}, g.Rows, orderIfReturning(g)), err
	}
	w := d.newWrite()
	match := MatchNone
	if g.Generated != nil && len(g.Returning) > 0 {
		match = MatchPosition
		w.insertDrawn(g)
	} else {
		w.insertInto(g)
		w.WriteString(" SELECT ")
		w.unnestColumns(g.Columns)
	}
	text, err := w.finish()
	return one(Statement{SQL: text, Args: arrays(g), Returns: match != MatchNone}, g.Rows, match), err
}

func orderIfReturning(g *InsertGroup) Match {
	if len(g.Returning) > 0 {
		return MatchOrder
	}
	return MatchNone
}

// insertRow inserts one row with a plain statement.
func (d *Dialect) insertRow(g *InsertGroup) ([]Write, error) {
	w := d.newWrite()
	w.insertRows(g, 1, len(g.Returning) > 0)
	text, err := w.finish()
	return one(Statement{SQL: text, Args: d.values(g.Values, 0, 1), Returns: len(g.Returning) > 0}, 1, orderIfReturning(g)), err
}

// arrays gives the arguments of an INSERT by arrays; without columns, the
// number of rows takes their place.
func arrays(g *InsertGroup) []any {
	if len(g.Values) == 0 {
		return []any{int64(g.Rows)}
	}
	return vectorArgs(g.Values)
}

func vectorArgs(lists ...[]*types.Vector) []any {
	n := 0
	for _, list := range lists {
		n += len(list)
	}
	args := make([]any, 0, n)
	for _, list := range lists {
		for _, v := range list {
			args = append(args, v)
		}
	}
	return args
}

// insertDrawn writes an INSERT of rows whose keys are drawn first:
//
//	WITH new_keys AS MATERIALIZED (SELECT ARRAY(SELECT nextval(…) FROM generate_series(1, cardinality($1))) AS keys),
//	new_rows AS (INSERT INTO t (id, c) SELECT unnest(keys), unnest($1) FROM new_keys)
//	SELECT generate_subscripts(keys, 1), unnest(keys) FROM new_keys
//
// Functions that give sets are evaluated in lockstep in a select list, which is
// what pairs the keys with the rows. Columns besides the key are joined to it.
func (w writeText) insertDrawn(g *InsertGroup) {
	keys, rows := unlike("new_keys", g.Table), unlike("new_rows", g.Table)
	w.WriteString("WITH " + keys + " AS MATERIALIZED (SELECT ARRAY(SELECT nextval((SELECT pg_get_serial_sequence(")
	w.Literal(w.quoted(g.Table))
	w.WriteString(", ")
	w.Literal(g.Generated.Name)
	w.WriteString(")::regclass)) FROM generate_series(1, ")
	if len(g.Columns) == 0 {
		w.placeholder(1)
		w.WriteString("::BIGINT")
	} else {
		w.WriteString("cardinality(")
		w.array(g.Columns[0], 1)
		w.WriteString(")")
	}
	w.WriteString(")) AS keys), " + rows + " AS (INSERT INTO ")
	w.table(g.Table)
	w.WriteString(" (")
	w.existing(g.Generated.Name)
	for _, column := range g.Columns {
		w.WriteString(", ")
		w.existing(column.Name)
	}
	w.WriteString(") OVERRIDING SYSTEM VALUE SELECT unnest(keys)")
	if len(g.Columns) > 0 {
		w.WriteString(", ")
		w.unnestColumns(g.Columns)
	}
	w.WriteString(" FROM " + keys)
	others := len(g.Returning) > 1
	if others {
		w.WriteString(" RETURNING ")
		w.results(g.Returning, "", false)
	}
	w.WriteString(") SELECT ")
	if !others {
		w.WriteString("generate_subscripts(keys, 1), unnest(keys) FROM " + keys)
		return
	}
	w.WriteString("drawn.position, " + rows + ".* FROM " + rows +
		" JOIN (SELECT generate_subscripts(keys, 1) AS position, unnest(keys) AS key FROM " + keys +
		") AS drawn ON drawn.key = " + rows + ".")
	w.existing(g.Generated.Name)
}

// quoted gives a table's name as SQL.
func (w writeText) quoted(t *ast.Table) string {
	start := len(w.buf)
	w.table(t)
	name := string(w.buf[start:])
	w.buf = w.buf[:start]
	return name
}

// unnestColumns writes the arrays of columns as the items of a select list.
func (w writeText) unnestColumns(columns []*ast.Column) {
	for i, column := range columns {
		w.separate(i)
		w.WriteString("unnest(")
		w.array(column, i+1)
		w.WriteString(")")
		w.castElement(column)
	}
}

// array writes parameter n as an array of a column's values. The element type
// has no length or precision, within which a cast would cut a value that the
// column is to refuse; a type that only the database knows travels as text.
func (w writeText) array(column *ast.Column, n int) {
	w.placeholder(n)
	w.WriteString("::")
	element, err := w.dialect.elementType(column)
	if err != nil {
		w.Fail(err)
	}
	w.WriteString(element)
	w.WriteString("[]")
}

func (d *Dialect) elementType(column *ast.Column) (string, error) {
	if column.Type == nil || column.Type.Kind == types.KindUnknown {
		return "", fmt.Errorf("column %s has no type, which an array of its values needs", column.Name)
	}
	switch column.Type.Kind {
	case types.KindString, types.KindText, types.KindNamed:
		return "TEXT", nil
	case types.KindNumeric:
		return d.typeName(numeric)
	}
	return d.typeName(column.Type)
}

// castElement turns a text element into the type of a column that takes no text.
// A character type takes text as it is, and a cast would cut it.
func (w writeText) castElement(column *ast.Column) {
	if column.Type == nil || column.Type.Kind != types.KindNamed {
		return
	}
	name := strings.ToLower(column.Type.Name)
	for _, character := range []string{"char", "varchar", "nchar", "bpchar", "text", "citext"} {
		if strings.HasPrefix(name, character) && !strings.HasSuffix(name, "]") {
			return
		}
	}
	w.WriteString("::" + column.Type.Name)
}

// Update runs one UPDATE … FROM unnest(…); a single row, a plain UPDATE.
func (ArrayWriter) Update(d *Dialect, g *UpdateGroup) ([]Write, error) {
	if err := d.checkUpdate(g); err != nil || g.Rows == 0 {
		return nil, err
	}
	if g.Rows == 1 || d.passes(g.Columns, g.Keys) {
		return d.updateLoop(g)
	}
	w := d.newWrite()
	alias := unlike("v", g.Table)
	w.WriteString("UPDATE ")
	w.table(g.Table)
	w.WriteString(" SET ")
	for i, column := range g.Columns {
		w.separate(i)
		w.existing(column.Name)
		w.WriteString("=" + alias + ".c")
		w.buf = appendInt(w.buf, i+1)
		w.castElement(column)
	}
	w.WriteString(" FROM ")
	w.unnestRows(alias, g.Columns, g.Keys)
	w.matchKeys(alias, g.Table, g.Keys)
	text, err := w.finish()
	return one(Statement{SQL: text, Args: vectorArgs(g.Values, g.KeyValues)}, g.Rows, MatchNone), err
}

// Delete runs one DELETE … WHERE key = ANY (…), or with a composite key
// DELETE … USING unnest(…); a single row, a plain DELETE.
func (ArrayWriter) Delete(d *Dialect, g *DeleteGroup) ([]Write, error) {
	if err := d.checkDelete(g); err != nil || g.Rows == 0 {
		return nil, err
	}
	if g.Rows == 1 || d.passes(g.Keys) {
		return LoopWriter{}.Delete(d, g)
	}
	w := d.newWrite()
	w.WriteString("DELETE FROM ")
	w.table(g.Table)
	if len(g.Keys) == 1 && g.Keys[0].Type != nil && g.Keys[0].Type.Kind != types.KindNamed {
		w.WriteString(" WHERE ")
		w.existing(g.Keys[0].Name)
		w.WriteString(" = ANY (")
		w.array(g.Keys[0], 1)
		w.WriteString(")")
	} else {
		alias := unlike("v", g.Table)
		w.WriteString(" USING ")
		w.unnestRows(alias, nil, g.Keys)
		w.matchKeys(alias, g.Table, g.Keys)
	}
	text, err := w.finish()
	return one(Statement{SQL: text, Args: vectorArgs(g.KeyValues)}, g.Rows, MatchNone), err
}

// unlike gives a name that is not the table's.
func unlike(name string, t *ast.Table) string {
	if t.Name == name {
		return name + "_1"
	}
	return name
}

// unnestRows writes arrays as a source of rows, with columns c1, … and keys
// k1, ….
func (w writeText) unnestRows(alias string, columns, keys []*ast.Column) {
	w.WriteString("unnest(")
	for i, column := range columns {
		w.separate(i)
		w.array(column, i+1)
	}
	for i, key := range keys {
		w.separate(len(columns) + i)
		w.array(key, len(columns)+i+1)
	}
	w.WriteString(") AS " + alias + "(")
	for i := range columns {
		w.separate(i)
		w.WriteString("c")
		w.buf = appendInt(w.buf, i+1)
	}
	for i := range keys {
		w.separate(len(columns) + i)
		w.WriteString("k")
		w.buf = appendInt(w.buf, i+1)
	}
	w.WriteString(")")
}

// matchKeys writes the WHERE that finds the table's rows by those of arrays.
func (w writeText) matchKeys(alias string, table *ast.Table, keys []*ast.Column) {
	w.WriteString(" WHERE ")
	for i, key := range keys {
		if i > 0 {
			w.WriteString(" AND ")
		}
		w.table(table)
		w.WriteString(".")
		w.existing(key.Name)
		w.WriteString(" = " + alias + ".k")
		w.buf = appendInt(w.buf, i+1)
		w.castElement(key)
	}
}
