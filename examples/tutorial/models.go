package main

import (
	"fmt"

	"github.com/azoth-go/azoth/orm"
)

//go:generate go tool azoth gen ./...

// A User has any number of addresses.
//
// The sizes are for databases that want one for text; SQLite and PostgreSQL do
// without.
type User struct {
	_         orm.Table         `orm:"users"`
	ID        int64             `orm:",pk"`
	Name      string            `orm:",size=50"`
	Fullname  string            `orm:",size=50"`
	Password  string            `orm:",size=12"`
	Addresses orm.Many[Address] `orm:",back=User,order=id"`
}

func (u *User) String() string {
	return fmt.Sprintf("<User(name='%s', fullname='%s', password='%s')>", u.Name, u.Fullname, u.Password)
}

// An Address belongs to one user, or to none: a pointer is a column that may be
// NULL.
type Address struct {
	_            orm.Table     `orm:"addresses"`
	ID           int64         `orm:",pk"`
	EmailAddress string        `orm:",size=100"`
	UserID       *int64        `orm:",references=users.id"`
	User         orm.One[User] `orm:",back=Addresses"`
}

func (a *Address) String() string {
	return fmt.Sprintf("<Address(email_address='%s')>", a.EmailAddress)
}
