package azoth

import (
	"context"
	"fmt"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
)

// ExecDDL executes statements that create, change or drop objects, one after
// another on one connection, each committed by itself; Tx.ExecDDL has them in a
// transaction. All of them are compiled before the first is sent. What exists is
// not looked at: the database's error says so.
//
//	err := eng.ExecDDL(ctx, schema.CreateTable(users), schema.CreateIndex(users.Index("ix_users_name")))
func (e *Engine) ExecDDL(ctx context.Context, ddl ...schema.DDL) error {
	return e.onConn(ctx, func(c *Conn) error { return c.ExecDDL(ctx, ddl...) })
}

// ExecMissingDDL executes those of the statements that have something to do, as
// ExecDDL: what exists is not created, what does not exist is not dropped. It
// looks tables, indexes, types, sequences and views up before each statement about
// one.
func (e *Engine) ExecMissingDDL(ctx context.Context, ddl ...schema.DDL) error {
	return e.onConn(ctx, func(c *Conn) error { return c.ExecMissingDDL(ctx, ddl...) })
}

func (e *Engine) onConn(ctx context.Context, f func(*Conn) error) (err error) {
	c, err := e.Connect(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := c.Close(); err == nil {
			err = closeErr
		}
	}()
	return f(c)
}

// ExecDDL executes statements that create, change or drop objects; see that of
// Engine.
func (c *Conn) ExecDDL(ctx context.Context, ddl ...schema.DDL) error {
	statements := make([]dialect.Statement, len(ddl))
	for i, s := range ddl {
		var err error
		if statements[i], err = c.dialect.CompileDDL(s); err != nil {
			return err
		}
	}
	for _, s := range statements {
		if s.SQL == "" {
			continue
		}
		if _, err := c.Exec(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// ExecMissingDDL executes those of the statements that have something to do; see
// that of Engine.
func (c *Conn) ExecMissingDDL(ctx context.Context, ddl ...schema.DDL) error {
	for _, s := range ddl {
		if o, drop, named := c.dialect.ObjectOf(s); named {
			existing := inventory{}
			if err := existing.look(ctx, c, o.Kind, o.Schema); err != nil {
				return err
			}
			if existing[o] != drop {
				continue
			}
		}
		if err := c.ExecDDL(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// ExecDDL executes statements that create, change or drop objects within the
// transaction, as far as the database has transactions over them; see that of
// Engine.
func (tx *Tx) ExecDDL(ctx context.Context, ddl ...schema.DDL) error {
	if tx.ended() {
		return ErrTxDone
	}
	return tx.conn.ExecDDL(ctx, ddl...)
}

// ExecMissingDDL executes those of the statements that have something to do; see
// that of Engine.
func (tx *Tx) ExecMissingDDL(ctx context.Context, ddl ...schema.DDL) error {
	if tx.ended() {
		return ErrTxDone
	}
	return tx.conn.ExecMissingDDL(ctx, ddl...)
}

// A SchemaOption is an option of CreateAll and DropAll.
type SchemaOption func(s *schemaSettings)

type schemaSettings struct {
	scope     dialect.Scope
	unchecked bool
}

// OnlyTables limits CreateAll and DropAll to some tables, with their indexes and
// the sequences that they draw from.
func OnlyTables(tables ...*schema.Table) SchemaOption {
	return func(s *schemaSettings) { s.scope.Tables = append([]*schema.Table{}, tables...) }
}

// Unchecked has CreateAll and DropAll not look at what exists: the database's
// error says so.
func Unchecked() SchemaOption { return func(s *schemaSettings) { s.unchecked = true } }

// MissingIndexes has CreateAll create the indexes, too, that tables lack which
// exist.
func MissingIndexes() SchemaOption {
	return func(s *schemaSettings) { s.scope.MissingIndexes = true }
}

// CreateAll creates the sequences, tables and views of meta that the database
// lacks, tables with their indexes and every one after those that it refers to.
// Tables that exist are left as they are, whatever their columns. All happens in
// one transaction, where the database has transactions over tables. A reference
// to a table or column that is not declared is an error before anything is sent.
func (e *Engine) CreateAll(ctx context.Context, meta *schema.MetaData, options ...SchemaOption) error {
	return e.alterAll(ctx, "create", meta, options, (*dialect.Dialect).CreatePlan)
}

// DropAll drops the views, tables and sequences of meta that the database has,
// every table before those that it refers to, in one transaction, where the
// database has transactions over tables.
func (e *Engine) DropAll(ctx context.Context, meta *schema.MetaData, options ...SchemaOption) error {
	return e.alterAll(ctx, "drop", meta, options, (*dialect.Dialect).DropPlan)
}

func (e *Engine) alterAll(ctx context.Context, what string, meta *schema.MetaData, options []SchemaOption,
	plan func(*dialect.Dialect, dialect.Scope) ([]schema.DDL, error)) error {
	if err := meta.Resolve(); err != nil {
		return fmt.Errorf("%s tables: %w", what, err)
	}
	settings := schemaSettings{scope: dialect.Scope{MetaData: meta}}
	for _, option := range options {
		option(&settings)
	}
	err := e.Run(ctx, func(tx *Tx) error {
		scope := settings.scope
		if !settings.unchecked {
			existing, err := existingObjects(ctx, tx.conn, scope)
			if err != nil {
				return err
			}
			scope.Existing = existing
		}
		ddl, err := plan(tx.conn.dialect, scope)
		if err != nil {
			return err
		}
		return tx.ExecDDL(ctx, ddl...)
	})
	if err != nil {
		return fmt.Errorf("%s tables: %w", what, err)
	}
	return nil
}

// An inventory is what a database has, as far as it was looked up.
type inventory map[dialect.Object]bool

// existingObjects looks up what there is of a scope.
func existingObjects(ctx context.Context, c *Conn, s dialect.Scope) (inventory, error) {
	existing := inventory{}
	var err error
	looked := map[dialect.Object]bool{}
	look := func(kind dialect.ObjectKind, schemaName string) {
		key := dialect.Object{Kind: kind, Schema: schemaName}
		if err == nil && !looked[key] {
			looked[key] = true
			err = existing.look(ctx, c, kind, schemaName)
		}
	}
	for _, t := range s.MetaData.Tables() {
		look(dialect.TableObject, t.Schema)
		if s.MissingIndexes {
			look(dialect.IndexObject, t.Schema)
		}
	}
	for _, schemaName := range c.dialect.TypeSchemas(s) {
		look(dialect.TypeObject, schemaName)
	}
	for _, sequence := range s.MetaData.Sequences() {
		look(dialect.SequenceObject, sequence.Schema)
	}
	for _, v := range s.MetaData.Views() {
		look(dialect.ViewObject, v.Schema)
	}
	return existing, err
}

// look looks up the objects of one kind in a schema.
func (existing inventory) look(ctx context.Context, c *Conn, kind dialect.ObjectKind, schemaName string) error {
	query, known := c.dialect.ObjectsQuery(kind, schemaName)
	if !known {
		return nil
	}
	names, err := readNames(ctx, c, query)
	if err != nil {
		return fmt.Errorf("look up what exists: %w", err)
	}
	for _, name := range names {
		existing[dialect.Object{Kind: kind, Schema: schemaName, Name: name}] = true
	}
	return nil
}

func readNames(ctx context.Context, c *Conn, query dialect.Statement) (names []string, err error) {
	rows, err := c.Query(ctx, query)
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
