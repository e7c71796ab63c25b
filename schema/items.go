package schema

// ColumnNames gives the names of the columns among the items of a table, in their
// order.
func ColumnNames(items ...Item) []string {
	var names []string
	for _, item := range items {
		if column, ok := item.(*columnItem); ok {
			names = append(names, column.name)
		}
	}
	return names
}
