package inspect

import (
	"context"
	"fmt"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/types"
)

// query runs a query of the catalogue and hands each of its rows to add.
func (s *session) query(ctx context.Context, what, text string, scope structure.Scope, add func(row types.Row) error) (err error) {
	sql, args, err := s.queries.Expand(text, s.stored(scope), s.placeholder, s.quote)
	if err != nil {
		return err
	}
	rows, err := s.conn.Query(ctx, dialect.Statement{SQL: sql, Args: args, Returns: true})
	if err != nil {
		return fmt.Errorf("read %s: %w", what, err)
	}
	defer func() {
		if closeErr := rows.Close(); err == nil {
			err = closeErr
		}
	}()
	for rows.Next() {
		if err := add(rows); err != nil {
			return fmt.Errorf("read %s: %w", what, err)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read %s: %w", what, err)
	}
	return nil
}

// stored gives a scope in the names of the catalogue. A schema may be called
// otherwise by a view of the engine.
func (s *session) stored(scope structure.Scope) structure.Scope {
	if translated, ok := s.dialect.Schemas[scope.Schema]; ok {
		scope.Schema = translated
	}
	stored := structure.Scope{Tables: make([]string, len(scope.Tables)), Sequence: s.dialect.Identifiers.Stored(scope.Sequence)}
	if scope.Schema != "" {
		stored.Schema = s.dialect.Identifiers.Stored(scope.Schema)
	}
	for i, name := range scope.Tables {
		stored.Tables[i] = s.dialect.Identifiers.Stored(name)
	}
	return stored
}

func (s *session) written(stored string) string { return s.dialect.Identifiers.Written(stored) }

func (s *session) placeholder(n int) string {
	if s.dialect.Placeholder == nil {
		return "?"
	}
	return string(s.dialect.Placeholder(nil, n))
}

func (s *session) quote(name string) (string, error) {
	quoted, err := s.dialect.Identifiers.AppendQuoted(nil, name)
	return string(quoted), err
}

// names runs a query for names; one that the database does not have gives none.
func (i *Inspector) names(ctx context.Context, what string, query func(q *structure.Queries) string) ([]string, error) {
	return remember(i, what, "", func() (names []string, err error) {
		err = i.ask(ctx, what, func(s *session) error {
			text := query(s.queries)
			if text == "" {
				return nil
			}
			return s.query(ctx, what, text, structure.Scope{}, func(row types.Row) error {
				if row.Null(0) {
					return nil
				}
				name, err := row.String(0)
				names = append(names, s.written(name))
				return err
			})
		})
		return names, err
	})
}
