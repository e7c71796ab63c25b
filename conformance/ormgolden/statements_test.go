package ormgolden

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sort"
	"strings"

	"github.com/azoth-go/azoth/azothtest"
)

// compareStatements compares what was sent with what was recorded: writes,
// reads and the boundaries of transactions.
func (r *run) compareStatements(s *step, got []azothtest.Statement, err error) {
	r.t.Helper()
	all := variants(r.scenario, r.database, s.N, "sql", s.SQL)
	// Where either of two recordings is right, the second is reported against.
	chosen := all[len(all)-1]
	for _, recorded := range all {
		if len(r.writeFaults(recorded, got, err)) == 0 && len(r.readFaults(recorded, got)) == 0 {
			chosen = recorded
			break
		}
	}
	for _, fault := range r.writeFaults(chosen, got, err) {
		r.differs(s, "writes", "%s", fault)
	}
	for _, fault := range r.readFaults(chosen, got) {
		r.differs(s, "reads", "%s", fault)
	}
	r.compareTransactions(s, chosen, got)
}

// A write is a row that is written.
type write struct {
	kind, table string
	set, where  map[string]any
	link        bool // the order of the rows means nothing
}

func (w write) String() string {
	return w.kind + " " + w.table + " " + azothtest.Row{Set: w.set, Where: w.where}.String()
}

func isWrite(kind string) bool { return kind == "INSERT" || kind == "UPDATE" || kind == "DELETE" }

// isBulk reports whether the program itself asked for a write.
func isBulk(origin string) bool { return origin == "bulk" || origin == "execute" }

// recordedWrites are the rows that the recorded statements of flushes write.
func recordedWrites(statements []statement) (rows []write) {
	for _, s := range statements {
		if !isWrite(s.Kind) || isBulk(s.Origin) {
			continue
		}
		for _, row := range s.Rows {
			w := write{kind: s.Kind, table: s.Table, link: s.RowsOrder == "any"}
			set, isSet := row["set"].(map[string]any)
			where, isWhere := row["where"].(map[string]any)
			if s.Kind == "INSERT" {
				w.set = row
			} else {
				if isSet {
					w.set = set
				}
				if isWhere {
					w.where = where
				}
			}
			rows = append(rows, w)
		}
	}
	return rows
}

func writtenRows(statements []azothtest.Statement) (rows []write) {
	for _, s := range statements {
		if !isWrite(s.Kind) || !s.Flush {
			continue
		}
		for _, row := range s.Rows {
			rows = append(rows, write{kind: s.Kind, table: s.Table, set: row.Set, where: row.Where})
		}
	}
	return rows
}

// writeFaults compares the rows that are written: the same rows with the same
// values, found by the same keys; those of one table in the same order.
func (r *run) writeFaults(recorded []statement, statements []azothtest.Statement, err error) (faults []string) {
	want, got := recordedWrites(recorded), writtenRows(statements)
	if failed := slices.IndexFunc(statements, func(s azothtest.Statement) bool { return s.Flush && s.Err != nil }); failed >= 0 && err != nil {
		// All is rolled back. What was sent before the failure depends on the
		// order between tables, which is free.
		if !slices.ContainsFunc(want, func(w write) bool {
			return w.kind == statements[failed].Kind && w.table == statements[failed].Table
		}) {
			faults = append(faults, fmt.Sprintf("%s failed, which was not recorded", statements[failed]))
		}
		return faults
	}
	left := slices.Clone(want)
	positions := map[string][]int{} // of the rows of a kind and table, in the recording
	for _, w := range got {
		at := -1
		for i, recorded := range left {
			if recorded.kind != "" && r.equalWrite(w, recorded) {
				at = i
				break
			}
		}
		if at < 0 {
			faults = append(faults, "wrote "+w.String()+", which was not recorded")
			continue
		}
		if !left[at].link {
			key := w.kind + " " + w.table
			positions[key] = append(positions[key], at)
		}
		left[at].kind = ""
	}
	for _, w := range left {
		if w.kind != "" {
			faults = append(faults, "did not write "+w.String())
		}
	}
	for _, key := range slices.Sorted(maps.Keys(positions)) {
		if !sort.IntsAreSorted(positions[key]) {
			faults = append(faults, fmt.Sprintf("%s: the rows come in another order than recorded: %v", key, positions[key]))
		}
	}
	return append(faults, bulkFaults(recorded, statements)...)
}

