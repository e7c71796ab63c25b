package ormgolden

import (
	"maps"
	"testing"

	"github.com/azoth-go/azoth/azothtest"
)

// plays are how the scenarios are played, by their names.
var plays = func() map[string]play {
	all := map[string]play{}
	for _, area := range []map[string]play{seedTutorial, seedMovies, seedAuthors, backref, uow, cascade, m2m} {
		maps.Copy(all, area)
	}
	return all
}()

func TestScenario(t *testing.T) {
	played := map[string]bool{}
	found := map[string]bool{}
	for _, s := range load(t) {
		found[s.ID] = true
		t.Run(s.ID, func(t *testing.T) {
			p, ok := plays[s.ID]
			if !ok {
				t.Fatal("nobody plays this scenario")
			}
			for _, db := range append(azothtest.Databases(t), azothtest.Firebird()) {
				if s.BackendOnly != "" && s.BackendOnly != db.Name {
					continue // recorded where the database has what it is about
				}
				t.Run(db.Name, func(t *testing.T) {
					recorder := azothtest.NewRecorder()
					r := &run{t: t, ctx: t.Context(), scenario: s, database: db.Name, recorder: recorder,
						engine: db.Open(t, recorder.Option())}
					r.play(p)
					played[s.ID], played[s.ID+" "+db.Name] = true, true
				})
			}
		})
	}
	for id := range plays {
		if !found[id] {
			t.Errorf("there is no scenario %s", id)
		}
	}
	checkDifferences(t, played)
}
