package dialect_test

import (
	"regexp"
	"strconv"
	"testing"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/firebird"
	"github.com/azoth-go/azoth/dialect/mssql"
	"github.com/azoth-go/azoth/dialect/oracle"
	"github.com/azoth-go/azoth/dialect/sybase"
)

// withoutServer are the dialects whose databases no test here can ask.
var withoutServer = []*dialect.Dialect{mssql.Dialect, oracle.Dialect, firebird.Dialect, sybase.Dialect}

var marks = regexp.MustCompile(`@p\d+|:\d+`)

// TestExpressionsWithoutServer is TestExpressions for the databases that have
// no server here: the conformance data is all that can be asked.
func TestExpressionsWithoutServer(t *testing.T) {
	want := expectations(t, "testdata/expressions_without_server.txt")
	for _, c := range expressionCases() {
		for i, e := range c.expressions {
			key := c.name + " " + strconv.Itoa(i+1)
			for _, d := range withoutServer {
				expected, ok := want[key][d.Name]
				if !ok {
					continue
				}
				if better, ok := correctedWithoutServer[key][d.Name]; ok {
					expected = better
				}
				got, err := c.compile(d, e)
				if got = marks.ReplaceAllString(got, "?"); err != nil {
					got = "error"
				}
				if got != expected {
					t.Errorf("%s on %s: %v\n got %s\nwant %s", key, d.Name, err, got, expected)
				}
			}
			delete(want, key)
		}
	}
	for key := range want {
		t.Errorf("no case for %s", key)
	}
}

// correctedWithoutServer are the texts of the conformance data that a server
// would not take, and ours for them.
var correctedWithoutServer = map[string]map[string]string{
	// STARTING WITH knows no escapes.
	"operators.contains_autoescape 2": {"firebird": "users.name LIKE ? || '%' ESCAPE '/'"},
	// A truth value is a number there, of which IS knows none.
	"operators.is_not_true 1": {
		"firebird": "SELECT orders.id FROM orders WHERE orders.paid IS DISTINCT FROM 1",
		"mssql":    "SELECT orders.id FROM orders WHERE NOT EXISTS (SELECT orders.paid INTERSECT SELECT 1)",
		"oracle":   "SELECT orders.id FROM orders WHERE DECODE(orders.paid, 1, 0, 1) = 1",
		"sybase":   "SELECT orders.id FROM orders WHERE NOT (orders.paid = 1 AND orders.paid IS NOT NULL)",
	},
	// A condition is no value.
	"operators.comparison_of_comparisons 1": onEach(
		"CASE WHEN (users.id = ?) THEN 1 WHEN (users.id != ?) THEN 0 END = CASE WHEN (users.name = ?) THEN 1 WHEN (users.name != ?) THEN 0 END",
		"mssql", "oracle", "sybase"),
	"operators.comparison_of_comparisons 2": onEach(
		"CASE WHEN (users.id > ?) THEN 1 WHEN (users.id <= ?) THEN 0 END != CASE WHEN (users.id < ?) THEN 1 WHEN (users.id >= ?) THEN 0 END",
		"mssql", "oracle", "sybase"),
	"operators.custom_op_precedence 3": onEach(
		"items.qty low CASE WHEN (items.id = ?) THEN 1 WHEN (items.id != ?) THEN 0 END", "mssql", "oracle", "sybase"),
	// SQL Server and Firebird have no tuples.
	"operators.tuple_in 1": {
		"mssql":    "SELECT users.id FROM users WHERE (users.name = ? AND users.id = ? OR users.name = ? AND users.id = ?)",
		"firebird": "SELECT users.id FROM users WHERE (users.name = ? AND users.id = ? OR users.name = ? AND users.id = ?)",
	},
	"operators.tuple_in_empty 1": {"mssql": "SELECT users.id FROM users WHERE 1 != 1", "firebird": "SELECT users.id FROM users WHERE 1 != 1"},
	// gen_id knows nothing of the increment.
	"functions.next_value 1": {"firebird": "SELECT NEXT VALUE FOR my_seq AS next_value_1 FROM rdb$database"},
	// A value of boolean type is no condition.
	"expressions.case_bool_column 1": {
		"mssql":    "SELECT CASE WHEN (orders.paid = 1) THEN ? ELSE ? END AS anon_1 FROM orders",
		"oracle":   "SELECT CASE WHEN (orders.paid = 1) THEN ? ELSE ? END AS anon_1 FROM orders",
		"firebird": "SELECT CASE WHEN (orders.paid = 1) THEN 'paid' ELSE 'due' END AS anon_1 FROM orders",
		"sybase":   "SELECT CASE WHEN (orders.paid = 1) THEN 'paid' ELSE 'due' END AS anon_1 FROM orders",
	},
	// Functions have parentheses, also those without arguments.
	"functions.random 1": {"firebird": "SELECT users.id FROM users ORDER BY rand()"},
	"functions.over_partition_order 1": {
		"firebird": "SELECT employees.name, rank() OVER (PARTITION BY employees.dept ORDER BY employees.salary DESC) AS r FROM employees",
	},
	// A text of these characters alone is the same with the mark and without it.
	"json.literal_binds_path 1": {
		"mssql": `CASE JSON_VALUE(documents.data, '$."it''s"') WHEN NULL THEN NULL ELSE JSON_VALUE(documents.data, '$."it''s"') END = 'x'`,
	},
}

// onEach gives a text to each of the dialects.
func onEach(text string, names ...string) map[string]string {
	texts := map[string]string{}
	for _, name := range names {
		texts[name] = text
	}
	return texts
}
