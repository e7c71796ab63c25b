package model

import "github.com/azoth-go/azoth/orm"

type User struct {
	_         orm.Table `orm:"users"`
	ID        int64     `orm:",pk"`
	Name      string
	Addresses orm.Many[Address] `orm:",back=Owner"`
	Homes     orm.Many[Address] `orm:",back=Email"`
	Streets   orm.Many[Address] `orm:",back=Other"`
	Pets      orm.Many[Pet]
	Sorted    orm.Many[Address] `orm:",order='city desc, id'"`
}

type Address struct {
	_     orm.Table `orm:"addresses"`
	ID    int64     `orm:",pk"`
	Email string
	User  orm.One[User] `orm:",back=Name"`
	Other orm.One[Address]
}

type Pet struct{ ID int64 }
