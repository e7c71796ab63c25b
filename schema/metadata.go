package schema

import (
	"errors"
	"fmt"
	"slices"
	"sync"
)

// A MetaData holds tables in the order of their declaration. Programs fill it
// while they start; it is safe for concurrent use.
type MetaData struct {
	mu     sync.RWMutex
	tables []*Table
	byName map[string]*Table
	// pending are the foreign keys whose target is not declared yet.
	pending []*ForeignKeyConstraint
}

// NewMetaData makes an empty one.
func NewMetaData() *MetaData { return &MetaData{byName: map[string]*Table{}} }

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

// Add declares a table, as New does, and gives an error where New panics. On
// error nothing is added.
func (m *MetaData) Add(name string, items ...Item) (*Table, error) {
	t, err := build(name, items)
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, taken := m.byName[t.FullName()]; taken {
		return nil, fmt.Errorf("table %q is declared twice: rename one, or use two MetaData for two databases", t.FullName())
	}
	m.tables = append(m.tables, t)
	m.byName[t.FullName()] = t
	m.pending = append(m.pending, t.ForeignKeys...)
	m.connect()
	return t, nil
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
	return true
}
