package model

import (
	"time"

	"github.com/azoth-go/azoth/orm"
)

type User struct {
	_       orm.Table      `orm:"users"`
	ID      int64          `orm:",pkk"`
	Name    string         `orm:",back=Users"`
	Born    time.Time      `orm:",size=50"`
	secret  string         `orm:"secret"`
	Street  string         `orm: "street"`
	Friends orm.Many[User] `orm:"friends"`
	Enemies orm.Many[User] `orm:",lazy=eager"`
}

type Nameless struct {
	_  orm.Table
	ID int64 `orm:",pk"`
}

type Generic[T any] struct {
	_  orm.Table `orm:"generics"`
	ID T         `orm:",pk"`
}
