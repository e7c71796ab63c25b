package model

import (
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
)

//azoth:registry
var Models = orm.NewRegistry(schema.NewMetaData())

//azoth:registry
var Others = orm.NewRegistry(schema.NewMetaData())

var (
	//azoth:registry
	one, two = orm.NewRegistry(schema.NewMetaData()), orm.NewRegistry(schema.NewMetaData())
)

type User struct {
	_  orm.Table `orm:"users"`
	ID int64     `orm:",pk"`
}
