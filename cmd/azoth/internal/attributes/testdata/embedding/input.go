package model

import (
	"sync"
	"time"

	"github.com/azoth-go/azoth/cmd/azoth/internal/attributes/testdata/embedding/base"
	"github.com/azoth-go/azoth/orm"
)

type Stamped struct {
	Identified
	CreatedAt time.Time `orm:",default=now()"`
	UpdatedAt *time.Time
}

type Note struct {
	_ orm.Table `orm:"notes"`
	Stamped
	base.Tenant
	base.Point `orm:",type=json"`
	sync.Mutex `orm:"-"`
	Text       string
}
