package orm_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// TestViolations maps what databases refuse to the same errors everywhere, with
// what the database names; the session waits for Rollback and then goes on.
func TestViolations(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		seedLeague(w)
		cases := []struct {
			name       string
			kind       error
			change     func(s *orm.Session)
			constraint map[string]string // by database, where it names one
			table      map[string]string
			column     map[string]string
		}{
			{
				name:       "unique",
				kind:       azoth.ErrUniqueViolation,
				change:     func(s *orm.Session) { s.Add(&Team{Name: "reds"}) },
				constraint: map[string]string{"postgresql": "teams_name_key", "mariadb": "name"},
				table:      map[string]string{"postgresql": "teams", "sqlite": "teams"},
				column:     map[string]string{"sqlite": "name"},
			},
			{
				name:       "foreign key",
				kind:       azoth.ErrForeignKeyViolation,
				change:     func(s *orm.Session) { s.Add(&Player{Name: "dan", Nick: pointerTo("d"), TeamID: 999}) },
				constraint: map[string]string{"postgresql": "players_team_id_fkey", "mariadb": "players_ibfk_1"},
				table:      map[string]string{"postgresql": "players", "mariadb": "players"},
			},
			{
				name:   "not null",
				kind:   azoth.ErrNotNullViolation,
				change: func(s *orm.Session) { s.Add(&Player{Name: "eve", TeamID: 1}) },
				table:  map[string]string{"postgresql": "players", "sqlite": "players"},
				column: map[string]string{"postgresql": "nick", "sqlite": "nick", "mariadb": "nick"},
			},
		}
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				s := w.session()
				defer s.Close()
				team, err := Teams.First(w.ctx(), s)
				w.check(err)
				before := team.Motto
				team.Motto = pointerTo("changed in vain")
				c.change(s)
				err = s.Commit(w.ctx())
				wantError(t, err, c.kind, azoth.ErrIntegrity, "flush")
				var failure *azoth.DBError
				if !errors.As(err, &failure) {
					t.Fatal("the error is no DBError")
				}
				for what, pair := range map[string][2]string{
					"constraint": {failure.Constraint, c.constraint[w.dialect]},
					"table":      {failure.Table, c.table[w.dialect]},
					"column":     {failure.Column, c.column[w.dialect]},
				} {
					if pair[1] != "" && pair[0] != pair[1] {
						t.Errorf("the %s is %q, want %q", what, pair[0], pair[1])
					}
				}
				if !strings.HasPrefix(failure.SQL, "INSERT INTO") || len(failure.Args) == 0 {
					t.Errorf("the statement is %q with %q", failure.SQL, failure.Args)
				}

				_, err = Teams.All(w.ctx(), s)
				wantError(t, err, orm.ErrPendingRollback, "Rollback", failure.Message)
				wantError(t, s.Commit(w.ctx()), orm.ErrPendingRollback)
				_, err = team.Players.All(w.ctx())
				wantError(t, err, orm.ErrPendingRollback)
				w.check(s.Rollback(w.ctx()))
				if now := team.Motto; (now == nil) != (before == nil) || now != nil && *now != *before {
					t.Errorf("after the rollback the motto is %v", now)
				}
				team.Motto = pointerTo(c.name)
				w.check(s.Commit(w.ctx()))
				w.rows("SELECT name, motto FROM teams", "reds "+c.name)
			})
		}
	})
}

// TestViolationByBulkStatement leaves the session's transaction to the caller.
func TestViolationByBulkStatement(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		seedLeague(w)
		s := w.session()
		_, err := Teams.Where(Teams.Name.Eq("reds")).Delete(w.ctx(), s)
		wantError(t, err, azoth.ErrForeignKeyViolation, azoth.ErrIntegrity)
		w.check(s.Rollback(w.ctx()))
		n, err := Teams.Count(w.ctx(), s)
		w.check(err)
		if n != 1 {
			t.Errorf("there are %d teams", n)
		}
	})
}

