package sql_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var ctx = context.Background()

func TestQueriesPrint(t *testing.T) {
	cnt := sql.Count().As("address_count")
	sub := sql.Select(Addresses.UserID, cnt).GroupBy(Addresses.UserID).Subquery("adr_count")
	ids := sql.Select2(Users.ID, Users.Name)
	for _, test := range []struct {
		got  any
		want string
	}{
		{ids, "SELECT users.id, users.name FROM users"},
		{ids.Where(Users.Active, Users.Age.Gt(1)), "SELECT users.id, users.name FROM users WHERE users.active AND users.age > :age_1"},
		{ids.OrderBy(Users.Name.Desc().NullsLast(), Users.ID), "SELECT users.id, users.name FROM users ORDER BY users.name DESC NULLS LAST, users.id"},
		{ids.Distinct().Slice(10, 15), "SELECT DISTINCT users.id, users.name FROM users LIMIT :param_1 OFFSET :param_2"},
		{ids.ForUpdate(), "SELECT users.id, users.name FROM users FOR UPDATE"},
		{ids.OrderBy(sql.Text("id desc")), "SELECT users.id, users.name FROM users ORDER BY id desc"},
		{ids.OrderBy(Users.ID).Unordered(), "SELECT users.id, users.name FROM users"},
		{sql.Select1(Users.Name.As("n")).OrderBy(Users.Name.As("n")), "SELECT users.name AS n FROM users ORDER BY n"},
		{sql.Select2(sql.Count(Users.ID), Users.Name).GroupBy(Users.Name).Having(sql.Count().Gt(1)),
			"SELECT count(users.id) AS count_1, users.name FROM users GROUP BY users.name HAVING count(*) > :count_2"},
		{sql.Select2(Users.Name, Addresses.Email).Join(Addresses),
			"SELECT users.name, addresses.email_address FROM users JOIN addresses ON users.id = addresses.user_id"},
		{sql.Select2(Addresses.Email, Users.Name).Join(Users),
			"SELECT addresses.email_address, users.name FROM addresses JOIN users ON users.id = addresses.user_id"},
		{sql.Select1(sql.Count()).From(Users).OuterJoin(Addresses, sql.Eq(Users.ID, Addresses.UserID), Addresses.Email.Eq("x")),
			"SELECT count(*) AS count_1 FROM users LEFT OUTER JOIN addresses ON users.id = addresses.user_id AND addresses.email_address = :email_address_1"},
		{sql.Select1(Users.Name).Join(Messages, sql.Eq(Users.ID, Messages.SenderID)),
			"SELECT users.name FROM users JOIN messages ON users.id = messages.sender_id"},
		{sql.Select1(Users.Name).CrossJoin(Colors), "SELECT users.name FROM users CROSS JOIN colors"},
		{sql.Select2(Users.ID, sql.Nullable(sql.Via(sub, cnt))).OuterJoin(sub, sql.Eq(Users.ID, sql.Via(sub, Addresses.UserID))).OrderBy(Users.ID),
			"SELECT users.id, adr_count.address_count FROM users LEFT OUTER JOIN " +
				"(SELECT addresses.user_id AS user_id, count(*) AS address_count FROM addresses GROUP BY addresses.user_id) AS adr_count " +
				"ON users.id = adr_count.user_id ORDER BY users.id"},
		{sql.Insert(Users).Values(Users.Name.Set("ed"), Users.Nickname.SetNull()).Values(Users.Nickname.Set("w"), Users.Name.Set("wendy")),
			"INSERT INTO users (name, nickname) VALUES (:name_1, NULL), (:name_2, :nickname_1)"},
		{sql.Insert(Colors).FromQuery(sql.Select1(Users.Name), Colors.Name), "INSERT INTO colors (name) SELECT users.name FROM users"},
		{sql.Returning(sql.Insert(Users).Values(Users.Name.Set("ed")), Users.ID), "INSERT INTO users (name) VALUES (:name_1) RETURNING users.id"},
		{sql.Update(Users).Set(Users.Name.Set("x"), sql.SetTo(Users.Age, Users.Age.Add(1))).Where(Users.ID.Eq(1)),
			"UPDATE users SET name=:name_1, age=(users.age + :age_1) WHERE users.id = :id_1"},
		{sql.Delete(Users).Where(Users.ID.Eq(1)), "DELETE FROM users WHERE users.id = :id_1"},
		{sql.Delete(Users).Everywhere(), "DELETE FROM users"},
	} {
		got := strings.Join(strings.Fields(test.got.(interface{ String() string }).String()), " ")
		if got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

func TestQueriesAreValues(t *testing.T) {
	base := sql.Select1(Users.ID).Where(Users.Active, Users.Age.Gt(1), Users.Age.Lt(9)).OrderBy(Users.ID)
	before := base.String()
	a := base.Where(Users.Name.Eq("a")).OrderBy(Users.Name).Join(Addresses)
	b := base.Where(Users.Name.Like("b")).OrderBy(Users.Age).Join(Messages, sql.Eq(Messages.SenderID, Users.ID))
	wantA, wantB := a.String(), b.String()
	a.Where(Users.Nickname.IsNull()).OrderBy(Users.Nickname)
	b.Where(Users.Nickname.IsNotNull()).OrderBy(Users.Nickname)
	if base.String() != before || a.String() != wantA || b.String() != wantB {
		t.Error("extending a query changed another")
	}
	if !strings.Contains(wantA, "users.name =") || strings.Contains(wantA, "LIKE") || !strings.Contains(wantB, "LIKE") {
		t.Errorf("%s\n%s", wantA, wantB)
	}
}

func TestMistakesAreReturned(t *testing.T) {
	var zero sql.String
	sub := sql.Select1(Users.ID).Subquery("s")
	run := func(q sql.Query[int64]) error {
		_, err := q.All(ctx, &canned{})
		return err
	}
	ids := sql.Select1(Users.ID)
	for _, test := range []struct {
		err  error
		want string
	}{
		{run(ids.Where(zero.Eq("x"))), "attribute is not mapped"},
		{run(ids.Where(sql.Not(sql.And(zero.Eq("x"), Users.Active)))), "attribute is not mapped"},
		{run(ids.OrderBy(zero.Asc())), "attribute is not mapped"},
		{run(ids.Where(nil)), "nil was given"},
		{run(ids.Join(nil)), "join with nil"},
		{run(ids.Limit(-1)), "must not be negative"},
		{run(ids.Offset(-1)), "must not be negative"},
		{run(ids.Slice(3, 1)), "[3:1]"},
		{run(ids.Join(Colors)), "joining colors: there is no foreign key between it and users"},
		{run(ids.Join(Messages)), "joining messages: there are 2 foreign keys between it and users"},
		{run(ids.Where(sql.Text("id<:value"))), "parameter :value has no value"},
		{run(ids.Where(sql.Text("id<1", sql.P{"value": 1}))), "no parameter :value"},
		{run(ids.Where(sql.Eq(Users.Name, sql.Via(sub, Users.Name)))), "subquery s has no column for users.name"},
		{run(ids.Where(sql.Not(sql.Invalid[sql.Bool](errors.New("no such relationship"))))), "no such relationship"},
		{run(ids.Where(sql.In(Users.ID, ids.Limit(-1)))), "must not be negative"},
		{run(ids.FromText(sql.Text("select 1")).Where(Users.Active)), "cannot be refined"},
	} {
		if test.err == nil || !strings.Contains(test.err.Error(), test.want) {
			t.Errorf("error %v, want one with %q", test.err, test.want)
		}
	}
	if err := run(ids.Where(Users.Age.Gt(1)).Where(zero.Eq("x"))); !errors.Is(err, sql.ErrUnmapped) {
		t.Errorf("error is %v", err)
	}
	if _, err := ids.All(ctx, nil); err == nil {
		t.Error("a query without an executor runs")
	}
}

func TestResults(t *testing.T) {
	three := &canned{rows: [][]any{{int64(1), "ed"}, {int64(2), nil}, {int64(3), "w"}}}
	q := sql.Select2(Users.ID, Users.Nickname)
	rows, err := q.All(ctx, three)
	if err != nil || len(rows) != 3 || rows[0].V1 != 1 || *rows[0].V2 != "ed" || rows[1].V2 != nil {
		t.Fatalf("%v, %v", rows, err)
	}
	if id, name := rows[2].Values(); id != 3 || *name != "w" {
		t.Errorf("%v, %v", id, name)
	}
	first, err := q.First(ctx, three)
	if err != nil || first.V1 != 1 || !strings.HasSuffix(three.asked[1], "LIMIT :param_1") {
		t.Errorf("%v, %v, %s", first, err, three.asked[1])
	}
	if _, err := q.One(ctx, three); !errors.Is(err, sql.ErrMultipleResults) {
		t.Errorf("One of three: %v", err)
	}
	none := &canned{}
	if _, err := q.One(ctx, none); !errors.Is(err, sql.ErrNoResult) {
		t.Errorf("One of none: %v", err)
	}
	if _, err := q.First(ctx, none); !errors.Is(err, sql.ErrNoResult) {
		t.Errorf("First of none: %v", err)
	}
	if _, ok, err := q.OneOrNone(ctx, none); ok || err != nil {
		t.Errorf("OneOrNone of none: %v, %v", ok, err)
	}
	if rows, err := q.All(ctx, none); rows == nil || len(rows) != 0 || err != nil {
		t.Errorf("All of none: %v, %v", rows, err)
	}
	if _, _, err := q.OneOrNone(ctx, three); !errors.Is(err, sql.ErrMultipleResults) {
		t.Errorf("OneOrNone of three: %v", err)
	}
	one := &canned{rows: [][]any{{int64(7)}}}
	if v, err := sql.Select1(sql.Max(Users.ID)).Scalar(ctx, one); err != nil || *v != 7 {
		t.Errorf("%v, %v", v, err)
	}
	if three.closed != len(three.asked) || none.closed != len(none.asked) {
		t.Error("a result was left open")
	}
	null := &canned{rows: [][]any{{nil}}}
	if _, err := sql.Select1(Users.ID).All(ctx, null); !errors.Is(err, types.ErrNull) || !strings.Contains(err.Error(), "users.id") {
		t.Errorf("NULL into int64: %v", err)
	}
	broken := &canned{rows: one.rows, err: errors.New("connection lost")}
	if rows, err := sql.Select1(Users.ID).All(ctx, broken); err != broken.err || rows != nil || broken.closed != 1 {
		t.Errorf("%v, %v", rows, err)
	}
}

func TestCountAndExists(t *testing.T) {
	q := sql.Select2(Users.ID, Addresses.ID).Join(Addresses).Where(Users.Active)
	ex := &canned{rows: [][]any{{int64(4)}}}
	if n, err := q.Count(ctx, ex); err != nil || n != 4 {
		t.Errorf("%v, %v", n, err)
	}
	const inner = "FROM users JOIN addresses ON users.id = addresses.user_id WHERE users.active)"
	if want := "SELECT count(*) AS count_1 FROM (SELECT users.id AS id, addresses.id AS id_1 " + inner + " AS anon_1"; ex.asked[0] != want {
		t.Errorf("got  %s\nwant %s", ex.asked[0], want)
	}
	ex.rows[0][0] = true
	if ok, err := q.Exists(ctx, ex); err != nil || !ok {
		t.Errorf("%v, %v", ok, err)
	}
	if want := "SELECT EXISTS (SELECT users.id, addresses.id AS id_1 " + inner + " AS anon_1"; ex.asked[1] != want {
		t.Errorf("got  %s\nwant %s", ex.asked[1], want)
	}
}

func TestIter(t *testing.T) {
	q := sql.Select1(Users.ID)
	for _, tracks := range []bool{false, true} {
		ex := &canned{rows: [][]any{{int64(1)}, {int64(2)}, {int64(3)}}, tracks: tracks}
		var got []int64
		for id, err := range q.Iter(ctx, ex) {
			if err != nil {
				t.Fatal(err)
			}
			if open := ex.closed == 0; open == tracks {
				t.Errorf("tracks %v: result open in the loop: %v", tracks, open)
			}
			got = append(got, id)
			if id == 2 {
				break
			}
		}
		if !reflect.DeepEqual(got, []int64{1, 2}) || ex.closed != 1 {
			t.Errorf("got %v, closed %d times", got, ex.closed)
		}
	}
	broken := &canned{rows: [][]any{{int64(1)}, {nil}}}
	var errs []error
	for _, err := range q.Iter(ctx, broken) {
		errs = append(errs, err)
	}
	if len(errs) != 2 || errs[0] != nil || !errors.Is(errs[1], types.ErrNull) || broken.closed != 1 {
		t.Errorf("%v", errs)
	}
	for _, err := range q.Limit(-1).Iter(ctx, broken) {
		if err == nil {
			t.Error("a query with a mistake gives results")
		}
	}
}

func TestDynamicRows(t *testing.T) {
	ex := &canned{rows: [][]any{{int64(1), "ed", nil, int64(2)}}}
	row, err := sql.Select(Users.ID, Users.Name, Users.Nickname, sql.Count().As("n")).One(ctx, ex)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := row.Columns(), []string{"id", "name", "nickname", "n"}; !reflect.DeepEqual(got, want) {
		t.Errorf("columns are %v", got)
	}
	if want := map[string]any{"id": int64(1), "name": "ed", "nickname": (*string)(nil), "n": int64(2)}; !reflect.DeepEqual(row.Map(), want) {
		t.Errorf("row is %#v", row.Map())
	}
	var (
		id       int
		name     string
		nickname = new(string)
	)
	if err := row.Scan(&id, &name, &nickname, nil); err != nil || id != 1 || name != "ed" || nickname != nil {
		t.Errorf("%v: %v %v %v", err, id, name, nickname)
	}
	if err := row.Scan(&id); err == nil {
		t.Error("a row of four scans into one")
	}
	if err := row.Scan(nil, nil, &name, nil); !errors.Is(err, types.ErrNull) {
		t.Errorf("NULL into string: %v", err)
	}
	if _, ok := row.Get("nobody"); ok {
		t.Error("there is a column that was not selected")
	}
}

func TestTextQueries(t *testing.T) {
	ex := &canned{columns: []string{"name", "id"}, rows: [][]any{{"ed", int64(1)}}}
	q := sql.Select2(Users.ID, Users.Name)
	byName, err := q.FromText(sql.Text("SELECT name, id FROM users WHERE id = :id", sql.P{"id": 1})).One(ctx, ex)
	if err != nil || byName.V1 != 1 || byName.V2 != "ed" {
		t.Errorf("%v, %v", byName, err)
	}
	ex.columns = []string{"a", "b"}
	byPosition, err := q.FromText(sql.Text("SELECT name AS a, id AS b FROM users").Columns(Users.Name, Users.ID)).One(ctx, ex)
	if err != nil || byPosition != byName {
		t.Errorf("%v, %v", byPosition, err)
	}
	if _, err := q.FromText(sql.Text("SELECT a, b")).One(ctx, ex); err == nil || !strings.Contains(err.Error(), "no column for users.id: it has a, b") {
		t.Errorf("%v", err)
	}
	ex.columns = []string{"id", "id"}
	if _, err := sql.FromText(Users.ID, sql.Text("SELECT 1")).One(ctx, ex); err == nil || !strings.Contains(err.Error(), `two columns named "id"`) {
		t.Errorf("%v", err)
	}
	if ex.closed != len(ex.asked) {
		t.Error("a result was left open")
	}
	if _, err := sql.Text("VACUUM :x").Exec(ctx, ex); err == nil {
		t.Error("a text without its parameter runs")
	}
}

func TestCartesianProducts(t *testing.T) {
	for _, test := range []struct {
		q      sql.Query[string]
		tables []string
	}{
		{sql.Select1(Users.Name).Where(Addresses.Email.Eq("x")), []string{"users", "addresses"}},
		{sql.Select1(Users.Name).Where(Addresses.Email.Eq("x"), Colors.Name.Eq("x"), sql.Eq(Users.Name, Colors.Name)), []string{"users", "addresses"}},
		{sql.Select1(Users.Name).Join(Addresses).OrderBy(Colors.Name), []string{"users", "colors"}},
		{sql.Select1(Users.Name).Where(Addresses.Email.Eq("x")).AllowCartesian(), nil},
		{sql.Select1(Users.Name).CrossJoin(Addresses), nil},
		{sql.Select1(Users.Name).Join(Addresses), nil},
		{sql.Select1(Users.Name).Where(sql.Eq(Users.ID, Addresses.UserID)), nil},
		{sql.Select1(Users.Name).Where(sql.Or(Users.Active, sql.Eq(Users.ID, Addresses.UserID))), nil},
		{sql.Select1(Users.Name).Where(sql.And(Users.Active, sql.Eq(Users.ID, Addresses.UserID))), nil},
		{sql.Select1(Users.Name).Where(sql.Exists(sql.Select1(Addresses.ID).Where(sql.Eq(Users.ID, Addresses.UserID)))), nil},
		{sql.Select1(Users.Name).Where(Addresses.Email.Eq("x"), sql.Text("users.id = addresses.user_id")), nil},
	} {
		ex := &canned{}
		_, err := test.q.All(ctx, ex)
		var product *sql.CartesianError
		if errors.As(err, &product) != (test.tables != nil) || product != nil && !reflect.DeepEqual(product.Tables, test.tables) {
			t.Errorf("%s: %v", test.q, err)
		}
		if product != nil && len(ex.asked) > 0 {
			t.Error("the product was sent")
		}
	}
	if _, err := sql.Select1(Users.Name).Where(Addresses.Email.Eq("x")).Count(ctx, &canned{}); !errors.As(err, new(*sql.CartesianError)) {
		t.Errorf("count: %v", err)
	}
}

func TestBulk(t *testing.T) {
	ex := &canned{}
	q := sql.Select1(Users.ID)
	if n, err := q.Where(Users.Name.Eq("ed")).Delete(ctx, ex); n != 3 || err != nil {
		t.Errorf("%v, %v", n, err)
	}
	if n, err := q.Everywhere().Update(ctx, ex, Users.Age.Set(3)); n != 3 || err != nil {
		t.Errorf("%v, %v", n, err)
	}
	if want := []string{"DELETE FROM users WHERE users.name = :name_1", "UPDATE users SET age=:age_1"}; !reflect.DeepEqual(ex.asked, want) {
		t.Errorf("%q", ex.asked)
	}
	if _, err := q.Delete(ctx, ex); !errors.Is(err, sql.ErrEverywhere) {
		t.Errorf("%v", err)
	}
	for _, q := range []sql.Query[int64]{q.Join(Addresses), q.Limit(1), q.Distinct(), q.GroupBy(Users.ID)} {
		if _, err := q.Where(Users.Active).Delete(ctx, ex); err == nil {
			t.Errorf("%s can delete", q)
		}
	}
	if _, err := sql.Insert(Users).Values(Users.Name.Set("a")).Values(Users.Age.Set(1)).Exec(ctx, ex); err == nil {
		t.Error("rows of different columns are inserted")
	}
	if _, err := sql.Insert(Users).Values(Colors.Name.Set("a")).Exec(ctx, ex); err == nil {
		t.Error("a column of another table is inserted into")
	}
}
