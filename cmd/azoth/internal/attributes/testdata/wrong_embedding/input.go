package model

import (
	"time"

	"github.com/azoth-go/azoth/cmd/azoth/internal/attributes/testdata/embedding/base"
	"github.com/azoth-go/azoth/orm"
)

type Kind string

type User struct {
	_  orm.Table `orm:"users"`
	ID int64     `orm:",pk"`
	Kind
	time.Duration
	base.Missing
	base.Secret
}
