package model

import (
	"sync"

	"github.com/azoth-go/azoth/orm"
)

type User struct {
	_     orm.Table `orm:"users"`
	ID    int64     `orm:",pk"`
	Tags  []string
	Twice **string
	Any   any
	Call  func()
	Typo  Strin
	sync.Mutex
	Entity string
}
