package mssql

import (
	"encoding/hex"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/types"
)

// literal writes the values whose literals are not those of the standard.
func literal(c *dialect.Compiler, value any, t *types.Type) bool {
	switch v := value.(type) {
	case string:
		text(c, v, t)
	case []byte:
		c.WriteString("0x" + hex.EncodeToString(v))
	default:
		return false
	}
	return true
}

// text writes a string, with the mark N if its type is of any language or its
// characters are: without it they would go through the code page of the database.
func text(c *dialect.Compiler, s string, t *types.Type) {
	prefix := ""
	if t != nil && t.National || strings.ContainsFunc(s, func(r rune) bool { return r > 127 }) {
		prefix = "N"
	}
	pieces := continued(s)
	if len(pieces) > 1 {
		c.WriteString("(")
	}
	for i, piece := range pieces {
		if i > 0 {
			c.WriteString(" + ")
		}
		c.WriteString(prefix)
		c.Literal(piece)
	}
	if len(pieces) > 1 {
		c.WriteString(")")
	}
}

// continued divides a string after every backslash at the end of a line: in one
// literal it would go on with the next line, and both characters would be lost.
func continued(s string) []string {
	var pieces []string
	for {
		i := strings.IndexByte(s, '\\')
		for i >= 0 && !strings.HasPrefix(s[i+1:], "\n") && !strings.HasPrefix(s[i+1:], "\r\n") {
			next := strings.IndexByte(s[i+1:], '\\')
			if next < 0 {
				i = -1
			} else {
				i += 1 + next
			}
		}
		if i < 0 {
			return append(pieces, s)
		}
		pieces = append(pieces, s[:i+1])
		s = s[i+1:]
	}
}
