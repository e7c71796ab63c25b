package contracts

import (
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

// What is written, and by whom.
func writes() {
	var jack User
	s.Set(&jack, Users.Name.Set(5))                           // want: cannot use 5
	s.Set(&jack, Users.Name.Eq("jack"))                       // want: does not implement orm.Assignment
	s.Set(&jack, Users.Age.SetNull())                         // want: Users.Age.SetNull undefined
	s.Set(&jack, Users.Addresses.Set())                       // want: Users.Addresses.Set undefined
	s.Set(&jack, sql.SetTo(Users.Age, Users.Name))            // want: does not match
	_, _ = Users.Query().Update(ctx, s, Users.Age.Set("old")) // want: cannot use "old"
	_, _ = Users.Query().Update(ctx, s, Users.Age.Eq(1))      // want: cannot use Users.Age.Eq(1)
	_, _ = Users.Query().Delete(s)                            // want: not enough arguments
	_, _ = Users.Query().Update(s, Users.Age.Set(1))          // want: does not implement context.Context
	_, _ = orm.Merge(ctx, s, jack)                            // want: does not match
	var address *Address
	address, _ = orm.Merge(ctx, s, &jack)                           // want: (value of type *User) as *Address
	address = Users.New(&Address{})                                 // want: cannot use &Address{}
	jack.Name = Users.Name                                          // want: cannot use Users.Name
	jack.Nickname = "jack"                                          // want: cannot use "jack"
	_ = s.Commit()                                                  // want: not enough arguments
	_ = s.Add(&jack)                                                // want: used as value
	_ = orm.Run(ctx, nil, func(s orm.Session) error { return nil }) // want: as func(s *orm.Session) error value
	_ = address
}
