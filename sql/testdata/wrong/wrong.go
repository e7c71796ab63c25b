// Package wrong is what must not compile: every line with a comment is an
// error that contains the comment.
package wrong

import (
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

var (
	id       sql.Number[int64]
	small    sql.Number[int32]
	name     sql.String
	nickname sql.NullString
	active   sql.Bool
	document sql.JSON[[]int]
	option   interface {
		sql.Option
		OptionFor(string)
	}
)

var (
	_                                 = id.Eq("ed")                      // cannot use "ed"
	_                                 = id.In(1, "2")                    // cannot use "2"
	_                                 = nickname.Eq(nil)                 // cannot use nil
	_                                 = name.Gt(5)                       // cannot use 5
	_                                 = name.Add(5)                      // name.Add undefined
	_                                 = id.Like("x")                     // id.Like undefined
	_                                 = id.SetNull()                     // id.SetNull undefined
	_                                 = active.Gt(true)                  // active.Gt undefined
	_                                 = document.Gt(nil)                 // document.Gt undefined
	_                                 = sql.Eq(id, name)                 // does not match
	_                                 = sql.Eq(id, small)                // does not match
	_                                 = sql.In(id, sql.Select1(name))    // does not match
	_                                 = sql.Select1(id).Where(name)      // missing method predicate
	_                                 = sql.Select1(id).Where(id.Set(1)) // missing method Node
	_                                 = sql.Select1(id).Options(option)  // wrong type for method OptionFor
	_                                 = sql.And(id)                      // missing method predicate
	_                                 = sql.Sum(name)                    // does not match
	_                                 = sql.SetTo(id, name)              // does not match
	_                                 = sql.Concat(name, id)             // wrong type for method operand
	_ sql.Typed[string]               = nickname                         // wrong type for method Prepare
	_ sql.Typed[int64]                = sql.Max(id)                      // wrong type for method Prepare
	_ sql.Query[sql.Row2[int64, int]] = sql.Select2(id, name)            // cannot use
	_ ast.Expr                        = name                             // does not implement
)
