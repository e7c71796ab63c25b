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

// JSONIndex is the part of a document that an expression leads to: a name, a
// position, or a path as the database writes it.
func JSONIndex(document, index Expression) JSONPart {
	node, err := nodeOf(document)
	step, indexErr := nodeOf(index)
	return newPart(&ast.JSONElement{X: node, Index: step}, err, indexErr)
}

func part(t *term, steps ...any) JSONPart {
	return newPart(&ast.JSONElement{X: t.expr(), Steps: steps}, t.fault())
}

func newPart(e *ast.JSONElement, errs ...error) JSONPart {
	return JSONPart{NullJSON[any]{newTerm(e, errs...)}}
}

// AsString is the part as text, without the quotes of a JSON string.
func (x JSONPart) AsString() NullString { return partAs[NullString](x, types.Unicode(0)) }

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

// partType is the SQL type that a part is read as.
func partType(n *ast.JSONElement) *types.Type {
	switch {
	case n.As != nil:
		return n.As
	case n.Text:
		return types.Text
	}
	return documents
}

// documents is the type of JSON documents that nothing is stated of.
var documents = types.Lossless(types.JSON)
