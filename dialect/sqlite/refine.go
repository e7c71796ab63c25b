package sqlite

import (
	"slices"
	"strings"

	"github.com/azoth-go/azoth/dialect/structure"
)

// refine completes a table by what stands in the texts of its declarations.
func refine(t *structure.Table) {
	if t.Kind != structure.KindTable {
		t.Definition = afterAs(t.Definition)
		return
	}
	d := parseDefinition(t.Definition)
	for _, c := range t.Columns {
		declared, ok := d.columns[strings.ToLower(c.Name)]
		if !ok {
			continue
		}
		c.Collation, c.Computed, c.OnConflict = declared.collation, declared.computed, declared.onConflict
		if strings.EqualFold(c.TypeName, "TEXT") && strings.EqualFold(c.Collation, Collation) {
			c.TypeName, c.Collation = "TEXT COLLATE "+Collation, ""
		}
	}
	if t.PrimaryKey != nil {
		t.PrimaryKey.Name, t.PrimaryKey.OnConflict = d.primaryKey.name, d.primaryKey.onConflict
	}
	for _, u := range t.Uniques {
		declared := d.unique(u.Columns)
		u.ConstraintName, u.OnConflict = structure.ConstraintName{Name: declared.name}, declared.onConflict
	}
	for i, fk := range t.ForeignKeys {
		if i < len(d.foreignKeys) {
			fk.Name, fk.Timing = d.foreignKeys[i].name, d.foreignKeys[i].timing
		}
	}
	t.Checks = d.checks
	for _, x := range t.Indexes {
		refineIndex(x)
	}
}

// refineIndex reads the expressions and the condition of an index.
func refineIndex(x *structure.Index) {
	tokens := tokenize(x.Definition)
	open := slices.IndexFunc(tokens, func(k token) bool { return k.text == "(" })
	if open < 0 {
		return
	}
	end := closing(tokens, open)
	for i, part := range split(tokens[open+1 : end]) {
		if i < len(x.Parts) && x.Parts[i].Column == "" {
			if n := len(part); part[n-1].is("DESC") || part[n-1].is("ASC") {
				part = part[:n-1]
			}
			x.Parts[i].Expression = sourceOf(x.Definition, part)
		}
	}
	if rest := tokens[min(end+1, len(tokens)):]; len(rest) > 1 && rest[0].is("WHERE") {
		x.Where = sourceOf(x.Definition, rest[1:])
	}
}

// afterAs gives what follows AS in a CREATE VIEW.
func afterAs(definition string) string {
	tokens := tokenize(definition)
	for i, k := range tokens {
		if k.is("AS") && i+1 < len(tokens) {
			return sourceOf(definition, tokens[i+1:])
		}
	}
	return definition
}
