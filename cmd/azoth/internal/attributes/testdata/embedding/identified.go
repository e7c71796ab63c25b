package model

type Identified struct {
	ID int64 `orm:",pk"`
}
