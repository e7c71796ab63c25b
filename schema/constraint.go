package schema

import (
	"fmt"

	"github.com/azoth-go/azoth/sql"
)

// A TableConstraint is a constraint of a table: a *PrimaryKeyConstraint, a
// *UniqueConstraint, a *CheckConstraint, a *ForeignKeyConstraint or an
// *ExcludeConstraint.
type TableConstraint interface {
	// Owner is the table, which may be nil for one that is being declared.
	Owner() *Table
	// Clauses are what any constraint may say.
	Clauses() *ConstraintClauses
	// kind is its key in a naming convention.
	kind() string
	names() []*Column
}

// ConstraintClauses are what any constraint may say.
type ConstraintClauses struct {
	// Name is "" where the database chooses one.
	Name string
	// Deferrable constraints can be checked at the end of the transaction;
	// InitiallyDeferred ones are. NotDeferrable and InitiallyImmediate say the
	// opposite, where it is to be said.
	Deferrable, InitiallyDeferred     bool
	NotDeferrable, InitiallyImmediate bool
	Comment                           string
	Condition                         Condition
	Options                           Options

	made  bool // the name is that of a convention
	final bool // the name is not to be put into one
}

// Clauses gives the clauses themselves, for code over all constraints.
func (c *ConstraintClauses) Clauses() *ConstraintClauses { return c }

// NameIsMade reports whether a naming convention made the name, so that it is
// cut where it is too long.
func (c *ConstraintClauses) NameIsMade() bool { return c.made }

// A Constraint is a primary key, a unique constraint, a check or an EXCLUDE
// being declared. Its methods give another one.
type Constraint struct {
	clauses ConstraintClauses
	columns []string
	declare func(t *Table, d *Constraint) (TableConstraint, error)
}

func (d *Constraint) with(change func(c *ConstraintClauses)) *Constraint {
	changed := *d
	change(&changed.clauses)
	return &changed
}

// Named gives the constraint a name. A naming convention with {constraint_name}
// puts it into its own.
func (d *Constraint) Named(name string) *Constraint {
	return d.with(func(c *ConstraintClauses) { c.Name = name })
}

// NamedExactly gives the constraint a name that no naming convention changes.
func (d *Constraint) NamedExactly(name string) *Constraint {
	return d.with(func(c *ConstraintClauses) { c.Name, c.final = name, true })
}

// Deferrable lets a transaction put off the check to its end, as it always does
// where initiallyDeferred.
func (d *Constraint) Deferrable(initiallyDeferred bool) *Constraint {
	return d.with(func(c *ConstraintClauses) { c.Deferrable, c.InitiallyDeferred = true, initiallyDeferred })
}

// NotDeferrable says NOT DEFERRABLE.
func (d *Constraint) NotDeferrable() *Constraint {
	return d.with(func(c *ConstraintClauses) { c.NotDeferrable = true })
}

// InitiallyImmediate says INITIALLY IMMEDIATE.
func (d *Constraint) InitiallyImmediate() *Constraint {
	return d.with(func(c *ConstraintClauses) { c.InitiallyImmediate = true })
}

// Comment describes the constraint in the catalogue, where the database has a
// place for it.
func (d *Constraint) Comment(text string) *Constraint {
	return d.with(func(c *ConstraintClauses) { c.Comment = text })
}

// When leaves the constraint out of databases that do not meet the condition.
func (d *Constraint) When(condition Condition) *Constraint {
	return d.with(func(c *ConstraintClauses) { c.Condition = condition })
}

// With adds options of dialects.
func (d *Constraint) With(options ...DialectOptions) *Constraint {
	return d.with(func(c *ConstraintClauses) { c.Options = append(c.Options[:len(c.Options):len(c.Options)], options...) })
}

func (d *Constraint) addTo(t *Table) error {
	constraint, err := d.declare(t, d)
	if err != nil {
		return err
	}
	return t.constrain(constraint)
}

// applyTo makes the constraint one of a column, about which it names none.
func (d *Constraint) applyTo(c *Column) error {
	own := *d
	if len(own.columns) == 0 {
		own.columns = []string{c.Name}
	}
	constraint, err := own.declare(c.Table, &own)
	if err != nil {
		return err
	}
	if check, ok := constraint.(*CheckConstraint); ok {
		check.Column = c
	}
	c.Table.attached = append(c.Table.attached, constraint)
	return nil
}

