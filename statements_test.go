package azoth_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

var stock = schema.NewMetaData()

var Nodes = schema.DeclareIn[struct {
	schema.Declared
	_        schema.Name           `orm:"nodes"`
	ID       sql.Number[int64]     `orm:",pk"`
	ParentID sql.NullNumber[int64] `orm:",references=nodes.id"`
	Name     sql.String            `orm:",size=20,unique"`
	Qty      sql.Number[int64]     `orm:",default=0"`
}](stock)

// stocked is a database with a tree of nodes: 1 root, 2 and 3 below it, 4 below 3.
func stocked(t *testing.T, url string) *azoth.Engine {
	t.Helper()
	eng := open(t, url)
	exec(t, eng, createNodes(eng.Name(), "nodes"))
	for _, row := range []struct {
		name   string
		parent any
	}{{"root", nil}, {"left", 1}, {"right", 1}, {"leaf", 3}} {
		exec(t, eng, "INSERT INTO nodes (name, parent_id) VALUES (?, ?)", row.name, row.parent)
	}
	return eng
}

func createNodes(dialect, table string) string {
	id := map[string]string{"postgresql": "SERIAL PRIMARY KEY", "sqlite": "INTEGER PRIMARY KEY", "mysql": "INTEGER AUTO_INCREMENT PRIMARY KEY", "mariadb": "INTEGER AUTO_INCREMENT PRIMARY KEY"}[dialect]
	return "CREATE TABLE " + table + " (id " + id + ", parent_id BIGINT, name VARCHAR(20) NOT NULL UNIQUE, qty BIGINT NOT NULL DEFAULT 0)"
}

func wantAll[R any](t *testing.T, ex sql.Executor, q interface {
	sql.Subselect
	Statement() (ast.Statement, error)
}, got []R, err error, want ...R) {
	t.Helper()
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v\ngave %v, %v\nwant %v", q, got, err, want)
	}
}

func TestSetOperationsRun(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := stocked(t, url)
		low, high := sql.Select1(Nodes.ID).Where(Nodes.ID.Le(3)), sql.Select1(Nodes.ID).Where(Nodes.ID.Ge(2))
		for _, test := range []struct {
			q    sql.Query[int64]
			want []int64
		}{
			{low.Union(high).OrderBy(Nodes.ID.Desc()), []int64{4, 3, 2, 1}},
			{low.UnionAll(high).OrderBy(Nodes.ID).Limit(3).Offset(1), []int64{2, 2, 3}},
			{low.Intersect(high).OrderBy(sql.Labelled("id")), []int64{2, 3}},
			{low.Except(high), []int64{1}},
			{sql.Select1(Nodes.ID).Where(sql.In(Nodes.ID, low.Except(high))), []int64{1}},
			{sql.Select1(sql.Via(low.Union(high).Subquery("u"), Nodes.ID)).OrderBy(sql.Labelled("id")).Limit(1), []int64{1}},
		} {
			got, err := test.q.All(t.Context(), eng)
			wantAll(t, eng, test.q, got, err, test.want...)
		}
		if n, err := low.Union(high).Count(t.Context(), eng); n != 4 || err != nil {
			t.Errorf("Count is %d, %v", n, err)
		}
		if first, err := low.Union(high).OrderBy(Nodes.ID).First(t.Context(), eng); first != 1 || err != nil {
			t.Errorf("First is %d, %v", first, err)
		}
	})
}

func TestCommonTablesRun(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := stocked(t, url)
		child := sql.Aliased(Nodes, "child")
		below := sql.Recursive("below", sql.Select1(Nodes.ID).Where(Nodes.Name.Eq("right")), func(below sql.CTE) sql.Query[int64] {
			return sql.Select1(sql.Via(child, Nodes.ID)).Where(sql.Eq(sql.Via(child, Nodes.ParentID), sql.Via(below, Nodes.ID)))
		})
		q := sql.Select1(sql.Via(below, Nodes.ID)).OrderBy(sql.Labelled("id"))
		got, err := q.All(t.Context(), eng)
		wantAll(t, eng, q, got, err, 3, 4)
		id, name := sql.Column[sql.Number[int64]]("id"), sql.Column[sql.String]("name")
		v := sql.Values2("", id, name, sql.Row2[int64, string]{V1: 7, V2: "x"}, sql.Row2[int64, string]{V1: 8, V2: "y"}).CTE("v")
		names := sql.Select1(sql.Via(v, name)).Where(sql.Via(v, id).Eq(8))
		values, err := names.All(t.Context(), eng)
		wantAll(t, eng, names, values, err, "y")
	})
}

