package robustness_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/sql"
)

// everywhereCounted runs a test on every database with a table that has three
// rows. sent tells how many statements were sent since it was asked last.
func everywhereCounted(t *testing.T, test func(t *testing.T, eng *azoth.Engine, notes noteTable, sent func() int)) {
	for _, db := range append(azothtest.Databases(t), azothtest.Firebird()) {
		t.Run(db.Name, func(t *testing.T) {
			rec := azothtest.NewRecorder()
			eng := db.Open(t, rec.Option())
			notes := declare("notes")
			if err := eng.CreateAll(t.Context(), notes.meta); err != nil {
				t.Fatal(err)
			}
			for i := range 3 {
				insert := sql.Insert(notes.table).Values(notes.id.Set(int64(i+1)), notes.text.Set(strings.Repeat("x", i+1)))
				if _, err := insert.Exec(t.Context(), eng); err != nil {
					t.Fatal(err)
				}
			}
			rec.Reset()
			test(t, eng, notes, func() int {
				n := len(rec.Statements())
				rec.Reset()
				return n
			})
		})
	}
}

// Mistakes of the program are errors that say what to do, and send nothing.
func TestMistakesSendNothing(t *testing.T) {
	everywhereCounted(t, func(t *testing.T, eng *azoth.Engine, notes noteTable, sent func() int) {
		ctx := t.Context()
		query := sql.Select1(notes.id)
		var unmapped sql.Number[int64]
		var nobody sql.Executor
		var nilEngine *azoth.Engine
		all := func(q sql.Query[int64]) error { _, err := q.All(ctx, eng); return err }
		executed := func(_ sql.Result, err error) error { return err }
		text := func(s string, params ...sql.P) error { return executed(sql.Text(s, params...).Exec(ctx, eng)) }
		set := sql.Update(notes.table).Set(notes.text.Set("x"))
		for name, c := range map[string]struct {
			run  func() error
			want string
		}{
			"negative limit":    {func() error { return all(query.Limit(-1)) }, "must not be negative"},
			"negative offset":   {func() error { return all(query.Offset(-1)) }, "must not be negative"},
			"most negative":     {func() error { return all(query.Limit(math.MinInt)) }, "must not be negative"},
			"slice backwards":   {func() error { return all(query.Slice(3, 1)) }, "slice of results [3:1]"},
			"unmapped":          {func() error { return all(sql.Select1(unmapped)) }, "not mapped"},
			"unmapped in where": {func() error { return all(query.Where(unmapped.Eq(1))) }, "not mapped"},
			"unmapped in order": {func() error { return all(query.OrderBy(unmapped.Asc())) }, "not mapped"},
			"unmapped in group": {func() error { return all(query.GroupBy(unmapped)) }, "not mapped"},
			"unmapped set": {func() error {
				return executed(sql.Update(notes.table).Set(unmapped.Set(1)).Everywhere().Exec(ctx, eng))
			}, "not mapped"},
			"unmapped inserted":  {func() error { return executed(sql.Insert(notes.table).Values(unmapped.Set(1)).Exec(ctx, eng)) }, "not mapped"},
			"unmapped function":  {func() error { return all(sql.Select1(sql.Func[sql.Number[int64]]("abs", unmapped))) }, "not mapped"},
			"nil predicate":      {func() error { return all(query.Where(nil)) }, "nil"},
			"nil and":            {func() error { return all(query.Where(sql.And(notes.id.Eq(1), nil))) }, "nil"},
			"nil or":             {func() error { return all(query.Where(sql.Or(nil, notes.id.Eq(1)))) }, "nil"},
			"nil not":            {func() error { return all(query.Where(sql.Not(nil))) }, "nil"},
			"nil order":          {func() error { return all(query.OrderBy(nil)) }, "nil"},
			"nil group":          {func() error { return all(query.GroupBy(nil)) }, "nil"},
			"nil projection":     {func() error { return all(sql.Select1[int64](nil)) }, "nil"},
			"nil joined":         {func() error { return all(query.Join(nil)) }, "nil"},
			"nil source":         {func() error { return all(query.From(nil)) }, "nil"},
			"nil argument":       {func() error { return all(sql.Select1(sql.Func[sql.Number[int64]]("abs", nil))) }, "nil"},
			"nil operand":        {func() error { return all(query.Where(sql.Eq[int64](notes.id, nil))) }, "nil"},
			"nil set":            {func() error { return all(query.Where(sql.In[int64](notes.id, nil))) }, "nil"},
			"nil exists":         {func() error { return all(query.Where(sql.Exists(nil))) }, "nil"},
			"nil scalar":         {func() error { return all(sql.Select1(sql.Scalar[sql.Number[int64]](nil))) }, "nil"},
			"nil table":          {func() error { return executed(sql.Delete(nil).Everywhere().Exec(ctx, eng)) }, "nil"},
			"nil insert query":   {func() error { return executed(sql.Insert(notes.table).FromQuery(nil, notes.id).Exec(ctx, eng)) }, "nil"},
			"empty query":        {func() error { return all(sql.Query[int64]{}) }, "nil"},
			"nil executor":       {func() error { _, err := query.All(ctx, nil); return err }, "executor"},
			"no executor":        {func() error { return executed(set.Everywhere().Exec(ctx, nobody)) }, "executor"},
			"nil engine":         {func() error { _, err := query.All(ctx, nilEngine); return err }, "nil"},
			"update everything":  {func() error { return executed(set.Exec(ctx, eng)) }, "Everywhere"},
			"delete everything":  {func() error { return executed(sql.Delete(notes.table).Exec(ctx, eng)) }, "Everywhere"},
			"update of nothing":  {func() error { return executed(sql.Update(notes.table).Everywhere().Exec(ctx, eng)) }, "assign"},
			"parameter missing":  {func() error { return text("DELETE FROM notes WHERE id = :id") }, "parameter :id has no value"},
			"parameter unknown":  {func() error { return text("DELETE FROM notes WHERE id = :id", sql.P{"id": 1, "ip": 2}) }, "no parameter :ip"},
			"parameter a string": {func() error { return text("DELETE FROM notes WHERE x = ':id'", sql.P{"id": 1}) }, "no parameter :id"},
			"value a channel":    {func() error { return text("DELETE FROM notes WHERE id = :id", sql.P{"id": make(chan int)}) }, "parameter :id"},
			"value a function":   {func() error { return text("DELETE FROM notes WHERE id = :id", sql.P{"id": func() {}}) }, "parameter :id"},
			"value a complex":    {func() error { return text("DELETE FROM notes WHERE id = :id", sql.P{"id": 1i}) }, "parameter :id"},
			"function's name":    {func() error { return all(sql.Select1(sql.Func[sql.Number[int64]]("abs(1); --", notes.id))) }, "function name"},
			"empty fragment":     {func() error { return all(query.Where(sql.Fragment{})) }, "sql.Text"},
			"another's column": {func() error {
				return executed(sql.Update(notes.table).Set(declare("other").text.Set("x")).Everywhere().Exec(ctx, eng))
			}, "other"},
		} {
			err := refused(t, name, c.run)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: %v, want an error that says %q", name, err, c.want)
			}
			if n := sent(); n > 0 {
				t.Errorf("%s: %d statements were sent", name, n)
			}
		}
		if err := executed(set.Exec(ctx, eng)); !errors.Is(err, sql.ErrEverywhere) {
			t.Errorf("update without a condition: %v", err)
		}
		if err := all(sql.Select1(unmapped)); !errors.Is(err, sql.ErrUnmapped) {
			t.Errorf("unmapped attribute: %v", err)
		}
	})
}

