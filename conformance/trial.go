package conformance

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// A trial is a case that runs: on an engine, with tables of its own.
type trial struct {
	testing.TB
	*suite
	ctx  context.Context
	meta *schema.MetaData // what the case declares, and what is dropped behind it
	last []schema.DDL     // what is run when that is dropped
}

func newTrial(t testing.TB, s *suite) *trial {
	tr := &trial{TB: t, suite: s, ctx: t.Context(), meta: schema.NewMetaData()}
	t.Cleanup(func() {
		drop(t, s.eng, tr.meta)
		for _, s := range tr.last {
			_ = tr.eng.ExecDDL(context.WithoutCancel(tr.ctx), s) // which the case may have done
		}
	})
	return tr
}

// drop drops what is left of a MetaData.
func drop(t testing.TB, eng *azoth.Engine, meta *schema.MetaData) {
	t.Helper()
	if len(meta.Tables())+len(meta.Views())+len(meta.Sequences()) == 0 {
		return
	}
	if err := eng.DropAll(context.WithoutCancel(t.Context()), meta); err != nil {
		t.Errorf("drop what the case created: %v", err)
	}
}

// name is that of a table, or anything else that no other run may have.
func (t *trial) name(rest string) string { return t.prefix + rest }

// table declares a table of the case's own.
func (t *trial) table(rest string, items ...schema.Item) *schema.Table {
	return schema.New(t.meta, t.name(rest), items...)
}

// created declares a table and creates it.
func (t *trial) created(rest string, items ...schema.Item) *schema.Table {
	t.Helper()
	table := t.table(rest, items...)
	t.create()
	return table
}

// create creates all that the case has declared.
func (t *trial) create() {
	t.Helper()
	if err := t.eng.CreateAll(t.ctx, t.meta); err != nil {
		t.Fatalf("create the tables: %v", err)
	}
}

// ddl executes statements.
func (t *trial) ddl(statements ...schema.DDL) {
	t.Helper()
	if err := t.eng.ExecDDL(t.ctx, statements...); err != nil {
		t.Fatal(err)
	}
}

// later runs statements when the case has ended and its tables are dropped,
// whether they work or not.
func (t *trial) later(statements ...schema.DDL) { t.last = append(t.last, statements...) }

// newSchema creates a schema, which is dropped behind the case.
func (t *trial) newSchema() (name string) {
	t.Helper()
	name = t.name("place")
	t.later(schema.DropSchema(name))
	t.ddl(schema.CreateSchema(name))
	return name
}

// An executable is a statement that gives no rows.
type executable interface {
	Exec(ctx context.Context, ex sql.Executor) (sql.Result, error)
}

// exec runs a statement, which is to work.
func (t *trial) exec(stmt executable) sql.Result {
	t.Helper()
	return t.execOn(t.eng, stmt)
}

func (t *trial) execOn(ex sql.Executor, stmt executable) sql.Result {
	t.Helper()
	result, err := stmt.Exec(t.ctx, ex)
	if err != nil {
		t.Fatalf("%v: %v", stmt, err)
	}
	return result
}

// insert inserts rows one by one, in a transaction.
func (t *trial) insert(table sql.Joinable, rows ...[]sql.Assignment) {
	t.Helper()
	err := t.eng.Run(t.ctx, func(tx *azoth.Tx) error {
		for _, row := range rows {
			if _, err := sql.Insert(table).Values(row...).Exec(t.ctx, tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func row(assignments ...sql.Assignment) []sql.Assignment { return assignments }

// refused checks that a statement gives an error of a kind, or any for nil.
func (t *trial) refused(stmt executable, kind error) {
	t.Helper()
	if _, err := stmt.Exec(t.ctx, t.eng); err == nil || kind != nil && !errors.Is(err, kind) {
		t.Errorf("%v: the error is %v, want %v", stmt, err, kind)
	}
}

// connect takes a connection, which is given back when the case ends.
func (t *trial) connect() *azoth.Conn {
	t.Helper()
	conn, err := t.eng.Connect(t.ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// inspector looks at the database anew.
func (t *trial) inspector() *inspect.Inspector { return inspect.Open(t.eng) }

// described reads a table by its full name.
func (t *trial) described(fullName string) *inspect.Table {
	t.Helper()
	table, err := t.inspector().Table(t.ctx, fullName)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// all reads the rows of a query.
func all[R any](t *trial, q sql.Query[R]) []R {
	t.Helper()
	return allOn(t, t.eng, q)
}

func allOn[R any](t *trial, ex sql.Executor, q sql.Query[R]) []R {
	t.Helper()
	rows, err := q.All(t.ctx, ex)
	if err != nil {
		t.Fatalf("%v: %v", q, err)
	}
	return rows
}

// gives checks the rows of a query, in order.
func gives[R any](t *trial, what string, q sql.Query[R], want ...R) {
	t.Helper()
	givesOn(t, t.eng, what, q, want...)
}

func givesOn[R any](t *trial, ex sql.Executor, what string, q sql.Query[R], want ...R) {
	t.Helper()
	rows, err := q.All(t.ctx, ex)
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return
	}
	if len(rows)+len(want) > 0 {
		equal(t, what, rows, want)
	}
}

// equal checks a value, instants as instants.
func equal[T any](t *trial, what string, got, want T) {
	t.Helper()
	if at, ok := any(got).(time.Time); ok && at.Equal(any(want).(time.Time)) {
		return
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %s, want %s", what, shown(got), shown(want))
	}
}

// column is a column of a table, with its kind.
func column[K sql.Kind[K]](table sql.Joinable, name string) K { return sql.ColumnNamed[K](table, name) }

// number is an integer column of a table.
func number(table sql.Joinable, name string) sql.Number[int64] {
	return column[sql.Number[int64]](table, name)
}

// text is a string column of a table that is not NULL.
func text(table sql.Joinable, name string) sql.String { return column[sql.String](table, name) }

// pointer is for values of nullable columns.
func pointer[T any](v T) *T { return &v }

// key is an integer key that the program makes.
func key() schema.Item { return schema.Col("id", types.Integer, schema.PK(), schema.NoIdentity()) }

// madeKey is an integer key that the database makes.
func madeKey() schema.Item { return schema.Col("id", types.Integer, schema.PK()) }

// integer is an integer column.
func integer(name string, options ...schema.ColumnOption) schema.Item {
	return schema.Col(name, types.Integer, options...)
}

// varchar is a column of strings up to 50 characters.
func varchar(name string, options ...schema.ColumnOption) schema.Item {
	return schema.Col(name, types.String(50), options...)
}
