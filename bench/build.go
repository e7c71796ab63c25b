package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Posts and Tags are what the statement joins besides the entities' tables.
var Posts = schema.Declare[struct {
	schema.Declared
	_      schema.Name       `orm:"posts"`
	ID     sql.Number[int64] `orm:",pk"`
	UserID sql.Number[int64] `orm:",references=users.id"`
	Title  sql.String
	Score  sql.Number[int64]
}]()

var Tags = schema.Declare[struct {
	schema.Declared
	_      schema.Name       `orm:"tags"`
	ID     sql.Number[int64] `orm:",pk"`
	PostID sql.Number[int64] `orm:",references=posts.id"`
	Name   sql.String
}]()

// A search is what a program asks for, different each time.
type search struct {
	age     int32
	pattern string
	score   int64
	tag     string
	limit   int
}

// build is a select of four columns from three joins with four predicates.
func (s *search) build(title sql.String) sql.Query[sql.Row4[int64, string, string, string]] {
	return sql.Select4(Users.ID, Users.Name, title, Addresses.Email).
		Join(Addresses, sql.Eq(Addresses.UserID, Users.ID)).
		Join(Posts, sql.Eq(Posts.UserID, Users.ID)).
		Join(Tags, sql.Eq(Tags.PostID, Posts.ID)).
		Where(Users.Age.Ge(s.age), Users.Name.Like(s.pattern), Posts.Score.Gt(s.score), Tags.Name.Eq(s.tag)).
		OrderBy(Users.ID.Asc()).Limit(s.limit)
}

// byHand writes the same statement with a strings.Builder.
func (s *search) byHand(title string) dialect.Statement {
	var b strings.Builder
	args := make([]any, 0, 5)
	b.Grow(512)
	b.WriteString("SELECT users.id, users.name, posts.")
	b.WriteString(title)
	b.WriteString(", addresses.email FROM users")
	b.WriteString(" JOIN addresses ON addresses.user_id = users.id")
	b.WriteString(" JOIN posts ON posts.user_id = users.id")
	b.WriteString(" JOIN tags ON tags.post_id = posts.id")
	placeholder := func(text string, value any) {
		args = append(args, value)
		b.WriteString(text)
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(len(args)))
	}
	placeholder(" WHERE users.age >= ", int64(s.age))
	placeholder(" AND users.name LIKE ", s.pattern)
	placeholder(" AND posts.score > ", s.score)
	placeholder(" AND tags.name = ", s.tag)
	b.WriteString(" ORDER BY users.id")
	placeholder(" LIMIT ", int64(s.limit))
	return dialect.Statement{SQL: b.String(), Args: args, Returns: true}
}

func compile[R any](q sql.Query[R]) (dialect.Statement, error) {
	stmt, err := q.Statement()
	if err != nil {
		return dialect.Statement{}, err
	}
	return postgresql.Dialect.Compile(stmt)
}

// builds gives the workload without a database. The floor is the text built by
// hand.
func builds() []*contender {
	request := search{age: 30, pattern: "user%", score: 1000, tag: "golang", limit: 20}
	var compiled dialect.Statement
	same := func() error {
		want := request.byHand("title")
		if fmt.Sprint(compiled) != fmt.Sprint(want) {
			return fmt.Errorf("got\n%v, want\n%v", compiled, want)
		}
		return nil
	}
	vary := func() { request.score = 1000 + (request.score+1)%1000 }
	floor := &contender{workload: buildOnly, name: "strings.Builder by hand",
		run:   func() error { vary(); compiled = request.byHand("title"); return nil },
		check: same}

	// A statement that was never compiled before differs in one name; there
	// are more of them than a cache keeps.
	unseen := make([]sql.String, 1<<12)
	next := 0
	for i := range unseen {
		unseen[i] = sql.Expr[sql.String](&ast.Column{From: Posts.From(), Name: fmt.Sprint("title", i), Type: types.Text})
	}
	kept := request.build(Posts.Title)
	return []*contender{floor,
		{workload: buildOnly, name: "azoth, a shape never seen", floor: floor, target: target{reachNs: 8000, failNs: 18000, allocs: 40},
			run: func() (err error) {
				vary()
				next = (next + 1) % len(unseen)
				compiled, err = compile(request.build(unseen[next]))
				return err
			}},
		{workload: buildOnly, name: "azoth, same shape again", floor: floor, target: target{reachNs: 2000, failNs: 4500, allocs: 15},
			run:   func() (err error) { vary(); compiled, err = compile(request.build(Posts.Title)); return err },
			check: same},
		{workload: buildOnly, name: "azoth, a query that is kept", floor: floor, target: target{reachNs: 2000, failNs: 4500, allocs: 15},
			run:   func() (err error) { compiled, err = compile(kept); return err },
			check: func() error { request.score = 1000; return same() }},
	}
}
