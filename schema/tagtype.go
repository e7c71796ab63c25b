package schema

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/types"
)

// typeNames are the generic types as the type option spells them.
var typeNames = map[string]*types.Type{
	"boolean": types.Boolean, "bool": types.Boolean,
	"smallint": types.SmallInteger, "smallinteger": types.SmallInteger,
	"integer": types.Integer, "int": types.Integer,
	"bigint": types.BigInteger, "biginteger": types.BigInteger,
	"float": types.Lossless(types.Float), "double": types.Lossless(types.Float),
	"numeric": types.Lossless(types.Numeric(0, 0)), "decimal": types.Lossless(types.Numeric(0, 0)),
	"string": types.Lossless(types.String(0)), "varchar": types.Lossless(types.String(0)),
	"text":  types.Lossless(types.Text),
	"bytes": types.Lossless(types.Bytes), "blob": types.Lossless(types.Bytes),
	"date": types.DateOnly, "time": types.Lossless(types.TimeOnly),
	"datetime": types.Lossless(types.DateTime), "timestamp": types.Lossless(types.DateTime),
	"datetimetz": types.Lossless(types.DateTimeTZ), "timestamptz": types.Lossless(types.DateTimeTZ),
	"interval": types.Lossless(types.Interval), "json": types.Lossless(types.JSON), "uuid": types.UUID,
}

// parseEnum reads "name: label, label", the name with that of a schema before it if
// there is one.
func parseEnum(value string) (*types.Type, error) {
	name, list, found := strings.Cut(value, ":")
	name = strings.TrimSpace(name)
	var labels []string
	for label := range strings.SplitSeq(list, ",") {
		if label = strings.TrimSpace(label); label == "" || slices.Contains(labels, label) {
			found = false
		}
		labels = append(labels, label)
	}
	if !found || name == "" {
		return nil, fmt.Errorf("write the name of the type and its labels, each once: enum='mood: sad, so so'")
	}
	schemaName, own, qualified := strings.Cut(name, ".")
	if !qualified {
		return types.Enum(name, labels...), nil
	}
	return types.Enum(own, labels...).InSchema(schemaName), nil
}

// SQLType gives the type that the tag asks for: the one of its type option, its enum or,
// without it, inferred, changed by size, precision and scale. A type name in
// capitals is the database's own: type=INET as it stands, type=TEXT the text of 64
// KB that MySQL calls so, where type=text is one that keeps every Go string. Names
// that types.Register was told of go before both. Parameters may follow a name:
// varchar(50), numeric(10, 2). Brackets behind a type make it an array,
// type=integer[]. Inferred may be nil; without a type option the result then is,
// too.
func (t *Tag) SQLType(inferred *types.Type) (*types.Type, error) {
	if element, ok := strings.CutSuffix(t.Type, "[]"); ok {
		of := *t
		of.Type = element
		result, err := of.SQLType(nil)
		if err != nil {
			return nil, err
		}
		return types.Array(result), nil
	}
	if t.Collate != "" {
		of := *t
		of.Collate = ""
		result, err := of.SQLType(inferred)
		if err != nil || result == nil {
			return nil, err
		}
		return result.WithCollation(t.Collate), nil
	}
	if t.Enum != "" {
		return parseEnum(t.Enum)
	}
	result := inferred
	if t.Type != "" {
		name, parameters, parameterized := strings.Cut(strings.TrimSuffix(t.Type, ")"), "(")
		name = strings.ToLower(strings.TrimSpace(name))
		if strings.HasPrefix(t.Type, "TIMESTAMP") { // which MySQL has besides DATETIME
			return types.Named(t.Type), nil
		}
		known, generic := typeNames[name]
		if generic && t.Type == strings.ToUpper(t.Type) {
			own := *known
			own.Lossless = false
			known = &own
		}
		switch {
		case types.Registered(t.Type) != nil:
			result = types.Registered(t.Type)
		case generic && parameterized:
			given := *t
			if err := given.setParameters(known, parameters); err != nil {
				return nil, err
			}
			t, result = &given, known
			if isMoment(known.Kind) {
				result = known.WithPrecision(given.moment)
			}
		case generic:
			result = known
		case t.Type == strings.ToUpper(t.Type):
			result = types.Named(t.Type)
		default:
			names := slices.Sorted(maps.Keys(typeNames))
			return nil, fmt.Errorf("unknown type %q%s: the types are %s; a type that only one database has is written in capitals, type=INET",
				t.Type, didYouMean(name, names), strings.Join(names, ", "))
		}
	}
	if result == nil || t.Size == 0 && t.Precision == 0 && t.Scale == 0 {
		return result, nil
	}
	return t.parameterize(result)
}

// isMoment reports whether the parameter of a type counts digits of a second.
func isMoment(k types.Kind) bool {
	return k == types.KindDateTime || k == types.KindTime || k == types.KindInterval
}

// setParameters reads what stands in parentheses after a type.
func (t *Tag) setParameters(of *types.Type, parameters string) error {
	if isMoment(of.Kind) {
		return parseCount(&t.moment, strings.TrimSpace(parameters))
	}
	fields := []*int{&t.Size}
	if of.Kind == types.KindNumeric {
		fields = []*int{&t.Precision, &t.Scale}
	}
	values := words(parameters)
	if len(values) == 0 || len(values) > len(fields) {
		return fmt.Errorf("type %q: wrong number of parameters", t.Type)
	}
	for i, value := range values {
		if err := parseCount(fields[i], value); err != nil {
			return fmt.Errorf("type %q: %q is %w", t.Type, value, err)
		}
	}
	return nil
}

func (t *Tag) parameterize(result *types.Type) (*types.Type, error) {
	changed := *result
	changed.Lossless = result.Lossless && keepsWhole(result.Kind)
	if t.Size > 0 {
		switch changed.Kind {
		case types.KindString, types.KindBytes:
			changed.Length = t.Size
		case types.KindText:
			changed = *types.String(t.Size)
			changed.Lossless = result.Lossless
		default:
			return nil, fmt.Errorf("option \"size\" does not fit the type %s: it is for strings and bytes", result)
		}
	}
	if t.Precision > 0 || t.Scale > 0 {
		switch {
		case changed.Kind != types.KindNumeric && changed.Kind != types.KindFloat:
			return nil, fmt.Errorf("options \"precision\" and \"scale\" do not fit the type %s: they are for numerics", result)
		case t.Scale > t.Precision:
			return nil, fmt.Errorf("scale=%d is more than precision=%d: precision counts all digits, scale those after the point", t.Scale, t.Precision)
		}
		changed = *types.Numeric(t.Precision, t.Scale)
		changed.Lossless = result.Lossless
	}
	return &changed, nil
}

// keepsWhole reports whether a lossless type of a kind differs from others of the
// kind also where its size is stated: a string is of all characters.
func keepsWhole(k types.Kind) bool {
	switch k {
	case types.KindBytes, types.KindNumeric, types.KindString, types.KindText:
		return true
	}
	return false
}
