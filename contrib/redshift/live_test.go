package redshift_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

type Visitor struct {
	_      orm.Table       `orm:"azoth_visitors"`
	ID     uuid.UUID       `orm:",pk"`
	Name   string          `orm:",size=50"`
	Spent  decimal.Decimal `orm:",precision=12,scale=2"`
	Born   *time.Time      `orm:",type=date"`
	Seen   time.Time
	Active bool
	Visits orm.Many[Visit] `orm:",back=Visitor,order=day,cascade=all delete-orphan"`
}

type Visit struct {
	_         orm.Table         `orm:"azoth_visits"`
	VisitorID uuid.UUID         `orm:",pk,references=azoth_visitors.id"`
	Day       int64             `orm:",pk"`
	Details   map[string]string `orm:",type=json"`
	Lasted    time.Duration
	Visitor   orm.One[Visitor] `orm:",back=Visits"`
}

var Visitors = orm.Map[struct {
	orm.Entity[Visitor]
	ID     sql.Value[uuid.UUID]
	Name   sql.String
	Spent  sql.Number[decimal.Decimal]
	Born   sql.NullTime
	Seen   sql.Time
	Active sql.Bool
	Visits orm.ToMany[Visitor, Visit]
}]()

var Visits = orm.Map[struct {
	orm.Entity[Visit]
	VisitorID sql.Value[uuid.UUID]
	Day       sql.Number[int64]
	Details   sql.JSON[map[string]string]
	Lasted    sql.Value[time.Duration]
	Visitor   orm.ToOne[Visit, Visitor]
}]()

// open gives Redshift, or PostgreSQL in its place.
func open(t *testing.T, options ...azoth.Option) *azoth.Engine {
	t.Helper()
	url := os.Getenv("AZOTH_TEST_REDSHIFT")
	if url == "" {
		url = "redshift" + strings.TrimPrefix(postgreSQL(t).Scratch(t), "postgresql")
	}
	eng, err := azoth.Open(url, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { eng.Close() })
	return eng
}

func postgreSQL(t *testing.T) azothtest.Database {
	databases := azothtest.Databases(t)
	return databases[slices.IndexFunc(databases, func(d azothtest.Database) bool { return d.Name == "postgresql" })]
}

// The part that both databases have: tables, a session's writes and reads,
// typed values as text, and what the catalogue tells.
func TestSharedPart(t *testing.T) {
	ctx := context.Background()
	recorder := azothtest.NewRecorder()
	eng := open(t, recorder.Option())
	if err := orm.CreateAll(ctx, eng); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := orm.DropAll(ctx, eng); err != nil {
			t.Error(err)
		}
	})

	s := orm.NewSession(eng)
	defer s.Close()
	born := time.Date(1815, 12, 10, 0, 0, 0, 0, time.UTC)
	seen := time.Date(2026, 5, 17, 12, 30, 15, 123456000, time.UTC)
	ada := &Visitor{ID: uuid.New(), Name: `Ada "Ω" \`, Spent: decimal.RequireFromString("12345678.90"), Born: &born, Seen: seen, Active: true}
	bob := &Visitor{ID: uuid.New(), Name: "Bob", Seen: seen}
	ada.Visits.Append(&Visit{Day: 1, Details: map[string]string{"page": "a"}}, &Visit{Day: 2, Details: map[string]string{"page": "b"}, Lasted: 90*time.Second + 5})
	s.Add(ada, bob)
	recorder.Reset()
	if err := s.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	recorder.Expect(t, "BEGIN", "INSERT azoth_visitors", "INSERT azoth_visits", "COMMIT")

	found, err := Visitors.Options(orm.SelectIn(Visitors.Visits)).Where(Visitors.Name.Like("Ada%")).One(ctx, eng)
	if err != nil {
		t.Fatal(err)
	}
	if found.ID != ada.ID || found.Name != ada.Name || !found.Spent.Equal(ada.Spent) || !found.Born.Equal(born) || !found.Seen.Equal(seen) || !found.Active {
		t.Errorf("read back %+v", found)
	}
	if visits := found.Visits.Items(); len(visits) != 2 || visits[1].Day != 2 || visits[1].Details["page"] != "b" || visits[1].Lasted != 90*time.Second+5 {
		t.Errorf("visits %+v", visits)
	}

	bob.Name = "Robert"
	s.Delete(ada)
	recorder.Reset()
	if err := s.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	names, err := sql.Select(Visitors.Name).All(ctx, eng)
	if err != nil || len(names) != 1 {
		t.Errorf("%v, %v", names, err)
	}
	if n, err := Visits.Count(ctx, eng); err != nil || n != 0 {
		t.Errorf("%d visits are left, %v", n, err)
	}

	table, err := inspect.Open(eng).Table(ctx, "azoth_visits")
	if err != nil {
		t.Fatal(err)
	}
	if key := table.PrimaryKey; key == nil || !slices.Equal(key.Columns, []string{"visitor_id", "day"}) {
		t.Errorf("primary key %+v", table.PrimaryKey)
	}
	if keys := table.ForeignKeys; len(keys) != 1 || keys[0].Target != "azoth_visitors" || !slices.Equal(keys[0].TargetColumns, []string{"id"}) {
		t.Errorf("foreign keys %+v", keys)
	}
	if len(table.Columns) != 4 || table.Columns[1].Nullable || table.Columns[1].Type.String() != "BIGINT" {
		t.Errorf("columns %+v", table.Columns)
	}
}

// A key that the database generates cannot be read back, and the error says so
// before anything is sent.
func TestGeneratedKeys(t *testing.T) {
	type Log struct {
		_    orm.Table `orm:"azoth_logs"`
		ID   int64     `orm:",pk"`
		Text string
	}
	registry := orm.NewRegistry(schema.NewMetaData())
	orm.MapIn[struct {
		orm.Entity[Log]
		ID   sql.Number[int64]
		Text sql.String
	}](registry)
	recorder := azothtest.NewRecorder()
	s := orm.NewSession(open(t, recorder.Option()), orm.InRegistry(registry))
	defer s.Close()
	s.Add(&Log{Text: "a"}, &Log{Text: "b"})
	err := s.Commit(context.Background())
	var unsupported *azoth.UnsupportedError
	if !errors.As(err, &unsupported) || !strings.Contains(err.Error(), "set it in the program") {
		t.Errorf("%v", err)
	}
	recorder.ExpectNothing(t)
}
