package orm

import (
	"context"
	"fmt"
	"strings"

	"github.com/azoth-go/azoth/orm/internal/unitofwork"
)

// A FlushPlan is what a flush would write, in its order.
type FlushPlan struct{ Steps []FlushStep }

// A FlushStep is a group of rows that one operation writes in the same way.
type FlushStep struct {
	// Round numbers the rounds of writes: a round needs keys that the database
	// makes in the one before.
	Round     int
	Operation string // INSERT, UPDATE or DELETE
	Table     string
	Columns   []string // that are written; of a DELETE those that find the row
	Rows      int
}

// String gives the plan a line for each step:
//
//  1. INSERT users (name, fullname): 1 row
//  2. INSERT addresses (email_address, user_id): 2 rows
func (p *FlushPlan) String() string {
	var b strings.Builder
	for _, s := range p.Steps {
		rows := "rows"
		if s.Rows == 1 {
			rows = "row"
		}
		fmt.Fprintf(&b, "%d. %s %s (%s): %d %s\n", s.Round, s.Operation, s.Table, strings.Join(s.Columns, ", "), s.Rows, rows)
	}
	return b.String()
}

// Plan tells what a flush would write, and writes nothing. As a flush does, it
// reads the rows that a deletion cascades to, copies known keys into foreign
// keys, and fills in the program's own defaults. Keys that the database will
// make are not known yet.
func (s *Session) Plan(ctx context.Context) (*FlushPlan, error) {
	if err := s.enter(); err != nil {
		return nil, err
	}
	defer s.leave()
	s.findModified()
	unit := unitofwork.New(flushLoader{s})
	defer unit.Close()
	if err := s.plan(ctx, unit); err != nil {
		return nil, fmt.Errorf("plan: %w", err)
	}
	steps, err := unit.Describe()
	if err != nil {
		return nil, fmt.Errorf("plan: %w", err)
	}
	plan := &FlushPlan{}
	for _, step := range steps {
		plan.Steps = append(plan.Steps, FlushStep(step))
	}
	return plan, nil
}
