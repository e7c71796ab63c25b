package ast

// opposites are the operators that are true where others are false.
var opposites = map[Operator]Operator{
	Equal: NotEqual, NotEqual: Equal,
	Less: GreaterOrEqual, GreaterOrEqual: Less,
	Greater: LessOrEqual, LessOrEqual: Greater,
	Is: IsNot, IsNot: Is,
}

// Opposite gives the negative form of a condition, x <> y of x = y or NOT EXISTS
// of EXISTS, which reads better than NOT and lets indexes be used. It is nil where
// there is none.
func Opposite(x Expr) Expr {
	switch n := x.(type) {
	case *Binary:
		if op, ok := opposites[n.Op]; ok {
			return &Binary{Op: op, Left: n.Left, Right: n.Right}
		}
	case *Like:
		c := *n
		c.Not = !n.Not
		return &c
	case *In:
		c := *n
		c.Not = !n.Not
		return &c
	case *Between:
		c := *n
		c.Not = !n.Not
		return &c
	case *IsNull:
		c := *n
		c.Not = !n.Not
		return &c
	case *DistinctFrom:
		c := *n
		c.Not = !n.Not
		return &c
	case *Regexp:
		c := *n
		c.Not = !n.Not
		return &c
	case *Exists:
		c := *n
		c.Not = !n.Not
		return &c
	}
	return nil
}
