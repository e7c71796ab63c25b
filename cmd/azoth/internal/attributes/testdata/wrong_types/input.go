package model

import "github.com/azoth-go/azoth/orm"

type User struct {
	_      orm.Table `orm:"users"`
	ID     int64     `orm:",pk"`
	Tags   []string
	Twice  **string
	Any    any
	Call   func()
	Typo   Strin
	Entity string
}