// refused gives the error of a mistake, which is not to be a panic.
func refused(t *testing.T, name string, run func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			t.Errorf("%s: panic: %v", name, cause)
		}
	}()
	return run()
}

// Limits and offsets beyond the rows, up to the greatest number, are no
// mistakes.
func TestHugeLimits(t *testing.T) {
	everywhereCounted(t, func(t *testing.T, eng *azoth.Engine, notes noteTable, _ func() int) {
		query := sql.Select1(notes.id).OrderBy(notes.id.Asc())
		for name, c := range map[string]struct {
			query sql.Query[int64]
			want  int
		}{
			"limit 0":               {query.Limit(0), 0},
			"offset 0":              {query.Offset(0), 3},
			"greatest limit":        {query.Limit(math.MaxInt), 3},
			"greatest offset":       {query.Offset(math.MaxInt), 0},
			"both":                  {query.Limit(math.MaxInt).Offset(math.MaxInt), 0},
			"greatest after some":   {query.Limit(math.MaxInt).Offset(1), 2},
			"offset without limit":  {query.Offset(2), 1},
			"slice of nothing":      {query.Slice(2, 2), 0},
			"slice beyond the last": {query.Slice(2, math.MaxInt), 1},
		} {
			got, err := c.query.All(t.Context(), eng)
			if eng.Dialect().Name == "firebird" && (name == "greatest offset" || name == "both") {
				continue // the server counts on from the greatest number
			}
			if err != nil || len(got) != c.want {
				t.Errorf("%s: %d rows, %v, want %d", name, len(got), err, c.want)
			}
		}
	})
}

