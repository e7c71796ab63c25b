package ast

// Rewrite gives an expression with parts replaced: f is called for every
// expression from the leaves up and gives what takes its place. Parts that stay
// as they are stay shared with the original, which is not changed. Queries
// inside the expression are left alone.
func Rewrite(e Expr, f func(Expr) Expr) Expr {
	if e == nil {
		return nil
	}
	r := rewriter{replace: f}
	if changed := r.parts(e); changed != nil {
		e = changed
	}
	return f(e)
}

// A rewriter rewrites the parts of one node.
type rewriter struct {
	replace func(Expr) Expr
	changed bool
}

func (r *rewriter) one(e *Expr) {
	if *e == nil {
		return
	}
	if n := Rewrite(*e, r.replace); n != *e {
		*e, r.changed = n, true
	}
}

func (r *rewriter) list(list *[]Expr) {
	copied := false
	for i, e := range *list {
		if e == nil {
			continue
		}
		n := Rewrite(e, r.replace)
		if n == e {
			continue
		}
		if !copied {
			*list, copied = append([]Expr(nil), *list...), true
		}
		(*list)[i], r.changed = n, true
	}
}

// parts gives a copy of a node with its parts rewritten, or nil where all of
// them stay.
func (r *rewriter) parts(e Expr) Expr {
	switch n := e.(type) {
	case *Binary:
		c := *n
		r.one(&c.Left)
		r.one(&c.Right)
		return r.result(&c)
	case *Unary:
		c := *n
		r.one(&c.X)
		return r.result(&c)
	case *Custom:
		c := *n
		r.one(&c.Left)
		r.one(&c.Right)
		return r.result(&c)
	case *Logical:
		c := *n
		r.list(&c.Items)
		return r.result(&c)
	case *Like:
		c := *n
		r.one(&c.X)
		r.one(&c.Pattern)
		return r.result(&c)
	case *In:
		c := *n
		r.one(&c.X)
		r.list(&c.List)
		return r.result(&c)
	case *Between:
		c := *n
		r.one(&c.X)
		r.one(&c.Low)
		r.one(&c.High)
		return r.result(&c)
	case *IsNull:
		c := *n
		r.one(&c.X)
		return r.result(&c)
	case *DistinctFrom:
		c := *n
		r.one(&c.Left)
		r.one(&c.Right)
		return r.result(&c)
	case *Match:
		c := *n
		r.one(&c.X)
		r.one(&c.Against)
		return r.result(&c)
	case *Regexp:
		c := *n
		r.one(&c.X)
		r.one(&c.Pattern)
		return r.result(&c)
	case *RegexpReplace:
		c := *n
		r.one(&c.X)
		r.one(&c.Pattern)
		r.one(&c.Replacement)
		return r.result(&c)
	case *Function:
		c := *n
		r.list(&c.Args)
		r.clauses(&c.More)
		return r.result(&c)
	case *Case:
		c := *n
		r.one(&c.Operand)
		c.Whens = append([]When(nil), n.Whens...)
		for i := range c.Whens {
			r.one(&c.Whens[i].Condition)
			r.one(&c.Whens[i].Result)
		}
		r.one(&c.Else)
		return r.result(&c)
	case *Cast:
		c := *n
		r.one(&c.X)
		return r.result(&c)
	case *Coerce:
		c := *n
		r.one(&c.X)
		return r.result(&c)
	case *Collate:
		c := *n
		r.one(&c.X)
		return r.result(&c)
	case *Extract:
		c := *n
		r.one(&c.X)
		return r.result(&c)
	case *Label:
		c := *n
		r.one(&c.X)
		return r.result(&c)
	case *Quantified:
		c := *n
		r.one(&c.X)
		return r.result(&c)
	case *Order:
		c := *n
		r.one(&c.X)
		return r.result(&c)
	case *Tuple:
		c := *n
		r.list(&c.Items)
		return r.result(&c)
	case *Grouping:
		c := *n
		r.list(&c.Items)
		return r.result(&c)
	case *Array:
		c := *n
		r.list(&c.Items)
		return r.result(&c)
	case *Subscript:
		c := *n
		r.one(&c.X)
		r.one(&c.Index)
		r.one(&c.Upper)
		return r.result(&c)
	case *Field:
		c := *n
		r.one(&c.X)
		return r.result(&c)
	case *JSONElement:
		c := *n
		r.one(&c.X)
		r.one(&c.Index)
		return r.result(&c)
	}
	return nil
}

func (r *rewriter) result(changed Expr) Expr {
	if r.changed {
		return changed
	}
	return nil
}

func (r *rewriter) clauses(clauses **FunctionClauses) {
	if *clauses == nil {
		return
	}
	c := **clauses
	r.list(&c.OrderBy)
	r.list(&c.WithinGroup)
	r.list(&c.Filter)
	if c.Over != nil {
		w := *c.Over
		r.list(&w.PartitionBy)
		r.list(&w.OrderBy)
		if w.Frame != nil {
			f := *w.Frame
			r.one(&f.Start.Offset)
			r.one(&f.End.Offset)
			w.Frame = &f
		}
		c.Over = &w
	}
	*clauses = &c
}

// Onto gives an expression over a table's columns as one over an alias of the
// table.
func Onto(e Expr, t *Table, a *Alias) Expr {
	return Rewrite(e, func(x Expr) Expr {
		if c, ok := x.(*Column); ok && c.From == From(t) {
			if found := a.Column(c.Name); found != nil {
				return found
			}
		}
		return x
	})
}
