package faketds

import (
	"fmt"
	"regexp"
	"strings"
)

// The tokens that only TDS 5.0 has.
const (
	tokenParamFormat2 = 0x20
	tokenLanguage     = 0x21
	tokenLogout       = 0x71
	tokenParams       = 0xD7
	tokenMessage5     = 0xE5
	tokenDynamic      = 0xE7
	tokenParamFormat  = 0xEC
	tokenRowFormat    = 0xEE
)

// What a client asks of a prepared statement.
const (
	dynamicPrepare = 1
	dynamicExecute = 2
	dynamicDrop    = 4
	dynamicAck     = 0x20
)

// serve5 answers requests until the client goes.
func (c *connection) serve5() error {
	for {
		m, err := c.next()
		if err != nil {
			return err
		}
		switch m.kind {
		case packetBatch:
			err = c.language(m, string(m.data), nil)
		case packetTokens5:
			err = c.tokens5(m)
		case packetAttention:
			c.server.note(c.request(m, "attention"))
			err = c.end5(doneAttention)
		default:
			err = fmt.Errorf("a packet of kind %d", m.kind)
		}
		if err != nil {
			return err
		}
	}
}

// A dynamic is what a client asks of a prepared statement.
type dynamic struct {
	kind      byte
	name, sql string
}

// tokens5 answers a request that is made of tokens.
func (c *connection) tokens5(m message) error {
	d := decoder{m.data}
	var language *string
	var prepared *dynamic
	var formats []typeInfo5
	var parameters []Parameter
	for d.more() {
		switch token := d.byte(); token {
		case tokenLanguage:
			inner := decoder{d.bytes(int(d.uint32()))}
			inner.byte()
			text := string(inner.data)
			language = &text
		case tokenDynamic:
			inner := decoder{d.bytes(int(d.uint16()))}
			prepared = &dynamic{kind: inner.byte()}
			inner.byte()
			prepared.name = string(inner.bytes(int(inner.byte())))
			if inner.more() {
				prepared.sql = string(inner.bytes(int(inner.uint16())))
			}
		case tokenParamFormat, tokenParamFormat2:
			wide := token == tokenParamFormat2
			size := 0
			if wide {
				size = int(d.uint32())
			} else {
				size = int(d.uint16())
			}
			inner := decoder{d.bytes(size)}
			for range inner.uint16() {
				p := Parameter{Name: string(inner.bytes(int(inner.byte())))}
				if wide {
					inner.uint32()
				} else {
					inner.byte()
				}
				t := inner.readType5()
				p.Type = t.String()
				formats, parameters = append(formats, t), append(parameters, p)
			}
		case tokenParams:
			for i, t := range formats {
				parameters[i].Value = d.readValue5(t)
			}
		case tokenLogout:
			d.byte()
			c.server.note(c.request(m, "logout"))
			return c.end5(0)
		default:
			return fmt.Errorf("token %#x in a request", token)
		}
	}
	switch {
	case language != nil:
		return c.language(m, *language, parameters)
	case prepared != nil:
		return c.dynamic(m, prepared, parameters)
	}
	return fmt.Errorf("a request for nothing")
}

// language answers a statement.
func (c *connection) language(m message, sql string, parameters []Parameter) error {
	r := c.request(m, "batch")
	r.SQL, r.Parameters = sql, parameters
	c.server.note(r)
	if use := useDatabase.FindStringSubmatch(sql); use != nil {
		return c.use5(use[1], strings.Trim(use[2], "\"[] "))
	}
	switch {
	case beginTransaction.MatchString(sql):
		c.transaction++
	case endTransaction.MatchString(sql):
		c.transaction = 0
	}
	return c.reply5(c.server.answer(&r))
}

// useDatabase is what clients change the database by, after asking, perhaps, for
// the number of their process.
var useDatabase = regexp.MustCompile(`(?i)^(select @@spid)?\s*use (.+)$`)

