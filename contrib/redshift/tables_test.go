package redshift_test

import (
	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/contrib/redshift"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var meta = schema.NewMetaData()

var Shops = schema.DeclareIn[struct {
	schema.Declared
	_   schema.Name          `orm:"shops"`
	ID  sql.Value[uuid.UUID] `orm:"id,pk"`
	Tag sql.String           `orm:"tag"`
}](meta)

var Sales = schema.DeclareIn[struct {
	schema.Declared
	_        schema.Name                     `orm:"sales"`
	ID       sql.Number[int64]               `orm:"id,pk"`
	Item     sql.String                      `orm:"item,size=100"`
	Price    sql.NullNumber[decimal.Decimal] `orm:"price,precision=10,scale=2"`
	Document sql.NullJSON[any]               `orm:"document"`
	Sold     sql.NullTime                    `orm:"sold,type=datetimetz"`
	Photo    sql.NullBytes                   `orm:"photo"`
	ShopID   sql.NullValue[uuid.UUID]        `orm:"shop_id,references=shops.id"`
}](meta)

func init() {
	sales := Sales.Table()
	sales.Column("item").Options = schema.With(redshift.ColumnOptions{Encode: "zstd"})
	sales.Options = schema.With(redshift.TableOptions{
		DistStyle: "key", DistKey: "shop_id", SortKey: []string{"sold", "item"}, Interleaved: true,
	})
}

var spelled = schema.New(schema.NewMetaData(), "spelled",
	schema.Col("small", types.SmallInteger),
	schema.Col("ratio", types.Float),
	schema.Col("fixed", types.Char(3)),
	schema.Col("note", types.Text),
	schema.Col("day", types.DateOnly),
	schema.Col("hour", types.TimeOnly),
	schema.Col("span", types.Interval),
	schema.Col("exact", types.Lossless(types.Interval)),
	schema.Col("super", types.Named("SUPER")))
