package ormgolden

import (
	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var (
	movies     = orm.NewRegistry(schema.NewMetaData())
	patterns   = orm.NewRegistry(schema.NewMetaData())
	carts      = orm.NewRegistry(schema.NewMetaData())
	looseCarts = orm.NewRegistry(schema.NewMetaData())
	stock      = orm.NewRegistry(schema.NewMetaData())
)

type Movie struct {
	_           orm.Table `orm:"movies"`
	ID          int64     `orm:",pk"`
	Title       string
	ReleaseDate types.Date
	Actors      orm.Many[Actor] `orm:",secondary=movies_actors"`
}

type Actor struct {
	_              orm.Table `orm:"actors"`
	ID             int64     `orm:",pk"`
	Name           string
	Birthday       types.Date
	Stuntman       orm.One[Stuntman]       `orm:",back=Actor,lazy=select"`
	ContactDetails orm.Many[ContactDetail] `orm:",back=Actor,lazy=select"`
}

type Stuntman struct {
	_       orm.Table `orm:"stuntmen"`
	ID      int64     `orm:",pk"`
	Name    string
	Active  bool
	ActorID *int64         `orm:",references=actors.id"`
	Actor   orm.One[Actor] `orm:",back=Stuntman"`
}

type ContactDetail struct {
	_           orm.Table `orm:"contact_details"`
	ID          int64     `orm:",pk"`
	PhoneNumber string
	Address     string
	ActorID     *int64         `orm:",references=actors.id"`
	Actor       orm.One[Actor] `orm:",back=ContactDetails"`
}

var _ = schema.DeclareIn[struct {
	_       schema.Name           `orm:"movies_actors"`
	MovieID sql.NullNumber[int64] `orm:",references=movies.id"`
	ActorID sql.NullNumber[int64] `orm:",references=actors.id"`
}](movies.MetaData())

var Movies = orm.MapIn[struct {
	orm.Entity[Movie]
	ID          sql.Number[int64]
	Title       sql.String
	ReleaseDate sql.Date
	Actors      orm.ToMany[Movie, Actor]
}](movies)

var Actors = orm.MapIn[struct {
	orm.Entity[Actor]
	ID             sql.Number[int64]
	Name           sql.String
	Birthday       sql.Date
	Stuntman       orm.ToOne[Actor, Stuntman]
	ContactDetails orm.ToMany[Actor, ContactDetail]
}](movies)

var Stuntmen = orm.MapIn[struct {
	orm.Entity[Stuntman]
	ID      sql.Number[int64]
	Name    sql.String
	Active  sql.Bool
	ActorID sql.NullNumber[int64]
	Actor   orm.ToOne[Stuntman, Actor]
}](movies)

var ContactDetails = orm.MapIn[struct {
	orm.Entity[ContactDetail]
	ID          sql.Number[int64]
	PhoneNumber sql.String
	Address     sql.String
	ActorID     sql.NullNumber[int64]
	Actor       orm.ToOne[ContactDetail, Actor]
}](movies)

// The four patterns of relationships, in tables of their own.

type Article struct {
	_        orm.Table `orm:"articles"`
	ID       int64     `orm:",pk"`
	Comments orm.Many[Comment]
}

type Comment struct {
	_         orm.Table `orm:"comments"`
	ID        int64     `orm:",pk"`
	ArticleID *int64    `orm:",references=articles.id"`
}

var _ = orm.MapIn[struct {
	orm.Entity[Article]
	ID       sql.Number[int64]
	Comments orm.ToMany[Article, Comment]
}](patterns)

var _ = orm.MapIn[struct {
	orm.Entity[Comment]
	ID        sql.Number[int64]
	ArticleID sql.NullNumber[int64]
}](patterns)

type Tire struct {
	_     orm.Table `orm:"tires"`
	ID    int64     `orm:",pk"`
	CarID *int64    `orm:",references=cars.id"`
	Car   orm.One[Car]
}

type Car struct {
	_  orm.Table `orm:"cars"`
	ID int64     `orm:",pk"`
}

var _ = orm.MapIn[struct {
	orm.Entity[Tire]
	ID    sql.Number[int64]
	CarID sql.NullNumber[int64]
	Car   orm.ToOne[Tire, Car]
}](patterns)

var _ = orm.MapIn[struct {
	orm.Entity[Car]
	ID sql.Number[int64]
}](patterns)

type Person struct {
	_           orm.Table            `orm:"people"`
	ID          int64                `orm:",pk"`
	MobilePhone orm.One[MobilePhone] `orm:",back=Person"`
}

type MobilePhone struct {
	_        orm.Table       `orm:"mobile_phones"`
	ID       int64           `orm:",pk"`
	PersonID *int64          `orm:",references=people.id"`
	Person   orm.One[Person] `orm:",back=MobilePhone"`
}

var Persons = orm.MapIn[struct {
	orm.Entity[Person]
	ID          sql.Number[int64]
	MobilePhone orm.ToOne[Person, MobilePhone]
}](patterns)

var MobilePhones = orm.MapIn[struct {
	orm.Entity[MobilePhone]
	ID       sql.Number[int64]
	PersonID sql.NullNumber[int64]
	Person   orm.ToOne[MobilePhone, Person]
}](patterns)

type Student struct {
	_       orm.Table       `orm:"students"`
	ID      int64           `orm:",pk"`
	Classes orm.Many[Class] `orm:",secondary=students_classes"`
}

type Class struct {
	_  orm.Table `orm:"classes"`
	ID int64     `orm:",pk"`
}

var _ = schema.DeclareIn[struct {
	_         schema.Name           `orm:"students_classes"`
	StudentID sql.NullNumber[int64] `orm:",references=students.id"`
	ClassID   sql.NullNumber[int64] `orm:",references=classes.id"`
}](patterns.MetaData())

var _ = orm.MapIn[struct {
	orm.Entity[Student]
	ID      sql.Number[int64]
	Classes orm.ToMany[Student, Class]
}](patterns)

var _ = orm.MapIn[struct {
	orm.Entity[Class]
	ID sql.Number[int64]
}](patterns)

// Shopping carts whose lines go with them.

type ShoppingCart struct {
	_     orm.Table `orm:"shopping_carts"`
	ID    int64     `orm:",pk"`
	Owner string
	Lines orm.Many[CartLine] `orm:",back=Cart,cascade=all delete-orphan"`
}

type Product struct {
	_     orm.Table `orm:"products"`
	ID    int64     `orm:",pk"`
	Title string    `orm:",size=32"`
}

type CartLine struct {
	_         orm.Table `orm:"shopping_carts_products"`
	CartID    int64     `orm:",pk,references=shopping_carts.id"`
	ProductID int64     `orm:",pk,references=products.id"`
	Quantity  int64
	Cart      orm.One[ShoppingCart] `orm:",back=Lines"`
	Product   orm.One[Product]
}

var _ = orm.MapIn[struct {
	orm.Entity[ShoppingCart]
	ID    sql.Number[int64]
	Owner sql.String
	Lines orm.ToMany[ShoppingCart, CartLine]
}](carts)

var _ = orm.MapIn[struct {
	orm.Entity[Product]
	ID    sql.Number[int64]
	Title sql.String
}](carts)

var _ = orm.MapIn[struct {
	orm.Entity[CartLine]
	CartID    sql.Number[int64]
	ProductID sql.Number[int64]
	Quantity  sql.Number[int64]
	Cart      orm.ToOne[CartLine, ShoppingCart]
	Product   orm.ToOne[CartLine, Product]
}](carts)

// Shopping carts whose lines do not go with them.

type LooseCart struct {
	_     orm.Table `orm:"shopping_carts"`
	ID    int64     `orm:",pk"`
	Owner string
	Lines orm.Many[LooseLine] `orm:",back=Cart"`
}

type LooseProduct struct {
	_     orm.Table `orm:"products"`
	ID    int64     `orm:",pk"`
	Title string    `orm:",size=32"`
}

type LooseLine struct {
	_         orm.Table `orm:"shopping_carts_products"`
	CartID    int64     `orm:",pk,references=shopping_carts.id"`
	ProductID int64     `orm:",pk,references=products.id"`
	Quantity  int64
	Cart      orm.One[LooseCart] `orm:",back=Lines"`
	Product   orm.One[LooseProduct]
}

var _ = orm.MapIn[struct {
	orm.Entity[LooseCart]
	ID    sql.Number[int64]
	Owner sql.String
	Lines orm.ToMany[LooseCart, LooseLine]
}](looseCarts)

var _ = orm.MapIn[struct {
	orm.Entity[LooseProduct]
	ID    sql.Number[int64]
	Title sql.String
}](looseCarts)

var _ = orm.MapIn[struct {
	orm.Entity[LooseLine]
	CartID    sql.Number[int64]
	ProductID sql.Number[int64]
	Quantity  sql.Number[int64]
	Cart      orm.ToOne[LooseLine, LooseCart]
	Product   orm.ToOne[LooseLine, LooseProduct]
}](looseCarts)

// StockedProduct has every type, and may lack every value.
type StockedProduct struct {
	_        orm.Table `orm:"products"`
	ID       int64     `orm:",pk"`
	Title    *string   `orm:",size=32"`
	InStock  *bool
	Quantity *int64
	Price    *decimal.Decimal `orm:",precision=18,scale=10"` // Firebird 3 has no more digits
}

var StockedProducts = orm.MapIn[struct {
	orm.Entity[StockedProduct]
	ID       sql.Number[int64]
	Title    sql.NullString
	InStock  sql.NullBool
	Quantity sql.NullNumber[int64]
	Price    sql.NullNumber[decimal.Decimal]
}](stock)
