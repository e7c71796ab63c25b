package schema

import "slices"

// CopyTo declares a table like this one in another MetaData, with further items:
// InSchema puts the copy into another schema. What it refers to is looked for,
// by name, in that MetaData. Names that a naming convention made are made anew.
func (t *Table) CopyTo(meta *MetaData, items ...Item) (*Table, error) {
	return meta.Add(t.Name, slices.Concat(t.items, items)...)
}
