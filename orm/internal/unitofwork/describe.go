package unitofwork

import "slices"

// A Step is a group of rows that a flush writes.
type Step struct {
	Round     int
	Operation string
	Table     string
	Columns   []string
	Rows      int
}

// Describe tells what Write would send, level by level.
func (u *Unit) Describe() (steps []Step, err error) {
	last := u.lastLevel()
	for level := int32(0); level <= last; level++ {
		groups, err := u.writeGroups(level)
		if err != nil {
			return nil, err
		}
		groups = slices.Concat(u.linkGroups(true, level), groups, u.linkGroups(false, level))
		if level == last {
			groups = slices.Concat(groups, u.lateGroups(), u.deleteGroups())
		}
		for _, g := range groups {
			steps = append(steps, g.describe(int(level)+1))
		}
	}
	return steps, nil
}

func (g *group) describe(round int) Step {
	step := Step{Round: round, Table: g.table(), Rows: max(len(g.rows), len(g.links))}
	step.Operation = [...]string{updateRow: "UPDATE", insertRow: "INSERT", deleteRow: "DELETE"}[g.operation]
	switch {
	case g.relationship != nil:
		for _, c := range linkColumns(g.relationship) {
			step.Columns = append(step.Columns, c.link.Name)
		}
	case g.operation == deleteRow:
		for _, c := range g.keys() {
			step.Columns = append(step.Columns, c.AST.Name)
		}
	default:
		for _, c := range g.columns.columns(g.entity) {
			step.Columns = append(step.Columns, c.AST.Name)
		}
	}
	return step
}
