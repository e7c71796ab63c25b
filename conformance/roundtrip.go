package conformance

import (
	"fmt"
	"reflect"
	"time"

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
	for _, v := range values {
		h.rows++
		h.exec(sql.Insert(h.table).Values(h.id.Set(h.rows), h.value.Set(v)))
		h.reads("a parameter", v)
		h.exec(sql.Update(h.table).Set(h.value.SetNull()).Where(h.id.Eq(h.rows)))
		gives(h.trial, "NULL", sql.Select1(h.value).Where(h.id.Eq(h.rows)), nil)
		h.exec(sql.Update(h.table).Set(h.value.Set(v)).Where(h.id.Eq(h.rows)))
		h.reads("updated", v)
	}
}

// compares checks that values are found by what they are.
func (h *holder[T]) compares(values ...T) {
	h.Helper()
	for _, v := range values {
		h.rows++
		h.exec(sql.Insert(h.table).Values(h.id.Set(h.rows), h.value.Set(v)))
		found := sql.Select1(sql.Count()).From(h.table).Where(h.id.Eq(h.rows))
		gives(h.trial, fmt.Sprintf("found by %v", shown(v)), found.Where(h.value.Eq(v)), 1)
		gives(h.trial, fmt.Sprintf("found by a list with %v", shown(v)), found.Where(h.value.In(v, v)), 1)
		gives(h.trial, fmt.Sprintf("found by others than %v", shown(v)), found.Where(h.value.NotEq(v)), 0)
	}
}

// writes checks that values come back which are written into the statement.
func (h *holder[T]) writes(values ...T) {
	h.Helper()
	for _, v := range values {
		h.rows++
		h.exec(sql.Insert(h.table).Values(h.id.Set(h.rows), sql.SetTo(h.value, sql.Inline(sql.CoerceTo[sql.Value[T]](sql.Val(v), h.table.Column("v").Type)))))
		h.reads("a literal", v)
	}
}

func (h *holder[T]) reads(what string, want T) {
	h.Helper()
	got, err := sql.Select1(h.value).Where(h.id.Eq(h.rows)).One(h.ctx, h.eng)
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
