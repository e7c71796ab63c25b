package schema

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
	add(t.Identity, Identity())
	add(t.NoIdentity, NoIdentity())
	add(t.Unique && t.UniqueGroup == "", UniqueColumn())
	if t.Default != "" {
		options = append(options, Default(t.Default))
	}
	if t.References != "" {
		var actions []ForeignKeyOption
		if t.OnDelete != "" {
			actions = append(actions, OnDelete(t.OnDelete))
		}
		if t.OnUpdate != "" {
			actions = append(actions, OnUpdate(t.OnUpdate))
		}
		options = append(options, References(t.References, actions...))
	}
	return options, nil
}

// A TagGroups gathers the indexes and unique constraints that the tags of a
// table's columns describe. The zero value is empty.
type TagGroups struct {
	constraints []*Constraint
	byName      map[string]*Constraint
}

// Add takes in what the tag of a column says.
func (g *TagGroups) Add(column string, t Tag) {
	if t.Index {
		g.add("Index", t.IndexGroup, column)
	}
	if t.UniqueGroup != "" {
		g.add("Unique", t.UniqueGroup, column)
	}
}

func (g *TagGroups) add(kind, name, column string) {
	if known := g.byName[kind+name]; known != nil && name != "" {
		known.columns = append(known.columns, column)
		return
	}
	c := &Constraint{kind: kind, name: name, columns: []string{column}}
	g.constraints = append(g.constraints, c)
	if g.byName == nil {
		g.byName = map[string]*Constraint{}
	}
	g.byName[kind+name] = c
}

// Items gives the indexes and constraints, in the order in which they were
// first named.
func (g *TagGroups) Items() []Item {
	items := make([]Item, len(g.constraints))
	for i, c := range g.constraints {
		items[i] = c
	}
	return items
}
