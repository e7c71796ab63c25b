package firebird

import (
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/schema"
)

var reflection = dialect.Reflection{Table: reflectTable, TableOptions: TableOptions{}, Index: reflectIndex, Temporary: true}

func reflectTable(t *structure.Table) (items []schema.Item, unsaid []string) {
	if action := t.Options["on commit"]; action != "" {
		items = append(items, schema.Temporary(), schema.With(TableOptions{OnCommit: strings.ToUpper(action)}))
	}
	return items, nil
}

// reflectIndex says of an index on columns that it descends, which it does as a
// whole; one on an expression has the order of that.
func reflectIndex(x *structure.Index) ([]schema.DialectOptions, string) {
	if len(x.Parts) == 0 || !x.Parts[0].Descending || x.Parts[0].Column == "" {
		return nil, ""
	}
	for i := range x.Parts {
		x.Parts[i].Descending = false
	}
	return []schema.DialectOptions{IndexOptions{Descending: true}}, ""
}
