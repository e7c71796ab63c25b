package model

import (
	orm2 "github.com/azoth-go/azoth/orm"
	kinds "github.com/other/go-yaml.v3"
	other "github.com/other/sql"
)

//azoth:name People
type Person struct {
	_    orm2.Table `orm:"people"`
	ID   int64      `orm:",pk"`
	Kind kinds.Kind
	Null other.Thing
}

type (
	// Box has a plural of its own.
	Box struct {
		_  orm2.Table `orm:"boxes"`
		ID int64      `orm:",pk"`
	}
	Category struct {
		_  orm2.Table `orm:"categories"`
		ID int64      `orm:",pk"`
	}
	holiday struct {
		_      orm2.Table `orm:"holidays"`
		ID     int64      `orm:",pk"`
		Branch orm2.One[Branch]
	}
	// Branch is spelled with ch.
	//azoth:name AllBranches
	Branch struct {
		_  orm2.Table `orm:"branches"`
		ID int64      `orm:",pk"`
	}
)