func TestUpsertsRun(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := stocked(t, url)
		add := sql.Insert(Nodes).Values(Nodes.Name.Set("left"), Nodes.Qty.Set(5))
		more := add.OnConflict(Nodes.Name).DoUpdate(sql.SetTo(Nodes.Qty, sql.Add(Nodes.Qty, sql.Excluded(Nodes.Qty))))
		for range 2 {
			if _, err := more.Exec(t.Context(), eng); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := add.OnConflict(Nodes.Name).DoNothing().Exec(t.Context(), eng); err != nil {
			t.Fatal(err)
		}
		qty, err := sql.Select1(Nodes.Qty).Where(Nodes.Name.Eq("left")).One(t.Context(), eng)
		if qty != 10 || err != nil {
			t.Errorf("qty is %d, %v", qty, err)
		}
		if _, err := add.Exec(t.Context(), eng); !errors.Is(err, azoth.ErrUniqueViolation) {
			t.Errorf("without OnConflict the error is %v", err)
		}
	})
}

func TestGeneratedKeys(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := stocked(t, url)
		result, err := sql.Insert(Nodes).Values(Nodes.Name.Set("new")).Exec(t.Context(), eng)
		if err != nil || result.RowsAffected != 1 || result.LastInsertID == 0 {
			t.Fatalf("gave %+v, %v", result, err)
		}
		name, err := sql.Select1(Nodes.Name).Where(Nodes.ID.Eq(result.LastInsertID)).One(t.Context(), eng)
		if name != "new" || err != nil {
			t.Errorf("the row of the key is %q, %v", name, err)
		}
		err = eng.Run(t.Context(), func(tx *azoth.Tx) error {
			again, err := sql.Insert(Nodes).Values(Nodes.Name.Set("newer")).Exec(t.Context(), tx)
			if err == nil && again.LastInsertID <= result.LastInsertID {
				t.Errorf("in a transaction the key is %d", again.LastInsertID)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestReturningRuns(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := stocked(t, url)
		q := sql.Returning3(sql.Update(Nodes).Set(sql.SetTo(Nodes.Qty, Nodes.Qty.Add(2))).Where(Nodes.ID.Eq(4)), Nodes.ID, Nodes.Name, Nodes.Qty)
		row, err := q.One(t.Context(), eng)
		if strings.HasPrefix(url, "mysql") || strings.HasPrefix(url, "mariadb") {
			// MariaDB returns what DELETE removes, and nothing of an UPDATE.
			if missing := new(dialect.UnsupportedError); !errors.As(err, &missing) {
				t.Errorf("an UPDATE that returns rows gave %v, %v", row, err)
			}
		} else if err != nil || fmt.Sprint(row) != "(4, leaf, 2)" {
			t.Errorf("gave %v, %v", row, err)
		}
		gone, err := sql.ReturningAll(sql.Delete(Nodes).Where(Nodes.ID.Eq(4))).One(t.Context(), eng)
		if name, _ := gone.Get("name"); err != nil || name != "leaf" {
			t.Errorf("gave %v, %v", gone, err)
		}
	})
}

func TestParametersRun(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := stocked(t, url)
		name := sql.Expr[sql.String](&ast.Bind{Key: "name", Name: "name", Type: Nodes.Table().Column("name").Type})
		byName := sql.Select1(Nodes.ID).Where(sql.Eq(Nodes.Name, name))
		for want, value := range []string{"", "root", "left", "right"} {
			if want == 0 {
				continue
			}
			if id, err := byName.Params(sql.P{"name": value}).One(t.Context(), eng); id != int64(want) || err != nil {
				t.Errorf("%s is %d, %v", value, id, err)
			}
		}
		if _, err := byName.All(t.Context(), eng); err == nil {
			t.Error("a parameter without a value is no error")
		}
	})
}

func TestStructsAreRead(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := stocked(t, url)
		type node struct {
			ID     int64
			Parent *int64 `sql:"parent_id"`
			Name   string
		}
		nodes, err := sql.Into[node](sql.Select3(Nodes.ID, Nodes.ParentID, Nodes.Name).OrderBy(Nodes.ID)).All(t.Context(), eng)
		if err != nil || len(nodes) != 4 || nodes[0].Parent != nil || *nodes[3].Parent != 3 || nodes[3].Name != "leaf" {
			t.Errorf("gave %v, %v", nodes, err)
		}
	})
}

func TestLoopsCloseTheirRows(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := stocked(t, url)
		conn, err := eng.Connect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		all := sql.Select1(Nodes.ID).OrderBy(Nodes.ID)
		for range 3 {
			for _, q := range []sql.Query[int64]{all, all.UnionAll(all), all.ForUpdate()} {
				for id, err := range q.Iter(t.Context(), conn) {
					if id == 0 || err != nil {
						t.Fatalf("%v gave %d, %v", q, id, err)
					}
					break
				}
			}
		}
	})
}

