package ormgolden

import (
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

var (
	plainOrders      = orm.NewRegistry(schema.NewMetaData())
	mergingOrders    = orm.NewRegistry(schema.NewMetaData())
	wholeOrders      = orm.NewRegistry(schema.NewMetaData())
	owningOrders     = orm.NewRegistry(schema.NewMetaData())
	passiveOrders    = orm.NewRegistry(schema.NewMetaData())
	nullingOrders    = orm.NewRegistry(schema.NewMetaData())
	abandoningOrders = orm.NewRegistry(schema.NewMetaData())
	cascades         = orm.NewRegistry(schema.NewMetaData())
	looseSites       = orm.NewRegistry(schema.NewMetaData())
)

type Order struct {
	_     orm.Table      `orm:"orders"`
	ID    int64          `orm:",pk"`
	Code  string         `orm:",size=20"`
	Items orm.Many[Item] `orm:",back=Order,order=id"`
}

type Item struct {
	_       orm.Table      `orm:"items"`
	ID      int64          `orm:",pk"`
	OrderID *int64         `orm:",references=orders.id"`
	Name    string         `orm:",size=20"`
	Order   orm.One[Order] `orm:",back=Items"`
}

var Orders = orm.MapIn[struct {
	orm.Entity[Order]
	ID    sql.Number[int64]
	Code  sql.String
	Items orm.ToMany[Order, Item]
}](plainOrders)

var Items = orm.MapIn[struct {
	orm.Entity[Item]
	ID      sql.Number[int64]
	OrderID sql.NullNumber[int64]
	Name    sql.String
	Order   orm.ToOne[Item, Order]
}](plainOrders)

type MergingOrder struct {
	_     orm.Table             `orm:"orders"`
	ID    int64                 `orm:",pk"`
	Code  string                `orm:",size=20"`
	Items orm.Many[MergingItem] `orm:",back=Order,order=id,cascade=merge"`
}

type MergingItem struct {
	_       orm.Table             `orm:"items"`
	ID      int64                 `orm:",pk"`
	OrderID *int64                `orm:",references=orders.id"`
	Name    string                `orm:",size=20"`
	Order   orm.One[MergingOrder] `orm:",back=Items"`
}

var MergingOrders = orm.MapIn[struct {
	orm.Entity[MergingOrder]
	ID    sql.Number[int64]
	Code  sql.String
	Items orm.ToMany[MergingOrder, MergingItem]
}](mergingOrders)

var MergingItems = orm.MapIn[struct {
	orm.Entity[MergingItem]
	ID      sql.Number[int64]
	OrderID sql.NullNumber[int64]
	Name    sql.String
	Order   orm.ToOne[MergingItem, MergingOrder]
}](mergingOrders)

type WholeOrder struct {
	_     orm.Table          `orm:"orders"`
	ID    int64              `orm:",pk"`
	Code  string             `orm:",size=20"`
	Items orm.Many[PartItem] `orm:",back=Order,order=id,cascade=save-update merge delete"`
}

type PartItem struct {
	_       orm.Table           `orm:"items"`
	ID      int64               `orm:",pk"`
	OrderID *int64              `orm:",references=orders.id"`
	Name    string              `orm:",size=20"`
	Order   orm.One[WholeOrder] `orm:",back=Items"`
}

var WholeOrders = orm.MapIn[struct {
	orm.Entity[WholeOrder]
	ID    sql.Number[int64]
	Code  sql.String
	Items orm.ToMany[WholeOrder, PartItem]
}](wholeOrders)

var PartItems = orm.MapIn[struct {
	orm.Entity[PartItem]
	ID      sql.Number[int64]
	OrderID sql.NullNumber[int64]
	Name    sql.String
	Order   orm.ToOne[PartItem, WholeOrder]
}](wholeOrders)

type OwningOrder struct {
	_     orm.Table           `orm:"orders"`
	ID    int64               `orm:",pk"`
	Code  string              `orm:",size=20"`
	Items orm.Many[OwnedItem] `orm:",back=Order,order=id,cascade=all delete-orphan"`
}

type OwnedItem struct {
	_       orm.Table            `orm:"items"`
	ID      int64                `orm:",pk"`
	OrderID *int64               `orm:",references=orders.id"`
	Name    string               `orm:",size=20"`
	Order   orm.One[OwningOrder] `orm:",back=Items"`
}

var OwningOrders = orm.MapIn[struct {
	orm.Entity[OwningOrder]
	ID    sql.Number[int64]
	Code  sql.String
	Items orm.ToMany[OwningOrder, OwnedItem]
}](owningOrders)

var OwnedItems = orm.MapIn[struct {
	orm.Entity[OwnedItem]
	ID      sql.Number[int64]
	OrderID sql.NullNumber[int64]
	Name    sql.String
	Order   orm.ToOne[OwnedItem, OwningOrder]
}](owningOrders)

type PassiveOrder struct {
	_     orm.Table             `orm:"orders"`
	ID    int64                 `orm:",pk"`
	Code  string                `orm:",size=20"`
	Items orm.Many[PassiveItem] `orm:",back=Order,order=id,cascade=all delete-orphan,passive_deletes"`
}

type PassiveItem struct {
	_       orm.Table             `orm:"items"`
	ID      int64                 `orm:",pk"`
	OrderID *int64                `orm:",references=orders.id,ondelete=cascade"`
	Name    string                `orm:",size=20"`
	Order   orm.One[PassiveOrder] `orm:",back=Items"`
}

var PassiveOrders = orm.MapIn[struct {
	orm.Entity[PassiveOrder]
	ID    sql.Number[int64]
	Code  sql.String
	Items orm.ToMany[PassiveOrder, PassiveItem]
}](passiveOrders)

var PassiveItems = orm.MapIn[struct {
	orm.Entity[PassiveItem]
	ID      sql.Number[int64]
	OrderID sql.NullNumber[int64]
	Name    sql.String
	Order   orm.ToOne[PassiveItem, PassiveOrder]
}](passiveOrders)

type NullingOrder struct {
	_     orm.Table             `orm:"orders"`
	ID    int64                 `orm:",pk"`
	Code  string                `orm:",size=20"`
	Items orm.Many[NullingItem] `orm:",back=Order,order=id,passive_deletes"`
}

type NullingItem struct {
	_       orm.Table             `orm:"items"`
	ID      int64                 `orm:",pk"`
	OrderID *int64                `orm:",references=orders.id,ondelete=set null"`
	Name    string                `orm:",size=20"`
	Order   orm.One[NullingOrder] `orm:",back=Items"`
}

var NullingOrders = orm.MapIn[struct {
	orm.Entity[NullingOrder]
	ID    sql.Number[int64]
	Code  sql.String
	Items orm.ToMany[NullingOrder, NullingItem]
}](nullingOrders)

var NullingItems = orm.MapIn[struct {
	orm.Entity[NullingItem]
	ID      sql.Number[int64]
	OrderID sql.NullNumber[int64]
	Name    sql.String
	Order   orm.ToOne[NullingItem, NullingOrder]
}](nullingOrders)

type AbandoningOrder struct {
	_     orm.Table               `orm:"orders"`
	ID    int64                   `orm:",pk"`
	Code  string                  `orm:",size=20"`
	Items orm.Many[AbandonedItem] `orm:",back=Order,order=id,passive_deletes=all"`
}

type AbandonedItem struct {
	_       orm.Table                `orm:"items"`
	ID      int64                    `orm:",pk"`
	OrderID *int64                   `orm:",references=orders.id,ondelete=cascade"`
	Name    string                   `orm:",size=20"`
	Order   orm.One[AbandoningOrder] `orm:",back=Items"`
}

var AbandoningOrders = orm.MapIn[struct {
	orm.Entity[AbandoningOrder]
	ID    sql.Number[int64]
	Code  sql.String
	Items orm.ToMany[AbandoningOrder, AbandonedItem]
}](abandoningOrders)

var AbandonedItems = orm.MapIn[struct {
	orm.Entity[AbandonedItem]
	ID      sql.Number[int64]
	OrderID sql.NullNumber[int64]
	Name    sql.String
	Order   orm.ToOne[AbandonedItem, AbandoningOrder]
}](abandoningOrders)

type Sedan struct {
	_      orm.Table      `orm:"cars"`
	ID     int64          `orm:",pk"`
	Engine orm.One[Motor] `orm:",back=Car,cascade=all delete-orphan"`
}

type Motor struct {
	_     orm.Table      `orm:"motors"`
	ID    int64          `orm:",pk"`
	Kind  string         `orm:",size=20"`
	CarID *int64         `orm:",references=cars.id"`
	Car   orm.One[Sedan] `orm:",back=Engine"`
}

var Sedans = orm.MapIn[struct {
	orm.Entity[Sedan]
	ID     sql.Number[int64]
	Engine orm.ToOne[Sedan, Motor]
}](cascades)

var _ = orm.MapIn[struct {
	orm.Entity[Motor]
	ID    sql.Number[int64]
	Kind  sql.String
	CarID sql.NullNumber[int64]
	Car   orm.ToOne[Motor, Sedan]
}](cascades)

type Invoice struct {
	_         orm.Table               `orm:"invoices"`
	ID        int64                   `orm:",pk"`
	AddressID *int64                  `orm:",references=addresses.id"`
	Address   orm.One[InvoiceAddress] `orm:",cascade=all delete-orphan,single_parent"`
}

type InvoiceAddress struct {
	_      orm.Table `orm:"addresses"`
	ID     int64     `orm:",pk"`
	Street string    `orm:",size=20"`
}

var _ = orm.MapIn[struct {
	orm.Entity[Invoice]
	ID        sql.Number[int64]
	AddressID sql.NullNumber[int64]
	Address   orm.ToOne[Invoice, InvoiceAddress]
}](cascades)

var _ = orm.MapIn[struct {
	orm.Entity[InvoiceAddress]
	ID     sql.Number[int64]
	Street sql.String
}](cascades)

type Ticket struct {
	_      orm.Table     `orm:"tickets"`
	ID     int64         `orm:",pk"`
	SeatID *int64        `orm:",references=seats.id"`
	Seat   orm.One[Seat] `orm:",cascade=save-update delete"`
}

type Seat struct {
	_  orm.Table `orm:"seats"`
	ID int64     `orm:",pk"`
}

var Tickets = orm.MapIn[struct {
	orm.Entity[Ticket]
	ID     sql.Number[int64]
	SeatID sql.NullNumber[int64]
	Seat   orm.ToOne[Ticket, Seat]
}](cascades)

var _ = orm.MapIn[struct {
	orm.Entity[Seat]
	ID sql.Number[int64]
}](cascades)

type Site struct {
	_     orm.Table      `orm:"sites"`
	ID    int64          `orm:",pk"`
	Pages orm.Many[Page] `orm:",cascade=all delete-orphan,order=id"`
}

type Page struct {
	_      orm.Table       `orm:"pages"`
	ID     int64           `orm:",pk"`
	SiteID int64           `orm:",references=sites.id"`
	Blocks orm.Many[Block] `orm:",cascade=all delete-orphan,order=id"`
}

type Block struct {
	_      orm.Table `orm:"blocks"`
	ID     int64     `orm:",pk"`
	PageID int64     `orm:",references=pages.id"`
}

var _ = orm.MapIn[struct {
	orm.Entity[Site]
	ID    sql.Number[int64]
	Pages orm.ToMany[Site, Page]
}](cascades)

var _ = orm.MapIn[struct {
	orm.Entity[Page]
	ID     sql.Number[int64]
	SiteID sql.Number[int64]
	Blocks orm.ToMany[Page, Block]
}](cascades)

var _ = orm.MapIn[struct {
	orm.Entity[Block]
	ID     sql.Number[int64]
	PageID sql.Number[int64]
}](cascades)

type LooseSite struct {
	_     orm.Table `orm:"sites"`
	ID    int64     `orm:",pk"`
	Pages orm.Many[LoosePage]
}

type LoosePage struct {
	_      orm.Table `orm:"pages"`
	ID     int64     `orm:",pk"`
	SiteID int64     `orm:",references=sites.id"`
}

var LooseSites = orm.MapIn[struct {
	orm.Entity[LooseSite]
	ID    sql.Number[int64]
	Pages orm.ToMany[LooseSite, LoosePage]
}](looseSites)

var LoosePages = orm.MapIn[struct {
	orm.Entity[LoosePage]
	ID     sql.Number[int64]
	SiteID sql.Number[int64]
}](looseSites)

type Critic struct {
	_       orm.Table        `orm:"authors"`
	ID      int64            `orm:",pk"`
	Reviews orm.Many[Review] `orm:",back=Author,cascade=all delete-orphan"`
}

type Film struct {
	_       orm.Table        `orm:"films"`
	ID      int64            `orm:",pk"`
	Reviews orm.Many[Review] `orm:",back=Film,cascade=all delete-orphan"`
}

type Review struct {
	_        orm.Table       `orm:"reviews"`
	ID       int64           `orm:",pk"`
	AuthorID *int64          `orm:",references=authors.id"`
	FilmID   *int64          `orm:",references=films.id"`
	Author   orm.One[Critic] `orm:",back=Reviews"`
	Film     orm.One[Film]   `orm:",back=Reviews"`
}

var _ = orm.MapIn[struct {
	orm.Entity[Critic]
	ID      sql.Number[int64]
	Reviews orm.ToMany[Critic, Review]
}](cascades)

var _ = orm.MapIn[struct {
	orm.Entity[Film]
	ID      sql.Number[int64]
	Reviews orm.ToMany[Film, Review]
}](cascades)

var _ = orm.MapIn[struct {
	orm.Entity[Review]
	ID       sql.Number[int64]
	AuthorID sql.NullNumber[int64]
	FilmID   sql.NullNumber[int64]
	Author   orm.ToOne[Review, Critic]
	Film     orm.ToOne[Review, Film]
}](cascades)
