package conformance

import (
	"github.com/azoth-go/azoth/sql"
)

var likeCases = []Case{
	{Name: "select/like", run: like},
	{Name: "select/regexp-match", Needs: []Capability{RegexpMatch}, run: regexpMatch},
	{Name: "select/regexp-replace", Needs: []Capability{RegexpReplace}, run: regexpReplace},
}

// stringTable creates a table of strings and gives how to ask for the ids of those
// that a predicate holds for.
func stringTable(t *trial, values ...string) (data sql.NullString, ids func(p sql.Predicate) sql.Query[int64]) {
	table := t.created("strings", key(), varchar("data"))
	id := number(table, "id")
	data = column[sql.NullString](table, "data")
	for i, v := range values {
		t.insert(table, row(id.Set(int64(i+1)), data.Set(v)))
	}
	t.insert(table, row(id.Set(99), data.SetNull()))
	return data, func(p sql.Predicate) sql.Query[int64] { return sql.Select1(id).Where(p).OrderBy(id.Asc()) }
}

// What is looked for is text, not a pattern, but in Like itself.
func like(t *trial) {
	data, ids := stringTable(t, "abcdefg", "ab/cdefg", "ab%cdefg", "ab_cdefg", "abcde/fg", "abcde%fg", "ab#cdefg", "ab9cdefg", "abcde#fg", "abcd9fg", `ab\cdefg`, "ABCDEFG")
	gives(t, "starts with %", ids(data.StartsWith("ab%c")), 3)
	gives(t, "starts with _", ids(data.StartsWith("ab_c")), 4)
	gives(t, "starts with #", ids(data.StartsWith("ab#c")), 7)
	gives(t, "starts with /", ids(data.StartsWith("ab/c")), 2)
	gives(t, `starts with \`, ids(data.StartsWith(`ab\c`)), 11)
	gives(t, "ends with %", ids(data.EndsWith("e%fg")), 6)
	gives(t, "ends with /", ids(data.EndsWith("e/fg")), 5)
	gives(t, "contains %", ids(data.Contains("b%cde")), 3)
	gives(t, "contains _", ids(data.Contains("b_cde")), 4)
	gives(t, "contains #", ids(data.Contains("#")), 7, 9)
	gives(t, "a pattern", ids(data.Like("ab_cdefg")), 2, 3, 4, 7, 8, 11)
	gives(t, "a pattern with an escape", ids(data.LikeEscape("ab#%c%", "#")), 3)
	gives(t, "not a pattern", ids(sql.And(data.NotLike("ab%"), data.NotEq("ABCDEFG"))))
	gives(t, "whatever the case", ids(data.ILike("ABCDEFG")), 1, 12)
	gives(t, "contains, whatever the case", ids(data.IContains("B%C")), 3)
	gives(t, "starts with, whatever the case", ids(data.IStartsWith("aBcDeF")), 1, 12)
	gives(t, "ends with, whatever the case", ids(data.IEndsWith("D9FG")), 10)
	gives(t, "an expression", ids(sql.Contains(data, sql.Lower(sql.Literal[sql.String]("DE/F")))), 5)
}

func regexpMatch(t *trial) {
	data, ids := stringTable(t, "abcdefg", "ab9cdefg", "abcd9fg", "xyz")
	gives(t, "match", ids(data.RegexpMatch("a.cde")), 1)
	gives(t, "a class", ids(data.RegexpMatch("^ab[0-9]c")), 2)
	gives(t, "not match", ids(sql.Not(data.RegexpMatch("^ab"))), 4)
}

func regexpReplace(t *trial) {
	data, ids := stringTable(t, "abcdefg", "ab9cdefg")
	gives(t, "replaced", ids(data.RegexpReplace("b[0-9]c", "-").Eq("a-defg")), 2)
}
