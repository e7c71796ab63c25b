package inspect

import (
	"context"
	"fmt"
	"slices"

	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/schema"
)

// Tables reads all tables and views of a schema, those of the connection that are
// temporary as well, in the order of their names. It takes one query for each kind of thing, whatever the number of tables.
func (i *Inspector) Tables(ctx context.Context, in ...In) ([]*Table, error) {
	s, err := i.load(ctx, schemaOf(in), nil)
	if err != nil {
		return nil, err
	}
	return slices.Clone(s.order), nil
}

// Table reads a table or view by its full name, "users" or "crm.users". Where it is
// not there, the error is a [*NoTableError].
func (i *Inspector) Table(ctx context.Context, fullName string) (*Table, error) {
	tables, err := i.Named(ctx, fullName)
	if err != nil {
		return nil, err
	}
	return tables[0], nil
}

// Named reads several tables or views by their full names, with as many queries as
// one of them takes if they are in one schema.
func (i *Inspector) Named(ctx context.Context, fullNames ...string) ([]*Table, error) {
	var schemas []string
	bySchema := map[string][]string{}
	for _, fullName := range fullNames {
		schemaName, name := splitName(fullName)
		if bySchema[schemaName] == nil {
			schemas = append(schemas, schemaName)
		}
		bySchema[schemaName] = append(bySchema[schemaName], name)
	}
	found := map[string]*Table{}
	for _, schemaName := range schemas {
		s, err := i.load(ctx, schemaName, bySchema[schemaName])
		if err != nil {
			return nil, err
		}
		for _, name := range bySchema[schemaName] {
			t := s.tables[name]
			if t == nil {
				return nil, i.missing(ctx, schemaName, name)
			}
			found[t.FullName()] = t
		}
	}
	tables := make([]*Table, len(fullNames))
	for n, fullName := range fullNames {
		tables[n] = found[fullName]
	}
	return tables, nil
}

// Has reports for each table or view, by its full name, whether it is there.
func (i *Inspector) Has(ctx context.Context, fullNames ...string) (map[string]bool, error) {
	has := make(map[string]bool, len(fullNames))
	for _, fullName := range fullNames {
		schemaName, name := splitName(fullName)
		names, err := i.relations(ctx, schemaName)
		if err != nil {
			return nil, err
		}
		has[fullName] = slices.ContainsFunc(names, func(r *Table) bool { return r.Name == name })
	}
	return has, nil
}

// HasTable reports whether there is a table or view of a full name.
func (i *Inspector) HasTable(ctx context.Context, fullName string) (bool, error) {
	has, err := i.Has(ctx, fullName)
	return has[fullName], err
}

// HasIndex reports whether a table that is there has an index of a name.
func (i *Inspector) HasIndex(ctx context.Context, fullName, index string) (bool, error) {
	t, err := i.Table(ctx, fullName)
	if err != nil {
		return false, err
	}
	return t.Index(index) != nil, nil
}

// missing makes the error for a table that is not there.
func (i *Inspector) missing(ctx context.Context, schemaName, name string) error {
	e := &NoTableError{Schema: schemaName, Table: name}
	if relations, err := i.relations(ctx, schemaName); err == nil {
		names := make([]string, len(relations))
		for n, r := range relations {
			names[n] = r.Name
		}
		e.Nearest = schema.Nearest(name, names)
	}
	return e
}

// load reads the named tables of a schema, or all where none is named, unless they
// are known.
func (i *Inspector) load(ctx context.Context, schemaName string, names []string) (*snapshot, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	known := i.schemas[schemaName]
	if known == nil {
		known = &snapshot{tables: map[string]*Table{}}
		i.schemas[schemaName] = known
	}
	wanted := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return known.tables[name] != nil })
	if known.all || len(names) > 0 && len(wanted) == 0 {
		return known, nil
	}
	what := "the tables"
	if len(names) > 0 {
		what = fmt.Sprintf("%q", wanted)
	}
	if schemaName != "" {
		what += fmt.Sprintf(" of schema %q", schemaName)
	}
	err := i.ask(ctx, what, func(s *session) error {
		tables, err := i.read(ctx, s, structure.Scope{Schema: schemaName, Tables: wanted})
		if err != nil {
			return err
		}
		known.keep(tables, len(names) == 0)
		return nil
	})
	return known, err
}

// keep takes in tables that were read.
func (s *snapshot) keep(tables []*Table, all bool) {
	s.all = all
	for n, t := range tables {
		if known := s.tables[t.Name]; known != nil {
			tables[n] = known // that callers have already
			continue
		}
		s.tables[t.Name] = t
	}
	if all {
		s.order = tables
	}
}

// read reads tables.
func (i *Inspector) read(ctx context.Context, s *session, scope structure.Scope) ([]*Table, error) {
	reader := s.queries.NewReader(scope.Schema, s.written)
	parts := reader.Parts()
	for n, part := range parts {
		if i.options.progress != nil {
			i.options.progress(n+1, len(parts), part.Name)
		}
		if err := s.query(ctx, part.Name, part.Query, scope, part.Add); err != nil {
			return nil, err
		}
	}
	tables := reader.Tables()
	i.warn(tables)
	return tables, nil
}

// warn tells of types that are not known.
func (i *Inspector) warn(tables []*Table) {
	if i.options.warn == nil {
		return
	}
	for _, t := range tables {
		for _, c := range t.Columns {
			if !c.Known {
				i.options.warn(&UnknownTypeError{Table: t.FullName(), Column: c.Name, TypeName: c.TypeName})
			}
		}
	}
}
