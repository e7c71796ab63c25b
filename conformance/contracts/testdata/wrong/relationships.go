package contracts

import "github.com/azoth-go/azoth/orm"

// What relationships lead to, in queries and in objects.
func relationships() {
	users := orm.Alias(Users, "u")
	Users.Join(Users.Addresses.To(users))             // want: wrong type for method entityOf
	Addresses.Join(Addresses.User.To(Addresses))      // want: wrong type for method entityOf
	Users.Where(Users.Profile.Any())                  // want: Users.Profile.Any undefined
	Users.Where(Users.Addresses.Has())                // want: Users.Addresses.Has undefined
	Users.Where(Users.Addresses.Eq(&Address{}))       // want: Users.Addresses.Eq undefined
	Users.Where(Users.Addresses.IsNull())             // want: Users.Addresses.IsNull undefined
	Users.Where(Users.Addresses.Any(Addresses.Email)) // want: missing method predicate
	Addresses.Where(Addresses.User.Has(Users.Name))   // want: missing method predicate
	Addresses.Where(Addresses.User.Eq(&Address{}))    // want: cannot use &Address{}
	Addresses.Where(Users.Addresses.Of(&Address{}))   // want: cannot use &Address{}
	Addresses.Where(Users.Addresses)                  // want: missing method Node

	var jack User
	var address Address
	jack.Addresses.Append(&Order{})       // want: cannot use &Order{}
	jack.Addresses.Append(Address{})      // want: cannot use Address{}
	jack.Addresses.Remove(&jack)          // want: cannot use &jack
	jack.Addresses.Set([]*Address{})      // want: cannot use []*Address{}
	jack.Profile.Set(&address)            // want: cannot use &address
	address.User.Set(jack)                // want: cannot use jack
	jack.Addresses = []*Address{&address} // want: cannot use []*Address{
	address.User = &jack                  // want: cannot use &jack
	for range jack.Addresses {            // want: cannot range over jack.Addresses
	}
	_ = address.User.Name                        // want: address.User.Name undefined
	_, _ = jack.Addresses.All()                  // want: not enough arguments
	var orders []*Order = jack.Addresses.Items() // want: cannot use jack.Addresses.Items()
	_ = orders
}
