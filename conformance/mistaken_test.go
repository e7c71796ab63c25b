package conformance_test

import (
	"context"
	stdsql "database/sql"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
)

// A mistaken driver makes a mistake.
type mistaken struct {
	driver.Driver
	mistake mistake
	dialect *dialect.Dialect
}

func (d mistaken) Dialect() *dialect.Dialect { return d.dialect }

func (d mistaken) Wrap(ctx context.Context, pooled *stdsql.Conn) (driver.Conn, error) {
	conn, err := d.Driver.Wrap(ctx, pooled)
	if err != nil {
		return nil, err
	}
	if d.mistake.conn != nil {
		conn = d.mistake.conn(conn)
	}
	return mistakenConn{conn, d.mistake}, nil
}

type mistakenConn struct {
	driver.Conn
	mistake
}

func (c mistakenConn) sent(s driver.Statement) driver.Statement {
	if c.mistake.send != nil {
		return c.mistake.send(s)
	}
	return s
}

func (c mistakenConn) told(r driver.Result) driver.Result {
	if c.mistake.result != nil {
		return c.mistake.result(r)
	}
	return r
}

func (c mistakenConn) read(r driver.Rows) driver.Rows {
	if c.mistake.row != nil && r != nil {
		return c.mistake.row(r)
	}
	return r
}

func (c mistakenConn) failed(err error) error {
	if c.mistake.err != nil && err != nil {
		return c.mistake.err(err)
	}
	return err
}

func (c mistakenConn) Query(ctx context.Context, s driver.Statement) (driver.Rows, error) {
	rows, err := c.Conn.Query(ctx, c.sent(s))
	return c.read(rows), c.failed(err)
}

func (c mistakenConn) Exec(ctx context.Context, s driver.Statement) (driver.Result, error) {
	result, err := c.Conn.Exec(ctx, c.sent(s))
	return c.told(result), c.failed(err)
}

func (c mistakenConn) Pipeline(ctx context.Context, statements []driver.Statement, commit bool, each func(i int, result driver.Result, rows driver.Rows) error) error {
	sent := make([]driver.Statement, len(statements))
	for i, s := range statements {
		sent[i] = c.sent(s)
	}
	return c.failed(c.Conn.Pipeline(ctx, sent, commit, func(i int, result driver.Result, rows driver.Rows) error {
		if each == nil {
			return nil
		}
		return each(i, c.told(result), c.read(rows))
	}))
}

func regexpReplaces(old, new string) func(s driver.Statement) driver.Statement {
	pattern := regexp.MustCompile(old)
	return func(s driver.Statement) driver.Statement {
		s.SQL = pattern.ReplaceAllString(s.SQL, new)
		return s
	}
}

// literals has a dialect write strings so.
func literals(write func(s string) string) func(d *dialect.Dialect) {
	return func(d *dialect.Dialect) {
		right := d.Literal
		d.Literal = func(c *dialect.Compiler, value any, t *types.Type) bool {
			if s, ok := value.(string); ok {
				c.WriteString(write(s))
				return true
			}
			return right != nil && right(c, value, t)
		}
	}
}

func typeNames(wrong func(name string) string) func(d *dialect.Dialect) {
	return func(d *dialect.Dialect) {
		right := d.TypeName
		d.TypeName = func(t *types.Type) (string, error) {
			name, err := right(t)
			return wrong(name), err
		}
	}
}

type part int

const (
	foreignKeys part = iota
	columns
)

// catalogue has a dialect ask wrongly for a part of the structure.
func catalogue(wrong func(query string) string, of part) func(d *dialect.Dialect) {
	return func(d *dialect.Dialect) {
		queries := *d.Structure
		switch of {
		case foreignKeys:
			queries.ForeignKeys = wrong(queries.ForeignKeys)
		case columns:
			queries.Columns = wrong(queries.Columns)
		}
		d.Structure = &queries
	}
}

func unkind(err error) error { return errors.New(err.Error()) }

// wallClock binds what a clock in the zone shows as if it were UTC.
func wallClock(s driver.Statement) driver.Statement {
	args := slices.Clone(s.Args)
	for i, arg := range args {
		if at, ok := arg.(time.Time); ok {
			args[i] = time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), time.UTC)
		}
	}
	s.Args = args
	return s
}

// firstOfBatch keeps a batch to one row.
func firstOfBatch(s driver.Statement) driver.Statement {
	if len(s.Batch) == 0 {
		return s
	}
	batch := make([]*types.Vector, len(s.Batch))
	for i, v := range s.Batch {
		batch[i] = v.Slice(0, min(1, v.Len()))
	}
	s.Batch = batch
	return s
}

// Rows that give something else.
type (
	secondRows  struct{ driver.Rows }
	trimmedRows struct{ driver.Rows }
	fullRows    struct{ driver.Rows }
	shortRows   struct {
		driver.Rows
		seen int
	}
)

func (r secondRows) Time(i int) (time.Time, error) {
	at, err := r.Rows.Time(i)
	return at.Truncate(time.Second), err
}

func (r secondRows) String(i int) (string, error) {
	s, err := r.Rows.String(i)
	return regexp.MustCompile(`(:\d\d)\.\d+`).ReplaceAllString(s, "$1"), err
}

func (r trimmedRows) String(i int) (string, error) {
	s, err := r.Rows.String(i)
	return strings.TrimRight(s, " "), err
}

func (r fullRows) Null(int) bool { return false }

func (r *shortRows) Next() bool {
	r.seen++
	return r.seen < 600 && r.Rows.Next()
}

// Connections that end transactions in another way.
type (
	committing struct{ driver.Conn }
	beginless  struct{ driver.Conn }
	forward    struct{ driver.Conn }
)

func (c committing) Rollback(ctx context.Context) error { return c.Commit(ctx) }

func (c beginless) Begin(context.Context, driver.TxOptions) error { return nil }
func (c beginless) Commit(context.Context) error                  { return nil }
func (c beginless) Rollback(context.Context) error                { return nil }

func (c forward) RollbackTo(context.Context, string) error { return nil }
