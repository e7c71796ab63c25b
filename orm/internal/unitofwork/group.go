package unitofwork

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
	"github.com/azoth-go/azoth/sql/ast"
)

// A group is rows of one table that one operation writes with the same
// columns.
type group struct {
	operation operation
	entity    *mapping.Entity
	rank      int
	depth     int32
	columns   columnSet
	releases  bool // the rows only let foreign keys go
	rows      []*node
	// single groups hold one row, some of whose values are SQL expressions.
	single bool
	// late groups write the foreign keys of post-update relationships.
	late bool
	// Of an association table: the relationship, and the links.
	relationship *mapping.Relationship
	links        []link
}

type groupKey struct {
	entity    int
	operation operation
	depth     int32
	columns   columnSet
}

// writeGroups gives the updates and inserts of one level, parents first, and
// of one table the updates before the inserts. Updates come in the order of
// their keys, so that two sessions lock rows in the same order, and inserts in
// that of their addition, so that generated keys ascend with it: rows that
// write other columns than their predecessor begin a new group.
func (u *Unit) writeGroups(level int32) ([]*group, error) {
	var nodes []*node
	for at := range u.nodes {
		n := &u.nodes[at]
		if n.level != level || n.operation != insertRow && n.operation != updateRow {
			continue
		}
		if n.syncs != 0 {
			if err := u.copyKeys(n, func(s *sync) bool { return s.parent != nil && u.isNew(s.parent) }); err != nil {
				return nil, err
			}
		}
		n.releases = u.onlyReleases(n)
		nodes = append(nodes, n)
	}
	byPlace := func(a, b *node) int {
		x, y := a.instance.Entity, b.instance.Entity
		return cmp.Or(cmp.Compare(x.Rank, y.Rank), cmp.Compare(x.ID, y.ID),
			cmp.Compare(a.depth, b.depth), cmp.Compare(a.operation, b.operation), trueFirst(a.releases, b.releases))
	}
	if !slices.IsSortedFunc(nodes, byPlace) {
		slices.SortStableFunc(nodes, byPlace)
	}
	sortUpdates(nodes)
	var groups []*group
	var last *group
	unordered := map[groupKey]*group{}
	for _, n := range nodes {
		columns, err := n.columns()
		if err != nil {
			return nil, err
		}
		i := n.instance
		single := i.HasExpression()
		if n.operation == updateRow && columns.empty() && !single {
			n.operation = noOperation // the row is the same already
			continue
		}
		g := last
		if g == nil || single || !g.takes(n, columns) {
			// Without generated keys, the order of inserts tells nothing.
			free := n.operation == insertRow && !single && (i.Entity.Generated == nil || columns.has(i.Entity.Generated))
			key := groupKey{i.Entity.ID, n.operation, n.depth, columns}
			if g = unordered[key]; g == nil || !free {
				g = &group{operation: n.operation, entity: i.Entity, rank: i.Entity.Rank, depth: n.depth, columns: columns, releases: n.releases, single: single}
				groups = append(groups, g)
			}
			if free {
				unordered[key] = g
			}
		}
		g.rows = append(g.rows, n)
		last = g
	}
	return groups, nil
}

// onlyReleases reports whether an update does nothing but let foreign keys go.
// Such updates come first, so that a key under a unique constraint is free for
// the row that takes it.
func (u *Unit) onlyReleases(n *node) bool {
	if n.operation != updateRow || n.syncs == 0 {
		return false
	}
	for s := n.syncs; s != 0; s = u.syncs[s-1].next {
		if u.syncs[s-1].parent != nil {
			return false
		}
	}
	return true
}

// trueFirst compares two conditions so that true comes before false.
func trueFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// columns are those that the row writes.
func (n *node) columns() (columnSet, error) {
	if n.operation == insertRow {
		return insertColumns(n.instance)
	}
	return updateColumns(n)
}

// takes reports whether a row that writes some columns may stand in the group.
func (g *group) takes(n *node, columns columnSet) bool {
	return !g.single && g.entity == n.instance.Entity && g.operation == n.operation && g.depth == n.depth && g.columns == columns && g.releases == n.releases
}

// sortUpdates sorts the rows of each run of updates of one table by key.
func sortUpdates(nodes []*node) {
	for first := 0; first < len(nodes); {
		last := first + 1
		for last < len(nodes) && nodes[last].operation == updateRow && nodes[last].instance.Entity == nodes[first].instance.Entity && nodes[last].depth == nodes[first].depth && nodes[last].releases == nodes[first].releases {
			last++
		}
		if nodes[first].operation == updateRow {
			sortByKey(nodes[first:last])
		}
		first = last
	}
}

// lateGroups gives the updates that write foreign keys after all rows are
// there.
func (u *Unit) lateGroups() []*group {
	index := map[groupKey]*group{}
	var groups []*group
	for at := range u.nodes {
		n := &u.nodes[at]
		if n.late == 0 {
			continue
		}
		var columns columnSet
		for s := n.late; s != 0; s = u.syncs[s-1].next {
			for _, c := range u.syncs[s-1].destination {
				columns.add(c)
			}
		}
		key := groupKey{n.instance.Entity.ID, updateRow, 0, columns}
		g := index[key]
		if g == nil {
			g = &group{operation: updateRow, entity: n.instance.Entity, columns: columns, late: true}
			index[key] = g
			groups = append(groups, g)
		}
		g.rows = append(g.rows, n)
	}
	return groups
}

