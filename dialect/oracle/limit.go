package oracle

import "github.com/azoth-go/azoth/dialect"

// WithoutOffsetFetch is a dialect of Oracle that counts rows by ROWNUM, as before
// version 12: the plans of OFFSET … FETCH are worse for some queries.
func WithoutOffsetFetch(d *dialect.Dialect) *dialect.Dialect {
	d = d.Clone()
	d.Features.Limit = dialect.LimitRowCount
	return d
}

// WithFirstRowsHint is a dialect of Oracle that, where rows are counted by ROWNUM,
// tells the database by the hint FIRST_ROWS how many are wanted.
func WithFirstRowsHint(d *dialect.Dialect) *dialect.Dialect {
	d = d.Clone()
	d.Features.FirstRowsHint = true
	return d
}
