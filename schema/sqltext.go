package schema

import (
	"strings"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// sqlText is an expression that the program wrote as SQL, without parameters.
type sqlText string

// Node is the text.
func (t sqlText) Node() ast.Expr { return &ast.Text{Parts: []string{string(t)}} }

// blank reports whether an expression is missing.
func blank(x sql.Expression) bool {
	text, ok := x.(sqlText)
	return x == nil || ok && strings.TrimSpace(string(text)) == ""
}

// calledFunction gives the function of a text that is a call without arguments,
// now(), which databases call differently.
func calledFunction(text string) (name string, ok bool) {
	name, ok = strings.CutSuffix(text, "()")
	return name, ok && name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_") == ""
}
