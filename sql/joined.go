package sql

import (
	"fmt"
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
)

// A Joined is a join as a source of rows: to begin a query's FROM with, or to be
// joined itself, as the right side of another join.
//
//	q.OuterJoin(sql.Join(Orders, OrderItems), sql.Eq(Users.ID, Orders.UserID))
//	// FROM users LEFT OUTER JOIN (orders JOIN order_items ON …) ON …
type Joined struct{ s selection }

// Join joins two sources of rows. Without a condition it takes that of the one
// foreign key between them.
func Join(left, right Joinable, on ...Predicate) Joined { return begin(left).Join(right, on...) }

// OuterJoin is [Join] that keeps the rows of the left side to which nothing
// joins.
func OuterJoin(left, right Joinable, on ...Predicate) Joined {
	return begin(left).OuterJoin(right, on...)
}

// FullJoin is [Join] that keeps the rows of both sides to which nothing joins.
func FullJoin(left, right Joinable, on ...Predicate) Joined {
	return begin(left).FullJoin(right, on...)
}

// CrossJoin combines every row of the one with every row of the other.
func CrossJoin(left, right Joinable) Joined { return begin(left).CrossJoin(right) }

func begin(left Joinable) (j Joined) {
	j.s.addSources([]Joinable{left})
	return j
}

// Join joins a further source.
func (j Joined) Join(with Joinable, on ...Predicate) Joined {
	j.s.join(ast.InnerJoin, with, on)
	return j
}

// OuterJoin joins a further source and keeps the rows to which nothing joins.
func (j Joined) OuterJoin(with Joinable, on ...Predicate) Joined {
	j.s.join(ast.LeftJoin, with, on)
	return j
}

// RightJoin joins a further source and keeps its rows to which nothing joins.
func (j Joined) RightJoin(with Joinable, on ...Predicate) Joined {
	j.s.join(ast.RightJoin, with, on)
	return j
}

// FullJoin joins a further source and keeps the rows of both sides to which
// nothing joins.
func (j Joined) FullJoin(with Joinable, on ...Predicate) Joined {
	j.s.join(ast.FullJoin, with, on)
	return j
}

// CrossJoin combines every row so far with every row of the source.
func (j Joined) CrossJoin(with Joinable) Joined {
	j.s.join(ast.CrossJoin, with, nil)
	return j
}

// JoinSteps lets a query read from the join.
func (j Joined) JoinSteps([]ast.From) ([]JoinStep, error) {
	if j.s.err != nil {
		return nil, j.s.err
	}
	trees, err := j.s.sources(nil)
	if err != nil {
		return nil, err
	}
	if len(trees) != 1 {
		return nil, fmt.Errorf("the sides of the join have nothing to do with each other: %d sources are left", len(trees))
	}
	return []JoinStep{{From: trees[0]}}, nil
}

// withoutJoined leaves out sources that stand in a join beside them.
func withoutJoined(from []ast.From) []ast.From {
	return slices.DeleteFunc(from, func(f ast.From) bool {
		return slices.ContainsFunc(from, func(other ast.From) bool {
			_, join := other.(*ast.Join)
			return join && other != f && hasLeaf(other, f)
		})
	})
}
