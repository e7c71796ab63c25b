package orm_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

// What follows are budgets: how many allocations, statements and round trips
// the ordinary ways of doing things may take. How long they take is measured
// in bench.

var budgets = orm.NewRegistry(schema.NewMetaData())

type Subscriber struct {
	_         orm.Table `orm:"subscribers"`
	ID        int64     `orm:",pk"`
	Name      string    `orm:",size=50"`
	Fullname  string    `orm:",size=50"`
	Email     string    `orm:",size=50"`
	Age       int32
	Balance   float64
	Active    bool
	CreatedAt time.Time
	Mailboxes orm.Many[Mailbox] `orm:",back=Subscriber,order=id"`
}

type Mailbox struct {
	_            orm.Table           `orm:"mailboxes"`
	ID           int64               `orm:",pk"`
	Email        string              `orm:",size=50"`
	SubscriberID int64               `orm:",references=subscribers.id"`
	Subscriber   orm.One[Subscriber] `orm:",back=Mailboxes"`
}

var Subscribers = orm.MapIn[struct {
	orm.Entity[Subscriber]
	ID        sql.Number[int64]
	Name      sql.String
	Fullname  sql.String
	Email     sql.String
	Age       sql.Number[int32]
	Balance   sql.Number[float64]
	Active    sql.Bool
	CreatedAt sql.Time
	Mailboxes orm.ToMany[Subscriber, Mailbox]
}](budgets)

var Mailboxes = orm.MapIn[struct {
	orm.Entity[Mailbox]
	ID           sql.Number[int64]
	Email        sql.String
	SubscriberID sql.Number[int64]
	Subscriber   orm.ToOne[Mailbox, Subscriber]
}](budgets)

// newSubscribers makes subscribers with a number of mailboxes each.
func newSubscribers(count, mailboxes int) []any {
	subscribers := make([]any, count)
	for i := range subscribers {
		m := &Subscriber{
			Name: fmt.Sprint("subscriber", i), Fullname: fmt.Sprint("Subscriber Number ", i), Email: fmt.Sprintf("subscriber%d@example.org", i),
			Age: int32(i % 90), Balance: float64(i), Active: i%2 == 0, CreatedAt: time.Date(2024, 1, 1, 0, i, 0, 0, time.UTC),
		}
		for n := range mailboxes {
			m.Mailboxes.Append(&Mailbox{Email: fmt.Sprintf("mailbox%d.%d@example.org", i, n)})
		}
		subscribers[i] = m
	}
	return subscribers
}

// openBudget opens a database that holds subscribers.
func openBudget(t *testing.T, url string, subscribers []any, options ...azoth.Option) *azoth.Engine {
	t.Helper()
	eng := must(azoth.Open(url, options...))
	t.Cleanup(func() { eng.Close() })
	if err := budgets.CreateAll(t.Context(), eng); err != nil {
		t.Fatal(err)
	}
	s := budgetSession(t, eng)
	s.Add(subscribers...)
	if err := s.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return eng
}

func budgetSession(t *testing.T, eng *azoth.Engine, options ...orm.Option) *orm.Session {
	s := orm.NewSession(eng, append(options, orm.InRegistry(budgets))...)
	t.Cleanup(func() { s.Close() })
	return s
}

// atMost checks the number of allocations of a run.
func atMost(t *testing.T, what string, budget float64, runs int, run func()) {
	t.Helper()
	if got := testing.AllocsPerRun(runs, run); got > budget {
		t.Errorf("%s: %.2f allocations, want %.2f at most", what, got, budget)
	}
}

func TestAllocationsOfALoadedRow(t *testing.T) {
	const rows = 2_000
	for _, db := range azothtest.Databases(t) {
		t.Run(db.Name, func(t *testing.T) {
			// Three of the columns are strings. Where a driver hands out every
			// value in a box, that is its own price.
			budget := map[string]float64{"sqlite": 3.2, "postgresql": 0.2, "mariadb": 14}[db.Name]
			eng := openBudget(t, db.Scratch(t), newSubscribers(rows, 0))
			q := Subscribers.OrderBy(Subscribers.ID.Asc())
			atMost(t, "tracked load", budget*rows, 5, func() {
				s := orm.NewSession(eng, orm.InRegistry(budgets))
				defer s.Close()
				if loaded := must(q.All(t.Context(), s)); len(loaded) != rows {
					t.Fatalf("%d rows", len(loaded))
				}
			})
			atMost(t, "load on the engine", budget*rows, 5, func() { must(q.All(t.Context(), eng)) })

			s := budgetSession(t, eng)
			must(q.All(t.Context(), s))
			if db.Name != "mariadb" {
				atMost(t, "second load in a session", 0.1*rows, 5, func() { must(q.All(t.Context(), s)) })
			}
		})
	}
}

