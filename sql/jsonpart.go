package sql

import (
	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// A JSONPart is a part of a document, found by names and positions. It is a
// document itself, and As… gives it as a value. It is NULL where the document
// has no such part.
type JSONPart struct{ NullJSON[any] }

// Key is the member of that name of a document that is an object.
func (x JSON[T]) Key(name string) JSONPart { return part(x.Node(), x.fault(), name) }

// At is the element at that position, from 0, of a document that is an array.
func (x JSON[T]) At(position int) JSONPart { return part(x.Node(), x.fault(), position) }

// Path is the part of a document that names of members (strings) and positions
// in arrays (ints) lead to.
func (x JSON[T]) Path(steps ...any) JSONPart { return part(x.Node(), x.fault(), steps...) }

// Key is the member of that name of a document that is an object.
func (x NullJSON[T]) Key(name string) JSONPart { return part(x.Node(), x.fault(), name) }

// At is the element at that position, from 0, of a document that is an array.
func (x NullJSON[T]) At(position int) JSONPart { return part(x.Node(), x.fault(), position) }

// Path is the part of a document that names of members (strings) and positions
// in arrays (ints) lead to.
func (x NullJSON[T]) Path(steps ...any) JSONPart { return part(x.Node(), x.fault(), steps...) }

// JSONIndex is the part of a document that an expression leads to: a name, a
// position, or a path as the database writes it.
func JSONIndex(document, index Expression) JSONPart {
	node, err := nodeOf(document)
	step, indexErr := nodeOf(index)
	return JSONPart{build[NullJSON[any]](&ast.JSONElement{X: node, Index: step}, err, indexErr)}
}

func part(node ast.Expr, fault error, steps ...any) JSONPart {
	return JSONPart{build[NullJSON[any]](&ast.JSONElement{X: node, Steps: steps}, fault)}
}

// AsString is the part as text, without the quotes of a JSON string.
func (x JSONPart) AsString() NullString { return partAs[NullString](x, types.String(0)) }

// AsInteger is the part as an integer.
func (x JSONPart) AsInteger() NullNumber[int64] { return partAs[NullNumber[int64]](x, types.Integer) }

// AsFloat is the part as a floating point number.
func (x JSONPart) AsFloat() NullNumber[float64] { return partAs[NullNumber[float64]](x, types.Float) }

// AsNumeric is the part as an exact decimal; see types.Numeric.
func (x JSONPart) AsNumeric(precision, scale int) NullNumber[decimal.Decimal] {
	return partAs[NullNumber[decimal.Decimal]](x, types.Numeric(precision, scale))
}

// AsBoolean is the part as a truth value.
func (x JSONPart) AsBoolean() NullBool { return partAs[NullBool](x, types.Boolean) }

// AsText is the part as the database's plain text, without a conversion: ->> of
// PostgreSQL.
func (x JSONPart) AsText() NullString {
	return partOf[NullString](x, func(e *ast.JSONElement) { e.Text = true })
}

// AsJSON is the part as a document that a row holds as a T.
func AsJSON[T any](x JSONPart) NullJSON[T] { return build[NullJSON[T]](x.Node(), x.fault()) }

func partAs[K Kind[K]](x JSONPart, t *types.Type) K {
	return partOf[K](x, func(e *ast.JSONElement) { e.As = t })
}

func partOf[K Kind[K]](x JSONPart, change func(*ast.JSONElement)) K {
	e, ok := x.Node().(*ast.JSONElement)
	if !ok {
		return build[K](unmapped, firstError(x.fault(), ErrUnmapped))
	}
	c := *e
	change(&c)
	return build[K](&c, x.fault())
}

// Eq is whether the document equals v, as far as the database compares
// documents: X = v.
func (x JSON[T]) Eq(v T) Bool { return compareValue(ast.Equal, x.Node(), v, x.fault()) }

// Eq is whether the document equals v, as far as the database compares
// documents.
func (x NullJSON[T]) Eq(v T) Bool { return compareValue(ast.Equal, x.Node(), v, x.fault()) }
