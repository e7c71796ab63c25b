package conformance

import (
	"errors"
	"unicode/utf8"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

var errorCases = []Case{
	{Name: "errors/integrity", run: integrityError},
	{Name: "errors/unicode", run: unicodeError},
	{Name: "errors/no-table", run: noTableError},
}

func integrityError(t *trial) {
	table, n := counter(t)
	again := sql.Insert(table).Values(number(table, "id").Set(1), n.Set(5))
	t.refused(again, azoth.ErrUniqueViolation)
	t.refused(again, azoth.ErrIntegrity)
	_, err := again.Exec(t.ctx, t.eng)
	var failure *azoth.DBError
	if !errors.As(err, &failure) || failure.SQL == "" {
		t.Errorf("the error has no statement: %v", err)
	}
	gives(t, "the connection goes on", sql.Select1(n), 1)
}

// What is not ASCII in names and values does no harm to the error.
func unicodeError(t *trial) {
	table := t.table("méil", varchar("méil", schema.PK()))
	t.create()
	c := text(table, "méil")
	insert := sql.Insert(table).Values(c.Set("日本語 größe"))
	t.exec(insert)
	_, err := insert.Exec(t.ctx, t.eng)
	if !errors.Is(err, azoth.ErrUniqueViolation) {
		t.Errorf("the error is %v", err)
	}
	if err != nil && (err.Error() == "" || !utf8.ValidString(err.Error())) {
		t.Errorf("the text of the error is %q", err.Error())
	}
}

func noTableError(t *trial) {
	_, failed := sql.FromText(sql.Column[sql.Number[int64]]("n"), sql.Text("SELECT n FROM "+t.name("nowhere"))).All(t.ctx, t.eng)
	var failure *azoth.DBError
	if !errors.As(failed, &failure) {
		t.Errorf("the error is %v", failed)
	}
	gives(t, "the connection goes on", t.points.ids().Limit(1), 1)
}
