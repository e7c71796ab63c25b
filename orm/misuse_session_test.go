package orm_test

import (
	"encoding/json"
	"errors"
	"sync"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// The models of the tests of misuse: a league of teams.
var league = orm.NewRegistry(schema.NewMetaData())

type Team struct {
	_       orm.Table `orm:"teams"`
	ID      int64     `orm:",pk"`
	Name    string    `orm:",size=40,unique"`
	Points  int8
	Motto   *string          `orm:",size=40"`
	Players orm.Many[Player] `orm:",back=Team,order=id" json:",omitzero"`
	Medals  orm.Many[Medal]  `orm:",back=Team,order=id,lazy=raise" json:",omitzero"`
}

var Teams = orm.MapIn[struct {
	orm.Entity[Team]
	ID      sql.Number[int64]
	Name    sql.String
	Points  sql.Number[int8]
	Motto   sql.NullString
	Players orm.ToMany[Team, Player]
	Medals  orm.ToMany[Team, Medal]
}](league)

type Player struct {
	_      orm.Table     `orm:"players"`
	ID     int64         `orm:",pk"`
	Name   string        `orm:",size=40"`
	Nick   *string       `orm:",size=40,notnull"`
	TeamID int64         `orm:",references=teams.id"`
	Team   orm.One[Team] `orm:",back=Players" json:",omitzero"`
}

var Players = orm.MapIn[struct {
	orm.Entity[Player]
	ID     sql.Number[int64]
	Name   sql.String
	Nick   sql.NullString
	TeamID sql.Number[int64]
	Team   orm.ToOne[Player, Team]
}](league)

type Medal struct {
	_      orm.Table     `orm:"medals"`
	ID     int64         `orm:",pk"`
	TeamID *int64        `orm:",references=teams.id"`
	Team   orm.One[Team] `orm:",back=Medals" json:",omitzero"`
}

var Medals = orm.MapIn[struct {
	orm.Entity[Medal]
	ID     sql.Number[int64]
	TeamID sql.NullNumber[int64]
	Team   orm.ToOne[Medal, Team]
}](league)

// A Match has a key of two columns.
type Match struct {
	_    orm.Table `orm:"matches"`
	Year int       `orm:",pk"`
	Day  string    `orm:",pk,size=10"`
}

var Matches = orm.MapIn[struct {
	orm.Entity[Match]
	Year sql.Number[int]
	Day  sql.String
}](league)

type unmapped struct{ ID int64 }

func pointerTo[T any](v T) *T { return &v }

// seedLeague stores a team with two players.
func seedLeague(w *world) *Team {
	w.Helper()
	s := w.session()
	team := &Team{Name: "reds"}
	team.Players.Append(&Player{Name: "ann", Nick: pointerTo("a")}, &Player{Name: "bob", Nick: pointerTo("b")})
	team.Medals.Append(&Medal{})
	s.Add(team)
	w.check(s.Commit(w.ctx()))
	w.check(s.Close())
	return team
}

// TestMisuseIsRemembered calls methods without an error result in wrong ways:
// the next method that has one says what was wrong, once, and the session goes
// on.
func TestMisuseIsRemembered(t *testing.T) {
	var none *Team
	foreign := &Team{Name: "foreign"}
	pending := &Team{Name: "pending"}
	cases := []struct {
		name   string
		misuse func(s *orm.Session)
		wanted []any
	}{
		{"add of an unmapped type", func(s *orm.Session) { s.Add(&unmapped{}) }, []any{orm.ErrUnmapped, "add: ", "orm_test.unmapped", "call orm.Map"}},
		{"add of nil", func(s *orm.Session) { s.Add(nil) }, []any{orm.ErrUnmapped, "add: ", "nil"}},
		{"add of a nil pointer", func(s *orm.Session) { s.Add(none) }, []any{"add: ", "nil *Team"}},
		{"add of a struct", func(s *orm.Session) { s.Add(Team{}) }, []any{orm.ErrUnmapped, "add: ", "got orm_test.Team", "pointer", "&"}},
		{"add of a slice", func(s *orm.Session) { s.Add([]*Team{{}}) }, []any{orm.ErrUnmapped, "add: ", "[]*orm_test.Team", "one by one"}},
		{"add of another registry's", func(s *orm.Session) { s.Add(&Customer{}) }, []any{"add: ", "Customer", "another registry", "orm.InRegistry"}},
		{"delete of a transient object", func(s *orm.Session) { s.Delete(foreign) }, []any{orm.ErrNotPersistent, "delete: ", "Team", "transient"}},
		{"delete of a pending object", func(s *orm.Session) { s.Add(pending); s.Delete(pending) }, []any{orm.ErrNotPersistent, "delete: ", "Team", "pending", "Expunge"}},
		{"delete of nil", func(s *orm.Session) { s.Delete(none) }, []any{"delete: ", "nil *Team"}},
		{"expire of a transient object", func(s *orm.Session) { s.Expire(foreign) }, []any{orm.ErrNotPersistent, "expire: ", "Team"}},
		{"expunge of a transient object", func(s *orm.Session) { s.Expunge(foreign) }, []any{"expunge: ", "Team"}},
		{"set of another entity's column", func(s *orm.Session) { s.Set(foreign, Players.Name.Set("x")) }, []any{"set: ", "Team has no column", "name"}},
		{"set of nothing", func(s *orm.Session) { s.Set(nil, Teams.Name.Set("x")) }, []any{orm.ErrUnmapped, "set: "}},
	}
	eachDatabase(t, league, func(w *world) {
		for _, c := range cases {
			w.TB.(*testing.T).Run(c.name, func(t *testing.T) {
				s := w.session()
				defer s.Close()
				c.misuse(s)
				wantError(t, s.Commit(w.ctx()), c.wanted...)
				if _, err := Teams.Count(w.ctx(), s); err != nil {
					t.Errorf("the mistake was told, and the session still refuses: %v", err)
				}
				if err := s.Rollback(w.ctx()); err != nil {
					t.Error(err)
				}
			})
		}
	})
}

// TestFirstMisuseIsTold makes two mistakes; the first is the one to mend.
func TestFirstMisuseIsTold(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		s := w.session()
		s.Add(&unmapped{})
		s.Delete(&Team{})
		_, err := Teams.All(w.ctx(), s)
		wantError(w.TB.(*testing.T), err, orm.ErrUnmapped)
		w.check(s.Commit(w.ctx()))
	})
}

