package model

import (
	"fmt"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// A goType is the type of a field.
type goType struct {
	name string // as it is written
	path string // of its package, or ""
	// natural is the type of a column that the field has where no tag says more.
	natural *types.Type
	// kind is its attribute's, with what stands in brackets behind it.
	kind, of string
	// nilIsNull: the type holds NULL without being a pointer.
	nilIsNull bool
}

const (
	typesPath   = "github.com/azoth-go/azoth/types"
	decimalPath = "github.com/shopspring/decimal"
	uuidPath    = "github.com/google/uuid"
)

var (
	integer64 = goType{name: "int64", natural: types.BigInteger, kind: "Number", of: "int64"}
	text      = goType{name: "string", natural: types.Lossless(types.String(0)), kind: "String"}
)

var goTypes = map[types.Kind]goType{
	types.KindBoolean:      {name: "bool", natural: types.Boolean, kind: "Bool"},
	types.KindSmallInteger: {name: "int16", natural: types.SmallInteger, kind: "Number", of: "int16"},
	types.KindInteger:      {name: "int32", natural: types.Integer, kind: "Number", of: "int32"},
	types.KindBigInteger:   integer64,
	types.KindFloat:        {name: "float64", natural: types.Lossless(types.Float), kind: "Number", of: "float64"},
	types.KindDouble:       {name: "float64", natural: types.Lossless(types.Float), kind: "Number", of: "float64"},
	types.KindNumeric:      {name: "decimal.Decimal", path: decimalPath, natural: types.Lossless(types.Numeric(0, 0)), kind: "Number", of: "decimal.Decimal"},
	types.KindString:       text,
	types.KindText:         text,
	types.KindNamed:        text,
	types.KindUnknown:      text,
	types.KindBytes:        {name: "[]byte", natural: types.Lossless(types.Bytes), kind: "Bytes", nilIsNull: true},
	types.KindDate:         {name: "types.Date", path: typesPath, natural: types.DateOnly, kind: "Date"},
	types.KindTime:         {name: "types.TimeOfDay", path: typesPath, natural: types.Lossless(types.TimeOnly), kind: "TimeOfDay"},
	types.KindDateTime:     {name: "time.Time", path: "time", natural: types.Lossless(types.DateTime), kind: "Time"},
	types.KindInterval:     {name: "time.Duration", path: "time", natural: types.BigInteger, kind: "Duration"},
	types.KindJSON:         {name: "json.RawMessage", path: "encoding/json", natural: types.Lossless(types.JSON), kind: "JSON", of: "json.RawMessage", nilIsNull: true},
	types.KindUUID:         {name: "uuid.UUID", path: uuidPath, natural: types.UUID, kind: "Value", of: "uuid.UUID"},
}

// goTypeOf chooses the type of a field. A key that the database generates is an
// int64 where that makes no difference to it.
func goTypeOf(d *dialect.Dialect, c *inspect.Column) (goType, error) {
	if c.Identity != nil && d.Identity != nil {
		wide, _ := d.Identity(types.BigInteger)
		if own, _ := d.Identity(c.Type); own == wide {
			return integer64, nil
		}
	}
	t, ok := goTypes[c.Type.Kind]
	if c.Type.Kind == types.KindEnum {
		return text, nil
	}
	if c.Type.Kind == types.KindArray && c.Type.Element != nil {
		t, ok = arrayOf(c.Type.Element)
	}
	if !ok {
		return t, fmt.Errorf("%s has no type of a field", c.TypeName)
	}
	return t, nil
}

// arrayOf gives the type of a field for an array.
func arrayOf(element *types.Type) (t goType, ok bool) {
	of, ok := goTypes[element.Kind]
	if !ok || element.Kind == types.KindBytes || element.Kind == types.KindJSON {
		return t, false
	}
	return goType{
		name: "[]" + of.name, path: of.path, natural: types.Array(of.natural), kind: "Array", of: of.name, nilIsNull: true,
	}, true
}

// enumOption names the type and its labels.
func enumOption(c *inspect.Column) (string, error) {
	name := c.Type.Name
	if c.Type.Schema != "" {
		name = c.Type.Schema + "." + name
	}
	option := "enum='" + strings.ReplaceAll(name+": "+strings.Join(c.Type.Labels, ", "), "'", "''") + "'"
	tag, err := schema.ParseTag("," + option)
	if err == nil {
		if t, _ := tag.SQLType(nil); t != nil && t.Name == c.Type.Name && slices.Equal(t.Labels, c.Type.Labels) {
			return option, nil
		}
	}
	return "", fmt.Errorf("the enum %s (%s) cannot be said in a tag", name, strings.Join(c.Type.Labels, ", "))
}

// typeOptions gives the tag options that make a field's column be of a type: the
// first of those that could say it which the database spells alike.
func typeOptions(d *dialect.Dialect, t goType, c *inspect.Column) (string, error) {
	if c.Type.Kind == types.KindEnum {
		return enumOption(c)
	}
	spell := d.SpellType
	if c.Identity != nil && d.Identity != nil {
		spell = func(t *types.Type) (string, error) {
			name, suffix := d.Identity(t)
			return name + suffix, nil
		}
	}
	own, err := spell(c.Type)
	if err != nil {
		own = c.TypeName
	}
	candidates := []string{"", fmt.Sprintf("size=%d", c.Type.Length), fmt.Sprintf("precision=%d,scale=%d", c.Type.Precision, c.Type.Scale)}
	for _, generic := range []string{"text", "smallint", "integer", "bigint", "float", "numeric", "boolean", "bytes",
		"date", "time", "datetime", "datetimetz", "interval", "json", "uuid"} {
		candidates = append(candidates, "type="+generic, "type="+generic+"[]")
	}
	if c.Type.Precision > 0 {
		for _, generic := range []string{"datetime", "datetimetz", "time", "interval"} {
			candidates = append(candidates, fmt.Sprintf("type=%s(%d)", generic, c.Type.Precision))
		}
	}
	if c.Type.Kind == types.KindArray { // whose type a tag has to state
		candidates = slices.DeleteFunc(candidates, func(s string) bool { return !strings.HasSuffix(s, "[]") })
	}
	candidates = append(candidates, "type="+strings.ToUpper(own), "type="+own)
	for _, candidate := range candidates {
		tag, err := schema.ParseTag("," + candidate)
		if candidate == "" {
			tag, err = schema.Tag{}, nil
		}
		if err != nil {
			continue
		}
		sqlType, err := tag.SQLType(t.natural)
		if err != nil {
			continue
		}
		if spelled, err := spell(sqlType); err == nil && strings.EqualFold(spelled, own) {
			return candidate, nil
		}
	}
	return "", fmt.Errorf("%s cannot be said in a tag", c.TypeName)
}
