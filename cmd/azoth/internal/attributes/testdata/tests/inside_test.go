package model

import "github.com/azoth-go/azoth/orm"

type Visit struct {
	_      orm.Table `orm:"visits"`
	ID     int64     `orm:",pk"`
	UserID int64     `orm:",references=users.id"`
	User   orm.One[User]
}
