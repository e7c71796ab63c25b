package oracle

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/types"
)

// WithNationalTypes is a dialect of Oracle whose texts of any language
// (types.Unicode, types.UnicodeText) are of the national character set, as
// databases need whose own set is not Unicode.
func WithNationalTypes(d *dialect.Dialect) *dialect.Dialect {
	d = d.Clone()
	spell := d.TypeName
	d.TypeName = func(t *types.Type) (string, error) {
		switch {
		case t.Name != "" || !t.National:
		case t.Kind == types.KindText:
			return "NCLOB", nil
		case t.Kind == types.KindString && !t.Fixed && t.Length > 0:
			return dialect.SizedType("NVARCHAR2", t.Length), nil
		}
		return spell(t)
	}
	return d
}
