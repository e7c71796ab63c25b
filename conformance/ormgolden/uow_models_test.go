package ormgolden

import (
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var (
	places    = orm.NewRegistry(schema.NewMetaData())
	trees     = orm.NewRegistry(schema.NewMetaData())
	rings     = orm.NewRegistry(schema.NewMetaData())
	postRings = orm.NewRegistry(schema.NewMetaData())
	widgets   = orm.NewRegistry(schema.NewMetaData())
	entries   = orm.NewRegistry(schema.NewMetaData())
)

type Country struct {
	_    orm.Table `orm:"countries"`
	ID   int64     `orm:",pk"`
	Name string    `orm:",size=20"`
}

type City struct {
	_         orm.Table `orm:"cities"`
	ID        int64     `orm:",pk"`
	Name      string    `orm:",size=20"`
	CountryID int64     `orm:",references=countries.id"`
	Country   orm.One[Country]
}

type Street struct {
	_      orm.Table `orm:"streets"`
	ID     int64     `orm:",pk"`
	Name   string    `orm:",size=20"`
	CityID int64     `orm:",references=cities.id"`
	City   orm.One[City]
}

type House struct {
	_        orm.Table `orm:"houses"`
	ID       int64     `orm:",pk"`
	Number   int64
	StreetID int64 `orm:",references=streets.id"`
	Street   orm.One[Street]
}

type Tenant struct {
	_             orm.Table `orm:"tenants"`
	ID            int64     `orm:",pk"`
	Name          string    `orm:",size=20"`
	HouseID       int64     `orm:",references=houses.id"`
	HomeCountryID *int64    `orm:",references=countries.id"`
	House         orm.One[House]
	Home          orm.One[Country]
}

var Countries = orm.MapIn[struct {
	orm.Entity[Country]
	ID   sql.Number[int64]
	Name sql.String
}](places)

var Cities = orm.MapIn[struct {
	orm.Entity[City]
	ID        sql.Number[int64]
	Name      sql.String
	CountryID sql.Number[int64]
	Country   orm.ToOne[City, Country]
}](places)

var _ = orm.MapIn[struct {
	orm.Entity[Street]
	ID     sql.Number[int64]
	Name   sql.String
	CityID sql.Number[int64]
	City   orm.ToOne[Street, City]
}](places)

var _ = orm.MapIn[struct {
	orm.Entity[House]
	ID       sql.Number[int64]
	Number   sql.Number[int64]
	StreetID sql.Number[int64]
	Street   orm.ToOne[House, Street]
}](places)

var _ = orm.MapIn[struct {
	orm.Entity[Tenant]
	ID            sql.Number[int64]
	Name          sql.String
	HouseID       sql.Number[int64]
	HomeCountryID sql.NullNumber[int64]
	House         orm.ToOne[Tenant, House]
	Home          orm.ToOne[Tenant, Country]
}](places)

type Flight struct {
	_    orm.Table     `orm:"flights"`
	Code string        `orm:",pk,size=6"`
	Day  types.Date    `orm:",pk"`
	Legs orm.Many[Leg] `orm:",back=Flight,cascade=all delete-orphan,order=num"`
}

type Leg struct {
	_      orm.Table       `orm:"legs"`
	Code   string          `orm:",pk,size=6,references=flights.code,foreign=flight"`
	Day    types.Date      `orm:",pk,references=flights.day,foreign=flight"`
	Num    int64           `orm:",pk"`
	Dest   *string         `orm:",size=3"`
	Flight orm.One[Flight] `orm:",back=Legs"`
}

var _ = orm.MapIn[struct {
	orm.Entity[Flight]
	Code sql.String
	Day  sql.Date
	Legs orm.ToMany[Flight, Leg]
}](places)

var Legs = orm.MapIn[struct {
	orm.Entity[Leg]
	Code   sql.String
	Day    sql.Date
	Num    sql.Number[int64]
	Dest   sql.NullString
	Flight orm.ToOne[Leg, Flight]
}](places)

type Apple struct {
	_  orm.Table `orm:"apples"`
	ID int64     `orm:",pk"`
	N  int64
}

type Pear struct {
	_  orm.Table `orm:"pears"`
	ID int64     `orm:",pk"`
	N  int64
}

type Part struct {
	_    orm.Table `orm:"parts"`
	ID   int64     `orm:",pk"`
	Code string    `orm:",size=10,unique"`
}

var _ = orm.MapIn[struct {
	orm.Entity[Apple]
	ID sql.Number[int64]
	N  sql.Number[int64]
}](places)

var _ = orm.MapIn[struct {
	orm.Entity[Pear]
	ID sql.Number[int64]
	N  sql.Number[int64]
}](places)

var Parts = orm.MapIn[struct {
	orm.Entity[Part]
	ID   sql.Number[int64]
	Code sql.String
}](places)

type Node struct {
	_        orm.Table      `orm:"nodes"`
	ID       int64          `orm:",pk"`
	ParentID *int64         `orm:",references=nodes.id"`
	Name     string         `orm:",size=10"`
	Children orm.Many[Node] `orm:",back=Parent,cascade=all delete-orphan,order=id"`
	Parent   orm.One[Node]  `orm:",back=Children"`
}

var _ = orm.MapIn[struct {
	orm.Entity[Node]
	ID       sql.Number[int64]
	ParentID sql.NullNumber[int64]
	Name     sql.String
	Children orm.ToMany[Node, Node]
	Parent   orm.ToOne[Node, Node]
}](trees)

type Ring struct {
	_      orm.Table `orm:"nodes"`
	ID     int64     `orm:",pk"`
	NextID *int64    `orm:",references=nodes.id"`
	Next   orm.One[Ring]
}

var _ = orm.MapIn[struct {
	orm.Entity[Ring]
	ID     sql.Number[int64]
	NextID sql.NullNumber[int64]
	Next   orm.ToOne[Ring, Ring]
}](rings)

type PostRing struct {
	_      orm.Table         `orm:"nodes"`
	ID     int64             `orm:",pk"`
	Name   string            `orm:",size=5"`
	NextID *int64            `orm:",references=nodes.id"`
	Next   orm.One[PostRing] `orm:",post_update"`
}

var PostRings = orm.MapIn[struct {
	orm.Entity[PostRing]
	ID     sql.Number[int64]
	Name   sql.String
	NextID sql.NullNumber[int64]
	Next   orm.ToOne[PostRing, PostRing]
}](postRings)

type Widget struct {
	_               orm.Table       `orm:"widgets"`
	ID              int64           `orm:",pk"`
	Name            string          `orm:",size=10"`
	FavoriteEntryID *int64          `orm:",references=entries.id"`
	Entries         orm.Many[Entry] `orm:",back=Widget,fk=widget_id,order=id,cascade=all delete-orphan"`
	FavoriteEntry   orm.One[Entry]  `orm:",fk=favorite_entry_id,post_update"`
}

type Entry struct {
	_        orm.Table       `orm:"entries"`
	ID       int64           `orm:",pk"`
	Name     string          `orm:",size=10"`
	WidgetID *int64          `orm:",references=widgets.id"`
	Widget   orm.One[Widget] `orm:",back=Entries,fk=widget_id"`
}

type Boss struct {
	_          orm.Table      `orm:"bosses"`
	ID         int64          `orm:",pk"`
	FavoriteID *int64         `orm:",references=staff.id"`
	Favorite   orm.One[Staff] `orm:",fk=favorite_id"`
}

type Staff struct {
	_      orm.Table     `orm:"staff"`
	ID     int64         `orm:",pk"`
	BossID *int64        `orm:",references=bosses.id"`
	Boss   orm.One[Boss] `orm:",fk=boss_id"`
}

var _ = orm.MapIn[struct {
	orm.Entity[Widget]
	ID              sql.Number[int64]
	Name            sql.String
	FavoriteEntryID sql.NullNumber[int64]
	Entries         orm.ToMany[Widget, Entry]
	FavoriteEntry   orm.ToOne[Widget, Entry]
}](widgets)

var _ = orm.MapIn[struct {
	orm.Entity[Entry]
	ID       sql.Number[int64]
	Name     sql.String
	WidgetID sql.NullNumber[int64]
	Widget   orm.ToOne[Entry, Widget]
}](widgets)

var _ = orm.MapIn[struct {
	orm.Entity[Boss]
	ID         sql.Number[int64]
	FavoriteID sql.NullNumber[int64]
	Favorite   orm.ToOne[Boss, Staff]
}](widgets)

var _ = orm.MapIn[struct {
	orm.Entity[Staff]
	ID     sql.Number[int64]
	BossID sql.NullNumber[int64]
	Boss   orm.ToOne[Staff, Boss]
}](widgets)

// TenantEntry has a key of which the database makes one part.
type TenantEntry struct {
	_      orm.Table `orm:"entries"`
	Tenant string    `orm:",pk,size=5"`
	Num    int64     `orm:",pk,identity"`
	What   string    `orm:",size=10"`
}

var TenantEntries = orm.MapIn[struct {
	orm.Entity[TenantEntry]
	Tenant sql.String
	Num    sql.Number[int64]
	What   sql.String
}](entries)
