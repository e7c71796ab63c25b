package schema

import (
	"fmt"
	"slices"
	"strings"
)

// A ForeignKeyConstraint says that columns hold the key of another row.
type ForeignKeyConstraint struct {
	Table   *Table
	Columns []*Column
	// Target and TargetColumns are nil as long as the target is not declared.
	Target        *Table
	TargetColumns []*Column
	// OnDelete and OnUpdate are the referential actions in capitals, or "".
	OnDelete, OnUpdate string
	// Match is FULL, PARTIAL or SIMPLE, or "".
	Match string
	// UseAlter has it added when all tables are there, not by CREATE TABLE.
	UseAlter bool
	ConstraintClauses

	refSchema, refTable string
	refColumns          []string
}

// A ForeignKeyOption is a property of a foreign key, given to References or
// ForeignKey.
type ForeignKeyOption interface {
	applyToForeignKey(fk *ForeignKeyConstraint) error
}

type foreignKeyOption func(fk *ForeignKeyConstraint) error

func (f foreignKeyOption) applyToForeignKey(fk *ForeignKeyConstraint) error { return f(fk) }

// Owner is the table.
func (fk *ForeignKeyConstraint) Owner() *Table    { return fk.Table }
func (fk *ForeignKeyConstraint) kind() string     { return "fk" }
func (fk *ForeignKeyConstraint) names() []*Column { return fk.Columns }

// ForeignKey says that columns hold the key of a row of another table, named
// by its full name. The target may be declared later.
//
//	schema.ForeignKey([]string{"order_id", "line"}, "order_lines", []string{"order_id", "number"})
func ForeignKey(columns []string, table string, targetColumns []string, options ...ForeignKeyOption) Item {
	return tableItem(func(t *Table) error {
		own, err := t.columns("ForeignKey", columns)
		if err != nil {
			return err
		}
		if len(columns) != len(targetColumns) {
			return fmt.Errorf("ForeignKey has %d columns for %d of %s: name as many", len(columns), len(targetColumns), table)
		}
		fk := &ForeignKeyConstraint{Table: t, Columns: own, refTable: table, refColumns: slices.Clone(targetColumns)}
		if schema, name, qualified := strings.Cut(table, "."); qualified {
			fk.refSchema, fk.refTable = schema, name
		}
		if err := fk.apply(options); err != nil {
			return err
		}
		return t.constrain(fk)
	})
}

// OnDelete is what happens to the row when the one it refers to is deleted:
// "CASCADE", "SET NULL", "SET DEFAULT", "RESTRICT" or "NO ACTION".
func OnDelete(action string) ForeignKeyOption {
	return foreignKeyOption(func(fk *ForeignKeyConstraint) error { return setAction(&fk.OnDelete, action) })
}

// OnUpdate is what happens to the row when the key it refers to changes, as
// for OnDelete.
func OnUpdate(action string) ForeignKeyOption {
	return foreignKeyOption(func(fk *ForeignKeyConstraint) error { return setAction(&fk.OnUpdate, action) })
}

// Deferrable lets a transaction put off the check to its end, as it always does
// where initiallyDeferred.
func Deferrable(initiallyDeferred bool) ForeignKeyOption {
	return foreignKeyOption(func(fk *ForeignKeyConstraint) error {
		fk.Deferrable, fk.InitiallyDeferred = true, initiallyDeferred
		return nil
	})
}

// NotDeferrable says NOT DEFERRABLE.
func NotDeferrable() ForeignKeyOption {
	return foreignKeyOption(func(fk *ForeignKeyConstraint) error {
		fk.NotDeferrable = true
		return nil
	})
}

// InitiallyImmediate says INITIALLY IMMEDIATE.
func InitiallyImmediate() ForeignKeyOption {
	return foreignKeyOption(func(fk *ForeignKeyConstraint) error {
		fk.InitiallyImmediate = true
		return nil
	})
}

// Match says how a key of several columns is compared when some are NULL:
// "FULL", "PARTIAL" or "SIMPLE".
func Match(kind string) ForeignKeyOption {
	return foreignKeyOption(func(fk *ForeignKeyConstraint) error {
		fk.Match = strings.ToUpper(kind)
		return oneOf(fk.Match, []string{"FULL", "PARTIAL", "SIMPLE"})
	})
}

// UseAlter has the foreign key added by ALTER TABLE when all tables are there,
// and dropped before them, on databases that can. CreateAll does so by itself
// where tables refer to each other in a circle.
func UseAlter() ForeignKeyOption {
	return foreignKeyOption(func(fk *ForeignKeyConstraint) error {
		fk.UseAlter = true
		return nil
	})
}

// Named gives the foreign key a name.
func Named(name string) ForeignKeyOption {
	return foreignKeyOption(func(fk *ForeignKeyConstraint) error {
		fk.Name = name
		return nil
	})
}

func setAction(into *string, action string) error {
	*into = strings.ToUpper(strings.Join(strings.Fields(action), " "))
	return oneOf(*into, actions)
}

func (fk *ForeignKeyConstraint) apply(options []ForeignKeyOption) error {
	for _, option := range options {
		if err := option.applyToForeignKey(fk); err != nil {
			return fmt.Errorf("foreign key to %s: %w", fk.TargetName(), err)
		}
	}
	for _, c := range fk.Columns {
		c.reference = true
	}
	return nil
}

// TargetName is what the foreign key refers to, as it was written: the table
// and its columns.
func (fk *ForeignKeyConstraint) TargetName() string {
	if len(fk.refColumns) == 1 {
		return fk.targetName() + "." + fk.refColumns[0]
	}
	return fk.targetName() + ".(" + strings.Join(fk.refColumns, ", ") + ")"
}

func (fk *ForeignKeyConstraint) targetName() string { return fullName(fk.refSchema, fk.refTable) }

// Nullable reports whether the row may refer to nothing.
func (fk *ForeignKeyConstraint) Nullable() bool {
	return slices.ContainsFunc(fk.Columns, func(c *Column) bool { return c.Nullable })
}
