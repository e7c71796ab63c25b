package orm_test

import (
	"errors"
	"testing"

	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

// TestCopiesOfObjects reads what the original had loaded; changed or added, a
// copy is an object of its own.
func TestCopiesOfObjects(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		seedLeague(w)
		s := w.session()
		team, err := Teams.Options(orm.SelectIn(Teams.Players)).First(w.ctx(), s)
		w.check(err)
		player := team.Players.Items()[0]

		seen := *team
		if len(seen.Players.Items()) != 2 || orm.StateOf(&seen) != orm.Transient || s.Contains(&seen) {
			t.Errorf("the copy has %d players and is %v", len(seen.Players.Items()), orm.StateOf(&seen))
		}
		_, err = seen.Medals.All(w.ctx())
		wantError(t, err, orm.ErrDetached, "copy of the Team with key 1")
		wantPanic(t, func() { seen.Medals.Items() }, "copy of the Team with key 1")
		_, err = seen.Players.Query().All(w.ctx(), s)
		wantError(t, err, orm.ErrDetached, "copy of the Team with key 1")
		other := *player
		if _, err := other.Team.Get(w.ctx()); err != nil {
			t.Errorf("what the original had loaded is not there: %v", err)
		}
		other.Team.Set(nil)
		if player.Team.Value() != team {
			t.Error("a change of the copy changed the original")
		}

		changed := *team
		changed.Players.Append(&Player{Name: "zed", Nick: pointerTo("z")})
		clone := *team
		clone.ID, clone.Name = 0, "clone"
		s.Add(&clone)
		w.check(s.Commit(w.ctx()))
		if len(team.Players.Items()) != 2 || len(changed.Players.Items()) != 1 || len(clone.Players.Items()) != 0 {
			t.Errorf("the original has %d players, the copies %d and %d", len(team.Players.Items()), len(changed.Players.Items()), len(clone.Players.Items()))
		}
		w.rows("SELECT name FROM teams ORDER BY id", "reds", "clone")
		w.rows("SELECT name, team_id FROM players ORDER BY id", "ann 1", "bob 1")
	})
}

// TestNilAndNothing gives the methods nothing to work with.
func TestNilAndNothing(t *testing.T) {
	var none *Team
	if Teams.New(none) != nil {
		t.Error("New made an object of nil")
	}
	if fresh := new(Team); (orm.Entity[Team]{}).New(fresh) != fresh {
		t.Error("New gave another object")
	}
	for _, object := range []any{nil, none, Team{}, 5, &unmapped{}} {
		if got := orm.StateOf(object); got != orm.Transient {
			t.Errorf("%T is %v", object, got)
		}
	}
	wantPanic(t, func() { orm.Alias(5, "five") }, "orm: an alias of int", "orm.Map")
	wantPanic(t, func() { orm.Alias(orm.Entity[Team]{}, "e") }, "orm: an alias of", "orm.Map")
	wantError(t, league.CreateAll(t.Context(), nil), "nil engine", "azoth.Open")
	wantError(t, orm.Run(t.Context(), nil, func(*orm.Session) error { return nil }), "no engine")
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		s := w.session()
		_, err := orm.Merge[Team](w.ctx(), s, nil)
		wantError(t, err, "merge", "nil *Team")
		_, err = orm.Merge(w.ctx(), s, &unmapped{})
		wantError(t, err, orm.ErrUnmapped, "merge")
		wantError(t, s.Refresh(w.ctx(), nil), orm.ErrUnmapped, "refresh")
		wantError(t, s.Refresh(w.ctx(), &Team{}), orm.ErrNotPersistent, "refresh", "Team is transient")
		if s.Contains(nil) || s.Contains(none) || s.Contains(&unmapped{}) {
			t.Error("the session contains nothing")
		}
		wantError(t, s.Nested(w.ctx(), func() error { return s.Close() }), orm.ErrSessionClosed, "nested")
	})
}

// TestPredicatesOnNewObjects refuses objects whose key is not known yet, where
// the predicate would silently be true of nothing.
func TestPredicatesOnNewObjects(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		s := w.session()
		team := &Team{Name: "reds"}
		_, err := Players.Where(Teams.Players.Of(team)).All(w.ctx(), s)
		wantError(t, err, "Team.Players.Of", "Team has no key yet", "flush")
		_, err = Players.Where(Players.Team.Eq(team)).All(w.ctx(), s)
		wantError(t, err, "Player.Team.Eq", "Team has no key yet", "flush")
		_, err = Players.Where(Players.Team.NotEq(team)).All(w.ctx(), s)
		wantError(t, err, "Player.Team.NotEq", "flush")
		_, err = team.Players.Query().All(w.ctx(), s)
		wantError(t, err, "plain literal", "session")
		s.Add(team)
		_, err = team.Players.Query().All(w.ctx(), s)
		wantError(t, err, "Team.Players.Query", "flush")
		w.check(s.Flush(w.ctx()))
		_, err = team.Players.Query().All(w.ctx(), s)
		w.check(err)
		_, err = Players.Where(Teams.Players.Of(team)).All(w.ctx(), s)
		w.check(err)
	})
}

