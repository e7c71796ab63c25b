package schema_test

import (
	"strings"
	"testing"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

// Columns of one foreign=name make one foreign key of several columns.
func TestForeignKeyOfSeveralTaggedColumns(t *testing.T) {
	meta := schema.NewMetaData()
	schema.DeclareIn[struct {
		_    schema.Name       `orm:"flights"`
		Code sql.String        `orm:",pk,size=8"`
		Day  sql.Number[int64] `orm:",pk"`
	}](meta)
	schema.DeclareIn[struct {
		_    schema.Name       `orm:"legs"`
		Code sql.String        `orm:",pk,size=8,references=flights.code,foreign=flight,ondelete=cascade"`
		Day  sql.Number[int64] `orm:",pk,references=flights.day,foreign=flight"`
		Num  sql.Number[int64] `orm:",pk"`
	}](meta)
	if err := meta.Resolve(); err != nil {
		t.Fatal(err)
	}
	keys := meta.Table("legs").ForeignKeys
	if len(keys) != 1 || len(keys[0].Columns) != 2 || keys[0].Target != meta.Table("flights") || keys[0].OnDelete != "CASCADE" {
		t.Fatalf("the foreign keys are %+v", keys)
	}
	for i, name := range []string{"code", "day"} {
		if keys[0].Columns[i].Name != name || keys[0].TargetColumns[i].Name != name {
			t.Errorf("column %d is %s → %s", i, keys[0].Columns[i].Name, keys[0].TargetColumns[i].Name)
		}
	}
}

func TestForeignKeyToTwoTables(t *testing.T) {
	defer func() {
		if reason, _ := recover().(string); !strings.Contains(reason, "a foreign key leads to one table") {
			t.Errorf("Declare panicked with %q", reason)
		}
	}()
	schema.DeclareIn[struct {
		_ schema.Name       `orm:"both"`
		A sql.Number[int64] `orm:",pk,references=one.id,foreign=key"`
		B sql.Number[int64] `orm:",pk,references=two.id,foreign=key"`
	}](schema.NewMetaData())
}
