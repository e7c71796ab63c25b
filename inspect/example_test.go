package inspect_test

import (
	"context"
	"fmt"

	"github.com/azoth-go/azoth"
	_ "github.com/azoth-go/azoth/driver/sqlite"
	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

func Example() {
	ctx := context.Background()
	eng, err := azoth.Open("sqlite://")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer eng.Close()
	meta := schema.NewMetaData()
	schema.New(meta, "users",
		schema.Col("id", types.Integer, schema.PK()),
		schema.Col("email", types.String(120), schema.NotNull()),
		schema.Unique("email").Named("uq_email"))
	schema.New(meta, "posts",
		schema.Col("id", types.Integer, schema.PK()),
		schema.Col("user_id", types.Integer, schema.References("users.id", schema.OnDelete("CASCADE"))))
	if err := eng.CreateAll(ctx, meta); err != nil {
		fmt.Println(err)
		return
	}

	inspector := inspect.Open(eng)
	tables, err := inspector.Tables(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range tables {
		fmt.Println(t.Name, t.PrimaryKey.Columns)
		for _, u := range t.Uniques {
			fmt.Println("  unique", u.Name, u.Columns)
		}
		for _, fk := range t.ForeignKeys {
			fmt.Println(" ", fk.Columns, "to", fk.TargetName(), fk.TargetColumns, "on delete", fk.OnDelete)
		}
	}

	reflected := schema.NewMetaData()
	if err := inspector.Reflect(ctx, reflected); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(reflected.Table("users"))
	fmt.Println(len(inspect.Diff(eng.Dialect(), meta, reflected)), "differences")
	// Output:
	// posts [id]
	//   [user_id] to users [id] on delete CASCADE
	// users [id]
	//   unique uq_email [email]
	// Table(users, id INTEGER PRIMARY KEY IDENTITY, email VARCHAR(120) NOT NULL)
	// 0 differences
}
