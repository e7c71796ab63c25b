package inspect

import (
	"context"
	"fmt"
	"slices"

	"github.com/azoth-go/azoth/schema"
)

// A ReflectOption says what [Inspector.Reflect] declares.
type ReflectOption func(r *reflection)

// A reflection is one call of Reflect.
type reflection struct {
	inspector *Inspector
	meta      *schema.MetaData
	schema    string
	only      []string
	matching  func(t *Table) bool
	views     bool
	whole     bool // with sequences, and views as such
	alone     bool // targets of foreign keys are not declared
	each      func(t *Table, c *Column)
	includes  map[string][]string
	excludes  map[string][]string
	overrides map[string][]schema.Item
}

// FromSchema declares the tables of a schema, not of the default one.
func FromSchema(name string) ReflectOption { return func(r *reflection) { r.schema = name } }

// Only declares these tables or views, by their full names, and the tables that
// they refer to. One that is not there is a [*NoTableError].
func Only(fullNames ...string) ReflectOption {
	return func(r *reflection) { r.only = append(r.only, fullNames...) }
}

// Matching declares the tables that a function accepts, and the tables that they
// refer to.
func Matching(accept func(t *Table) bool) ReflectOption {
	return func(r *reflection) { r.matching = accept }
}

// WithViews declares views, too, each as if it were a table, to be read from.
func WithViews() ReflectOption { return func(r *reflection) { r.views = true } }

// Whole declares the sequences of the schema and its views as such, by the queries
// that the database keeps of them, so that CreateAll makes them, too. Views that are
// read from others come after those.
func Whole() ReflectOption { return func(r *reflection) { r.whole = true } }

// WithoutTargets leaves out the tables that are only there because a foreign key
// of another refers to them. Those foreign keys wait for a declaration.
func WithoutTargets() ReflectOption { return func(r *reflection) { r.alone = true } }

// IncludeColumns declares only these columns of a table.
func IncludeColumns(table string, columns ...string) ReflectOption {
	return func(r *reflection) { r.includes[table] = append(r.includes[table], columns...) }
}

// ExcludeColumns leaves out columns of a table, with the constraints and indexes
// that they are part of.
func ExcludeColumns(table string, columns ...string) ReflectOption {
	return func(r *reflection) { r.excludes[table] = append(r.excludes[table], columns...) }
}

// Override adds items to a table. Columns among them take the place of those that
// the database has by the same name.
func Override(table string, items ...schema.Item) ReflectOption {
	return func(r *reflection) { r.overrides[table] = append(r.overrides[table], items...) }
}

// EachColumn is called for each column before it is declared, and may change all of
// it but its name: most of all its Type.
func EachColumn(f func(t *Table, c *Column)) ReflectOption {
	return func(r *reflection) { r.each = f }
}

// Reflect declares the tables of the database in a MetaData, with the tables that
// their foreign keys refer to: all tables of the default schema, unless options say
// otherwise. What meta has already stays as it is. What only the database says (the
// method of an index, the engine of a table) is declared by the options of its
// dialect; what no declaration can say (being a partition) is left out and told to
// [OnWarning].
func (i *Inspector) Reflect(ctx context.Context, meta *schema.MetaData, opts ...ReflectOption) error {
	r := &reflection{
		inspector: i, meta: meta,
		includes: map[string][]string{}, excludes: map[string][]string{}, overrides: map[string][]schema.Item{},
	}
	for _, option := range opts {
		option(r)
	}
	tables, err := r.chosen(ctx)
	if err != nil {
		return err
	}
	if !r.alone {
		if tables, err = r.withTargets(ctx, tables); err != nil {
			return err
		}
	}
	for _, t := range tables {
		if meta.Table(t.FullName()) != nil {
			continue
		}
		if err := r.declare(t); err != nil {
			return err
		}
	}
	if r.whole {
		return r.declareRest(ctx)
	}
	return nil
}

// chosen gives the tables that were asked for.
func (r *reflection) chosen(ctx context.Context) ([]*Table, error) {
	if len(r.only) > 0 {
		names := slices.Clone(r.only)
		for n, name := range names {
			if schemaName, _ := splitName(name); schemaName == "" && r.schema != "" {
				names[n] = r.schema + "." + name
			}
		}
		return r.inspector.Named(ctx, names...)
	}
	tables, err := r.inspector.Tables(ctx, In(r.schema))
	return slices.DeleteFunc(tables, func(t *Table) bool {
		return !isTable(t) && !r.views || t.Temporary && !r.inspector.reflection().Temporary || r.matching != nil && !r.matching(t)
	}), err
}

// withTargets adds the tables that foreign keys lead to, and those that theirs lead
// to: a query for each step of the way, not for each table.
func (r *reflection) withTargets(ctx context.Context, tables []*Table) ([]*Table, error) {
	known := map[string]bool{}
	for _, t := range tables {
		known[t.FullName()] = true
	}
	for next := tables; len(next) > 0; {
		var missing []string
		for _, t := range next {
			for _, fk := range t.ForeignKeys {
				if target := fk.TargetName(); !known[target] && r.meta.Table(target) == nil {
					known[target] = true
					missing = append(missing, target)
				}
			}
		}
		found, err := r.inspector.Named(ctx, missing...)
		if err != nil {
			return nil, fmt.Errorf("tables that foreign keys refer to: %w", err)
		}
		tables, next = append(tables, found...), found
	}
	return tables, nil
}
