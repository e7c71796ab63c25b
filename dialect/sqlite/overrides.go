package sqlite

import (
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// binary makes / of integers a true division, and compares decimals as numbers.
func binary(c *dialect.Compiler, n ast.Node) {
	b := n.(*ast.Binary)
	switch b.Op {
	case ast.Divide:
		divide(c, b)
	case ast.BitXor:
		exclusiveOr(c, b)
	case ast.Equal, ast.NotEqual, ast.Less, ast.LessOrEqual, ast.Greater, ast.GreaterOrEqual:
		compare(c, b)
	default:
		c.Base(n)
	}
}

// divide makes a fraction of the divisor.
func divide(c *dialect.Compiler, b *ast.Binary) {
	c.Operand(b.Left, dialect.PrecedenceMultiply)
	c.WriteString(" / (")
	c.Operand(b.Right, dialect.PrecedenceMultiply)
	c.WriteString(" + 0.0)")
}

// exclusiveOr is what one of both has and not both have.
func exclusiveOr(c *dialect.Compiler, b *ast.Binary) {
	or, and := *b, *b
	or.Op, and.Op = ast.BitOr, ast.BitAnd
	c.WriteString("(")
	c.Operand(&or, dialect.PrecedenceAdd)
	c.WriteString(" - ")
	c.Operand(&and, dialect.PrecedenceAdd)
	c.WriteString(")")
}

// in sends a vector as one JSON array, so that the statement has the same text
// for any number of values.
func in(c *dialect.Compiler, n ast.Node) {
	i := n.(*ast.In)
	if decimal(i.X) {
		inDecimals(c, i)
		return
	}
	var vector *types.Vector
	if i.Vector != nil {
		vector, _ = c.Resolve(i.Vector, dialect.TypeOf(i.X)).(*types.Vector)
	}
	array, ok := jsonArray(vector)
	if t := dialect.TypeOf(i.X); !ok || i.Query != nil || c.Inlined() || t != nil && t.On("sqlite").BindSQL != "" {
		c.Base(n)
		return
	}
	c.Operand(i.X, dialect.PrecedenceComparison)
	if i.Not {
		c.WriteString(" NOT")
	}
	c.WriteString(" IN (SELECT value FROM json_each(")
	c.Bind(array)
	c.WriteString("))")
}

// jsonArray writes a vector of integers or texts without NULL as JSON.
func jsonArray(v *types.Vector) (array string, ok bool) {
	if v == nil || v.HasNulls() {
		return "", false
	}
	switch v.Kind {
	case types.Ints:
		buf := make([]byte, 0, 2+8*len(v.Ints))
		buf = append(buf, '[')
		for i, n := range v.Ints {
			if i > 0 {
				buf = append(buf, ',')
			}
			buf = strconv.AppendInt(buf, n, 10)
		}
		return string(append(buf, ']')), true
	case types.Strings:
		if len(v.Strings) == 0 {
			return "[]", true
		}
		for _, s := range v.Strings {
			if !utf8.ValidString(s) {
				return "", false
			}
		}
		text, err := json.Marshal(v.Strings)
		return string(text), err == nil
	}
	return "", false
}

// distinctFrom is IS, which compares any two values in SQLite.
func distinctFrom(c *dialect.Compiler, n ast.Node) {
	d := n.(*ast.DistinctFrom)
	write := operand
	if plain(d.Left, d.Right) {
		write = compared
	}
	write(c, d.Left)
	if d.Not {
		c.WriteString(" IS ")
	} else {
		c.WriteString(" IS NOT ")
	}
	write(c, d.Right)
}

// function has the least and the greatest of computed decimals found among
// numbers; of a column they are found by its collation.
func function(c *dialect.Compiler, n ast.Node) {
	f := n.(*ast.Function)
	switch {
	case (f.Name == "min" || f.Name == "max") && len(f.Args) == 1 && decimal(f.Args[0]) && !collated(f.Args[0]):
		c.WriteString(f.Name + "(")
		number(c, f.Args[0])
		c.WriteString(")")
	default:
		c.Base(n)
	}
}

// cast spells the conversions to what are types elsewhere and texts here, which
// CAST would make numbers of.
func cast(c *dialect.Compiler, n ast.Node) {
	x := n.(*ast.Cast)
	if x.Type == nil {
		c.Base(n)
		return
	}
	function := ""
	switch x.Type.Kind {
	case types.KindDate:
		function = "date("
	case types.KindTime:
		function = "time("
	case types.KindDateTime:
		function = "datetime("
	case types.KindJSON:
		function = "json("
	default:
		c.Base(n)
		return
	}
	c.WriteString(function)
	c.Expr(x.X)
	c.WriteString(")")
}

// regexp is an operator without flags, whose function the driver may lack.
func regexp(c *dialect.Compiler, n ast.Node) {
	r := n.(*ast.Regexp)
	c.Operand(r.X, dialect.PrecedenceComparison)
	if r.Not {
		c.WriteString(" NOT REGEXP ")
	} else {
		c.WriteString(" REGEXP ")
	}
	c.Operand(r.Pattern, dialect.PrecedenceComparison)
}

// formats are how strftime calls the fields of a point in time.
var formats = map[string]string{
	"year": "%Y", "month": "%m", "day": "%d", "hour": "%H", "minute": "%M", "second": "%S",
	"doy": "%j", "dow": "%w", "week": "%W", "epoch": "%s",
}

func extract(c *dialect.Compiler, n ast.Node) {
	e := n.(*ast.Extract)
	format, ok := formats[e.Field]
	if !ok {
		c.Unsupported("EXTRACT of " + e.Field)
		return
	}
	c.WriteString("CAST(STRFTIME('" + format + "', ")
	c.Expr(e.X)
	c.WriteString(") AS INTEGER)")
}
