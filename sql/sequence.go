package sql

import (
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
)

// NextValue draws the next value of a sequence. A schema stands before the name
// and a point.
func NextValue[K Kind[K]](sequence string) K {
	n := &ast.NextValue{Sequence: sequence, Type: typeOfKind[K]().stated()}
	if schema, name, ok := strings.Cut(sequence, "."); ok {
		n.Schema, n.Sequence = schema, name
	}
	return build[K](n)
}