// TestObjectsOfAnotherSession are refused by name.
func TestObjectsOfAnotherSession(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		seedLeague(w)
		first := w.session(orm.AutocommitReads())
		team, err := Teams.First(w.ctx(), first)
		w.check(err)
		second := w.session()
		second.Add(team)
		wantError(t, second.Flush(w.ctx()), orm.ErrOtherSession, "Team with key 1", "Expunge", "Merge")
		second.Delete(team)
		wantError(t, second.Flush(w.ctx()), orm.ErrOtherSession, "Team with key 1")
		wantError(t, second.Refresh(w.ctx(), team), orm.ErrOtherSession, "Team with key 1")
		if second.Contains(team) || !first.Contains(team) {
			t.Error("the object changed its session")
		}
	})
}

// TestClosedSession refuses everything but another Close.
func TestClosedSession(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		seedLeague(w)
		s := w.session()
		team, err := Teams.First(w.ctx(), s)
		w.check(err)
		w.check(s.Close())
		w.check(s.Close())
		w.states(team, orm.Detached)
		_, queried := Teams.All(w.ctx(), s)
		_, got := Teams.Get(w.ctx(), s, 1)
		_, counted := Teams.Count(w.ctx(), s)
		_, deleted := Teams.Where(Teams.ID.Eq(1)).Delete(w.ctx(), s)
		_, merged := orm.Merge(w.ctx(), s, team)
		for name, err := range map[string]error{
			"query": queried, "Get": got, "Count": counted, "Delete": deleted, "Merge": merged,
			"Commit": s.Commit(w.ctx()), "Flush": s.Flush(w.ctx()), "Rollback": s.Rollback(w.ctx()), "Savepoint": s.Savepoint(w.ctx()),
			"Nested": s.Nested(w.ctx(), func() error { return nil }), "Refresh": s.Refresh(w.ctx(), team),
			"ReleaseSavepoint": s.ReleaseSavepoint(w.ctx()), "RollbackToSavepoint": s.RollbackToSavepoint(w.ctx()),
		} {
			if !errors.Is(err, orm.ErrSessionClosed) {
				t.Errorf("%s on a closed session: %v", name, err)
			}
		}
		s.Add(&Team{Name: "late"})
		wantError(t, s.Commit(w.ctx()), orm.ErrSessionClosed, "make a new one")
		_, err = team.Players.All(w.ctx())
		wantError(t, err, orm.ErrDetached, "Team.Players", "key 1")
	})
}

