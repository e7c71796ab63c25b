package dialect

import "github.com/azoth-go/azoth/types"

// A PageWriter writes a group in pages, statements of many rows, where the
// database has neither arrays nor statements without a round trip.
type PageWriter struct {
	// Rows bounds a page; 0 is 500. The parameters that a statement can have
	// bound it, too.
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
	return max(rows, 1)
}

// Insert runs INSERT … VALUES (…), (…) [RETURNING …] for each page; generated
// keys ascend in the order of the rows. On a database without RETURNING, rows
// whose key is generated are written one by one and give it as the last insert
// ID; other columns cannot be read back there.
func (p PageWriter) Insert(d *Dialect, g *InsertGroup) ([]Write, error) {
	if err := checkInsert(g); err != nil || g.Rows == 0 {
		return nil, err
	}
	match := MatchNone
	switch {
	case len(g.Returning) == 0:
	case !d.Features.InsertReturning && g.Generated != nil:
		match = MatchLastInsertID
	case !d.Features.InsertReturning:
	case g.Rows == 1 || g.Generated == nil || len(g.Columns) == 0:
		match = MatchOrder
	default:
		match = MatchAscending
	}
	switch {
	case len(g.Columns) == 0:
		return d.insertDefaults(g, match)
	case match == MatchOrder && g.Rows > 1:
		return LoopWriter{}.Insert(d, g)
	case match == MatchLastInsertID:
		return p.insertPages(d, g, 1, match)
	}
	return p.insertPages(d, g, p.page(d, len(g.Columns)), match)
}

func (p PageWriter) insertPages(d *Dialect, g *InsertGroup, page int, match Match) ([]Write, error) {
	returns := match == MatchOrder || match == MatchAscending
	return pages(d, g.Values, g.Rows, page, match, func(w writeText, rows int) {
		w.insertRows(g, rows, returns)
	})
}

// Update runs UPDATE … SET … WHERE key = … for each row.
func (PageWriter) Update(d *Dialect, g *UpdateGroup) ([]Write, error) {
	if err := checkUpdate(g); err != nil || g.Rows == 0 {
		return nil, err
	}
	return d.updateLoop(g)
}

// Delete runs DELETE … WHERE key IN (…) for each page, with a composite key
// (k1, k2) IN ((…), …).
func (p PageWriter) Delete(d *Dialect, g *DeleteGroup) ([]Write, error) {
	if err := checkDelete(g); err != nil || g.Rows == 0 {
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
		for i := range g.Keys {
			w.separate(i)
			w.placeholder(row*len(g.Keys) + i + 1)
		}
		if tuple {
			w.WriteString(")")
		}
	}
	w.WriteString(")")
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
				SQL: text, Args: values(vectors, first, count),
				Returns: match == MatchOrder || match == MatchAscending,
			},
			First: first, Count: count, Match: match,
		})
	}
	return writes, nil
}
