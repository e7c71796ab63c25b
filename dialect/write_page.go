package dialect

import "github.com/azoth-go/azoth/types"

// A PageWriter writes a group in pages, statements of many rows, where the
// database has neither arrays nor statements without a round trip.
type PageWriter struct {
	// Rows bounds a page; 0 is 500. The parameters that a statement can have
	// bound it, too, and the rows that a VALUES can have.
	Rows int
}

// page gives how many rows of so many parameters are in a page.
func (p PageWriter) page(d *Dialect, parameters int) int {
	rows := p.Rows
	if rows == 0 {
		rows = 500
	}
	if bound := d.Features.MaxParameters; bound > 0 && parameters > 0 {
		rows = min(rows, bound/parameters)
	}
	if bound := d.Features.MaxRows; bound > 0 {
		rows = min(rows, bound)
	}
	return max(rows, 1)
}

// Insert runs INSERT … VALUES (…), (…) [RETURNING …] for each page; generated
// keys ascend in the order of the rows, which has to be asked for where a query
// would be free to number them otherwise. Rows that only themselves can tell
// apart are written one by one, and so are those whose key is generated on a
// database without RETURNING, where it is the last insert ID and other columns
// cannot be read back.
func (p PageWriter) Insert(d *Dialect, g *InsertGroup) ([]Write, error) {
	if err := d.checkInsert(g); err != nil || g.Rows == 0 {
		return nil, err
	}
	returning := len(g.Returning) > 0 && d.Features.InsertReturning
	match := MatchNone
	switch {
	case len(g.Returning) > 0 && !returning && g.Generated != nil:
		return LoopWriter{InsertIDs: true}.Insert(d, g)
	case returning && g.Rows == 1:
		match = MatchOrder
	case returning && (g.Generated == nil || len(g.Columns) == 0):
		return LoopWriter{}.Insert(d, g)
	case returning:
		match = MatchAscending
	}
	if len(g.Columns) == 0 {
		return d.insertDefaults(g, match)
	}
	return pages(d, g.Values, g.Rows, p.page(d, len(g.Columns)), match, func(w writeText, rows int) {
		if match == MatchAscending && d.Features.Returning == ReturningOutput {
			w.insertOrdered(g, rows)
		} else {
			w.insertRows(g, rows, returning)
		}
	})
}

// insertOrdered writes an INSERT that numbers the rows in their order:
//
//	INSERT INTO t (c) OUTPUT inserted.id SELECT v1 FROM (VALUES (@p1, 1), (@p2, 2)) AS new_rows (v1, n) ORDER BY n
//
// SQL Server promises that identity values follow the ORDER BY of the query that
// is inserted, and nothing for the rows of a VALUES.
func (w writeText) insertOrdered(g *InsertGroup, rows int) {
	defer w.identityGiven(g.Table, g.Columns)()
	w.insertInto(g)
	w.output(g)
	w.WriteString(" SELECT ")
	w.numbered("v", len(g.Columns))
	w.WriteString(" FROM (VALUES ")
	for row := range rows {
		w.separate(row)
		w.WriteString("(")
		w.rowOf(g, row)
		w.WriteString(", ")
		w.buf = appendInt(w.buf, row+1)
		w.WriteString(")")
	}
	w.WriteString(") AS " + unlike("new_rows", g.Table) + " (")
	w.numbered("v", len(g.Columns))
	w.WriteString(", n) ORDER BY n")
}

// numbered writes a name for each of n columns.
func (w writeText) numbered(name string, n int) {
	for i := range n {
		w.separate(i)
		w.WriteString(name)
		w.buf = appendInt(w.buf, i+1)
	}
}

// Update runs UPDATE … SET … WHERE key = … for each row.
func (PageWriter) Update(d *Dialect, g *UpdateGroup) ([]Write, error) {
	if err := d.checkUpdate(g); err != nil || g.Rows == 0 {
		return nil, err
	}
	return d.updateLoop(g)
}

// Delete runs DELETE … WHERE key IN (…) for each page, with a composite key
// (k1, k2) IN ((…), …), or where there are no tuples k1 = … AND k2 = … OR ….
func (p PageWriter) Delete(d *Dialect, g *DeleteGroup) ([]Write, error) {
	if err := d.checkDelete(g); err != nil || g.Rows == 0 {
		return nil, err
	}
	return pages(d, g.KeyValues, g.Rows, p.page(d, len(g.Keys)), MatchNone, func(w writeText, rows int) {
		if rows == 1 {
			w.deleteRow(g)
		} else {
			w.deleteIn(g, rows)
		}
	})
}

// deleteIn writes a DELETE of the rows whose key is in a list.
func (w writeText) deleteIn(g *DeleteGroup, rows int) {
	w.WriteString("DELETE FROM ")
	w.table(g.Table)
	w.WriteString(" WHERE ")
	tuple := len(g.Keys) > 1
	if tuple && w.dialect.Features.NoTuples {
		w.eitherKey(g, rows)
		return
	}
	if tuple {
		w.WriteString("(")
	}
	w.names(g.Keys)
	if tuple {
		w.WriteString(")")
	}
	w.WriteString(" IN (")
	if tuple && w.dialect.Features.TupleValues {
		w.WriteString("VALUES ")
	}
	for row := range rows {
		w.separate(row)
		if tuple {
			w.WriteString("(")
		}
		for i, key := range g.Keys {
			w.separate(i)
			w.value(key, row*len(g.Keys)+i+1)
		}
		if tuple {
			w.WriteString(")")
		}
	}
	w.WriteString(")")
}

// eitherKey writes the condition that a row has one of several composite keys.
func (w writeText) eitherKey(g *DeleteGroup, rows int) {
	for row := range rows {
		if row > 0 {
			w.WriteString(" OR ")
		}
		for i, key := range g.Keys {
			if i > 0 {
				w.WriteString(" AND ")
			}
			w.existing(key.Name)
			w.WriteString(" = ")
			w.placeholder(row*len(g.Keys) + i + 1)
		}
	}
}

// pages makes the writes of a group, of page rows each but the last. Pages of
// the same size share a text.
func pages(d *Dialect, vectors []*types.Vector, rows, page int, match Match, write func(w writeText, rows int)) ([]Write, error) {
	writes := make([]Write, 0, (rows+page-1)/page)
	var text string
	var textRows int
	for first := 0; first < rows; first += page {
		count := min(page, rows-first)
		if count != textRows {
			w := d.newWrite()
			write(w, count)
			var err error
			if text, err = w.finish(); err != nil {
				return nil, err
			}
			textRows = count
		}
		writes = append(writes, Write{
			Statement: Statement{
				SQL: text, Args: d.values(vectors, first, count),
				Returns: match == MatchOrder || match == MatchAscending,
			},
			First: first, Count: count, Match: match,
		})
	}
	return writes, nil
}
