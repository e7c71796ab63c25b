package dialect

import (
	"slices"

	"github.com/azoth-go/azoth/schema"
)

// CreatePlan gives the statements that create the tables of a MetaData with
// their indexes, every table after those that it refers to. Tables whose full
// name is in existing are left as they are; nil means that there are none.
// Foreign keys that go in a circle are added at the end, or stay within CREATE
// TABLE where the database cannot alter constraints. The error reports every
// reference that cannot be resolved.
func (d *Dialect) CreatePlan(meta *schema.MetaData, existing map[string]bool) ([]string, error) {
	if err := meta.Resolve(); err != nil {
		return nil, err
	}
	tables, cycles := meta.Sorted()
	if d.DDL.NoAlterConstraint {
		cycles = nil
	}
	var plan []string
	for _, t := range tables {
		if existing[t.FullName()] {
			continue
		}
		create, err := d.CreateTable(t, cycles...)
		if err != nil {
			return nil, err
		}
		plan = append(plan, create)
		for _, index := range t.Indexes {
			create, err := d.CreateIndex(index)
			if err != nil {
				return nil, err
			}
			plan = append(plan, create)
		}
		comments, err := d.comments(t)
		if err != nil {
			return nil, err
		}
		plan = append(plan, comments...)
	}
	for _, fk := range cycles {
		if existing[fk.Table.FullName()] {
			continue
		}
		alter, err := d.AddConstraint(fk)
		if err != nil {
			return nil, err
		}
		plan = append(plan, alter)
	}
	return plan, nil
}

// DropPlan gives the statements that drop the tables of a MetaData whose full
// name is in existing, every table before those that it refers to. A circle of
// foreign keys is opened first: its constraint is dropped, or, where the
// database cannot alter constraints, its nullable columns are set to NULL.
func (d *Dialect) DropPlan(meta *schema.MetaData, existing map[string]bool) ([]string, error) {
	tables, cycles := meta.Sorted()
	var plan []string
	for _, fk := range cycles {
		if !existing[fk.Table.FullName()] || !existing[fk.Target.FullName()] {
			continue
		}
		var statement string
		var err error
		switch {
		case !d.DDL.NoAlterConstraint:
			statement, err = d.DropConstraint(fk)
		case fk.Nullable():
			statement, err = d.clear(fk)
		default:
			continue
		}
		if err != nil {
			return nil, err
		}
		plan = append(plan, statement)
	}
	for _, t := range slices.Backward(tables) {
		if !existing[t.FullName()] {
			continue
		}
		statement, err := d.DropTable(t)
		if err != nil {
			return nil, err
		}
		plan = append(plan, statement)
	}
	return plan, nil
}

// clear writes the UPDATE that makes all rows of a table refer to nothing.
func (d *Dialect) clear(fk *schema.ForeignKeyConstraint) (string, error) {
	w := d.newDDL(fk.Table)
	w.text("UPDATE ")
	w.table(fk.Table)
	w.text(" SET ")
	for _, c := range fk.Columns {
		if !c.Nullable {
			continue
		}
		w.item()
		w.name(c.Name)
		w.text(" = NULL")
	}
	return w.result()
}
