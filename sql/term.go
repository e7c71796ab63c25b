package sql

import (
	"errors"
	"fmt"
	"unsafe"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// A term is the expression that a kind holds. Kinds are one pointer to it, so
// that they become interfaces without an allocation. A nil term is an attribute
// without a column.
//
// What the methods of kinds do is done here and in the files beside it, once
// for all kinds: theirs are single lines, which are generated.
type term struct {
	node ast.Expr
	err  error // a mistake made while building, returned when the query runs
}

func newTerm(node ast.Expr, errs ...error) *term {
	return &term{node: node, err: firstError(errs...)}
}

func (t *term) expr() ast.Expr {
	if t == nil {
		return unmapped
	}
	return t.node
}

func (t *term) fault() error {
	if t == nil {
		return ErrUnmapped
	}
	return t.err
}

func (t *term) as(name string) *term {
	node := t.expr()
	if label, ok := node.(*ast.Label); ok {
		node = label.X // a new name takes the place of the old one
	}
	return newTerm(&ast.Label{X: node, Name: name}, t.fault())
}

func (t *term) unary(op ast.Operator) *term {
	return newTerm(&ast.Unary{Op: op, X: t.expr()}, t.fault())
}

// operate is the term with an operator and a value behind it.
func operate[T any](op ast.Operator, t *term, v T) *term {
	b, err := bindBeside(t, v)
	return newTerm(&ast.Binary{Op: op, Left: t.expr(), Right: b}, t.fault(), err)
}

func (t *term) call(function string, result *types.Type) *term {
	return newTerm(&ast.Function{Name: function, Args: []ast.Expr{t.expr()}, Type: result}, t.fault())
}

// prepare adds the term to the select list and gives its reader.
func prepare[R any](t *term, kind kindType, p *Plan) (Reader[R], error) {
	c, err := t.prepare(kind, p)
	if err != nil {
		return nil, err
	}
	return func(row types.Row, into *R) error {
		if err := c.codec.Decode(row, c.position, unsafe.Pointer(into)); err != nil {
			return c.failed(err)
		}
		return nil
	}, nil
}

// A resultColumn is what a column of the result is read by.
type resultColumn struct {
	codec    types.Codec
	position int
	node     ast.Expr
}

func (t *term) prepare(kind kindType, p *Plan) (c resultColumn, err error) {
	if err := t.fault(); err != nil {
		return c, err
	}
	c.node = t.node
	if c.codec, err = types.Of(kind.row, kind.typeOf(t.node)); err != nil {
		return c, fmt.Errorf("reading %s: %w", describe(t.node), err)
	}
	c.position, err = p.add(t.node)
	return c, err
}

func (c resultColumn) failed(err error) error {
	if errors.Is(err, types.ErrNull) {
		err = fmt.Errorf("%w, or wrap the expression in sql.Nullable", err)
	}
	return fmt.Errorf("reading %s: %w", describe(c.node), err)
}
