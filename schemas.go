package azoth

import (
	"maps"
	"sync/atomic"

	"github.com/azoth-go/azoth/dialect"
)

// WithSchemas is the same engine, on the same pool, with the names of schemas in
// statements translated: of a program that keeps every tenant in a schema of its
// own, the engine of one tenant. "" stands for tables that name no schema.
//
//	acme := eng.WithSchemas(map[string]string{"": "acme"})
//	users, err := Users.All(ctx, acme) // SELECT … FROM acme.users
//
// SQL that the program wrote as text stays as it is. Closing the view does
// nothing; it ends with the engine that it was made of.
func (e *Engine) WithSchemas(schemas map[string]string) *Engine {
	view := *e
	view.schemas = &schemaView{names: maps.Clone(schemas)}
	return &view
}

// A schemaView is what a view of an engine has of its own.
type schemaView struct {
	names map[string]string
	last  atomic.Pointer[translatedDialect]
}

// A translatedDialect is a dialect with the schemas of a view.
type translatedDialect struct{ of, dialect *dialect.Dialect }

// translate gives the dialect that a view speaks.
func (v *schemaView) translate(d *dialect.Dialect) *dialect.Dialect {
	if v == nil {
		return d
	}
	if last := v.last.Load(); last != nil && last.of == d {
		return last.dialect
	}
	own := d.Clone()
	own.Schemas = v.names
	v.last.Store(&translatedDialect{d, own})
	return own
}
