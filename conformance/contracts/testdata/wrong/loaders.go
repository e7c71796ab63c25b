package contracts

import "github.com/azoth-go/azoth/orm"

// Which options a query takes, and which loaders nest in which.
func loaders() {
	Users.Options(orm.SelectIn(Addresses.User))                                                  // want: wrong type for method OptionFor
	Users.Options(orm.Joined(Orders.Items))                                                      // want: wrong type for method OptionFor
	Users.Query().Options(orm.Raise(Addresses.User))                                             // want: wrong type for method OptionFor
	Users.Options(orm.SelectIn(Users.Orders, orm.Joined(Addresses.User)))                        // want: does not match
	Users.Options(orm.SelectIn(Users.Orders, orm.SelectIn(Users.Addresses)))                     // want: does not match
	Users.Options(orm.SelectIn(Users.Orders, orm.Joined(Orders.Items, orm.Joined(Orders.User)))) // want: does not match
	Users.Options(orm.Lazy(Users.Orders, orm.Joined(Orders.Items)))                              // want: too many arguments
	Users.Options(orm.SelectIn(Users.Name))                                                      // want: does not match
	Users.Options(orm.SelectIn(Addresses))                                                       // want: cannot infer O
	Users.Options(orm.SelectIn("Addresses"))                                                     // want: cannot infer O
	Users.Options(Users.Addresses)                                                               // want: does not implement
	Users.Options(orm.ContainsEagerFrom(Users.Addresses, Orders))                                // want: does not match inferred type orm.EntityOf[Address]
	Users.Options(orm.Overwrite[Address]())                                                      // want: wrong type for method OptionFor
	_ = orm.With(Users, orm.SelectIn(Addresses.User))                                            // want: does not match inferred type sql.OptionFor[*User]
	_ = orm.KeepOnCommit(1)                                                                      // want: too many arguments
	orm.NewSession(nil, orm.SelectIn(Users.Addresses))                                           // want: as orm.Option value
}
