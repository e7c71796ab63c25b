package contracts

import "github.com/azoth-go/azoth/sql"

// What a query is filtered, joined and ordered by.
func predicates() {
	Users.Where(Users.Name)                                  // want: missing method predicate
	Users.Where("name = 'ed'")                               // want: string does not implement sql.Predicate
	Users.Where(Users.Name.Asc())                            // want: sql.Order does not implement sql.Predicate
	Users.Where(Users.Name.Set("ed"))                        // want: sql.Assignment does not implement sql.Predicate
	Users.Where(Users.ID.Eq("ed"))                           // want: cannot use "ed"
	Users.Where(Users.Nickname.Eq(nil))                      // want: cannot use nil
	Users.Where(Users.Age.Eq(int64(18)))                     // want: cannot use int64(18)
	Users.Where(Users.Joined.Gt("2020-01-01"))               // want: cannot use "2020-01-01"
	Users.Where(Users.Active.Eq(1))                          // want: cannot use 1
	Users.Where(sql.Eq(Users.ID, Users.Name))                // want: does not match
	Users.Where(sql.Eq(Addresses.UserID, Users.Age))         // want: does not match
	Users.Where(sql.In(Users.ID, sql.Select1(Users.Name)))   // want: does not match
	Users.Where(sql.In(Users.ID, Addresses.Query()))         // want: does not match
	Users.Where(sql.Not(Users.Name))                         // want: missing method predicate
	Users.Where(sql.Exists(Users))                           // want: does not implement sql.Subselect
	Users.OrderBy("name")                                    // want: string does not implement sql.Ordering
	Users.OrderBy(Users.Name.Set("x"))                       // want: sql.Assignment does not implement sql.Ordering
	Users.OrderBy(Users)                                     // want: does not implement sql.Ordering
	Users.OrderBy(Users.Addresses)                           // want: does not implement sql.Ordering
	Users.Join("addresses")                                  // want: string does not implement sql.Joinable
	Users.Join(Users.Name)                                   // want: does not implement sql.Joinable
	Users.Join(Addresses, Users.ID)                          // want: missing method predicate
	Users.Where(Users.Adresses.Any())                        // want: Users.Adresses undefined
	sql.Select1(Users.Name).GroupBy("name")                  // want: does not implement sql.Expression
	sql.Select2(Users.Name, sql.Count()).Having(sql.Count()) // want: missing method predicate
	Users.Where(Users.Addresses.Contains(&User{}))           // want: cannot use &User{}
}
