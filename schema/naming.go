package schema

import (
	"fmt"
	"strconv"
	"strings"
)

// A NamingConvention makes the names of constraints and indexes that have none,
// so that they can be dropped by name on every database. Each is a template in
// which tokens stand between braces; "" makes no name.
//
//	schema.NewMetaData(schema.NamingConvention{
//		Index:      "ix_{column_0_label}",
//		Unique:     "uq_{table_name}_{column_0_name}",
//		Check:      "ck_{table_name}_{constraint_name}",
//		ForeignKey: "fk_{table_name}_{column_0_name}_{referred_table_name}",
//		PrimaryKey: "pk_{table_name}",
//	})
//
// The tokens are table_name, referred_table_name, constraint_name (the name that
// the constraint was given, which the template then wraps), and for the columns,
// counted from 0, column_0_name, column_0_key (the same) and column_0_label,
// which has the table's name before it. With N behind the number all columns are
// meant, column_0N_name without and column_0_N_name with underscores between;
// referred_column_0_name and its like are about the key referred to.
//
// Names of a convention that are too long for a database are cut there, with a
// few digits of a hash behind; names that the program gave are an error.
type NamingConvention struct {
	Index, Unique, Check, ForeignKey, PrimaryKey, Exclude string
	// Tokens are further ones, of the program's own.
	Tokens map[string]func(t *Table, columns []*Column) string
}

// defaultIndexName is the template for indexes where a convention has none.
const defaultIndexName = "ix_{table_name}_{column_0_N_name}"

func (n NamingConvention) template(kind string) string {
	switch kind {
	case "uq":
		return n.Unique
	case "ck":
		return n.Check
	case "fk":
		return n.ForeignKey
	case "pk":
		return n.PrimaryKey
	case "exclude":
		return n.Exclude
	}
	return ""
}

// nameConstraints names what has no name yet, and what the convention wraps.
func (t *Table) nameConstraints(n NamingConvention) error {
	constraints := t.Constraints
	if t.Key != nil {
		constraints = append([]TableConstraint{t.Key}, constraints...)
	}
	for _, c := range constraints {
		if err := t.nameConstraint(n, c); err != nil {
			return err
		}
	}
	template := n.Index
	if template == "" {
		template = defaultIndexName
	}
	for _, x := range t.Indexes {
		if x.Name != "" {
			continue
		}
		if len(x.Columns) == 0 {
			return fmt.Errorf("an index on expressions has no name: give it one with Named")
		}
		name, err := expand(template, naming{convention: n, table: t, columns: x.Columns})
		if err != nil {
			return err
		}
		if t.Index(name) != nil {
			return fmt.Errorf("index %q is declared twice: give one another name with Named", name)
		}
		x.Name, x.made = name, true
	}
	return nil
}

func (t *Table) nameConstraint(n NamingConvention, c TableConstraint) error {
	clauses, template := c.Clauses(), n.template(c.kind())
	wraps := strings.Contains(template, "{constraint_name}")
	switch {
	case template == "" || clauses.final || clauses.made, clauses.Name != "" && !wraps:
		return nil
	case clauses.Name == "" && wraps:
		return nil // there is nothing to wrap
	}
	names := naming{convention: n, table: t, columns: c.names(), constraint: clauses.Name}
	if fk, ok := c.(*ForeignKeyConstraint); ok {
		if fk.Target == nil && strings.Contains(template, "{referred_") {
			return nil // once it is connected
		}
		names.referred, names.referredColumns = fk.Target, fk.TargetColumns
	}
	name, err := expand(template, names)
	if err != nil {
		return err
	}
	clauses.Name, clauses.made = name, true
	return nil
}

// naming is what a template is filled in with.
type naming struct {
	convention      NamingConvention
	table           *Table
	columns         []*Column
	referred        *Table
	referredColumns []*Column
	constraint      string
}

func expand(template string, n naming) (string, error) {
	var b strings.Builder
	rest := template
	for {
		before, after, found := strings.Cut(rest, "{")
		b.WriteString(before)
		if !found {
			return b.String(), nil
		}
		token, tail, closed := strings.Cut(after, "}")
		if !closed {
			return "", fmt.Errorf("naming convention %q: a brace is not closed", template)
		}
		value, err := n.token(token)
		if err != nil {
			return "", fmt.Errorf("naming convention %q: %w", template, err)
		}
		b.WriteString(value)
		rest = tail
	}
}

func (n naming) token(token string) (string, error) {
	if own := n.convention.Tokens[token]; own != nil {
		return own(n.table, n.columns), nil
	}
	switch token {
	case "table_name":
		return n.table.Name, nil
	case "constraint_name":
		return n.constraint, nil
	case "referred_table_name":
		if n.referred != nil {
			return n.referred.Name, nil
		}
	}
	columns, rest := n.columns, token
	if referred, ok := strings.CutPrefix(token, "referred_"); ok {
		columns, rest = n.referredColumns, referred
	}
	if numbered, ok := strings.CutPrefix(rest, "column_"); ok {
		if text, ok := columnToken(columns, numbered); ok {
			return text, nil
		}
	}
	return "", fmt.Errorf("token {%s} means nothing here: the tokens are table_name, constraint_name, referred_table_name, column_0_name, column_0_label, column_0N_name, column_0_N_name and referred_column_0_name", token)
}

// columnToken gives the names of columns for what follows "column_" in a token.
func columnToken(columns []*Column, token string) (string, bool) {
	position, what, ok := strings.Cut(token, "_")
	separator, all := "", strings.HasSuffix(position, "N")
	position = strings.TrimSuffix(position, "N")
	if rest, more := strings.CutPrefix(what, "N_"); more {
		separator, all, what = "_", true, rest
	}
	i, err := strconv.Atoi(position)
	if !ok || err != nil || i < 0 || i >= len(columns) {
		return "", false
	}
	columns = columns[i:]
	if !all {
		columns = columns[:1]
	}
	names := make([]string, len(columns))
	for i, c := range columns {
		switch what {
		case "name", "key":
			names[i] = c.Name
		case "label":
			names[i] = c.Table.Name + "_" + c.Name
		default:
			return "", false
		}
	}
	return strings.Join(names, separator), true
}
