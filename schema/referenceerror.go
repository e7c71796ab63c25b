package schema

import (
	"fmt"
	"strings"
)

// A ReferenceError is a foreign key to a table or column that is not declared.
type ReferenceError struct {
	// Column is the column with the foreign key, "orders.customer_id".
	Column string
	// Target is what it refers to as it was written, "costumers.id".
	Target string
	// MissingTable is the table that does not exist, or "".
	MissingTable string
	// MissingColumn is the column that an existing table does not have, or "".
	MissingColumn string
	// Nearest is the existing name most like the missing one, or "".
	Nearest string

	table, cure string
}

// Error names the column, what is missing, the nearest existing name and the
// cure.
func (e *ReferenceError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "foreign key of %s refers to %s, but ", e.Column, e.Target)
	switch {
	case e.MissingTable != "":
		fmt.Fprintf(&b, "there is no table %q", e.MissingTable)
	case e.MissingColumn != "":
		fmt.Fprintf(&b, "table %q has no column %q", e.table, e.MissingColumn)
	default:
		b.WriteString("neither side has a type")
	}
	if e.Nearest != "" {
		fmt.Fprintf(&b, " (did you mean %q?)", e.Nearest)
	}
	b.WriteString(": " + e.cure)
	return b.String()
}

// explain says why a pending foreign key could not be linked.
func (m *MetaData) explain(fk *ForeignKeyConstraint) error {
	e := &ReferenceError{Target: fk.TargetName(), Column: fk.Columns[0].FullName(), table: fk.targetName()}
	target := m.byName[fk.targetName()]
	if target == nil {
		names := make([]string, len(m.tables))
		for i, t := range m.tables {
			names[i] = t.FullName()
		}
		e.MissingTable, e.Nearest = fk.targetName(), Nearest(fk.targetName(), names)
		e.cure = "correct the reference, or declare the table in the same MetaData"
		return e
	}
	for i, name := range fk.refColumns {
		if target.Column(name) != nil {
			continue
		}
		e.Column = fk.Columns[i].FullName()
		e.MissingColumn, e.Nearest = name, Nearest(name, target.columnNames())
		e.cure = "correct the reference; the columns are " + strings.Join(target.columnNames(), ", ")
		return e
	}
	e.cure = "give one of the columns a type"
	return e
}
