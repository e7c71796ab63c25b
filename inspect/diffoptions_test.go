package inspect_test

import (
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// TestDiffSeesOptions has a declaration differ from the database in what only the
// database says.
func TestDiffSeesOptions(t *testing.T) {
	tables := map[string]struct {
		create []string
		items  []schema.Item
		want   []string
	}{
		"postgresql": {
			[]string{`CREATE TABLE r (a int, b jsonb) WITH (fillfactor = 70)`, `CREATE INDEX ix_b ON r USING gin (b)`, `CREATE INDEX ix_a ON r (a) INCLUDE (b)`},
			[]schema.Item{
				schema.With(postgresql.TableOptions{With: []postgresql.Parameter{{Name: "fillfactor", Value: 80}}}),
				schema.Index("b").Named("ix_b"), schema.Index("a").Named("ix_a").With(postgresql.IndexOptions{Include: []string{"b"}}),
			},
			[]string{"option With", "fillfactor70", "ix_b", "gin"},
		},
		"mariadb": {
			[]string{`CREATE TABLE r (a int, b longtext) ENGINE=Aria`, `CREATE INDEX ix_b ON r (b(10))`, `CREATE INDEX ix_a ON r (a)`},
			[]schema.Item{
				schema.With(mysql.TableOptions{Engine: "InnoDB"}),
				schema.Index("b").Named("ix_b").With(mysql.IndexOptions{Length: 20}), schema.Index("a").Named("ix_a"),
			},
			[]string{"option Engine", "aria", "ix_b", "20"},
		},
		"sqlite": {
			[]string{`CREATE TABLE r (a INTEGER, b TEXT)`, `CREATE INDEX ix_a ON r (a)`},
			[]schema.Item{schema.With(sqlite.TableOptions{Strict: true}), schema.Index("a").Named("ix_a")},
			[]string{"option Strict"},
		},
		"firebird": {
			[]string{`CREATE TABLE r (a INTEGER, b BLOB SUB_TYPE 1)`, `CREATE DESCENDING INDEX ix_a ON r (a)`},
			[]schema.Item{schema.Index("a").Named("ix_a")},
			[]string{"ix_a", "descending"},
		},
	}
	live(t, func(t *testing.T, eng *azoth.Engine) {
		c := tables[databaseOf(eng)]
		exec(t, eng, c.create...)
		body := types.Lossless(types.Text)
		if databaseOf(eng) == "postgresql" {
			body = postgresql.JSONB
		}
		want, got := schema.NewMetaData(), schema.NewMetaData()
		schema.New(want, "r", append([]schema.Item{schema.Col("a", types.Integer), schema.Col("b", body)}, c.items...)...)
		conn, err := eng.Connect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if err := inspect.Open(conn).Reflect(t.Context(), got); err != nil {
			t.Fatal(err)
		}
		differences := strings.Join(inspect.Diff(conn.Dialect(), want, got), "\n")
		for _, text := range c.want {
			if !strings.Contains(differences, text) {
				t.Errorf("%q is not told:\n%s", text, differences)
			}
		}
		if databaseOf(eng) != "firebird" && strings.Contains(differences, "ix_a") {
			t.Errorf("what is equal differs:\n%s", differences)
		}
	})
}
