package diagram

import (
	"strings"

	"github.com/azoth-go/azoth/schema"
)

// keys says what a column is, by the usual marks.
func keys(c *schema.Column) string {
	var marks []string
	if c.PrimaryKey {
		marks = append(marks, "PK")
	}
	if refers(c) {
		marks = append(marks, "FK")
	}
	if unique(c.Table, []*schema.Column{c}) && !c.PrimaryKey {
		marks = append(marks, "UK")
	}
	return strings.Join(marks, ", ")
}

func refers(c *schema.Column) bool {
	for _, fk := range c.Table.ForeignKeys {
		for _, column := range fk.Columns {
			if column == c {
				return true
			}
		}
	}
	return false
}

// unique reports whether there is one row at most for each value of the columns.
func unique(t *schema.Table, columns []*schema.Column) bool {
	same := func(others []*schema.Column) bool {
		if len(others) != len(columns) {
			return false
		}
		for i, c := range others {
			if c != columns[i] {
				return false
			}
		}
		return true
	}
	if same(t.PrimaryKey) {
		return true
	}
	for _, u := range t.Uniques {
		if same(u.Columns) {
			return true
		}
	}
	for _, x := range t.Indexes {
		if x.Unique && same(x.Columns) {
			return true
		}
	}
	return false
}

func columnNames(columns []*schema.Column) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}

func typeName(c *schema.Column) string {
	if c.Type == nil {
		return "?"
	}
	return c.Type.String()
}
