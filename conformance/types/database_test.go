package types_test

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/driver/firebird"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// engines opens an empty database of each kind, one that tests can reach, by the
// names of the dialects.
func engines(t *testing.T, run func(t *testing.T, eng *azoth.Engine)) {
	for _, database := range azothtest.Databases(t) {
		t.Run(database.Name, func(t *testing.T) { run(t, database.Open(t)) })
	}
	t.Run("firebird", func(t *testing.T) { run(t, openFirebird(t)) })
}

var firebirds atomic.Int32

func openFirebird(t *testing.T) *azoth.Engine {
	text := os.Getenv("AZOTH_TEST_FIREBIRD")
	if text == "" {
		if os.Getenv("AZOTH_TEST_REQUIRE") == "1" {
			t.Fatal("AZOTH_TEST_REQUIRE is set, and AZOTH_TEST_FIREBIRD is not")
		}
		t.Skip("set AZOTH_TEST_FIREBIRD to the URL of a directory on a Firebird server, as scripts/servers prints it")
	}
	url, err := driver.ParseURL(text)
	if err != nil {
		t.Fatal(err)
	}
	url.Database += fmt.Sprintf("azoth_types_%d_%d.fdb", os.Getpid(), firebirds.Add(1))
	t.Cleanup(func() { os.Remove("/" + url.Database) })
	if err := firebird.Create(t.Context(), url.Reveal()); err != nil {
		t.Fatal(err)
	}
	eng, err := azoth.Open(url.Reveal())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { eng.Close() })
	return eng
}

// A sample is a type with values of a Go type that a column of it keeps, and some
// that it refuses.
type sample struct {
	name string
	on   string // the dialects that have the type, with spaces between; "" is all
	run  func(t *testing.T, eng *azoth.Engine, table string)
}

// kept is a sample whose values are read back equal.
func kept[T any](name, on string, of *types.Type, values ...T) sample {
	return sample{name, on, func(t *testing.T, eng *azoth.Engine, table string) {
		column := create[T](t, eng, table, of)
		for i, v := range values {
			column.keeps(t, eng, int64(i+1), v)
		}
		column.keepsNull(t, eng)
	}}
}

// refused is a sample whose values do not fit.
func refused[T any](name, on string, of *types.Type, values ...T) sample {
	return sample{name, on, func(t *testing.T, eng *azoth.Engine, table string) {
		column := create[T](t, eng, table, of)
		for i, v := range values {
			_, err := sql.Insert(column.table).Values(column.id.Set(int64(i+1)), column.value.Set(v)).Exec(t.Context(), eng)
			if err == nil || !strings.Contains(err.Error(), "amount") {
				read, _ := sql.Select1(column.value).Where(column.id.Eq(int64(i+1))).All(t.Context(), eng)
				t.Errorf("%v: the error is %v, which names no column; kept %v", v, err, read)
			}
		}
	}}
}

// A column is one of type T in a table of two.
type column[T any] struct {
	table *schema.Table
	id    sql.Number[int64]
	value sql.NullValue[T]
}

func create[T any](t *testing.T, eng *azoth.Engine, table string, of *types.Type) (c column[T]) {
	t.Helper()
	meta := schema.NewMetaData()
	c.table = schema.New(meta, table, schema.Col("id", types.BigInteger, schema.PK(), schema.NoIdentity()), schema.Col("amount", of))
	sql.BindAttribute(&c.id, c.table.Column("id").AST())
	sql.BindAttribute(&c.value, c.table.Column("amount").AST())
	if err := eng.CreateAll(t.Context(), meta); err != nil {
		t.Fatal(err)
	}
	return c
}

func (c column[T]) keeps(t *testing.T, eng *azoth.Engine, id int64, v T) {
	t.Helper()
	ctx := t.Context()
	if _, err := sql.Insert(c.table).Values(c.id.Set(id), c.value.Set(v)).Exec(ctx, eng); err != nil {
		t.Errorf("insert %v: %v", v, err)
		return
	}
	c.reads(t, eng, id, v)
	if _, err := sql.Update(c.table).Set(c.value.Set(v)).Where(c.id.Eq(id)).Exec(ctx, eng); err != nil {
		t.Errorf("update to %v: %v", v, err)
		return
	}
	c.reads(t, eng, id, v)
}

func (c column[T]) reads(t *testing.T, eng *azoth.Engine, id int64, v T) {
	t.Helper()
	read, err := sql.Select1(c.value).Where(c.id.Eq(id)).One(t.Context(), eng)
	switch {
	case err != nil:
		t.Errorf("read %v: %v", v, err)
	case read == nil:
		t.Errorf("wrote %v, read NULL", v)
	case !same(*read, v):
		t.Errorf("wrote %#v, read %#v", v, *read)
	}
}

func (c column[T]) keepsNull(t *testing.T, eng *azoth.Engine) {
	t.Helper()
	if _, err := sql.Insert(c.table).Values(c.id.Set(1000), c.value.SetNull()).Exec(t.Context(), eng); err != nil {
		t.Errorf("insert NULL: %v", err)
		return
	}
	read, err := sql.Select1(c.value).Where(c.value.IsNull()).One(t.Context(), eng)
	if err != nil || read != nil {
		t.Errorf("wrote NULL, read %v, %v", read, err)
	}
}

// same compares what was read with what was written, instants as instants.
func same(a, b any) bool {
	if at, ok := a.(time.Time); ok {
		return at.Equal(b.(time.Time))
	}
	if x, y := reflect.ValueOf(a), reflect.ValueOf(b); x.Kind() == reflect.Slice && x.Len() == y.Len() && !x.IsNil() {
		for i := range x.Len() {
			if !same(x.Index(i).Interface(), y.Index(i).Interface()) {
				return false
			}
		}
		return true
	}
	if equal := reflect.ValueOf(a).MethodByName("Equal"); equal.IsValid() && equal.Type().NumIn() == 1 &&
		equal.Type().In(0) == reflect.TypeOf(b) && equal.Type().NumOut() == 1 {
		return equal.Call([]reflect.Value{reflect.ValueOf(b)})[0].Bool()
	}
	return reflect.DeepEqual(a, b)
}

// check runs samples on every database that has the type.
func check(t *testing.T, samples []sample) {
	engines(t, func(t *testing.T, eng *azoth.Engine) {
		name := eng.Dialect().Name
		if conn, err := eng.Connect(t.Context()); err == nil { // tells MySQL from MariaDB
			name = conn.Dialect().Name
			conn.Close()
		}
		for i, s := range samples {
			if s.on != "" && !strings.Contains(" "+s.on+" ", " "+name+" ") {
				continue
			}
			t.Run(s.name, func(t *testing.T) { s.run(t, eng, fmt.Sprintf("t%d", i)) })
		}
	})
}
