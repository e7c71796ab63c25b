package model

import (
	"slices"
	"strings"

	"github.com/azoth-go/azoth/inspect"
)

// relate gives entities the relationships that foreign keys make: a One to what a
// key refers to, and a Many on the other side, or a One where the key is unique.
func (m *model) relate() {
	for _, e := range m.entities {
		for _, fk := range e.table.ForeignKeys {
			if target := m.byTable[fk.TargetName()]; target != nil && e.hasFields(fk.Columns) {
				m.relateBy(e, target, fk)
			}
		}
	}
	for _, e := range m.associations {
		m.relateThrough(e)
	}
}

func (e *entity) hasFields(columns []string) bool {
	return !slices.ContainsFunc(columns, func(name string) bool { return e.field(name) == nil })
}

func (m *model) relateBy(e, target *entity, fk *inspect.ForeignKey) {
	role := ""
	if len(fk.Columns) == 1 {
		role = exported(strings.TrimSuffix(fk.Columns[0], "_id"))
	}
	if role == "" || e.taken[role] {
		role = target.name
	}
	several := 0
	for _, other := range e.table.ForeignKeys {
		if other.TargetName() == fk.TargetName() {
			several++
		}
	}
	single := e.isUnique(fk.Columns)
	reverse := e.plural
	if single {
		reverse = e.name
	}
	if several > 1 {
		reverse = role + reverse
	}
	role = e.taken.take(role)
	reverse = target.taken.take(reverse)
	var through []string
	if several > 1 {
		through = []string{"fk=" + strings.Join(fk.Columns, " ")}
	}
	e.fields = append(e.fields, &field{
		name: role, written: m.orm("One") + "[" + target.name + "]", tag: append([]string{"", "back=" + reverse}, through...),
	})
	kind := "Many"
	if single {
		kind = "One"
	}
	target.fields = append(target.fields, &field{
		name: reverse, written: m.orm(kind) + "[" + e.name + "]", tag: append([]string{"", "back=" + role}, through...),
	})
}

// isUnique reports whether there is one row at most for each value of the columns.
func (e *entity) isUnique(columns []string) bool {
	same := func(other []string) bool {
		return len(other) == len(columns) && !slices.ContainsFunc(columns, func(name string) bool { return !slices.Contains(other, name) })
	}
	return same(e.table.PrimaryKey.Columns) ||
		slices.ContainsFunc(e.table.Uniques, func(u *inspect.Unique) bool { return same(u.Columns) }) ||
		slices.ContainsFunc(e.table.Indexes, func(x *inspect.Index) bool { return x.Unique && x.Where == "" && same(x.Columns()) })
}

// isAssociation reports whether a table does nothing but connect two others: its
// columns are the keys of both, and together its own key.
func isAssociation(t *inspect.Table) bool {
	if t.PrimaryKey == nil || len(t.ForeignKeys) != 2 || t.ForeignKeys[0].TargetName() == t.ForeignKeys[1].TargetName() {
		return false
	}
	columns := slices.Concat(t.ForeignKeys[0].Columns, t.ForeignKeys[1].Columns)
	return len(t.Columns) == len(columns) && len(t.PrimaryKey.Columns) == len(columns) &&
		!slices.ContainsFunc(t.Columns, func(c *inspect.Column) bool { return !slices.Contains(columns, c.Name) })
}

// relateThrough makes a many-to-many of an association.
func (m *model) relateThrough(e *entity) {
	left := m.byTable[e.table.ForeignKeys[0].TargetName()]
	right := m.byTable[e.table.ForeignKeys[1].TargetName()]
	if left == nil || right == nil {
		return
	}
	there, back := left.taken.take(right.plural), right.taken.take(left.plural)
	secondary := "secondary=" + e.table.FullName()
	left.fields = append(left.fields, &field{
		name: there, written: m.orm("Many") + "[" + right.name + "]", tag: []string{"", secondary, "back=" + back},
	})
	right.fields = append(right.fields, &field{
		name: back, written: m.orm("Many") + "[" + left.name + "]", tag: []string{"", secondary, "back=" + there},
	})
}
