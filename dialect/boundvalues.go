package dialect

import (
	"time"

	"github.com/azoth-go/azoth/types"
)

// Resolve gives what a value of a type, which may be nil, is bound as on this
// database, of an array its elements.
func (c *Compiler) Resolve(value any, t *types.Type) any {
	var err error
	switch v := value.(type) {
	case *types.DialectValue:
		value, err = v.On(c.dialect.Name)
	case *types.Vector:
		if t == nil {
			t = v.Type
		}
		value, err = c.dialect.resolveVector(v, t)
		if err != nil {
			c.Fail(err)
		}
		return value
	}
	if err != nil {
		c.Fail(err)
	}
	if t != nil && c.dialect.replaced(t) {
		value = substitute(value)
	}
	return value
}

// uuidDigits is the type of UUIDs where the database has none.
var uuidDigits = types.Named("CHAR(32)")

// spelledAs gives the type whose values stand for those of a type that the
// database does not have.
func (d *Dialect) spelledAs(t *types.Type) *types.Type {
	switch {
	case t.Name != "":
	case t.Kind == types.KindUUID && !d.Features.UUIDs:
		return uuidDigits
	case t.Kind == types.KindInterval && !d.Features.Intervals && t.Lossless:
		return types.BigInteger // of nanoseconds
	case t.Kind == types.KindInterval && !d.Features.Intervals:
		return types.DateTime.WithPrecision(t.Precision)
	}
	return t
}

// replaced reports whether the database has no values of a type, so that others
// stand for them: a UUID is its 32 digits, and a stated interval the point in
// time so long after 1970-01-01.
func (d *Dialect) replaced(t *types.Type) bool {
	if t.Kind != types.KindUUID && t.Kind != types.KindInterval {
		return false
	}
	switch t = t.On(d.Name); t.Kind {
	case types.KindUUID:
		return !d.Features.UUIDs
	case types.KindInterval:
		return !d.Features.Intervals && !t.Lossless
	}
	return false
}

// substitute gives what stands for a value of such a type.
func substitute(value any) any {
	switch v := value.(type) {
	case string:
		return types.UUIDDigits(v)
	case time.Duration:
		return types.IntervalAsTime(v)
	}
	return value
}

// resolveVector gives a vector of values of a type as the database has them: v
// itself where they are the same on every one.
func (d *Dialect) resolveVector(v *types.Vector, t *types.Type) (*types.Vector, error) {
	resolved := v
	replaced := t != nil && d.replaced(t)
	own := func() *types.Vector {
		if resolved == v {
			copied := *v
			copied.Anys = append([]any(nil), v.Anys...)
			copied.Strings = append([]string(nil), v.Strings...)
			resolved = &copied
		}
		return resolved
	}
	for i, value := range v.Anys {
		if varied, ok := value.(*types.DialectValue); ok {
			on, err := varied.On(d.Name)
			if err != nil {
				return nil, err
			}
			value = on
			own().Anys[i] = on
		}
		if replaced {
			own().Anys[i] = substitute(value)
		}
	}
	if replaced {
		for i, text := range v.Strings {
			own().Strings[i] = types.UUIDDigits(text)
		}
	}
	return resolved, nil
}
