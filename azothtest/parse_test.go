package azothtest

import (
	"fmt"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, test := range []struct{ sql, kind, tables, features string }{
		{`SELECT a.id FROM "my table" AS a`, "SELECT", "my table", ""},
		{"SELECT `a`.`id` FROM `x``y`.`a` -- FROM b\n", "SELECT", "x`y.a", ""},
		{"SELECT [id] FROM [dbo].[users]", "SELECT", "dbo.users", ""},
		{"SELECT * FROM a, b AS x, c WHERE a.id = b.id", "SELECT", "a b c", ""},
		{"SELECT (SELECT count(*) FROM b) FROM a", "SELECT", "b a", "SUBQUERY COUNT"},
		{"SELECT * FROM (SELECT * FROM a LIMIT 2) AS x LEFT JOIN b ON b.id = x.id", "SELECT", "a b", "LEFT OUTER JOIN LIMIT SUBQUERY"},
		{"SELECT * FROM a LEFT OUTER JOIN (b JOIN c ON b.x = c.x) ON a.x = b.x", "SELECT", "a b c", "JOIN LEFT OUTER JOIN"},
		{"SELECT * FROM a WHERE id IN (?, ?) AND 'x IN (SELECT' <> n", "SELECT", "a", "IN"},
		{"SELECT * FROM a WHERE id = ANY($1) ORDER BY id FOR UPDATE", "SELECT", "a", "IN ORDER BY FOR UPDATE"},
		{"SELECT * FROM a WHERE NOT (EXISTS (SELECT 1 FROM b))", "SELECT", "a b", "EXISTS NOT EXISTS SUBQUERY"},
		{"SELECT extract(year FROM x.d), a IS DISTINCT FROM b FROM x", "SELECT", "x", ""},
		{"SELECT name FROM a UNION ALL SELECT name FROM b ORDER BY name", "SELECT", "a b", "ORDER BY UNION"},
		{"WITH RECURSIVE t(id) AS (SELECT id FROM a UNION ALL SELECT a.id FROM a JOIN t ON a.up = t.id) SELECT id FROM t", "SELECT", "a", "WITH JOIN UNION SUBQUERY"},
		{"SELECT u.x FROM unnest($1) AS u", "SELECT", "", ""},
		{"SELECT DISTINCT x FROM a GROUP BY x HAVING count(*) > 1 OFFSET 2", "SELECT", "a", "DISTINCT GROUP BY HAVING OFFSET COUNT"},
		{"SELECT * FROM a LIMIT ?, ?", "SELECT", "a", "LIMIT OFFSET"},
		{"SELECT x, y FROM a LIMIT 3", "SELECT", "a", "LIMIT"},
		{"SELECT FIRST ? SKIP ? x FROM a", "SELECT", "a", "LIMIT OFFSET"},
		{"SELECT 1 FROM rdb$database", "SELECT", "", ""},
		{"SELECT EXISTS (SELECT * FROM a) FROM dual", "SELECT", "a", "EXISTS SUBQUERY"},
		{"INSERT INTO a (x) SELECT x FROM b", "INSERT", "b", ""},
		{"CREATE TABLE IF NOT EXISTS \"a\" (id INTEGER)", "CREATE TABLE", "", ""},
		{"CREATE UNIQUE INDEX i ON a (x)", "CREATE INDEX", "", ""},
		{"PRAGMA foreign_keys = on", "PRAGMA", "", ""},
		{"UPDATE a SET x = 1", "UPDATE", "", ""},
		{"", "SELECT", "", ""},
		{"SELECT 'unclosed", "SELECT", "", ""},
	} {
		got := parse(test.sql)
		if got.kind != test.kind || strings.Join(got.tables, " ") != test.tables || strings.Join(got.features, " ") != test.features {
			t.Errorf("%s\nis %s of %q with %q", test.sql, got.kind, got.tables, got.features)
		}
	}
}