func (r *run) equalWrite(got, want write) bool {
	return got.kind == want.kind && got.table == want.table &&
		r.equalColumns(got.set, want.set, got.kind == "INSERT") && r.equalColumns(got.where, want.where, false)
}

// equalColumns compares values by column. In an INSERT a column that is NULL
// may be left out.
func (r *run) equalColumns(got, want map[string]any, insert bool) bool {
	for name, recorded := range want {
		value, ok := got[name]
		if !ok && insert && recorded == nil {
			continue
		}
		if expression, isSQL := recorded.(map[string]any); isSQL && expression["$sql"] == true {
			if _, isExpression := value.(azothtest.Expression); isExpression {
				continue
			}
			return false
		}
		if !ok || !r.equal(value, recorded) {
			return false
		}
	}
	for name, value := range got {
		if _, ok := want[name]; !ok && !(insert && value == nil) {
			return false
		}
	}
	return true
}

// bulkFaults compares the writes that the program itself asked for, which have
// criteria of their own: how many of a kind and table there are.
func bulkFaults(recorded []statement, statements []azothtest.Statement) (faults []string) {
	counts := map[string]int{}
	for _, s := range recorded {
		if isWrite(s.Kind) && isBulk(s.Origin) || s.Kind == "CREATE TABLE" {
			counts[s.Kind+" "+s.Table]++
		}
	}
	for _, s := range statements {
		if isWrite(s.Kind) && !s.Flush || s.Kind == "CREATE TABLE" {
			counts[s.Kind+" "+s.Table]--
		}
	}
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		switch n := counts[key]; {
		case n > 0:
			faults = append(faults, fmt.Sprintf("%d fewer of %s than recorded", n, key))
		case n < 0:
			faults = append(faults, fmt.Sprintf("%d more of %s than recorded", -n, key))
		}
	}
	return faults
}

// binding are the origins of the reads that must be there, with their features.
// Reads of other origins may be there.
var binding = []string{"query", "execute", "get", "refresh", "lazy_load", "selectin_load", "subquery_load", "immediate_load", "polymorphic_load"}

// readFaults compares the reads: how many of which table, with which features.
func (r *run) readFaults(recorded []statement, statements []azothtest.Statement) (faults []string) {
	var want []statement
	free := map[string]bool{} // tables that may be read besides
	for _, s := range recorded {
		switch {
		case s.Kind != "SELECT":
		case slices.Contains(binding, s.Origin):
			want = append(want, s)
		default:
			free[s.Table] = true
		}
	}
	var got []azothtest.Statement
	for _, s := range statements {
		// Reads of the database's own catalog come with the creation of tables.
		if s.Kind == "SELECT" && s.Table != "" && !isCatalog(s.Table) {
			got = append(got, s)
		}
	}
	var left []azothtest.Statement
	for _, g := range got {
		at := slices.IndexFunc(want, func(w statement) bool { return sameRead(r.database, g, w) })
		if at < 0 {
			left = append(left, g)
			continue
		}
		want = slices.Delete(want, at, at+1)
	}
	for _, g := range left {
		if !free[g.Table] {
			faults = append(faults, fmt.Sprintf("read %s with %v, which was not recorded: %s", g.Table, g.Features, g.SQL))
		}
	}
	for _, w := range want {
		faults = append(faults, fmt.Sprintf("did not read %s with %v (%s)", w.Table, w.Features, w.Origin))
	}
	return faults
}

