package schema

import (
	"fmt"
	"slices"
	"strings"
)

// A UniqueConstraint forbids two rows with the same values in its columns.
type UniqueConstraint struct {
	Table   *Table
	Name    string // "" leaves it to the database
	Columns []*Column
}

// A CheckConstraint is a condition that every row fulfils.
type CheckConstraint struct {
	Table     *Table
	Name      string // "" leaves it to the database
	Condition string // SQL text
}

// A TableIndex is an index of a table.
type TableIndex struct {
	Table   *Table
	Name    string
	Columns []*Column
	Unique  bool
}

// A Constraint is a unique constraint, a check or an index being declared.
type Constraint struct {
	kind    string
	name    string
	columns []string
	text    string
	unique  bool
}

// PrimaryKey makes the columns the primary key, in this order.
func PrimaryKey(columns ...string) Item {
	return tableItem(func(t *Table) error {
		if len(t.PrimaryKey) > 0 {
			return fmt.Errorf("the primary key is declared twice: use PrimaryKey or the option PK")
		}
		key, err := t.columns("PrimaryKey", columns)
		if err != nil {
			return err
		}
		for _, c := range key {
			c.PrimaryKey = true
		}
		t.PrimaryKey = key
		return nil
	})
}

// Unique forbids two rows with the same values in all of the columns.
func Unique(columns ...string) *Constraint { return &Constraint{kind: "Unique", columns: columns} }

// Check is a condition that every row fulfils, as SQL text, which must not come
// from users' input.
func Check(condition string) *Constraint { return &Constraint{kind: "Check", text: condition} }

// Index is an index. Without a name it is called ix_<table>_<columns>.
func Index(columns ...string) *Constraint { return &Constraint{kind: "Index", columns: columns} }

// UniqueIndex is an index that forbids two rows with the same values.
func UniqueIndex(columns ...string) *Constraint {
	return &Constraint{kind: "Index", columns: columns, unique: true}
}

// Named gives the constraint or index a name.
func (c *Constraint) Named(name string) *Constraint {
	named := *c
	named.name = name
	return &named
}

func (c *Constraint) addTo(t *Table) error {
	if c.kind == "Check" {
		if strings.TrimSpace(c.text) == "" {
			return fmt.Errorf("Check has no condition")
		}
		t.Checks = append(t.Checks, &CheckConstraint{Table: t, Name: c.name, Condition: c.text})
		return nil
	}
	columns, err := t.columns(c.kind, c.columns)
	if err != nil {
		return err
	}
	if c.kind == "Unique" {
		t.Uniques = append(t.Uniques, &UniqueConstraint{Table: t, Name: c.name, Columns: columns})
		return nil
	}
	name := c.name
	if name == "" {
		name = "ix_" + t.Name + "_" + strings.Join(c.columns, "_")
	}
	if slices.ContainsFunc(t.Indexes, func(x *TableIndex) bool { return x.Name == name }) {
		return fmt.Errorf("index %q is declared twice: give one another name with Named", name)
	}
	t.Indexes = append(t.Indexes, &TableIndex{Table: t, Name: name, Columns: columns, Unique: c.unique})
	return nil
}
