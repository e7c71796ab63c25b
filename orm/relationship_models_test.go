package orm_test

import (
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

// The registry of a league of clubs and their riders, and the desks of its office.
var ridership = orm.NewRegistry(schema.NewMetaData())

type Club struct {
	_      orm.Table       `orm:"clubs"`
	ID     int64           `orm:",pk"`
	Name   string          `orm:",size=20"`
	Riders orm.Many[Rider] `orm:",back=Club,order=id"`
}

var Clubs = orm.MapIn[struct {
	orm.Entity[Club]
	ID     sql.Number[int64]
	Name   sql.String
	Riders orm.ToMany[Club, Rider]
}](ridership)

type Rider struct {
	_      orm.Table     `orm:"riders"`
	ID     int64         `orm:",pk"`
	Name   string        `orm:",size=20"`
	ClubID *int64        `orm:",references=clubs.id"`
	Club   orm.One[Club] `orm:",back=Riders"`
}

var Riders = orm.MapIn[struct {
	orm.Entity[Rider]
	ID     sql.Number[int64]
	Name   sql.String
	ClubID sql.NullNumber[int64]
	Club   orm.ToOne[Rider, Club]
}](ridership)

type Desk struct {
	_      orm.Table       `orm:"desks"`
	ID     int64           `orm:",pk"`
	Room   string          `orm:",size=20"`
	Typist orm.One[Typist] `orm:",back=Desk"`
}

var Desks = orm.MapIn[struct {
	orm.Entity[Desk]
	ID     sql.Number[int64]
	Room   sql.String
	Typist orm.ToOne[Desk, Typist]
}](ridership)

type Typist struct {
	_      orm.Table     `orm:"typists"`
	ID     int64         `orm:",pk"`
	Name   string        `orm:",size=20"`
	DeskID *int64        `orm:",references=desks.id"`
	Desk   orm.One[Desk] `orm:",back=Typist"`
}

var Typists = orm.MapIn[struct {
	orm.Entity[Typist]
	ID     sql.Number[int64]
	Name   sql.String
	DeskID sql.NullNumber[int64]
	Desk   orm.ToOne[Typist, Desk]
}](ridership)

// The registry of a farm, every kind of whose children has another cascade.
var farming = orm.NewRegistry(schema.NewMetaData())

type Farm struct {
	_     orm.Table      `orm:"farms"`
	ID    int64          `orm:",pk"`
	Name  string         `orm:",size=20"`
	Cows  orm.Many[Cow]  `orm:",back=Farm,order=id,cascade=all delete-orphan"`
	Hens  orm.Many[Hen]  `orm:",back=Farm,order=id,cascade=save-update merge delete"`
	Pigs  orm.Many[Pig]  `orm:",back=Farm,order=id,cascade=none"`
	Crops orm.Many[Crop] `orm:",back=Farm,order=id,cascade=all delete-orphan,passive_deletes"`
	Tools orm.Many[Tool] `orm:",back=Farm,order=id,passive_deletes"`
	Barns orm.Many[Barn] `orm:",order=id,cascade=all delete-orphan"`
	Gates orm.Many[Gate] `orm:",order=id"`
}

var Farms = orm.MapIn[struct {
	orm.Entity[Farm]
	ID    sql.Number[int64]
	Name  sql.String
	Cows  orm.ToMany[Farm, Cow]
	Hens  orm.ToMany[Farm, Hen]
	Pigs  orm.ToMany[Farm, Pig]
	Crops orm.ToMany[Farm, Crop]
	Tools orm.ToMany[Farm, Tool]
	Barns orm.ToMany[Farm, Barn]
	Gates orm.ToMany[Farm, Gate]
}](farming)

type Cow struct {
	_      orm.Table     `orm:"cows"`
	ID     int64         `orm:",pk"`
	Name   string        `orm:",size=20"`
	FarmID *int64        `orm:",references=farms.id"`
	Farm   orm.One[Farm] `orm:",back=Cows"`
}

var Cows = orm.MapIn[struct {
	orm.Entity[Cow]
	ID     sql.Number[int64]
	Name   sql.String
	FarmID sql.NullNumber[int64]
	Farm   orm.ToOne[Cow, Farm]
}](farming)

type Hen struct {
	_      orm.Table     `orm:"hens"`
	ID     int64         `orm:",pk"`
	Name   string        `orm:",size=20"`
	FarmID *int64        `orm:",references=farms.id"`
	Farm   orm.One[Farm] `orm:",back=Hens"`
}

var Hens = orm.MapIn[struct {
	orm.Entity[Hen]
	ID     sql.Number[int64]
	Name   sql.String
	FarmID sql.NullNumber[int64]
	Farm   orm.ToOne[Hen, Farm]
}](farming)

type Pig struct {
	_      orm.Table     `orm:"pigs"`
	ID     int64         `orm:",pk"`
	Name   string        `orm:",size=20"`
	FarmID *int64        `orm:",references=farms.id"`
	Farm   orm.One[Farm] `orm:",back=Pigs"`
}

var Pigs = orm.MapIn[struct {
	orm.Entity[Pig]
	ID     sql.Number[int64]
	Name   sql.String
	FarmID sql.NullNumber[int64]
	Farm   orm.ToOne[Pig, Farm]
}](farming)

type Crop struct {
	_      orm.Table     `orm:"crops"`
	ID     int64         `orm:",pk"`
	Name   string        `orm:",size=20"`
	FarmID *int64        `orm:",references=farms.id,ondelete=cascade"`
	Farm   orm.One[Farm] `orm:",back=Crops"`
}

var Crops = orm.MapIn[struct {
	orm.Entity[Crop]
	ID     sql.Number[int64]
	Name   sql.String
	FarmID sql.NullNumber[int64]
	Farm   orm.ToOne[Crop, Farm]
}](farming)

type Tool struct {
	_      orm.Table     `orm:"tools"`
	ID     int64         `orm:",pk"`
	Name   string        `orm:",size=20"`
	FarmID *int64        `orm:",references=farms.id,ondelete=set null"`
	Farm   orm.One[Farm] `orm:",back=Tools"`
}

var Tools = orm.MapIn[struct {
	orm.Entity[Tool]
	ID     sql.Number[int64]
	Name   sql.String
	FarmID sql.NullNumber[int64]
	Farm   orm.ToOne[Tool, Farm]
}](farming)

type Barn struct {
	_      orm.Table       `orm:"barns"`
	ID     int64           `orm:",pk"`
	Name   string          `orm:",size=20"`
	FarmID int64           `orm:",references=farms.id"`
	Stalls orm.Many[Stall] `orm:",order=id,cascade=all delete-orphan"`
}

var Barns = orm.MapIn[struct {
	orm.Entity[Barn]
	ID     sql.Number[int64]
	Name   sql.String
	FarmID sql.Number[int64]
	Stalls orm.ToMany[Barn, Stall]
}](farming)

type Stall struct {
	_      orm.Table `orm:"stalls"`
	ID     int64     `orm:",pk"`
	Name   string    `orm:",size=20"`
	BarnID int64     `orm:",references=barns.id"`
}

var Stalls = orm.MapIn[struct {
	orm.Entity[Stall]
	ID     sql.Number[int64]
	Name   sql.String
	BarnID sql.Number[int64]
}](farming)

type Gate struct {
	_      orm.Table `orm:"gates"`
	ID     int64     `orm:",pk"`
	Name   string    `orm:",size=20"`
	FarmID int64     `orm:",references=farms.id"`
}

var Gates = orm.MapIn[struct {
	orm.Entity[Gate]
	ID     sql.Number[int64]
	Name   sql.String
	FarmID sql.Number[int64]
}](farming)

// The registry of a garage, for cascades along references.
var garage = orm.NewRegistry(schema.NewMetaData())

type Car struct {
	_     orm.Table      `orm:"cars"`
	ID    int64          `orm:",pk"`
	Name  string         `orm:",size=20"`
	Motor orm.One[Motor] `orm:",back=Car,cascade=all delete-orphan"`
}

var Cars = orm.MapIn[struct {
	orm.Entity[Car]
	ID    sql.Number[int64]
	Name  sql.String
	Motor orm.ToOne[Car, Motor]
}](garage)

type Motor struct {
	_     orm.Table    `orm:"motors"`
	ID    int64        `orm:",pk"`
	Kind  string       `orm:",size=20"`
	CarID *int64       `orm:",references=cars.id"`
	Car   orm.One[Car] `orm:",back=Motor"`
}

var Motors = orm.MapIn[struct {
	orm.Entity[Motor]
	ID    sql.Number[int64]
	Kind  sql.String
	CarID sql.NullNumber[int64]
	Car   orm.ToOne[Motor, Car]
}](garage)

type Bill struct {
	_           orm.Table `orm:"bills"`
	ID          int64     `orm:",pk"`
	Number      int
	ResidenceID *int64             `orm:",references=residences.id"`
	Residence   orm.One[Residence] `orm:",cascade=all delete-orphan,single_parent"`
}

var Bills = orm.MapIn[struct {
	orm.Entity[Bill]
	ID          sql.Number[int64]
	Number      sql.Number[int]
	ResidenceID sql.NullNumber[int64]
	Residence   orm.ToOne[Bill, Residence]
}](garage)

type Residence struct {
	_      orm.Table `orm:"residences"`
	ID     int64     `orm:",pk"`
	Street string    `orm:",size=20"`
}

var Residences = orm.MapIn[struct {
	orm.Entity[Residence]
	ID     sql.Number[int64]
	Street sql.String
}](garage)

type Ticket struct {
	_       orm.Table `orm:"tickets"`
	ID      int64     `orm:",pk"`
	Number  int
	ChairID *int64         `orm:",references=chairs.id"`
	Chair   orm.One[Chair] `orm:",cascade=save-update delete"`
}

var Tickets = orm.MapIn[struct {
	orm.Entity[Ticket]
	ID      sql.Number[int64]
	Number  sql.Number[int]
	ChairID sql.NullNumber[int64]
	Chair   orm.ToOne[Ticket, Chair]
}](garage)

type Chair struct {
	_      orm.Table `orm:"chairs"`
	ID     int64     `orm:",pk"`
	Number int
}

var Chairs = orm.MapIn[struct {
	orm.Entity[Chair]
	ID     sql.Number[int64]
	Number sql.Number[int]
}](garage)

type Critic struct {
	_       orm.Table        `orm:"critics"`
	ID      int64            `orm:",pk"`
	Name    string           `orm:",size=20"`
	Reviews orm.Many[Review] `orm:",back=Critic,order=id,cascade=all delete-orphan"`
}

var Critics = orm.MapIn[struct {
	orm.Entity[Critic]
	ID      sql.Number[int64]
	Name    sql.String
	Reviews orm.ToMany[Critic, Review]
}](garage)

type Film struct {
	_       orm.Table        `orm:"films"`
	ID      int64            `orm:",pk"`
	Title   string           `orm:",size=20"`
	Reviews orm.Many[Review] `orm:",back=Film,order=id,cascade=all delete-orphan"`
}

var Films = orm.MapIn[struct {
	orm.Entity[Film]
	ID      sql.Number[int64]
	Title   sql.String
	Reviews orm.ToMany[Film, Review]
}](garage)

type Review struct {
	_        orm.Table `orm:"reviews"`
	ID       int64     `orm:",pk"`
	Stars    int
	CriticID *int64          `orm:",references=critics.id"`
	FilmID   *int64          `orm:",references=films.id"`
	Critic   orm.One[Critic] `orm:",back=Reviews"`
	Film     orm.One[Film]   `orm:",back=Reviews"`
}

var Reviews = orm.MapIn[struct {
	orm.Entity[Review]
	ID       sql.Number[int64]
	Stars    sql.Number[int]
	CriticID sql.NullNumber[int64]
	FilmID   sql.NullNumber[int64]
	Critic   orm.ToOne[Review, Critic]
	Film     orm.ToOne[Review, Film]
}](garage)

// The registry of a journal: writers, their essays, remarks on them, and topics that essays share.
var journal = orm.NewRegistry(schema.NewMetaData())

var EssayTopicsTable = schema.DeclareIn[struct {
	_       schema.Name       `orm:"essay_topics"`
	EssayID sql.Number[int64] `orm:",pk,references=essays.id"`
	TopicID sql.Number[int64] `orm:",pk,references=topics.id"`
}](journal.MetaData())

type Writer struct {
	_      orm.Table       `orm:"writers"`
	ID     int64           `orm:",pk"`
	Name   string          `orm:",size=20"`
	Essays orm.Many[Essay] `orm:",back=Writer,order=id"`
}

var Writers = orm.MapIn[struct {
	orm.Entity[Writer]
	ID     sql.Number[int64]
	Name   sql.String
	Essays orm.ToMany[Writer, Essay]
}](journal)

type Essay struct {
	_        orm.Table `orm:"essays"`
	ID       int64     `orm:",pk"`
	Title    string    `orm:",size=20"`
	Stars    int
	WriterID *int64           `orm:",references=writers.id"`
	Writer   orm.One[Writer]  `orm:",back=Essays"`
	Remarks  orm.Many[Remark] `orm:",back=Essay,order=id"`
	Topics   orm.Many[Topic]  `orm:",back=Essays,secondary=essay_topics,order=id"`
}

var Essays = orm.MapIn[struct {
	orm.Entity[Essay]
	ID       sql.Number[int64]
	Title    sql.String
	Stars    sql.Number[int]
	WriterID sql.NullNumber[int64]
	Writer   orm.ToOne[Essay, Writer]
	Remarks  orm.ToMany[Essay, Remark]
	Topics   orm.ToMany[Essay, Topic]
}](journal)

type Remark struct {
	_       orm.Table      `orm:"remarks"`
	ID      int64          `orm:",pk"`
	Text    string         `orm:",size=20"`
	EssayID *int64         `orm:",references=essays.id"`
	Essay   orm.One[Essay] `orm:",back=Remarks"`
}

var Remarks = orm.MapIn[struct {
	orm.Entity[Remark]
	ID      sql.Number[int64]
	Text    sql.String
	EssayID sql.NullNumber[int64]
	Essay   orm.ToOne[Remark, Essay]
}](journal)

type Topic struct {
	_      orm.Table       `orm:"topics"`
	ID     int64           `orm:",pk"`
	Word   string          `orm:",size=20"`
	Essays orm.Many[Essay] `orm:",back=Topics,secondary=essay_topics,order=id"`
}

var Topics = orm.MapIn[struct {
	orm.Entity[Topic]
	ID     sql.Number[int64]
	Word   sql.String
	Essays orm.ToMany[Topic, Essay]
}](journal)

// The registry of people, rights and marks, for many-to-many of other kinds.
var society = orm.NewRegistry(schema.NewMetaData())

var FollowsTable = schema.DeclareIn[struct {
	_          schema.Name       `orm:"follows"`
	FollowerID sql.Number[int64] `orm:",pk,references=people.id"`
	FollowedID sql.Number[int64] `orm:",pk,references=people.id"`
}](society.MetaData())

var RightsTable = schema.DeclareIn[struct {
	_        schema.Name       `orm:"rights"`
	PersonID sql.Number[int64] `orm:",pk,references=people.id"`
	RoleID   sql.Number[int64] `orm:",pk,references=roles.id"`
}](society.MetaData())

var MarksTable = schema.DeclareIn[struct {
	_        schema.Name       `orm:"marks"`
	PersonID sql.Number[int64] `orm:",references=people.id"`
	RoleID   sql.Number[int64] `orm:",references=roles.id"`
}](society.MetaData())

type Person struct {
	_         orm.Table        `orm:"people"`
	ID        int64            `orm:",pk"`
	Name      string           `orm:",size=20"`
	Following orm.Many[Person] `orm:",back=Followers,secondary=follows,fk=follower_id,order=id"`
	Followers orm.Many[Person] `orm:",back=Following,secondary=follows,fk=followed_id,order=id"`
	Roles     orm.Many[Role]   `orm:",secondary=rights,order=id"`
	Marks     orm.Many[Role]   `orm:",secondary=marks,viewonly,order=id"`
}

var People = orm.MapIn[struct {
	orm.Entity[Person]
	ID        sql.Number[int64]
	Name      sql.String
	Following orm.ToMany[Person, Person]
	Followers orm.ToMany[Person, Person]
	Roles     orm.ToMany[Person, Role]
	Marks     orm.ToMany[Person, Role]
}](society)

type Role struct {
	_    orm.Table `orm:"roles"`
	ID   int64     `orm:",pk"`
	Name string    `orm:",size=20"`
}

var Roles = orm.MapIn[struct {
	orm.Entity[Role]
	ID   sql.Number[int64]
	Name sql.String
}](society)

type Order struct {
	_     orm.Table           `orm:"orders"`
	ID    int64               `orm:",pk"`
	Buyer string              `orm:",size=20"`
	Lines orm.Many[OrderLine] `orm:",back=Order,order=product_id,cascade=all delete-orphan"`
}

var Orders = orm.MapIn[struct {
	orm.Entity[Order]
	ID    sql.Number[int64]
	Buyer sql.String
	Lines orm.ToMany[Order, OrderLine]
}](society)

type Product struct {
	_     orm.Table `orm:"products"`
	ID    int64     `orm:",pk"`
	Name  string    `orm:",size=20"`
	Price int
	Lines orm.Many[OrderLine] `orm:",back=Product,order=order_id"`
}

var Products = orm.MapIn[struct {
	orm.Entity[Product]
	ID    sql.Number[int64]
	Name  sql.String
	Price sql.Number[int]
	Lines orm.ToMany[Product, OrderLine]
}](society)

type OrderLine struct {
	_         orm.Table        `orm:"order_lines"`
	OrderID   int64            `orm:",pk,references=orders.id"`
	ProductID int64            `orm:",pk,references=products.id"`
	Quantity  int              `orm:",default=1"`
	Order     orm.One[Order]   `orm:",back=Lines"`
	Product   orm.One[Product] `orm:",back=Lines"`
}

var OrderLines = orm.MapIn[struct {
	orm.Entity[OrderLine]
	OrderID   sql.Number[int64]
	ProductID sql.Number[int64]
	Quantity  sql.Number[int]
	Order     orm.ToOne[OrderLine, Order]
	Product   orm.ToOne[OrderLine, Product]
}](society)

// The registry of rows that refer to rows of their own table, and tables that refer to each other.
var forest = orm.NewRegistry(schema.NewMetaData())

type Tree struct {
	_        orm.Table      `orm:"trees"`
	ID       int64          `orm:",pk"`
	Name     string         `orm:",size=20"`
	ParentID *int64         `orm:",references=trees.id"`
	Parent   orm.One[Tree]  `orm:",back=Children"`
	Children orm.Many[Tree] `orm:",back=Parent,order=id,cascade=all delete-orphan"`
}

var Trees = orm.MapIn[struct {
	orm.Entity[Tree]
	ID       sql.Number[int64]
	Name     sql.String
	ParentID sql.NullNumber[int64]
	Parent   orm.ToOne[Tree, Tree]
	Children orm.ToMany[Tree, Tree]
}](forest)

type Loose struct {
	_        orm.Table       `orm:"looses"`
	ID       int64           `orm:",pk"`
	Name     string          `orm:",size=20"`
	ParentID *int64          `orm:",references=looses.id"`
	Parent   orm.One[Loose]  `orm:",back=Children"`
	Children orm.Many[Loose] `orm:",back=Parent,order=id"`
}

var Looses = orm.MapIn[struct {
	orm.Entity[Loose]
	ID       sql.Number[int64]
	Name     sql.String
	ParentID sql.NullNumber[int64]
	Parent   orm.ToOne[Loose, Loose]
	Children orm.ToMany[Loose, Loose]
}](forest)

type Folder struct {
	_        orm.Table        `orm:"folders"`
	ID       int64            `orm:",pk"`
	Name     string           `orm:",size=20"`
	ParentID *int64           `orm:",references=folders.id"`
	Folders  orm.Many[Folder] `orm:",order=id,cascade=all delete-orphan"`
}

var Folders = orm.MapIn[struct {
	orm.Entity[Folder]
	ID       sql.Number[int64]
	Name     sql.String
	ParentID sql.NullNumber[int64]
	Folders  orm.ToMany[Folder, Folder]
}](forest)

type Ring struct {
	_      orm.Table `orm:"rings"`
	ID     int64     `orm:",pk"`
	Name   string    `orm:",size=20"`
	NextID *int64    `orm:",references=rings.id"`
	Next   orm.One[Ring]
}

var Rings = orm.MapIn[struct {
	orm.Entity[Ring]
	ID     sql.Number[int64]
	Name   sql.String
	NextID sql.NullNumber[int64]
	Next   orm.ToOne[Ring, Ring]
}](forest)

type Loop struct {
	_      orm.Table     `orm:"loops"`
	ID     int64         `orm:",pk"`
	Name   string        `orm:",size=20"`
	NextID *int64        `orm:",references=loops.id"`
	Next   orm.One[Loop] `orm:",post_update"`
}

var Loops = orm.MapIn[struct {
	orm.Entity[Loop]
	ID     sql.Number[int64]
	Name   sql.String
	NextID sql.NullNumber[int64]
	Next   orm.ToOne[Loop, Loop]
}](forest)

type Widget struct {
	_          orm.Table       `orm:"widgets"`
	ID         int64           `orm:",pk"`
	Name       string          `orm:",size=20"`
	FavoriteID *int64          `orm:",references=entries.id"`
	Entries    orm.Many[Entry] `orm:",back=Widget,fk=widget_id,order=id,cascade=all delete-orphan"`
	Favorite   orm.One[Entry]  `orm:",fk=favorite_id,post_update"`
}

var Widgets = orm.MapIn[struct {
	orm.Entity[Widget]
	ID         sql.Number[int64]
	Name       sql.String
	FavoriteID sql.NullNumber[int64]
	Entries    orm.ToMany[Widget, Entry]
	Favorite   orm.ToOne[Widget, Entry]
}](forest)

type Entry struct {
	_        orm.Table       `orm:"entries"`
	ID       int64           `orm:",pk"`
	Name     string          `orm:",size=20"`
	WidgetID *int64          `orm:",references=widgets.id"`
	Widget   orm.One[Widget] `orm:",back=Entries,fk=widget_id"`
}

var Entries = orm.MapIn[struct {
	orm.Entity[Entry]
	ID       sql.Number[int64]
	Name     sql.String
	WidgetID sql.NullNumber[int64]
	Widget   orm.ToOne[Entry, Widget]
}](forest)

type Boss struct {
	_          orm.Table     `orm:"bosses"`
	ID         int64         `orm:",pk"`
	Name       string        `orm:",size=20"`
	FavoriteID *int64        `orm:",references=aides.id"`
	Favorite   orm.One[Aide] `orm:",fk=favorite_id"`
}

var Bosses = orm.MapIn[struct {
	orm.Entity[Boss]
	ID         sql.Number[int64]
	Name       sql.String
	FavoriteID sql.NullNumber[int64]
	Favorite   orm.ToOne[Boss, Aide]
}](forest)

type Aide struct {
	_      orm.Table     `orm:"aides"`
	ID     int64         `orm:",pk"`
	Name   string        `orm:",size=20"`
	BossID *int64        `orm:",references=bosses.id"`
	Boss   orm.One[Boss] `orm:",fk=boss_id"`
}

var Aides = orm.MapIn[struct {
	orm.Entity[Aide]
	ID     sql.Number[int64]
	Name   sql.String
	BossID sql.NullNumber[int64]
	Boss   orm.ToOne[Aide, Boss]
}](forest)

// The registry of journeys: composite keys, chains of tables, and two references to one table.
var travel = orm.NewRegistry(schema.NewMetaData())

type Flight struct {
	_    orm.Table     `orm:"flights"`
	Code string        `orm:",pk,size=8"`
	Day  int           `orm:",pk"`
	Legs orm.Many[Leg] `orm:",back=Flight,order=num,cascade=all delete-orphan"`
}

var Flights = orm.MapIn[struct {
	orm.Entity[Flight]
	Code sql.String
	Day  sql.Number[int]
	Legs orm.ToMany[Flight, Leg]
}](travel)

type Leg struct {
	_      orm.Table       `orm:"legs"`
	Code   string          `orm:",pk,size=8,references=flights.code,foreign=flight"`
	Day    int             `orm:",pk,references=flights.day,foreign=flight"`
	Num    int             `orm:",pk"`
	Dest   string          `orm:",size=8"`
	Flight orm.One[Flight] `orm:",back=Legs"`
}

var Legs = orm.MapIn[struct {
	orm.Entity[Leg]
	Code   sql.String
	Day    sql.Number[int]
	Num    sql.Number[int]
	Dest   sql.String
	Flight orm.ToOne[Leg, Flight]
}](travel)

type Place struct {
	_          orm.Table      `orm:"places"`
	ID         int64          `orm:",pk"`
	Name       string         `orm:",size=20"`
	Departures orm.Many[Trip] `orm:",back=Origin,fk=from_id,order=id"`
	Arrivals   orm.Many[Trip] `orm:",back=Destination,fk=to_id,order=id"`
}

var Places = orm.MapIn[struct {
	orm.Entity[Place]
	ID         sql.Number[int64]
	Name       sql.String
	Departures orm.ToMany[Place, Trip]
	Arrivals   orm.ToMany[Place, Trip]
}](travel)

type Trip struct {
	_           orm.Table      `orm:"trips"`
	ID          int64          `orm:",pk"`
	FromID      *int64         `orm:",references=places.id"`
	ToID        *int64         `orm:",references=places.id"`
	Origin      orm.One[Place] `orm:",back=Departures,fk=from_id"`
	Destination orm.One[Place] `orm:",back=Arrivals,fk=to_id"`
}

var Trips = orm.MapIn[struct {
	orm.Entity[Trip]
	ID          sql.Number[int64]
	FromID      sql.NullNumber[int64]
	ToID        sql.NullNumber[int64]
	Origin      orm.ToOne[Trip, Place]
	Destination orm.ToOne[Trip, Place]
}](travel)

type Nation struct {
	_    orm.Table `orm:"nations"`
	ID   int64     `orm:",pk"`
	Name string    `orm:",size=20"`
}

var Nations = orm.MapIn[struct {
	orm.Entity[Nation]
	ID   sql.Number[int64]
	Name sql.String
}](travel)

type Town struct {
	_        orm.Table `orm:"towns"`
	ID       int64     `orm:",pk"`
	Name     string    `orm:",size=20"`
	NationID int64     `orm:",references=nations.id"`
	Nation   orm.One[Nation]
}

var Towns = orm.MapIn[struct {
	orm.Entity[Town]
	ID       sql.Number[int64]
	Name     sql.String
	NationID sql.Number[int64]
	Nation   orm.ToOne[Town, Nation]
}](travel)

type Street struct {
	_      orm.Table `orm:"streets"`
	ID     int64     `orm:",pk"`
	Name   string    `orm:",size=20"`
	TownID int64     `orm:",references=towns.id"`
	Town   orm.One[Town]
}

var Streets = orm.MapIn[struct {
	orm.Entity[Street]
	ID     sql.Number[int64]
	Name   sql.String
	TownID sql.Number[int64]
	Town   orm.ToOne[Street, Town]
}](travel)

type House struct {
	_        orm.Table `orm:"houses"`
	ID       int64     `orm:",pk"`
	Name     string    `orm:",size=20"`
	StreetID int64     `orm:",references=streets.id"`
	Street   orm.One[Street]
}

var Houses = orm.MapIn[struct {
	orm.Entity[House]
	ID       sql.Number[int64]
	Name     sql.String
	StreetID sql.Number[int64]
	Street   orm.ToOne[House, Street]
}](travel)

type Tenant struct {
	_        orm.Table `orm:"tenants"`
	ID       int64     `orm:",pk"`
	Name     string    `orm:",size=20"`
	HouseID  int64     `orm:",references=houses.id"`
	NationID *int64    `orm:",references=nations.id"`
	House    orm.One[House]
	Home     orm.One[Nation]
}

var Tenants = orm.MapIn[struct {
	orm.Entity[Tenant]
	ID       sql.Number[int64]
	Name     sql.String
	HouseID  sql.Number[int64]
	NationID sql.NullNumber[int64]
	House    orm.ToOne[Tenant, House]
	Home     orm.ToOne[Tenant, Nation]
}](travel)

// The registry of a zoo, whose relationships say in the mapping how they are loaded.
var zoology = orm.NewRegistry(schema.NewMetaData())

type Zoo struct {
	_     orm.Table      `orm:"zoos"`
	ID    int64          `orm:",pk"`
	Name  string         `orm:",size=20"`
	Cages orm.Many[Cage] `orm:",order=id,lazy=selectin"`
}

var Zoos = orm.MapIn[struct {
	orm.Entity[Zoo]
	ID    sql.Number[int64]
	Name  sql.String
	Cages orm.ToMany[Zoo, Cage]
}](zoology)

type Keeper struct {
	_     orm.Table      `orm:"keepers"`
	ID    int64          `orm:",pk"`
	Name  string         `orm:",size=20"`
	Cages orm.Many[Cage] `orm:",back=Keeper,order=id,lazy=joined"`
}

var Keepers = orm.MapIn[struct {
	orm.Entity[Keeper]
	ID    sql.Number[int64]
	Name  sql.String
	Cages orm.ToMany[Keeper, Cage]
}](zoology)

type Cage struct {
	_        orm.Table       `orm:"cages"`
	ID       int64           `orm:",pk"`
	Name     string          `orm:",size=20"`
	ZooID    *int64          `orm:",references=zoos.id"`
	KeeperID *int64          `orm:",references=keepers.id"`
	Keeper   orm.One[Keeper] `orm:",back=Cages,lazy=joined"`
	Beasts   orm.Many[Beast] `orm:",order=id,lazy=select"`
	Births   orm.Many[Birth] `orm:",order=id,lazy=raise"`
	Visits   orm.Many[Visit] `orm:",order=id,lazy=noload"`
	Meals    orm.Many[Meal]  `orm:",order=id,lazy=immediate"`
	Notes    orm.Many[Note]  `orm:",back=Cage,order=id,lazy=subquery"`
}

var Cages = orm.MapIn[struct {
	orm.Entity[Cage]
	ID       sql.Number[int64]
	Name     sql.String
	ZooID    sql.NullNumber[int64]
	KeeperID sql.NullNumber[int64]
	Keeper   orm.ToOne[Cage, Keeper]
	Beasts   orm.ToMany[Cage, Beast]
	Births   orm.ToMany[Cage, Birth]
	Visits   orm.ToMany[Cage, Visit]
	Meals    orm.ToMany[Cage, Meal]
	Notes    orm.ToMany[Cage, Note]
}](zoology)

type Beast struct {
	_      orm.Table `orm:"beasts"`
	ID     int64     `orm:",pk"`
	Name   string    `orm:",size=20"`
	CageID *int64    `orm:",references=cages.id"`
}

var Beasts = orm.MapIn[struct {
	orm.Entity[Beast]
	ID     sql.Number[int64]
	Name   sql.String
	CageID sql.NullNumber[int64]
}](zoology)

type Birth struct {
	_      orm.Table `orm:"births"`
	ID     int64     `orm:",pk"`
	Name   string    `orm:",size=20"`
	CageID *int64    `orm:",references=cages.id"`
}

var Births = orm.MapIn[struct {
	orm.Entity[Birth]
	ID     sql.Number[int64]
	Name   sql.String
	CageID sql.NullNumber[int64]
}](zoology)

type Visit struct {
	_      orm.Table `orm:"visits"`
	ID     int64     `orm:",pk"`
	Name   string    `orm:",size=20"`
	CageID *int64    `orm:",references=cages.id"`
}

var Visits = orm.MapIn[struct {
	orm.Entity[Visit]
	ID     sql.Number[int64]
	Name   sql.String
	CageID sql.NullNumber[int64]
}](zoology)

type Meal struct {
	_      orm.Table `orm:"meals"`
	ID     int64     `orm:",pk"`
	Name   string    `orm:",size=20"`
	CageID *int64    `orm:",references=cages.id"`
}

var Meals = orm.MapIn[struct {
	orm.Entity[Meal]
	ID     sql.Number[int64]
	Name   sql.String
	CageID sql.NullNumber[int64]
}](zoology)

type Note struct {
	_      orm.Table     `orm:"notes"`
	ID     int64         `orm:",pk"`
	Name   string        `orm:",size=20"`
	CageID *int64        `orm:",references=cages.id"`
	Cage   orm.One[Cage] `orm:",back=Notes"`
}

var Notes = orm.MapIn[struct {
	orm.Entity[Note]
	ID     sql.Number[int64]
	Name   sql.String
	CageID sql.NullNumber[int64]
	Cage   orm.ToOne[Note, Cage]
}](zoology)

type Herd struct {
	_     orm.Table       `orm:"herds"`
	ID    int64           `orm:",pk"`
	Name  string          `orm:",size=20"`
	Sheep orm.Many[Sheep] `orm:",back=Herd,order=id,lazy=dynamic"`
	Dogs  orm.Many[Dog]   `orm:",order=id,lazy=dynamic,cascade=all delete-orphan,passive_deletes"`
}

var Herds = orm.MapIn[struct {
	orm.Entity[Herd]
	ID    sql.Number[int64]
	Name  sql.String
	Sheep orm.ToMany[Herd, Sheep]
	Dogs  orm.ToMany[Herd, Dog]
}](zoology)

type Sheep struct {
	_      orm.Table     `orm:"sheep"`
	ID     int64         `orm:",pk"`
	Name   string        `orm:",size=20"`
	HerdID *int64        `orm:",references=herds.id"`
	Herd   orm.One[Herd] `orm:",back=Sheep"`
}

var Flock = orm.MapIn[struct {
	orm.Entity[Sheep]
	ID     sql.Number[int64]
	Name   sql.String
	HerdID sql.NullNumber[int64]
	Herd   orm.ToOne[Sheep, Herd]
}](zoology)

type Dog struct {
	_      orm.Table `orm:"dogs"`
	ID     int64     `orm:",pk"`
	Name   string    `orm:",size=20"`
	HerdID *int64    `orm:",references=herds.id,ondelete=cascade"`
}

var Dogs = orm.MapIn[struct {
	orm.Entity[Dog]
	ID     sql.Number[int64]
	Name   sql.String
	HerdID sql.NullNumber[int64]
}](zoology)
