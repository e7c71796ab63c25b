package sqlite

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/schema"
)

var reflection = dialect.Reflection{
	Table: reflectTable, TableOptions: TableOptions{}, Column: reflectColumn, ColumnOptions: ColumnOptions{}, Constraint: reflectConstraint,
}

func reflectTable(t *structure.Table) (items []schema.Item, unsaid []string) {
	options := TableOptions{
		WithoutRowID: t.Options["without rowid"] != "", Strict: t.Options["strict"] != "", Autoincrement: t.Options["autoincrement"] != "",
	}
	if options == (TableOptions{}) {
		return nil, nil
	}
	return []schema.Item{schema.With(options)}, nil
}

func reflectColumn(c *structure.Column) []schema.DialectOptions {
	if c.OnConflict == "" {
		return nil
	}
	return []schema.DialectOptions{ColumnOptions{OnConflictNotNull: c.OnConflict}}
}

func reflectConstraint(d *structure.ConstraintDetails) []schema.DialectOptions {
	if d.OnConflict == "" {
		return nil
	}
	return []schema.DialectOptions{ConstraintOptions{OnConflict: d.OnConflict}}
}
