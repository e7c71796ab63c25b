package azoth

import (
	"context"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql"
)

// execCompiled runs a compiled statement whose rows nobody asked for. An INSERT
// that gives the generated key back, which no other means tells, has it in the
// result.
func (c *Conn) execCompiled(ctx context.Context, stmt dialect.Statement) (sql.Result, error) {
	if !stmt.KeyReturned {
		result, err := c.Exec(ctx, stmt)
		return resultOf(result), err
	}
	stmt.Returns = true
	rows, err := c.Query(ctx, stmt)
	if err != nil {
		return sql.Result{}, err
	}
	var result sql.Result
	for rows.Next() {
		result.RowsAffected++
		if rows.Null(0) {
			continue
		}
		if result.Key, err = rows.Any(0); err != nil {
			break
		}
		if _, integer := result.Key.(int64); integer {
			if result.LastInsertID, err = rows.Int64(0); err != nil {
				break
			}
		}
	}
	if err == nil {
		err = rows.Err()
	}
	if closeErr := rows.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return sql.Result{}, c.failed(err)
	}
	return result, nil
}