// A list of any length works, or is one error before anything is sent.
func TestLongLists(t *testing.T) {
	everywhereCounted(t, func(t *testing.T, eng *azoth.Engine, notes noteTable, sent func() int) {
		ctx := t.Context()
		for _, n := range []int{0, 1, 2, 30_000, 70_000} {
			values := make([]int64, n)
			for i := range values {
				values[i] = int64(i + 2)
			}
			want := min(n, 2)
			in, err := sql.Select1(notes.id).Where(notes.id.In(values...)).All(ctx, eng)
			tooLong(t, eng, n, err, sent())
			if err == nil && len(in) != want {
				t.Errorf("IN of %d values: %d rows, want %d", n, len(in), want)
			}
			notIn, err := sql.Select1(notes.id).Where(notes.id.NotIn(values...)).All(ctx, eng)
			tooLong(t, eng, n, err, sent())
			if err == nil && len(notIn) != 3-want {
				t.Errorf("NOT IN of %d values: %d rows, want %d", n, len(notIn), 3-want)
			}
		}
	})
}

func tooLong(t *testing.T, eng *azoth.Engine, n int, err error, sent int) {
	t.Helper()
	if err == nil {
		return
	}
	if n < eng.Dialect().Features.MaxParameters || sent > 0 || !strings.Contains(err.Error(), fmt.Sprintf("%d parameters", n)) || !strings.Contains(err.Error(), "split") {
		t.Errorf("IN of %d values, after %d statements: %.300v", n, sent, err)
	}
}

// What is closed says so, and a context that has ended is obeyed.
func TestUseAfterTheEnd(t *testing.T) {
	everywhereCounted(t, func(t *testing.T, eng *azoth.Engine, notes noteTable, sent func() int) {
		query := sql.Select1(notes.id)
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := query.All(ended, eng); !errors.Is(err, context.Canceled) {
			t.Errorf("query with a context that has ended: %v", err)
		}
		if _, err := sql.Delete(notes.table).Everywhere().Exec(ended, eng); !errors.Is(err, context.Canceled) {
			t.Errorf("DELETE with a context that has ended: %v", err)
		}
		if rows, err := query.All(t.Context(), eng); err != nil || len(rows) != 3 {
			t.Errorf("afterwards there are %d rows, %v", len(rows), err)
		}

		// Five tables of thirty rows, crossed, keep every database busy for some
		// seconds, and no longer: MariaDB goes on after the connection is closed.
		crossed := sql.Text("WITH RECURSIVE n(i) AS (SELECT 1" + eng.Dialect().Features.NoFrom + " UNION ALL SELECT i + 1 FROM n WHERE i < 30) " +
			"SELECT count(*) AS c FROM n a, n b, n c, n d, n e WHERE a.i + b.i + c.i + d.i + e.i = 0")
		soon, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		start := time.Now()
		_, err := sql.FromText(sql.Count().As("c"), crossed).All(soon, eng)
		if err == nil || !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, azoth.ErrTimeout) {
			t.Errorf("query that was cancelled: %v", err)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("the cancelled query ended after %v", took)
		}
		if rows, err := query.All(t.Context(), eng); err != nil || len(rows) != 3 {
			t.Errorf("after a query that was cancelled there are %d rows, %v", len(rows), err)
		}

		conn, err := eng.Connect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		conn.Close()
		if _, err := query.All(t.Context(), conn); !errors.Is(err, azoth.ErrClosed) {
			t.Errorf("query on a closed connection: %v", err)
		}
		tx, err := eng.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := tx.Rollback(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := query.All(t.Context(), tx); !errors.Is(err, azoth.ErrTxDone) {
			t.Errorf("query in a transaction that has ended: %v", err)
		}
		eng.Close()
		if _, err := query.All(t.Context(), eng); !errors.Is(err, azoth.ErrClosed) {
			t.Errorf("query on a closed engine: %v", err)
		}
		if _, err := sql.Delete(notes.table).Everywhere().Exec(t.Context(), eng); !errors.Is(err, azoth.ErrClosed) {
			t.Errorf("DELETE on a closed engine: %v", err)
		}
	})
}
