package faketds

import (
	"fmt"
	"strings"
)

// serve7 answers requests until the client goes.
func (c *connection) serve7() error {
	for {
		m, err := c.next()
		if err != nil {
			return err
		}
		switch m.kind {
		case packetBatch:
			d := decoder{m.data}
			c.readHeaders(&d)
			err = c.batch(m, fromUTF16(d.data))
		case packetRPC:
			err = c.call(m)
		case packetTransaction:
			err = c.manageTransaction(m)
		case packetBulk:
			err = c.bulkRows(m)
		case packetAttention: // came too late to find anything going on
			c.server.note(c.request(m, "attention"))
			err = c.end7(tokenDone, doneAttention, 0)
		default:
			err = fmt.Errorf("a packet of kind %d", m.kind)
		}
		if err != nil {
			return err
		}
	}
}

func (c *connection) request(m message, kind string) Request {
	return Request{Connection: c.number, Kind: kind, InTransaction: c.transaction != 0, Reset: m.reset}
}

// readHeaders reads the headers that requests begin with since version 7.2, and
// checks that the client knows which transaction it is in.
func (c *connection) readHeaders(d *decoder) {
	if c.version < version72 {
		return
	}
	total := int(d.uint32())
	headers := decoder{d.bytes(total - 4)}
	for headers.more() {
		header := decoder{headers.bytes(int(headers.uint32()) - 4)}
		if header.uint16() != 2 {
			continue
		}
		if descriptor := header.uint64(); descriptor != c.transaction {
			panic(fmt.Sprintf("a request within transaction %d, where %d is open", descriptor, c.transaction))
		}
	}
}

// batch answers statements without parameters.
func (c *connection) batch(m message, sql string) error {
	r := c.request(m, "batch")
	r.SQL = sql
	c.server.note(r)
	if strings.HasPrefix(strings.ToUpper(sql), "INSERT BULK ") {
		c.bulk = sql
	}
	return c.reply7(c.server.answer(&r), tokenDone)
}

// executeSQL is the number of sp_executesql.
const executeSQL = 10

// call answers the call of a procedure; sp_executesql runs a statement with
// parameters.
func (c *connection) call(m message) error {
	d := decoder{m.data}
	c.readHeaders(&d)
	r := c.request(m, "rpc")
	if length := d.uint16(); length != 0xFFFF {
		r.Procedure = fromUTF16(d.bytes(2 * int(length)))
	} else if number := d.uint16(); number == executeSQL {
		r.Procedure = "sp_executesql"
	} else {
		r.Procedure = fmt.Sprint("procedure ", number)
	}
	d.uint16() // options
	for d.more() {
		p := Parameter{Name: d.text8()}
		d.byte() // by value
		t := d.readType(false)
		p.Type, p.Value = t.String(), d.readValue(t)
		r.Parameters = append(r.Parameters, p)
	}
	if r.Procedure == "sp_executesql" {
		statementOf(&r)
	}
	c.server.note(r)
	return c.reply7(c.server.answer(&r), tokenDoneInProc)
}

// statementOf takes the statement and its declarations from the parameters of
// sp_executesql.
func statementOf(r *Request) {
	if len(r.Parameters) == 0 {
		panic("sp_executesql without a statement")
	}
	r.SQL = r.Parameters[0].Value.(string)
	r.Parameters = r.Parameters[1:]
	if len(r.Parameters) == 0 {
		return
	}
	declared := parseColumns(r.Parameters[0].Value.(string))
	r.Parameters = r.Parameters[1:]
	if len(declared) != len(r.Parameters) {
		panic(fmt.Sprintf("%d parameters declared and %d sent", len(declared), len(r.Parameters)))
	}
	for i, d := range declared {
		p := &r.Parameters[i]
		if p.Name != "" && p.Name != d.Name {
			panic(fmt.Sprintf("parameter %s where %s is declared", p.Name, d.Name))
		}
		p.Name, p.Declared = d.Name, d.Type
	}
}

