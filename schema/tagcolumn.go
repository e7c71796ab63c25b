package schema

import (
	"fmt"
	"strings"
)

// ColumnOptions gives what the tag says of a column as options of Col. Indexes
// and the unique constraints of several columns are not among them, being of
// the table.
func (t *Tag) ColumnOptions() ([]ColumnOption, error) {
	if err := t.CheckColumn(); err != nil {
		return nil, err
	}
	var options []ColumnOption
	add := func(given bool, option ColumnOption) {
		if given {
			options = append(options, option)
		}
	}
	add(t.PK, PK())
	add(t.NotNull, NotNull())
	add(t.Null, Null())
	if t.Identity {
		options = append(options, t.identity())
	}
	add(t.Comment != "", Comment(t.Comment))
	add(t.UniqueIndex && t.UniqueIndexGroup == "", UniqueIndex())
	add(t.NoIdentity, NoIdentity())
	add(t.Unique && t.UniqueGroup == "", UniqueColumn())
	if t.Default != "" {
		options = append(options, Default(t.Default))
	}
	if t.Computed != "" {
		if t.Stored {
			options = append(options, Computed(t.Computed, Stored))
		} else {
			options = append(options, Computed(t.Computed))
		}
	}
	add(t.Sequence != "", FromSequence(t.Sequence))
	add(t.References != "" && t.ForeignGroup == "", References(t.References, t.actions()...))
	return options, nil
}

// identity says how the database generates the values.
func (t *Tag) identity() ColumnOption {
	var options []IdentityOption
	if t.Always {
		options = append(options, Always())
	}
	if t.Has("start") {
		options = append(options, StartWith(t.Start))
	}
	if t.Has("increment") {
		options = append(options, IncrementBy(t.Increment))
	}
	return Identity(options...)
}

// actions are what is said of a foreign key besides what it refers to.
func (t *Tag) actions() (actions []ForeignKeyOption) {
	if t.OnDelete != "" {
		actions = append(actions, OnDelete(t.OnDelete))
	}
	if t.OnUpdate != "" {
		actions = append(actions, OnUpdate(t.OnUpdate))
	}
	if t.Match != "" {
		actions = append(actions, Match(t.Match))
	}
	if t.Deferrable {
		actions = append(actions, Deferrable(t.Deferred))
	}
	if t.ForeignName != "" {
		actions = append(actions, Named(t.ForeignName))
	}
	return actions
}

// A TagGroups gathers the indexes, unique constraints and foreign keys of
// several columns, and the checks, that the tags of a table's columns describe. The zero value
// is empty.
type TagGroups struct {
	key     string // the name of the primary key
	checks  []Item
	groups  []*tagGroup
	foreign []*foreignGroup
}

// A tagGroup is an index or a unique constraint, column by column.
type tagGroup struct {
	name    string
	kind    groupKind
	columns []string
}

type groupKind uint8

const (
	indexGroup groupKind = iota
	uniqueGroup
	uniqueIndexGroup
)

// A foreignGroup is a foreign key, column by column.
type foreignGroup struct {
	name             string
	table            string // with its schema
	columns, targets []string
	actions          []ForeignKeyOption
	err              error
}

// Add takes in what the tag of a column says.
func (g *TagGroups) Add(column string, t Tag) {
	if t.PKName != "" {
		g.key = t.PKName
	}
	if t.Check != "" {
		g.checks = append(g.checks, Check(t.Check).Named(t.CheckName))
	}
	if t.Index {
		g.add(indexGroup, t.IndexGroup, column)
	}
	if t.UniqueGroup != "" {
		g.add(uniqueGroup, t.UniqueGroup, column)
	}
	if t.UniqueIndexGroup != "" {
		g.add(uniqueIndexGroup, t.UniqueIndexGroup, column)
	}
	if t.ForeignGroup != "" {
		g.refer(column, t)
	}
}

func (g *TagGroups) refer(column string, t Tag) {
	at := strings.LastIndex(t.References, ".") // ParseTag saw to it that there is one
	table, target := t.References[:at], t.References[at+1:]
	for _, known := range g.foreign {
		if known.name == t.ForeignGroup {
			if known.table != table {
				known.err = fmt.Errorf("the columns of foreign=%s refer to the tables %s and %s: a foreign key leads to one table", known.name, known.table, table)
			}
			known.columns, known.targets = append(known.columns, column), append(known.targets, target)
			known.actions = append(known.actions, t.actions()...)
			return
		}
	}
	g.foreign = append(g.foreign, &foreignGroup{name: t.ForeignGroup, table: table, columns: []string{column}, targets: []string{target}, actions: t.actions()})
}

func (g *TagGroups) add(kind groupKind, name, column string) {
	for _, known := range g.groups {
		if name != "" && known.name == name && known.kind == kind {
			known.columns = append(known.columns, column)
			return
		}
	}
	g.groups = append(g.groups, &tagGroup{name, kind, []string{column}})
}

// Items gives the indexes and constraints, in the order in which they were
// first named, the foreign keys last.
func (g *TagGroups) Items() []Item {
	items := make([]Item, 0, 1+len(g.groups)+len(g.foreign))
	if g.key != "" {
		items = append(items, PrimaryKey().Named(g.key))
	}
	for _, group := range g.groups {
		switch group.kind {
		case uniqueGroup:
			items = append(items, Unique(group.columns...).Named(group.name))
		case uniqueIndexGroup:
			items = append(items, UniqueIndex(group.columns...).Named(group.name))
		default:
			items = append(items, Index(group.columns...).Named(group.name))
		}
	}
	items = append(items, g.checks...)
	for _, f := range g.foreign {
		if f.err != nil {
			items = append(items, tableItem(func(*Table) error { return f.err }))
			continue
		}
		items = append(items, ForeignKey(f.columns, f.table, f.targets, f.actions...))
	}
	return items
}
