package schema

import "slices"

// Sorted gives the tables in an order in which they can be created, as
// SortTables, from the order of their declaration.
func (m *MetaData) Sorted() (tables []*Table, cycles []*ForeignKeyConstraint) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return SortTables(m.tables)
}

// SortTables gives tables in an order in which they can be created: every table
// after those that its foreign keys refer to, as far as those are among them,
// otherwise in the order given. Where tables refer to each other in a circle,
// one foreign key of it, nullable if there is such, is left out of account and
// given in cycles: it can only be added when all tables are there. References of
// a table to itself never matter. Dropping goes the other way round.
func SortTables(tables []*Table) (sorted []*Table, cycles []*ForeignKeyConstraint) {
	s := sorter{
		waiting: slices.Clone(tables),
		broken:  map[*ForeignKeyConstraint]bool{},
		sorted:  make([]*Table, 0, len(tables)),
	}
	for len(s.waiting) > 0 {
		if !s.place() {
			cycles = append(cycles, s.breakCycle())
		}
	}
	return s.sorted, cycles
}

type sorter struct {
	waiting []*Table // in the order of declaration
	broken  map[*ForeignKeyConstraint]bool
	sorted  []*Table
}

// blocker gives a foreign key that keeps a table waiting, or nil.
func (s *sorter) blocker(t *Table) *ForeignKeyConstraint {
	for _, fk := range t.ForeignKeys {
		if fk.Target != nil && fk.Target != t && !s.broken[fk] && slices.Contains(s.waiting, fk.Target) {
			return fk
		}
	}
	return nil
}

// place moves the tables that wait for nothing, each time beginning with the
// one declared first, and reports whether it moved any.
func (s *sorter) place() bool {
	before := len(s.waiting)
	for {
		i := slices.IndexFunc(s.waiting, func(t *Table) bool { return s.blocker(t) == nil })
		if i < 0 {
			return len(s.waiting) < before
		}
		t := s.waiting[i]
		s.waiting = slices.Delete(s.waiting, i, i+1)
		s.sorted = append(s.sorted, t)
	}
}

// breakCycle finds a circle among the waiting tables, each of which waits for
// another, and sets one of its foreign keys aside.
func (s *sorter) breakCycle() *ForeignKeyConstraint {
	position := map[*Table]int{}
	var path []*ForeignKeyConstraint
	t := s.waiting[0]
	for {
		first, visited := position[t]
		if visited {
			path = path[first:]
			break
		}
		position[t] = len(path)
		fk := s.blocker(t)
		path = append(path, fk)
		t = fk.Target
	}
	broken := path[0]
	if i := slices.IndexFunc(path, (*ForeignKeyConstraint).Nullable); i >= 0 {
		broken = path[i]
	}
	s.broken[broken] = true
	return broken
}

// Circular gives the foreign keys that lead from a table, over others, back to
// it. References of a table to itself are not among them.
func Circular(tables []*Table) map[*ForeignKeyConstraint]bool {
	circular := map[*ForeignKeyConstraint]bool{}
	for _, t := range tables {
		for _, fk := range t.ForeignKeys {
			if fk.Target != nil && fk.Target != t && reaches(fk.Target, t, map[*Table]bool{}) {
				circular[fk] = true
			}
		}
	}
	return circular
}

// reaches reports whether foreign keys lead from one table to another.
func reaches(from, to *Table, seen map[*Table]bool) bool {
	if from == to {
		return true
	}
	if seen[from] {
		return false
	}
	seen[from] = true
	return slices.ContainsFunc(from.ForeignKeys, func(fk *ForeignKeyConstraint) bool {
		return fk.Target != nil && reaches(fk.Target, to, seen)
	})
}
