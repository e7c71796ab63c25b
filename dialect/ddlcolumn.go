package dialect

import (
	"errors"
	"fmt"
	"strings"

	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// ColumnDefinition writes a column as CREATE TABLE has it.
func (c *Compiler) ColumnDefinition(column *schema.Column) { c.columnDefinition(column) }

func (c *Compiler) columnDefinition(column *schema.Column) {
	before := c.err
	c.columnName(column.AST())
	d := columnWriter{c, column, c.identityOf(column)}
	order := c.dialect.DDL.ColumnOrder
	if order == nil {
		order = standardColumn
	}
	for _, clause := range order {
		d.clause(clause)
	}
	if column.PrimaryKey {
		c.WriteString(c.inlineKey(column.Table))
	}
	if tail := c.dialect.DDL.ColumnTail; tail != nil {
		c.WriteString(tail(column))
	}
	for _, check := range column.Table.Checks {
		if check.Column == column && !c.checkOfTable(check) && check.Clauses().Condition.Holds(c.dialect.Name) {
			c.WriteString(" ")
			c.constraint(check)
		}
	}
	if c.err != nil && before == nil {
		c.err = fmt.Errorf("column %q: %w", column.Name, c.err)
	}
}

// checkOfTable reports whether a check of a column is written as one of the table.
func (c *Compiler) checkOfTable(check *schema.CheckConstraint) bool {
	return c.dialect.DDL.NoColumnCheckNames && check.Name != ""
}

// identityKind says what generates the values of a column.
type identityKind uint8

const (
	noIdentity     identityKind = iota
	keyIdentity                 // the database's usual way for keys
	statedIdentity              // an identity column
)

// identityOf gives what generates the values of a column in this database.
func (c *Compiler) identityOf(column *schema.Column) identityKind {
	rules := &c.dialect.DDL
	switch {
	case !column.Identity, rules.NoIdentity,
		column.Sequence != "" && c.dialect.Features.Sequences,
		rules.IdentityInKey && !column.PrimaryKey,
		rules.NoImplicitIdentity && column.IdentityOptions == nil:
		return noIdentity
	case rules.IdentityAlone && len(column.Table.PrimaryKey) > 1:
		c.Unsupported("a generated key that is not the whole primary key")
	}
	if column.IdentityOptions != nil && rules.Identity != IdentityAsKey {
		return statedIdentity
	}
	return keyIdentity
}

// A columnWriter writes the clauses of one column.
type columnWriter struct {
	*Compiler
	column   *schema.Column
	identity identityKind
}

func (w columnWriter) clause(clause ColumnClause) {
	bare := w.column.Computed != nil && w.dialect.DDL.ComputedWithoutType
	switch clause {
	case ColumnType:
		if !bare {
			w.typeClause()
		}
	case ColumnDefault:
		w.defaultClause()
	case ColumnComputed:
		w.computedClause()
	case ColumnIdentity:
		w.identityClause()
	case ColumnNull:
		if !bare {
			w.nullClause()
		}
	case ColumnComment:
		if w.column.Comment != "" && w.dialect.DDL.Comments == CommentClauses {
			w.WriteString(" COMMENT ")
			w.Literal(w.column.Comment)
		}
	}
}

func (w columnWriter) typeClause() {
	if w.column.Type == nil {
		w.Fail(errors.New("the type is not known: declare the table that the column refers to"))
		return
	}
	w.WriteString(" ")
	if w.identity == keyIdentity && w.dialect.Identity != nil {
		name, _ := w.dialect.Identity(w.column.Type.On(w.dialect.Name))
		w.WriteString(name)
		return
	}
	name, err := w.dialect.SpellType(w.column.Type)
	if err != nil {
		w.Fail(err)
	}
	w.WriteString(name)
}

func (w columnWriter) defaultClause() {
	value := w.column.ServerValue()
	if value == nil || w.identity != noIdentity {
		return
	}
	text := w.expressionText(value)
	if text == "" {
		return
	}
	w.WriteString(" DEFAULT ")
	if w.dialect.DDL.BareDefaults || simpleDefault(text) {
		w.WriteString(text)
	} else {
		w.WriteString("(" + text + ")")
	}
}

func (w columnWriter) computedClause() {
	computed, ways := w.column.Computed, w.dialect.DDL.Computed
	if computed == nil || ways == nil {
		return
	}
	tail, ok := ways[computed.Storage]
	if !ok {
		w.Unsupported(map[schema.Storage]string{
			schema.Stored: "a computed column that is stored", schema.Virtual: "a computed column that is not stored",
		}[computed.Storage])
		return
	}
	if w.dialect.DDL.ComputedWithoutType {
		w.WriteString(" AS (")
	} else {
		w.WriteString(" GENERATED ALWAYS AS (")
	}
	w.bareExpression(computed.Expression)
	w.WriteString(")" + tail)
}

func (w columnWriter) identityClause() {
	switch w.identity {
	case keyIdentity:
		if w.dialect.Identity != nil {
			if _, suffix := w.dialect.Identity(w.column.Type); suffix != "" {
				w.WriteString(" " + suffix)
			}
		}
	case statedIdentity:
		w.statedIdentity(w.column.IdentityOptions)
	}
}

func (w columnWriter) nullClause() {
	rules := &w.dialect.DDL
	suffixed := w.identity == statedIdentity
	if w.identity == keyIdentity && w.dialect.Identity != nil {
		_, suffix := w.dialect.Identity(w.column.Type)
		suffixed = suffix != ""
	}
	nullable := w.column.Nullable && !(rules.SequencedNotNull && w.column.Sequence != "")
	switch {
	case rules.IdentityNotNull && suffixed:
	case !nullable:
		w.WriteString(" NOT NULL")
		if tail := rules.NullTail; tail != nil {
			w.WriteString(tail(w.column))
		}
	case rules.ExplicitNull != nil && rules.ExplicitNull(w.column):
		w.WriteString(" NULL")
	}
}

// bareExpression writes an expression with its columns named without their
// table.
func (c *Compiler) bareExpression(x sql.Expression) {
	if x == nil {
		c.Fail(errNilExpression)
		return
	}
	c.BareExpression(x.Node())
}

// barePredicate writes a condition in the same way.
func (c *Compiler) barePredicate(x sql.Expression) {
	if x == nil {
		c.Fail(errNilExpression)
		return
	}
	bare := c.bare
	c.bare = true
	c.Predicate(x.Node())
	c.bare = bare
}

// BareExpression writes an expression with its columns named without their
// table, as it stands in the definition of one.
func (c *Compiler) BareExpression(e ast.Expr) {
	bare := c.bare
	c.bare = true
	c.Expr(e)
	c.bare = bare
}

// expressionText gives what bareExpression writes.
func (c *Compiler) expressionText(x sql.Expression) string {
	start := len(c.buf)
	c.bareExpression(x)
	text := string(c.buf[start:])
	c.buf = c.buf[:start]
	return text
}

// simpleDefault reports whether a server default is one literal or keyword,
// which stands without parentheses everywhere.
func simpleDefault(text string) bool {
	if text[0] == '(' {
		return structure.Enclosed(text)
	}
	if inner, quoted := strings.CutPrefix(text, "'"); quoted {
		inner, quoted = strings.CutSuffix(inner, "'")
		return quoted && !strings.Contains(strings.ReplaceAll(inner, "''", ""), "'")
	}
	return strings.IndexFunc(strings.TrimLeft(text, "+-"), func(r rune) bool {
		return r != '.' && r != '_' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) < 0
}
