package contracts

import (
	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

// What an ordinary program says, all types stated where they are the point.
func program(eng *azoth.Engine) (err error) {
	var users []*User
	users, err = Users.Where(Users.Name.Eq("ed"), Users.Age.Gt(18), Users.Active).OrderBy(Users.ID, Users.Name.Desc()).All(ctx, s)
	users, err = Users.All(ctx, eng)
	var user *User
	user, err = Users.Get(ctx, s, 5)
	user, err = Users.Where(Users.Nickname.IsNull()).First(ctx, s)
	for u, err := range Users.Slice(1, 3).Iter(ctx, s) {
		user, _ = u, err
	}
	var rows []sql.Row2[*User, string]
	rows, err = sql.Select2(Users, Users.Name).All(ctx, s)
	var nullable []sql.Row2[*User, *string]
	nullable, err = sql.Select2(Users, Users.Nickname).All(ctx, s)
	var counts []sql.Row2[int64, string]
	counts, err = sql.Select2(sql.Count(Users.ID), Users.Name).GroupBy(Users.Name).Having(sql.Gt(sql.Count(Users.ID), sql.Count())).All(ctx, s)
	var names []string
	names, err = sql.Select1(Users.Name).Distinct().All(ctx, s)
	var oldest *int
	oldest, err = sql.Select1(sql.Max(Users.Age)).Scalar(ctx, s)
	_, _, _, _, _, _, _ = users, user, rows, nullable, counts, names, oldest
	return err
}

// Predicates that look along relationships, aliases and subqueries.
func relations() {
	a1, a2 := orm.Alias(Addresses, "a1"), orm.Alias(Addresses, "a2")
	sql.Select3(Users.Name, a1.Email, a2.Email).Join(Users.Addresses.To(a1)).Join(Users.Addresses.To(a2)).Where(a1.Email.NotEq("x"))
	Users.Join(Users.Addresses).Join(Users.Orders, Orders.Total.Gt(5)).Join(Orders.Items)
	Users.Join(Addresses, sql.Eq(Users.ID, Addresses.UserID)) // a nullable key meets the key that it refers to
	Users.Where(Users.Addresses.Any(Addresses.Email.Like("%g%")), Users.Profile.Has(), Users.Groups.Any(Groups.Title.Eq("a")))
	Addresses.Where(sql.Not(Addresses.User.Has(Users.Name.Eq("jack"))), Addresses.User.NotEq(nil), Users.Addresses.Of(&User{}))
	Users.Where(sql.In(Users.ID, sql.Select1(sql.NotNull(Addresses.UserID))), sql.Exists(Orders.Where(sql.Eq(Orders.UserID, Users.ID))))
	count := sql.Count().As("n")
	sub := sql.Select(Addresses.UserID, count).GroupBy(Addresses.UserID).Subquery("counted")
	var typed sql.Query[sql.Row2[*User, *int64]] = sql.Select2(Users, sql.Nullable(sql.Via(sub, count)))
	typed.OuterJoin(sub, sql.Eq(Users.ID, sql.Via(sub, Addresses.UserID)))
	var another = orm.AliasOf(Addresses, Addresses.Where(Addresses.Email.NotEq("x")).Subquery("a"))
	another = a1
	_ = another
}

// Loaders, nested to any depth.
func options() {
	Users.Options(orm.SelectIn(Users.Orders, orm.Joined(Orders.Items), orm.Raise(Orders.User)), orm.Joined(Users.Profile), orm.Overwrite[User]())
	Users.Options(orm.Subquery(Users.Orders, orm.SelectIn(Orders.Items, orm.Immediate(Items.Order, orm.Lazy(Orders.User)))))
	aliased := orm.Alias(Addresses, "a")
	Users.Join(Users.Addresses.To(aliased)).Options(orm.ContainsEagerFrom(Users.Addresses, aliased, orm.NoLoad(Addresses.User)))
	_ = sql.Select2(orm.With(Users, orm.SelectIn(Users.Addresses)), Orders.Total).Join(Users.Orders)
}

// Writing objects, and writing in bulk.
func write() error {
	jack := Users.New(&User{Name: "jack"})
	jack.Addresses.Append(&Address{Email: "a"}, &Address{Email: "b"})
	jack.Addresses.Set()
	jack.Addresses.Remove(jack.Addresses.Items()...)
	jack.Profile.Set(&Profile{})
	jack.Profile.Set(nil)
	s.Add(jack, &Group{})
	s.Set(jack, Users.Nickname.SetNull(), Users.Active.Set(false), sql.SetTo(Users.Age, Users.Age.Add(1)))
	if _, err := Users.Where(Users.Age.Lt(3)).Update(ctx, s, Users.Age.Set(3)); err != nil {
		return err
	}
	if _, err := Users.Query().Everywhere().Delete(ctx, s); err != nil {
		return err
	}
	merged, err := orm.Merge(ctx, s, jack)
	s.Delete(merged)
	return err
}
