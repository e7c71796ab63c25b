package dialect

import (
	"slices"

	"github.com/azoth-go/azoth/schema"
)

// A Scope is what is to be created or dropped.
type Scope struct {
	// Tables are those meant, with their indexes and the sequences that they
	// draw from; nil is everything in MetaData.
	Tables   []*schema.Table
	MetaData *schema.MetaData
	// Existing are the objects that there are, which are not created again;
	// others are not dropped. Nil is not to look.
	Existing map[Object]bool
	// MissingIndexes has the indexes created too that existing tables lack.
	MissingIndexes bool
}

// CreatePlan gives the statements that create what a scope says: types,
// sequences, the tables with their indexes, every table after those that it refers to, and
// views. Foreign keys that go in a circle are added at the end, or stay within
// CREATE TABLE where the database cannot alter constraints. The error reports
// every reference that cannot be resolved.
func (d *Dialect) CreatePlan(s Scope) ([]schema.DDL, error) {
	if err := s.MetaData.Resolve(); err != nil {
		return nil, err
	}
	p := planner{dialect: d, scope: s}
	p.plan = append(p.plan, s.events().BeforeCreate...)
	for _, t := range p.types() {
		p.create(typeObject(t), schema.CreateType(t))
	}
	for _, sequence := range p.sequences() {
		p.create(sequenceObject(sequence), schema.CreateSequence(sequence))
	}
	tables, later := p.tables()
	for _, t := range tables {
		p.createTable(t, later)
	}
	for _, fk := range later {
		if p.has(tableObject(fk.Table)) || !fk.Condition.Holds(d.Name) {
			continue
		}
		add := schema.AddConstraint(fk)
		add.Name = chosenConstraintName(fk)
		p.plan = append(p.plan, add)
	}
	for _, v := range p.views() {
		p.create(viewObject(v), schema.CreateView(v))
	}
	p.plan = append(p.plan, s.events().AfterCreate...)
	return p.plan, nil
}

// DropPlan gives the statements that drop what a scope says, every table before
// those that it refers to. A circle of foreign keys is opened first: its
// constraints are dropped, or, where the database cannot alter constraints, their
// nullable columns are set to NULL.
func (d *Dialect) DropPlan(s Scope) ([]schema.DDL, error) {
	p := planner{dialect: d, scope: s}
	p.plan = append(p.plan, s.events().BeforeDrop...)
	for _, v := range slices.Backward(p.views()) {
		p.drop(viewObject(v), schema.DropView(v))
	}
	tables, later := p.tables()
	p.open(later)
	for _, t := range slices.Backward(tables) {
		if p.lacks(tableObject(t)) {
			continue
		}
		p.plan = append(p.plan, t.Events.BeforeDrop...)
		p.plan = append(p.plan, schema.DropTable(t))
		p.plan = append(p.plan, t.Events.AfterDrop...)
	}
	for _, sequence := range slices.Backward(p.sequences()) {
		p.drop(sequenceObject(sequence), schema.DropSequence(sequence))
	}
	for _, t := range slices.Backward(p.types()) {
		p.drop(typeObject(t), schema.DropType(t))
	}
	p.plan = append(p.plan, s.events().AfterDrop...)
	return p.plan, nil
}

// events are those of the MetaData, where it is meant as a whole.
func (s Scope) events() schema.Events {
	if s.Tables != nil {
		return schema.Events{}
	}
	return s.MetaData.Events()
}

// A planner gathers the statements of a plan.
type planner struct {
	dialect *Dialect
	scope   Scope
	plan    []schema.DDL
}

// has reports whether an object is known to exist, lacks whether it is known not
// to.
func (p *planner) has(o Object) bool   { return p.scope.Existing[o] }
func (p *planner) lacks(o Object) bool { return p.scope.Existing != nil && !p.scope.Existing[o] }

func (p *planner) create(o Object, ddl schema.DDL) {
	if !p.has(o) {
		p.plan = append(p.plan, ddl)
	}
}

