package sql

import (
	"cmp"
	"errors"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// ErrUnmapped is the error of a query that uses an attribute which refers to
// no column yet: its entity was not passed through orm.Map, or its table not
// through schema.Declare.
var ErrUnmapped = errors.New("attribute is not mapped: call orm.Map or schema.Declare before it is used")

// unmapped stands where an attribute without a column was used; having no
// source, it does not compile.
var unmapped = &ast.Column{Name: "(unmapped attribute)"}

// faultOf gives the building error that an expression carries.
func faultOf(x Expression) error {
	if f, ok := x.(interface{ fault() error }); ok {
		return f.fault()
	}
	if x == nil {
		return errors.New("nil was given where an expression is needed")
	}
	return nil
}

// nodeOf gives the tree of an expression that may be nil by mistake.
func nodeOf(x Expression) (ast.Expr, error) {
	if err := faultOf(x); err != nil {
		return unmapped, err
	}
	return x.Node(), nil
}

func nodesOf[X Expression](xs []X) (nodes []ast.Expr, err error) {
	nodes = make([]ast.Expr, len(xs))
	for i, x := range xs {
		var e error
		if nodes[i], e = nodeOf(x); e != nil && err == nil {
			err = e
		}
	}
	return nodes, err
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// nameOf is what binds that belong to an expression, and columns made of it,
// are called.
func nameOf(node ast.Expr) string {
	switch n := node.(type) {
	case *ast.Column:
		return n.Name
	case *ast.Label:
		return n.Name
	case *ast.Function:
		return n.Name
	case *ast.Cast:
		return nameOf(n.X)
	case *ast.Unary:
		return nameOf(n.X)
	case *ast.Binary:
		return nameOf(n.Left)
	case *ast.Collate:
		return nameOf(n.X)
	case *ast.Coerce:
		return nameOf(n.X)
	case *ast.Subscript:
		return nameOf(n.X)
	case *ast.JSONElement:
		return nameOf(n.X)
	}
	return ""
}

// typeOf is the SQL type of an expression as far as the tree tells it, or nil.
func typeOf(node ast.Expr) *types.Type {
	switch n := node.(type) {
	case *ast.Column:
		return n.Type
	case *ast.Label:
		return typeOf(n.X)
	case *ast.Function:
		return n.Type
	case *ast.Cast:
		return n.Type
	case *ast.Bind:
		return n.Type
	case *ast.Unary:
		return typeOf(n.X)
	case *ast.Collate:
		return typeOf(n.X)
	case *ast.Coerce:
		return n.Type
	case *ast.Subscript:
		return n.Type
	case *ast.JSONElement:
		return partType(n)
	case *ast.NextValue:
		return n.Type
	case *ast.Array:
		if n.Element != nil {
			return types.Array(n.Element)
		}
	}
	return nil
}

// describe names an expression in messages.
func describe(node ast.Expr) string {
	switch n := node.(type) {
	case *ast.Column:
		if t := sourceName(n.From); t != "" {
			return t + "." + n.Name
		}
		return n.Name
	case *ast.Function:
		return n.Name + "(…)"
	}
	if name := nameOf(node); name != "" {
		return name
	}
	return "an expression"
}

// sourceName names a source of rows in messages.
func sourceName(f ast.From) string {
	switch n := f.(type) {
	case *ast.Table:
		if n.Schema != "" {
			return n.Schema + "." + n.Name
		}
		return n.Name
	case *ast.Alias:
		if n.Name != "" {
			return n.Name
		}
		return "an alias of " + sourceName(n.Of)
	case *ast.Derived:
		if n.Name != "" {
			return n.Name
		}
		return "a subquery"
	case *ast.CTE:
		return cmp.Or(n.Name, "a common table expression")
	case *ast.Values:
		return cmp.Or(n.Name, "VALUES")
	case *ast.FunctionTable:
		return cmp.Or(n.Name, n.Function.Name)
	case *ast.Sample:
		return cmp.Or(n.Name, "a sample of "+sourceName(n.Of))
	case *ast.Join:
		return sourceName(n.Left) + " JOIN " + sourceName(n.Right)
	case *ast.TextFrom:
		return "a text fragment"
	}
	return ""
}