func isCatalog(table string) bool {
	table = strings.ToLower(table)
	return strings.HasPrefix(table, "sqlite_") || strings.HasPrefix(table, "pg_") || strings.HasPrefix(table, "rdb$") || strings.HasPrefix(table, "information_schema")
}

// sameRead reports whether a read is the recorded one.
func sameRead(database string, got azothtest.Statement, want statement) bool {
	if got.Table != want.Table {
		return false
	}
	features, read := slices.Clone(want.Features), slices.Clone(got.Features)
	for _, rule := range readRules {
		if rule.applies(got, want) {
			drop := func(f string) bool { return f == rule.drop }
			features, read = slices.DeleteFunc(features, drop), slices.DeleteFunc(read, drop)
		}
	}
	if database != "postgresql" && !slices.Contains(got.Features, "FOR UPDATE") {
		features = slices.DeleteFunc(features, func(f string) bool { return f == "FOR UPDATE" })
	}
	return sameFeatures(read, features)
}

func sameFeatures(got, want []string) bool {
	known := func(f string) bool { return !slices.Contains([]string{"WITH", "RETURNING", "CROSS JOIN"}, f) }
	count := func(features []string) map[string]bool {
		set := map[string]bool{}
		for _, f := range features {
			if known(f) {
				set[f] = true
			}
		}
		return set
	}
	return reflect.DeepEqual(count(got), count(want))
}

// A readRule says how one form of SQL stands for another: what a statement does
// is compared, and not its text.
type readRule struct {
	applies func(got azothtest.Statement, want statement) bool
	// drop is the feature that only one of the two has.
	drop string
}

var readRules = []readRule{
	// A relationship over a link table is recorded as a list of tables with a
	// condition, where a JOIN says the same.
	{drop: "JOIN", applies: func(_ azothtest.Statement, want statement) bool {
		return want.Origin == "lazy_load" && len(want.Tables) > 1 && !slices.Contains(want.Features, "JOIN")
	}},
	// SQLite takes a list of keys as the rows of one argument, whatever their
	// number.
	{drop: "SUBQUERY", applies: func(got azothtest.Statement, want statement) bool {
		return want.Origin == "selectin_load" && strings.Contains(got.SQL, "IN (SELECT value FROM json_each(")
	}},
}

// compareTransactions compares which transactions and savepoints end, and how.
// A transaction that only reads which do not bind began in the recording need
// not be there.
func (r *run) compareTransactions(s *step, recorded []statement, statements []azothtest.Statement) {
	r.t.Helper()
	var want []string
	for _, statement := range recorded {
		switch {
		case statement.Kind == "BEGIN":
			r.bound = false
		case slices.Contains([]string{"COMMIT", "ROLLBACK"}, statement.Kind):
			if r.bound {
				want = append(want, statement.Kind)
			} else {
				want = append(want, "("+statement.Kind+")")
			}
			r.bound = false
		case strings.Contains(statement.Kind, "SAVEPOINT"):
			r.bound = true
			want = append(want, statement.Kind)
		case statement.Kind == "SELECT" && !slices.Contains(binding, statement.Origin):
		default:
			r.bound = true
		}
	}
	var got []string
	for _, statement := range statements {
		if statement.SQL == "" && statement.Kind != "BEGIN" {
			got = append(got, statement.Kind)
		}
	}
	if !sameBoundaries(got, want) {
		r.differs(s, "transactions", "%v, want %v", got, want)
	}
}

// sameBoundaries compares the ends of transactions. One in parentheses may be
// missing.
func sameBoundaries(got, want []string) bool {
	if len(want) == 0 {
		return len(got) == 0
	}
	kind, optional := strings.CutPrefix(want[0], "(")
	kind = strings.TrimSuffix(kind, ")")
	if len(got) > 0 && got[0] == kind && sameBoundaries(got[1:], want[1:]) {
		return true
	}
	return optional && sameBoundaries(got, want[1:])
}
