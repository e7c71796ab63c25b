package cockroachdb_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/contrib/cockroachdb"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var meta = schema.NewMetaData()

var Accounts = schema.DeclareIn[struct {
	schema.Declared
	_     schema.Name       `orm:"accounts"`
	ID    sql.Number[int64] `orm:"id,pk"`
	Owner sql.String        `orm:"owner,unique"`
	Notes sql.NullJSON[any] `orm:"notes"`
}](meta)

var News = schema.DeclareIn[struct {
	schema.Declared
	_  schema.Name       `orm:"news"`
	ID sql.Number[int64] `orm:"id,pk"`
}](meta)

func Example() {
	table, err := cockroachdb.Dialect.CompileDDL(schema.CreateTable(Accounts.Table()))
	fmt.Println(table.SQL, err)
	upsert, err := sql.Insert(Accounts).Values(Accounts.ID.Set(1), Accounts.Owner.Set("ada")).OnConflict(Accounts.ID).DoNothing().Statement()
	if err != nil {
		fmt.Println(err)
	}
	insert, err := cockroachdb.Dialect.Compile(upsert)
	fmt.Println(insert.SQL, err)
	// Output:
	// CREATE TABLE accounts (
	// 	id INT8 DEFAULT unique_rowid() NOT NULL,
	// 	owner VARCHAR NOT NULL,
	// 	notes JSONB,
	// 	PRIMARY KEY (id),
	// 	UNIQUE (owner)
	// ) <nil>
	// INSERT INTO accounts (id, owner) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING <nil>
}

func TestUnsupported(t *testing.T) {
	other := schema.NewMetaData()
	schema.New(other, "parents", schema.Col("id", types.BigInteger, schema.PK()))
	child := schema.New(other, "children", schema.Col("id", types.BigInteger, schema.PK()), schema.Col("parent_id", types.BigInteger),
		schema.ForeignKey([]string{"parent_id"}, "parents", []string{"id"}, schema.Deferrable(true)))
	_, err := cockroachdb.Dialect.CompileDDL(schema.CreateTable(child))
	expectUnsupported(t, err)

	merge, err := sql.Merge(Accounts).Using(News).On(sql.Eq(Accounts.ID, News.ID)).WhenMatched().Delete().Statement()
	if err != nil {
		t.Fatal(err)
	}
	_, err = cockroachdb.Dialect.Compile(merge)
	expectUnsupported(t, err)
}

func expectUnsupported(t *testing.T, err error) {
	t.Helper()
	var unsupported *azoth.UnsupportedError
	if !errors.As(err, &unsupported) || unsupported.Dialect != "cockroachdb" {
		t.Errorf("%v", err)
	}
}
