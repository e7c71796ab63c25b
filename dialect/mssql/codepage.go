package mssql

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/types"
)

// WithCodePage is a dialect of SQL Server whose texts are of the code page of the
// database, VARCHAR in place of NVARCHAR, unless their type is one of any language
// (types.Unicode, types.UnicodeText). Characters that the code page lacks are lost,
// without an error.
func WithCodePage(d *dialect.Dialect) *dialect.Dialect {
	d = d.Clone()
	d.TypeName, d.CastName = ofCodePage(d.TypeName), ofCodePage(d.CastName)
	return d
}

func ofCodePage(spell func(*types.Type) (string, error)) func(*types.Type) (string, error) {
	return func(t *types.Type) (string, error) {
		if t.Lossless && t.Name == "" && (t.Kind == types.KindString || t.Kind == types.KindText) {
			own := *t
			own.Lossless = false
			t = &own
		}
		return spell(t)
	}
}
