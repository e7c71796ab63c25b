package faults

import (
	"errors"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// everywhere tries on every database, the table small being there.
func everywhere(t *testing.T, try func(t *testing.T, eng *azoth.Engine)) {
	for _, d := range append(azothtest.Databases(t), azothtest.Firebird()) {
		t.Run(d.Name, func(t *testing.T) {
			eng := d.Open(t)
			execute(t, eng, "CREATE TABLE small (n SMALLINT, word VARCHAR(3))")
			try(t, eng)
			if status := eng.Status(); status.InUse != 0 {
				t.Errorf("afterwards: %v", status)
			}
			execute(t, eng, "INSERT INTO small (n, word) VALUES (1, 'abc')")
		})
	}
}

// A value that its column has no room for is one error, whether the library knows
// the column or only the database does. SQLite's columns have room for anything.
func TestValuesOutOfRange(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		for column, value := range map[string]any{"n": int64(1) << 20, "word": "abcd"} {
			_, err := eng.ExecStatement(t.Context(), text("INSERT INTO small ("+column+") VALUES (?)", value))
			if eng.Name() == "sqlite" {
				continue
			}
			wants(t, column, err, azoth.ErrFit)
			failure, ok := errors.AsType[*azoth.DBError](err)
			if !ok || !strings.Contains(failure.SQL, "small") || len(failure.Args) != 1 {
				t.Errorf("the error does not show the statement and the value: %v", err)
			}
		}
		n, err := integers(t.Context(), eng, "SELECT count(*) FROM small")
		if eng.Name() != "sqlite" && (err != nil || n[0] != 0) {
			t.Errorf("%v rows, %v", n, err)
		}
	})
}

// A column that holds something else than the program reads is an error that
// says which and what, and lets the connection go.
func TestUnexpectedTypes(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		execute(t, eng, "INSERT INTO small (n, word) VALUES (NULL, 'abc')")
		small := schema.DeclareIn[struct {
			_    schema.Name       `orm:"small"`
			N    sql.Number[int64] `orm:"n"`
			Word sql.Number[int64] `orm:"word"`
		}](schema.NewMetaData())
		_, word := sql.Select1(small.Word).All(t.Context(), eng)
		_, null := sql.Select1(small.N).All(t.Context(), eng)
		for column, err := range map[string]error{"word": word, "n": null} {
			if err == nil || !strings.Contains(err.Error(), "small."+column) {
				t.Errorf("the error does not name the column %s: %v", column, err)
			}
		}
		wants(t, "NULL", null, types.ErrNull)
		if word != nil && !strings.Contains(word.Error(), "abc") {
			t.Errorf("the error does not show the value: %v", word)
		}
		execute(t, eng, "DELETE FROM small")
	})
}

// A small is an entity that expects what the table has not.
type small struct {
	_    orm.Table `orm:"small"`
	N    int64     `orm:"n,pk"`
	Word int64     `orm:"word"`
}

var smallRegistry = orm.NewRegistry(schema.NewMetaData())

var smalls = orm.MapIn[struct {
	orm.Entity[small]
	N    sql.Number[int64]
	Word sql.Number[int64]
}](smallRegistry)

func TestUnexpectedTypeOfAnEntity(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		execute(t, eng, "INSERT INTO small (n, word) VALUES (7, 'abc')")
		s := orm.NewSession(eng, orm.InRegistry(smallRegistry))
		defer s.Close()
		_, err := smalls.All(t.Context(), s)
		if err == nil || !strings.Contains(err.Error(), "small.word") && !strings.Contains(err.Error(), "Word") {
			t.Errorf("the error names neither the column nor the field: %v", err)
		}
		if err := s.Rollback(t.Context()); err != nil {
			t.Error(err)
		}
		execute(t, eng, "UPDATE small SET word = '12'")
		if got, err := smalls.All(t.Context(), s); err != nil || len(got) != 1 || got[0].Word != 12 {
			t.Errorf("the session does not go on: %v, %v", got, err)
		}
		if err := s.Commit(t.Context()); err != nil {
			t.Error(err)
		}
		execute(t, eng, "DELETE FROM small")
	})
}

func TestTableThatIsNotThere(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		_, err := inspect.Open(eng).Table(t.Context(), "smal")
		wants(t, "inspect", err, inspect.ErrNoTable)
		missing, ok := errors.AsType[*inspect.NoTableError](err)
		if !ok || missing.Table != "smal" || missing.Nearest != "small" {
			t.Errorf("%v", err)
		}
		err = inspect.Open(eng).Reflect(t.Context(), schema.NewMetaData(), inspect.Only("smal"))
		wants(t, "reflect", err, inspect.ErrNoTable)
	})
}
