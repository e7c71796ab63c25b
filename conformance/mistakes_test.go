package conformance_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/conformance"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/driver/sqlite"
)

// A mistake is what a dialect or a driver does wrong: SQLite's, but for one thing.
type mistake struct {
	// The dialect, what is sent, what statements report, and what rows give.
	dialect func(d *dialect.Dialect)
	send    func(s driver.Statement) driver.Statement
	result  func(r driver.Result) driver.Result
	row     func(r driver.Rows) driver.Rows
	err     func(err error) error
	conn    func(c driver.Conn) driver.Conn
	// lacks is a list of what SQLite lacks, in place of the right one.
	lacks func(right []conformance.Capability) []conformance.Capability
	// fails are cases that are to fail of it, among others; says is a part of
	// what the suite says besides.
	fails []string
	says  string
}

// replaces is a mistake in the text of statements.
func replaces(old, new string) func(s driver.Statement) driver.Statement {
	return func(s driver.Statement) driver.Statement {
		s.SQL = strings.ReplaceAll(s.SQL, old, new)
		return s
	}
}

var mistakes = map[string]mistake{
	"reserved words are not quoted": {
		dialect: func(d *dialect.Dialect) { d.Identifiers = dialect.NewIdentifiers('"', '"', 0, "") },
		fails:   []string{"names/columns"},
	},
	"quotes in names are not doubled": {
		send:  replaces(`""`, `"`),
		fails: []string{"names/quotes"},
	},
	"percent signs are doubled": {
		send:  replaces("%", "%%"),
		fails: []string{"names/columns", "names/percent", "names/literals"},
	},
	"names are cut": {
		dialect: func(d *dialect.Dialect) { d.Identifiers.MaxLength = 20 },
		fails:   []string{"ddl/long-names"},
	},
	"LIMIT is left out":                {send: replaces(" LIMIT ?", " LIMIT max(?, 99)"), fails: []string{"select/limit", "select/limit-twice", "select/limit-in-subquery", "select/compound-members"}},
	"OFFSET is one too much":           {send: replaces(" OFFSET ?", " OFFSET 1+?"), fails: []string{"select/limit", "select/limit-in-subquery", "select/union"}},
	"UNION keeps what is twice":        {send: replaces(" UNION SELECT", " UNION ALL SELECT"), fails: []string{"select/union"}},
	"outer joins are inner joins":      {send: replaces("LEFT OUTER JOIN", "JOIN"), fails: []string{"select/outer-join"}},
	"a list of nothing has something":  {send: replaces(" WHERE 1!=1", ""), fails: []string{"select/in-empty"}},
	"ESCAPE is forgotten":              {send: regexpReplaces(` ESCAPE '.'`, ""), fails: []string{"select/like"}},
	"literals have their quotes once":  {dialect: literals(func(s string) string { return "'" + s + "'" }), fails: []string{"types/string", "select/inline"}},
	"literals double backslashes":      {dialect: func(d *dialect.Dialect) { d.Features.BackslashEscapes = true }, fails: []string{"types/string", "types/text", "ddl/defaults"}},
	"integers are divided as integers": {send: replaces(" + 0.0", ""), fails: []string{"types/division"}},
	"NULLS FIRST does nothing":         {send: replaces(" NULLS FIRST", " NULLS LAST"), fails: []string{"select/nulls-order"}},
	"no rows are counted":              {result: func(r driver.Result) driver.Result { r.RowsAffected = 0; return r }, fails: []string{"rowcount/update", "rowcount/update-unchanged", "rowcount/delete", "rowcount/text", "update/update", "groups/update"}},
	"keys are those of the next row":   {result: func(r driver.Result) driver.Result { r.LastInsertID++; return r }, fails: []string{"insert/key"}},
	"errors have no kind":              {err: unkind, fails: []string{"errors/integrity", "ddl/constraints", "groups/refused"}},
	"times lose their zone":            {send: wallClock, fails: []string{"types/datetime-zone"}},
	"times lose their microseconds":    {row: func(r driver.Rows) driver.Rows { return secondRows{r} }, fails: []string{"types/datetime-microseconds", "types/time-microseconds"}},
	"spaces at the end of texts go":    {row: func(r driver.Rows) driver.Rows { return trimmedRows{r} }, fails: []string{"types/string-empty"}},
	"NULL is an empty text":            {row: func(r driver.Rows) driver.Rows { return fullRows{r} }, fails: []string{"types/string", "types/integer", "select/outer-join"}},
	"rows come to an end too early":    {row: func(r driver.Rows) driver.Rows { return &shortRows{r, 0} }, fails: []string{"results/stream"}},
	"rollback commits":                 {conn: func(c driver.Conn) driver.Conn { return committing{c} }, fails: []string{"connection/rollback"}},
	"transactions are not begun":       {conn: func(c driver.Conn) driver.Conn { return beginless{c} }, fails: []string{"connection/rollback", "connection/savepoints"}},
	"savepoints are not gone back to":  {conn: func(c driver.Conn) driver.Conn { return forward{c} }, fails: []string{"connection/savepoints"}},
	"batches write their first row":    {send: firstOfBatch, fails: []string{"groups/insert", "groups/insert-keys", "groups/update", "groups/delete"}},
	"all foreign keys cascade":         {dialect: catalogue(func(q string) string { return strings.ReplaceAll(q, `on_delete`, `'CASCADE'`) }, foreignKeys), fails: []string{"reflection/foreign-keys"}},
	"columns come in the wrong order": {dialect: catalogue(func(q string) string {
		return regexp.MustCompile(`(?i)order by .*`).ReplaceAllString(q, "ORDER BY 1, 2 DESC")
	}, columns), fails: []string{"reflection/columns"}},
	"sequences that are not there": {dialect: func(d *dialect.Dialect) { d.Features.Sequences = true }, fails: []string{"sequence/default", "sequence/next-value"}},
	"strings are declared longer":  {dialect: typeNames(func(name string) string { return strings.ReplaceAll(name, "(7)", "(70)") }), fails: []string{"reflection/columns"}},
	"a lack that is none": {
		lacks: func(right []conformance.Capability) []conformance.Capability {
			return append(right, conformance.RecursiveCTE)
		},
		fails: []string{"cte/recursive"}, says: `works, though the database was said to lack ["recursive CTEs"]`,
	},
	"a lack that is not listed": {
		lacks: func(right []conformance.Capability) []conformance.Capability {
			return slices.DeleteFunc(right, func(c conformance.Capability) bool { return c == conformance.Schemas })
		},
		fails: []string{"ddl/create-in-schema", "reflection/schemas"},
	},
	"a lack that nobody knows": {
		lacks: func(right []conformance.Capability) []conformance.Capability { return append(right, "wings") },
		says:  `Lacks has "wings": no case needs it`,
	},
	"a lack that the dialect publishes": {
		lacks: func(right []conformance.Capability) []conformance.Capability {
			return append(right, conformance.Sequences)
		},
		says: `Lacks has "sequences": the dialect publishes it`,
	},
}

