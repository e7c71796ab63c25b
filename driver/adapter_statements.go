package driver

import (
	"context"
	sqldriver "database/sql/driver"
	"io"
)

// defaultStatements is how many prepared statements a connection keeps.
const defaultStatements = 128

// A statementCache keeps the prepared statements of one connection that were
// used last. It belongs to one goroutine at a time, as its connection does.
type statementCache struct {
	capacity int
	byText   map[string]*preparedStatement
	// recent is the ring's anchor: next is the newest, previous the oldest.
	recent preparedStatement
}

// A preparedStatement is a statement of a cache, in its ring.
type preparedStatement struct {
	sqldriver.Stmt
	text           string
	inputs         int // -1 where the driver does not know
	next, previous *preparedStatement
}

func newStatementCache(capacity int) *statementCache {
	if capacity == 0 {
		capacity = defaultStatements
	}
	c := &statementCache{capacity: max(capacity, 1), byText: map[string]*preparedStatement{}}
	c.recent.next, c.recent.previous = &c.recent, &c.recent
	return c
}

// get gives the statement of that text, or nil.
func (c *statementCache) get(text string) *preparedStatement {
	p := c.byText[text]
	if p != nil && c.recent.next != p {
		p.unlink()
		c.link(p)
	}
	return p
}

// add keeps a statement, and closes the one unused for longest when there is
// no room.
func (c *statementCache) add(text string, stmt sqldriver.Stmt) *preparedStatement {
	if len(c.byText) >= c.capacity {
		c.remove(c.recent.previous)
	}
	p := &preparedStatement{Stmt: stmt, text: text, inputs: stmt.NumInput()}
	c.byText[text] = p
	c.link(p)
	return p
}

// remove closes a statement. What an error of that could say, the next use of
// the connection says too.
func (c *statementCache) remove(p *preparedStatement) {
	if c.byText[p.text] != p {
		return
	}
	delete(c.byText, p.text)
	p.unlink()
	_ = p.Close()
}

// close closes all statements.
func (c *statementCache) close() {
	for c.recent.next != &c.recent {
		c.remove(c.recent.next)
	}
}

func (c *statementCache) link(p *preparedStatement) {
	p.previous, p.next = &c.recent, c.recent.next
	p.next.previous, c.recent.next = p, p
}

func (p *preparedStatement) unlink() {
	p.previous.next, p.next.previous = p.next, p.previous
}

func (p *preparedStatement) exec(ctx context.Context, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	if s, ok := p.Stmt.(sqldriver.StmtExecContext); ok {
		return s.ExecContext(ctx, args)
	}
	values, err := positional(ctx, args)
	if err != nil {
		return nil, err
	}
	//lint:ignore SA1019 the only method that an old driver has
	return p.Stmt.Exec(values)
}

func (p *preparedStatement) query(ctx context.Context, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	if s, ok := p.Stmt.(sqldriver.StmtQueryContext); ok {
		return s.QueryContext(ctx, args)
	}
	values, err := positional(ctx, args)
	if err != nil {
		return nil, err
	}
	//lint:ignore SA1019 the only method that an old driver has
	return p.Stmt.Query(values)
}

// drain runs a statement that gives rows, and counts them.
func (p *preparedStatement) drain(ctx context.Context, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	rows, err := p.query(ctx, args)
	if err != nil {
		return nil, err
	}
	values := make([]sqldriver.Value, len(rows.Columns()))
	var count int64
	for err = rows.Next(values); err == nil; err = rows.Next(values) {
		count++
	}
	if closing := rows.Close(); err == io.EOF {
		err = closing
	}
	return sqldriver.RowsAffected(count), err
}

// positional gives the values for a driver that takes no context, unless ctx
// has ended.
func positional(ctx context.Context, args []sqldriver.NamedValue) ([]sqldriver.Value, error) {
	values := make([]sqldriver.Value, len(args))
	for i, arg := range args {
		values[i] = arg.Value
	}
	return values, ctx.Err()
}
