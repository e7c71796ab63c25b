package inspect

import (
	"context"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/types"
)

// A In says in which schema to look; without one it is the default schema.
type In string

// TableNames lists the tables of a schema, temporary ones left out.
func (i *Inspector) TableNames(ctx context.Context, in ...In) ([]string, error) {
	return i.list(ctx, in, func(t *Table) bool { return isTable(t) && !t.Temporary })
}

// TemporaryTableNames lists the temporary tables that the connection sees.
func (i *Inspector) TemporaryTableNames(ctx context.Context, in ...In) ([]string, error) {
	return i.list(ctx, in, func(t *Table) bool { return isTable(t) && t.Temporary })
}

// ViewNames lists the views of a schema, temporary ones left out.
func (i *Inspector) ViewNames(ctx context.Context, in ...In) ([]string, error) {
	return i.list(ctx, in, func(t *Table) bool { return t.Kind == KindView && !t.Temporary })
}

// TemporaryViewNames lists the temporary views that the connection sees.
func (i *Inspector) TemporaryViewNames(ctx context.Context, in ...In) ([]string, error) {
	return i.list(ctx, in, func(t *Table) bool { return t.Kind == KindView && t.Temporary })
}

// MaterializedViewNames lists the materialised views of a schema.
func (i *Inspector) MaterializedViewNames(ctx context.Context, in ...In) ([]string, error) {
	return i.list(ctx, in, func(t *Table) bool { return t.Kind == KindMaterializedView })
}

func isTable(t *Table) bool { return t.Kind == KindTable || t.Kind == KindForeignTable }

func (i *Inspector) list(ctx context.Context, in []In, wanted func(t *Table) bool) ([]string, error) {
	relations, err := i.relations(ctx, schemaOf(in))
	if err != nil {
		return nil, err
	}
	var names []string
	for _, t := range relations {
		if wanted(t) {
			names = append(names, t.Name)
		}
	}
	return names, nil
}

func schemaOf(in []In) string {
	if len(in) == 0 {
		return ""
	}
	return string(in[0])
}

// relations gives the tables and views of a schema, of which only what the first
// query tells need be known.
func (i *Inspector) relations(ctx context.Context, schemaName string) ([]*Table, error) {
	return remember(i, "tables", schemaName, func() (tables []*Table, err error) {
		err = i.ask(ctx, "the names of tables", func(s *session) error {
			reader := s.queries.NewReader(schemaName, s.written)
			part := reader.Parts()[0]
			err := s.query(ctx, part.Name, part.Query, structure.Scope{Schema: schemaName}, part.Add)
			tables = reader.Tables()
			return err
		})
		return tables, err
	})
}

// Schemas lists the schemas of the database, those of the system left out; on MySQL
// they are its databases, on SQLite the attached ones.
func (i *Inspector) Schemas(ctx context.Context) ([]string, error) {
	return i.names(ctx, "the schemas", func(q *structure.Queries) string { return q.Schemas })
}

// HasSchema reports whether there is a schema of a name.
func (i *Inspector) HasSchema(ctx context.Context, name string) (bool, error) {
	names, err := i.Schemas(ctx)
	return slices.Contains(names, name), err
}

// DefaultSchema is the schema of tables that name none, "" where there are no
// schemas.
func (i *Inspector) DefaultSchema(ctx context.Context) (string, error) {
	names, err := i.names(ctx, "the default schema", func(q *structure.Queries) string { return q.DefaultSchema })
	if err != nil || len(names) == 0 {
		return "", err
	}
	return names[0], nil
}

// Sequences lists the sequences of a schema; those that feed the identity of a
// column are part of the column.
func (i *Inspector) Sequences(ctx context.Context, in ...In) ([]Sequence, error) {
	return remember(i, "sequences", schemaOf(in), func() (sequences []Sequence, err error) {
		err = i.ask(ctx, "the sequences", func(s *session) error {
			if s.queries.Sequences == "" {
				return nil
			}
			scope := structure.Scope{Schema: schemaOf(in)}
			if err := s.query(ctx, "sequences", s.queries.Sequences, scope, func(row types.Row) error {
				sequence, err := s.queries.ReadSequence(row, s.written)
				sequences = append(sequences, sequence)
				return err
			}); err != nil || s.queries.Sequence == "" {
				return err
			}
			for n := range sequences {
				scope.Sequence = sequences[n].Name
				if err := s.query(ctx, "sequence "+scope.Sequence, s.queries.Sequence, scope, func(row types.Row) (err error) {
					sequences[n], err = s.queries.ReadSequence(row, s.written)
					sequences[n].Name = scope.Sequence
					return err
				}); err != nil {
					return err
				}
			}
			return nil
		})
		return sequences, err
	})
}

// HasSequence reports whether there is a sequence of a name.
func (i *Inspector) HasSequence(ctx context.Context, name string, in ...In) (bool, error) {
	sequences, err := i.Sequences(ctx, in...)
	return slices.ContainsFunc(sequences, func(s Sequence) bool { return s.Name == name }), err
}

// Enums lists the types of a schema whose values are labels, in the order of their
// names; none where the database has no such types.
func (i *Inspector) Enums(ctx context.Context, in ...In) ([]Enum, error) {
	return remember(i, "enums", schemaOf(in), func() (enums []Enum, err error) {
		err = i.ask(ctx, "the enums", func(s *session) error {
			if s.queries.Enums == "" {
				return nil
			}
			return s.query(ctx, "enums", s.queries.Enums, structure.Scope{Schema: schemaOf(in)}, func(row types.Row) error {
				name, label, err := s.queries.ReadLabel(row, s.written)
				if len(enums) == 0 || enums[len(enums)-1].Name != name {
					enums = append(enums, Enum{Name: name})
				}
				last := &enums[len(enums)-1]
				last.Labels = append(last.Labels, label)
				return err
			})
		})
		return enums, err
	})
}

// splitName cuts a full name at its last point.
func splitName(fullName string) (schemaName, name string) {
	if at := strings.LastIndexByte(fullName, '.'); at >= 0 {
		return fullName[:at], fullName[at+1:]
	}
	return "", fullName
}
