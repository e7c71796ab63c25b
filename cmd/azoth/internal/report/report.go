package report

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/azoth-go/azoth/inspect"
)

// A Structure is what a database has.
type Structure struct {
	Tables    []*inspect.Table   `json:"tables"`
	Sequences []inspect.Sequence `json:"sequences,omitempty"`
	Enums     []inspect.Enum     `json:"enums,omitempty"`
}

// Write prints a structure, a paragraph for each table.
func Write(out io.Writer, s Structure) error {
	var b bytes.Buffer
	for n, t := range s.Tables {
		if n > 0 {
			b.WriteByte('\n')
		}
		table(&b, t)
	}
	if len(s.Sequences) > 0 {
		b.WriteString("\nsequences\n")
		for _, sequence := range s.Sequences {
			fmt.Fprintf(&b, "  %s\n", sequence.Name)
		}
	}
	if len(s.Enums) > 0 {
		b.WriteString("\nenums\n")
		for _, enum := range s.Enums {
			fmt.Fprintf(&b, "  %s: %s\n", enum.Name, strings.Join(enum.Labels, ", "))
		}
	}
	_, err := out.Write(b.Bytes())
	return err
}

func table(b *bytes.Buffer, t *inspect.Table) {
	kind := string(t.Kind)
	if t.Temporary {
		kind = "temporary " + kind
	}
	fmt.Fprintf(b, "%s %s%s\n", kind, t.FullName(), comment(t.Comment))
	columns := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	for _, c := range t.Columns {
		fmt.Fprintf(columns, "  %s\t%s\t%s%s\n", c.Name, c.TypeName, strings.Join(properties(t, c), ", "), comment(c.Comment))
	}
	_ = columns.Flush() // into memory
	trimLines(b)
	for _, line := range constraints(t) {
		fmt.Fprintf(b, "  %s\n", line)
	}
	for _, option := range slices.Sorted(maps.Keys(t.Options)) {
		fmt.Fprintf(b, "  option %s: %s\n", option, t.Options[option])
	}
	if t.Kind != inspect.KindTable && t.Definition != "" {
		for line := range strings.Lines(strings.TrimSpace(t.Definition)) {
			fmt.Fprintf(b, "  | %s\n", strings.TrimRight(line, "\r\n"))
		}
	}
}

// trimLines takes off the blanks that columns without properties end with.
func trimLines(b *bytes.Buffer) {
	lines := strings.Split(b.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	b.Reset()
	b.WriteString(strings.Join(lines, "\n"))
}

func comment(text string) string {
	if text == "" {
		return ""
	}
	return "  -- " + strings.Join(strings.Fields(text), " ")
}

// properties are what there is to say of a column besides its type.
func properties(t *inspect.Table, c *inspect.Column) (list []string) {
	if t.PrimaryKey != nil && slices.Contains(t.PrimaryKey.Columns, c.Name) {
		list = append(list, "key")
	} else if !c.Nullable {
		list = append(list, "not null")
	}
	switch {
	case c.Identity == nil:
	case c.Identity.Always:
		list = append(list, "always generated")
	default:
		list = append(list, "generated")
	}
	for _, property := range []struct{ name, value string }{
		{"default ", c.Default}, {"computed ", c.Computed}, {"on update ", c.OnUpdate}, {"collate ", c.Collation}, {"domain ", c.Domain},
	} {
		if property.value != "" {
			list = append(list, property.name+property.value)
		}
	}
	return list
}

// constraints are lines about keys, constraints and indexes.
func constraints(t *inspect.Table) (lines []string) {
	list := func(columns []string) string { return "(" + strings.Join(columns, ", ") + ")" }
	if key := t.PrimaryKey; key != nil {
		lines = append(lines, "primary key"+named(key.ConstraintName.Chosen())+" "+list(key.Columns)+timing(key.Deferrable, key.InitiallyDeferred))
	}
	for _, u := range t.Uniques {
		line := "unique" + named(u.Chosen()) + " " + list(u.Columns) + timing(u.Deferrable, u.InitiallyDeferred)
		if u.NullsNotDistinct {
			line += " nulls not distinct"
		}
		lines = append(lines, line)
	}
	for _, fk := range t.ForeignKeys {
		line := "foreign key" + named(fk.Chosen()) + " " + list(fk.Columns) + " references " + fk.TargetName() + " " + list(fk.TargetColumns)
		if fk.OnDelete != "" {
			line += " on delete " + strings.ToLower(fk.OnDelete)
		}
		if fk.OnUpdate != "" {
			line += " on update " + strings.ToLower(fk.OnUpdate)
		}
		lines = append(lines, line+timing(fk.Deferrable, fk.InitiallyDeferred))
	}
	for _, k := range t.Checks {
		lines = append(lines, "check"+named(k.Chosen())+" ("+strings.Join(strings.Fields(k.Condition), " ")+")")
	}
	for _, x := range t.Indexes {
		if !x.Constraint {
			lines = append(lines, index(x))
		}
	}
	return lines
}

func named(name string) string {
	if name == "" {
		return ""
	}
	return " " + name
}

func timing(deferrable, deferred bool) string {
	switch {
	case deferred:
		return " initially deferred"
	case deferrable:
		return " deferrable"
	}
	return ""
}

func index(x *inspect.Index) string {
	line := "index " + x.Name
	if x.Unique {
		line = "unique " + line
	}
	if x.Method != "" {
		line += " using " + x.Method
	}
	parts := make([]string, len(x.Parts))
	for i, part := range x.Parts {
		text := part.Column
		if text == "" {
			text = part.Expression
		}
		if part.Length > 0 {
			text += fmt.Sprintf("(%d)", part.Length)
		}
		if part.Class != "" {
			text += " " + part.Class
		}
		if part.Descending {
			text += " desc"
		}
		if part.Nulls != "" {
			text += " nulls " + part.Nulls
		}
		parts[i] = text
	}
	line += " (" + strings.Join(parts, ", ") + ")"
	if len(x.Include) > 0 {
		line += " include (" + strings.Join(x.Include, ", ") + ")"
	}
	if x.Where != "" {
		line += " where " + x.Where
	}
	return line
}
