package dialect

import (
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
)

// An itemName is what an item of a select list is called that the program did
// not name.
type itemName struct {
	text   string
	column bool // text is the name of a column, else what a number is added to
	none   bool // the item has no name
}

// anonymousName makes up the name of an item from what it is.
func anonymousName(e ast.Expr) itemName {
	anonymous := itemName{text: "anon"}
	switch n := e.(type) {
	case *ast.Column:
		return itemName{text: n.Name, column: true}
	case *ast.Label:
		return itemName{text: n.Name, column: true}
	case *ast.Cast:
		if name := anonymousName(n.X); !name.none {
			return name
		}
	case *ast.Coerce:
		return anonymousName(n.X)
	case *ast.Function:
		if n.More != nil && (n.More.Over != nil || len(n.More.Filter) > 0) {
			return anonymous
		}
		return itemName{text: n.Name[strings.LastIndexByte(n.Name, '.')+1:]}
	case *ast.NextValue:
		return itemName{text: "next_value"}
	case *ast.Unary:
		if n.Op != ast.Not {
			return itemName{none: true}
		}
	case *ast.Field:
		return itemName{none: true}
	}
	return anonymous
}
