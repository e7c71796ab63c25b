package azothtest

import (
	"context"
	"slices"
	"sync"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/types"
)

// A Recorder keeps what engines send to their databases. It is safe for
// concurrent use, and several engines may share one.
type Recorder struct {
	mutex      sync.Mutex
	statements []Statement
}

// NewRecorder makes a recorder that has recorded nothing.
func NewRecorder() *Recorder { return &Recorder{} }

// Option has an engine report to the recorder.
func (r *Recorder) Option() azoth.Option { return azoth.Listen(r.listen) }

// Reset forgets what was recorded.
func (r *Recorder) Reset() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.statements = nil
}

// Statements are what was recorded since the last Reset, in the order in which
// it was sent. They stay as they are.
func (r *Recorder) Statements() []Statement {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return slices.Clone(r.statements)
}

// Take gives what was recorded since the last Reset, and resets.
func (r *Recorder) Take() []Statement {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	taken := r.statements
	r.statements = nil
	return taken
}

// Of are the statements of a kind: "SELECT".
func (r *Recorder) Of(kind string) []Statement {
	return r.filter(func(s *Statement) bool { return s.Kind == kind })
}

// OfTable are the statements of a kind on a table. A SELECT counts for every
// table that it reads.
func (r *Recorder) OfTable(kind, table string) []Statement {
	return r.filter(func(s *Statement) bool {
		return s.Kind == kind && (s.Table == table || slices.Contains(s.Tables, table))
	})
}

// Count is the number of statements of a kind.
func (r *Recorder) Count(kind string) int { return len(r.Of(kind)) }

// CountTable is the number of statements of a kind on a table.
func (r *Recorder) CountTable(kind, table string) int { return len(r.OfTable(kind, table)) }

// Rows are the rows that statements of a kind wrote to a table, whatever the
// number of statements that did it.
func (r *Recorder) Rows(kind, table string) (rows []Row) {
	for _, s := range r.OfTable(kind, table) {
		rows = append(rows, s.Rows...)
	}
	return rows
}

func (r *Recorder) filter(keep func(*Statement) bool) (kept []Statement) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for i := range r.statements {
		if keep(&r.statements[i]) {
			kept = append(kept, r.statements[i])
		}
	}
	return kept
}

func (r *Recorder) listen(_ context.Context, e azoth.Event) {
	s := Statement{Err: e.Err, Affected: e.Rows}
	switch e.Kind {
	case azoth.EventFetch:
		r.fail(e.Statement.SQL, e.Err)
		return
	case azoth.EventBegin:
		s.Kind = "BEGIN"
	case azoth.EventCommit:
		s.Kind = "COMMIT"
	case azoth.EventRollback:
		s.Kind = "ROLLBACK"
	case azoth.EventSavepoint:
		s.Kind, s.Savepoint = "SAVEPOINT", e.Savepoint
	case azoth.EventRelease:
		s.Kind, s.Savepoint = "RELEASE SAVEPOINT", e.Savepoint
	case azoth.EventRollbackTo:
		s.Kind, s.Savepoint = "ROLLBACK TO SAVEPOINT", e.Savepoint
	case azoth.EventStatement:
		s.describe(e.Statement, e.Write)
	default:
		return
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.statements = append(r.statements, s)
}

// fail notes that reading the result of a statement failed.
func (r *Recorder) fail(sql string, err error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for i := len(r.statements) - 1; i >= 0; i-- {
		if r.statements[i].SQL == sql {
			r.statements[i].Err = err
			return
		}
	}
}

// describe says what a statement does. The statement is valid during the call
// only, so all is copied.
func (s *Statement) describe(stmt dialect.Statement, write *azoth.Write) {
	s.SQL = stmt.SQL
	for _, arg := range stmt.Args {
		s.Args = append(s.Args, plain(arg))
	}
	if len(stmt.Batch) > 0 {
		for i := range stmt.Rows() {
			s.Batch = append(s.Batch, at(stmt.Batch, i))
		}
	}
	text := parse(stmt.SQL, s.Args...)
	s.Kind, s.Table, s.Tables, s.Features = text.kind, text.table, text.tables, text.features
	if write == nil {
		s.Rows = text.rows(s.Args, s.Batch)
		return
	}
	s.Flush = true
	s.Kind, s.Table = write.Operation, write.Table
	if write.Columns == nil && write.Keys == nil {
		// A row with expressions of SQL is described by its text alone.
		s.Rows = text.rows(s.Args, s.Batch)
		return
	}
	for i := range write.Count {
		s.Rows = append(s.Rows, Row{
			Set:   named(write.Columns, at(write.Values, write.First+i)),
			Where: named(write.Keys, at(write.KeyValues, write.First+i)),
		})
	}
}

// at gives the values of row i of vectors.
func at(vectors []*types.Vector, i int) []any {
	values := make([]any, len(vectors))
	for j, v := range vectors {
		values[j] = v.Value(i)
	}
	return values
}

func named(names []string, values []any) map[string]any {
	if len(values) == 0 {
		return nil
	}
	columns := make(map[string]any, len(names))
	for i, name := range names {
		columns[name] = values[i]
	}
	return columns
}

// plain turns a vector, which is sent as an array, into a slice.
func plain(arg any) any {
	v, ok := arg.(*types.Vector)
	if !ok {
		return arg
	}
	values := make([]any, v.Len())
	for i := range values {
		values[i] = v.Value(i)
	}
	return values
}
