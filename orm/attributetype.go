package orm

import (
	stdsql "database/sql"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/types"
	"github.com/shopspring/decimal"
)

// A wantedAttribute is what the attribute of a field has to be.
type wantedAttribute struct {
	field    reflect.Type
	goType   reflect.Type
	nullable bool
	json     bool
}

// attributeTypeOf tells what the attribute of a column compares with, and
// whether it may be NULL.
func attributeTypeOf(e *mapping.Entity, c *mapping.Column) wantedAttribute {
	t, _ := fieldByOffset(e.Type, c.Offset)
	w := wantedAttribute{field: t, goType: t, json: c.Schema.Type != nil && c.Schema.Type.Kind == types.KindJSON}
	switch {
	case t.Kind() == reflect.Pointer:
		w.goType, w.nullable = t.Elem(), true
	case isNull(t):
		w.goType, w.nullable = t.Field(0).Type, true
	}
	return w
}

// isNull reports whether a type is sql.Null[T] or one of its older kin, whose
// first field is the value.
func isNull(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.PkgPath() == reflect.TypeFor[stdsql.NullString]().PkgPath() &&
		strings.HasPrefix(t.Name(), "Null") && t.NumField() == 2 && t.Field(1).Name == "Valid"
}

// fieldByOffset finds the type of a field, also of an embedded struct's.
func fieldByOffset(t reflect.Type, offset uintptr) (reflect.Type, bool) {
	for i := range t.NumField() {
		f := t.Field(i)
		if offset < f.Offset || offset >= f.Offset+max(f.Type.Size(), 1) {
			continue
		}
		if f.Anonymous && f.Type.Kind() == reflect.Struct && f.Tag.Get("orm") == "" {
			if found, ok := fieldByOffset(f.Type, offset-f.Offset); ok {
				return found, true
			}
		}
		if f.Offset == offset && f.Name != "_" && f.Type.Size() > 0 {
			return f.Type, true
		}
	}
	return nil, false
}

// suggestion names the attribute type that fits.
func (w wantedAttribute) suggestion() string {
	null := ""
	if w.nullable {
		null = "Null"
	}
	switch t := w.goType; {
	case w.json:
		return fmt.Sprintf("sql.%sJSON[%v]", null, t)
	case t == reflect.TypeFor[time.Time]():
		return "sql." + null + "Time"
	case t == reflect.TypeFor[types.Date]():
		return "sql." + null + "Date"
	case t == reflect.TypeFor[decimal.Decimal]():
		return "sql." + null + "Number[decimal.Decimal]"
	case t == reflect.TypeFor[string]():
		return "sql." + null + "String"
	case t == reflect.TypeFor[bool]():
		return "sql." + null + "Bool"
	case t == reflect.TypeFor[[]byte]():
		return "sql." + null + "Bytes"
	case t.Kind() >= reflect.Int && t.Kind() <= reflect.Float64 && t.Kind() != reflect.Uintptr:
		return fmt.Sprintf("sql.%sNumber[%v]", null, t)
	default:
		return fmt.Sprintf("sql.%sValue[%v]", null, t)
	}
}
