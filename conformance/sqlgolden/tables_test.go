package sqlgolden

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/postgresql"
	"github.com/azoth-go/azoth/types"
)

// The tables that the cases use, as a program declares them.

var meta = schema.NewMetaData()

var Users = schema.DeclareIn[struct {
	schema.Declared
	_         schema.Name       `orm:"users"`
	ID        sql.Number[int64] `orm:"id,pk,type=integer"`
	Name      sql.String        `orm:"name,size=50"`
	Fullname  sql.NullString    `orm:"fullname,size=100"`
	Nickname  sql.NullString    `orm:"nickname,size=50"`
	CreatedAt sql.NullTime      `orm:"created_at,type=datetime,default=now()"`
}](meta)

var Addresses = schema.DeclareIn[struct {
	schema.Declared
	_            schema.Name       `orm:"addresses"`
	ID           sql.Number[int64] `orm:"id,pk,type=integer"`
	EmailAddress sql.String        `orm:"email_address,size=100"`
	UserID       sql.Number[int64] `orm:"user_id,type=integer,references=users.id"`
}](meta)

var Orders = schema.DeclareIn[struct {
	schema.Declared
	_        schema.Name                     `orm:"orders"`
	ID       sql.Number[int64]               `orm:"id,pk,type=integer"`
	UserID   sql.NullNumber[int64]           `orm:"user_id,type=integer,references=users.id"`
	Status   sql.String                      `orm:"status,size=20"`
	Total    sql.NullNumber[decimal.Decimal] `orm:"total,precision=10,scale=2"`
	Note     sql.NullString                  `orm:"note,type=text"`
	Paid     sql.NullBool                    `orm:"paid"`
	PlacedAt sql.NullTime                    `orm:"placed_at,type=datetime"`
}](meta)

var Items = schema.DeclareIn[struct {
	schema.Declared
	_           schema.Name                 `orm:"items"`
	ID          sql.Number[int64]           `orm:"id,pk,type=integer"`
	SKU         sql.String                  `orm:"sku,size=30,unique"`
	Description sql.NullString              `orm:"description,size=200"`
	Price       sql.Number[decimal.Decimal] `orm:"price,precision=10,scale=2"`
	Weight      sql.NullNumber[float64]     `orm:"weight"`
	Qty         sql.Number[int64]           `orm:"qty,type=integer,default='0'"`
	UpdatedAt   sql.NullTime                `orm:"updated_at,type=datetime"`
}](meta)

var OrderItems = schema.DeclareIn[struct {
	schema.Declared
	_        schema.Name       `orm:"order_items"`
	OrderID  sql.Number[int64] `orm:"order_id,pk,type=integer,references=orders.id,ondelete=cascade"`
	ItemID   sql.Number[int64] `orm:"item_id,pk,type=integer,references=items.id"`
	Quantity sql.Number[int64] `orm:"quantity,type=integer"`
}](meta)

var Employees = schema.DeclareIn[struct {
	schema.Declared
	_         schema.Name                     `orm:"employees"`
	ID        sql.Number[int64]               `orm:"id,pk,type=integer"`
	Name      sql.String                      `orm:"name,size=50"`
	Dept      sql.NullString                  `orm:"dept,size=30,index"`
	Salary    sql.NullNumber[decimal.Decimal] `orm:"salary,precision=10,scale=2"`
	ManagerID sql.NullNumber[int64]           `orm:"manager_id,type=integer,references=employees.id"`
	Hired     sql.NullDate                    `orm:"hired"`
}](meta)

var Posts = schema.DeclareIn[struct {
	schema.Declared
	_        schema.Name           `orm:"posts"`
	ID       sql.Number[int64]     `orm:"id,pk,type=integer"`
	UserID   sql.NullNumber[int64] `orm:"user_id,type=integer,references=users.id"`
	Headline sql.String            `orm:"headline,size=255"`
	Body     sql.NullString        `orm:"body,type=text"`
}](meta)

var Keywords = schema.DeclareIn[struct {
	schema.Declared
	_       schema.Name       `orm:"keywords"`
	ID      sql.Number[int64] `orm:"id,pk,type=integer"`
	Keyword sql.String        `orm:"keyword,size=50,unique"`
}](meta)

var PostKeywords = schema.DeclareIn[struct {
	schema.Declared
	_         schema.Name       `orm:"post_keywords"`
	PostID    sql.Number[int64] `orm:"post_id,pk,type=integer,references=posts.id"`
	KeywordID sql.Number[int64] `orm:"keyword_id,pk,type=integer,references=keywords.id"`
}](meta)

var Movies = schema.DeclareIn[struct {
	schema.Declared
	_           schema.Name       `orm:"movies"`
	ID          sql.Number[int64] `orm:"id,pk,type=integer"`
	Title       sql.NullString    `orm:"title,size=120"`
	ReleaseDate sql.NullDate      `orm:"release_date"`
}](meta)