// TestSessionWithoutEngine says where the engine comes from.
func TestSessionWithoutEngine(t *testing.T) {
	s := orm.Sessions(nil, orm.InRegistry(league)).New()
	defer s.Close()
	_, err := Teams.All(t.Context(), s)
	wantError(t, err, "no engine", "NewSession", "Configure")
	_, err = Teams.All(t.Context(), nil)
	wantError(t, err, "engine", "session")
}

// TestSessionInTwoGoroutines has a session that is busy in one goroutine used
// by another: every method of the second refuses by the session's own check.
func TestSessionInTwoGoroutines(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		seedLeague(w)
		s := w.session()
		team, err := Teams.First(w.ctx(), s)
		w.check(err)
		rows, err := s.QueryStatement(w.ctx(), &ast.TextStatement{Text: &ast.Text{Parts: []string{"SELECT id FROM teams"}}})
		w.check(err)
		ctx := w.ctx()
		other := &Team{Name: "other"}
		calls := map[string]func() error{
			"Commit":    func() error { return s.Commit(ctx) },
			"Flush":     func() error { return s.Flush(ctx) },
			"Rollback":  func() error { return s.Rollback(ctx) },
			"Savepoint": func() error { return s.Savepoint(ctx) },
			"Refresh":   func() error { return s.Refresh(ctx, team) },
			"Close":     func() error { return s.Close() },
			"All":       func() error { _, err := Teams.All(ctx, s); return err },
			"Options":   func() error { _, err := Teams.Options(orm.SelectIn(Teams.Players)).All(ctx, s); return err },
			"Get":       func() error { _, err := Teams.Get(ctx, s, team.ID); return err },
			"Count":     func() error { _, err := Teams.Count(ctx, s); return err },
			"Delete":    func() error { _, err := Teams.Where(Teams.ID.Eq(1)).Delete(ctx, s); return err },
			"Merge":     func() error { _, err := orm.Merge(ctx, s, other); return err },
			"Players":   func() error { _, err := team.Players.All(ctx); return err },
		}
		var group sync.WaitGroup
		for name, call := range calls {
			group.Go(func() {
				if err := call(); !errors.Is(err, orm.ErrConcurrentUse) {
					t.Errorf("%s beside a query of another goroutine: %v", name, err)
				}
			})
		}
		group.Wait()
		group.Go(func() { s.Add(other) })
		group.Wait()
		w.check(rows.Close())
		wantError(t, s.Commit(ctx), orm.ErrConcurrentUse, "add: ", "each its own session")
		w.states(other, orm.Transient)
		s.Add(other)
		w.check(s.Commit(ctx))
	})
}

// TestSessionShared has two goroutines at one session as fast as they can: each
// call succeeds or says that the other is there.
func TestSessionShared(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		seedLeague(w)
		s := w.session()
		var group sync.WaitGroup
		for range 2 {
			group.Go(func() {
				for range 50 {
					_, err := Teams.Options(orm.SelectIn(Teams.Players)).All(w.ctx(), s)
					if err != nil && !errors.Is(err, orm.ErrConcurrentUse) {
						w.Error(err)
					}
				}
			})
		}
		group.Wait()
		w.check(s.Rollback(w.ctx()))
	})
}

