package schema

import "slices"

// DialectOptions are what only one kind of database says of a table, a column,
// a constraint or an index. The packages of the dialects have them as plain
// structs, such as postgresql.TableOptions and mysql.IndexOptions; other
// dialects leave them out.
type DialectOptions interface{ DialectOptions() }

// Options are dialect options as a part of a declaration.
type Options []DialectOptions

// With adds options of dialects to a table, a column or a foreign key. Other
// constraints and indexes have a method of that name.
//
//	schema.New(meta, "logs", schema.Col("day", types.DateOnly),
//		schema.With(postgresql.TableOptions{PartitionBy: "RANGE (day)"}, mysql.TableOptions{Engine: "InnoDB"}))
func With(options ...DialectOptions) Options { return options }

func (o Options) addTo(t *Table) error {
	t.Options = append(t.Options, o...)
	return nil
}

func (o Options) applyTo(c *Column) error {
	c.Options = append(c.Options, o...)
	return nil
}

func (o Options) applyToForeignKey(fk *ForeignKeyConstraint) error {
	fk.Options = append(fk.Options, o...)
	return nil
}

// Option finds the options of type T, and gives the zero value where there are
// none; for dialects.
func Option[T DialectOptions](options Options) T {
	found, _ := FindOption[T](options)
	return found
}

// FindOption finds the options of type T, those given last, and reports whether
// there are any.
func FindOption[T DialectOptions](options Options) (found T, ok bool) {
	for _, o := range slices.Backward(options) {
		if found, ok = o.(T); ok {
			return found, true
		}
	}
	return found, false
}
