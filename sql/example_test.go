package sql_test

import (
	"fmt"

	"github.com/azoth-go/azoth/sql"
)

// Users and Addresses are attributes made by schema.Declare; those of
// entities, made by orm.Map, are used alike.
func Example() {
	adults := sql.Select2(Users.ID, Users.Name).
		Where(Users.Age.Ge(18), Users.Name.Like("%ed")).
		OrderBy(Users.Name.Asc())
	fmt.Println(adults)
	fmt.Println(adults.Limit(10))
	// Output:
	// SELECT users.id, users.name FROM users WHERE users.age >= :age_1 AND users.name LIKE :name_1 ORDER BY users.name ASC
	// SELECT users.id, users.name FROM users WHERE users.age >= :age_1 AND users.name LIKE :name_1 ORDER BY users.name ASC LIMIT :param_1
}

func ExampleQuery_Join() {
	fmt.Println(sql.Select1(Users.Name).Join(Addresses).Where(Addresses.Email.ILike("%google%")))
	// Output:
	// SELECT users.name FROM users JOIN addresses ON users.id = addresses.user_id WHERE lower(addresses.email_address) LIKE lower(:email_address_1)
}

func ExampleVia() {
	count := sql.Count().As("address_count")
	perUser := sql.Select(Addresses.UserID, count).GroupBy(Addresses.UserID).Subquery("per_user")
	many := sql.Select1(Users.Name).
		Join(perUser, sql.Eq(Users.ID, sql.Via(perUser, Addresses.UserID))).
		Where(sql.Via(perUser, count).Gt(2))
	fmt.Println(len(many.Columns()), "column")
	// Output: 1 column
}

func ExampleText() {
	q := sql.Select1(Users.Name).Where(sql.Text("age > :least AND name <> ':-)'", sql.P{"least": 18}))
	fmt.Println(q)
	// Output: SELECT users.name FROM users WHERE age > :least_1 AND name <> ':-)'
}

func ExampleCase() {
	group := sql.Case(
		sql.When(Users.Age.Lt(18), sql.Val("minor")),
	).Else(sql.Val("adult")).As("age_group")
	fmt.Println(sql.Select2(group, sql.Count()).GroupBy(group).OrderBy(group))
	// Output: SELECT CASE WHEN (users.age < :age_1) THEN :param_1 ELSE :param_2 END AS age_group, count(*) AS count_1 FROM users GROUP BY 1 ORDER BY age_group
}

func ExampleUpdate() {
	fmt.Println(sql.Update(Users).Set(Users.Name.Set("ed"), Users.Nickname.SetNull()).Where(Users.ID.Eq(5)))
	fmt.Println(sql.Update(Users).Set(Users.Active.Set(false)))
	// Output:
	// UPDATE users SET name=:name_1, nickname=NULL WHERE users.id = :id_1
	// [statement would touch every row: add a Where, or say Everywhere() if that is meant]
}
