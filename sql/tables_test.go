package sql_test

import (
	"context"
	"time"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

func init() { sql.RegisterPrinter(dialect.Print) }

var meta = schema.NewMetaData()

var Users = schema.DeclareIn[struct {
	schema.Declared
	_        schema.Name       `orm:"users"`
	ID       sql.Number[int64] `orm:",pk"`
	Name     sql.String        `orm:",size=50"`
	Nickname sql.NullString
	Age      sql.Number[int]
	Active   sql.Bool
	Born     sql.NullDate
}](meta)

var Addresses = schema.DeclareIn[struct {
	schema.Declared
	_      schema.Name           `orm:"addresses"`
	ID     sql.Number[int64]     `orm:",pk"`
	Email  sql.String            `orm:"email_address"`
	UserID sql.NullNumber[int64] `orm:",references=users.id"`
}](meta)

var Messages = schema.DeclareIn[struct {
	schema.Declared
	_          schema.Name       `orm:"messages"`
	ID         sql.Number[int64] `orm:",pk"`
	SenderID   sql.Number[int64] `orm:",references=users.id"`
	ReceiverID sql.Number[int64] `orm:",references=users.id"`
	Sent       sql.Time
}](meta)

var Colors = schema.DeclareIn[struct {
	schema.Declared
	_    schema.Name `orm:"colors"`
	Name sql.String  `orm:",pk"`
}](meta)

// canned is an executor that answers every query with the rows it was given
// and keeps what it was asked.
type canned struct {
	columns []string
	rows    [][]any
	err     error // of the iteration, after the rows
	asked   []string
	closed  int
	tracks  bool
	stmts   []ast.Statement
}

func (c *canned) QueryStatement(_ context.Context, stmt ast.Statement) (sql.Rows, error) {
	c.asked = append(c.asked, dialect.Print(stmt))
	c.stmts = append(c.stmts, stmt)
	return &cannedRows{c: c, at: -1}, nil
}

func (c *canned) ExecStatement(_ context.Context, stmt ast.Statement) (sql.Result, error) {
	c.asked = append(c.asked, dialect.Print(stmt))
	return sql.Result{RowsAffected: 3}, nil
}

func (c *canned) Tracks() bool { return c.tracks }

type cannedRows struct {
	c      *canned
	at     int
	closed bool
}

func (r *cannedRows) Columns() []string { return r.c.columns }
func (r *cannedRows) Next() bool        { r.at++; return !r.closed && r.at < len(r.c.rows) }
func (r *cannedRows) Err() error        { return r.c.err }
func (r *cannedRows) Close() error {
	if !r.closed {
		r.closed = true
		r.c.closed++
	}
	return nil
}

func (r *cannedRows) value(i int) any                { return r.c.rows[r.at][i] }
func (r *cannedRows) Null(i int) bool                { return r.value(i) == nil }
func (r *cannedRows) Int64(i int) (int64, error)     { return types.AnyToInt64(r.value(i)) }
func (r *cannedRows) Float64(i int) (float64, error) { return types.AnyToFloat64(r.value(i)) }
func (r *cannedRows) Bool(i int) (bool, error)       { return types.AnyToBool(r.value(i)) }
func (r *cannedRows) String(i int) (string, error)   { return types.AnyToString(r.value(i)) }
func (r *cannedRows) Bytes(i int) ([]byte, error)    { return types.AnyToBytes(r.value(i)) }
func (r *cannedRows) Time(i int) (time.Time, error)  { return types.AnyToTime(r.value(i)) }
func (r *cannedRows) Any(i int) (any, error)         { return r.value(i), nil }
