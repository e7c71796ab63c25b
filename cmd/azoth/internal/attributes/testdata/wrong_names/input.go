package model

import "github.com/azoth-go/azoth/orm"

var Users = []string{"ed"}

type User struct {
	_  orm.Table `orm:"users"`
	ID int64     `orm:",pk"`
}

//azoth:name All
type Box struct {
	_  orm.Table `orm:"boxes"`
	ID int64     `orm:",pk"`
}

//azoth:name All
type Bag struct {
	_  orm.Table `orm:"bags"`
	ID int64     `orm:",pk"`
}

//azoth:name two words
type Day struct {
	_  orm.Table `orm:"days"`
	ID int64     `orm:",pk"`
}
