package postgresql

import (
	"maps"
	stdregexp "regexp"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/schema"
)

var reflection = dialect.Reflection{
	Table: reflectTable, TableOptions: TableOptions{}, Unread: []string{"Using", "WithOIDs", "WithoutOIDs", "OnCommit"},
	Index: reflectIndex, Constraint: reflectConstraint,
}

func reflectTable(t *structure.Table) (items []schema.Item, unsaid []string) {
	var options TableOptions
	for _, name := range slices.Sorted(maps.Keys(t.Options)) {
		switch value := t.Options[name]; name {
		case "tablespace":
			options.Tablespace = value
		case "unlogged":
			items = append(items, schema.Prefix("UNLOGGED"))
		case "partition by":
			options.PartitionBy = value
		case "inherits":
			options.Inherits = strings.Split(value, ", ")
		case "partition of":
			unsaid = append(unsaid, "being a partition of "+value)
		default:
			options.With = append(options.With, Parameter{name, value})
		}
	}
	if options.Tablespace != "" || options.PartitionBy != "" || options.Inherits != nil || options.With != nil {
		items = append(items, schema.With(options))
	}
	return items, unsaid
}

// indexParameters are the storage parameters in the text of an index.
var indexParameters = stdregexp.MustCompile(` WITH \(([^()]*)\)`)

func reflectIndex(x *structure.Index) ([]schema.DialectOptions, string) {
	options := IndexOptions{
		Using: x.Method, Include: x.Include, Tablespace: tablespaceIn(x.Definition),
		NullsNotDistinct: strings.Contains(x.Definition, ") NULLS NOT DISTINCT"),
	}
	for _, p := range x.Parts {
		switch {
		case p.Class == "":
		case p.Column == "":
			return nil, "an expression has the operator class " + p.Class
		case options.Operators == nil:
			options.Operators = map[string]string{p.Column: p.Class}
		default:
			options.Operators[p.Column] = p.Class
		}
	}
	if found := indexParameters.FindStringSubmatch(x.Definition); found != nil {
		for setting := range strings.SplitSeq(found[1], ", ") {
			name, value, _ := strings.Cut(setting, "=")
			options.With = append(options.With, Parameter{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	if options.Using == "" && options.Include == nil && !options.NullsNotDistinct && options.Operators == nil && options.With == nil && options.Tablespace == "" {
		return nil, ""
	}
	return []schema.DialectOptions{options}, ""
}

// tablespaceIn reads what the definition of an index ends with where it has a
// tablespace of its own.
func tablespaceIn(definition string) string {
	found := indexTablespace.FindStringSubmatch(definition)
	if found == nil {
		return ""
	}
	return unquoted(found[1])
}

var indexTablespace = stdregexp.MustCompile(` TABLESPACE ([a-z_][a-z0-9_]*|"(?:[^"]|"")+")$`)

// unquoted gives the name that is written so.
func unquoted(written string) string {
	if inside, quoted := strings.CutPrefix(written, `"`); quoted {
		return strings.ReplaceAll(strings.TrimSuffix(inside, `"`), `""`, `"`)
	}
	return written
}

func reflectConstraint(d *structure.ConstraintDetails) []schema.DialectOptions {
	if !d.NullsNotDistinct && !d.NotValid && d.Include == nil {
		return nil
	}
	return []schema.DialectOptions{ConstraintOptions{NullsNotDistinct: d.NullsNotDistinct, Include: d.Include, NotValid: d.NotValid}}
}
