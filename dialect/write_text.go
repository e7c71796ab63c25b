package dialect

import (
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// A writeText writes the statements of a Writer: the pooled compiler, with the
// pieces that they have in common.
type writeText struct{ *Compiler }

func (d *Dialect) newWrite() writeText {
	c := compilers.Get().(*Compiler)
	c.dialect = d
	return writeText{c}
}

// finish gives the text and releases the compiler.
func (w writeText) finish() (string, error) {
	defer w.release()
	if w.err != nil {
		return "", w.err
	}
	return w.dialect.texts.intern(w.buf), nil
}

// placeholder writes the mark of parameter n, counted from 1.
func (w writeText) placeholder(n int) {
	if w.dialect.Placeholder != nil {
		w.buf = w.dialect.Placeholder(w.buf, n)
	} else {
		w.buf = append(w.buf, '?')
	}
}

// value writes parameter n as what a column is set to or compared with.
func (w writeText) value(column *ast.Column, n int) {
	if column.Type == nil {
		w.placeholder(n)
		return
	}
	end := w.through(w.dialect.bindSQL(column.Type), column.Type)
	w.placeholder(n)
	w.WriteString(end)
}

// results writes the columns that are read back, each behind the prefix, and
// each with its name where the SQL of its type surrounds it, unless bare.
func (w writeText) results(columns []*ast.Column, prefix string, bare bool) {
	for i, column := range columns {
		w.separate(i)
		sql := w.dialect.columnSQL(column.Type)
		end := w.through(sql, column.Type)
		w.WriteString(prefix)
		w.existing(column.Name)
		w.WriteString(end)
		if sql != "" && !bare {
			w.WriteString(" AS ")
			w.existing(column.Name)
		}
	}
}

func (w writeText) names(columns []*ast.Column) {
	for i, column := range columns {
		w.separate(i)
		w.existing(column.Name)
	}
}

// insertInto writes INSERT INTO with the columns, if there are any.
func (w writeText) insertInto(g *InsertGroup) {
	w.WriteString("INSERT INTO ")
	w.table(g.Table)
	if len(g.Columns) > 0 {
		w.WriteString(" (")
		w.names(g.Columns)
		w.WriteString(")")
	}
}

// insertRows writes an INSERT of a number of rows with a parameter for each
// value, or of defaults, of which a statement inserts one row.
func (w writeText) insertRows(g *InsertGroup, rows int, returning bool) {
	defer w.identityGiven(g.Table, g.Columns)()
	w.insertInto(g)
	if returning {
		w.output(g)
	}
	if len(g.Columns) == 0 {
		w.defaultColumns(g.Table, g.Generated)
		w.defaultValues()
	} else {
		w.WriteString(" VALUES ")
		for row := range rows {
			w.separate(row)
			w.WriteString("(")
			w.rowOf(g, row)
			w.WriteString(")")
		}
	}
	if returning {
		w.returning(g, rows*len(g.Columns))
	}
}

// rowOf writes the parameters of one row of several.
func (w writeText) rowOf(g *InsertGroup, row int) {
	for i, column := range g.Columns {
		w.separate(i)
		w.value(column, row*len(g.Columns)+i+1)
	}
}

// output asks for what an INSERT gives back, in the middle of it.
func (w writeText) output(g *InsertGroup) {
	if w.dialect.Features.Returning != ReturningOutput {
		return
	}
	w.WriteString(" OUTPUT ")
	w.results(g.Returning, "inserted.", false)
}

// returning writes what gives columns of a row back; so many parameters come
// before.
func (w writeText) returning(g *InsertGroup, parameters int) {
	style := w.dialect.Features.Returning
	if style == ReturningOutput {
		return // it stands before the values
	}
	w.WriteString(" RETURNING ")
	w.results(g.Returning, "", style == ReturningInto)
	if style != ReturningInto {
		return
	}
	w.WriteString(" INTO ")
	for i := range g.Returning {
		w.separate(i)
		w.placeholder(parameters + i + 1)
	}
}

// outs are the parameters that a database fills with the columns of a row which
// are read back, where it gives them so.
func (d *Dialect) outs(g *InsertGroup) []any {
	if d.Features.Returning != ReturningInto {
		return nil
	}
	outs := make([]any, len(g.Returning))
	for i, column := range g.Returning {
		outs[i] = Out{Type: column.Type}
	}
	return outs
}

// updateRow writes an UPDATE of one row: the parameters are its values, then
// its keys.
func (w writeText) updateRow(g *UpdateGroup) {
	w.WriteString("UPDATE ")
	w.table(g.Table)
	w.WriteString(" SET ")
	for i, column := range g.Columns {
		w.separate(i)
		w.existing(column.Name)
		w.WriteString("=")
		w.value(column, i+1)
	}
	w.byKey(g.Keys, len(g.Columns))
}

// deleteRow writes a DELETE of one row.
func (w writeText) deleteRow(g *DeleteGroup) {
	w.WriteString("DELETE FROM ")
	w.table(g.Table)
	w.byKey(g.Keys, 0)
}

// byKey writes a WHERE that finds one row; parameters come before.
func (w writeText) byKey(keys []*ast.Column, parameters int) {
	w.WriteString(" WHERE ")
	for i, key := range keys {
		if i > 0 {
			w.WriteString(" AND ")
		}
		w.existing(key.Name)
		w.WriteString(" = ")
		w.value(key, parameters+i+1)
	}
}

// values gives the values of some rows as arguments, row by row.
func (d *Dialect) values(vectors []*types.Vector, first, count int) []any {
	args := make([]any, 0, count*len(vectors))
	for row := first; row < first+count; row++ {
		for _, v := range vectors {
			args = append(args, d.typedNull(v.Value(row), v.Type))
		}
	}
	return args
}

// join gives two lists of vectors as one.
func join(a, b []*types.Vector) []*types.Vector {
	return append(append(make([]*types.Vector, 0, len(a)+len(b)), a...), b...)
}

// checkInsert reports a group that does not fit together.
func (d *Dialect) checkInsert(g *InsertGroup) error {
	if err := d.checkGroup("INSERT into", g.Table, g.Rows, g.Columns, g.Values); err != nil {
		return err
	}
	return d.fitGroup(g.Columns, g.Values)
}

func (d *Dialect) checkUpdate(g *UpdateGroup) error {
	if len(g.Columns) == 0 || len(g.Keys) == 0 {
		return fmt.Errorf("UPDATE of %s needs columns to set and keys to find a row by", g.Table.Name)
	}
	if err := d.checkGroup("UPDATE of", g.Table, g.Rows, g.Keys, g.KeyValues); err != nil {
		return err
	}
	if err := d.checkGroup("UPDATE of", g.Table, g.Rows, g.Columns, g.Values); err != nil {
		return err
	}
	return d.fitGroup(g.Columns, g.Values)
}

func (d *Dialect) checkDelete(g *DeleteGroup) error {
	if len(g.Keys) == 0 {
		return fmt.Errorf("DELETE from %s needs keys to find a row by", g.Table.Name)
	}
	return d.checkGroup("DELETE from", g.Table, g.Rows, g.Keys, g.KeyValues)
}

func (d *Dialect) checkGroup(what string, table *ast.Table, rows int, columns []*ast.Column, values []*types.Vector) error {
	if len(columns) != len(values) {
		return fmt.Errorf("%s %s has %d columns and values for %d", what, table.Name, len(columns), len(values))
	}
	for i, v := range values {
		if v.Len() != rows {
			return fmt.Errorf("%s %s has %d rows and %d values for column %s", what, table.Name, rows, v.Len(), columns[i].Name)
		}
		resolved, err := d.resolveVector(v, columns[i].Type)
		if err != nil {
			return fmt.Errorf("column %s: %w", columnName(columns[i]), err)
		}
		values[i] = resolved
	}
	return nil
}

// insertDefaults inserts rows that state no column: a write for each.
func (d *Dialect) insertDefaults(g *InsertGroup, match Match) ([]Write, error) {
	w := d.newWrite()
	returns := match == MatchOrder
	w.insertRows(g, 1, returns)
	text, err := w.finish()
	if err != nil {
		return nil, err
	}
	var outs []any
	if returns {
		outs = d.outs(g)
	}
	writes := make([]Write, g.Rows)
	for i := range writes {
		writes[i] = Write{Statement: Statement{SQL: text, Args: outs, Outs: len(outs), Returns: returns}, First: i, Count: 1, Match: match}
	}
	return writes, nil
}

// one gives a group's only write.
func one(statement Statement, rows int, match Match) []Write {
	return []Write{{Statement: statement, Count: rows, Match: match}}
}