// applyLate copies the keys that late groups write.
func (u *Unit) applyLate() error {
	for at := range u.nodes {
		for s := u.nodes[at].late; s != 0; s = u.syncs[s-1].next {
			if err := u.syncs[s-1].apply(); err != nil {
				return err
			}
		}
	}
	return nil
}

// deleteGroups gives the deletions, children first.
func (u *Unit) deleteGroups() []*group {
	index := map[groupKey]*group{}
	var groups []*group
	for at := range u.nodes {
		n := &u.nodes[at]
		if n.operation != deleteRow {
			continue
		}
		key := groupKey{entity: n.instance.Entity.ID, depth: n.depth}
		g := index[key]
		if g == nil {
			g = &group{operation: deleteRow, entity: n.instance.Entity, rank: n.instance.Entity.Rank, depth: n.depth}
			index[key] = g
			groups = append(groups, g)
		}
		g.rows = append(g.rows, n)
	}
	for _, g := range groups {
		sortByKey(g.rows)
	}
	slices.SortStableFunc(groups, func(a, b *group) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(b.depth, a.depth), cmp.Compare(b.entity.ID, a.entity.ID))
	})
	return groups
}

// linkGroups gives the association rows to insert at a level, or to delete.
func (u *Unit) linkGroups(remove bool, level int32) []*group {
	var groups []*group
	for _, l := range u.links {
		if l.remove != remove || l.level != level {
			continue
		}
		at := slices.IndexFunc(groups, func(g *group) bool { return g.relationship == l.relationship })
		if at < 0 {
			at = len(groups)
			operation := insertRow
			if remove {
				operation = deleteRow
			}
			groups = append(groups, &group{operation: operation, relationship: l.relationship})
		}
		groups[at].links = append(groups[at].links, l)
	}
	return groups
}

// lastLevel is the highest level that anything is written at.
func (u *Unit) lastLevel() int32 {
	level := int32(0)
	for at := range u.nodes {
		if n := &u.nodes[at]; n.operation == insertRow || n.operation == updateRow {
			level = max(level, n.level)
		}
	}
	for _, l := range u.links {
		level = max(level, l.level)
	}
	return level
}

// insertColumns fills in client defaults and gives the columns that an INSERT
// sets: all but those with a default that the program left at Go's zero value.
func insertColumns(i *state.Instance) (set columnSet, err error) {
	for _, c := range i.Entity.Columns {
		if c.Computed() {
			continue
		}
		field := c.At(i.Object)
		override := i.OverrideOf(c)
		if c.Version && c.Codec.Zero(field) {
			if err := c.Codec.Assign(field, int64(1)); err != nil {
				return set, err
			}
		}
		if c.Defaulted && override == nil && c.Codec.Zero(field) {
			if c.Schema.ClientDefault == nil {
				continue
			}
			if err := clientDefault(i, c); err != nil {
				return set, err
			}
		}
		if override != nil && override.Expr != nil {
			continue
		}
		set.add(c)
	}
	return set, nil
}

// makeKey has the program make the key of a new row, before others ask for it.
func (u *Unit) makeKey(n *node) error {
	for _, c := range n.instance.Entity.Keys {
		if c.Schema.ClientDefault == nil || !c.Codec.Zero(c.At(n.instance.Object)) || n.instance.OverrideOf(c) != nil || u.synced(n, c) {
			continue
		}
		if err := clientDefault(n.instance, c); err != nil {
			return err
		}
	}
	return nil
}

// clientDefault stores the value that the program makes for a column.
func clientDefault(i *state.Instance, c *mapping.Column) error {
	if err := c.Codec.Assign(c.At(i.Object), c.Schema.ClientDefault()); err != nil {
		return fmt.Errorf("default of %s.%s: %w", i.Entity.Name, c.Field, err)
	}
	return nil
}

// updateColumns gives the columns that differ from the snapshot, and lets the
// version and client-made update values follow.
func updateColumns(n *node) (set columnSet, err error) {
	i, row := n.instance, n.before()
	changed := i.HasExpression()
	for _, c := range i.Entity.Columns {
		override := i.OverrideOf(c)
		if override != nil && override.Expr != nil || c.Computed() {
			continue
		}
		if override != nil || !c.Codec.Equal(c.At(i.Object), c.At(row)) {
			set.add(c)
			changed = true
		}
	}
	if !changed {
		return set, nil
	}
	n.incomplete = n.incomplete || i.Entity.Computes
	for _, c := range i.Entity.Columns {
		if c.Schema.ClientOnUpdate != nil && !set.has(c) {
			if err := c.Codec.Assign(c.At(i.Object), c.Schema.ClientOnUpdate()); err != nil {
				return set, fmt.Errorf("value of %s.%s for an update: %w", i.Entity.Name, c.Field, err)
			}
			set.add(c)
		}
	}
	if v := i.Entity.Version; v != nil && v.Integer != nil {
		now, _ := v.Integer.LoadInt(v.At(row))
		v.Integer.StoreInt(v.At(i.Object), now+1)
		set.add(v)
	}
	return set, nil
}

// nodesOf gives the ast columns of mapped ones.
func nodesOf(columns []*mapping.Column) []*ast.Column {
	nodes := make([]*ast.Column, len(columns))
	for i, c := range columns {
		nodes[i] = c.AST
	}
	return nodes
}