// manageTransaction answers a request of the transaction manager.
func (c *connection) manageTransaction(m message) error {
	d := decoder{m.data}
	c.readHeaders(&d)
	var e encoder
	switch kind := d.uint16(); kind {
	case 5:
		r := c.request(m, "begin")
		r.Isolation = d.byte()
		c.server.note(r)
		if c.transaction != 0 {
			panic("a transaction begun within another")
		}
		c.begun++
		c.transaction = uint64(c.number)<<32 | c.begun
		e.writeTransaction(8, c.transaction)
	case 7, 8:
		r := c.request(m, map[uint16]string{7: "commit", 8: "rollback"}[kind])
		c.server.note(r)
		if c.transaction == 0 {
			e.writeError(&Error{Number: 3902, Message: "The COMMIT TRANSACTION request has no corresponding BEGIN TRANSACTION."}, c.version)
			e.writeDone(tokenDone, doneError, 0)
			c.out = e.data
			return c.send(true)
		}
		if kind == 7 {
			r.SQL = "COMMIT"
			for _, result := range c.server.scripted(&r) {
				if result.Error != nil {
					return c.reply7([]Result{result}, tokenDone)
				}
			}
		}
		e.writeTransaction(byte(kind)+2, c.transaction)
		c.transaction = 0
	default:
		panic(fmt.Sprintf("request %d of the transaction manager", kind))
	}
	e.writeDone(tokenDone, 0, 0)
	c.out = e.data
	return c.send(true)
}

// bulkRows answers the rows that follow an INSERT BULK.
func (c *connection) bulkRows(m message) error {
	r := c.request(m, "bulk")
	r.SQL = c.bulk
	c.bulk = ""
	d := decoder{m.data}
	var columns []typeInfo
	for d.more() {
		switch token := d.byte(); token {
		case tokenColumns:
			for range d.uint16() {
				d.uint32()
				d.uint16()
				columns = append(columns, d.readType(true))
				d.text8()
			}
		case tokenRow:
			row := make(Row, len(columns))
			for i, t := range columns {
				row[i] = d.readValue(t)
			}
			r.Rows = append(r.Rows, row)
		case tokenDone:
			d.bytes(12)
		default:
			panic(fmt.Sprintf("token %#x in a bulk copy", token))
		}
	}
	c.server.note(r)
	for _, result := range c.server.scripted(&Request{SQL: "bulk " + r.SQL}) {
		return c.reply7([]Result{result}, tokenDone)
	}
	return c.end7(tokenDone, doneCount, int64(len(r.Rows)))
}

// reply7 sends results; those of a procedure end with its status.
func (c *connection) reply7(results []Result, done byte) error {
	if len(results) == 0 {
		results = []Result{{}}
	}
	var e encoder
	procedure := done == tokenDoneInProc
	for i, result := range results {
		if result.Columns != nil {
			e.writeColumns(result.Columns)
			for _, row := range result.Rows {
				if len(row) != len(result.Columns) {
					panic(fmt.Sprintf("a row of %d values for %d columns", len(row), len(result.Columns)))
				}
				e.writeRow(result.Columns, row, c.version > version72)
			}
		}
		if result.Cut {
			return errHungUp
		}
		if result.Hold {
			c.out = e.data
			return c.hold7()
		}
		status := uint16(0)
		if result.Error != nil {
			e.writeError(result.Error, c.version)
			status |= doneError
		}
		if result.Abort && c.transaction != 0 {
			e.writeTransaction(10, c.transaction)
			c.transaction = 0
		}
		if result.Counted {
			status |= doneCount
		}
		if procedure || i < len(results)-1 {
			status |= doneMore
		}
		e.writeDone(done, status, result.Count)
	}
	if procedure {
		e.bytes(tokenReturnStatus)
		e.uint32(0)
		status := uint16(0)
		if results[len(results)-1].Error != nil {
			status = doneError
		}
		e.writeDone(tokenDoneProc, status, 0)
	}
	c.out = e.data
	return c.send(true)
}

// hold7 waits until the client cancels, and confirms it.
func (c *connection) hold7() error {
	if err := c.send(false); err != nil {
		return err
	}
	m, err := c.next()
	if err != nil {
		return err
	}
	if m.kind != packetAttention {
		return fmt.Errorf("a packet of kind %d in place of an attention", m.kind)
	}
	c.server.note(c.request(m, "attention"))
	return c.end7(tokenDone, doneAttention, 0)
}

func (c *connection) end7(token byte, status uint16, count int64) error {
	var e encoder
	e.writeDone(token, status, count)
	c.out = append(c.out, e.data...)
	return c.send(true)
}
