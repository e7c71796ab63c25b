package sql_test

import (
	"strings"
	"testing"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// selected is the printed select list of a query.
func selected(q interface{ String() string }) string {
	text := strings.TrimPrefix(q.String(), "SELECT ")
	for _, source := range []string{"users", "messages", "addresses"} {
		text = strings.TrimSuffix(text, " FROM "+source)
	}
	return text
}

func TestFunctions(t *testing.T) {
	for _, test := range []struct {
		query interface{ String() string }
		want  string
	}{
		{sql.Select1(sql.NullIf(Users.Name, sql.Val(""))), "nullif(users.name, :param_1) AS nullif_1"},
		{sql.Select1(sql.Coalesce(Users.Nickname, Users.Name, sql.Val("?"))), "coalesce(users.nickname, users.name, :param_1) AS coalesce_1"},
		{sql.Select1(sql.Greatest(Users.Age, sql.Val(1))), "greatest(users.age, :param_1) AS greatest_1"},
		{sql.Select1(sql.Trim(Users.Name)), "trim(users.name) AS trim_1"},
		{sql.Select1(sql.Now()), "now() AS now_1"},
		{sql.Select1(sql.CurrentDate()), "CURRENT_DATE AS current_date_1"},
		{sql.Select1(sql.Func[sql.String]("dbo.fn_trim", Users.Name)), "dbo.fn_trim(users.name) AS fn_trim_1"},
		{sql.Select1(sql.Extract(sql.Year, Messages.Sent).As("year")), "EXTRACT(year FROM messages.sent) AS year"},
		{sql.Select1(sql.CaseOf(Users.Name, sql.WhenValue("a", sql.Val(1)), sql.WhenEqual(Users.Nickname, sql.Val(2))).Else(sql.Val(0)).As("n")),
			"CASE users.name WHEN :name_1 THEN :param_1 WHEN users.nickname THEN :param_2 ELSE :param_3 END AS n"},
		{sql.Select1(Users.Name.As("a").As("b")), "users.name AS b"},
		{sql.Select1(sql.Distinct(sql.Sum(Users.Age))), "sum(DISTINCT users.age) AS sum_1"},
		{sql.Select1(sql.Filter(sql.Count(), Users.Active).As("n")), "count(*) FILTER (WHERE users.active) AS n"},
		{sql.Select1(sql.OrderedBy(sql.AggregateStrings(Users.Name, ", "), Users.ID.Desc()).As("names")),
			"aggregate_strings(users.name, ', ' ORDER BY users.id DESC) AS names"},
		{sql.Select1(sql.PercentileCont(0.5, Users.Age).As("median")),
			"percentile_cont(:param_1) WITHIN GROUP (ORDER BY users.age) AS median"},
		{sql.Select1(sql.Mode(Users.Age).As("usual")), "mode() WITHIN GROUP (ORDER BY users.age) AS usual"},
		{sql.Select1(sql.NextValue[sql.Number[int64]]("shop.ids").As("n")), "NEXT VALUE FOR shop.ids AS n"},
	} {
		if got := selected(test.query); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

func TestWindows(t *testing.T) {
	byAge := sql.Window().OrderBy(Users.Age)
	for _, test := range []struct {
		over sql.WindowSpec
		want string
	}{
		{sql.Window(), "OVER ()"},
		{byAge, "OVER (ORDER BY users.age)"},
		{sql.Window().PartitionBy(Users.Active).OrderBy(Users.Age.Desc()), "OVER (PARTITION BY users.active ORDER BY users.age DESC)"},
		{byAge.Rows(sql.UnboundedPreceding, sql.CurrentRow), "OVER (ORDER BY users.age ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"},
		{byAge.Rows(sql.Preceding(2), sql.Following(3)), "OVER (ORDER BY users.age ROWS BETWEEN :param_1 PRECEDING AND :param_2 FOLLOWING)"},
		{byAge.Groups(sql.CurrentRow, sql.UnboundedFollowing).ExcludeTies(),
			"OVER (ORDER BY users.age GROUPS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE TIES)"},
	} {
		want := "rank() " + test.want + " AS r"
		if got := selected(sql.Select1(sql.Over(sql.Rank(), test.over).As("r"))); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// TestWrongWindows checks that what the compiler cannot tell is an error before
// anything is sent.
func TestWrongWindows(t *testing.T) {
	byAge := sql.Window().OrderBy(Users.Age)
	for _, test := range []struct {
		x    sql.Typed[int64]
		want string
	}{
		{sql.Over(sql.Rank(), byAge.Rows(sql.CurrentRow, sql.UnboundedPreceding)), "ends before it begins"},
		{sql.Over(sql.Rank(), byAge.Rows(sql.Preceding(-1), sql.CurrentRow)), "must not be negative"},
		{sql.Over(sql.Rank(), byAge.ExcludeTies()), "nothing to exclude from"},
		{sql.Over(sql.Rank(), byAge.Rows(sql.CurrentRow, sql.CurrentRow).Range(sql.CurrentRow, sql.CurrentRow)), "one frame"},
		{sql.Over(Users.ID, byAge), "belongs to the call of a function"},
	} {
		if _, err := sql.Select1(test.x).Statement(); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("the error is %v, want one with %q", err, test.want)
		}
	}
}

// TestReadingFunctions checks that the results of functions can be read.
func TestReadingFunctions(t *testing.T) {
	ex := &canned{columns: []string{"r", "m"}, rows: [][]any{{0.5, 2.5}}}
	row, err := sql.Select2(sql.Over(sql.PercentRank(), sql.Window()), sql.PercentileCont(0.5, Users.Age)).One(t.Context(), ex)
	if err != nil || row.V1 != 0.5 || *row.V2 != 2.5 {
		t.Errorf("read %v, %v", row, err)
	}
}

var (
	_ sql.Typed[types.Date] = sql.CurrentDate()
	_ sql.Typed[*[]string]  = sql.ArrayAgg(Users.Name)
	_ sql.NullString        = sql.PercentileDisc(0.5, Users.Name)
)
