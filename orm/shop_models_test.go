package orm_test

import (
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

// The models of the tests of sessions: a shop, its staff and its stock.
var shop = orm.NewRegistry(schema.NewMetaData())

type Customer struct {
	_         orm.Table          `orm:"customers"`
	ID        int64              `orm:",pk"`
	Name      string             `orm:",size=50"`
	City      *string            `orm:",size=50"`
	Purchases orm.Many[Purchase] `orm:",back=Customer,order=id"`
}

var Customers = orm.MapIn[struct {
	orm.Entity[Customer]
	ID        sql.Number[int64]
	Name      sql.String
	City      sql.NullString
	Purchases orm.ToMany[Customer, Purchase]
}](shop)

type Purchase struct {
	_          orm.Table `orm:"purchases"`
	ID         int64     `orm:",pk"`
	Total      int
	CustomerID *int64            `orm:",references=customers.id"`
	Customer   orm.One[Customer] `orm:",back=Purchases"`
}

var Purchases = orm.MapIn[struct {
	orm.Entity[Purchase]
	ID         sql.Number[int64]
	Total      sql.Number[int]
	CustomerID sql.NullNumber[int64]
	Customer   orm.ToOne[Purchase, Customer]
}](shop)

// A Clerk has columns with and without a default of the database.
type Clerk struct {
	_      orm.Table `orm:"clerks"`
	ID     int64     `orm:",pk"`
	Name   string    `orm:",size=30"`
	Salary int
	Grade  *string `orm:",size=5"`
	State  string  `orm:",size=10,default='new'"`
	Tries  int     `orm:",default=3"`
	Active bool    `orm:",default=true"`
}

var Clerks = orm.MapIn[struct {
	orm.Entity[Clerk]
	ID     sql.Number[int64]
	Name   sql.String
	Salary sql.Number[int]
	Grade  sql.NullString
	State  sql.String
	Tries  sql.Number[int]
	Active sql.Bool
}](shop)

// An Account counts its updates.
type Account struct {
	_       orm.Table `orm:"accounts"`
	ID      int64     `orm:",pk"`
	Version int       `orm:",version"`
	Owner   string    `orm:",size=20"`
	Balance int
}

var Accounts = orm.MapIn[struct {
	orm.Entity[Account]
	ID      sql.Number[int64]
	Version sql.Number[int]
	Owner   sql.String
	Balance sql.Number[int]
}](shop)

// A Member has a unique column, and postings that need it.
type Member struct {
	_        orm.Table         `orm:"members"`
	ID       int64             `orm:",pk"`
	Email    string            `orm:",size=30,unique"`
	Name     string            `orm:",size=20"`
	Postings orm.Many[Posting] `orm:",back=Member,order=id"`
}

var Members = orm.MapIn[struct {
	orm.Entity[Member]
	ID       sql.Number[int64]
	Email    sql.String
	Name     sql.String
	Postings orm.ToMany[Member, Posting]
}](shop)

type Posting struct {
	_        orm.Table       `orm:"postings"`
	ID       int64           `orm:",pk"`
	Title    *string         `orm:",size=20,notnull"`
	MemberID *int64          `orm:",references=members.id"`
	Member   orm.One[Member] `orm:",back=Postings"`
}

var Postings = orm.MapIn[struct {
	orm.Entity[Posting]
	ID       sql.Number[int64]
	Title    sql.NullString
	MemberID sql.NullNumber[int64]
	Member   orm.ToOne[Posting, Member]
}](shop)

// A Seat has a key of two columns that the program sets.
type Seat struct {
	_       orm.Table `orm:"seats"`
	Line    string    `orm:",pk,size=2"`
	Number  int       `orm:",pk"`
	TakenBy *string   `orm:",size=20"`
}

var Seats = orm.MapIn[struct {
	orm.Entity[Seat]
	Line    sql.String
	Number  sql.Number[int]
	TakenBy sql.NullString
}](shop)

// A Country has a natural key that its cities refer to; the database carries a
// changed key on to them.
type Country struct {
	_      orm.Table      `orm:"countries"`
	Code   string         `orm:",pk,size=2"`
	Name   string         `orm:",size=30"`
	Cities orm.Many[City] `orm:",back=Country,order=id"`
}

var Countries = orm.MapIn[struct {
	orm.Entity[Country]
	Code   sql.String
	Name   sql.String
	Cities orm.ToMany[Country, City]
}](shop)

type City struct {
	_           orm.Table        `orm:"cities"`
	ID          int64            `orm:",pk"`
	Name        string           `orm:",size=30"`
	CountryCode *string          `orm:",size=2,references=countries.code,onupdate=cascade"`
	Country     orm.One[Country] `orm:",back=Cities"`
}

var Cities = orm.MapIn[struct {
	orm.Entity[City]
	ID          sql.Number[int64]
	Name        sql.String
	CountryCode sql.NullString
	Country     orm.ToOne[City, Country]
}](shop)

// A Crate shares its life with its parts, and only holds its labels.
type Crate struct {
	_      orm.Table       `orm:"crates"`
	ID     int64           `orm:",pk"`
	Mark   string          `orm:",size=10"`
	Parts  orm.Many[Part]  `orm:",back=Crate,order=id,cascade=all delete-orphan"`
	Labels orm.Many[Label] `orm:",back=Crate,order=id"`
}

var Crates = orm.MapIn[struct {
	orm.Entity[Crate]
	ID     sql.Number[int64]
	Mark   sql.String
	Parts  orm.ToMany[Crate, Part]
	Labels orm.ToMany[Crate, Label]
}](shop)

type Part struct {
	_       orm.Table      `orm:"parts"`
	ID      int64          `orm:",pk"`
	Name    string         `orm:",size=10"`
	CrateID *int64         `orm:",references=crates.id"`
	Crate   orm.One[Crate] `orm:",back=Parts"`
}

var Parts = orm.MapIn[struct {
	orm.Entity[Part]
	ID      sql.Number[int64]
	Name    sql.String
	CrateID sql.NullNumber[int64]
	Crate   orm.ToOne[Part, Crate]
}](shop)

type Label struct {
	_       orm.Table      `orm:"labels"`
	ID      int64          `orm:",pk"`
	Name    string         `orm:",size=10"`
	CrateID *int64         `orm:",references=crates.id"`
	Crate   orm.One[Crate] `orm:",back=Labels"`
}

var Labels = orm.MapIn[struct {
	orm.Entity[Label]
	ID      sql.Number[int64]
	Name    sql.String
	CrateID sql.NullNumber[int64]
	Crate   orm.ToOne[Label, Crate]
}](shop)

// A Basket has lines whose key is made of foreign keys.
type Basket struct {
	_     orm.Table            `orm:"baskets"`
	ID    int64                `orm:",pk"`
	Lines orm.Many[BasketLine] `orm:",back=Basket,order=article_id,cascade=all delete-orphan"`
}

var Baskets = orm.MapIn[struct {
	orm.Entity[Basket]
	ID    sql.Number[int64]
	Lines orm.ToMany[Basket, BasketLine]
}](shop)

type BasketLine struct {
	_         orm.Table `orm:"basket_lines"`
	BasketID  int64     `orm:",pk,references=baskets.id"`
	ArticleID int64     `orm:",pk,references=articles.id"`
	Count     int
	Basket    orm.One[Basket]  `orm:",back=Lines"`
	Article   orm.One[Article] `orm:""`
}

var BasketLines = orm.MapIn[struct {
	orm.Entity[BasketLine]
	BasketID  sql.Number[int64]
	ArticleID sql.Number[int64]
	Count     sql.Number[int]
	Basket    orm.ToOne[BasketLine, Basket]
	Article   orm.ToOne[BasketLine, Article]
}](shop)

// An Article has values that are changed in place, and tags.
type Article struct {
	_       orm.Table `orm:"articles"`
	ID      int64     `orm:",pk"`
	Name    string    `orm:",size=20"`
	Picture []byte
	Sizes   map[string]int  `orm:",type=json"`
	Tags    orm.Many[Badge] `orm:",secondary=article_badges,back=Articles,order=id"`
}

var Articles = orm.MapIn[struct {
	orm.Entity[Article]
	ID      sql.Number[int64]
	Name    sql.String
	Picture sql.Bytes
	Sizes   sql.JSON[map[string]int]
	Tags    orm.ToMany[Article, Badge]
}](shop)

type Badge struct {
	_        orm.Table         `orm:"badges"`
	ID       int64             `orm:",pk"`
	Name     string            `orm:",size=10"`
	Articles orm.Many[Article] `orm:",secondary=article_badges,back=Tags,order=id"`
}

var Badges = orm.MapIn[struct {
	orm.Entity[Badge]
	ID       sql.Number[int64]
	Name     sql.String
	Articles orm.ToMany[Badge, Article]
}](shop)

var ArticleBadges = schema.DeclareIn[struct {
	_         schema.Name       `orm:"article_badges"`
	ArticleID sql.Number[int64] `orm:",pk,references=articles.id"`
	BadgeID   sql.Number[int64] `orm:",pk,references=badges.id"`
}](shop.MetaData())
