package sql

import (
	"reflect"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// A Kind is one of the expression types of this package: [String], [Number],
// [Bool] and so on, nullable or not. It constrains functions that give an
// expression of the kind that they are asked for.
type Kind[K any] interface {
	~struct{ t *term }
	Expression
	Projection
	As(name string) K
	kind() kindType
}

// Expr makes an expression of a node of the statement tree. It is the door for
// extensions, which build nodes that this package has no function for; the
// kind is taken on trust:
//
//	sql.Expr[sql.Bool](&ast.Exists{Query: q})
func Expr[K Kind[K]](node ast.Expr) K { return build[K](node) }

// Invalid makes an expression that stands for a mistake: the statement that it
// is built into returns the error when it runs. Extensions use it where their
// builders, which give no error, cannot go on.
func Invalid[K Kind[K]](err error) K { return build[K](unmapped, err) }

func build[K Kind[K]](node ast.Expr, errs ...error) K {
	return K(struct{ t *term }{newTerm(node, errs...)})
}

// Nullable gives an expression its nullable kind: the same SQL, of which a row
// may hold NULL. Columns from the far side of an outer join need it. An
// expression that is nullable already stays as it is.
func Nullable[N any](x interface{ nullable() N }) N { return x.nullable() }

// NotNull gives an expression the kind that holds no NULL: the same SQL, for
// an expression that the program knows to be never NULL. Reading a NULL is
// then an error.
func NotNull[K any](x interface{ notNull() K }) K { return x.notNull() }

// A kindType is what a kind says of its values.
type kindType struct {
	operand reflect.Type // what it compares with
	row     reflect.Type // what a row holds
	family  family
}

// A family is what the SQL types of a kind have in common, where its Go type
// does not tell it.
type family uint8

const (
	scalar family = iota // nothing: the Go type tells it
	array
	document
)

// A kinded expression is of one of the kinds.
type kinded interface{ kind() kindType }

func kindOf[T, R any](f family) kindType {
	return kindType{reflect.TypeFor[T](), reflect.TypeFor[R](), f}
}

// familyType is the SQL type that the family has, or nil.
func (k kindType) familyType() *types.Type {
	switch k.family {
	case array:
		return types.Array(types.Natural(k.operand.Elem()))
	case document:
		return documents
	}
	return nil
}

// typeOf is the SQL type of an expression of the kind, or nil where neither the
// tree nor the family tells it.
func (k kindType) typeOf(node ast.Expr) *types.Type {
	if t := typeOf(node); t != nil && t.Kind != types.KindUnknown {
		return t
	}
	return k.familyType()
}

// stated is the SQL type of an expression that is said to be of the kind and
// tells nothing itself, or nil.
func (k kindType) stated() *types.Type {
	if t := k.familyType(); t != nil {
		return t
	}
	return types.Natural(k.operand)
}

// declared is the SQL type of a column that is said to be of the kind, or nil
// where it may be any.
func (k kindType) declared() *types.Type {
	if t := k.familyType(); t != nil || k.operand.Kind() == reflect.Interface {
		return t
	}
	codec, err := types.Of(k.operand, nil)
	if err != nil {
		return nil
	}
	return codec.Type()
}

// typeOfKind gives what kind K says of its values.
func typeOfKind[K Kind[K]]() kindType {
	var k K
	return k.kind()
}
