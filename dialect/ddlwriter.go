package dialect

import (
	"errors"
	"fmt"
	"hash/fnv"
	"strings"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql/ast"
)

// A ddlWriter writes one DDL statement and keeps the first error.
type ddlWriter struct {
	dialect *Dialect
	about   *schema.Table
	buf     []byte
	listed  bool
	err     error
}

func (d *Dialect) newDDL(about *schema.Table) *ddlWriter { return &ddlWriter{dialect: d, about: about} }

func (w *ddlWriter) result() (string, error) {
	if w.err != nil {
		return "", w.err
	}
	return string(w.buf), nil
}

func (w *ddlWriter) text(s string) { w.buf = append(w.buf, s...) }

func (w *ddlWriter) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// item begins an item of the list in CREATE TABLE.
func (w *ddlWriter) item() {
	if w.listed {
		w.text(", ")
	}
	w.listed = true
}

func (w *ddlWriter) name(name string) { w.nameAs(name, ast.QuoteAsNeeded) }

// nameAs writes a name that may say itself whether it is quoted.
func (w *ddlWriter) nameAs(name string, quote ast.Quoting) {
	buf, err := w.dialect.Identifiers.appendAs(w.buf, name, quote)
	if err != nil {
		w.fail(fmt.Errorf("table %q: %w", w.about.FullName(), err))
	}
	w.buf = buf
}

func (w *ddlWriter) table(t *schema.Table) {
	if t.Schema != "" {
		w.name(t.Schema)
		w.text(".")
	}
	w.nameAs(t.Name, t.Quoting)
}

func (w *ddlWriter) columns(columns []*schema.Column) {
	w.text("(")
	for i, c := range columns {
		if i > 0 {
			w.text(", ")
		}
		w.nameAs(c.Name, c.Quoting)
	}
	w.text(")")
}

func (w *ddlWriter) column(c *schema.Column) {
	w.nameAs(c.Name, c.Quoting)
	w.text(" ")
	typeName, suffix, err := w.columnType(c)
	if err != nil {
		w.fail(columnError(c, err))
	}
	w.text(typeName)
	if c.Default != "" {
		w.text(" DEFAULT ")
		if w.dialect.DDL.BareDefaults || simpleDefault(c.Default) {
			w.text(c.Default)
		} else {
			w.text("(" + c.Default + ")")
		}
	}
	if !c.Nullable {
		w.text(" NOT NULL")
	}
	if suffix != "" {
		w.text(" " + suffix)
	}
	if c.Comment != "" && w.dialect.DDL.Comments == CommentClauses {
		w.text(" COMMENT " + w.literal(c.Comment))
	}
}

func (w *ddlWriter) columnType(c *schema.Column) (name, suffix string, err error) {
	if c.Type == nil {
		return "", "", errors.New("the type is not known: declare the table that the column refers to")
	}
	if c.Identity && w.dialect.DDL.IdentityAlone && (!c.PrimaryKey || len(c.Table.PrimaryKey) > 1) {
		return "", "", &UnsupportedError{Dialect: w.dialect.Name, Feature: "a generated key that is not the whole primary key"}
	}
	if c.Identity && w.dialect.Identity != nil {
		name, suffix = w.dialect.Identity(c.Type)
		return name, suffix, nil
	}
	name, err = w.dialect.TypeName(c.Type)
	return name, "", err
}

func (w *ddlWriter) constraint(name string) {
	if name != "" {
		w.text("CONSTRAINT ")
		w.name(name)
		w.text(" ")
	}
}

func (w *ddlWriter) foreignKey(fk *schema.ForeignKeyConstraint) {
	if fk.Target == nil {
		w.fail(fmt.Errorf("table %q: the foreign key to %s is not resolved: declare that table in the same MetaData", fk.Table.FullName(), fk.TargetName()))
		return
	}
	w.text("FOREIGN KEY")
	w.columns(fk.Columns)
	w.text(" REFERENCES ")
	if w.dialect.DDL.AttachedSchemas {
		w.name(fk.Target.Name)
	} else {
		w.table(fk.Target)
	}
	w.text(" ")
	w.columns(fk.TargetColumns)
	if fk.OnDelete != "" {
		w.text(" ON DELETE " + fk.OnDelete)
	}
	if fk.OnUpdate != "" {
		w.text(" ON UPDATE " + fk.OnUpdate)
	}
	if fk.Deferrable {
		w.text(" DEFERRABLE")
	}
	if fk.InitiallyDeferred {
		w.text(" INITIALLY DEFERRED")
	}
}

// literal writes a string where no parameter can stand.
func (w *ddlWriter) literal(s string) string {
	if strings.ContainsRune(s, 0) {
		w.fail(fmt.Errorf("table %q: a comment contains a NUL character", w.about.FullName()))
	}
	if w.dialect.DDL.Comments == CommentClauses {
		s = strings.ReplaceAll(s, `\`, `\\`)
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// shorten makes a name that nobody chose fit, still telling it from others.
func (ids *Identifiers) shorten(name string) string {
	if ids.MaxLength == 0 || len(name) <= ids.MaxLength {
		return name
	}
	hash := fnv.New32a()
	hash.Write([]byte(name))
	return strings.ToValidUTF8(name[:ids.MaxLength-9], "") + fmt.Sprintf("_%08x", hash.Sum32())
}
