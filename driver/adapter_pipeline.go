package driver

import "context"

// Pipeline runs the statements one after the other: package database/sql/driver
// knows no way to send several at once.
func (a *adapter) Pipeline(ctx context.Context, stmts []Statement, commit bool, each func(i int, result Result, rows Rows) error) error {
	for i, stmt := range stmts {
		if err := a.pipelineStep(ctx, i, stmt, each); err != nil {
			return &PipelineError{Index: i, Err: err}
		}
	}
	if commit && a.transaction.state != noTransaction {
		if err := a.Commit(ctx); err != nil {
			return &PipelineError{Index: len(stmts), Err: err}
		}
	}
	return nil
}

func (a *adapter) pipelineStep(ctx context.Context, i int, stmt Statement, each func(i int, result Result, rows Rows) error) error {
	if !stmt.Returns {
		result, err := a.Exec(ctx, stmt)
		if err != nil || each == nil {
			return err
		}
		return each(i, result, nil)
	}
	rows, err := a.Query(ctx, stmt)
	if err != nil {
		return err
	}
	if each != nil {
		if err := each(i, Result{}, rows); err != nil {
			rows.(*adapterRows).discard()
			return err
		}
	}
	closeErr := rows.Close()
	if err := rows.Err(); err != nil {
		return err
	}
	return closeErr
}
