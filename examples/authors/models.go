package main

import (
	"fmt"

	"github.com/azoth-go/azoth/orm"
)

//go:generate go tool azoth gen

// An Author owns books: what is taken out of Books, or whose author is deleted,
// is deleted from the database as well. That is what the cascade says.
type Author struct {
	_         orm.Table `orm:"author"`
	ID        int64     `orm:"author_id,pk"`
	FirstName string
	LastName  string
	Books     orm.Many[Book] `orm:",back=Author,order=book_id,cascade=all delete-orphan"`
}

func (a *Author) String() string {
	return fmt.Sprintf("Author(%d, %s %s)", a.ID, a.FirstName, a.LastName)
}

// A Book belongs to one author.
type Book struct {
	_        orm.Table `orm:"book"`
	ID       int64     `orm:"book_id,pk"`
	AuthorID int64     `orm:",references=author.author_id"`
	Title    string
	Author   orm.One[Author] `orm:",back=Books"`
}

func (b *Book) String() string { return fmt.Sprintf("Book(%d, %s)", b.ID, b.Title) }
