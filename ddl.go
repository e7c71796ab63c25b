package azoth

import (
	"context"
	"fmt"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
)

// CreateAll creates the tables of meta that the database lacks, with their
// indexes, every table after those that it refers to. Tables that exist are
// left as they are, whatever their columns. All happens in one transaction,
// where the database has transactions over tables. A reference to a table or
// column that is not declared is an error before anything is sent.
func (e *Engine) CreateAll(ctx context.Context, meta *schema.MetaData) error {
	if err := meta.Resolve(); err != nil {
		return fmt.Errorf("create tables: %w", err)
	}
	return e.alterAll(ctx, "create", meta, (*dialect.Dialect).CreatePlan)
}

// DropAll drops the tables of meta that the database has, every table before
// those that it refers to, in one transaction, where the database has
// transactions over tables.
func (e *Engine) DropAll(ctx context.Context, meta *schema.MetaData) error {
	if err := meta.Resolve(); err != nil {
		return fmt.Errorf("drop tables: %w", err)
	}
	return e.alterAll(ctx, "drop", meta, (*dialect.Dialect).DropPlan)
}

func (e *Engine) alterAll(ctx context.Context, what string, meta *schema.MetaData,
	plan func(*dialect.Dialect, *schema.MetaData, map[string]bool) ([]string, error)) error {
	err := e.Run(ctx, func(tx *Tx) error {
		existing, err := existingTables(ctx, tx.conn, meta)
		if err != nil {
			return err
		}
		statements, err := plan(tx.conn.dialect, meta, existing)
		if err != nil {
			return err
		}
		for _, text := range statements {
			if _, err := tx.conn.Exec(ctx, dialect.Statement{SQL: text}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("%s tables: %w", what, err)
	}
	return nil
}

// existingTables looks up which tables there are, by full name, in the schemas
// that meta's tables lie in.
func existingTables(ctx context.Context, c *Conn, meta *schema.MetaData) (map[string]bool, error) {
	existing := map[string]bool{}
	looked := map[string]bool{}
	for _, t := range meta.Tables() {
		if looked[t.Schema] {
			continue
		}
		looked[t.Schema] = true
		names, err := tableNames(ctx, c, t.Schema)
		if err != nil {
			return nil, fmt.Errorf("look up the tables that exist: %w", err)
		}
		for _, name := range names {
			if t.Schema != "" {
				name = t.Schema + "." + name
			}
			existing[name] = true
		}
	}
	return existing, nil
}

func tableNames(ctx context.Context, c *Conn, schemaName string) (names []string, err error) {
	rows, err := c.Query(ctx, c.dialect.Tables(schemaName))
	if err != nil {
		return nil, err
	}
	defer func() {
		if closeErr := rows.Close(); err == nil {
			err = closeErr
		}
	}()
	for rows.Next() {
		name, err := rows.String(0)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}
