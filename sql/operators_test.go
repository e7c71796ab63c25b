package sql_test

import (
	"testing"
	"time"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

func TestOperators(t *testing.T) {
	id := sql.Literal[sql.Number[int64]]
	for _, test := range []struct {
		p    sql.Predicate
		want string
	}{
		{Users.Age.FloorDiv(2).Eq(1), "FLOOR(users.age / :age_1) = :age_2"},
		{sql.Sub(id(5), Users.ID).Eq(1), ":param_1 - users.id = :param_2"},
		{Users.Age.BitAnd(6).Eq(0), "users.age & :age_1 = :age_2"},
		{Users.Age.BitOr(6).Eq(0), "users.age | :age_1 = :age_2"},
		{Users.Age.BitXor(6).Eq(0), "users.age ^ :age_1 = :age_2"},
		{Users.Age.BitNot().Eq(0), "~users.age = :age_1"},
		{Users.Age.ShiftLeft(6).Eq(0), "users.age << :age_1 = :age_2"},
		{Users.Age.ShiftRight(6).Eq(0), "users.age >> :age_1 = :age_2"},
		{Users.Active.Is(true), "users.active IS true"},
		{Users.Active.IsNot(false), "users.active IS NOT false"},
		{sql.And(sql.True(), Users.Active), "users.active"},
		{sql.And(sql.False(), Users.Active), "false"},
		{sql.Like(Users.Name, Users.Nickname), "users.name LIKE users.nickname"},
		{sql.Contains(Users.Name, sql.Val("a")), "users.name LIKE '%' || :param_1 || '%'"},
		{sql.StartsWith(Users.Name, Users.Nickname), "users.name LIKE users.nickname || '%'"},
		{sql.EndsWith(Users.Name, Users.Nickname), "users.name LIKE '%' || users.nickname"},
		{Users.Name.LikeEscape("10/%%", "/"), "users.name LIKE :name_1 ESCAPE '/'"},
		{sql.Not(Users.Name.Like("a")), "users.name NOT LIKE :name_1"},
		{sql.OneOf(Users.ID, id(1), Addresses.ID), "users.id IN (:param_1, addresses.id)"},
		{sql.NoneOf(Users.ID, Addresses.ID), "(users.id NOT IN (addresses.id))"},
		{sql.Tuple2(Users.Name, Users.ID).Eq(sql.Pair("a", int64(1))), "(users.name, users.id) = (:name_1, :id_1)"},
		{sql.Tuple2(Users.Name, Users.ID).In(sql.Pair("a", int64(1)), sql.Pair("b", int64(2))),
			"(users.name, users.id) IN ((:name_1, :id_1), (:name_2, :id_2))"},
		{sql.In(sql.Tuple2(Users.ID, Users.Name), sql.Select2(Addresses.ID, Addresses.Email)),
			"(users.id, users.name) IN (SELECT addresses.id, addresses.email_address FROM addresses)"},
		{sql.Eq(Users.ID, sql.Any(sql.Select1(Addresses.ID))), "users.id = ANY (SELECT addresses.id FROM addresses)"},
		{sql.Gt(Users.ID, sql.All(sql.Select1(Addresses.ID))), "users.id > ALL (SELECT addresses.id FROM addresses)"},
		{Users.Name.Collate("C").Eq("x"), `(users.name COLLATE "C") = :name_1`},
		{sql.Op[sql.Bool](Users.Name, "SOUNDS LIKE", sql.Val("ed")), "users.name SOUNDS LIKE :param_1"},
		{sql.Op[sql.Number[int64]](Users.Age, "&", sql.Val(7)).Eq(3), "(users.age & :param_1) = :param_2"},
		{sql.PrefixOp[sql.Number[int64]]("@", Users.ID).Eq(3), "(@ users.id) = :param_1"},
		{sql.PostfixOp[sql.Number[int64]](Users.ID, "!!").Eq(3), "(users.id !!) = :param_1"},
		{sql.Coerce[sql.Number[int64]](Users.Name).Add(5).Eq(6), "users.name + :name_1 = :name_2"},
		{sql.Eq(Users.Name, sql.Param[sql.String]("who")), "users.name = :who"},
		{sql.Eq(Users.Name, sql.Inline(sql.Val("it's"))), "users.name = 'it''s'"},
		{sql.Since(Messages.Sent, Messages.Sent.Plus(time.Hour)).IsNull(), "messages.sent - (messages.sent + :param_1) IS NULL"},
		{sql.Eq(Users.Born, sql.Plus(Users.Born, sql.Interval(time.Hour))), "users.born = users.born + :param_1"},
		{sql.Eq(Users.Born, sql.Minus(Users.Born, sql.Func[sql.Duration]("make_interval"))), "users.born = users.born - make_interval()"},
	} {
		if got := where(test.p); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

// TestTypesOfParameters checks what parameters beside an expression are taken
// for, which decides what is sent for their values.
func TestTypesOfParameters(t *testing.T) {
	right := func(p sql.Bool) *ast.Bind { return p.Node().(*ast.Binary).Right.(*ast.Bind) }
	for _, test := range []struct {
		bind *ast.Bind
		want types.Kind
	}{
		{right(sql.Coerce[sql.Number[int64]](Users.Name).Eq(5)), types.KindBigInteger},
		{right(sql.CoerceTo[sql.Number[int64]](Users.Name, types.Integer).Eq(5)), types.KindInteger},
		{right(Users.Name.Collate("C").Eq("x")), types.KindString},
		{right(sql.Func[sql.Date]("foo").Eq(types.NewDate(2024, 2, 29))), types.KindDate},
		{right(sql.Since(sql.Now(), sql.Now()).Eq(time.Hour)), types.KindInterval},
		{sql.Interval(time.Hour).Node().(*ast.Bind), types.KindInterval},
		{sql.Param[sql.Date]("day").Node().(*ast.Bind), types.KindDate},
	} {
		if test.bind.Type.Kind != test.want {
			t.Errorf("a parameter is %s, want %d", test.bind.Type, test.want)
		}
	}
}

func TestParametersWithDefaults(t *testing.T) {
	b := sql.Param[sql.String]("who", "ed").Node().(*ast.Bind)
	if b.Key != "who" || !b.Set || b.Value != "ed" {
		t.Errorf("the parameter is %+v", b)
	}
	byName := sql.Select1(Users.ID).Where(sql.Eq(Users.Name, sql.Param[sql.String]("who", "ed")))
	if _, err := byName.Params(sql.P{"who": "wendy"}).Statement(); err != nil {
		t.Error(err)
	}
	if _, err := byName.Params(sql.P{"whom": "wendy"}).Statement(); err == nil {
		t.Error("a value for a parameter that there is none of passes")
	}
	if _, err := sql.Select1(sql.Param[sql.String]("who", "ed", "wendy")).Statement(); err == nil {
		t.Error("two values for a parameter pass")
	}
}
