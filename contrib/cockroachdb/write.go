package cockroachdb

import "github.com/azoth-go/azoth/dialect"

// A writer writes rows by arrays, as on PostgreSQL, but has generated keys
// returned row by row, in one round trip: no sequence is there to draw them
// from beforehand.
type writer struct{ dialect.ArrayWriter }

// Insert runs INSERT … SELECT unnest(…), …, or INSERT … RETURNING for each row.
func (w writer) Insert(d *dialect.Dialect, g *dialect.InsertGroup) ([]dialect.Write, error) {
	if len(g.Returning) > 0 && g.Generated != nil {
		rows := *g
		rows.Generated = nil
		g = &rows
	}
	return w.ArrayWriter.Insert(d, g)
}
