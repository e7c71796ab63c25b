package contracts

import "github.com/azoth-go/azoth/sql"

// What operators and functions take.
func expressions() {
	_ = Users.Name.BitAnd(1)                                            // want: Users.Name.BitAnd undefined
	_ = Users.Age.IContains("a")                                        // want: Users.Age.IContains undefined
	_ = Users.Name.Is(true)                                             // want: Users.Name.Is undefined
	_ = sql.Contains(Users.Name, Users.Age)                             // want: wrong type for method operand
	_ = sql.OneOf(Users.ID, Users.Name)                                 // want: does not match
	_ = sql.Tuple2(Users.ID, Users.Name).Eq(sql.Pair("a", int64(1)))    // want: cannot use sql.Pair
	_ = sql.In(sql.Tuple2(Users.ID, Users.Name), sql.Select1(Users.ID)) // want: does not match
	_ = sql.Select1(sql.Tuple2(Users.ID, Users.Name))                   // want: does not
	_ = sql.Eq(Users.Name, sql.Any(sql.Select1(Users.ID)))              // want: does not match
	_ = sql.Window().Rows(1, 2)                                         // want: cannot use 1
	_ = sql.Plus(Users.Name, sql.Interval(0))                           // want: string does not satisfy
	_ = sql.Over(sql.Rank(), sql.Window().PartitionBy("dept"))          // want: cannot use "dept"
	_ = sql.Filter(sql.Count(), Users.Age)                              // want: missing method predicate
	_ = sql.Floor(Users.Name)                                           // want: missing method number
	_ = sql.Coalesce(Users.Nickname, Users.Age)                         // want: wrong type for method operand
	_ = sql.PercentileCont("half", Users.Age.Asc())                     // want: cannot use "half"
}
