package model

import (
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
)

// Models is the registry of this package's entities.
//
//azoth:registry
var Models = orm.NewRegistry(schema.NewMetaData())

type User struct {
	_  orm.Table `orm:"users"`
	ID int64     `orm:",pk"`
}
