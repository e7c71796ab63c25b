package handwritten

import (
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

type Author struct {
	_    orm.Table `orm:"authors"`
	ID   int64     `orm:",pk"`
	Name string
}

// Authors are written by hand, so nothing is generated for Author.
var Authors = orm.Map[struct {
	orm.Entity[Author]
	ID   sql.Number[int64]
	Name sql.String
}]()

type Book struct {
	_     orm.Table `orm:"books"`
	ID    int64     `orm:",pk"`
	Title string
}
