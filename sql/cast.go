package sql

import (
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// TryCast is CAST(x AS t) that gives NULL where the value does not convert:
// TRY_CAST of SQL Server.
func TryCast[K Kind[K]](x Expression, t *types.Type) K {
	node, err := nodeOf(x)
	return build[K](&ast.Cast{X: node, Type: t, Try: true}, err)
}

// Coerce takes an expression for one of another kind, with the SQL type that
// fits it. The database does nothing: what it gives has to be what the kind
// says.
//
//	sql.Coerce[sql.Number[int64]](Users.Name).Add(5) // users.name + ?
func Coerce[K Kind[K]](x Expression) K { return CoerceTo[K](x, typeOfKind[K]().stated()) }

// CoerceTo is [Coerce] with the SQL type stated.
func CoerceTo[K Kind[K]](x Expression, t *types.Type) K {
	node, err := nodeOf(x)
	if t == nil {
		return build[K](node, err)
	}
	return build[K](&ast.Coerce{X: node, Type: t}, err)
}
