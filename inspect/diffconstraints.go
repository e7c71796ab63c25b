package inspect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/schema"
)

func columnList(columns []*schema.Column) string {
	if len(columns) == 0 {
		return ""
	}
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return "(" + strings.Join(names, ", ") + ")"
}

// A described is a constraint or index: what it is called, and what it is.
type described struct{ name, text string }

// sets compares constraints of one kind. Of two that are alike, the names count
// only where both have one.
func (c *comparison) sets(kind string, want, got []described) {
	rest := slices.Clone(got)
	for _, w := range want {
		at := slices.IndexFunc(rest, func(g described) bool {
			return g.text == w.text && (w.name == "" || g.name == "" || w.name == g.name)
		})
		if at < 0 {
			c.say("%s %s is missing", kind, w)
			continue
		}
		rest = slices.Delete(rest, at, at+1)
	}
	for _, g := range rest {
		c.say("%s %s is there beyond what was wanted", kind, g)
	}
}

func (x described) String() string {
	if x.name == "" {
		return x.text
	}
	return fmt.Sprintf("%q %s", x.name, x.text)
}

func (c *comparison) uniques(t *schema.Table) (found []described) {
	for _, u := range t.Uniques {
		found = append(found, described{u.Name, columnList(u.Columns) + c.besides(u)})
	}
	if c.dialect.Structure != nil && c.dialect.Structure.UniqueIndexes {
		for _, x := range t.Indexes {
			if x.Unique {
				found = append(found, described{x.Name, columnList(x.Columns)})
			}
		}
	}
	return found
}

func (c *comparison) foreignKeys(t *schema.Table) (found []described) {
	for _, fk := range t.ForeignKeys {
		if fk.Target != nil && c.dialect.DDL.AttachedSchemas && fk.Target.Schema != t.Schema {
			continue // which the database cannot have
		}
		text := columnList(fk.Columns) + " to " + fk.TargetName()
		if fk.Target != nil {
			text = columnList(fk.Columns) + " to " + fk.Target.FullName() + columnList(fk.TargetColumns)
		}
		text += c.action(" on delete ", fk.OnDelete) + c.action(" on update ", fk.OnUpdate)
		if fk.Match == "FULL" || fk.Match == "PARTIAL" {
			text += " match " + strings.ToLower(fk.Match)
		}
		found = append(found, described{fk.Name, text + timed(&fk.ConstraintClauses) + c.commented(&fk.ConstraintClauses)})
	}
	return found
}

func (c *comparison) action(when, action string) string {
	restricts := c.dialect.Structure != nil && c.dialect.Structure.Restricts
	if action == "" || action == "NO ACTION" || action == "RESTRICT" && restricts {
		return ""
	}
	return when + action
}

func (c *comparison) checks(t *schema.Table) (found []described) {
	for _, k := range t.Checks {
		found = append(found, described{k.Name, canonical(k.Condition) + c.commented(&k.ConstraintClauses)})
	}
	return found
}

func (c *comparison) excludes(t *schema.Table) (found []described) {
	for _, constraint := range t.Constraints {
		if x, ok := constraint.(*schema.ExcludeConstraint); ok && c.dialect.DDL.Exclude {
			bare := *x
			bare.Name = ""
			found = append(found, described{x.Name, c.clause(&bare) + c.commented(&x.ConstraintClauses)})
		}
	}
	return found
}

// keys compares the primary keys; their names where both have one.
func (c *comparison) keys(want, got *schema.Table) {
	c.differ("the primary key", c.keyOf(want), c.keyOf(got))
	if want.Key != nil && got.Key != nil && want.Key.Name != "" && got.Key.Name != "" {
		c.differ("the name of the primary key", want.Key.Name, got.Key.Name)
	}
}

func (c *comparison) keyOf(t *schema.Table) string {
	if t.Key == nil {
		return columnList(t.PrimaryKey)
	}
	return columnList(t.PrimaryKey) + c.besides(t.Key)
}

// besides is what a key or a unique constraint says besides its columns.
func (c *comparison) besides(constraint schema.TableConstraint) string {
	clauses := constraint.Clauses()
	text := timed(clauses)
	if len(clauses.Options) > 0 {
		whole, plain := c.clause(without(constraint, false)), c.clause(without(constraint, true))
		if whole != plain {
			text += " as " + whole
		}
	}
	return text + c.commented(clauses)
}

// without is a key or a unique constraint without its name, or its options too.
func without(constraint schema.TableConstraint, options bool) schema.TableConstraint {
	strip := func(clauses *schema.ConstraintClauses) {
		if clauses.Name = ""; options {
			clauses.Options = nil
		}
	}
	switch constraint := constraint.(type) {
	case *schema.PrimaryKeyConstraint:
		bare := *constraint
		strip(&bare.ConstraintClauses)
		return &bare
	case *schema.UniqueConstraint:
		bare := *constraint
		strip(&bare.ConstraintClauses)
		return &bare
	}
	return constraint
}

// clause gives what ALTER TABLE says of a constraint without a name.
func (c *comparison) clause(constraint schema.TableConstraint) string {
	add, err := c.dialect.CompileDDL(schema.AddConstraint(constraint))
	if err != nil {
		return err.Error()
	}
	_, text, _ := strings.Cut(add.SQL, " ADD ")
	return canonical(text)
}

func timed(clauses *schema.ConstraintClauses) string {
	switch {
	case clauses.InitiallyDeferred:
		return " initially deferred"
	case clauses.Deferrable:
		return " deferrable"
	}
	return ""
}

func (c *comparison) commented(clauses *schema.ConstraintClauses) string {
	if clauses.Comment == "" || !c.dialect.DDL.ConstraintComments {
		return ""
	}
	return fmt.Sprintf(" with the comment %q", clauses.Comment)
}

func (c *comparison) indexes(t *schema.Table) (found []described) {
	for _, x := range t.Indexes {
		if x.Unique && c.dialect.Structure != nil && c.dialect.Structure.UniqueIndexes {
			continue // which uniques has
		}
		found = append(found, described{x.Name, c.createIndex(x)})
	}
	return found
}

// createIndex gives what CREATE INDEX says of an index besides its name.
func (c *comparison) createIndex(x *schema.TableIndex) string {
	create, err := c.dialect.CompileDDL(schema.CreateIndex(x))
	if err != nil {
		return err.Error()
	}
	kind := ""
	if x.Unique {
		kind = "unique "
	}
	plain := *x
	plain.Options = nil
	bare, err := c.dialect.CompileDDL(schema.CreateIndex(&plain))
	if err == nil && bare.SQL == create.SQL && x.Where == nil &&
		!slices.ContainsFunc(x.Parts, func(p schema.IndexPart) bool { return p.Column == nil }) {
		return kind + columnList(x.Columns)
	}
	words, after, _ := strings.Cut(create.SQL, " ON ")
	words = strings.TrimPrefix(strings.TrimPrefix(words, "CREATE "), "UNIQUE ")
	if before, _, named := strings.Cut(words, "INDEX "); named {
		kind += strings.ToLower(before) // FULLTEXT, DESCENDING
	}
	return kind + "on " + canonical(after)
}
