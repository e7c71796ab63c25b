package sql

import (
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Column is a column that the statement knows by its name alone, of a table
// that is not declared, of a text, of VALUES or of a function; the kind is taken
// on trust.
//
//	n := sql.Column[sql.Number[int64]]("n")
func Column[K Kind[K]](name string) K {
	return build[K](&ast.Column{Name: name, Type: typeOfKind[K]().declared()})
}

// ColumnTo is [Column] with its SQL type stated, as a function that gives records
// needs it:
//
//	a := sql.ColumnTo[sql.NullNumber[int64]]("a", types.Integer)
//	r := sql.TableOf(sql.Func[sql.Value[any]]("jsonb_to_recordset", Items.Data), a).As("r").ListedTypes()
//	// … FROM jsonb_to_recordset(items.data) AS r(a INTEGER)
func ColumnTo[K Kind[K]](name string, t *types.Type) K {
	return build[K](&ast.Column{Name: name, Type: t})
}

// LightTable is a table that the statement knows by name alone, with the columns
// given; those are then read from it by [Via].
//
//	id, size := sql.Column[sql.Number[int64]]("id"), sql.Column[sql.Number[int64]]("size")
//	things := sql.LightTable("things", id, size)
//	sql.Select1(sql.Via(things, id)).Where(sql.Via(things, size).Gt(3))
func LightTable(name string, columns ...Expression) RowSource {
	return LightTableIn("", name, columns...)
}

// LightTableIn is [LightTable] of a table in a schema.
func LightTableIn(schema, name string, columns ...Expression) RowSource {
	t := &ast.Table{Schema: schema, Name: name}
	r := &namedRows{from: t}
	t.Columns, r.exprs, r.err = ownColumns(t, columns)
	return RowSource{r}
}

// ownColumns makes columns of a source like those given.
func ownColumns(from ast.From, columns []Expression) (own []*ast.Column, exprs []ast.Expr, err error) {
	exprs, err = nodesOf(columns)
	own = make([]*ast.Column, len(exprs))
	for i, e := range exprs {
		own[i] = &ast.Column{From: from, Name: nameOf(e), Type: typeOf(e)}
	}
	return own, exprs, err
}
