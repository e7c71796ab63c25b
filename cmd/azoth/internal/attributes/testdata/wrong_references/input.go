package model

import "github.com/azoth-go/azoth/orm"

type User struct {
	_    orm.Table `orm:"users"`
	ID   int64     `orm:",pk"`
	Name string
	Nick string `orm:"name"`
}

type Address struct {
	_      orm.Table `orm:"addresses"`
	UserID int64     `orm:",references=users.idd"`
	TownID int64     `orm:",references=towns_elsewhere.id"`
	Size   int64     `orm:",size=3"`
}

type Other struct {
	_  orm.Table `orm:"addresses"`
	ID int64     `orm:",pk"`
}

type Visit struct {
	_      orm.Table `orm:"visits"`
	ID     int64     `orm:",pk"`
	UserID int64     `orm:",references=others.uid"`
}

type Another struct {
	_  orm.Table `orm:"others"`
	ID int64     `orm:",pk"`
}
