package mssql

import (
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/schema"
)

var reflection = dialect.Reflection{Index: reflectIndex}

func reflectIndex(x *structure.Index) ([]schema.DialectOptions, string) {
	options := IndexOptions{Include: x.Include, Columnstore: strings.Contains(x.Method, "columnstore")}
	if strings.HasPrefix(x.Method, "clustered") {
		options.Clustering = Clustered
	}
	if options.Include == nil && !options.Columnstore && options.Clustering == 0 {
		return nil, ""
	}
	return []schema.DialectOptions{options}, ""
}
