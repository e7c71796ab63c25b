// Package blog maps the tutorial's tables a second time: with users whose
// addresses are deleted with them, and with the blog posts that they write.
package blog

import (
	"fmt"

	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

// Models are the entities of this package. A registry of their own lets them
// map tables that other entities of the program are mapped to already.
//
//azoth:registry
var Models = orm.NewRegistry(schema.NewMetaData())

// A User owns addresses, and writes posts. There may be many posts, so they
// are never loaded whole: lazy=dynamic leaves queries of them.
type User struct {
	_         orm.Table          `orm:"users"`
	ID        int64              `orm:",pk"`
	Name      string             `orm:",size=50"`
	Fullname  string             `orm:",size=50"`
	Password  string             `orm:",size=12"`
	Addresses orm.Many[Address]  `orm:",back=User,order=id,cascade=all delete-orphan"`
	Posts     orm.Many[BlogPost] `orm:",back=Author,lazy=dynamic"`
}

func (u *User) String() string {
	return fmt.Sprintf("<User(name='%s', fullname='%s', password='%s')>", u.Name, u.Fullname, u.Password)
}

// An Address is deleted when its user is, or when it is taken from its user.
type Address struct {
	_            orm.Table     `orm:"addresses"`
	ID           int64         `orm:",pk"`
	EmailAddress string        `orm:",size=100"`
	UserID       *int64        `orm:",references=users.id"`
	User         orm.One[User] `orm:",back=Addresses"`
}

func (a *Address) String() string {
	return fmt.Sprintf("<Address(email_address='%s')>", a.EmailAddress)
}

// A BlogPost has an author and any number of keywords.
type BlogPost struct {
	_        orm.Table `orm:"posts"`
	ID       int64     `orm:",pk"`
	UserID   *int64    `orm:",references=users.id"`
	Headline string    `orm:",size=255"`
	Body     string    `orm:",type=text"`

	Author   orm.One[User]     `orm:",back=Posts"`
	Keywords orm.Many[Keyword] `orm:",secondary=post_keywords,back=Posts,order=id"`
}

// NewBlogPost makes a post. A constructor is an ordinary function; entities
// need none.
func NewBlogPost(headline, body string, author *User) *BlogPost {
	post := &BlogPost{Headline: headline, Body: body}
	post.Author.Set(author)
	return post
}

// String needs the author, who is there once the post was made with one or
// loaded with one.
func (p *BlogPost) String() string {
	return fmt.Sprintf("BlogPost(%q, %q, %v)", p.Headline, p.Body, p.Author.Value())
}

// A Keyword is stored once, however many posts it is given to.
type Keyword struct {
	_       orm.Table          `orm:"keywords"`
	ID      int64              `orm:",pk"`
	Keyword string             `orm:",size=50,unique"`
	Posts   orm.Many[BlogPost] `orm:",secondary=post_keywords,back=Keywords"`
}

// PostKeywords is the association table between posts and keywords. It has
// nothing but the two keys, so it needs no entity; the session writes its rows.
var PostKeywords = schema.DeclareIn[struct {
	schema.Declared
	_         schema.Name       `orm:"post_keywords"`
	PostID    sql.Number[int64] `orm:",pk,references=posts.id"`
	KeywordID sql.Number[int64] `orm:",pk,references=keywords.id"`
}](Models.MetaData())
