package mysql

import (
	"fmt"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
)

// distinctFrom is <=>, the equality that knows NULL.
func distinctFrom(c *dialect.Compiler, n ast.Node) {
	d := n.(*ast.DistinctFrom)
	if !d.Not {
		c.WriteString("NOT (")
	}
	c.Operand(d.Left, dialect.PrecedenceComparison)
	c.WriteString(" <=> ")
	c.Operand(d.Right, dialect.PrecedenceComparison)
	if !d.Not {
		c.WriteString(")")
	}
}

// modes are what a full text search may be asked for, by the names of the
// option "mode" of a match.
var modes = map[string]string{
	"":                           " IN BOOLEAN MODE",
	"boolean":                    " IN BOOLEAN MODE",
	"none":                       "",
	"natural language":           " IN NATURAL LANGUAGE MODE",
	"expansion":                  " WITH QUERY EXPANSION",
	"natural language expansion": " IN NATURAL LANGUAGE MODE WITH QUERY EXPANSION",
}

// match is the full text search over an index of words, in boolean mode unless
// another one is asked for.
func match(c *dialect.Compiler, n ast.Node) {
	m := n.(*ast.Match)
	mode, ok := modes[m.Options["mode"]]
	if !ok {
		c.Fail(fmt.Errorf("mysql has no mode %q of full text search", m.Options["mode"]))
		return
	}
	c.WriteString("MATCH (")
	if tuple, ok := m.X.(*ast.Tuple); ok {
		for i, column := range tuple.Items {
			if i > 0 {
				c.WriteString(", ")
			}
			c.Expr(column)
		}
	} else {
		c.Expr(m.X)
	}
	c.WriteString(") AGAINST (")
	c.Expr(m.Against)
	c.WriteString(mode + ")")
}

// regexp is REGEXP; only a function takes flags.
func regexp(c *dialect.Compiler, n ast.Node) {
	r := n.(*ast.Regexp)
	if r.Flags == "" {
		c.Operand(r.X, dialect.PrecedenceComparison)
		c.WriteString(map[bool]string{false: " REGEXP ", true: " NOT REGEXP "}[r.Not])
		c.Operand(r.Pattern, dialect.PrecedenceComparison)
		return
	}
	if r.Not {
		c.WriteString("NOT ")
	}
	c.WriteString("REGEXP_LIKE(")
	c.Expr(r.X)
	c.WriteString(", ")
	c.Expr(r.Pattern)
	c.WriteString(", ")
	c.Literal(r.Flags)
	c.WriteString(")")
}

// regexpInline is REGEXP with the flags inside the pattern, for MariaDB.
func regexpInline(c *dialect.Compiler, n ast.Node) {
	r := n.(*ast.Regexp)
	if r.Flags == "" {
		regexp(c, n)
		return
	}
	c.Operand(r.X, dialect.PrecedenceComparison)
	c.WriteString(map[bool]string{false: " REGEXP ", true: " NOT REGEXP "}[r.Not])
	flagged(c, r.Pattern, r.Flags)
}

// flagged writes a pattern with its flags inside it.
func flagged(c *dialect.Compiler, pattern ast.Expr, flags string) {
	c.WriteString("CONCAT('(?', ")
	c.Literal(flags)
	c.WriteString(", ')', ")
	c.Expr(pattern)
	c.WriteString(")")
}

// regexpReplace takes flags behind the position and the number of what to
// replace: from the first character, all there are.
func regexpReplace(c *dialect.Compiler, n ast.Node) {
	r := n.(*ast.RegexpReplace)
	if r.Flags == "" {
		c.Call("REGEXP_REPLACE", r.X, r.Pattern, r.Replacement)
		return
	}
	c.WriteString("REGEXP_REPLACE(")
	c.Expr(r.X)
	c.WriteString(", ")
	c.Expr(r.Pattern)
	c.WriteString(", ")
	c.Expr(r.Replacement)
	c.WriteString(", 1, 0, ")
	c.Literal(r.Flags)
	c.WriteString(")")
}

// regexpReplaceInline has the flags inside the pattern, for MariaDB.
func regexpReplaceInline(c *dialect.Compiler, n ast.Node) {
	r := n.(*ast.RegexpReplace)
	if r.Flags == "" {
		regexpReplace(c, n)
		return
	}
	c.WriteString("REGEXP_REPLACE(")
	c.Expr(r.X)
	c.WriteString(", ")
	flagged(c, r.Pattern, r.Flags)
	c.WriteString(", ")
	c.Expr(r.Replacement)
	c.WriteString(")")
}

// grouping is WITH ROLLUP behind the keys; the other kinds are not known.
func grouping(c *dialect.Compiler, n ast.Node) {
	g := n.(*ast.Grouping)
	if g.Sets != ast.Rollup {
		c.Base(n)
		return
	}
	for i, item := range g.Items {
		if i > 0 {
			c.WriteString(", ")
		}
		c.Expr(item)
	}
	c.WriteString(" WITH ROLLUP")
}

// nextValue draws from a sequence of MariaDB.
func nextValue(c *dialect.Compiler, n ast.Node) {
	s := n.(*ast.NextValue)
	c.WriteString("nextval(")
	c.QualifiedName(s.Schema, s.Sequence)
	c.WriteString(")")
}

// extract has the singular of some fields that others have in the plural.
func extract(c *dialect.Compiler, n ast.Node) {
	e := n.(*ast.Extract)
	if e.Field == "milliseconds" {
		c.Base(&ast.Extract{Field: "millisecond", X: e.X})
		return
	}
	c.Base(n)
}
