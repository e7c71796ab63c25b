package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"time"

	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

// User and Address are the entities of the workloads.
type User struct {
	_         orm.Table `orm:"users"`
	ID        int64     `orm:",pk"`
	Name      string
	Fullname  string
	Email     string
	Age       int32
	Balance   float64
	Active    bool
	CreatedAt time.Time
	Addresses orm.Many[Address] `orm:",back=User,order=id"`
}

type Address struct {
	_      orm.Table     `orm:"addresses"`
	ID     int64         `orm:",pk"`
	UserID int64         `orm:",references=users.id"`
	Email  string        `orm:"email"`
	User   orm.One[User] `orm:",back=Addresses"`
}

var Users = orm.Map[struct {
	orm.Entity[User]
	ID        sql.Number[int64]
	Name      sql.String
	Fullname  sql.String
	Email     sql.String
	Age       sql.Number[int32]
	Balance   sql.Number[float64]
	Active    sql.Bool
	CreatedAt sql.Time
	Addresses orm.ToMany[User, Address]
}]()

var Addresses = orm.Map[struct {
	orm.Entity[Address]
	ID     sql.Number[int64]
	UserID sql.Number[int64]
	Email  sql.String
	User   orm.ToOne[Address, User]
}]()

// plainUser and plainAddress are what is written by hand.
type plainUser struct {
	ID        int64
	Name      string
	Fullname  string
	Email     string
	Age       int32
	Balance   float64
	Active    bool
	CreatedAt time.Time
	Addresses []*plainAddress
}

type plainAddress struct {
	ID     int64
	UserID int64
	Email  string
}

// The size of the data.
const (
	userRows      = 10_000
	parents       = 500 // users that have addresses
	children      = 5   // addresses of each
	pageRows      = 100
	unitOfWork    = 1_000 // users loaded, changed and saved
	changeBalance = 0.5   // what a save adds to a balance
)

var epoch = time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC)

// userNumber gives the content of the row with an id.
func userNumber(id int64) plainUser {
	return plainUser{
		ID:        id,
		Name:      fmt.Sprintf("user%d", id),
		Fullname:  fmt.Sprintf("User Number %d", id),
		Email:     fmt.Sprintf("user%d@example.org", id),
		Age:       int32(18 + id%60),
		Balance:   float64(id) * 1.25,
		Active:    id%3 != 0,
		CreatedAt: epoch.Add(time.Duration(id)*time.Minute + time.Duration(id)*time.Microsecond),
	}
}

func addressNumber(id int64) plainAddress {
	return plainAddress{ID: id, UserID: (id-1)/children + 1, Email: fmt.Sprintf("address%d@example.org", id)}
}

// A checksum is taken over every column of every row, in order.
type checksum struct {
	sum  uint64
	rows int
}

func (c *checksum) user(id int64, name, fullname, email string, age int32, balance float64, active bool, at time.Time) {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %d %s|%s|%s %d %x %t %d", c.sum, id, name, fullname, email, age, math.Float64bits(balance), active, at.UnixMicro())
	c.sum = h.Sum64()
	c.rows++
}

func (c *checksum) plain(u *plainUser) {
	c.user(u.ID, u.Name, u.Fullname, u.Email, u.Age, u.Balance, u.Active, u.CreatedAt)
}

func (c *checksum) entity(u *User) {
	c.user(u.ID, u.Name, u.Fullname, u.Email, u.Age, u.Balance, u.Active, u.CreatedAt)
}

func (c *checksum) address(id, userID int64, email string) {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %d %d %s", c.sum, id, userID, email)
	c.sum = h.Sum64()
	c.rows++
}

// expectUsers is the checksum of the rows with the ids from first to last.
func expectUsers(first, last int64) (c checksum) {
	for id := first; id <= last; id++ {
		u := userNumber(id)
		c.plain(&u)
	}
	return c
}

// expectGraph is the checksum of the first users, each with its addresses.
func expectGraph() (c checksum) {
	for id := int64(1); id <= parents; id++ {
		u := userNumber(id)
		c.plain(&u)
		for n := int64(1); n <= children; n++ {
			a := addressNumber((id-1)*children + n)
			c.address(a.ID, a.UserID, a.Email)
		}
	}
	return c
}

func (c checksum) equal(want checksum) error {
	if c != want {
		return fmt.Errorf("read %d rows with checksum %x, want %d rows with %x", c.rows, c.sum, want.rows, want.sum)
	}
	return nil
}
