package mysql

import (
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/schema"
)

var reflection = dialect.Reflection{
	Table: reflectTable, TableOptions: TableOptions{},
	Unread: []string{"Charset", "DefaultCharset", "AutoIncrement", "More"},
	Usual:  []string{"Engine", "Collate", "RowFormat"},
	Index:  reflectIndex,
}

func reflectTable(t *structure.Table) (items []schema.Item, unsaid []string) {
	options := TableOptions{Engine: t.Options["engine"], Collate: t.Options["collation"], PartitionBy: t.Options["partition by"]}
	options.Partitions, _ = strconv.Atoi(t.Options["partitions"])
	for setting := range strings.FieldsSeq(t.Options["create options"]) {
		name, value, _ := strings.Cut(setting, "=")
		switch strings.ToLower(name) {
		case "row_format":
			options.RowFormat = strings.ToUpper(value)
		case "key_block_size":
			options.KeyBlockSize, _ = strconv.Atoi(value)
		case "partitioned":
			if options.PartitionBy == "" {
				unsaid = append(unsaid, "its partitions")
			}
		default:
			options.More = strings.TrimSpace(options.More + " " + strings.ToUpper(name) + "=" + value)
		}
	}
	if options == (TableOptions{}) {
		return nil, unsaid
	}
	return []schema.Item{schema.With(options)}, unsaid
}

func reflectIndex(x *structure.Index) ([]schema.DialectOptions, string) {
	var options IndexOptions
	switch x.Method {
	case "fulltext", "spatial":
		options.Kind = strings.ToUpper(x.Method)
	case "hash":
		options.Using = x.Method
	}
	for _, p := range x.Parts {
		if p.Length == 0 || options.Kind != "" {
			continue
		}
		if p.Column == "" || p.Descending {
			return nil, "what is in it by its beginning only is no column in ascending order"
		}
		if options.Lengths == nil {
			options.Lengths = map[string]int{}
		}
		options.Lengths[p.Column] = p.Length
	}
	if options.Kind == "" && options.Using == "" && options.Lengths == nil {
		return nil, ""
	}
	return []schema.DialectOptions{options}, ""
}
