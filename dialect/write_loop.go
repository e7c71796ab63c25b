package dialect

import "github.com/azoth-go/azoth/types"

// A LoopWriter writes a group with one statement, prepared once and run for
// each row. It is the best where a statement costs no round trip.
type LoopWriter struct {
	// InsertIDs reads generated keys back as the last insert ID of each row,
	// where they are all that is read back and the driver knows them.
	InsertIDs bool
}

// Insert runs INSERT … VALUES (…) [RETURNING …] for each row. A single row
// whose key alone is to be read back has no RETURNING where the key is the last
// insert ID.
func (l LoopWriter) Insert(d *Dialect, g *InsertGroup) ([]Write, error) {
	if err := d.checkInsert(g); err != nil || g.Rows == 0 {
		return nil, err
	}
	keyOnly := g.Generated != nil && len(g.Returning) == 1
	match, insertIDs := MatchNone, false
	switch {
	case len(g.Returning) == 0:
	case keyOnly && g.Rows == 1 && !d.Features.KeyReturning:
		match = MatchLastInsertID
	case keyOnly && l.InsertIDs && len(g.Columns) > 0:
		match, insertIDs = MatchOrder, true
	case d.Features.InsertReturning:
		match = MatchOrder
	case g.Generated != nil:
		match = MatchLastInsertID
	}
	if len(g.Columns) == 0 {
		return d.insertDefaults(g, match)
	}
	if match == MatchLastInsertID {
		return pages(d, g.Values, g.Rows, 1, match, func(w writeText, _ int) { w.insertRows(g, 1, false) })
	}
	returning := match == MatchOrder && !insertIDs
	w := d.newWrite()
	w.insertRows(g, 1, returning)
	text, err := w.finish()
	statement := Statement{SQL: text, Batch: g.Values, Returns: match == MatchOrder, InsertIDs: insertIDs}
	if returning {
		statement.Args = d.outs(g)
		statement.Outs = len(statement.Args)
	}
	return one(statement, g.Rows, match), err
}

// Update runs UPDATE … SET … WHERE key = … for each row.
func (LoopWriter) Update(d *Dialect, g *UpdateGroup) ([]Write, error) {
	if err := d.checkUpdate(g); err != nil || g.Rows == 0 {
		return nil, err
	}
	return d.updateLoop(g)
}

func (d *Dialect) updateLoop(g *UpdateGroup) ([]Write, error) {
	w := d.newWrite()
	w.updateRow(g)
	text, err := w.finish()
	return one(d.loop(text, join(g.Values, g.KeyValues), g.Rows), g.Rows, MatchNone), err
}

// Delete runs DELETE … WHERE key = … for each row.
func (LoopWriter) Delete(d *Dialect, g *DeleteGroup) ([]Write, error) {
	if err := d.checkDelete(g); err != nil || g.Rows == 0 {
		return nil, err
	}
	w := d.newWrite()
	w.deleteRow(g)
	text, err := w.finish()
	return one(d.loop(text, g.KeyValues, g.Rows), g.Rows, MatchNone), err
}

// loop is a statement run for each row of the vectors; a single row needs no
// batch.
func (d *Dialect) loop(text string, vectors []*types.Vector, rows int) Statement {
	if rows == 1 {
		return Statement{SQL: text, Args: d.values(vectors, 0, 1)}
	}
	return Statement{SQL: text, Batch: vectors}
}
