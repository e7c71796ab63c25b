package dialect

import (
	"fmt"
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// keywordFunctions are called without parentheses.
var keywordFunctions = map[string]string{
	"current_date": "CURRENT_DATE", "current_time": "CURRENT_TIME", "current_timestamp": "CURRENT_TIMESTAMP",
	"current_user": "CURRENT_USER", "localtime": "LOCALTIME", "localtimestamp": "LOCALTIMESTAMP",
	"session_user": "SESSION_USER", "sysdate": "sysdate",
}

// aggregateStrings is the generic name of the aggregate that joins strings.
const aggregateStrings = "aggregate_strings"

func (c *Compiler) function(n *ast.Function) {
	if err := checkFunctionName(n.Name); err != nil {
		c.Fail(err)
		return
	}
	if c.keywordFunction(n) {
		return
	}
	c.functionName(n.Name)
	c.buf = append(c.buf, '(')
	if n.Distinct {
		c.buf = append(c.buf, "DISTINCT "...)
	}
	switch {
	case n.Name == aggregateStrings && len(n.Args) == 2:
		c.aggregateStrings(n)
	case len(n.Args) == 0 && n.Name == "count":
		c.buf = append(c.buf, '*')
	case c.dialect.Features.AnyArguments[n.Name]:
		c.typedList(n.Args)
		c.aggregateOrder(n.More)
	default:
		c.list(n.Args)
		c.aggregateOrder(n.More)
	}
	c.buf = append(c.buf, ')')
	c.functionClauses(n.More)
}

// keywordFunction writes a function that has no parentheses, or none of its
// own, and reports whether it is one.
func (c *Compiler) keywordFunction(n *ast.Function) bool {
	name := n.Name
	if known, ok := c.dialect.FunctionNames[name]; ok {
		name = known
	}
	if strings.HasSuffix(name, ")") {
		c.WriteString(name)
		return true
	}
	if len(n.Args) > 0 || n.More != nil {
		return false
	}
	keyword, ok := keywordFunctions[strings.ToLower(name)]
	c.WriteString(keyword)
	return ok
}

func (c *Compiler) functionName(name string) {
	if known, ok := c.dialect.FunctionNames[name]; ok {
		name = known
	}
	c.WriteString(name)
}

// aggregateStrings writes the arguments of the aggregate that joins strings.
// The separator is always written into the statement, since most databases take
// no other.
func (c *Compiler) aggregateStrings(n *ast.Function) {
	c.Expr(n.Args[0])
	word := c.dialect.Features.SeparatorWord
	if word != "" {
		c.aggregateOrder(n.More)
		c.buf = append(c.buf, ' ')
		c.WriteString(word)
		c.buf = append(c.buf, ' ')
	} else {
		c.buf = append(c.buf, ", "...)
	}
	inline := c.inline
	c.inline = true
	c.Expr(n.Args[1])
	c.inline = inline
	if word == "" {
		c.aggregateOrder(n.More)
	}
}

// aggregateOrder writes the ORDER BY within the parentheses of an aggregate.
func (c *Compiler) aggregateOrder(more *ast.FunctionClauses) {
	if more != nil && len(more.OrderBy) > 0 && !c.dialect.Features.WithinGroupOrder {
		c.buf = append(c.buf, " ORDER BY "...)
		c.orderList(more.OrderBy)
	}
}

// functionClauses writes what follows the parentheses of a call.
func (c *Compiler) functionClauses(more *ast.FunctionClauses) {
	if more == nil {
		return
	}
	group := more.WithinGroup
	if len(group) == 0 && c.dialect.Features.WithinGroupOrder {
		group = more.OrderBy
	}
	if len(group) > 0 {
		c.buf = append(c.buf, " WITHIN GROUP (ORDER BY "...)
		c.orderList(group)
		c.buf = append(c.buf, ')')
	}
	if len(more.Filter) > 0 {
		c.buf = append(c.buf, " FILTER (WHERE "...)
		c.conjunction(more.Filter)
		c.buf = append(c.buf, ')')
	}
	if more.Over != nil {
		c.buf = append(c.buf, " OVER ("...)
		c.window(more.Over)
		c.buf = append(c.buf, ')')
	}
}

// orderList writes the keys of an ORDER BY inside an expression, where labels
// of the select list are not known.
func (c *Compiler) orderList(items []ast.Expr) {
	columns := c.columns
	c.columns = nil
	for i, e := range items {
		c.separate(i)
		c.orderItem(e)
	}
	c.columns = columns
}

func (c *Compiler) window(w *ast.Window) {
	separator := ""
	if len(w.PartitionBy) > 0 {
		c.buf = append(c.buf, "PARTITION BY "...)
		c.list(w.PartitionBy)
		separator = " "
	}
	if len(w.OrderBy) > 0 {
		c.WriteString(separator)
		c.buf = append(c.buf, "ORDER BY "...)
		c.orderList(w.OrderBy)
		separator = " "
	}
	if w.Frame != nil {
		c.WriteString(separator)
		c.frame(w.Frame)
	}
}

var frameUnits = [...]string{ast.FrameRows: "ROWS", ast.FrameRange: "RANGE", ast.FrameGroups: "GROUPS"}

func (c *Compiler) frame(f *ast.Frame) {
	if int(f.Unit) >= len(frameUnits) {
		c.failf("unknown unit %d of a window frame", f.Unit)
		return
	}
	inline := c.inline
	c.inline = inline || c.dialect.Features.InlineFrames
	c.WriteString(frameUnits[f.Unit])
	c.buf = append(c.buf, " BETWEEN "...)
	c.frameBound(f.Start)
	c.buf = append(c.buf, " AND "...)
	c.frameBound(f.End)
	c.inline = inline
	switch f.Exclude {
	case "":
	case "CURRENT ROW", "GROUP", "TIES", "NO OTHERS":
		c.buf = append(c.buf, " EXCLUDE "...)
		c.WriteString(f.Exclude)
	default:
		c.failf("a window frame cannot exclude %q", f.Exclude)
	}
}

func (c *Compiler) frameBound(b ast.FrameBound) {
	if t := TypeOf(b.Offset); t != nil && t.Kind == types.KindInterval && !c.dialect.Features.Intervals {
		c.Unsupported("a window of a length of time")
		return
	}
	switch b.At {
	case ast.UnboundedPreceding:
		c.buf = append(c.buf, "UNBOUNDED PRECEDING"...)
	case ast.Preceding:
		c.Operand(b.Offset, PrecedenceOr)
		c.buf = append(c.buf, " PRECEDING"...)
	case ast.CurrentRow:
		c.buf = append(c.buf, "CURRENT ROW"...)
	case ast.Following:
		c.Operand(b.Offset, PrecedenceOr)
		c.buf = append(c.buf, " FOLLOWING"...)
	case ast.UnboundedFollowing:
		c.buf = append(c.buf, "UNBOUNDED FOLLOWING"...)
	default:
		c.failf("unknown bound %d of a window frame", b.At)
	}
}

var groupings = [...]string{ast.Rollup: "ROLLUP", ast.Cube: "CUBE", ast.GroupingSets: "GROUPING SETS"}

// grouping writes an item of GROUP BY that makes several groupings.
func (c *Compiler) grouping(n *ast.Grouping) {
	if int(n.Sets) >= len(groupings) {
		c.failf("unknown kind %d of groupings", n.Sets)
		return
	}
	c.Call(groupings[n.Sets], n.Items...)
}

// checkFunctionName allows names, with dots between them.
func checkFunctionName(name string) error {
	for part := range strings.SplitSeq(name, ".") {
		if part == "" || part[0] >= '0' && part[0] <= '9' {
			return fmt.Errorf("function name %q is not a name", name)
		}
		for i := range len(part) {
			if b := part[i]; !legalByte[b] && (b < 'A' || b > 'Z') {
				return fmt.Errorf("function name %q has a character that is not a letter, digit, _ or $", name)
			}
		}
	}
	return nil
}
