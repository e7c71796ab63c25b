package main

import (
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

//go:generate go tool azoth gen

// A Movie has any number of actors, who play in any number of movies: many to
// many, through the rows of movies_actors.
type Movie struct {
	_           orm.Table `orm:"movies"`
	ID          int64     `orm:",pk"`
	Title       string
	ReleaseDate types.Date
	Actors      orm.Many[Actor] `orm:",secondary=movies_actors,order=id"`
}

// An Actor has any number of contact details, one to many, and one stuntman,
// one to one.
type Actor struct {
	_              orm.Table `orm:"actors"`
	ID             int64     `orm:",pk"`
	Name           string
	Birthday       types.Date
	ContactDetails orm.Many[ContactDetail] `orm:",back=Actor,order=id"`
	Stuntman       orm.One[Stuntman]       `orm:",back=Actor"`
}

// A ContactDetail belongs to one actor: many to one. The foreign key is here.
type ContactDetail struct {
	_           orm.Table `orm:"contact_details"`
	ID          int64     `orm:",pk"`
	PhoneNumber string
	Address     string
	ActorID     *int64         `orm:",references=actors.id"` // a pointer: may be NULL
	Actor       orm.One[Actor] `orm:",back=ContactDetails"`
}

// A Stuntman doubles one actor. It is the unique foreign key that makes this
// one to one.
//
//azoth:name Stuntmen
type Stuntman struct {
	_       orm.Table `orm:"stuntmen"`
	ID      int64     `orm:",pk"`
	Name    string
	Active  bool
	ActorID *int64         `orm:",references=actors.id,unique"`
	Actor   orm.One[Actor] `orm:",back=Stuntman"`
}

// MoviesActors is the association table behind Movie.Actors. It is no entity:
// the session writes its rows.
var MoviesActors = schema.Declare[struct {
	schema.Declared
	_       schema.Name       `orm:"movies_actors"`
	MovieID sql.Number[int64] `orm:",pk,references=movies.id"`
	ActorID sql.Number[int64] `orm:",pk,references=actors.id"`
}]()
