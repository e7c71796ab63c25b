package model

import "github.com/azoth-go/azoth/orm"

type User struct {
	_         orm.Table `orm:"users"`
	ID        int64     `orm:",pk"`
	Name      string    `orm:",size=50"`
	Fullname  string
	Nickname  *string
	Addresses orm.Many[Address] `orm:",back=User,order=id,cascade=all delete-orphan"`
}

type Address struct {
	_      orm.Table     `orm:"addresses"`
	ID     int64         `orm:",pk"`
	Email  string        `orm:"email_address"`
	UserID int64         `orm:",references=users.id"`
	User   orm.One[User] `orm:",back=Addresses"`
}

// NotMapped has no table.
type NotMapped struct{ ID int64 }
