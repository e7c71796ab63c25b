package dialect

import (
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
)

// Names that the compiler makes of others (users_id, a_long_table_1) may grow
// longer than the database allows. They are cut, and a number tells those apart
// that begin alike.

// cutSuffix is the room that is kept for the number.
const cutSuffix = 6

// A cutName is a made-up name and what became of it.
type cutName struct {
	class       cutClass
	full, short string
}

// cutClass is what a made-up name is for. Each counts for itself.
type cutClass uint8

const (
	cutLabel cutClass = iota
	cutAlias
)

// madeUpLimit is how long a made-up name may be, or 0.
func (c *Compiler) madeUpLimit() int {
	if c.dialect.LabelLength > 0 {
		return c.dialect.LabelLength
	}
	return c.dialect.Identifiers.MaxLength
}

// cutName gives a made-up name as it fits, the same each time.
func (c *Compiler) cutName(class cutClass, full string) string {
	limit := c.madeUpLimit()
	if limit == 0 || len(full) <= limit-cutSuffix {
		return full
	}
	number := 1
	for i := range c.cut {
		if c.cut[i].class != class {
			continue
		}
		if c.cut[i].full == full {
			return c.cut[i].short
		}
		number++
	}
	short := strings.ToValidUTF8(full[:max(limit-cutSuffix, 0)], "") + "_" + strconv.FormatInt(int64(number), 16)
	c.cut = append(c.cut, cutName{class, full, short})
	return short
}

// derivedName reports whether the columns of a source have names that were made
// up for them.
func derivedName(from ast.From) bool {
	switch n := from.(type) {
	case *ast.Derived, *ast.CTE:
		return true
	case *ast.Alias:
		return derivedName(n.Of)
	}
	return false
}