var Actors = schema.DeclareIn[struct {
	schema.Declared
	_        schema.Name       `orm:"actors"`
	ID       sql.Number[int64] `orm:"id,pk,type=integer"`
	Name     sql.NullString    `orm:"name,size=100"`
	Birthday sql.NullDate      `orm:"birthday"`
}](meta)

var MoviesActors = schema.DeclareIn[struct {
	schema.Declared
	_       schema.Name           `orm:"movies_actors"`
	MovieID sql.NullNumber[int64] `orm:"movie_id,type=integer,references=movies.id"`
	ActorID sql.NullNumber[int64] `orm:"actor_id,type=integer,references=actors.id"`
}](meta)

var Stuntmen = schema.DeclareIn[struct {
	schema.Declared
	_       schema.Name           `orm:"stuntmen"`
	ID      sql.Number[int64]     `orm:"id,pk,type=integer"`
	Name    sql.NullString        `orm:"name,size=100"`
	Active  sql.NullBool          `orm:"active"`
	ActorID sql.NullNumber[int64] `orm:"actor_id,type=integer,references=actors.id"`
}](meta)

var ContactDetails = schema.DeclareIn[struct {
	schema.Declared
	_           schema.Name           `orm:"contact_details"`
	ID          sql.Number[int64]     `orm:"id,pk,type=integer"`
	PhoneNumber sql.NullString        `orm:"phone_number,size=30"`
	Address     sql.NullString        `orm:"address,size=200"`
	ActorID     sql.NullNumber[int64] `orm:"actor_id,type=integer,references=actors.id"`
}](meta)

var Accounts = schema.DeclareIn[struct {
	schema.Declared
	_       schema.Name                     `orm:"billing.accounts"`
	ID      sql.Number[int64]               `orm:"id,pk,type=integer"`
	UserID  sql.NullNumber[int64]           `orm:"user_id,type=integer,references=users.id"`
	Balance sql.NullNumber[decimal.Decimal] `orm:"balance,precision=12,scale=2"`
}](meta)

var Entries = schema.DeclareIn[struct {
	schema.Declared
	_         schema.Name                     `orm:"billing.entries"`
	ID        sql.Number[int64]               `orm:"id,pk,type=integer"`
	AccountID sql.NullNumber[int64]           `orm:"account_id,type=integer,references=billing.accounts.id"`
	Amount    sql.NullNumber[decimal.Decimal] `orm:"amount,precision=12,scale=2"`
}](meta)

var OrderTable = schema.DeclareIn[struct {
	schema.Declared
	_         schema.Name           `orm:"Order"`
	ID        sql.Number[int64]     `orm:"id,pk,type=integer"`
	Select    sql.NullString        `orm:"Select,size=20"`
	From      sql.NullNumber[int64] `orm:"from,type=integer"`
	MixedCase sql.NullString        `orm:"mixedCase,size=20"`
	WithSpace sql.NullNumber[int64] `orm:"with space,type=integer"`
	LowerOk   sql.NullNumber[int64] `orm:"lower_ok,type=integer"`
}](meta)

var UserTable = schema.DeclareIn[struct {
	schema.Declared
	_       schema.Name           `orm:"user"`
	ID      sql.Number[int64]     `orm:"id,pk,type=integer"`
	Group   sql.NullString        `orm:"Group,size=20"`
	OrderID sql.NullNumber[int64] `orm:"order_id,type=integer,references=Order.id"`
}](meta)

var SelectTable = schema.DeclareIn[struct {
	schema.Declared
	_     schema.Name       `orm:"Select"`
	Id    sql.Number[int64] `orm:"Id,pk,type=integer"`
	Where sql.NullString    `orm:"where,size=20"`
}](meta)

var LongNames = schema.DeclareIn[struct {
	schema.Declared
	_      schema.Name           `orm:"a_table_with_a_rather_long_name_made_to_exceed_the_limits_of_labels"`
	ID     sql.Number[int64]     `orm:"id,pk,type=integer"`
	First  sql.NullNumber[int64] `orm:"the_first_column_that_has_a_rather_long_name_to_exceed_all_limits,type=integer"`
	Second sql.NullNumber[int64] `orm:"the_second_column_that_has_a_rather_long_name_to_exceed_all_limits,type=integer"`
}](meta)

var Documents = schema.DeclareIn[struct {
	schema.Declared
	_     schema.Name       `orm:"documents"`
	ID    sql.Number[int64] `orm:"id,pk,type=integer"`
	Title sql.NullString    `orm:"title,size=100"`
	Data  sql.NullJSON[any] `orm:"data"`
	Meta  sql.NullJSON[any] `orm:"meta"`
}](meta)

var Companies = schema.DeclareIn[struct {
	schema.Declared
	_    schema.Name       `orm:"companies"`
	ID   sql.Number[int64] `orm:"id,pk,type=integer"`
	Name sql.NullString    `orm:"name,size=50"`
}](meta)