func TestTargets(t *testing.T) {
	for sql, want := range map[string]string{
		`INSERT INTO "s"."a" VALUES (1)`:                               "s.a",
		"INSERT IGNORE INTO a VALUES (1)":                              "a",
		"UPDATE ONLY a SET x = 1":                                      "a",
		"DELETE FROM a WHERE x = 1":                                    "a",
		"CREATE TEMPORARY TABLE IF NOT EXISTS a (x INT)":               "a",
		"DROP TABLE IF EXISTS a":                                       "a",
		"WITH k AS (SELECT 1) INSERT INTO a SELECT * FROM k":           "a",
		"SELECT * FROM a JOIN b ON a.x = b.x":                          "a",
		"SELECT (SELECT max(x) FROM b) FROM (SELECT x FROM a) AS anon": "a",
	} {
		if got := parse(sql).table; got != want {
			t.Errorf("%s\nis of %q, want %q", sql, got, want)
		}
	}
}

func TestRowsOfText(t *testing.T) {
	args := []any{int64(7), "x", nil}
	for sql, want := range map[string]string{
		"INSERT INTO a (x, y, z) VALUES (?, ?, ?)":              "[x=7 y='x' z=NULL]",
		"INSERT INTO a (x, y) VALUES ($2, $1), ('it''s', NULL)": "[x='x' y=7 x='it''s' y=NULL]",
		"INSERT INTO a (x, y) VALUES (max(1, 2), 1.5)":          "[x=max(1, 2) y=1.5]",
		"INSERT INTO a DEFAULT VALUES":                          "[]",
		"INSERT INTO a (x) SELECT x FROM b":                     "[]",
		"UPDATE a SET x = ?, y = y + 1 WHERE a.id = ?":          "[x=7 y=y + 1 where id='x']",
		"UPDATE a SET x = ? WHERE id = ? AND version = 3":       "[x=7 where id='x' version=3]",
		"UPDATE a SET x = ? WHERE id > ?":                       "[x=7]",
		"UPDATE a SET x = ? WHERE id = ? OR id = 2":             "[x=7]",
		"UPDATE a SET x = ? WHERE id IN (SELECT id FROM b)":     "[x=7]",
		"UPDATE a SET x = true":                                 "[x=true]",
		"DELETE FROM a WHERE a.id = :1":                         "[where id=7]",
		"DELETE FROM a WHERE id = @p2 RETURNING id":             "[where id='x']",
		"DELETE FROM a":                   "[]",
		"DELETE FROM a WHERE name LIKE ?": "[]",
		"SELECT * FROM a WHERE id = ?":    "[]",
	} {
		got := fmt.Sprint(parse(sql).rows(args, nil))
		if want = strings.ReplaceAll(want, "it''s", "it's"); got != want {
			t.Errorf("%s\nwrites %s, want %s", sql, got, want)
		}
	}
	batch := fmt.Sprint(parse("DELETE FROM a WHERE id = ?").rows(nil, [][]any{{int64(1)}, {int64(2)}}))
	if batch != "[where id=1 where id=2]" {
		t.Errorf("a batch deletes %s", batch)
	}
}

// SQLite has an offset after every limit, also one of no rows.
func TestOffset(t *testing.T) {
	const sql = "SELECT * FROM a WHERE x = ? LIMIT ? OFFSET ?"
	for offset, want := range map[int64]string{0: "LIMIT", 3: "LIMIT OFFSET"} {
		if got := strings.Join(parse(sql, "x", int64(5), offset).features, " "); got != want {
			t.Errorf("an offset of %d has %q, want %q", offset, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("INSERT INTO a (x, y) VALUES (?, ?)")
	f.Add("UPDATE a SET x = ? WHERE id = $1")
	f.Add("SELECT * FROM (a JOIN b ON x = y), c WHERE x IN (SELECT 1)")
	f.Fuzz(func(t *testing.T, sql string) {
		parse(sql).rows([]any{1}, nil)
	})
}
