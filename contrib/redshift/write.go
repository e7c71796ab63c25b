package redshift

import "github.com/azoth-go/azoth/dialect"

// A writer writes rows in pages. It refuses groups of which something is to be
// read back, since no statement gives rows back.
type writer struct{ dialect.PageWriter }

// Insert runs INSERT … VALUES (…), (…).
func (w writer) Insert(d *dialect.Dialect, g *dialect.InsertGroup) ([]dialect.Write, error) {
	if len(g.Returning) > 0 {
		return nil, &dialect.UnsupportedError{
			Dialect: d.Name,
			Feature: "reading back column " + g.Returning[0].Name + " of the inserted row, which the database generates (set it in the program)",
		}
	}
	return w.PageWriter.Insert(d, g)
}
