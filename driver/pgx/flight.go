package pgx

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/azoth-go/azoth/driver"
)

// A flight is one round trip of several messages: statements to deallocate, the
// BEGIN, and for every statement its preparation, where it is new, and its
// executions; and the COMMIT. What is expected back is noted in steps.
//
// pgconn reads in the background while a write blocks, so that a server whose
// results fill the buffers between does not block it for ever.
type flight struct {
	conn      *conn
	ctx       context.Context
	pipeline  *pgconn.Pipeline
	steps     []step
	at        int // the step whose result is read next
	remaining int // executions of the current statement whose results are to come
}

// A step is a message whose result is to come.
type step struct {
	kind      stepKind
	statement *statement // what is prepared or executed; nil where it has no name
	text      bool       // the results are in the text format
	count     int        // of executions
}

type stepKind uint8

const (
	stepDeallocate stepKind = iota
	stepBegin
	stepPrepare
	stepExecute
	stepCommit
)

// launch encodes the arguments of all statements, then sends everything. An
// error is a *driver.PipelineError; one of encoding comes before anything is
// sent.
func (c *conn) launch(ctx context.Context, stmts []driver.Statement, commit bool) (*flight, error) {
	f := &c.flight
	*f = flight{conn: c, ctx: ctx, steps: f.steps[:0]}
	c.parameters.reset()

	// The plan is made of the same steps that are then awaited.
	for range c.statements.evicted {
		f.steps = append(f.steps, step{kind: stepDeallocate})
	}
	if c.begin != "" {
		f.steps = append(f.steps, step{kind: stepBegin})
	}
	planned := len(f.steps)
	if err := f.plan(stmts); err != nil {
		c.parameters.reset()
		return nil, err
	}
	commit = commit && (c.begin != "" || c.transaction)
	if commit {
		f.steps = append(f.steps, step{kind: stepCommit})
	}

	f.pipeline = c.pg.StartPipeline(ctx)
	for _, name := range c.statements.evicted {
		f.pipeline.SendDeallocate(name)
	}
	if c.begin != "" {
		f.pipeline.SendQueryParams(c.begin, nil, nil, nil, nil)
	}
	f.send(stmts, f.steps[planned:])
	if commit {
		f.pipeline.SendQueryParams("commit", nil, nil, nil, nil)
	}
	c.parameters.reset()
	if err := f.pipeline.Sync(); err != nil {
		f.finish()
		return nil, &driver.PipelineError{Err: err}
	}
	return f, nil
}

// plan decides which statements are prepared and encodes all arguments.
func (f *flight) plan(stmts []driver.Statement) error {
	c := f.conn
	var fresh map[string]*statement // what this flight prepares
	for i := range stmts {
		stmt := &stmts[i]
		s := c.statements.get(stmt.SQL)
		if s == nil && c.statements.capacity > 0 && worthPreparing(stmt.SQL) {
			if s = fresh[stmt.SQL]; s == nil {
				s = c.statements.fresh(stmt.SQL)
				f.steps = append(f.steps, step{kind: stepPrepare, statement: s})
				if len(stmts) > 1 {
					if fresh == nil {
						fresh = make(map[string]*statement)
					}
					fresh[stmt.SQL] = s
				}
			}
		}
		if s == nil && !worthPreparing(stmt.SQL) {
			if err := refuseCopy(stmt.SQL); err != nil {
				return &driver.PipelineError{Index: i, Err: err}
			}
			c.watch(stmt.SQL)
		}
		text := s == nil || s.description == nil
		f.steps = append(f.steps, step{kind: stepExecute, statement: s, text: text, count: stmt.Rows()})
		if err := c.encodeAll(s, stmt); err != nil {
			return &driver.PipelineError{Index: i, Err: err}
		}
	}
	return nil
}

// encodeAll encodes the arguments of all executions that a statement stands for.
func (c *conn) encodeAll(s *statement, stmt *driver.Statement) error {
	width := width(stmt)
	if s != nil && s.description != nil && width != len(s.description.ParamOIDs) {
		return fmt.Errorf("the statement has %d parameters, but %d arguments were given", len(s.description.ParamOIDs), width)
	}
	if len(stmt.Batch) == 0 {
		for i, arg := range stmt.Args {
			oid := s.parameter(i)
			if oid == 0 {
				oid = hint(arg)
			}
			if err := c.parameters.addValue(arg, oid); err != nil {
				return fmt.Errorf("argument $%d: %w", i+1, err)
			}
		}
		return nil
	}
	oids := make([]uint32, width)
	for j, vector := range stmt.Batch {
		if vector.Len() != stmt.Rows() {
			return fmt.Errorf("argument $%d of the batch has %d values, the first has %d", j+1, vector.Len(), stmt.Rows())
		}
		if oids[j] = s.parameter(j); oids[j] == 0 {
			oids[j] = vectorHint(vector)
		}
	}
	for row := range stmt.Rows() {
		for j, vector := range stmt.Batch {
			if err := c.parameters.addElement(vector, row, oids[j]); err != nil {
				return fmt.Errorf("argument $%d of row %d: %w", j+1, row+1, err)
			}
		}
	}
	return nil
}

// width is the number of arguments of one execution.
func width(stmt *driver.Statement) int {
	if len(stmt.Batch) > 0 {
		return len(stmt.Batch)
	}
	return len(stmt.Args)
}