func (p *planner) drop(o Object, ddl schema.DDL) {
	if !p.lacks(o) {
		p.plan = append(p.plan, ddl)
	}
}

// tables gives the tables of the scope, every one after those that it refers to,
// and the foreign keys that are added when all are there.
func (p *planner) tables() (tables []*schema.Table, later []*schema.ForeignKeyConstraint) {
	tables, cycles := schema.SortTables(p.meant())
	if p.dialect.DDL.NoAlterConstraint {
		return tables, nil
	}
	circular := map[*schema.ForeignKeyConstraint]bool{}
	if len(cycles) > 0 {
		circular = schema.Circular(tables)
	}
	for _, t := range tables {
		for _, fk := range t.ForeignKeys {
			if circular[fk] || fk.UseAlter {
				later = append(later, fk)
			}
		}
	}
	return tables, later
}

// meant gives the tables of the scope.
func (p *planner) meant() []*schema.Table {
	if p.scope.Tables != nil {
		return p.scope.Tables
	}
	return p.scope.MetaData.Tables()
}

// open plans what opens the circles of foreign keys before tables are dropped.
func (p *planner) open(later []*schema.ForeignKeyConstraint) {
	if p.dialect.DDL.NoAlterConstraint {
		_, later = schema.SortTables(p.meant())
	}
	for _, fk := range later {
		if p.lacks(tableObject(fk.Table)) || fk.Target != nil && p.lacks(tableObject(fk.Target)) || !fk.Condition.Holds(p.dialect.Name) {
			continue
		}
		switch {
		case !p.dialect.DDL.NoAlterConstraint:
			drop := schema.DropConstraint(fk)
			drop.Name = chosenConstraintName(fk)
			p.plan = append(p.plan, drop)
		case fk.Nullable():
			p.plan = append(p.plan, schema.ClearReferences(fk))
		}
	}
}

func (p *planner) createTable(t *schema.Table, later []*schema.ForeignKeyConstraint) {
	exists := p.has(tableObject(t))
	if !exists {
		p.plan = append(p.plan, t.Events.BeforeCreate...)
		create := schema.CreateTable(t)
		create.Without, create.Whole = later, p.dialect.DDL.NoAlterConstraint
		p.plan = append(p.plan, create)
	}
	for _, x := range t.Indexes {
		if (!exists || p.scope.MissingIndexes) && x.Condition.Holds(p.dialect.Name) {
			p.create(p.dialect.indexObject(x), schema.CreateIndex(x))
		}
	}
	if !exists {
		p.comments(t)
		p.plan = append(p.plan, t.Events.AfterCreate...)
	}
}

// comments plans the statements for the comments of a table.
func (p *planner) comments(t *schema.Table) {
	if p.dialect.DDL.Comments != CommentStatements {
		return
	}
	if t.Comment != "" {
		p.plan = append(p.plan, schema.SetTableComment(t))
	}
	for _, column := range t.Columns {
		if column.Comment != "" {
			p.plan = append(p.plan, schema.SetColumnComment(column))
		}
	}
	if !p.dialect.DDL.ConstraintComments {
		return
	}
	for _, constraint := range t.Constraints {
		if clauses := constraint.Clauses(); clauses.Comment != "" && clauses.Name != "" {
			p.plan = append(p.plan, schema.SetConstraintComment(constraint))
		}
	}
}

// sequences gives those of the scope, where the database has sequences.
func (p *planner) sequences() []*schema.Sequence {
	if !p.dialect.Features.Sequences {
		return nil
	}
	all := p.scope.MetaData.Sequences()
	if p.scope.Tables == nil {
		return all
	}
	return slices.DeleteFunc(all, func(s *schema.Sequence) bool {
		return !slices.ContainsFunc(p.scope.Tables, func(t *schema.Table) bool { return t.DrawsFrom(s) })
	})
}

// views gives those of the scope.
func (p *planner) views() []*schema.View {
	if p.scope.Tables != nil {
		return nil
	}
	return p.scope.MetaData.Views()
}
