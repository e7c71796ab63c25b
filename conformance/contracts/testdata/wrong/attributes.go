package contracts

import (
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

// How attributes are passed on and nested.
func attributes() {
	var users = orm.Alias(Users, "u")
	users = orm.Alias(Addresses, "a")                  // want: cannot use orm.Alias(Addresses, "a")
	users = orm.AliasOf(Users, Users.Query())          // want: cannot use Users.Query()
	_ = users.Email                                    // want: users.Email undefined
	_ = orm.ToMany[User, Address](Users.Profile)       // want: cannot convert
	var toOne orm.ToOne[Address, User] = Users.Profile // want: cannot use Users.Profile
	var entity orm.EntityOf[Address] = Users           // want: wrong type for method entityOf
	var typed sql.Typed[*Address] = Users              // want: wrong type for method Prepare
	var text sql.Typed[string] = Users.Nickname        // want: wrong type for method Prepare
	sub := Users.Query().Subquery("u")
	_ = sub.Name                      // want: sub.Name undefined
	_ = sql.Via(sub, Users)           // want: does not
	_ = sql.Via(sub, Users.Addresses) // want: does not
	_ = sql.Sum(Users.Name)           // want: does not match
	_ = sql.Select1(Users.Addresses)  // want: does not match
	_, _, _, _ = toOne, entity, typed, text
}
