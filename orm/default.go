package orm

import (
	"fmt"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Default has the program make the value of a column for new objects that have
// Go's zero value there. The flush stores it in the object. A default of the
// database is said by the tag option default instead.
//
//	func init() { orm.Default(Orders.ID, uuid.New) }
//
// Keys made this way are known before anything is sent, so that an object and
// what refers to it are written in one round. It panics when the column is not
// one of an entity, or has a value made by the database; call it while the
// program starts, before a session uses the entity. An INSERT made with package
// sql that does not set the column has the value too.
func Default[T any](column sql.Operand[T], value func() T) {
	c := mappedColumn("Default", column)
	if c.Schema.ServerMade() {
		panic(fmt.Sprintf("orm: Default of %s: the database makes its value: give its tag the option noidentity, or leave default out", c.Schema.FullName()))
	}
	c.Schema.SetClientDefault(bound(value))
	c.Defaulted = true
}

// OnUpdate has the program make the value of a column for every UPDATE of its
// row that does not change the column itself:
//
//	func init() { orm.OnUpdate(Orders.ChangedAt, time.Now) }
//
// It panics as Default does.
func OnUpdate[T any](column sql.Operand[T], value func() T) {
	mappedColumn("OnUpdate", column).Schema.SetClientOnUpdate(bound(value))
}

// bound is a function whose values are bind values.
func bound[T any](value func() T) func() any {
	return func() any {
		v := value()
		bind, _, err := types.Bind(v)
		if err != nil {
			return v // storing it tells what is wrong
		}
		return bind
	}
}

// mappedColumn finds the column of an entity that an attribute is.
func mappedColumn(what string, attribute sql.Expression) (found *mapping.Column) {
	column, ok := attribute.Node().(*ast.Column)
	if ok {
		for _, e := range entities.Range {
			if found = e.(*mapping.Entity).ColumnOf(column); found != nil {
				return found
			}
		}
	}
	panic(fmt.Sprintf("orm: %s: %v is not a column of an entity: give an attribute such as Users.Name, not one of an alias", what, attribute.Node()))
}