// The suite is to find each mistake: it runs against it in a process of its own,
// which fails.
func TestMistakesAreFound(t *testing.T) {
	for name, m := range mistakes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			said, failed := runWith(t, name)
			if len(failed) == 0 && m.says == "" {
				t.Fatal("the suite passes")
			}
			for _, c := range m.fails {
				if !failed[c] {
					t.Errorf("%s passes; what fails: %v", c, failed)
				}
			}
			if !strings.Contains(said, m.says) {
				t.Errorf("it does not say %q", m.says)
			}
			if failed["connection/ping"] {
				t.Errorf("everything fails:\n%.2000s", said)
			}
		})
	}
}

// Without a mistake nothing fails in that process.
func TestNoMistakeIsFoundWhereNoneIs(t *testing.T) {
	if said, failed := runWith(t, "none"); len(failed) > 0 || strings.Contains(said, "--- FAIL") {
		t.Errorf("%v fail:\n%s", failed, said)
	}
}

const mistakeVariable = "AZOTH_TEST_MISTAKE"

var failedCase = regexp.MustCompile(`--- FAIL: TestWithMistake/([a-z]+/[a-z0-9-]+) `)

func runWith(t *testing.T, name string) (said string, failed map[string]bool) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestWithMistake$", "-test.v")
	child.Env = append(os.Environ(), mistakeVariable+"="+name)
	output, err := child.CombinedOutput()
	said = string(output)
	if !strings.Contains(said, "RUN   TestWithMistake/views/") {
		t.Fatalf("the suite did not run to its end: %v\n%s", err, said)
	}
	failed = map[string]bool{}
	for _, match := range failedCase.FindAllStringSubmatch(said, -1) {
		failed[match[1]] = true
	}
	if passed := err == nil; passed != !strings.Contains(said, "--- FAIL: TestWithMistake ") {
		t.Errorf("the process ended with %v", err)
	}
	return said, failed
}

// TestWithMistake is the suite with a mistake, for the tests above.
func TestWithMistake(t *testing.T) {
	name := os.Getenv(mistakeVariable)
	if name == "" {
		t.Skip("TestMistakesAreFound runs it")
	}
	m := mistakes[name]
	d := sqlite.Driver{}.Dialect().Clone()
	if m.dialect != nil {
		m.dialect(d)
	}
	driver.Register(mistaken{Driver: sqlite.Driver{}, mistake: m, dialect: d}, "sqlite+mistaken")
	lacks := slices.Clone(lacking["sqlite"])
	if m.lacks != nil {
		lacks = m.lacks(lacks)
	}
	path := filepath.Join(t.TempDir(), "test.db")
	conformance.Run(t, conformance.Database{URL: "sqlite+mistaken:///" + path + "?journal_mode=wal&synchronous=off", Lacks: lacks})
}
