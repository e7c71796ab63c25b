package contracts

import "github.com/azoth-go/azoth/sql"

// What a query gives.
func results() {
	var (
		users     []*User
		values    []User
		addresses []*Address
		user      *User
		address   *Address
		name      string
		texts     []string
		number    int64
		rows      []sql.Row2[*User, string]
	)
	addresses, _ = Users.All(ctx, s)                                   // want: cannot use Users.All(ctx, s)
	values, _ = Users.All(ctx, s)                                      // want: cannot use Users.All(ctx, s)
	user, _ = Users.All(ctx, s)                                        // want: cannot use Users.All(ctx, s)
	address, _ = Users.Get(ctx, s, 1)                                  // want: cannot use Users.Get(ctx, s, 1)
	address, _ = Users.Where(Users.ID.Eq(1)).One(ctx, s)               // want: (value of type *User) as *Address
	number, _ = Users.Where(Users.Name.Eq("ed")).First(ctx, s)         // want: (value of type *User) as int64
	rows, _ = sql.Select2(Users, Users.ID).All(ctx, s)                 // want: Row2[*User, int64]
	rows, _ = sql.Select2(Users.Name, Users).All(ctx, s)               // want: Row2[string, *User]
	rows, _ = sql.Select2(Users, Users.Nickname).All(ctx, s)           // want: Row2[*User, *string]
	rows, _ = sql.Select2(Users, sql.Nullable(Users.Name)).All(ctx, s) // want: Row2[*User, *string]
	rows, _ = sql.Select3(Users, Users.Name, Users.ID).All(ctx, s)     // want: Row3[*User, string, int64]
	texts, _ = sql.Select1(Users.Nickname).All(ctx, s)                 // want: []*string
	name, _ = sql.Select1(Users.Nickname).Scalar(ctx, s)               // want: (value of type *string) as string
	number, _ = sql.Select1(sql.Max(Users.ID)).Scalar(ctx, s)          // want: (value of type *int64) as int64
	number, _ = sql.Select1(Addresses.UserID).Scalar(ctx, s)           // want: (value of type *int64) as int64
	for a := range Users.Query().Iter(ctx, s) {
		address = a // want: cannot use a (variable of type *User)
	}
	users, _ = Users.All(ctx)           // want: not enough arguments
	users, _ = Users.All(s, ctx)        // want: does not implement context.Context
	users = Users.Where(Users.ID.Eq(1)) // want: cannot use Users.Where
	_, _, _, _, _, _, _, _, _ = users, values, addresses, user, address, name, texts, number, rows
}
