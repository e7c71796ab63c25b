package sqlite

import (
	"context"
	"errors"
	"fmt"
	"slices"

	lib "modernc.org/sqlite/lib"

	"github.com/azoth-go/azoth/driver"
)

// A connection is what the pool holds: an open database with its prepared
// statements. It is used by one goroutine at a time.
type connection struct {
	*database
	statements cache
	binder     binder
	begin      string  // begins a transaction
	open       []*rows // results, most often one at most
	broken     bool    // the pool is to drop the connection
}

// connect opens a connection as the settings say.
func connect(s *settings) (*connection, error) {
	db, err := openDatabase(s.uri, s.busyTimeout)
	if err != nil {
		return nil, err
	}
	c := &connection{database: db, begin: s.begin}
	c.statements = cache{db: db, capacity: cachedStatements, byText: map[string]*statement{}}
	if err := c.configure(s); err != nil {
		c.closeDatabase()
		return nil, err
	}
	return c, nil
}

func (c *connection) configure(s *settings) error {
	for _, pragma := range s.pragmas() {
		if err := c.run(pragma); err != nil {
			return err
		}
	}
	if s.journalMode != "" {
		// SQLite answers with the mode that it is in, whatever was asked for.
		mode, err := c.queryText("PRAGMA journal_mode = " + s.journalMode)
		if err != nil {
			return err
		}
		if mode != s.journalMode {
			return &driver.Error{Kind: driver.ErrUnsupportedOperation,
				Message: fmt.Sprintf("option journal_mode=%s: the database stays in mode %s, as one in memory does", s.journalMode, mode)}
		}
	}
	return nil
}

func (c *connection) closeDatabase() error {
	for len(c.open) > 0 {
		c.open[len(c.open)-1].discard()
	}
	c.statements.clear()
	return c.database.close()
}

// exec runs a statement to its end, once or for each row of its batch, and
// drops the rows that it may give. It hands the result of every execution to
// each, which may be nil.
func (c *connection) exec(ctx context.Context, stmt driver.Statement, each func(driver.Result)) (driver.Result, error) {
	c.watchContext(ctx) // compiling may wait for a lock, too
	s, err := c.statements.take(stmt.SQL)
	if errors.Is(err, errSeveral) && len(stmt.Args) == 0 && len(stmt.Batch) == 0 {
		return c.execScript(ctx, stmt.SQL)
	}
	if err != nil {
		return driver.Result{}, err
	}
	defer c.statements.put(s)
	c.starts(true)
	defer c.starts(false)
	if len(stmt.Batch) == 0 {
		if err := c.binder.bindArgs(s, stmt.Args); err != nil {
			return driver.Result{}, err
		}
		result, err := c.complete(ctx, s)
		if err == nil && each != nil {
			each(result)
		}
		return result, err
	}

	if err := checkBatch(stmt); err != nil {
		return driver.Result{}, err
	}
	var total driver.Result
	end, err := c.beginBatch(stmt)
	if err != nil {
		return driver.Result{}, err
	}
	for row := range stmt.Rows() {
		var one driver.Result
		if err = c.binder.bindRow(s, stmt.Batch, row); err == nil {
			one, err = c.complete(ctx, s)
		}
		if err != nil {
			break
		}
		total.RowsAffected += one.RowsAffected
		if total.LastInsertID == 0 {
			total.LastInsertID = one.LastInsertID
		}
		if each != nil {
			each(one)
		}
	}
	if err := end(err); err != nil {
		return driver.Result{}, err
	}
	return total, nil
}

