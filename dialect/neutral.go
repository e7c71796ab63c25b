package dialect

import (
	"fmt"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// Neutral is the dialect that statements are printed in when nothing says
// which database they are for: standard SQL, with parameters by name
// (:name_1).
var Neutral = &Dialect{
	Name:        "neutral",
	Identifiers: NewIdentifiers('"', '"', 0, neutralReserved),
	Features: Features{
		InsertReturning: true, UpdateReturning: true, DeleteReturning: true,
		UUIDs: true, Intervals: true, NativeBoolean: true, BooleanLiterals: true, Concat: " || ", MultiRowInsert: true,
		KeyLocks: true, LockOf: LockOfTables, LockWaits: true, Upsert: UpsertOnConflict, Merge: true,
		DistinctOn: true, RecursiveWord: true, Sequences: true,
		Symmetric: true, FullJoin: true, Locking: true, TrueDivision: true, NullsOrder: true, DefaultValues: true,
		UpdateFrom: OtherTablesClause, DeleteUsing: OtherTablesClause,
	},
	named: true,
}

// neutralReserved are the reserved words that SQL databases have in common.
const neutralReserved = `all and any as asc between by case cast check column constraint create cross
current_date current_time current_timestamp default delete desc distinct drop else end except exists
foreign from full group having in inner insert intersect into is join left like limit not null offset on
or order outer primary references returning right select set table then to union unique update user
using values when where with`

// Statements of package sql print themselves in the neutral dialect as soon as
// any dialect is linked into the program.
func init() { sql.RegisterPrinter(Print) }

// Print gives a statement as neutral SQL, or the reason why it has none in
// brackets. It is for people to read, never to be executed.
func Print(stmt ast.Statement) (text string) {
	c := compilers.Get().(*Compiler)
	defer func() {
		if cause := recover(); cause != nil {
			text = fmt.Sprintf("[statement cannot be compiled: %v]", cause)
		}
		c.release()
	}()
	c.dialect = Neutral
	c.statement(stmt)
	if len(c.ctes) > 0 && c.err == nil {
		c.again()
		c.statement(stmt)
	}
	if c.err != nil {
		return "[" + c.err.Error() + "]"
	}
	return string(c.buf)
}
