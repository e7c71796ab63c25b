package dialect

import "github.com/azoth-go/azoth/types"

// A Statement is compiled SQL with what is bound to it: what a dialect's
// compiler makes and a driver's connection executes.
type Statement struct {
	SQL  string
	Args []any // one execution; bind values as types.Codec.Value gives them, or a *types.Vector sent as one array
	// Batch, when set, runs the statement once for each row, with one argument
	// from every vector; Args is then empty.
	Batch []*types.Vector
	// Returns says that the statement gives rows.
	Returns bool
	// InsertIDs says, of an INSERT without RETURNING that Returns, that its rows
	// are the generated keys of the rows that it inserts, as the last insert ID
	// of each execution: where the database reports that, cheaper than RETURNING.
	InsertIDs bool
	// KeyReturned says, of an INSERT of one row that Returns, that nobody asked
	// for its row but to learn the generated key, which is the only column.
	KeyReturned bool
	// Outs is the number of [Out] markers in Args, which are the last ones. A
	// database that has them gives no rows: its driver makes one of their values.
	Outs int
}

// Out stands among the arguments of a statement for a value that the database
// gives back in that place, as Oracle's RETURNING … INTO does: the driver binds
// a variable of the type there and makes rows of what it holds afterwards.
type Out struct{ Type *types.Type }

// Rows is the number of executions that the statement stands for.
func (s Statement) Rows() int {
	if len(s.Batch) > 0 {
		return s.Batch[0].Len()
	}
	return 1
}