// TestWrongSources joins and reads from what does not fit.
func TestWrongSources(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		seedLeague(w)
		s := w.session()
		ctx := w.ctx()
		_, err := Teams.Join(Teams.Players).Join(Teams.Players).All(ctx, s)
		wantError(t, err, "joining players", "already", "orm.Alias")
		p := orm.Alias(Players, "p")
		if _, err := Teams.Join(Teams.Players).Join(Teams.Players.To(p)).All(ctx, s); err != nil {
			t.Error(err)
		}
		_, err = Teams.Join(Players.Team).All(ctx, s)
		wantError(t, err, "joining teams", "already")

		names := sql.Select1(Teams.Name).Subquery("names")
		half := orm.AliasOf(Teams, names)
		_, err = half.All(ctx, s)
		wantError(t, err, "reading Team", "subquery names", "teams.id", `["name"]`)
		_, err = sql.Select1(half.ID).All(ctx, s)
		wantError(t, err, "subquery names", "teams.id")
		_, err = half.Where(half.Players.Any()).All(ctx, s)
		wantError(t, err, "Team.Players", "teams.id")
		_, err = Players.Join(Players.Team.To(half)).All(ctx, s)
		wantError(t, err, "teams.id")
		got, err := sql.Select1(half.Name).All(ctx, s)
		w.check(err)
		if len(got) != 1 || got[0] != "reds" {
			t.Errorf("got %q", got)
		}
		_, err = sql.Select1(sql.Via(names, Players.Name)).All(ctx, s)
		wantError(t, err, "subquery names", "players.name")

		some := orm.AliasOf(Players, Players.Where(Players.Name.Eq("bob")).Subquery("some"))
		teams, err := Teams.Join(Teams.Players.To(some)).Options(orm.ContainsEagerFrom(Teams.Players, some)).All(ctx, s)
		w.check(err)
		if items := teams[0].Players.Items(); len(items) != 1 || items[0].Name != "bob" {
			t.Errorf("of the subquery came %v", items)
		}
		_, err = Teams.Options(orm.ContainsEager(Teams.Players)).All(ctx, s)
		wantError(t, err, "teams and players", "join them")
		_, err = Teams.Options(orm.ContainsEagerFrom(Teams.Medals, orm.AliasOf(Medals, names))).All(ctx, s)
		wantError(t, err, "subquery names", "medals.id")
	})
}

// TestWrongNumbers refuses limits that mean nothing, and tells how many results
// there are where one is asked for.
func TestWrongNumbers(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		t := w.TB.(*testing.T)
		s := w.session()
		ctx := w.ctx()
		_, err := Teams.One(ctx, s)
		wantError(t, err, orm.ErrNoResult)
		_, err = Teams.First(ctx, s)
		wantError(t, err, orm.ErrNoResult)
		s.Add(&Team{Name: "reds"}, &Team{Name: "blues"})
		_, err = Teams.One(ctx, s)
		wantError(t, err, orm.ErrMultipleResults)
		for _, q := range []sql.Query[*Team]{Teams.Limit(-1), Teams.Query().Offset(-1), Teams.Slice(5, 2), Teams.Slice(-1, 2)} {
			if _, err := q.All(ctx, s); err == nil {
				t.Error("a negative number of rows is no error")
			} else {
				t.Logf("the message: %v", err)
			}
		}
		none, err := Teams.Where(Teams.ID.In()).All(ctx, s)
		if err != nil || len(none) != 0 {
			t.Errorf("in nothing are %v, %v", none, err)
		}
	})
}

// TestClosedEngine says so.
func TestClosedEngine(t *testing.T) {
	eachDatabase(t, league, func(w *world) {
		if w.dialect != "sqlite" {
			return // the engine is shared
		}
		t := w.TB.(*testing.T)
		s := w.session()
		w.check(w.engine.Close())
		_, err := Teams.All(w.ctx(), s)
		wantError(t, err, "the engine: use after Close")
		if errors.Is(err, orm.ErrSessionClosed) {
			t.Error("the session is not what was closed")
		}
	})
}
