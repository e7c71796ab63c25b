package schema

// Events are statements that run around those that create and drop a table, or
// all of a MetaData.
type Events struct {
	BeforeCreate, AfterCreate []DDL
	BeforeDrop, AfterDrop     []DDL
}

// An EventItem is statements for an event, as a part of the declaration of a
// table or of a MetaData.
type EventItem struct {
	at  func(e *Events) *[]DDL
	ddl []DDL
}

// BeforeCreate has statements run before the table, or the first object of the
// MetaData, is created. In a Statement text {table}, {schema} and {fullname}
// stand for those of the table.
func BeforeCreate(ddl ...DDL) EventItem {
	return EventItem{func(e *Events) *[]DDL { return &e.BeforeCreate }, ddl}
}

// AfterCreate has statements run after the table with its indexes, or the last
// object of the MetaData, is created.
func AfterCreate(ddl ...DDL) EventItem {
	return EventItem{func(e *Events) *[]DDL { return &e.AfterCreate }, ddl}
}

// BeforeDrop has statements run before the table, or the first object of the
// MetaData, is dropped.
func BeforeDrop(ddl ...DDL) EventItem {
	return EventItem{func(e *Events) *[]DDL { return &e.BeforeDrop }, ddl}
}

// AfterDrop has statements run after the table, or the last object of the
// MetaData, is dropped.
func AfterDrop(ddl ...DDL) EventItem {
	return EventItem{func(e *Events) *[]DDL { return &e.AfterDrop }, ddl}
}

func (i EventItem) addTo(t *Table) error {
	ddl := i.at(&t.Events)
	for _, statement := range i.ddl {
		*ddl = append(*ddl, about(statement, t))
	}
	return nil
}

// about gives a text that is about no table yet the one of its event.
func about(statement DDL, t *Table) DDL {
	switch s := statement.(type) {
	case TextDDL:
		if s.Table == nil {
			return s.About(t)
		}
	case ConditionalDDL:
		s.DDL = about(s.DDL, t)
		return s
	}
	return statement
}

func (i EventItem) applyToMetaData(m *MetaData) {
	ddl := i.at(&m.events)
	*ddl = append(*ddl, i.ddl...)
}