// TestSecondObjectWithKey adds an object whose row another object stands for.
func TestSecondObjectWithKey(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		detached := seedLeague(w)
		s := w.session()
		team, err := Teams.First(w.ctx(), s)
		w.check(err)

		s.Add(detached)
		wantError(t, s.Flush(w.ctx()), orm.ErrIdentityConflict, "add: ", "Team with key 1", "Merge")
		w.states(detached, orm.Detached)

		s.Add(&Team{ID: team.ID, Name: "again"})
		wantError(t, s.Flush(w.ctx()), orm.ErrIdentityConflict, azoth.ErrUniqueViolation, "Team with key 1", "Merge")
		wantError(t, s.Flush(w.ctx()), orm.ErrPendingRollback, "Team with key 1", "Rollback")
		w.check(s.Rollback(w.ctx()))

		merged, err := orm.Merge(w.ctx(), s, detached)
		w.check(err)
		if merged != team {
			t.Error("merge gave another object than the session's")
		}
		w.check(s.Commit(w.ctx()))
	})
}

// TestGetWithWrongKeys names the entity, and what its key is.
func TestGetWithWrongKeys(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		s := w.session()
		get := func(key ...any) error { _, err := Teams.Get(w.ctx(), s, key...); return err }
		match := func(key ...any) error { _, err := Matches.Get(w.ctx(), s, key...); return err }
		wantError(t, get(), "get Team", "each column of its key (ID)", "not 0")
		wantError(t, get(1, 2), "get Team", "(ID)", "not 2")
		wantError(t, get("one"), "Team.ID", `"one"`, "int64")
		wantError(t, get(1.5), "Team.ID", "1.5", "int64")
		wantError(t, get(nil), "Team.ID", "NULL is no key")
		wantError(t, match(2024), "get Match", "(Year, Day)", "not 1")
		wantError(t, match("monday", 2024), "Match.Year", `"monday"`, "int")
		wantError(t, get(99), orm.ErrNoResult, "Team with key 99")
		wantError(t, match(2024, "monday"), orm.ErrNoResult, "Match with key (2024, monday)")
	})
}

// TestUnloadedRelationships are told apart from empty ones.
func TestUnloadedRelationships(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		seedLeague(w)
		s := w.session()
		team, err := Teams.First(w.ctx(), s)
		w.check(err)
		player, err := Players.First(w.ctx(), s)
		w.check(err)
		wantPanic(t, func() { team.Players.Items() }, "Team.Players", "Team with key 1", "not loaded", "All(ctx)", "orm.SelectIn")
		wantPanic(t, func() { team.Players.Contains(player) }, "Team.Players", "not loaded")
		wantPanic(t, func() { player.Team.Value() }, "Player.Team", "Player with key 1", "not loaded", "Get(ctx)")

		_, err = team.Medals.All(w.ctx())
		wantError(t, err, orm.ErrNotLoaded, "Team.Medals", "Team with key 1", "SelectIn")
		again, err := Teams.Options(orm.Raise(Teams.Players), orm.SelectIn(Teams.Medals)).All(w.ctx(), s)
		w.check(err)
		if len(again[0].Medals.Items()) != 1 {
			t.Errorf("got %d medals", len(again[0].Medals.Items()))
		}
		_, err = again[0].Players.All(w.ctx())
		wantError(t, err, orm.ErrNotLoaded, "Team.Players", "Raise")

		s.Expunge(team, player)
		_, err = team.Players.All(w.ctx())
		wantError(t, err, orm.ErrDetached, "Team.Players", "Team with key 1", "session")
		_, err = player.Team.Get(w.ctx())
		wantError(t, err, orm.ErrDetached, "Player.Team", "Player with key 1")
		fresh, err := Teams.First(w.ctx(), w.engine)
		w.check(err)
		_, err = fresh.Players.All(w.ctx())
		wantError(t, err, orm.ErrDetached, "Team.Players")
	})
}

