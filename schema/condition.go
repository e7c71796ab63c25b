package schema

import "slices"

// A Condition says on which databases a constraint, an index or a statement is
// meant to be. The zero value is all of them.
type Condition struct {
	// Dialects are the names of the dialects; none is all.
	Dialects []string
	// If is asked for the name of the dialect; nil is yes.
	If func(dialect string) bool
}

// OnlyOn is the condition that the dialect has one of the names: "postgresql",
// "mysql", "mariadb" …
func OnlyOn(dialects ...string) Condition { return Condition{Dialects: dialects} }

// OnlyIf is a condition that the program decides, by the name of the dialect.
func OnlyIf(holds func(dialect string) bool) Condition { return Condition{If: holds} }

// Holds reports whether the condition is met by a dialect.
func (c Condition) Holds(dialect string) bool {
	if len(c.Dialects) > 0 && !slices.Contains(c.Dialects, dialect) {
		return false
	}
	return c.If == nil || c.If(dialect)
}

func (c Condition) applyToForeignKey(fk *ForeignKeyConstraint) error {
	fk.Condition = c
	return nil
}
