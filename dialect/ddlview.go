package dialect

import (
	"errors"

	"github.com/azoth-go/azoth/schema"
)

func (c *Compiler) viewDDL(s schema.ViewDDL) {
	v := s.View
	if v.Materialized && !c.dialect.DDL.MaterializedViews {
		c.Unsupported("MATERIALIZED VIEW")
		return
	}
	c.createOrDrop(s.Drop)
	if s.Replacing {
		c.WriteString("OR REPLACE ")
	}
	if v.Temporary && !s.Drop {
		c.WriteString("TEMPORARY ")
	}
	if v.Materialized {
		c.WriteString("MATERIALIZED ")
	}
	c.WriteString("VIEW ")
	c.guard(s.Guarded, s.Drop)
	c.ObjectName(v.Schema, v.Name)
	if s.Drop {
		return
	}
	if tail := c.dialect.DDL.ViewTail; tail != nil {
		tail(c, v)
	}
	c.WriteString(" AS ")
	c.queryOf(v.Query)
}

func (c *Compiler) tableAsDDL(s schema.TableAsDDL) {
	switch rules := &c.dialect.DDL; {
	case rules.NoTableAs:
		c.Unsupported("CREATE TABLE AS")
		return
	case rules.SelectInto:
		c.into = func() {
			c.WriteString(" INTO ")
			c.ObjectName(s.Schema, s.Name)
		}
		c.queryOf(s.Query)
		return
	}
	c.WriteString("CREATE ")
	if s.Temporary {
		c.WriteString("TEMPORARY ")
	}
	c.WriteString("TABLE ")
	c.guard(s.Guarded, false)
	c.ObjectName(s.Schema, s.Name)
	c.WriteString(" AS ")
	c.queryOf(s.Query)
}

// queryOf writes the query that a view or a table is made of.
func (c *Compiler) queryOf(q schema.Query) {
	if q == nil {
		c.Fail(errors.New("there is no query"))
		return
	}
	stmt, err := q.Statement()
	if err != nil {
		c.Fail(err)
		return
	}
	c.definition = true
	c.statement(stmt)
	c.definition = false
}

// selectInto writes, in the SELECT that makes a table, what table it makes.
func (c *Compiler) selectInto() {
	if into := c.into; into != nil {
		c.into = nil
		into()
	}
}