// TestJSONOfEntities marshals graphs with circles and parts that are not
// loaded.
func TestJSONOfEntities(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		seedLeague(w)
		marshal := func(v any, want string) {
			t.Helper()
			got, err := json.Marshal(v)
			if err != nil || string(got) != want {
				t.Errorf("got %s, %v\nwant %s", got, err, want)
			}
		}
		s := w.session()
		team, err := Teams.First(w.ctx(), s)
		w.check(err)
		marshal(team, `{"ID":1,"Name":"reds","Points":0,"Motto":null}`)
		_, err = team.Players.All(w.ctx())
		w.check(err)
		players := `"Players":[{"ID":1,"Name":"ann","Nick":"a","TeamID":1},{"ID":2,"Name":"bob","Nick":"b","TeamID":1}]`
		marshal(team, `{"ID":1,"Name":"reds","Points":0,"Motto":null,`+players+`}`)
		marshal(orm.JSON(team), `{"ID":1,"Name":"reds","Points":0,"Motto":null,`+players+`}`)
		marshal(team.Players.Items()[1], `{"ID":2,"Name":"bob","Nick":"b","TeamID":1,"Team":{"ID":1,"Name":"reds","Points":0,"Motto":null,"Players":[{"ID":1,"Name":"ann","Nick":"a","TeamID":1}]}}`)
		marshal(map[string]any{"team": orm.JSON[Team](nil)}, `{"team":null}`)
		marshal(&Team{Name: "new"}, `{"ID":0,"Name":"new","Points":0,"Motto":null,"Players":[],"Medals":[]}`)
		marshal(&Player{}, `{"ID":0,"Name":"","Nick":null,"TeamID":0,"Team":null}`)
	})
}

// TestPanicsRollBack panics within a unit of work and within a savepoint.
func TestPanicsRollBack(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		wantPanic(t, func() {
			_ = orm.Run(w.ctx(), w.engine, func(s *orm.Session) error {
				s.Add(&Team{Name: "greens"})
				w.check(s.Flush(w.ctx()))
				panic("lost the ball")
			}, orm.WithOptions(orm.InRegistry(league)))
		}, "lost the ball")
		w.rows("SELECT name FROM teams")

		s := w.session()
		blues := &Team{Name: "blues"}
		s.Add(blues)
		w.check(s.Flush(w.ctx()))
		wantPanic(t, func() {
			_ = s.Nested(w.ctx(), func() error {
				blues.Name = "changed"
				s.Add(&Team{Name: "greens"})
				w.check(s.Flush(w.ctx()))
				panic("lost the ball")
			})
		}, "lost the ball")
		if blues.Name != "blues" {
			t.Errorf("the name is %q", blues.Name)
		}
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name FROM teams", "blues")
	})
}

// TestNestedGivesObjectsBack undoes what an inner transaction did, in the database and in
// memory, and nothing more.
func TestNestedGivesObjectsBack(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		seedLeague(w)
		s := w.session()
		team, err := Teams.Options(orm.SelectIn(Teams.Players)).First(w.ctx(), s)
		w.check(err)
		team.Motto = pointerTo("outer")
		failure := errors.New("offside")
		var inner *Player
		err = s.Nested(w.ctx(), func() error {
			team.Name, team.Motto = "inner", nil
			inner = &Player{Name: "cid", Nick: pointerTo("c")}
			team.Players.Append(inner)
			w.check(s.Flush(w.ctx()))
			return failure
		})
		wantError(t, err, failure)
		w.states(inner, orm.Transient, team, orm.Persistent)
		if team.Name != "reds" || team.Motto == nil || *team.Motto != "outer" || len(team.Players.Items()) != 2 || inner.ID != 0 {
			t.Errorf("after the inner rollback: %q, %v, %d players, inner %d", team.Name, team.Motto, len(team.Players.Items()), inner.ID)
		}
		w.check(s.Nested(w.ctx(), func() error { team.Name = "kept"; return nil }))
		err = s.Nested(w.ctx(), func() error {
			s.Add(&Team{Name: "kept"})
			return s.Flush(w.ctx())
		})
		wantError(t, err, azoth.ErrUniqueViolation)
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name, motto FROM teams", "kept outer")
		wantError(t, s.ReleaseSavepoint(w.ctx()), orm.ErrNoSavepoint, "Savepoint")
	})
}