// constrain adds a constraint to the table.
func (t *Table) constrain(constraint TableConstraint) error {
	if name := constraint.Clauses().Name; name != "" && t.Constraint(name) != nil {
		return fmt.Errorf("constraint %q is declared twice: give one another name", name)
	}
	switch constraint := constraint.(type) {
	case *PrimaryKeyConstraint:
		t.Key = constraint
		return nil
	case *UniqueConstraint:
		t.Uniques = append(t.Uniques, constraint)
	case *CheckConstraint:
		t.Checks = append(t.Checks, constraint)
	case *ForeignKeyConstraint:
		t.ForeignKeys = append(t.ForeignKeys, constraint)
	}
	t.Constraints = append(t.Constraints, constraint)
	return nil
}

// Constraint finds a constraint by its name, or gives nil.
func (t *Table) Constraint(name string) TableConstraint {
	if t.Key != nil && t.Key.Name == name {
		return t.Key
	}
	for _, c := range t.Constraints {
		if c.Clauses().Name == name {
			return c
		}
	}
	return nil
}

// A PrimaryKeyConstraint is the primary key of a table.
type PrimaryKeyConstraint struct {
	Table   *Table
	Columns []*Column
	ConstraintClauses
}

// Owner is the table.
func (k *PrimaryKeyConstraint) Owner() *Table    { return k.Table }
func (k *PrimaryKeyConstraint) kind() string     { return "pk" }
func (k *PrimaryKeyConstraint) names() []*Column { return k.Columns }

// PrimaryKey makes the columns the primary key, in this order. Without columns
// it says more of the key that the option PK makes, such as its name.
func PrimaryKey(columns ...string) *Constraint {
	return &Constraint{columns: columns, declare: func(t *Table, d *Constraint) (TableConstraint, error) {
		if t.Key != nil || len(t.PrimaryKey) > 0 && len(d.columns) > 0 {
			return nil, fmt.Errorf("the primary key is declared twice: use PrimaryKey or the option PK")
		}
		key := t.PrimaryKey
		if len(d.columns) > 0 || len(key) == 0 {
			var err error
			if key, err = t.columns("PrimaryKey", d.columns); err != nil {
				return nil, err
			}
		}
		for _, c := range key {
			c.PrimaryKey = true
		}
		t.PrimaryKey = key
		return &PrimaryKeyConstraint{Table: t, Columns: key, ConstraintClauses: d.clauses}, nil
	}}
}

// A UniqueConstraint forbids two rows with the same values in its columns.
type UniqueConstraint struct {
	Table   *Table
	Columns []*Column
	ConstraintClauses
}

// Owner is the table.
func (u *UniqueConstraint) Owner() *Table    { return u.Table }
func (u *UniqueConstraint) kind() string     { return "uq" }
func (u *UniqueConstraint) names() []*Column { return u.Columns }

// Unique forbids two rows with the same values in all of the columns. As an
// option of Col it is about that column.
func Unique(columns ...string) *Constraint {
	return &Constraint{columns: columns, declare: func(t *Table, d *Constraint) (TableConstraint, error) {
		columns, err := t.columns("Unique", d.columns)
		return &UniqueConstraint{Table: t, Columns: columns, ConstraintClauses: d.clauses}, err
	}}
}

// A CheckConstraint is a condition that every row fulfils.
type CheckConstraint struct {
	Table *Table
	// Column is the column whose definition has the constraint, or nil.
	Column *Column
	// Condition is SQL text, where that was given; Predicate is what is written.
	Condition string
	Predicate sql.Expression
	ConstraintClauses
}

// Owner is the table.
func (c *CheckConstraint) Owner() *Table { return c.Table }
func (c *CheckConstraint) kind() string  { return "ck" }
func (c *CheckConstraint) names() []*Column {
	if c.Column != nil {
		return []*Column{c.Column}
	}
	return nil
}

// Check is a condition that every row fulfils, as SQL text, which must not come
// from users' input. As an option of Col it stands in that column's definition.
func Check(condition string) *Constraint {
	return checkConstraint(condition, sqlText(condition))
}

// CheckThat is Check with a predicate; values in it are written into the
// statement, and columns without their table:
//
//	schema.CheckThat(sql.Column[sql.Number[int64]]("price").Gt(0))
func CheckThat(condition sql.Predicate) *Constraint { return checkConstraint("", condition) }

func checkConstraint(text string, predicate sql.Expression) *Constraint {
	return &Constraint{declare: func(t *Table, d *Constraint) (TableConstraint, error) {
		if blank(predicate) {
			return nil, fmt.Errorf("Check has no condition")
		}
		return &CheckConstraint{Table: t, Condition: text, Predicate: predicate, ConstraintClauses: d.clauses}, nil
	}}
}
