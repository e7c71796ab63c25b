package ormgolden

import (
	"fmt"

	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

// The tutorial maps its classes three times: as they are, with cascades, and
// with blog posts. Here every mapping has types and a registry of its own.

var (
	tutorial     = orm.NewRegistry(schema.NewMetaData())
	usersOnly    = orm.NewRegistry(schema.NewMetaData())
	withCascades = orm.NewRegistry(schema.NewMetaData())
	withPosts    = orm.NewRegistry(schema.NewMetaData())
)

type User struct {
	_         orm.Table `orm:"users"`
	ID        int64     `orm:",pk"`
	Name      string
	Fullname  string
	Password  string
	Addresses orm.Many[Address] `orm:",back=User,order=id"`
}

func (u *User) String() string {
	return fmt.Sprintf("<User(name='%s', fullname='%s', password='%s')>", u.Name, u.Fullname, u.Password)
}

type Address struct {
	_            orm.Table `orm:"addresses"`
	ID           int64     `orm:",pk"`
	EmailAddress string
	UserID       *int64        `orm:",references=users.id"`
	User         orm.One[User] `orm:",back=Addresses"`
}

func (a *Address) String() string {
	return fmt.Sprintf("<Address(email_address='%s')>", a.EmailAddress)
}

var Users = orm.MapIn[struct {
	orm.Entity[User]
	ID        sql.Number[int64]
	Name      sql.String
	Fullname  sql.String
	Password  sql.String
	Addresses orm.ToMany[User, Address]
}](tutorial)

var Addresses = orm.MapIn[struct {
	orm.Entity[Address]
	ID           sql.Number[int64]
	EmailAddress sql.String
	UserID       sql.NullNumber[int64]
	User         orm.ToOne[Address, User]
}](tutorial)

// soleUser is the user before there are addresses.
type soleUser struct {
	_        orm.Table `orm:"users"`
	ID       int64     `orm:",pk"`
	Name     string
	Fullname string
	Password string
}

var _ = orm.MapIn[struct {
	orm.Entity[soleUser]
	ID       sql.Number[int64]
	Name     sql.String
	Fullname sql.String
	Password sql.String
}](usersOnly)

type OwningUser struct {
	_         orm.Table `orm:"users"`
	ID        int64     `orm:",pk"`
	Name      string
	Fullname  string
	Password  string
	Addresses orm.Many[OwnedAddress] `orm:",back=User,cascade=all delete-orphan"`
}

type OwnedAddress struct {
	_            orm.Table `orm:"addresses"`
	ID           int64     `orm:",pk"`
	EmailAddress string
	UserID       *int64              `orm:",references=users.id"`
	User         orm.One[OwningUser] `orm:",back=Addresses"`
}

var OwningUsers = orm.MapIn[struct {
	orm.Entity[OwningUser]
	ID        sql.Number[int64]
	Name      sql.String
	Fullname  sql.String
	Password  sql.String
	Addresses orm.ToMany[OwningUser, OwnedAddress]
}](withCascades)

var OwnedAddresses = orm.MapIn[struct {
	orm.Entity[OwnedAddress]
	ID           sql.Number[int64]
	EmailAddress sql.String
	UserID       sql.NullNumber[int64]
	User         orm.ToOne[OwnedAddress, OwningUser]
}](withCascades)

type Blogger struct {
	_         orm.Table `orm:"users"`
	ID        int64     `orm:",pk"`
	Name      string
	Fullname  string
	Password  string
	Addresses orm.Many[BloggerAddress] `orm:",back=User,cascade=all delete-orphan"`
	Posts     orm.Many[BlogPost]       `orm:",back=Author,lazy=dynamic"`
}

func (b *Blogger) String() string {
	return fmt.Sprintf("<User(name='%s', fullname='%s', password='%s')>", b.Name, b.Fullname, b.Password)
}

type BloggerAddress struct {
	_            orm.Table `orm:"addresses"`
	ID           int64     `orm:",pk"`
	EmailAddress string
	UserID       *int64           `orm:",references=users.id"`
	User         orm.One[Blogger] `orm:",back=Addresses"`
}

type BlogPost struct {
	_        orm.Table `orm:"posts"`
	ID       int64     `orm:",pk"`
	UserID   *int64    `orm:",references=users.id"`
	Headline string    `orm:",size=255"`
	Body     string
	Author   orm.One[Blogger]  `orm:",back=Posts"`
	Keywords orm.Many[Keyword] `orm:",secondary=post_keywords,back=Posts"`
}

type Keyword struct {
	_       orm.Table          `orm:"keywords"`
	ID      int64              `orm:",pk"`
	Keyword string             `orm:",size=50,unique"`
	Posts   orm.Many[BlogPost] `orm:",secondary=post_keywords,back=Keywords"`
}

var _ = schema.DeclareIn[struct {
	_         schema.Name       `orm:"post_keywords"`
	PostID    sql.Number[int64] `orm:",pk,references=posts.id"`
	KeywordID sql.Number[int64] `orm:",pk,references=keywords.id"`
}](withPosts.MetaData())

var Bloggers = orm.MapIn[struct {
	orm.Entity[Blogger]
	ID        sql.Number[int64]
	Name      sql.String
	Fullname  sql.String
	Password  sql.String
	Addresses orm.ToMany[Blogger, BloggerAddress]
	Posts     orm.ToMany[Blogger, BlogPost]
}](withPosts)

var _ = orm.MapIn[struct {
	orm.Entity[BloggerAddress]
	ID           sql.Number[int64]
	EmailAddress sql.String
	UserID       sql.NullNumber[int64]
	User         orm.ToOne[BloggerAddress, Blogger]
}](withPosts)

var BlogPosts = orm.MapIn[struct {
	orm.Entity[BlogPost]
	ID       sql.Number[int64]
	UserID   sql.NullNumber[int64]
	Headline sql.String
	Body     sql.String
	Author   orm.ToOne[BlogPost, Blogger]
	Keywords orm.ToMany[BlogPost, Keyword]
}](withPosts)

var Keywords = orm.MapIn[struct {
	orm.Entity[Keyword]
	ID      sql.Number[int64]
	Keyword sql.String
	Posts   orm.ToMany[Keyword, BlogPost]
}](withPosts)