func TestGetOfAPresentObjectAllocatesNothing(t *testing.T) {
	eng := openBudget(t, azothtest.Databases(t)[0].Scratch(t), newSubscribers(1_000, 0))
	s := budgetSession(t, eng)
	must(Subscribers.All(t.Context(), s))
	ctx := t.Context()
	id := int64(700)
	atMost(t, "Get", 0, 100, func() {
		id = id%1_000 + 1
		if m, err := Subscribers.Get(ctx, s, id); err != nil || m.ID != id {
			t.Fatal(m, err)
		}
	})
}

func TestCompilingAllocatesLittle(t *testing.T) {
	for _, db := range azothtest.Databases(t)[:2] {
		t.Run(db.Name, func(t *testing.T) {
			eng := must(azoth.Open(db.Scratch(t)))
			defer eng.Close()
			stmt := must(Subscribers.Join(Subscribers.Mailboxes).
				Where(Subscribers.Age.Gt(18), Subscribers.Name.Like("subscriber%"), Mailboxes.Email.NotEq("none"), Subscribers.Active.Eq(true)).
				OrderBy(Subscribers.ID.Asc()).Limit(10).Statement())
			d := eng.Dialect()
			must(d.Compile(stmt))
			atMost(t, "compiling a statement", 9, 100, func() { must(d.Compile(stmt)) })
		})
	}
}

func TestCleanFlushCostsNothing(t *testing.T) {
	recorder := azothtest.NewRecorder()
	eng := openBudget(t, azothtest.Databases(t)[0].Scratch(t), newSubscribers(10_000, 0), recorder.Option())
	s := budgetSession(t, eng)
	if loaded := must(Subscribers.All(t.Context(), s)); len(loaded) != 10_000 {
		t.Fatalf("%d rows", len(loaded))
	}
	recorder.Reset()
	ctx := t.Context()
	atMost(t, "flush of 10,000 unchanged objects", 0, 5, func() {
		if err := s.Flush(ctx); err != nil {
			t.Fatal(err)
		}
	})
	recorder.ExpectNothing(t)
}

func TestStatementsOfAUnitOfWork(t *testing.T) {
	for _, db := range azothtest.Databases(t) {
		t.Run(db.Name, func(t *testing.T) {
			executed := 0
			count := azoth.Listen(func(_ context.Context, e azoth.Event) {
				if e.Kind == azoth.EventStatement {
					executed++
				}
			})
			recorder := azothtest.NewRecorder()
			eng := openBudget(t, db.Scratch(t), newSubscribers(1_000, 3), recorder.Option(), count)
			s := budgetSession(t, eng)

			recorder.Reset()
			subscribers := must(Subscribers.OrderBy(Subscribers.ID.Asc()).Options(orm.SelectIn(Subscribers.Mailboxes)).All(t.Context(), s))
			recorder.ExpectCount(t, "SELECT", 2)
			for _, m := range subscribers {
				if len(m.Mailboxes.Items()) != 3 {
					t.Fatalf("member %d has %d mailboxes", m.ID, len(m.Mailboxes.Items()))
				}
				m.Balance++
			}
			executed = 0
			if err := s.Commit(t.Context()); err != nil {
				t.Fatal(err)
			}
			// One statement: with arrays, with pages, or prepared and run for
			// each row, as is best on the database.
			if db.Name != "mariadb" && executed != 1 {
				t.Errorf("1,000 changed rows of one table took %d statements, want 1", executed)
			}
		})
	}
}

func TestRoundTripsOfAGraph(t *testing.T) {
	for _, db := range azothtest.Databases(t) {
		if db.Name != "postgresql" {
			continue
		}
		url := db.Scratch(t)
		openBudget(t, url, nil)
		proxy := azothtest.NewProxy(t, url, time.Millisecond)
		eng := must(azoth.Open(proxy.URL()))
		defer eng.Close()
		if err := eng.Ping(t.Context()); err != nil {
			t.Fatal(err)
		}
		s := budgetSession(t, eng)
		s.Add(newSubscribers(500, 5)...)
		proxy.Reset()
		if err := s.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
		if trips := proxy.RoundTrips(); trips > 4 {
			t.Errorf("500 parents with 5 children each took %d round trips, want 4 at most", trips)
		}
		if n := must(Mailboxes.Query().Count(t.Context(), s)); n != 2_500 {
			t.Errorf("%d children were inserted", n)
		}
	}
}
