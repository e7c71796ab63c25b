package diagram

import (
	"fmt"
	"strings"

	"github.com/azoth-go/azoth/schema"
)

// Mermaid writes an erDiagram of Mermaid
// (https://mermaid.js.org/syntax/entityRelationshipDiagram.html).
func Mermaid(meta *schema.MetaData) string {
	var b strings.Builder
	b.WriteString("erDiagram\n")
	for _, t := range meta.Tables() {
		fmt.Fprintf(&b, "    %s {\n", quoted(t.FullName()))
		for _, c := range t.Columns {
			line := word(typeName(c)) + " " + word(c.Name)
			if marks := keys(c); marks != "" {
				line += " " + marks
			}
			if c.Comment != "" {
				line += " " + quoted(c.Comment)
			}
			fmt.Fprintf(&b, "        %s\n", line)
		}
		b.WriteString("    }\n")
	}
	for _, t := range meta.Tables() {
		for _, fk := range t.ForeignKeys {
			if fk.Target == nil {
				continue
			}
			one, many := "||", "o{"
			if fk.Nullable() {
				one = "|o"
			}
			if unique(t, fk.Columns) {
				many = "o|"
			}
			fmt.Fprintf(&b, "    %s %s--%s %s : %s\n", quoted(fk.Target.FullName()), one, many, quoted(t.FullName()), quoted(columnNames(fk.Columns)))
		}
	}
	return b.String()
}

// quoted writes a text that may have any characters but quotes and line ends.
func quoted(text string) string {
	return `"` + strings.NewReplacer(`"`, "'", "\r", " ", "\n", " ").Replace(text) + `"`
}

// word writes what can only be letters, digits and a few marks, beginning with a
// letter.
func word(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == ',':
			return '-'
		case r == ' ':
			return '_'
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', strings.ContainsRune("_-()[]", r):
			return r
		}
		return '_'
	}, strings.ReplaceAll(text, ", ", ","))
	if text == "" || !(text[0] >= 'a' && text[0] <= 'z' || text[0] >= 'A' && text[0] <= 'Z') {
		return "x" + text
	}
	return text
}
