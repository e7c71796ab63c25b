package sqlite

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/schema"
)

var reflection = dialect.Reflection{Table: reflectTable, TableOptions: TableOptions{}}

func reflectTable(t *structure.Table) (items []schema.Item, unsaid []string) {
	options := TableOptions{
		WithoutRowID: t.Options["without rowid"] != "", Strict: t.Options["strict"] != "", Autoincrement: t.Options["autoincrement"] != "",
	}
	if options == (TableOptions{}) {
		return nil, nil
	}
	return []schema.Item{schema.With(options)}, nil
}
