package dialect_test

import (
	"fmt"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

func ExampleDialect_CompileDDL() {
	meta := schema.NewMetaData(schema.NamingConvention{Check: "ck_{table_name}_{constraint_name}"})
	price := sql.Column[sql.Number[int64]]("price")
	goods := schema.New(meta, "goods",
		schema.Col("id", types.Integer, schema.PK()),
		schema.Col("price", types.Integer, schema.NotNull(), schema.Comment("in cents")),
		schema.CheckThat(price.Gt(0)).Named("price"),
		schema.Index("price").Where(price.Gt(1000), "postgresql").With(postgresql.IndexOptions{Using: "btree"}))
	for _, d := range []*dialect.Dialect{postgresql.Dialect, mysql.Dialect} {
		for _, ddl := range []schema.DDL{schema.CreateTable(goods), schema.CreateIndex(goods.Indexes[0])} {
			statement, err := d.CompileDDL(ddl)
			fmt.Println(statement.SQL, err)
		}
	}
	// Output:
	// CREATE TABLE goods (
	// 	id SERIAL NOT NULL,
	// 	price INTEGER NOT NULL,
	// 	PRIMARY KEY (id),
	// 	CONSTRAINT ck_goods_price CHECK (price > 0)
	// ) <nil>
	// CREATE INDEX ix_goods_price ON goods USING btree (price) WHERE price > 1000 <nil>
	// CREATE TABLE goods (
	// 	id INTEGER NOT NULL AUTO_INCREMENT,
	// 	price INTEGER NOT NULL COMMENT 'in cents',
	// 	PRIMARY KEY (id),
	// 	CONSTRAINT ck_goods_price CHECK (price > 0)
	// ) <nil>
	// CREATE INDEX ix_goods_price ON goods (price) <nil>
}

// What is created, in which order, can be looked at before anything is sent.
func ExampleDialect_CreatePlan() {
	meta := schema.NewMetaData()
	schema.New(meta, "loans", schema.Col("id", types.Integer, schema.PK()), schema.Col("book_id", nil, schema.References("books.id"), schema.Index()))
	schema.New(meta, "books", schema.Col("id", types.Integer, schema.PK()))
	plan, err := sqlite.Dialect.CreatePlan(dialect.Scope{MetaData: meta})
	for _, ddl := range plan {
		switch s := ddl.(type) {
		case schema.TableDDL:
			fmt.Println("table", s.Table.Name)
		case schema.IndexDDL:
			fmt.Println("index", s.Index.Name)
		}
	}
	fmt.Println(err)
	// Output:
	// table books
	// table loans
	// index ix_loans_book_id
	// <nil>
}
