package ast

// Walk calls visit for a node and everything in it, subqueries and the
// statements of common table expressions included, until visit gives false,
// which leaves out what is below a node. The sources that columns belong to are
// not part of the tree. A recursive common table expression refers to itself:
// visit has to give false for one that it has seen.
func Walk(n Node, visit func(Node) bool) {
	if IsNil(n) || !visit(n) {
		return
	}
	Children(n, func(child Node) { Walk(child, visit) })
}

// Children calls visit for the nodes that a node consists of, in the order in
// which they are written.
func Children(n Node, visit func(Node)) {
	v := visitor(visit)
	switch n := n.(type) {
	case Statement:
		v.statement(n)
	case From:
		v.from(n)
	case Expr:
		v.expr(n)
	}
}

// IsNil reports whether there is no node.
func IsNil(n Node) bool {
	switch n := n.(type) {
	case nil:
		return true
	case *Select:
		return n == nil
	case *Compound:
		return n == nil
	case *TextStatement:
		return n == nil
	case *Text:
		return n == nil
	case *Function:
		return n == nil
	}
	return false
}

type visitor func(Node)

func (v visitor) one(n Node) {
	if !IsNil(n) {
		v(n)
	}
}

func (v visitor) exprs(lists ...[]Expr) {
	for _, list := range lists {
		for _, e := range list {
			v.one(e)
		}
	}
}

func (v visitor) froms(list []From) {
	for _, f := range list {
		v.one(f)
	}
}

func (v visitor) expr(e Expr) {
	switch n := e.(type) {
	case *Binary:
		v.one(n.Left)
		v.one(n.Right)
	case *Unary:
		v.one(n.X)
	case *Custom:
		v.one(n.Left)
		v.one(n.Right)
	case *Logical:
		v.exprs(n.Items)
	case *Like:
		v.one(n.X)
		v.one(n.Pattern)
	case *In:
		v.one(n.X)
		v.exprs(n.List)
		v.one(n.Query)
	case *Between:
		v.one(n.X)
		v.one(n.Low)
		v.one(n.High)
	case *IsNull:
		v.one(n.X)
	case *DistinctFrom:
		v.one(n.Left)
		v.one(n.Right)
	case *Match:
		v.one(n.X)
		v.one(n.Against)
	case *Regexp:
		v.one(n.X)
		v.one(n.Pattern)
	case *RegexpReplace:
		v.one(n.X)
		v.one(n.Pattern)
		v.one(n.Replacement)
	case *Function:
		v.function(n)
	case *Case:
		v.one(n.Operand)
		for i := range n.Whens {
			v.one(n.Whens[i].Condition)
			v.one(n.Whens[i].Result)
		}
		v.one(n.Else)
	case *Cast:
		v.one(n.X)
	case *Coerce:
		v.one(n.X)
	case *Collate:
		v.one(n.X)
	case *Extract:
		v.one(n.X)
	case *Label:
		v.one(n.X)
	case *Text:
		for _, b := range n.Binds {
			v.one(b)
		}
	case *ScalarQuery:
		v.one(n.Query)
	case *Exists:
		v.one(n.Query)
	case *Quantified:
		v.one(n.X)
	case *Order:
		v.one(n.X)
	case *Tuple:
		v.exprs(n.Items)
	case *Grouping:
		v.exprs(n.Items)
	case *Array:
		v.exprs(n.Items)
	case *Subscript:
		v.one(n.X)
		v.one(n.Index)
		v.one(n.Upper)
	case *Field:
		v.one(n.X)
	case *JSONElement:
		v.one(n.X)
		v.one(n.Index)
	}
}

func (v visitor) function(f *Function) {
	v.exprs(f.Args)
	if m := f.More; m != nil {
		v.exprs(m.OrderBy, m.WithinGroup, m.Filter)
		if w := m.Over; w != nil {
			v.exprs(w.PartitionBy, w.OrderBy)
			if w.Frame != nil {
				v.one(w.Frame.Start.Offset)
				v.one(w.Frame.End.Offset)
			}
		}
	}
}

func (v visitor) from(f From) {
	switch n := f.(type) {
	case *Alias:
		v.one(n.Of)
	case *Derived:
		v.one(n.Query)
	case *CTE:
		v.one(n.Statement)
	case *FunctionTable:
		v.one(n.Function)
	case *Sample:
		v.one(n.Of)
		v.one(n.Method)
		v.one(n.Seed)
	case *Join:
		v.one(n.Left)
		v.one(n.Right)
		v.one(n.On)
	case *TextFrom:
		v.one(n.Text)
	}
}

func (v visitor) statement(s Statement) {
	switch n := s.(type) {
	case *Select:
		v.ctes(n.More)
		v.exprs(n.Columns)
		v.froms(n.From)
		v.exprs(n.Where, n.GroupBy, n.Having, n.OrderBy)
		v.one(n.Limit)
		v.one(n.Offset)
		v.modifiers(n.More)
	case *Compound:
		v.ctes(n.More)
		for _, q := range n.Queries {
			v.one(q)
		}
		v.exprs(n.OrderBy)
		v.one(n.Limit)
		v.one(n.Offset)
		v.modifiers(n.More)
	case *Values:
		v.exprs(n.Rows...)
	case *Insert:
		v.ctes(n.More)
		v.exprs(n.Rows...)
		v.one(n.Query)
		if c := n.Conflict; c != nil {
			v.exprs(c.Target, c.TargetWhere)
			v.assignments(c.Set)
			v.exprs(c.Where)
		}
		v.exprs(n.Returning)
		v.modifiers(n.More)
	case *Update:
		v.ctes(n.More)
		v.one(n.Table)
		v.assignments(n.Set)
		v.froms(n.From)
		v.exprs(n.Where, n.Returning)
		v.modifiers(n.More)
	case *Delete:
		v.ctes(n.More)
		v.one(n.Table)
		v.froms(n.Using)
		v.exprs(n.Where, n.Returning)
		v.modifiers(n.More)
	case *Merge:
		v.ctes(n.More)
		v.one(n.Target)
		v.one(n.Source)
		v.one(n.On)
		for i := range n.Clauses {
			c := &n.Clauses[i]
			v.exprs(c.And)
			v.assignments(c.Set)
			v.exprs(c.Values)
		}
		v.exprs(n.Returning)
	case *TextStatement:
		v.one(n.Text)
	}
}

func (v visitor) assignments(set []Assignment) {
	for i := range set {
		v.one(set[i].Target)
		v.one(set[i].Value)
	}
}

func (v visitor) ctes(m *Modifiers) {
	if m != nil {
		for _, c := range m.CTEs {
			v.one(c)
		}
	}
}

func (v visitor) modifiers(m *Modifiers) {
	if m == nil {
		return
	}
	v.exprs(m.DistinctOn, m.OrderBy)
	v.one(m.Limit)
	if m.Fetch != nil {
		v.one(m.Fetch.Count)
	}
}
