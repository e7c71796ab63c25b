package sql_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// where is the printed condition of a query.
func where(p sql.Predicate) string {
	_, condition, _ := strings.Cut(sql.Select1(sql.Count()).Where(p).String(), " WHERE ")
	return condition
}

func TestPredicates(t *testing.T) {
	q := sql.Select1(Addresses.UserID).Where(Addresses.Email.Eq("x"))
	for _, test := range []struct {
		p    sql.Predicate
		want string
	}{
		{Users.Name.Eq("ed"), "users.name = :name_1"},
		{Users.Name.NotEq("ed"), "users.name != :name_1"},
		{Users.Age.Lt(18), "users.age < :age_1"},
		{Users.Age.Le(18), "users.age <= :age_1"},
		{Users.Age.Gt(18), "users.age > :age_1"},
		{Users.Age.Ge(18), "users.age >= :age_1"},
		{Users.Age.Between(1, 9), "users.age BETWEEN :age_1 AND :age_2"},
		{Users.Age.NotBetween(1, 9), "users.age NOT BETWEEN :age_1 AND :age_2"},
		{Users.Name.In("ed", "wendy"), "users.name IN (:name_1, :name_2)"},
		{Users.Name.NotIn("ed"), "(users.name NOT IN (:name_1))"},
		{Users.Nickname.IsNull(), "users.nickname IS NULL"},
		{Users.Nickname.IsNotNull(), "users.nickname IS NOT NULL"},
		{Users.Nickname.Eq("x"), "users.nickname = :nickname_1"},
		{Users.Nickname.IsDistinctFrom("x"), "users.nickname IS DISTINCT FROM :nickname_1"},
		{Users.Nickname.IsNotDistinctFrom("x"), "users.nickname IS NOT DISTINCT FROM :nickname_1"},
		{Users.Name.Like("%ed"), "users.name LIKE :name_1"},
		{Users.Name.NotLike("%ed"), "users.name NOT LIKE :name_1"},
		{Users.Name.ILike("%ed"), "lower(users.name) LIKE lower(:name_1)"},
		{Users.Name.Contains("a"), "users.name LIKE '%' || :name_1 || '%' ESCAPE '/'"},
		{Users.Name.Match("wendy"), "users.name MATCH :name_1"},
		{Users.Name.Lower().Eq("ed"), "lower(users.name) = :lower_1"},
		{Users.Name.Concat("!").Eq("ed!"), "(users.name || :name_1) = :name_2"},
		{Users.Name.Length().Gt(3), "char_length(users.name) > :char_length_1"},
		{Users.Age.Mul(2).Add(1).Eq(5), "users.age * :age_1 + :age_2 = :age_3"},
		{Users.Age.Add(1).Mul(2).Eq(5), "(users.age + :age_1) * :age_2 = :age_3"},
		{Users.Active, "users.active"},
		{sql.Not(Users.Active), "NOT users.active"},
		{sql.Not(Users.Name.Eq("ed")), "users.name != :name_1"},
		{sql.Not(Users.Name.In("ed")), "(users.name NOT IN (:name_1))"},
		{sql.And(Users.Active, Users.Age.Gt(1)), "users.active AND users.age > :age_1"},
		{sql.And(sql.Or(Users.Active, Users.Age.Gt(1)), Users.Name.Eq("x")), "(users.active OR users.age > :age_1) AND users.name = :name_1"},
		{sql.Eq(Users.ID, Addresses.UserID), "users.id = addresses.user_id"},
		{sql.Lt(Users.ID, Addresses.ID), "users.id < addresses.id"},
		{sql.IsDistinctFrom(Users.ID, Addresses.UserID), "users.id IS DISTINCT FROM addresses.user_id"},
		{sql.In(Users.ID, sql.AsSet(q)), "users.id IN (SELECT addresses.user_id FROM addresses WHERE addresses.email_address = :email_address_1)"},
		{sql.NotIn(Users.ID, sql.Select1(Addresses.ID)), "(users.id NOT IN (SELECT addresses.id FROM addresses))"},
		{sql.Exists(q), "EXISTS (SELECT addresses.user_id FROM addresses WHERE addresses.email_address = :email_address_1)"},
		{sql.Eq(Users.Name, sql.Concat(Users.Name, Users.Nickname)), "users.name = (users.name || users.nickname)"},
		{sql.Coalesce(Users.Nickname, Users.Name).Eq("x"), "coalesce(users.nickname, users.name) = :coalesce_1"},
		{Users.Nickname.Coalesce("none").Eq("x"), "coalesce(users.nickname, :nickname_1) = :coalesce_1"},
		{sql.Func[sql.String]("soundex", Users.Name).Eq("x"), "soundex(users.name) = :soundex_1"},
		{sql.Cast[sql.String](Users.ID).Eq("5"), "CAST(users.id AS VARCHAR) = :id_1"},
		{sql.Eq(Users.Age, sql.Literal[sql.Number[int]](5)), "users.age = :param_1"},
		{sql.Case(sql.When(Users.Age.Lt(18), sql.Val("minor"))).Else(sql.Val("adult")).Eq("x"),
			"CASE WHEN (users.age < :age_1) THEN :param_1 ELSE :param_2 END = :param_3"},
		{sql.Text("id<:value and name=:name", sql.P{"value": 224, "name": "fred"}), "id<:value_1 and name=:name_1"},
		{sql.Or(sql.Text("a or b"), Users.Active), "a or b OR users.active"},
		{sql.Gt(sql.Max(Users.ID), sql.Count()), "max(users.id) > count(*)"},
		{sql.Eq(Users.ID, sql.Scalar[sql.NullNumber[int64]](sql.Select1(sql.Max(Addresses.UserID)))),
			"users.id = (SELECT max(addresses.user_id) AS max_1 FROM addresses)"},
	} {
		if got := where(test.p); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

func TestEmptyInIsFalse(t *testing.T) {
	for _, test := range []struct {
		p    sql.Bool
		want string
	}{
		{Users.Name.In(), "users.name IN (NULL) AND (1 != 1)"},
		{Users.Name.NotIn(), "(users.name NOT IN (NULL) OR (1 = 1))"},
	} {
		if got := where(test.p); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

func TestPatternsEscapeWildcards(t *testing.T) {
	for _, test := range []struct {
		p    sql.Bool
		want string
	}{
		{Users.Name.Contains("50%_a/b"), "50/%/_a//b"},
		{Users.Name.StartsWith("a%"), "a/%"},
		{Users.Name.EndsWith("_"), "/_"},
		{Users.Name.Like("a%"), "a%"},
	} {
		if got := test.p.Node().(*ast.Like).Pattern.(*ast.Bind).Value; got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

type level int

func TestBindsCarryPlainValues(t *testing.T) {
	when := time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)
	var (
		levels sql.Value[level]
		docs   sql.JSON[map[string]int]
		dates  sql.Time
	)
	sql.BindAttribute(&levels, &ast.Column{Name: "level", Type: types.BigInteger})
	sql.BindAttribute(&docs, &ast.Column{Name: "doc", Type: types.JSON})
	sql.BindAttribute(&dates, &ast.Column{Name: "day", Type: types.DateOnly})
	for _, test := range []struct {
		got  ast.Expr
		want any
	}{
		{Users.Age.Eq(5).Node().(*ast.Binary).Right, int64(5)},
		{Users.Name.Eq("ed").Node().(*ast.Binary).Right, "ed"},
		{levels.Eq(3).Node().(*ast.Binary).Right, int64(3)},
		{Messages.Sent.Eq(when).Node().(*ast.Binary).Right, when},
		{docs.Set(map[string]int{"a": 1}).Value(), types.JSONText(`{"a":1}`)},
		{Users.Born.Eq(types.NewDate(2024, 5, 6)).Node().(*ast.Binary).Right, types.NewDate(2024, 5, 6)},
		{sql.Literal[sql.JSON[[]int]]([]int{1}).Node(), types.JSONText("[1]")},
	} {
		if got := test.got.(*ast.Bind).Value; !reflect.DeepEqual(got, test.want) {
			t.Errorf("got %#v, want %#v", got, test.want)
		}
	}
	if got := Users.Name.Eq("ed").Node().(*ast.Binary).Right.(*ast.Bind); got.Name != "name" || got.Type.Kind != types.KindString {
		t.Errorf("bind is %+v", got)
	}
	if dates.Eq(when).Node().(*ast.Binary).Right.(*ast.Bind).Type != types.DateOnly {
		t.Error("a bind does not have the type of its column")
	}
}

func TestAttributes(t *testing.T) {
	for _, test := range []struct {
		attribute any
		goType    reflect.Type
		nullable  bool
	}{
		{sql.String{}, reflect.TypeFor[string](), false},
		{sql.NullString{}, reflect.TypeFor[string](), true},
		{sql.Number[int32]{}, reflect.TypeFor[int32](), false},
		{sql.NullNumber[float64]{}, reflect.TypeFor[float64](), true},
		{sql.NullBool{}, reflect.TypeFor[bool](), true},
		{sql.Bytes{}, reflect.TypeFor[[]byte](), false},
		{sql.NullJSON[[]string]{}, reflect.TypeFor[[]string](), true},
		{sql.Date{}, reflect.TypeFor[types.Date](), false},
	} {
		goType, nullable, ok := sql.AttributeType(reflect.TypeOf(test.attribute))
		if goType != test.goType || nullable != test.nullable || !ok {
			t.Errorf("%T: %v, %v, %v", test.attribute, goType, nullable, ok)
		}
	}
	if _, _, ok := sql.AttributeType(reflect.TypeFor[string]()); ok {
		t.Error("string passes for an attribute")
	}
	if sql.BindAttribute(new(string), nil) {
		t.Error("*string passes for an attribute")
	}
}

// Types that the compiler is to infer; the program below need only compile.
var (
	_ sql.Typed[string]                    = Users.Name
	_ sql.Typed[*string]                   = Users.Nickname
	_ sql.Operand[string]                  = Users.Nickname
	_ sql.Typed[*int64]                    = sql.Max(Users.ID)
	_ sql.Typed[*int64]                    = sql.Sum(Addresses.UserID)
	_ sql.Typed[string]                    = Users.Nickname.Coalesce("x")
	_ sql.Typed[*string]                   = sql.Case(sql.When(Users.Active, Users.Name)).End()
	_ sql.Typed[*int64]                    = sql.Nullable(sql.Via(sql.Subquery{}, Users.ID))
	_ sql.Query[sql.Row2[string, *string]] = sql.Select2(Users.Name, Users.Nickname)
	_ sql.Number[int64]                    = sql.NotNull(Addresses.UserID)
	_ sql.Number[int]                      = sql.Mul(Users.Age, Users.Age.Neg())
	_ sql.Set[int64]                       = sql.Select1(Users.ID)
	_ sql.NullString                       = sql.NullOf[sql.NullString]()
)
