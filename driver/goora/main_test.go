package goora

import (
	"context"
	sqldriver "database/sql/driver"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/driver"
	goora "github.com/sijms/go-ora/v2"
)

// A recording stands in for go-ora where there is no server: it keeps what a
// connection is asked for, and answers as the test says.
type recording struct {
	mutex sync.Mutex
	lines []string
	// affected is the number of rows of the next statements; fill is called for
	// each one that has out parameters, and rows gives those of a query.
	affected int64
	fill     func(outs []any)
	rows     func(query string) *recordedRows
	fails    func(query string) error
	source   string
}

// recordings are the open ones, by the user in the URL.
var recordings sync.Map

func init() {
	driver.Register(oracleDriver{func(source string) sqldriver.Connector {
		config, err := goora.ParseConfig(source)
		if err != nil {
			panic(err)
		}
		r, _ := recordings.Load(config.UserID)
		r.(*recording).source = source
		return r.(*recording)
	}}, "oracle+recording")
}

// record opens an engine over a recording.
func record(t *testing.T, options ...azoth.Option) (*azoth.Engine, *recording) {
	t.Helper()
	r := &recording{affected: 1, fill: func([]any) {}}
	user := strings.NewReplacer("/", "_", "#", "_").Replace(t.Name())
	recordings.Store(user, r)
	eng, err := azoth.Open("oracle+recording://"+user+":tiger@localhost/orcl", options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { eng.Close() })
	return eng, r
}

func (r *recording) note(format string, args ...any) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.lines = append(r.lines, fmt.Sprintf(format, args...))
}

// take gives what was recorded, and forgets it.
func (r *recording) take() []string {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	lines := r.lines
	r.lines = nil
	return lines
}

func (r *recording) Connect(context.Context) (sqldriver.Conn, error) {
	return &recordedConn{r}, nil
}

func (r *recording) Driver() sqldriver.Driver { return nil }

// run records a statement and fills its out parameters.
func (r *recording) run(verb, query string, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	shown := make([]string, len(args))
	var outs []any
	for i, arg := range args {
		if arg.Name != "" || arg.Ordinal != i+1 {
			return nil, fmt.Errorf("argument %d is %q, %d: go-ora takes them in their order", i+1, arg.Name, arg.Ordinal)
		}
		shown[i] = describe(arg.Value)
		if out, ok := arg.Value.(goora.Out); ok {
			outs = append(outs, out.Dest)
		}
	}
	r.note("%s %s [%s]", verb, query, strings.Join(shown, ", "))
	if r.fails != nil {
		if err := r.fails(query); err != nil {
			return nil, err
		}
	}
	if len(outs) > 0 {
		r.fill(outs)
	}
	return sqldriver.RowsAffected(r.affected), nil
}

// describe gives a parameter by its type and its value.
func describe(value any) string {
	switch v := value.(type) {
	case nil:
		return "NULL"
	case goora.Out:
		return fmt.Sprintf("OUT %T(%d)", v.Dest, v.Size)
	case *goora.Number:
		text, err := v.String()
		if err != nil {
			return err.Error()
		}
		return "Number " + text
	case goora.TimeStamp:
		return "TimeStamp " + time.Time(v).Format(time.RFC3339Nano)
	case goora.Clob:
		return fmt.Sprintf("Clob of %d", len(v.String))
	case goora.NClob:
		return fmt.Sprintf("NClob of %d", len(v.String))
	case goora.Blob:
		return fmt.Sprintf("Blob of %d", len(v.Data))
	case []byte:
		return fmt.Sprintf("bytes %x", v)
	}
	return fmt.Sprintf("%T %v", value, value)
}

// A recordedConn has the methods of go-ora's connections.
type recordedConn struct{ *recording }

func (c *recordedConn) Prepare(string) (sqldriver.Stmt, error) {
	return nil, fmt.Errorf("not with a context")
}

func (c *recordedConn) PrepareContext(_ context.Context, query string) (sqldriver.Stmt, error) {
	c.note("prepare")
	return &recordedStmt{c, query}, nil
}

func (c *recordedConn) ExecContext(_ context.Context, query string, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	return c.run("direct", query, args)
}

func (c *recordedConn) QueryContext(_ context.Context, query string, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	if _, err := c.run("direct query", query, args); err != nil {
		return nil, err
	}
	return c.rows(query), nil
}

func (c *recordedConn) Begin() (sqldriver.Tx, error) { return nil, fmt.Errorf("not with a context") }

// BeginTx takes what go-ora takes.
func (c *recordedConn) BeginTx(ctx context.Context, options sqldriver.TxOptions) (sqldriver.Tx, error) {
	if options != (sqldriver.TxOptions{}) {
		return nil, fmt.Errorf("go-ora takes no options: %v", options)
	}
	c.note("begin")
	return &recordedTx{c, ctx}, nil
}

func (c *recordedConn) Ping(context.Context) error                       { return nil }
func (c *recordedConn) ResetSession(context.Context) error               { return nil }
func (c *recordedConn) CheckNamedValue(*sqldriver.NamedValue) error      { return nil }
func (c *recordedConn) Close() error                                     { return nil }
func (s *recordedStmt) Exec([]sqldriver.Value) (sqldriver.Result, error) { return nil, io.EOF }
func (s *recordedStmt) Query([]sqldriver.Value) (sqldriver.Rows, error)  { return nil, io.EOF }
func (s *recordedStmt) NumInput() int                                    { return -1 }
func (s *recordedStmt) Close() error                                     { s.note("close"); return nil }

// A recordedStmt is a prepared statement.
type recordedStmt struct {
	*recordedConn
	query string
}

func (s *recordedStmt) ExecContext(_ context.Context, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	return s.run("exec", s.query, args)
}

func (s *recordedStmt) QueryContext(_ context.Context, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	for _, arg := range args {
		if _, out := arg.Value.(goora.Out); out {
			return nil, fmt.Errorf("go-ora's queries have no out parameters")
		}
	}
	if _, err := s.run("query", s.query, args); err != nil {
		return nil, err
	}
	return s.rows(s.query), nil
}

// A recordedTx notes whether its end obeys a context.
type recordedTx struct {
	*recordedConn
	ctx context.Context
}

func (t *recordedTx) Commit() error   { t.note("commit"); return t.ctx.Err() }
func (t *recordedTx) Rollback() error { t.note("rollback"); return t.ctx.Err() }

// recordedRows are rows as go-ora gives them.
type recordedRows struct {
	columns, types []string
	values         [][]sqldriver.Value
}

func (r *recordedRows) Columns() []string                       { return r.columns }
func (r *recordedRows) ColumnTypeDatabaseTypeName(i int) string { return r.types[i] }
func (r *recordedRows) Close() error                            { return nil }

func (r *recordedRows) Next(values []sqldriver.Value) error {
	if len(r.values) == 0 {
		return io.EOF
	}
	copy(values, r.values[0])
	r.values = r.values[1:]
	return nil
}