// TestDeletionOfParents names the relationship whose children would be left
// without a key that they need, and the cure.
func TestDeletionOfParents(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		seedLeague(w)
		s := w.session()
		team, err := Teams.First(w.ctx(), s)
		w.check(err)
		s.Delete(team)
		err = s.Commit(w.ctx())
		wantError(t, err, "Team.Players", "Player", "team_id", "NOT NULL", `cascade="all delete-orphan"`)
		var blank *orm.BlankKeyError
		if !errors.As(err, &blank) || blank.Relationship != "Team.Players" || blank.Column != "team_id" {
			t.Errorf("got %#v", blank)
		}
		w.check(s.Rollback(w.ctx()))
		w.states(team, orm.Persistent)

		players, err := team.Players.All(w.ctx())
		w.check(err)
		team.Players.Remove(players[0])
		wantError(t, s.Commit(w.ctx()), "Team.Players", "team_id", `cascade="all delete-orphan"`)
		w.check(s.Rollback(w.ctx()))
		if len(team.Players.Items()) != 2 {
			t.Errorf("there are %d players", len(team.Players.Items()))
		}
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name FROM players ORDER BY id", "ann", "bob")
	})
}

// TestValuesThatDoNotFit are found where they are read, by entity, field and
// column.
func TestValuesThatDoNotFit(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		seedLeague(w)
		s := w.session()

		// A text in place of the column: the row holds more than the field does.
		wide := Teams.FromText(sql.Text("SELECT id, name, 300 AS points, motto FROM teams"))
		_, err := wide.All(w.ctx(), s)
		wantError(t, err, "Team.Points", "points", "300", "int8")
		_, err = wide.All(w.ctx(), w.engine)
		wantError(t, err, "Team.Points", "300", "int8")

		null := Teams.FromText(sql.Text("SELECT id, NULL AS name, 1 AS points, motto FROM teams"))
		_, err = null.All(w.ctx(), s)
		wantError(t, err, "Team.Name", "name", "NULL", "string", "use a pointer or sql.Null")
		for _, err := range null.Iter(w.ctx(), w.engine) {
			wantError(t, err, "Team.Name", "NULL")
		}

		_, err = Teams.FromText(sql.Text("SELECT id, name FROM teams")).All(w.ctx(), s)
		wantError(t, err, "points", "id, name")

		_, err = sql.Select1(Players.Name).OuterJoin(Players.Team, sql.False()).Where(Teams.Name.IsNull()).All(w.ctx(), s)
		w.check(err)
		_, err = sql.Select2(Players.Name, Teams.Name).OuterJoin(Players.Team, sql.False()).All(w.ctx(), s)
		wantError(t, err, "teams.name", "NULL", "sql.Nullable")
		rows, err := sql.Select2(Players.Name, sql.Nullable(Teams.Name)).OuterJoin(Players.Team, sql.False()).All(w.ctx(), s)
		w.check(err)
		if len(rows) != 2 || rows[0].V2 != nil {
			t.Errorf("got %v", rows)
		}

		team, err := Teams.First(w.ctx(), s)
		w.check(err)
		if team.Name != "reds" || len(s.Dirty()) != 0 {
			t.Errorf("an object is half of a row that could not be read: %+v, dirty %v", team, s.Dirty())
		}
		w.check(s.Commit(w.ctx()))
	})
}

// TestCancelledContextLeavesAllUsable leaves the session and the engine usable, whether the
// context ended before or while a statement ran.
func TestCancelledContextLeavesAllUsable(t *testing.T) {
	slow := map[string]string{
		"sqlite":     "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
		"postgresql": "SELECT pg_sleep(60)",
		"mariadb":    "SELECT sleep(60)",
	}
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		seedLeague(w)
		s := w.session()
		before, cancel := context.WithCancel(w.ctx())
		cancel()
		_, err := Teams.All(before, s)
		wantError(t, err, context.Canceled)
		_, err = Teams.All(before, w.engine)
		wantError(t, err, context.Canceled)
		team, err := Teams.First(w.ctx(), s)
		w.check(err)
		_, err = team.Players.All(before)
		wantError(t, err, context.Canceled)
		_, err = team.Players.All(w.ctx())
		w.check(err)

		team.Name = "greens"
		wantError(t, s.Flush(before), context.Canceled, "flush")
		wantError(t, s.Flush(w.ctx()), orm.ErrPendingRollback)
		w.check(s.Rollback(w.ctx()))
		team.Name = "blues"
		w.check(s.Commit(w.ctx()))

		during, cancel := context.WithCancel(w.ctx())
		started := make(chan struct{})
		go func() {
			<-started
			cancel()
		}()
		close(started)
		_, err = slowly(during, s, slow[w.dialect])
		wantError(t, err, context.Canceled)
		w.check(s.Rollback(w.ctx()))
		if found, err := Teams.Get(w.ctx(), s, team.ID); err != nil || found.Name != "blues" {
			t.Errorf("after a cancelled statement: %v, %v", found, err)
		}
		w.check(s.Commit(w.ctx()))
		if n, err := Teams.Count(w.ctx(), w.engine); err != nil || n != 1 {
			t.Errorf("after a cancelled statement the engine gives %d, %v", n, err)
		}
	})
}

