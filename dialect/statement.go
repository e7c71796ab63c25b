package dialect

import "github.com/azoth-go/azoth/types"

// A Statement is compiled SQL with what is bound to it: what a dialect's
// compiler makes and a driver's connection executes.
type Statement struct {
	SQL  string
	Args []any // one execution; bind values as types.Codec.Value gives them, or a *types.Vector sent as one array
	// Batch, when set, runs the statement once for each row, with one argument
	// from every vector; Args is then empty, but for the markers of Outs.
	Batch []*types.Vector
	// Returns says that the statement gives rows.
	Returns bool
	// InsertIDs says, of an INSERT without RETURNING that Returns, that its rows
	// are the generated keys of the rows that it inserts, as the last insert ID
	// of each execution: where the database reports that, cheaper than RETURNING.
	InsertIDs bool
	// KeyReturned says, of an INSERT that Returns, that the program did not ask
	// for its one row of one column: it is the key that the database generated,
	// which is known by no other means. An INSERT that found its row taken may
	// give none.
	KeyReturned bool
	// Dialect is the name of the dialect that the statement is read in, for types
	// that differ between databases. A connection of an engine sets it.
	Dialect string
	// Outs is the number of [Out] markers in Args, the last ones, which with a
	// Batch follow the values of each of its rows. A database that has them gives
	// no rows: their values, in order, are the columns of the one row that an
	// execution gives, which its driver hands out as a result like any other.
	Outs int
}

// An Out is an argument whose value comes back from the database: the
// parameter that RETURNING … INTO fills.
type Out struct {
	// Type is the type of the value, or nil where nothing says it.
	Type *types.Type
}

// Rows is the number of executions that the statement stands for.
func (s Statement) Rows() int {
	if len(s.Batch) > 0 {
		return s.Batch[0].Len()
	}
	return 1
}