// TestRollbackGivesObjectsBack gives fields and relationships back as they were when
// the transaction began, without SQL.
func TestRollbackGivesObjectsBack(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		seedLeague(w)
		s := w.session()
		team, err := Teams.Options(orm.SelectIn(Teams.Players)).First(w.ctx(), s)
		w.check(err)
		ann, bob := team.Players.Items()[0], team.Players.Items()[1]
		cid, blues := &Player{Name: "cid", Nick: pointerTo("c")}, &Team{Name: "blues"}
		team.Name = "pinks"
		team.Players.Append(cid)
		s.Add(blues)
		ann.Team.Set(blues)
		s.Delete(bob)
		w.check(s.Flush(w.ctx()))
		w.states(cid, orm.Persistent, blues, orm.Persistent, bob, orm.Deleted)
		team.Motto = pointerTo("never flushed")
		w.check(s.Rollback(w.ctx()))
		w.states(cid, orm.Transient, blues, orm.Transient, bob, orm.Persistent, ann, orm.Persistent)
		if team.Name != "reds" || team.Motto != nil || ann.Team.Value() != team || ann.TeamID != team.ID || cid.ID != 0 || blues.ID != 0 {
			t.Errorf("after the rollback: %q, %v, ann in team %d, cid %d, blues %d", team.Name, team.Motto, ann.TeamID, cid.ID, blues.ID)
		}
		if items := team.Players.Items(); len(items) != 2 || items[0] != ann || items[1] != bob {
			t.Errorf("after the rollback the players are %v", items)
		}
		s.Add(blues)
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name FROM teams ORDER BY id", "reds", "blues")
	})
}

// TestWrongStatements are refused before anything is sent.
func TestWrongStatements(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		s := w.session()
		ctx := w.ctx()
		refused := func(err error, wanted ...any) {
			t.Helper()
			wantError(t, err, wanted...)
			if sent := w.sent.take(); len(sent) > 0 {
				t.Errorf("sent nevertheless: %q", sent)
			}
		}
		_, err := sql.Select2(Teams.Name, Players.Name).All(ctx, s)
		var product *sql.CartesianError
		if !errors.As(err, &product) {
			t.Errorf("a cartesian product gave %v", err)
		}
		refused(err, "teams and players", "join them", "AllowCartesian")
		_, err = Teams.Where(Players.Name.Eq("ann")).All(ctx, s)
		refused(err, "teams and players", "join them", "AllowCartesian")
		_, err = Teams.Where(Players.Name.Eq("ann")).Count(ctx, s)
		refused(err, "teams", "players")
		_, err = Teams.Query().Delete(ctx, s)
		refused(err, azoth.ErrUnfiltered, sql.ErrEverywhere, "Where", "Everywhere()")
		_, err = Teams.Query().Update(ctx, s, Teams.Points.Set(0))
		refused(err, azoth.ErrUnfiltered, "Where", "Everywhere()")
		_, err = Teams.Where(Teams.ID.Eq(1)).Update(ctx, s)
		refused(err, "teams", "nothing is assigned")
		_, err = Teams.Where(Teams.ID.Eq(1)).Update(ctx, s, Players.Name.Set("x"))
		refused(err, "teams", "players.name")
		_, err = Teams.Limit(3).Delete(ctx, s)
		refused(err, "limit")
		_, err = Teams.Where(sql.Text("name = :name")).All(ctx, s)
		refused(err, ":name", "sql.P")
		_, err = Teams.Where(sql.Text("name = :name", sql.P{"nam": "x"})).All(ctx, s)
		refused(err, ":nam", "name = :name")
		_, err = Teams.Where(Teams.Players.Of(nil)).All(ctx, s)
		refused(err, "Team.Players.Of(nil)")
		_, err = Teams.Where(Teams.Players.Contains(nil)).All(ctx, s)
		refused(err, "Team.Players.Contains(nil)")
		_, err = Teams.Where(nil).All(ctx, s)
		refused(err, "nil")
		_, err = Teams.Join(nil).All(ctx, s)
		refused(err, "nil")
		_, err = Matches.Join(Teams).All(ctx, s)
		refused(err, "teams", "matches", "no foreign key", "ON")
		_, err = orm.Entity[Team]{}.All(ctx, s)
		refused(err, sql.ErrUnmapped, "orm.Map")
		_, err = sql.Select1(sql.String{}).All(ctx, s)
		refused(err, sql.ErrUnmapped)
		_, err = Teams.All(ctx, orm.NewSession(w.engine))
		refused(err, "Team", "registry", "orm.InRegistry")
	})
}
