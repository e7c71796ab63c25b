package sql

import (
	"errors"

	"github.com/azoth-go/azoth/sql/ast"
)

// rarities are what few queries have. Like a selection they are a value: who
// changes them does so on a copy.
type rarities struct {
	modifiers ast.Modifiers
	// parameters are the values of the query's parameters, by name.
	parameters P
	// limit and offset are expressions, in place of the numbers.
	limit, offset ast.Expr
	// compound is the set operation that the query is, in place of a SELECT.
	compound *compound
	// names says that ORDER BY or GROUP BY refer to labels by their names.
	names bool
}

// rare gives the rarities of a selection for changing.
func (s *selection) rare() *rarities {
	copied := new(rarities)
	if s.more != nil {
		*copied = *s.more
	}
	s.more = copied
	return copied
}

// refines reports whether a textual statement cannot take what there is.
func (r *rarities) refines() bool {
	m := &r.modifiers
	return r.limit != nil || r.offset != nil || r.compound != nil ||
		len(m.CTEs)+len(m.Prefixes)+len(m.Suffixes)+len(m.Hints)+len(m.DistinctOn) > 0 ||
		m.Fetch != nil || m.Correlation != nil || m.Labels != ast.LabelDuplicates
}

// modified gives the modifiers of the statement, or nil where there are none.
func (r *rarities) modified() *ast.Modifiers {
	m := &r.modifiers
	if len(m.CTEs)+len(m.Prefixes)+len(m.Suffixes)+len(m.Hints)+len(m.DistinctOn) == 0 &&
		m.Fetch == nil && m.Correlation == nil && m.Labels == ast.LabelDuplicates {
		return nil
	}
	copied := *m
	return &copied
}

// completeSelect adds the rarities to a SELECT.
func (s *selection) completeSelect(stmt *ast.Select, row Projection) (err error) {
	stmt.More = s.more.modified()
	if s.more.names {
		var columns []ast.Expr
		if row != nil {
			columns = row.Columns()
		}
		if stmt.OrderBy, err = resolveNames(stmt.OrderBy, columns); err != nil {
			return err
		}
		if stmt.GroupBy, err = resolveNames(stmt.GroupBy, columns); err != nil {
			return err
		}
	}
	if stmt.More != nil && stmt.More.Fetch != nil && stmt.Limit != nil {
		return errors.New("the query has both a Limit and a Fetch: keep one")
	}
	return nil
}
