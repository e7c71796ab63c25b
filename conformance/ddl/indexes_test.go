package ddl

import (
	"errors"
	"slices"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

func TestIndexes(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		name := sql.Column[sql.String]("name")
		people := table("people", integer("id", schema.PK()), schema.Col("name", types.String(20)), integer("age", schema.Index()),
			schema.UniqueIndex("name", "age").Named("ux_people"),
			schema.IndexOn(sql.Lower(name)).Named("ix_people_lower").When(schema.OnlyIf(func(dialect string) bool { return dialect != "mariadb" })),
			schema.IndexOn(sql.Column[sql.Number[int64]]("age").Desc()).Named("ix_people_age_desc"))
		run(t, eng, schema.CreateTable(people))
		for range 2 {
			for _, x := range people.Indexes {
				if err := eng.ExecMissingDDL(t.Context(), schema.When(x.Condition, schema.CreateIndex(x))); err != nil {
					t.Fatal(err)
				}
			}
		}
		exec(t, eng, "INSERT INTO people (name, age) VALUES ('ed', 5)")
		refused(t, eng, "INSERT INTO people (name, age) VALUES ('ed', 5)", azoth.ErrUniqueViolation)
		names := objects(t, eng, dialect.IndexObject)
		for _, x := range people.Indexes {
			if slices.Contains(names, x.Name) != x.Condition.Holds(eng.Name()) {
				t.Errorf("the indexes are %v, %s was to be there: %v", names, x.Name, x.Condition.Holds(eng.Name()))
			}
		}
		run(t, eng, schema.DropIndex(people.Index("ux_people")))
		exec(t, eng, "INSERT INTO people (name, age) VALUES ('ed', 5)")
		for range 2 {
			if err := eng.ExecMissingDDL(t.Context(), schema.DropIndex(people.Index("ix_people_age"))); err != nil {
				t.Fatal(err)
			}
		}
		run(t, eng, schema.DropTable(people))
		empty(t, eng)
	})
}

func TestPartialIndexes(t *testing.T) {
	jobs := table("jobs", integer("id", schema.PK()), schema.Col("state", types.String(10)),
		schema.UniqueIndex("state").Where(sql.Column[sql.String]("state").Eq("running")))
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		run(t, eng, schema.CreateTable(jobs))
		create := schema.CreateIndex(jobs.Indexes[0])
		if !eng.Dialect().DDL.PartialIndexes {
			var unsupported *dialect.UnsupportedError
			if err := eng.ExecDDL(t.Context(), create); !errors.As(err, &unsupported) {
				t.Errorf("a partial index: %v", err)
			}
		} else {
			run(t, eng, create)
			exec(t, eng, "INSERT INTO jobs (state) VALUES ('done')")
			exec(t, eng, "INSERT INTO jobs (state) VALUES ('done')")
			exec(t, eng, "INSERT INTO jobs (state) VALUES ('running')")
			refused(t, eng, "INSERT INTO jobs (state) VALUES ('running')", azoth.ErrUniqueViolation)
		}
		run(t, eng, schema.DropTable(jobs))
		empty(t, eng)
	})
}

func TestIndexesOfOneDatabase(t *testing.T) {
	tables := map[string][]schema.Item{
		"postgresql": {
			schema.Index("a").Named("i1").With(postgresql.IndexOptions{Using: "hash"}),
			schema.Index("a").Named("i2").With(postgresql.IndexOptions{Include: []string{"b"}, With: []postgresql.Parameter{{Name: "fillfactor", Value: 50}}}),
			schema.Index("a").Named("i3").With(postgresql.IndexOptions{Concurrently: true}),
			schema.Index("body").Named("i4").With(postgresql.IndexOptions{Operators: map[string]string{"body": "text_pattern_ops"}}),
		},
		"mariadb": {
			schema.Index("body").Named("i1").With(mysql.IndexOptions{Length: 10}),
			schema.Index("body").Named("i2").With(mysql.IndexOptions{Kind: "FULLTEXT"}),
			schema.Index("a").Named("i3").With(mysql.IndexOptions{Using: "btree"}),
		},
	}
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		own := table("docs", append(slices.Clone(tables[eng.Name()]),
			integer("a"), integer("b"), schema.Col("body", types.Text))...)
		run(t, eng, schema.CreateTable(own))
		for _, x := range own.Indexes {
			run(t, eng, schema.CreateIndex(x))
		}
		if names := objects(t, eng, dialect.IndexObject); len(names) != len(own.Indexes) {
			t.Errorf("the indexes are %v", names)
		}
		for _, x := range own.Indexes {
			run(t, eng, schema.DropIndex(x))
		}
		run(t, eng, schema.DropTable(own))
		empty(t, eng)
	}, "postgresql", "mariadb")
}
