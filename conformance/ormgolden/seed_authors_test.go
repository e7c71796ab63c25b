package ormgolden

import (
	"errors"
	"fmt"
	"strings"

	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

var seedAuthors = map[string]play{
	"seed_authors.session_walkthrough":             {registry: lesson, steps: sessionWalkthrough},
	"seed_authors.one_or_list":                     {registry: lesson, steps: oneOrList},
	"seed_authors.primary_key_is_none_until_flush": {registry: lesson, steps: keyIsUnsetUntilFlush},
}

var lesson = orm.NewRegistry(schema.NewMetaData())

type Author struct {
	_         orm.Table `orm:"author"`
	AuthorID  int64     `orm:",pk"`
	FirstName string
	LastName  string
	Books     orm.Many[Book] `orm:",back=Author,cascade=all delete-orphan,order=book_id"`
}

func (a *Author) String() string {
	return fmt.Sprintf("Author(%s, %s %s)", key(a.AuthorID), a.FirstName, a.LastName)
}

type Book struct {
	_        orm.Table `orm:"book"`
	BookID   int64     `orm:",pk"`
	AuthorID *int64    `orm:",references=author.author_id"`
	Title    string
	Author   orm.One[Author] `orm:",back=Books"`
}

func (b *Book) String() string { return fmt.Sprintf("Book(%s, %s)", key(b.BookID), b.Title) }

type Company struct {
	_         orm.Table `orm:"companies"`
	CompanyID int64     `orm:",pk"`
	Name      string
	Contact   orm.Many[Contact] `orm:",back=Company"`
}

func (c *Company) String() string { return fmt.Sprintf("%s, %s", c.Name, key(c.CompanyID)) }

type Contact struct {
	_         orm.Table `orm:"contacts"`
	ContactID int64     `orm:",pk"`
	Fname     string
	Lname     string
	Email     *string
	Phone     *string
	CompanyID *int64           `orm:",references=companies.company_id"`
	Company   orm.One[Company] `orm:",back=Contact"`
}

var Authors = orm.MapIn[struct {
	orm.Entity[Author]
	AuthorID  sql.Number[int64]
	FirstName sql.String
	LastName  sql.String
	Books     orm.ToMany[Author, Book]
}](lesson)

var Books = orm.MapIn[struct {
	orm.Entity[Book]
	BookID   sql.Number[int64]
	AuthorID sql.NullNumber[int64]
	Title    sql.String
	Author   orm.ToOne[Book, Author]
}](lesson)

var _ = orm.MapIn[struct {
	orm.Entity[Company]
	CompanyID sql.Number[int64]
	Name      sql.String
	Contact   orm.ToMany[Company, Contact]
}](lesson)

var _ = orm.MapIn[struct {
	orm.Entity[Contact]
	ContactID sql.Number[int64]
	Fname     sql.String
	Lname     sql.String
	Email     sql.NullString
	Phone     sql.NullString
	CompanyID sql.NullNumber[int64]
	Company   orm.ToOne[Contact, Company]
}](lesson)

// none takes the absence of a row for nothing, as get() does.
func none(err error) error {
	if errors.Is(err, orm.ErrNoResult) {
		return nil
	}
	return err
}

// line writes a list on one line.
func line[T fmt.Stringer](list []T) string {
	parts := make([]string, len(list))
	for i, item := range list {
		parts[i] = item.String()
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func sessionWalkthrough(r *run) {
	s := r.session
	r.step(1, func(k *taking) error {
		authors, err := Authors.OrderBy(Authors.AuthorID).All(r.ctx, s)
		k.prints("%s", line(authors))
		return err
	})
	r.step(2, func(k *taking) error {
		books, err := Books.OrderBy(Books.BookID).All(r.ctx, s)
		k.prints("%s", line(books))
		return err
	})
	r.step(3, func(k *taking) error {
		var book *Book
		for found, err := range Books.Join(Books.Author).Where(Authors.LastName.Gt("B")).OrderBy(Authors.LastName).Iter(r.ctx, s) {
			if err != nil {
				return err
			}
			book = found
			break
		}
		r.name("book", book)
		k.prints("%s", book)
		return nil
	})
	var king *Author
	r.step(4, func(k *taking) (err error) {
		king, err = Authors.Where(Authors.LastName.Eq("King")).One(r.ctx, s)
		r.name("king", king)
		k.prints("%s", king)
		return err
	})
	r.step(5, func(k *taking) error {
		books, err := king.Books.All(r.ctx)
		k.prints("%s", line(books))
		return err
	})
	r.step(6, func(k *taking) error {
		it := &Book{Title: "It"}
		r.name("it", it)
		king.Books.Append(it)
		k.prints("%s", line(king.Books.Items()))
		return nil
	})
	r.step(7, func(k *taking) error {
		books, err := Books.Where(Books.Author.Eq(king)).OrderBy(Books.BookID).All(r.ctx, s)
		k.prints("%s", line(books))
		return err
	})
	r.step(8, func(k *taking) error {
		again, err := Authors.Get(r.ctx, s, 4)
		k.gives(again == king)
		return err
	})
	r.does(9, func() error {
		king.Books.Append(&Book{Title: "Christine"})
		return s.Commit(r.ctx)
	})
	books := func(k *taking) error {
		books, err := king.Books.All(r.ctx)
		k.prints("%s", line(books))
		return err
	}
	r.step(10, books)
	var deadZone *Book
	r.step(11, func(k *taking) (err error) {
		if deadZone, err = Books.Where(Books.Title.Eq("Dead Zone")).One(r.ctx, s); err != nil {
			return err
		}
		r.name("dead_zone", deadZone)
		king.Books.Remove(deadZone)
		k.prints("%s", line(king.Books.Items()))
		return nil
	})
	r.does(12, func() error { return s.Flush(r.ctx) })
	r.does(13, func() error { s.Delete(king); return s.Flush(r.ctx) })
	r.step(14, func(k *taking) error {
		author, _, err := Authors.Where(Authors.LastName.Eq("King")).OneOrNone(r.ctx, s)
		if err != nil {
			return err
		}
		n, err := sql.Select1(sql.Count()).From(Books).Where(Books.AuthorID.Eq(4)).One(r.ctx, s)
		k.list(author, n)
		return err
	})
	r.step(15, func(k *taking) error {
		err := s.Rollback(r.ctx)
		k.list(s.Contains(king), s.Contains(deadZone))
		return err
	})
	r.step(16, books)
	r.does(17, func() error { return s.Close() })
}

func oneOrList(r *run) {
	s := r.session
	r.step(1, func(k *taking) error {
		king, err := Authors.Where(Authors.LastName.Eq("King")).All(r.ctx, s)
		k.list("list", len(king))
		return err
	})
	r.refused(2, "a []*Author has no Books")
	r.does(3, func() error { _, err := Authors.Where(Authors.LastName.Gt("B")).One(r.ctx, s); return err })
	r.does(4, func() error { _, err := Authors.Where(Authors.LastName.Eq("Pratchett")).One(r.ctx, s); return err })
	r.step(5, func(k *taking) error {
		author, err := Authors.Where(Authors.AuthorID.Eq(4)).One(r.ctx, s)
		if err == nil {
			k.gives(author.FirstName)
		}
		return err
	})
	r.step(6, func(k *taking) error {
		book, err := Books.Get(r.ctx, s, 1)
		if err != nil {
			return err
		}
		author, err := book.Author.Get(r.ctx)
		if err == nil {
			k.gives(author.LastName)
		}
		return err
	})
}

func keyIsUnsetUntilFlush(r *run) {
	s := r.session
	company := &Company{Name: "Mortgage Company"}
	r.step(1, func(k *taking) error {
		r.name("mortgage_co", company)
		k.prints("%s", company)
		return nil
	})
	r.step(2, func(k *taking) error {
		s.Add(company)
		k.prints("%s", company)
		return nil
	})
	r.step(3, func(k *taking) error {
		err := s.Commit(r.ctx)
		k.prints("%s", company)
		return err
	})
	r.step(4, func(k *taking) error {
		c := &Contact{Fname: "Mark", Lname: "H"}
		r.name("c", c)
		c.Company.Set(company)
		s.Add(c)
		if err := s.Commit(r.ctx); err != nil {
			return err
		}
		contacts, err := company.Contact.All(r.ctx)
		var names []string
		for _, contact := range contacts {
			names = append(names, contact.Fname)
		}
		k.list(c.ContactID, c.CompanyID, names)
		return err
	})
}
