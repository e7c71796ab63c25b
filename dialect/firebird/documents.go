package firebird

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/types"
)

// WithoutDocuments is a dialect of Firebird that refuses columns of documents.
// Firebird has no functions for JSON, so that the others are texts, of which no part
// can be asked for.
func WithoutDocuments(d *dialect.Dialect) *dialect.Dialect {
	d = d.Clone()
	spell := d.TypeName
	d.TypeName = func(t *types.Type) (string, error) {
		if t.Kind == types.KindJSON {
			return "", &dialect.UnsupportedError{Dialect: "firebird", Feature: "JSON"}
		}
		return spell(t)
	}
	return d
}