func TestLateralRuns(t *testing.T) {
	eng := stocked(t, postgresql(t))
	child := sql.Aliased(Nodes, "child")
	last := sql.Select1(sql.Via(child, Nodes.Name)).Where(sql.Eq(sql.Via(child, Nodes.ParentID), Nodes.ID)).
		OrderBy(sql.Via(child, Nodes.ID).Desc()).Limit(1).Lateral("last")
	q := sql.Select2(Nodes.Name, sql.Via(last, sql.Via(child, Nodes.Name))).Join(last, sql.True()).OrderBy(Nodes.ID)
	rows, err := q.All(t.Context(), eng)
	if err != nil || fmt.Sprint(rows) != "[(root, right) (right, leaf)]" {
		t.Errorf("gave %v, %v", rows, err)
	}
	bound := func(n int64) sql.Expression {
		return sql.CastTo[sql.Number[int64]](sql.Val(n), types.BigInteger)
	}
	n := sql.ColumnValued(sql.Func[sql.Number[int64]]("generate_series", bound(1), bound(3)), "n")
	numbers, err := sql.Select1(n).OrderBy(n.Desc()).All(t.Context(), eng)
	if err != nil || !slices.Equal(numbers, []int64{3, 2, 1}) {
		t.Errorf("gave %v, %v", numbers, err)
	}
}

func TestMergeRuns(t *testing.T) {
	eng := stocked(t, postgresql(t))
	name, qty := sql.Column[sql.String]("name"), sql.Column[sql.Number[int64]]("qty")
	news := sql.Values2("news", name, qty, sql.Row2[string, int64]{V1: "left", V2: 9}, sql.Row2[string, int64]{V1: "leaf", V2: 0}, sql.Row2[string, int64]{V1: "fresh", V2: 3})
	result, err := sql.Merge(Nodes).Using(news).On(sql.Eq(Nodes.Name, sql.Via(news, name))).
		WhenMatched(sql.Via(news, qty).Eq(0)).Delete().
		WhenMatched().Update(sql.SetTo(Nodes.Qty, sql.Via(news, qty))).
		WhenNotMatched().Insert(sql.SetTo(Nodes.Name, sql.Via(news, name)), sql.SetTo(Nodes.Qty, sql.Via(news, qty))).
		Exec(t.Context(), eng)
	if err != nil || result.RowsAffected != 3 {
		t.Fatalf("gave %+v, %v", result, err)
	}
	rows, err := sql.Select2(Nodes.Name, Nodes.Qty).OrderBy(Nodes.ID).All(t.Context(), eng)
	if err != nil || fmt.Sprint(rows) != "[(root, 0) (left, 9) (right, 0) (fresh, 3)]" {
		t.Errorf("gave %v, %v", rows, err)
	}
}

func TestLocksRun(t *testing.T) {
	onServers(t, func(t *testing.T, url string) {
		eng := stocked(t, url)
		err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
			first := sql.Select1(Nodes.ID).Where(Nodes.ID.Le(2))
			if _, err := first.ForUpdate().All(t.Context(), tx); err != nil {
				return err
			}
			if _, err := first.ForUpdate(sql.NoWait).All(t.Context(), eng); err == nil {
				t.Error("NoWait waits, or there is no lock")
			}
			rest, err := sql.Select1(Nodes.ID).OrderBy(Nodes.ID).ForUpdate(sql.SkipLocked).All(t.Context(), eng)
			if err != nil || !slices.Contains(rest, 4) || slices.Contains(rest, 1) {
				t.Errorf("SkipLocked gave %v, %v", rest, err)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestSchemasOfTenants(t *testing.T) {
	eng := open(t, postgresql(t))
	for _, tenant := range []string{"acme", "bolt"} {
		exec(t, eng, "CREATE SCHEMA "+tenant)
		exec(t, eng, createNodes("postgresql", tenant+".nodes"))
		view := eng.WithSchemas(map[string]string{"": tenant})
		if _, err := sql.Insert(Nodes).Values(Nodes.Name.Set(tenant)).Exec(t.Context(), view); err != nil {
			t.Fatal(err)
		}
		if err := view.Close(); err != nil {
			t.Error(err)
		}
	}
	for _, tenant := range []string{"acme", "bolt"} {
		view := eng.WithSchemas(map[string]string{"": tenant})
		err := view.Run(t.Context(), func(tx *azoth.Tx) error {
			names, err := sql.Select1(Nodes.Name).All(t.Context(), tx)
			if len(names) != 1 || names[0] != tenant {
				t.Errorf("%s has %v", tenant, names)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	if _, err := sql.Select1(Nodes.Name).All(t.Context(), eng); err == nil {
		t.Error("the engine itself reads a schema")
	}
}
