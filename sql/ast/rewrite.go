package ast

// Rewrite gives an expression with parts replaced: f is called for every
// expression from the leaves up and gives what takes its place. Parts that stay
// as they are stay shared with the original, which is not changed. Queries
// inside the expression are left alone.
func Rewrite(e Expr, f func(Expr) Expr) Expr {
	if e == nil {
		return nil
	}
	sub := func(x Expr) Expr { return Rewrite(x, f) }
	switch n := e.(type) {
	case *Binary:
		if l, r := sub(n.Left), sub(n.Right); l != n.Left || r != n.Right {
			e = &Binary{Op: n.Op, Left: l, Right: r}
		}
	case *Unary:
		if x := sub(n.X); x != n.X {
			e = &Unary{Op: n.Op, X: x}
		}
	case *Logical:
		if items, changed := rewriteAll(n.Items, f); changed {
			e = &Logical{Op: n.Op, Items: items}
		}
	case *Like:
		c := *n
		if c.X, c.Pattern = sub(n.X), sub(n.Pattern); c != *n {
			e = &c
		}
	case *In:
		c := *n
		list, changed := rewriteAll(n.List, f)
		if c.X, c.List = sub(n.X), list; changed || c.X != n.X {
			e = &c
		}
	case *Between:
		c := *n
		if c.X, c.Low, c.High = sub(n.X), sub(n.Low), sub(n.High); c != *n {
			e = &c
		}
	case *IsNull:
		if x := sub(n.X); x != n.X {
			e = &IsNull{X: x, Not: n.Not}
		}
	case *DistinctFrom:
		c := *n
		if c.Left, c.Right = sub(n.Left), sub(n.Right); c != *n {
			e = &c
		}
	case *Match:
		c := *n
		if c.X, c.Against = sub(n.X), sub(n.Against); c != *n {
			e = &c
		}
	case *Function:
		if args, changed := rewriteAll(n.Args, f); changed {
			c := *n
			c.Args = args
			e = &c
		}
	case *Case:
		c := Case{Operand: sub(n.Operand), Else: sub(n.Else), Whens: make([]When, len(n.Whens))}
		changed := c.Operand != n.Operand || c.Else != n.Else
		for i, w := range n.Whens {
			c.Whens[i] = When{Condition: sub(w.Condition), Result: sub(w.Result)}
			changed = changed || c.Whens[i] != w
		}
		if changed {
			e = &c
		}
	case *Cast:
		if x := sub(n.X); x != n.X {
			e = &Cast{X: x, Type: n.Type}
		}
	case *Label:
		if x := sub(n.X); x != n.X {
			e = &Label{X: x, Name: n.Name}
		}
	case *Order:
		if x := sub(n.X); x != n.X {
			c := *n
			c.X = x
			e = &c
		}
	case *Tuple:
		if items, changed := rewriteAll(n.Items, f); changed {
			e = &Tuple{Items: items}
		}
	}
	return f(e)
}

func rewriteAll(list []Expr, f func(Expr) Expr) (rewritten []Expr, changed bool) {
	rewritten = list
	for i, e := range list {
		r := Rewrite(e, f)
		if r == e {
			continue
		}
		if !changed {
			rewritten = append([]Expr(nil), list...)
			changed = true
		}
		rewritten[i] = r
	}
	return rewritten, changed
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
