package main

import (
	"context"
	"fmt"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

// What the workloads are in Azoth. The same code runs on every database.

func sessionGet(ctx context.Context, engine *azoth.Engine, id int64) (*User, error) {
	s := orm.NewSession(engine, orm.AutocommitReads())
	defer s.Close()
	return Users.Get(ctx, s, id)
}

func sessionUsers(ctx context.Context, engine *azoth.Engine, q sql.Query[*User]) ([]*User, error) {
	s := orm.NewSession(engine, orm.AutocommitReads())
	defer s.Close()
	return q.All(ctx, s)
}

func pageOfUsers() sql.Query[*User] { return Users.OrderBy(Users.ID.Asc()).Slice(0, pageRows) }

func allUsers() sql.Query[*User] { return Users.OrderBy(Users.ID.Asc()) }

func firstUsers(n int64) sql.Query[*User] {
	return Users.Where(Users.ID.Le(n)).OrderBy(Users.ID.Asc())
}

func sessionUnitOfWork(ctx context.Context, engine *azoth.Engine) error {
	s := orm.NewSession(engine)
	defer s.Close()
	users, err := firstUsers(unitOfWork).All(ctx, s)
	if err != nil {
		return err
	}
	for _, u := range users {
		u.Balance += changeBalance
	}
	return s.Commit(ctx)
}

// newGraph makes users with addresses that the database does not have.
func newGraph() []any {
	users := make([]any, parents)
	for i := range users {
		p := userNumber(int64(i + 1))
		u := &User{Name: p.Name, Fullname: p.Fullname, Email: p.Email, Age: p.Age, Balance: p.Balance, Active: p.Active, CreatedAt: p.CreatedAt}
		for n := range children {
			a := addressNumber(int64(i*children + n + 1))
			u.Addresses.Append(&Address{Email: a.Email})
		}
		users[i] = u
	}
	return users
}

func sessionGraph(ctx context.Context, engine *azoth.Engine, users []any) error {
	s := orm.NewSession(engine)
	defer s.Close()
	s.Add(users...)
	return s.Commit(ctx)
}

func checkUsers(users []*User, first, last int64) error {
	var sum checksum
	for _, u := range users {
		sum.entity(u)
	}
	return sum.equal(expectUsers(first, last))
}

func checkGraph(users []*User) error {
	var sum checksum
	for _, u := range users {
		sum.entity(u)
		for _, a := range u.Addresses.Items() {
			sum.address(a.ID, a.UserID, a.Email)
		}
	}
	return sum.equal(expectGraph())
}

// checkKeys compares the keys that a graph learnt with those that it should
// have been given.
func checkKeys(users []any) error {
	id := int64(0)
	for i, object := range users {
		u := object.(*User)
		if u.ID != int64(i+1) {
			return fmt.Errorf("user %d has the key %d", i+1, u.ID)
		}
		for _, a := range u.Addresses.Items() {
			if id++; a.ID != id || a.UserID != u.ID {
				return fmt.Errorf("address %d has the key %d and the user %d", id, a.ID, a.UserID)
			}
		}
	}
	return nil
}
