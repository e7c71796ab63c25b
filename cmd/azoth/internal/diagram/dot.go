package diagram

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/schema"
)

// Dot writes a graph for Graphviz (https://graphviz.org/doc/info/lang.html): a
// table for each table, and an edge with crow's feet for each foreign key.
func Dot(meta *schema.MetaData) string {
	var b strings.Builder
	b.WriteString("digraph tables {\n\trankdir=LR;\n\tnode [shape=plain, fontname=\"Helvetica\", fontsize=11];\n")
	b.WriteString("\tedge [dir=both, fontname=\"Helvetica\", fontsize=9];\n")
	for _, t := range meta.Tables() {
		fmt.Fprintf(&b, "\t%s [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"4\">\n", dotQuoted(t.FullName()))
		fmt.Fprintf(&b, "\t\t<tr><td colspan=\"3\" bgcolor=\"#e8eef7\"><b>%s</b></td></tr>\n", html.EscapeString(t.FullName()))
		for n, c := range t.Columns {
			nullable := ""
			if c.Nullable {
				nullable = "?"
			}
			fmt.Fprintf(&b, "\t\t<tr><td align=\"left\" port=\"%s\">%s</td><td align=\"left\">%s%s</td><td>%s</td></tr>\n",
				port(n), html.EscapeString(c.Name), html.EscapeString(typeName(c)), nullable, keys(c))
		}
		b.WriteString("\t</table>>];\n")
	}
	for _, t := range meta.Tables() {
		for _, fk := range t.ForeignKeys {
			if fk.Target == nil {
				continue
			}
			head, tail := "teetee", "crowodot"
			if fk.Nullable() {
				head = "teeodot"
			}
			if unique(t, fk.Columns) {
				tail = "teeodot"
			}
			fmt.Fprintf(&b, "\t%s:%s -> %s:%s [arrowhead=%s, arrowtail=%s];\n",
				dotQuoted(t.FullName()), portOf(fk.Columns[0]), dotQuoted(fk.Target.FullName()), portOf(fk.TargetColumns[0]), head, tail)
		}
	}
	b.WriteString("}\n")
	return b.String()
}

func port(n int) string { return "c" + strconv.Itoa(n) }

func portOf(column *schema.Column) string {
	for n, c := range column.Table.Columns {
		if c == column {
			return port(n)
		}
	}
	return ""
}

func dotQuoted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