// complete runs a statement that is bound to its end.
func (c *connection) complete(ctx context.Context, s *statement) (result driver.Result, err error) {
	defer s.reset()
	if c.done != nil && ended(c.done) {
		return result, ctx.Err()
	}
	before := lib.Xsqlite3_total_changes64(c.tls, c.handle)
	row, err := s.start()
	if err != nil {
		return result, err
	}
	for row {
		var rc int32
		if row, rc = s.step(); rc != lib.SQLITE_OK {
			return result, c.failure(rc)
		}
	}
	// A statement that changes nothing leaves the number of the one before.
	if lib.Xsqlite3_total_changes64(c.tls, c.handle) != before {
		result.RowsAffected = lib.Xsqlite3_changes64(c.tls, c.handle)
		if s.inserts && result.RowsAffected > 0 {
			result.LastInsertID = lib.Xsqlite3_last_insert_rowid(c.tls, c.handle)
		}
	}
	return result, nil
}

// execScript runs the statements of a text, one after the other.
func (c *connection) execScript(ctx context.Context, text string) (total driver.Result, err error) {
	c.starts(true)
	defer c.starts(false)
	for text != "" {
		s, rest, err := c.prepare(text)
		if err != nil {
			return total, err
		}
		one, err := c.complete(ctx, s)
		s.finalize()
		if err != nil {
			return total, err
		}
		total.RowsAffected += one.RowsAffected
		if one.LastInsertID != 0 {
			total.LastInsertID = one.LastInsertID
		}
		text = rest
	}
	return total, nil
}

// query runs a statement up to its first row.
func (c *connection) query(ctx context.Context, stmt driver.Statement) (*rows, error) {
	c.watchContext(ctx)
	s, err := c.statements.take(stmt.SQL)
	if err != nil {
		return nil, err
	}
	r := &rows{connection: c, stmt: s, handle: s.handle, ctx: ctx, done: c.done, statement: stmt, column: -1}
	c.open = append(c.open, r)
	if len(stmt.Batch) == 0 {
		if err = c.binder.bindArgs(s, stmt.Args); err == nil {
			r.onRow, err = r.start()
		}
	} else if err = checkBatch(stmt); err == nil {
		if r.endBatch, err = c.beginBatch(stmt); err == nil {
			r.onRow, err = r.nextExecution()
		}
	}
	if err != nil {
		return nil, r.end(err)
	}
	r.ahead = true
	if !r.onRow {
		if err := r.end(nil); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// checkBatch reports vectors of different lengths.
func checkBatch(stmt driver.Statement) error {
	if len(stmt.Args) > 0 {
		return errors.New("the statement has both arguments and a batch")
	}
	for i, vector := range stmt.Batch {
		if vector.Len() != stmt.Rows() {
			return fmt.Errorf("the batch has %d values for argument 1 and %d for argument %d", stmt.Rows(), vector.Len(), i+1)
		}
	}
	return nil
}

// beginBatch makes a batch outside of a transaction one of its own: all rows
// are written or none, and to the disk once. What it gives ends that, by the
// error of the batch.
func (c *connection) beginBatch(stmt driver.Statement) (end func(error) error, err error) {
	if stmt.Rows() < 2 || !c.autocommit() {
		return func(err error) error { return err }, nil
	}
	if err := c.control(c.begin); err != nil {
		return nil, err
	}
	return func(err error) error {
		if err == nil {
			err = c.control("COMMIT")
		}
		if err != nil {
			c.rollback()
		}
		return err
	}, nil
}

// control runs a statement that begins or ends a transaction.
func (c *connection) control(text string) error {
	s, err := c.statements.take(text)
	if err != nil {
		return err
	}
	defer c.statements.put(s)
	defer s.reset()
	_, err = s.start()
	return err
}

// rollback ends the transaction that is open, if any.
func (c *connection) rollback() error {
	if c.autocommit() {
		return nil
	}
	c.unwatch() // a rollback happens whatever the context
	err := c.control("ROLLBACK")
	if err != nil && !c.autocommit() {
		c.broken = true
		return err
	}
	return nil
}

// forget takes a result off the list of the open ones.
func (c *connection) forget(r *rows) {
	if i := slices.Index(c.open, r); i >= 0 {
		c.open = slices.Delete(c.open, i, i+1)
	}
}