func (c *connection) use5(spid, database string) error {
	var results []Result
	if spid != "" {
		results = append(results, Rows("spid int", Row{c.number}))
	}
	if c.server.databases[database] {
		results = append(results, Result{})
	} else {
		results = append(results, Fail(911, "Attempt to locate entry in sysdatabases for database '"+database+"' by name failed - no entry found under that name. Make sure that name is entered properly."))
	}
	return c.reply5(results)
}

// A transaction begins and ends by statements. A ROLLBACK to a savepoint, which it
// names, ends none.
var (
	beginTransaction = regexp.MustCompile(`(?i)\bBEGIN TRAN`)
	endTransaction   = regexp.MustCompile(`(?i)\b(?:COMMIT|ROLLBACK)(?: TRAN(?:SACTION)?)?(?: SET .*)?$`)
)

// dynamic prepares, runs or drops a statement with parameters.
func (c *connection) dynamic(m message, asked *dynamic, parameters []Parameter) error {
	switch asked.kind {
	case dynamicPrepare:
		// It comes as CREATE PROC name AS statement.
		_, sql, found := strings.Cut(asked.sql, " as ")
		if !found {
			return fmt.Errorf("prepared %q", asked.sql)
		}
		c.prepared[asked.name] = sql
		return c.acknowledge(asked.name)
	case dynamicExecute:
		sql, there := c.prepared[asked.name]
		if !there {
			return fmt.Errorf("statement %s was not prepared", asked.name)
		}
		r := c.request(m, "dynamic")
		r.SQL, r.Parameters = sql, parameters
		c.server.note(r)
		return c.reply5(c.server.answer(&r))
	case dynamicDrop:
		if _, there := c.prepared[asked.name]; !there {
			return fmt.Errorf("statement %s was not prepared", asked.name)
		}
		delete(c.prepared, asked.name)
		return c.acknowledge(asked.name)
	}
	return fmt.Errorf("a prepared statement asked for %d", asked.kind)
}

func (c *connection) acknowledge(name string) error {
	var e encoder
	e.bytes(tokenDynamic)
	e.sized(func(e *encoder) {
		e.bytes(dynamicAck, 0)
		e.short5(name)
	})
	e.writeDone5(0, 0)
	c.out = e.data
	return c.send(true)
}

// reply5 sends results.
func (c *connection) reply5(results []Result) error {
	var e encoder
	for i, result := range results {
		if result.Columns != nil {
			e.writeColumns5(result.Columns)
			for _, row := range result.Rows {
				e.bytes(tokenRow)
				for k, value := range row {
					e.writeValue5(typeOf5(result.Columns[k].Type), value)
				}
			}
		}
		if result.Cut {
			return errHungUp
		}
		if result.Hold {
			c.out = e.data
			return c.hold5()
		}
		status := uint16(0)
		if result.Error != nil {
			e.writeMessage5(result.Error)
			status |= doneError
		}
		if result.Abort {
			c.transaction = 0
		}
		if result.Counted {
			status |= doneCount
		}
		if i < len(results)-1 {
			status |= doneMore
		}
		e.writeDone5(status, result.Count)
	}
	c.out = e.data
	return c.send(true)
}

// hold5 waits until the client cancels, and confirms it.
func (c *connection) hold5() error {
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
	return c.end5(doneAttention)
}

func (c *connection) end5(status uint16) error {
	var e encoder
	e.writeDone5(status, 0)
	c.out = append(c.out, e.data...)
	return c.send(true)
}

// writeColumns5 describes the rows that follow.
func (e *encoder) writeColumns5(columns []Column) {
	e.bytes(tokenRowFormat)
	e.sized(func(e *encoder) {
		e.uint16(uint16(len(columns)))
		for _, column := range columns {
			e.short5(column.Name)
			e.bytes(0x20) // may be NULL
			e.writeType5(typeOf5(column.Type))
		}
	})
}
