package inspect_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// TestReflectingTheWhole does the round trip with sequences, and with views that are
// read from others whose names come later.
func TestReflectingTheWhole(t *testing.T) {
	declare := func(database string, increment int64) *schema.MetaData {
		meta := schema.NewMetaData()
		schema.New(meta, "people", schema.Col("id", types.Integer, schema.PK()), schema.Col("name", types.String(40)))
		id, name := sql.Column[sql.Number[int64]]("id"), sql.Column[sql.String]("name")
		people := sql.LightTable("people", id, name)
		var kind []schema.ViewOption
		if database == "postgresql" {
			kind = append(kind, schema.Materialized())
		}
		late := schema.NewView(meta, "z_named", sql.Select2(sql.Via(people, id), sql.Via(people, name)).Where(sql.Via(people, name).NotEq("it's: {x}")), kind...)
		schema.NewView(meta, "a_short", sql.Select1(sql.Via(late.Rows(), id)))
		if database != "sqlite" {
			options := []schema.SequenceOption{schema.StartWith(7), schema.IncrementBy(increment)}
			if database != "firebird" {
				options = append(options, schema.MinValue(2), schema.MaxValue(999), schema.Cache(5), schema.Cycle())
			}
			schema.NewSequence(meta, "tickets", options...)
			schema.NewSequence(meta, "plain")
		}
		return meta
	}
	live(t, func(t *testing.T, eng *azoth.Engine) {
		database := databaseOf(eng)
		reflect := func(eng *azoth.Engine) *schema.MetaData {
			t.Helper()
			meta := schema.NewMetaData()
			if err := inspect.Open(eng).Reflect(t.Context(), meta, inspect.Whole()); err != nil {
				t.Fatal(err)
			}
			return meta
		}
		want := declare(database, 3)
		if err := eng.CreateAll(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		found := reflect(eng)
		again := open(t, database)
		if err := again.CreateAll(t.Context(), found); err != nil {
			t.Fatal(err)
		}
		for _, pair := range [][2]*schema.MetaData{{want, found}, {found, want}, {found, reflect(again)}} {
			for _, difference := range inspect.Diff(eng.Dialect(), pair[0], pair[1]) {
				t.Error(difference)
			}
		}
		sameDatabases(t, inspect.Open(eng), inspect.Open(again))
		conn, err := again.Connect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		execOn(t, conn, "INSERT INTO people (id, name) VALUES (1, 'ed')")
		if database == "postgresql" {
			execOn(t, conn, "REFRESH MATERIALIZED VIEW z_named")
		}
		rows, err := sql.Select1(sql.Column[sql.Number[int64]]("id")).From(sql.LightTable("a_short")).All(t.Context(), conn)
		if err != nil || !slices.Equal(rows, []int64{1}) {
			t.Errorf("the view that was made again gives %v, %v", rows, err)
		}

		other := inspect.Diff(eng.Dialect(), declare(database, 4), found)
		if database == "sqlite" && len(other) > 0 || database != "sqlite" && (len(other) != 1 || !strings.Contains(other[0], "sequence tickets is")) {
			t.Errorf("with another sequence the differences are %q", other)
		}
		missing := schema.NewMetaData()
		if err := inspect.Open(eng).Reflect(t.Context(), missing); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(inspect.Diff(eng.Dialect(), missing, found), `view "a_short" is there beyond what was wanted`) {
			t.Error("a view that was not wanted is not told")
		}
	})
}
