package schema

import (
	"errors"
	"fmt"
	"slices"
	"sync"
)

// A MetaData holds tables, sequences and views in the order of their declaration. Programs fill it
// while they start; it is safe for concurrent use.
type MetaData struct {
	mu     sync.RWMutex
	tables []*Table
	byName map[string]*Table
	// pending are the foreign keys whose target is not declared yet.
	pending    []*ForeignKeyConstraint
	sequences  []*Sequence
	views      []*View
	schema     string
	convention NamingConvention
	events     Events
}

// NewMetaData makes an empty one.
func NewMetaData(options ...MetaDataOption) *MetaData {
	m := &MetaData{byName: map[string]*Table{}}
	for _, option := range options {
		option.applyToMetaData(m)
	}
	return m
}

// DefaultMetaData is the MetaData of declarations that name none.
var DefaultMetaData = NewMetaData()

// Tables gives the tables in the order of their declaration.
func (m *MetaData) Tables() []*Table {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return slices.Clone(m.tables)
}

// Table finds a table by its full name ("users", or "crm.users" in a schema),
// or gives nil.
func (m *MetaData) Table(fullName string) *Table {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.byName[fullName]
}

// Sequences gives the sequences in the order of their declaration.
func (m *MetaData) Sequences() []*Sequence {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return slices.Clone(m.sequences)
}

// Views gives the views in the order of their declaration.
func (m *MetaData) Views() []*View {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return slices.Clone(m.views)
}

// Events gives the statements that run around creating and dropping all.
func (m *MetaData) Events() Events { return m.events }

// Schemas gives the names of the schemas that tables lie in, sorted, without the
// default one.
func (m *MetaData) Schemas() []string {
	m.mu.RLock()
	defer m.mu.RUnlock()
	var names []string
	for _, t := range m.tables {
		if t.Schema != "" && !slices.Contains(names, t.Schema) {
			names = append(names, t.Schema)
		}
	}
	slices.Sort(names)
	return names
}

// Add declares a table, as New does, and gives an error where New panics. On
// error nothing is added.
func (m *MetaData) Add(name string, items ...Item) (*Table, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	t, err := build(m, name, items)
	if err != nil {
		return nil, err
	}
	if known, taken := m.byName[t.FullName()]; taken {
		switch {
		case t.keepExisting:
			return known, nil
		case t.extendExisting:
			return known, known.add(slices.DeleteFunc(slices.Clone(items), isTableSetting))
		}
		return nil, fmt.Errorf("table %q is declared twice: rename one, use two MetaData for two databases, or say KeepExisting or ExtendExisting", t.FullName())
	}
	if err := t.nameConstraints(m.convention); err != nil {
		return nil, fmt.Errorf("table %q: %w", name, err)
	}
	m.tables = append(m.tables, t)
	m.byName[t.FullName()] = t
	m.adopt(t)
	return t, nil
}

// adopt takes in what a table, or a part of it, brings along.
func (m *MetaData) adopt(t *Table) {
	for _, c := range t.Columns {
		if s := c.sequence; s != nil && m.sequence(s.FullName()) == nil {
			m.sequences = append(m.sequences, s)
		}
	}
	for _, fk := range t.ForeignKeys {
		if fk.Target == nil && !slices.Contains(m.pending, fk) {
			m.pending = append(m.pending, fk)
		}
	}
	m.connect()
}

// Remove takes a table out; foreign keys that refer to it keep it.
func (m *MetaData) Remove(t *Table) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tables = slices.DeleteFunc(m.tables, func(known *Table) bool { return known == t })
	if m.byName[t.FullName()] == t {
		delete(m.byName, t.FullName())
	}
	m.pending = slices.DeleteFunc(m.pending, func(fk *ForeignKeyConstraint) bool { return fk.Table == t })
}

// Clear takes everything out.
func (m *MetaData) Clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tables, m.pending, m.sequences, m.views = nil, nil, nil, nil
	clear(m.byName)
}

func (m *MetaData) sequence(name string) *Sequence {
	for _, s := range m.sequences {
		if s.FullName() == name {
			return s
		}
	}
	return nil
}

// addSequence declares a sequence. One that a column brought along is replaced.
func (m *MetaData) addSequence(s *Sequence) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	known := m.sequence(s.FullName())
	if known == nil {
		m.sequences = append(m.sequences, s)
		return nil
	}
	ofColumn := slices.ContainsFunc(m.tables, func(t *Table) bool {
		return slices.ContainsFunc(t.Columns, func(c *Column) bool { return c.sequence == known })
	})
	if !ofColumn {
		return fmt.Errorf("sequence %q is declared twice", s.FullName())
	}
	m.sequences[slices.Index(m.sequences, known)] = s
	return nil
}

func (m *MetaData) addView(v *View) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if slices.ContainsFunc(m.views, func(known *View) bool { return known.FullName() == v.FullName() }) {
		return fmt.Errorf("view %q is declared twice", v.FullName())
	}
	m.views = append(m.views, v)
	return nil
}

// Resolve reports the foreign keys that refer to a table or column that does
// not exist, all of them in one error of *ReferenceError values. References
// are connected as soon as both sides are declared, so it only asks; CREATE
// TABLE and the configuration of entities begin with it.
func (m *MetaData) Resolve() error {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if len(m.pending) == 0 {
		return nil
	}
	var errs []error
	for _, fk := range m.pending {
		errs = append(errs, m.explain(fk))
	}
	return errors.Join(errs...)
}

// connect links the pending foreign keys whose target is there. A link may
// give a column its type and so make another possible.
func (m *MetaData) connect() {
	for progress := true; progress; {
		progress = false
		m.pending = slices.DeleteFunc(m.pending, func(fk *ForeignKeyConstraint) bool {
			linked := m.link(fk)
			progress = progress || linked
			return linked
		})
	}
}

// link fills in the target of one foreign key and reports whether it could.
func (m *MetaData) link(fk *ForeignKeyConstraint) bool {
	target := m.byName[fk.targetName()]
	if target == nil {
		return false
	}
	columns := make([]*Column, len(fk.refColumns))
	for i, name := range fk.refColumns {
		c := target.Column(name)
		if c == nil || c.Type == nil && fk.Columns[i].Type == nil {
			return false
		}
		columns[i] = c
	}
	for i, c := range fk.Columns {
		if c.Type == nil {
			c.setType(columns[i].Type)
		}
	}
	fk.Target, fk.TargetColumns = target, columns
	fk.Table.publishForeignKeys()
	_ = fk.Table.nameConstraint(m.convention, fk) // that the template is right was seen before
	return true
}
