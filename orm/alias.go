package orm

import (
	"cmp"
	"fmt"
	"reflect"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// Alias gives the attributes of an entity under another name in the statement,
// for queries that meet its table more than once. The result has the same type
// as what it aliases. An empty name lets the compiler choose one.
func Alias[A any](attributes A, name string) A {
	e := mappedOf(&attributes)
	alias := ast.NewAlias(e.Table.AST(), name)
	exprs := make([]ast.Expr, len(e.Columns))
	for i, c := range e.Columns {
		exprs[i] = alias.Column(c.AST.Name)
	}
	return rebound(attributes, e, view{from: alias, exprs: exprs})
}

// AliasOf gives the attributes of an entity as they come from a subquery, whose
// rows are then read as entities:
//
//	sub := Addresses.Where(Addresses.Email.NotEq("j25@yahoo.com")).Subquery("a")
//	other := orm.AliasOf(Addresses, sub)
//
// A column that the subquery does not give is an error of the query that uses
// it.
func AliasOf[A any](attributes A, subquery sql.Subquery) A {
	e := mappedOf(&attributes)
	v := view{exprs: make([]ast.Expr, len(e.Columns))}
	missing := make([]error, len(e.Columns))
	for i, c := range e.Columns {
		column, err := subquery.Column(c.AST)
		if err != nil {
			column = &ast.Column{Name: c.AST.Name} // to stand in the list; nothing is sent
		}
		v.exprs[i], missing[i] = column, err
	}
	derived, err := subquery.Derived()
	if derived == nil {
		derived = &ast.Derived{}
	}
	v.from = derived
	if first := cmp.Or(err, cmp.Or(missing...)); first != nil {
		v.faults = &faults{columns: missing, first: first}
	}
	return rebound(attributes, e, v)
}

func mappedOf(attributes any) *mapping.Entity {
	m, ok := attributes.(mappable)
	if !ok || m.mapped() == nil {
		panic(fmt.Sprintf("orm: an alias of %v: only the attributes that orm.Map gave have one", reflect.TypeOf(attributes).Elem()))
	}
	return m.mapped()
}

func rebound[A any](attributes A, e *mapping.Entity, v view) A {
	// The attributes fitted when they were mapped, so they fit again.
	if err := bindAttributes(reflect.ValueOf(&attributes).Elem(), e, v, false); err != nil {
		panic("orm: " + err.Error())
	}
	return attributes
}
