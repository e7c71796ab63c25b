package conformance

import "github.com/azoth-go/azoth/sql"

var membershipCases = []Case{
	{Name: "select/in", run: in},
	{Name: "select/in-empty", run: inEmpty},
	{Name: "select/in-null", run: inNull},
	{Name: "select/in-tuples", run: inTuples},
	{Name: "select/in-parameter", run: inParameter},
	{Name: "select/in-subquery", run: inSubquery},
	{Name: "select/in-many", run: inMany},
}

func in(t *trial) {
	p := t.points
	gives(t, "numbers", p.ids(p.x.In(2, 4)), 2, 4, 5)
	gives(t, "one number", p.ids(p.x.In(3)), 3)
	gives(t, "strings", p.ids(p.name.In("one", "two", "it's not there")), 1, 2)
	gives(t, "NOT IN", p.ids(p.x.NotIn(2, 4)), 1, 3)
	gives(t, "two lists", p.ids(p.x.In(2, 3, 4), p.y.In(4, 5)), 3, 4)
	gives(t, "expressions", p.ids(sql.OneOf(p.x, p.y.Sub(1), p.y.Sub(2))), 1, 2, 3, 4, 5)
	for _, list := range [][]int64{{1}, {1, 2}, {1, 2, 3}, {5}} { // one statement with lists of any length
		gives(t, "lists of several lengths", p.ids(p.id.In(list...)), list...)
	}
}

func inEmpty(t *trial) {
	p := t.points
	everything := []int64{1, 2, 3, 4, 5}
	gives(t, "numbers", p.ids(p.x.In()))
	gives(t, "not in", p.ids(p.x.NotIn()), everything...)
	gives(t, "strings", p.ids(p.name.In()))
	gives(t, "strings that may be NULL", p.ids(p.name.NotIn()), everything...)
	gives(t, "the negation", p.ids(sql.Not(p.x.In())), everything...)
	gives(t, "or", p.ids(sql.Or(p.x.In(), p.x.Eq(1))), 1)
	gives(t, "tuples", p.ids(sql.Tuple2(p.x, p.y).In()))
	gives(t, "not in tuples", p.ids(sql.Tuple2(p.x, p.y).NotIn()), everything...)
	gives(t, "a parameter", p.ids(sql.InParam(p.x, "list")).Params(sql.P{"list": []int64{}}))
}

// NULL is in no list, and not in none either.
func inNull(t *trial) {
	p := t.points
	gives(t, "IN", p.ids(p.name.In("one", "two")), 1, 2)
	gives(t, "NOT IN", p.ids(p.name.NotIn("one", "two")), 3, 5)
	gives(t, "NOT IN a query with NULL", p.ids(sql.NotIn(p.id, sql.AsSet(sql.Select1(p.point)))))
	gives(t, "IN a query with NULL", p.ids(sql.In(p.id, sql.AsSet(sql.Select1(p.point)))), 1, 2)
}

func inTuples(t *trial) {
	p := t.points
	numbers := sql.Tuple2(p.x, p.y)
	gives(t, "numbers", p.ids(numbers.In(sql.Pair[int64, int64](1, 2), sql.Pair[int64, int64](4, 5), sql.Pair[int64, int64](4, 7))), 1, 4)
	gives(t, "a number and a string", p.ids(sql.Tuple2(p.x, p.name).In(sql.Pair(int64(1), "one"), sql.Pair(int64(2), "one"))), 1)
	gives(t, "NOT IN", p.ids(numbers.NotIn(sql.Pair[int64, int64](1, 2), sql.Pair[int64, int64](4, 5))), 2, 3, 5)
	gives(t, "three", p.ids(sql.Tuple3(p.id, p.x, p.y).In(sql.Triple[int64, int64, int64](5, 4, 6))), 5)
	gives(t, "equal", p.ids(numbers.Eq(sql.Pair[int64, int64](3, 4))), 3)
	gives(t, "not equal", p.ids(numbers.NotEq(sql.Pair[int64, int64](3, 4))), 1, 2, 4, 5)
	gives(t, "less", p.ids(numbers.Lt(sql.Pair[int64, int64](4, 6))), 1, 2, 3, 4)
	gives(t, "not less", p.ids(numbers.Ge(sql.Pair[int64, int64](4, 6)), p.id.Gt(0)), 5)
}

func inParameter(t *trial) {
	p := t.points
	q := p.ids(sql.InParam(p.x, "list"))
	gives(t, "two", q.Params(sql.P{"list": []int64{1, 4}}), 1, 4, 5)
	gives(t, "one", q.Params(sql.P{"list": []int64{3}}), 3)
	gives(t, "strings", p.ids(sql.InParam(p.name, "names")).Params(sql.P{"names": []string{"two", "five"}}), 2, 5)
}

func inSubquery(t *trial) {
	p := t.points
	odd := sql.Select1(p.x).Where(p.x.Mod(2).Eq(1))
	gives(t, "IN", p.ids(sql.In(p.y, odd)), 2)
	gives(t, "NOT IN", p.ids(sql.NotIn(p.y, odd)), 1, 3, 4, 5)
}

func inMany(t *trial) {
	p := t.points
	many := make([]int64, 300)
	for i := range many {
		many[i] = int64(i + 3)
	}
	gives(t, "300 numbers", p.ids(p.id.In(many...)), 3, 4, 5)
	gives(t, "not in 300 numbers", p.ids(p.id.NotIn(many...)), 1, 2)
}
