package dialect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/schema"
)

// DDLRules are what a database is particular about in CREATE and DROP, where
// databases differ.
type DDLRules struct {
	// NoAlterConstraint: a constraint exists from CREATE TABLE on or not at
	// all; a foreign key may then name a table that is created later.
	NoAlterConstraint bool
	// BareDefaults: DEFAULT takes an expression without parentheses.
	BareDefaults bool
	// AttachedSchemas: a schema is a database file of its own. The name of an
	// index carries it, a foreign key stays within it.
	AttachedSchemas bool
	// IdentityAlone: a generated key is the whole primary key.
	IdentityAlone bool
	// Comments is how tables and columns are described.
	Comments CommentStyle
}

// CommentStyle is how a database takes the comments of tables and columns.
type CommentStyle uint8

// The styles: not at all, by COMMENT ON statements, and within CREATE TABLE.
const (
	NoComments CommentStyle = iota
	CommentStatements
	CommentClauses
)

// CreateTable writes CREATE TABLE: columns, primary key, unique constraints,
// checks, and foreign keys last, except those in without, which AddConstraint
// adds later. Indexes are statements of their own.
func (d *Dialect) CreateTable(t *schema.Table, without ...*schema.ForeignKeyConstraint) (string, error) {
	w := d.newDDL(t)
	w.text("CREATE TABLE ")
	w.table(t)
	w.text(" (")
	for _, c := range t.Columns {
		w.item()
		w.column(c)
	}
	if len(t.PrimaryKey) > 0 {
		w.item()
		w.text("PRIMARY KEY ")
		w.columns(t.PrimaryKey)
	}
	for _, u := range t.Uniques {
		w.item()
		w.constraint(u.Name)
		w.text("UNIQUE ")
		w.columns(u.Columns)
	}
	for _, c := range t.Checks {
		w.item()
		w.constraint(c.Name)
		w.text("CHECK (" + c.Condition + ")")
	}
	for _, fk := range t.ForeignKeys {
		if slices.Contains(without, fk) || d.DDL.AttachedSchemas && fk.Target != nil && fk.Target.Schema != t.Schema {
			continue
		}
		w.item()
		w.constraint(fk.Name)
		w.foreignKey(fk)
	}
	w.text(")")
	if t.Comment != "" && d.DDL.Comments == CommentClauses {
		w.text(" COMMENT=" + w.literal(t.Comment))
	}
	return w.result()
}

// DropTable writes DROP TABLE.
func (d *Dialect) DropTable(t *schema.Table) (string, error) {
	w := d.newDDL(t)
	w.text("DROP TABLE ")
	w.table(t)
	return w.result()
}

// CreateIndex writes CREATE INDEX or CREATE UNIQUE INDEX.
func (d *Dialect) CreateIndex(x *schema.TableIndex) (string, error) {
	w := d.newDDL(x.Table)
	w.text("CREATE ")
	if x.Unique {
		w.text("UNIQUE ")
	}
	w.text("INDEX ")
	if d.DDL.AttachedSchemas && x.Table.Schema != "" {
		w.name(x.Table.Schema)
		w.text(".")
		w.name(x.Name)
		w.text(" ON ")
		w.name(x.Table.Name)
	} else {
		w.name(x.Name)
		w.text(" ON ")
		w.table(x.Table)
	}
	w.text(" ")
	w.columns(x.Columns)
	return w.result()
}

// AddConstraint writes ALTER TABLE … ADD CONSTRAINT for a foreign key. One
// without a name is called fk_<table>_<columns>, so that it can be dropped.
func (d *Dialect) AddConstraint(fk *schema.ForeignKeyConstraint) (string, error) {
	if d.DDL.NoAlterConstraint {
		return "", &UnsupportedError{Dialect: d.Name, Feature: "ALTER TABLE … ADD CONSTRAINT"}
	}
	w := d.newDDL(fk.Table)
	w.text("ALTER TABLE ")
	w.table(fk.Table)
	w.text(" ADD ")
	w.constraint(d.constraintName(fk))
	w.foreignKey(fk)
	return w.result()
}

// DropConstraint writes ALTER TABLE … DROP CONSTRAINT for a foreign key that
// AddConstraint added.
func (d *Dialect) DropConstraint(fk *schema.ForeignKeyConstraint) (string, error) {
	if d.DDL.NoAlterConstraint {
		return "", &UnsupportedError{Dialect: d.Name, Feature: "ALTER TABLE … DROP CONSTRAINT"}
	}
	w := d.newDDL(fk.Table)
	w.text("ALTER TABLE ")
	w.table(fk.Table)
	w.text(" DROP CONSTRAINT ")
	w.name(d.constraintName(fk))
	return w.result()
}

func (d *Dialect) constraintName(fk *schema.ForeignKeyConstraint) string {
	if fk.Name != "" {
		return fk.Name
	}
	name := "fk_" + fk.Table.Name
	for _, c := range fk.Columns {
		name += "_" + c.Name
	}
	return d.Identifiers.shorten(name)
}

// comments writes the COMMENT ON statements of a table and its columns.
func (d *Dialect) comments(t *schema.Table) ([]string, error) {
	if d.DDL.Comments != CommentStatements {
		return nil, nil
	}
	var statements []string
	if t.Comment != "" {
		w := d.newDDL(t)
		w.text("COMMENT ON TABLE ")
		w.table(t)
		w.text(" IS " + w.literal(t.Comment))
		statement, err := w.result()
		if err != nil {
			return nil, err
		}
		statements = append(statements, statement)
	}
	for _, c := range t.Columns {
		if c.Comment == "" {
			continue
		}
		w := d.newDDL(t)
		w.text("COMMENT ON COLUMN ")
		w.table(t)
		w.text(".")
		w.name(c.Name)
		w.text(" IS " + w.literal(c.Comment))
		statement, err := w.result()
		if err != nil {
			return nil, err
		}
		statements = append(statements, statement)
	}
	return statements, nil
}

// simpleDefault reports whether a server default is one literal or keyword,
// which stands without parentheses everywhere.
func simpleDefault(text string) bool {
	if text[0] == '(' {
		return closesAtEnd(text)
	}
	if inner, quoted := strings.CutPrefix(text, "'"); quoted {
		inner, quoted = strings.CutSuffix(inner, "'")
		return quoted && !strings.Contains(strings.ReplaceAll(inner, "''", ""), "'")
	}
	return strings.IndexFunc(strings.TrimLeft(text, "+-"), func(r rune) bool {
		return r != '.' && r != '_' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) < 0
}

// closesAtEnd reports whether the parenthesis that a text begins with closes at
// its end.
func closesAtEnd(text string) bool {
	depth, quoted := 0, false
	for i := range len(text) {
		switch c := text[i]; {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			depth--
		}
		if depth == 0 && !quoted {
			return i == len(text)-1
		}
	}
	return false
}

// columnError says in which column of which table something is wrong.
func columnError(c *schema.Column, err error) error {
	return fmt.Errorf("table %q, column %q: %w", c.Table.FullName(), c.Name, err)
}
