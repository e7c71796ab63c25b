package main

import (
	"slices"
	"testing"

	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/examples/internal/golden"
	"github.com/azoth-go/azoth/orm"
)

func TestOutput(t *testing.T) { golden.Check(t, run) }

// Whatever the number of objects, persist takes an INSERT for each of the five
// tables.
func TestPersistTakesOneInsertPerTable(t *testing.T) {
	rows := map[string]int{"movies": 3, "actors": 3, "contact_details": 4, "stuntmen": 3, "movies_actors": 4}
	for _, db := range append(azothtest.Databases(t), azothtest.Firebird()) {
		t.Run(db.Name, func(t *testing.T) {
			rec := azothtest.NewRecorder()
			eng := db.Open(t, rec.Option())
			if err := orm.CreateAll(t.Context(), eng); err != nil {
				t.Fatal(err)
			}
			rec.Reset()
			if err := persist(t.Context(), eng); err != nil {
				t.Fatal(err)
			}
			for table, n := range rows {
				if n := rec.CountTable("INSERT", table); n != 1 {
					t.Errorf("%d INSERTs into %s, want 1", n, table)
				}
				if written := rec.Rows("INSERT", table); len(written) != n {
					t.Errorf("%d rows were inserted into %s, want %d", len(written), table, n)
				}
			}
			rec.ExpectCount(t, "INSERT", len(rows))
			rec.ExpectCount(t, "COMMIT", 1)
		})
	}
}

// All four kinds of relationships lead back to what persist stored.
func TestRelationships(t *testing.T) {
	for _, db := range append(azothtest.Databases(t), azothtest.Firebird()) {
		t.Run(db.Name, func(t *testing.T) {
			ctx := t.Context()
			eng := db.Open(t)
			if err := orm.CreateAll(ctx, eng); err != nil {
				t.Fatal(err)
			}
			if err := persist(ctx, eng); err != nil {
				t.Fatal(err)
			}
			s := orm.NewSession(eng)
			defer s.Close()

			movie, err := Movies.Where(Movies.Title.Eq("Pain & Gain")).Options(
				orm.SelectIn(Movies.Actors, orm.SelectIn(Actors.ContactDetails), orm.Joined(Actors.Stuntman))).One(ctx, s)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, actor := range movie.Actors.Items() {
				got = append(got, actor.Name, actor.Stuntman.Value().Name)
				for _, detail := range actor.ContactDetails.Items() {
					if detail.Actor.Value() != actor {
						t.Errorf("the contact detail %q has another actor than %s", detail.Address, actor.Name)
					}
					got = append(got, detail.Address)
				}
			}
			want := []string{"Dwayne Johnson", "John Roe", "Glendale, CA", "West Hollywood, CA",
				"Mark Wahlberg", "Richard Roe", "Glendale, CA"}
			if !slices.Equal(got, want) {
				t.Errorf("loaded %q, want %q", got, want)
			}
		})
	}
}
