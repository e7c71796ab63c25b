package conformance

import "github.com/azoth-go/azoth/sql"

var collationCases = []Case{
	{Name: "select/collate", Needs: []Capability{Collations}, run: collate},
	{Name: "select/order-of-strings", run: orderOfStrings},
}

// collations are names of collations by the dialect, of an order by bytes or
// one like it: capitals before small letters.
var collations = map[string]string{
	"sqlite": "BINARY", "postgresql": "C", "cockroachdb": "C", "redshift": "case_sensitive", "mysql": "utf8mb4_bin", "mariadb": "utf8mb4_bin",
	"firebird": "UCS_BASIC", "mssql": "Latin1_General_BIN", "oracle": "BINARY",
}

func collate(t *trial) {
	name := t.collation
	if name == "" {
		name = collations[t.eng.Dialect().Name]
	}
	if name == "" {
		t.Fatal("the suite knows no collation of this dialect: set Database.Collation")
	}
	data, ids := stringTable(t, "b", "B", "a", "A")
	ordered := ids(data.IsNotNull()).Unordered()
	gives(t, "ascending", ordered.OrderBy(sql.Collate(data, name).Asc()), 4, 2, 3, 1)
	gives(t, "descending", ordered.OrderBy(sql.Collate(data, name).Desc()), 1, 3, 2, 4)
	gives(t, "in a condition", ids(sql.Collate(data, name).Lt("a")), 2, 4)
}

// Strings of one case have the order of the alphabet, whatever collation the
// database has.
func orderOfStrings(t *trial) {
	p := t.points
	names := sql.Select1(p.name.Coalesce("")).Where(p.name.In("one", "two", "three"))
	gives(t, "ascending", names.OrderBy(p.name.Asc()), "one", "three", "two")
	gives(t, "descending", names.OrderBy(p.name.Desc()), "two", "three", "one")
}