var People = schema.DeclareIn[struct {
	schema.Declared
	_         schema.Name           `orm:"people"`
	ID        sql.Number[int64]     `orm:"id,pk,type=integer"`
	CompanyID sql.NullNumber[int64] `orm:"company_id,type=integer,references=companies.id"`
	Name      sql.NullString        `orm:"name,size=50"`
	Type      sql.NullString        `orm:"type,size=20"`
}](meta)

var Engineers = schema.DeclareIn[struct {
	schema.Declared
	_          schema.Name       `orm:"engineers"`
	ID         sql.Number[int64] `orm:"id,pk,type=integer,references=people.id"`
	EngineInfo sql.NullString    `orm:"engine_info,size=50"`
}](meta)

var Managers = schema.DeclareIn[struct {
	schema.Declared
	_           schema.Name       `orm:"managers"`
	ID          sql.Number[int64] `orm:"id,pk,type=integer,references=people.id"`
	ManagerData sql.NullString    `orm:"manager_data,size=50"`
}](meta)

var Vehicles = schema.DeclareIn[struct {
	schema.Declared
	_       schema.Name                     `orm:"vehicles"`
	ID      sql.Number[int64]               `orm:"id,pk,type=integer"`
	OwnerID sql.NullNumber[int64]           `orm:"owner_id,type=integer,references=people.id"`
	Kind    sql.NullString                  `orm:"kind,size=20"`
	Label   sql.NullString                  `orm:"label,size=50"`
	Doors   sql.NullNumber[int64]           `orm:"doors,type=integer"`
	Payload sql.NullNumber[decimal.Decimal] `orm:"payload,precision=8,scale=2"`
}](meta)

var Nodes = schema.DeclareIn[struct {
	schema.Declared
	_        schema.Name           `orm:"nodes"`
	ID       sql.Number[int64]     `orm:"id,pk,type=integer"`
	ParentID sql.NullNumber[int64] `orm:"parent_id,type=integer,references=nodes.id"`
	Name     sql.NullString        `orm:"name,size=30"`
}](meta)

var TypeSamples = schema.DeclareIn[struct {
	schema.Declared
	_          schema.Name                     `orm:"type_samples"`
	ID         sql.Number[int64]               `orm:"id,pk,type=integer"`
	Bigint     sql.NullNumber[int64]           `orm:"c_bigint,type=bigint"`
	Smallint   sql.NullNumber[int16]           `orm:"c_smallint"`
	String     sql.NullString                  `orm:"c_string,size=40"`
	Text       sql.NullString                  `orm:"c_text,type=text"`
	Unicode    sql.NullString                  `orm:"c_unicode,size=40"`
	Bool       sql.NullBool                    `orm:"c_bool"`
	Date       sql.NullDate                    `orm:"c_date"`
	Time       sql.NullTimeOfDay               `orm:"c_time"`
	Datetime   sql.NullTime                    `orm:"c_datetime,type=datetime"`
	Datetimetz sql.NullTime                    `orm:"c_datetimetz,type=datetimetz"`
	Interval   sql.NullDuration                `orm:"c_interval,type=interval"`
	Numeric    sql.NullNumber[decimal.Decimal] `orm:"c_numeric,precision=10,scale=2"`
	Float      sql.NullNumber[float64]         `orm:"c_float"`
	Binary     sql.NullBytes                   `orm:"c_binary"`
	Enum       sql.NullString                  `orm:"c_enum,size=5"`
	JSON       sql.NullJSON[any]               `orm:"c_json"`
	Double     sql.NullNumber[float64]         `orm:"c_double"`
	UUID       sql.NullValue[[16]byte]         `orm:"c_uuid"`
}](meta)

var PgItems = schema.DeclareIn[struct {
	schema.Declared
	_          schema.Name                                      `orm:"pg_items"`
	ID         sql.Number[int64]                                `orm:"id,pk,type=integer"`
	Tags       sql.NullArray[string]                            `orm:"tags,type=string(30)[]"`
	Scores     sql.NullArray[int64]                             `orm:"scores,type=integer[]"`
	Matrix     sql.NullArray[[]int64]                           `orm:"matrix,type=integer[][]"`
	Data       sql.NullJSON[any]                                `orm:"data,type=JSONB"`
	Attrs      sql.NullValue[postgresql.HStore]                 `orm:"attrs,type=HSTORE"`
	Body       sql.NullString                                   `orm:"body,type=text"`
	Tsv        sql.NullValue[postgresql.TSVector]               `orm:"tsv,type=TSVECTOR"`
	Period     sql.NullValue[postgresql.Range[time.Time]]       `orm:"period,type=TSRANGE"`
	Days       sql.NullValue[postgresql.Range[types.Date]]      `orm:"days,type=DATERANGE"`
	PriceRange sql.NullValue[postgresql.Range[decimal.Decimal]] `orm:"price_range,type=NUMRANGE"`
	IntRange   sql.NullValue[postgresql.Range[int64]]           `orm:"int_range,type=INT4RANGE"`
	Addr       sql.NullString                                   `orm:"addr,type=INET"`
}](meta)