// hints states the types of the parameters of a statement that is to be parsed.
// Nil leaves all of them to the server.
func hints(stmt *driver.Statement) []uint32 {
	var oids []uint32
	for i := range width(stmt) {
		var oid uint32
		if len(stmt.Batch) > 0 {
			oid = vectorHint(stmt.Batch[i])
		} else {
			oid = hint(stmt.Args[i])
		}
		if oid != 0 {
			if oids == nil {
				oids = make([]uint32, width(stmt))
			}
			oids[i] = oid
		}
	}
	return oids
}

// flushBytes is how much is buffered before it is sent ahead of the rest.
const flushBytes = 64 << 10

// send queues the statements' messages.
func (f *flight) send(stmts []driver.Statement, steps []step) {
	values, formats := f.conn.parameters.values, f.conn.parameters.formats
	buffered := 0
	next := 0 // the statement of the step
	for i := range steps {
		s := &steps[i]
		if s.kind == stepCommit {
			return
		}
		stmt := &stmts[next]
		if s.kind == stepPrepare {
			f.pipeline.SendPrepare(s.statement.name, stmt.SQL, hints(stmt))
			buffered += len(stmt.SQL)
			continue
		}
		next++
		width := width(stmt)
		for range s.count {
			row, rowFormats := values[:width], formats[:width]
			values, formats = values[width:], formats[width:]
			switch {
			case s.statement == nil:
				f.pipeline.SendQueryParams(stmt.SQL, row, hints(stmt), rowFormats, nil)
			case s.text:
				f.pipeline.SendQueryPrepared(s.statement.name, row, rowFormats, nil)
			default:
				f.pipeline.SendQueryStatement(s.statement.description, row, rowFormats, s.statement.formats)
			}
			buffered += messageBytes
			for _, value := range row {
				buffered += len(value)
			}
			if buffered > flushBytes {
				// An error closes the pipeline, which Sync then reports.
				_ = f.pipeline.Flush()
				buffered = 0
			}
		}
	}
}

// messageBytes is about what an execution takes besides its arguments.
const messageBytes = 64

// reach reads up to the results of the next statement's executions.
func (f *flight) reach() (*step, error) {
	for f.at < len(f.steps) {
		s := &f.steps[f.at]
		f.at++
		if s.kind == stepExecute {
			f.remaining = s.count
			return s, nil
		}
		if err := f.pass(s); err != nil {
			f.abandon()
			return nil, err
		}
	}
	return nil, errEnded
}

// abandon expects nothing more: the server skips what follows a failure.
func (f *flight) abandon() { f.at, f.remaining = len(f.steps), 0 }

var errEnded = errors.New("the server ended the pipeline early")

// pass reads the result of a step that no caller awaits.
func (f *flight) pass(s *step) error {
	c := f.conn
	results, err := f.pipeline.GetResults()
	if err != nil {
		return err
	}
	switch s.kind {
	case stepDeallocate:
		c.statements.evicted = c.statements.evicted[1:]
	case stepBegin:
		c.begin, c.transaction = "", true
	case stepPrepare:
		description, ok := results.(*pgconn.StatementDescription)
		if !ok {
			return errEnded
		}
		s.statement.describe(description)
		c.statements.add(s.statement)
	case stepCommit:
		reader, ok := results.(*pgconn.ResultReader)
		if !ok {
			return errEnded
		}
		tag, err := reader.Close()
		if err == nil && tag.String() == "ROLLBACK" {
			err = errRolledBack()
		}
		return err
	}
	return nil
}

// again begins the result of the current statement's next execution.
func (f *flight) again() (*pgconn.ResultReader, error) {
	f.remaining--
	results, err := f.pipeline.GetResults()
	if err != nil {
		f.abandon()
		return nil, err
	}
	reader, ok := results.(*pgconn.ResultReader)
	if !ok {
		f.abandon()
		return nil, errEnded
	}
	return reader, nil
}

// result reads a statement's executions to the end and sums up what they
// touched.
func (f *flight) result() (driver.Result, error) {
	var result driver.Result
	if _, err := f.reach(); err != nil {
		return result, err
	}
	for f.remaining > 0 {
		reader, err := f.again()
		if err != nil {
			return result, err
		}
		tag, err := reader.Close()
		if err != nil {
			f.abandon()
			return result, err
		}
		result.RowsAffected += tag.RowsAffected()
	}
	return result, nil
}

// results opens the rows of the next statement.
func (f *flight) results(r *rows) error {
	s, err := f.reach()
	if err != nil {
		return err
	}
	if s.count == 0 { // a batch of no rows
		r.closed = true
		if !r.lent {
			r.end(nil)
		}
		return nil
	}
	if r.reader, err = f.again(); err != nil {
		return err
	}
	r.text = s.text
	if s.statement != nil {
		r.columns, r.names = s.statement.columns, s.statement.names
	} else {
		r.columns, r.names = describeColumns(r.reader.FieldDescriptions())
	}
	return nil
}

// committed reads the result of the COMMIT, if one was sent.
func (f *flight) committed() error {
	if f.at < len(f.steps) {
		f.at++
		return f.pass(&f.steps[f.at-1])
	}
	return nil
}

// finish reads and drops what is left and ends the pipeline. It may be called
// twice.
func (f *flight) finish() error {
	if f.pipeline == nil {
		return nil
	}
	for err := error(nil); err == nil && f.at < len(f.steps); f.at++ {
		// A statement that was prepared is kept, whoever still wants it.
		if s := &f.steps[f.at]; s.kind == stepExecute {
			for range s.count {
				if _, err = f.pipeline.GetResults(); err != nil {
					break
				}
			}
		} else {
			err = f.pass(s)
		}
	}
	err := f.pipeline.Close()
	f.pipeline = nil
	clear(f.steps)
	f.conn.settle()
	return err
}
