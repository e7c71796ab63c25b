package conformance

import (
	"reflect"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// A holder is a table with a column of a type, in which values of T are kept.
type holder[T any] struct {
	*trial
	table *schema.Table
	id    sql.Number[int64]
	value sql.NullValue[T]
	rows  int64
}

// hold creates a table for values of a type.
func hold[T any](t *trial, of *types.Type) *holder[T] {
	t.Helper()
	return holdIn[T](t, "holder", of)
}

// holdIn is hold in a table of another name.
func holdIn[T any](t *trial, name string, of *types.Type) *holder[T] {
	t.Helper()
	h := &holder[T]{trial: t}
	h.table = t.created(name, key(), schema.Col("v", of))
	h.id, h.value = number(h.table, "id"), column[sql.NullValue[T]](h.table, "v")
	return h
}

// keeps checks that values come back as they were written: as parameters, and as
// NULL.
func (h *holder[T]) keeps(values ...T) {
	h.Helper()
	h.each(values, func(tx *azoth.Tx, v T) {
		h.Helper()
		h.execOn(tx, sql.Insert(h.table).Values(h.id.Set(h.rows), h.value.Set(v)))
		h.reads(tx, "a parameter", v)
		h.execOn(tx, sql.Update(h.table).Set(h.value.SetNull()).Where(h.id.Eq(h.rows)))
		givesOn(h.trial, tx, "NULL", sql.Select1(h.value).Where(h.id.Eq(h.rows)), nil)
		h.execOn(tx, sql.Update(h.table).Set(h.value.Set(v)).Where(h.id.Eq(h.rows)))
		h.reads(tx, "updated", v)
	})
}

// compares checks that values are found by what they are.
func (h *holder[T]) compares(values ...T) {
	h.Helper()
	h.each(values, func(tx *azoth.Tx, v T) {
		h.Helper()
		h.execOn(tx, sql.Insert(h.table).Values(h.id.Set(h.rows), h.value.Set(v)))
		found := sql.Select1(sql.Count()).From(h.table).Where(h.id.Eq(h.rows))
		givesOn(h.trial, tx, "found by "+shown(v), found.Where(h.value.Eq(v)), 1)
		givesOn(h.trial, tx, "found by a list with "+shown(v), found.Where(h.value.In(v, v)), 1)
		givesOn(h.trial, tx, "found by others than "+shown(v), found.Where(h.value.NotEq(v)), 0)
	})
}

// writes checks that values come back which are written into the statement.
func (h *holder[T]) writes(values ...T) {
	h.Helper()
	h.each(values, func(tx *azoth.Tx, v T) {
		h.Helper()
		h.execInline(tx, sql.Insert(h.table).Values(h.id.Set(h.rows), h.value.Set(v)))
		h.reads(tx, "a literal", v)
	})
}

// finds checks that values are found by what is written into the statement.
func (h *holder[T]) finds(values ...T) {
	h.Helper()
	h.each(values, func(tx *azoth.Tx, v T) {
		h.Helper()
		h.execOn(tx, sql.Insert(h.table).Values(h.id.Set(h.rows), h.value.Set(v)))
		deleted := h.execInline(tx, sql.Delete(h.table).Where(h.id.Eq(h.rows), h.value.Eq(v)))
		equal(h.trial, "found by the literal "+shown(v), deleted, 1)
	})
}

// each has a row for each value, all in one transaction.
func (h *holder[T]) each(values []T, f func(tx *azoth.Tx, v T)) {
	h.Helper()
	err := h.eng.Run(h.ctx, func(tx *azoth.Tx) error {
		h.Helper()
		for _, v := range values {
			h.rows++
			f(tx, v)
		}
		return nil
	})
	if err != nil {
		h.Error(err)
	}
}

// execInline runs a statement with all of its values in its text, and gives how
// many rows it touched.
func (t *trial) execInline(tx *azoth.Tx, stmt azoth.Statementer) int64 {
	t.Helper()
	tree, err := stmt.Statement()
	if err != nil {
		t.Fatal(err)
	}
	inline, err := t.eng.Dialect().CompileInline(tree)
	if err != nil {
		t.Fatalf("write %v: %v", stmt, err)
	}
	result, err := tx.Conn().Exec(t.ctx, inline)
	if err != nil {
		t.Fatal(err)
	}
	return result.RowsAffected
}

func (h *holder[T]) reads(tx *azoth.Tx, what string, want T) {
	h.Helper()
	got, err := sql.Select1(h.value).Where(h.id.Eq(h.rows)).One(h.ctx, tx)
	switch {
	case err != nil:
		h.Errorf("%s, %s: %v", what, shown(want), err)
	case got == nil:
		h.Errorf("%s: wrote %s, read NULL", what, shown(want))
	case !same(*got, want):
		h.Errorf("%s: wrote %s, read %s", what, shown(want), shown(*got))
	}
}

// same compares values: instants as instants, and what has a method Equal by it.
func same[T any](a, b T) bool {
	switch a := any(a).(type) {
	case time.Time:
		return a.Equal(any(b).(time.Time))
	case interface{ Equal(T) bool }:
		return a.Equal(b)
	}
	return reflect.DeepEqual(a, b)
}
