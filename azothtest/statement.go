package azothtest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Statement is one that an engine sent, or the beginning or end of a
// transaction.
type Statement struct {
	// Kind is SELECT, INSERT, UPDATE, DELETE, BEGIN, COMMIT, ROLLBACK,
	// SAVEPOINT, RELEASE SAVEPOINT, ROLLBACK TO SAVEPOINT, CREATE TABLE,
	// CREATE INDEX, DROP TABLE …; of other statements, the first word.
	Kind string
	// Table is the table that is written or created, and of a SELECT the first
	// after FROM. Tables are all tables of a SELECT, each once. Names are
	// without quotes, with their schema where the SQL has it.
	Table  string
	Tables []string
	// SQL is what was sent, Args its arguments: an array is a []any. A
	// statement that was prepared and executed for each of several rows has
	// their arguments in Batch.
	SQL   string
	Args  []any
	Batch [][]any
	// Rows are the rows that an INSERT, UPDATE or DELETE names by their values.
	// A statement with a criterion of its own, such as UPDATE … WHERE name LIKE
	// …, has one row without Where.
	Rows []Row
	// Features are what the SQL makes use of, among JOIN, LEFT OUTER JOIN,
	// RIGHT OUTER JOIN, FULL OUTER JOIN, CROSS JOIN, DISTINCT, EXISTS, NOT
	// EXISTS, IN, GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET, UNION, INTERSECT,
	// EXCEPT, SUBQUERY, COUNT, WITH, FOR UPDATE, FOR SHARE and RETURNING. A list
	// of values counts as IN however it is written.
	Features []string
	// Savepoint is the name of the savepoint.
	Savepoint string
	// Flush says that the statement is a write of a session's flush.
	Flush bool
	// Affected is the number of rows that the database reports, -1 where it
	// reports none.
	Affected int64
	// Err is how the statement failed, or nil.
	Err error
}

// A Row is one row that a statement writes: an INSERT has Set, a DELETE Where,
// an UPDATE both. The values are bind values (int64, float64, bool, string,
// time.Time, []byte …, nil for NULL) or an [Expression].
type Row struct {
	Set, Where map[string]any
}

// An Expression is a value that the database computes, as it stands in the SQL.
type Expression string

// Has reports whether the SQL makes use of a feature.
func (s Statement) Has(feature string) bool { return slices.Contains(s.Features, feature) }

// String gives the kind and the table: "INSERT users".
func (s Statement) String() string {
	if s.Table == "" {
		return s.Kind
	}
	return s.Kind + " " + s.Table
}

// String gives the row with its columns in the order of their names:
// "name='ed' where id=1".
func (r Row) String() string {
	text := formatColumns(r.Set)
	if len(r.Where) > 0 {
		text = strings.TrimSpace(text + " where " + formatColumns(r.Where))
	}
	return text
}

func formatColumns(columns map[string]any) string {
	parts := make([]string, 0, len(columns))
	for _, name := range slices.Sorted(maps.Keys(columns)) {
		switch value := columns[name].(type) {
		case nil:
			parts = append(parts, name+"=NULL")
		case string:
			parts = append(parts, fmt.Sprintf("%s='%s'", name, value))
		default:
			parts = append(parts, fmt.Sprintf("%s=%v", name, value))
		}
	}
	return strings.Join(parts, " ")
}