// slowly runs a textual query to its end.
func slowly(ctx context.Context, ex sql.Executor, text string) (rows int, err error) {
	result, err := ex.QueryStatement(ctx, &ast.TextStatement{Text: &ast.Text{Parts: []string{text}}})
	if err != nil {
		return 0, err
	}
	defer result.Close()
	for result.Next() {
		rows++
	}
	return rows, result.Err()
}

// TestCancelledWhileFlushing rolls the unit of work back.
func TestCancelledWhileFlushing(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		ctx, cancel := context.WithCancel(w.ctx())
		s := w.session()
		s.Add(&Team{Name: "first"})
		w.check(s.Flush(ctx))
		cancel()
		s.Add(&Team{Name: "second"})
		wantError(t, s.Commit(ctx), context.Canceled)
		w.check(s.Rollback(w.ctx()))
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name FROM teams")
	})
}

// TestWrongText is told with the statement and what the database said of it.
func TestWrongText(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		s := w.session()
		_, err := Teams.Where(sql.Text("no_such_column = :v", sql.P{"v": 1})).All(w.ctx(), s)
		wantError(t, err, "no_such_column", "statement: SELECT", "arguments: [1]")
		w.check(s.Rollback(w.ctx()))
		_, err = Teams.All(w.ctx(), s)
		w.check(err)
	})
}

// TestStaleRowsAreNamed tells of rows that somebody else took away.
func TestStaleRowsAreNamed(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		s := w.session()
		team := &Team{Name: "reds"}
		s.Add(team)
		w.check(s.Commit(w.ctx()))
		w.exec("DELETE FROM teams")
		team.Name = "blues"
		err := s.Commit(w.ctx())
		wantError(t, err, orm.ErrStale, "UPDATE of table teams", "expected 1 row(s), found 0")
		var stale *orm.StaleError
		if !errors.As(err, &stale) || stale.Table != "teams" {
			t.Errorf("got %#v", stale)
		}
		w.check(s.Rollback(w.ctx()))
		wantError(t, s.Refresh(w.ctx(), team), orm.ErrDeletedRow, "Team with key 1")
	})
}

// TestWrongURLs are told before anything is connected.
func TestWrongURLs(t *testing.T) {
	cases := []struct {
		url    string
		wanted []any
	}{
		{"nosuch://localhost/x", []any{`"nosuch"`, "sqlite", "postgresql", "mysql"}},
		{"oracle://localhost/x", []any{`"oracle"`, "github.com/azoth-go/azoth/driver/goora"}},
		{"postgres+psycopg2://localhost/x", []any{`"postgres+psycopg2"`, "postgresql+pgx"}},
		{"localhost:5432", []any{"no scheme", "://"}},
		{"", []any{"URL", "sqlite:///"}},
		{"sqlite:///x.db?journal_mod=wal", []any{"journal_mod", `"journal_mode"`}},
		{"sqlite:///x.db?journal_mode=fast", []any{"journal_mode", "fast", "wal"}},
		{"postgresql://u:secret@localhost/x?sslmod=disable", []any{"sslmod", `"sslmode"`}},
		{"mysql://u:secret@localhost/x?charst=utf8", []any{"charst", `"charset"`}},
	}
	for _, c := range cases {
		t.Run(c.url, func(t *testing.T) {
			engine, err := azoth.Open(c.url)
			if err == nil {
				defer engine.Close()
				_, err = sql.Select1(sql.Count()).From(Teams).All(t.Context(), engine)
			}
			wantError(t, err, c.wanted...)
			if err != nil && strings.Contains(err.Error(), "secret") {
				t.Error("the password stands in the message")
			}
		})
	}
}
