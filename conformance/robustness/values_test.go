package robustness_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/sql"
)

// values try to be more than a value.
var values = []string{
	"", "'", "''", `"`, "`", `\`, `\'`, `\\'`, "' OR '1'='1", "' OR 1=1 --", `" OR ""="`, "1 OR 1=1", "1; DROP TABLE notes", "'; DROP TABLE notes; --",
	`\'; DROP TABLE notes; -- `, "') OR ('1'='1", "' UNION SELECT 1, 'x' --", "x' AND sleep(5) --", "/*", "*/", "--", "#", ";", "?", "$1", ":a", ":1", "@x", "%s", "%", "_", "%%",
	"$$; DROP TABLE notes; $$", "null", "NULL", "\n", "\r", "\t", "\x1a", "\u02bc", "\uff07", "\u2019", "größe", "😀", "\U0010ffff", "{1,2}", `{"a": 1}`, strings.Repeat("'", 5000), strings.Repeat("x", 70_000),
}

// Values that look like SQL are values wherever they stand.
func TestValuesThatLookLikeSQL(t *testing.T) {
	everywhereCounted(t, func(t *testing.T, eng *azoth.Engine, notes noteTable, _ func() int) {
		ctx := t.Context()
		if _, err := sql.Delete(notes.table).Everywhere().Exec(ctx, eng); err != nil {
			t.Fatal(err)
		}
		for i, value := range values {
			if _, err := sql.Insert(notes.table).Values(notes.id.Set(int64(i)), notes.text.Set(value)).Exec(ctx, eng); err != nil {
				t.Fatalf("insert %q: %v", value, err)
			}
		}
		for i, value := range values {
			checkValue(t, eng, notes, int64(i), value)
		}
		if n, err := sql.Select1(notes.id).Count(ctx, eng); err != nil || n != int64(len(values)) {
			t.Errorf("there are %d rows at the end, %v, want %d", n, err, len(values))
		}
	})
}

// checkValue uses the text of a row in every part of a statement, and puts it
// back at the end.
func checkValue(t *testing.T, eng *azoth.Engine, notes noteTable, id int64, value string) {
	t.Helper()
	ctx := t.Context()
	for name, predicate := range map[string]sql.Predicate{
		"=":          notes.text.Eq(value),
		"IN":         notes.text.In(value, "no such text"),
		"BETWEEN":    notes.text.Between(value, value),
		"StartsWith": sql.And(notes.text.StartsWith(value), notes.text.EndsWith(value)),
		"Contains":   sql.And(notes.text.Contains(value), notes.text.Length().Eq(int64(len([]rune(value))))),
		"function":   sql.Eq(sql.Func[sql.NullString]("coalesce", notes.text, sql.Val(value)), sql.Val(value)),
		"text":       sql.Text("text = :v AND :v = text", sql.P{"v": value}),
	} {
		got, err := sql.Select1(notes.id).Where(predicate).OrderBy(notes.id.Asc()).All(ctx, eng)
		if err != nil {
			if len(value) > 50_000 && eng.Dialect().Name == "sqlite" && strings.Contains(err.Error(), "pattern too complex") {
				continue // SQLite's bound of patterns
			}
			t.Errorf("%s %.80q: %v", name, value, err)
		} else if !slices.Contains(got, id) || len(got) > 3 && value != "" { // others may be equal but for case or a space at the end
			t.Errorf("%s %.80q gives the rows %v, want %d", name, value, got, id)
		}
	}
	update := sql.Update(notes.table).Set(notes.text.Set(value+value)).Where(notes.id.Eq(id), notes.text.Eq(value))
	if result, err := update.Exec(ctx, eng); err != nil || result.RowsAffected > 1 {
		t.Errorf("update %.80q: %d rows, %v", value, result.RowsAffected, err)
	}
	if len(value) > 50_000 && eng.Dialect().Name == "firebird" {
		value = "no " + value[:100] // a literal, which is what is selected there, has its bound
		if _, err := sql.Update(notes.table).Set(notes.text.Set(value+value)).Where(notes.id.Eq(id)).Exec(ctx, eng); err != nil {
			t.Error(err)
		}
	}
	label := sql.Val(value).As("v")
	row, err := sql.Select2(notes.text, label).Where(notes.id.Eq(id)).One(ctx, eng)
	if err != nil || row.V1 == nil || *row.V1 != value+value || row.V2 != value {
		t.Errorf("after the update to twice %.80q: %v", value, err)
	}
	if _, err := sql.Update(notes.table).Set(notes.text.Set(value)).Where(notes.id.Eq(id)).Exec(ctx, eng); err != nil {
		t.Errorf("update %.80q: %v", value, err)
	}
}

// A text that a database cannot keep is an error, and does not come back as
// another.
func TestTextsThatCannotBeKept(t *testing.T) {
	for _, db := range append(azothtest.Databases(t), azothtest.Firebird()) {
		t.Run(db.Name, func(t *testing.T) {
			eng, notes := db.Open(t), declare("notes")
			if err := eng.CreateAll(t.Context(), notes.meta); err != nil {
				t.Fatal(err)
			}
			for i, value := range []string{"\x00", "a\x00b", "\xff", "a\xc3", "\xed\xa0\x80", "\xc0\xa7 OR 1=1"} {
				_, err := sql.Insert(notes.table).Values(notes.id.Set(int64(i)), notes.text.Set(value)).Exec(t.Context(), eng)
				if err != nil {
					continue
				}
				got, err := sql.Select1(notes.text).Where(notes.id.Eq(int64(i))).One(t.Context(), eng)
				if err != nil || got == nil || *got != value {
					t.Errorf("%q came back as %v, %v", value, got, err)
				}
			}
		})
	}
}
