// Package contracts is a small domain, and the programs beside it, each of
// which is checked together with it.
package contracts

import (
	"context"
	"time"

	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

type User struct {
	_         orm.Table `orm:"users"`
	ID        int64     `orm:",pk"`
	Name      string
	Nickname  *string
	Age       int
	Active    bool
	Joined    time.Time
	Addresses orm.Many[Address] `orm:",back=User"`
	Orders    orm.Many[Order]   `orm:",back=User"`
	Profile   orm.One[Profile]  `orm:",back=User"`
	Groups    orm.Many[Group]   `orm:",back=Users,secondary=group_users"`
}

type Address struct {
	_      orm.Table `orm:"addresses"`
	ID     int64     `orm:",pk"`
	Email  string
	UserID *int64        `orm:",references=users.id"`
	User   orm.One[User] `orm:",back=Addresses"`
}

type Order struct {
	_      orm.Table `orm:"orders"`
	ID     int64     `orm:",pk"`
	Total  int64
	UserID int64          `orm:",references=users.id"`
	User   orm.One[User]  `orm:",back=Orders"`
	Items  orm.Many[Item] `orm:",back=Order"`
}

type Item struct {
	_       orm.Table `orm:"items"`
	ID      int64     `orm:",pk"`
	Price   float64
	OrderID int64          `orm:",references=orders.id"`
	Order   orm.One[Order] `orm:",back=Items"`
}

type Profile struct {
	_      orm.Table `orm:"profiles"`
	ID     int64     `orm:",pk"`
	Text   string
	UserID int64         `orm:",references=users.id"`
	User   orm.One[User] `orm:",back=Profile"`
}

type Group struct {
	_     orm.Table `orm:"groups"`
	ID    int64     `orm:",pk"`
	Title string
	Users orm.Many[User] `orm:",back=Groups,secondary=group_users"`
}

var (
	Users = orm.Map[struct {
		orm.Entity[User]
		ID        sql.Number[int64]
		Name      sql.String
		Nickname  sql.NullString
		Age       sql.Number[int]
		Active    sql.Bool
		Joined    sql.Time
		Addresses orm.ToMany[User, Address]
		Orders    orm.ToMany[User, Order]
		Profile   orm.ToOne[User, Profile]
		Groups    orm.ToMany[User, Group]
	}]()
	Addresses = orm.Map[struct {
		orm.Entity[Address]
		ID     sql.Number[int64]
		Email  sql.String
		UserID sql.NullNumber[int64]
		User   orm.ToOne[Address, User]
	}]()
	Orders = orm.Map[struct {
		orm.Entity[Order]
		ID     sql.Number[int64]
		Total  sql.Number[int64]
		UserID sql.Number[int64]
		User   orm.ToOne[Order, User]
		Items  orm.ToMany[Order, Item]
	}]()
	Items = orm.Map[struct {
		orm.Entity[Item]
		ID      sql.Number[int64]
		Price   sql.Number[float64]
		OrderID sql.Number[int64]
		Order   orm.ToOne[Item, Order]
	}]()
	Profiles = orm.Map[struct {
		orm.Entity[Profile]
		ID     sql.Number[int64]
		Text   sql.String
		UserID sql.Number[int64]
		User   orm.ToOne[Profile, User]
	}]()
	Groups = orm.Map[struct {
		orm.Entity[Group]
		ID    sql.Number[int64]
		Title sql.String
		Users orm.ToMany[Group, User]
	}]()
)

var (
	ctx context.Context
	s   *orm.Session
)
