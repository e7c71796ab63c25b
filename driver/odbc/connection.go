package odbc

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"sync"
	"time"
	"unsafe"

	"github.com/alexbrainman/odbc"
	"github.com/alexbrainman/odbc/api"
)

// environment allocates ODBC's handle for the program, once.
var environment = sync.OnceValues(func() (api.SQLHENV, error) {
	var none, out api.SQLHANDLE
	if ret := api.SQLAllocHandle(api.SQL_HANDLE_ENV, none, &out); odbc.IsError(ret) {
		return nil, errors.New("ODBC allocates no environment")
	}
	env := api.SQLHENV(out)
	if ret := api.SQLSetEnvUIntPtrAttr(env, api.SQL_ATTR_ODBC_VERSION, api.SQL_OV_ODBC3, 0); odbc.IsError(ret) {
		return nil, odbc.NewError("SQLSetEnvAttr", env)
	}
	return env, nil
})

// loginTimeout is ODBC's SQL_ATTR_LOGIN_TIMEOUT.
const loginTimeout = 103

// A connection is one of ODBC's.
type connection struct {
	handle   api.SQLHDBC
	bad      bool
	isolated bool // the open transaction has an isolation level of its own
}

var _ interface {
	sqldriver.Conn
	sqldriver.ConnPrepareContext
	sqldriver.ConnBeginTx
	sqldriver.ExecerContext
	sqldriver.Pinger
	sqldriver.Validator
} = (*connection)(nil)

func connect(source string, timeout time.Duration) (*connection, error) {
	env, err := environment()
	if err != nil {
		return nil, err
	}
	var out api.SQLHANDLE
	if ret := api.SQLAllocHandle(api.SQL_HANDLE_DBC, api.SQLHANDLE(env), &out); odbc.IsError(ret) {
		return nil, odbc.NewError("SQLAllocHandle", env)
	}
	c := &connection{handle: api.SQLHDBC(out)}
	if timeout > 0 {
		seconds := uintptr((timeout + time.Second - 1) / time.Second)
		api.SQLSetConnectUIntPtrAttr(c.handle, loginTimeout, seconds, api.SQL_IS_UINTEGER)
	}
	text := api.StringToUTF16(source)
	ret := api.SQLDriverConnect(c.handle, 0, (*api.SQLWCHAR)(unsafe.Pointer(&text[0])), api.SQL_NTS, nil, 0, nil, api.SQL_DRIVER_NOPROMPT)
	if odbc.IsError(ret) {
		err := odbc.NewError("SQLDriverConnect", c.handle)
		api.SQLFreeHandle(api.SQL_HANDLE_DBC, api.SQLHANDLE(c.handle))
		return nil, err
	}
	return c, nil
}

// Close ends the connection.
func (c *connection) Close() error {
	var err error
	if ret := api.SQLDisconnect(c.handle); odbc.IsError(ret) && !c.bad {
		err = odbc.NewError("SQLDisconnect", c.handle)
	}
	api.SQLFreeHandle(api.SQL_HANDLE_DBC, api.SQLHANDLE(c.handle))
	return err
}

// IsValid reports whether the pool may keep the connection.
func (c *connection) IsValid() bool { return !c.bad }

// Ping asks the server for nothing much.
func (c *connection) Ping(ctx context.Context) error { return c.run(ctx, "SELECT 1") }

// Prepare is what an old database/sql would call.
func (c *connection) Prepare(query string) (sqldriver.Stmt, error) {
	return c.PrepareContext(context.Background(), query)
}

// PrepareContext gives a statement that is prepared when it first runs with
// arguments.
func (c *connection) PrepareContext(_ context.Context, query string) (sqldriver.Stmt, error) {
	if c.bad {
		return nil, sqldriver.ErrBadConn
	}
	return &statement{connection: c, query: query}, nil
}

// ExecContext runs a statement without arguments as it is.
func (c *connection) ExecContext(ctx context.Context, query string, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	if len(args) > 0 {
		return nil, sqldriver.ErrSkip
	}
	s := &statement{connection: c, query: query}
	return s.ExecContext(ctx, nil)
}

func (c *connection) run(ctx context.Context, query string) error {
	_, err := c.ExecContext(ctx, query, nil)
	return err
}

// Begin is what an old database/sql would call.
func (c *connection) Begin() (sqldriver.Tx, error) {
	return c.BeginTx(context.Background(), sqldriver.TxOptions{})
}

// levels are the words for the isolation levels that the server has.
var levels = map[sql.IsolationLevel]string{
	sql.LevelReadUncommitted: "READ UNCOMMITTED", sql.LevelReadCommitted: "READ COMMITTED",
	sql.LevelRepeatableRead: "REPEATABLE READ", sql.LevelSerializable: "SERIALIZABLE",
}

const setLevel = "SET TRANSACTION ISOLATION LEVEL "

// BeginTx starts a transaction. Of being read-only the server knows nothing.
func (c *connection) BeginTx(ctx context.Context, options sqldriver.TxOptions) (sqldriver.Tx, error) {
	begin := "BEGIN TRANSACTION"
	level := sql.IsolationLevel(options.Isolation)
	c.isolated = level != sql.LevelDefault
	if c.isolated {
		name, known := levels[level]
		if !known {
			return nil, fmt.Errorf("begin: the server has no isolation level %s", level)
		}
		begin = setLevel + name + " " + begin
	}
	if err := c.run(ctx, begin); err != nil {
		return nil, err
	}
	return transaction{c}, nil
}

// A transaction is the one that a connection has open.
type transaction struct{ connection *connection }

// Commit ends the transaction.
func (t transaction) Commit() error { return t.end("COMMIT TRANSACTION") }

// Rollback ends the transaction, if the server has not.
func (t transaction) Rollback() error { return t.end("IF @@trancount > 0 ROLLBACK TRANSACTION") }

func (t transaction) end(query string) error {
	if t.connection.isolated {
		query += " " + setLevel + "READ COMMITTED"
	}
	return t.connection.run(context.Background(), query)
}
