package goora

import (
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/orm"
	azothsql "github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
	"github.com/shopspring/decimal"
	goora "github.com/sijms/go-ora/v2"
)

// An account has a column of each kind that matters.
type account struct {
	_       orm.Table `orm:"accounts"`
	ID      int64     `orm:",pk"`
	Owner   string    `orm:",size=50"`
	Balance decimal.Decimal
	Open    bool
	Opened  time.Time
	Notes   string          `orm:",type=text"`
	Entries orm.Many[entry] `orm:",back=Account"`
}

type entry struct {
	_         orm.Table        `orm:"entries"`
	ID        int64            `orm:",pk"`
	Label     *string          `orm:",size=20"`
	AccountID int64            `orm:",references=accounts.id"`
	Account   orm.One[account] `orm:",back=Entries"`
}

var accounts = orm.Map[struct {
	orm.Entity[account]
	ID      azothsql.Number[int64]
	Owner   azothsql.String
	Balance azothsql.Number[decimal.Decimal]
	Open    azothsql.Bool
	Opened  azothsql.Time
	Notes   azothsql.String
	Entries orm.ToMany[account, entry]
}]()

var entries = orm.Map[struct {
	orm.Entity[entry]
	ID        azothsql.Number[int64]
	Label     azothsql.NullString
	AccountID azothsql.Number[int64]
	Account   orm.ToOne[entry, account]
}]()

// want compares what was recorded.
func want(t *testing.T, r *recording, lines ...string) {
	t.Helper()
	if got := r.take(); !slices.Equal(got, lines) {
		t.Errorf("recorded\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(lines, "\n  "))
	}
}

const settings = "direct " + sessionSettings + " []"

// connected opens the engine's connection.
func connected(t *testing.T, eng *azoth.Engine, r *recording) {
	t.Helper()
	if err := eng.Ping(t.Context()); err != nil {
		t.Fatal(err)
	}
	want(t, r, settings)
}

func TestFlush(t *testing.T) {
	eng, r := record(t)
	connected(t, eng, r)
	key := int64(40)
	r.fill = func(outs []any) {
		key++
		*outs[0].(*sql.NullInt64) = sql.NullInt64{Int64: key, Valid: true}
	}
	s := orm.NewSession(eng)
	defer s.Close()
	a := &account{Owner: "ed", Balance: decimal.RequireFromString("0.05"), Open: true,
		Opened: time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC), Notes: strings.Repeat("x", 5000)}
	one := "one"
	a.Entries.Append(&entry{Label: &one}, &entry{})
	s.Add(a)
	if err := s.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	want(t, r,
		"begin",
		"prepare",
		"exec INSERT INTO accounts (owner, balance, open, opened, notes) VALUES (:1, :2, :3, :4, :5) RETURNING id INTO :6"+
			" [string ed, Number 0.05, int64 1, TimeStamp 2024-02-29T12:00:00Z, Clob of 5000, OUT *sql.NullInt64(0)]",
		"prepare",
		"exec INSERT INTO entries (label, account_id) VALUES (:1, :2) RETURNING id INTO :3 [string one, int64 41, OUT *sql.NullInt64(0)]",
		"exec INSERT INTO entries (label, account_id) VALUES (:1, :2) RETURNING id INTO :3 [NULL, int64 41, OUT *sql.NullInt64(0)]",
		"commit")
	if a.ID != 41 || a.Entries.Items()[0].ID != 42 || a.Entries.Items()[1].ID != 43 {
		t.Errorf("the keys are %d, %d, %d", a.ID, a.Entries.Items()[0].ID, a.Entries.Items()[1].ID)
	}

	a.Notes = "short"
	if err := s.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	want(t, r, "begin", "prepare", "exec UPDATE accounts SET notes=:1 WHERE id = :2 [string short, int64 41]", "commit")
	// The same statement with a CLOB is another to go-ora.
	a.Notes = strings.Repeat("y", 4001)
	if err := s.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	want(t, r, "begin", "close", "prepare", "exec UPDATE accounts SET notes=:1 WHERE id = :2 [Clob of 4001, int64 41]", "commit")
	s.Delete(a.Entries.Items()[0])
	if err := s.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	want(t, r, "begin", "prepare", "exec DELETE FROM entries WHERE id = :1 [int64 42]", "commit")
}

// A row that states nothing still has its key.
func TestInsertOfDefaults(t *testing.T) {
	eng, r := record(t)
	connected(t, eng, r)
	r.fill = func(outs []any) { *outs[0].(*sql.NullInt64) = sql.NullInt64{Int64: 7, Valid: true} }
	result, err := azothsql.Insert(entries).Exec(t.Context(), eng)
	if err != nil || result.LastInsertID != 7 || result.RowsAffected != 1 {
		t.Errorf("%+v, %v", result, err)
	}
	want(t, r, "prepare", "exec INSERT INTO entries (id) VALUES (DEFAULT) RETURNING entries.id INTO :1 [OUT *sql.NullInt64(0)]")
}

func TestCoreStatements(t *testing.T) {
	eng, r := record(t)
	connected(t, eng, r)
	ctx := t.Context()
	r.fill = func(outs []any) {
		if len(outs) == 1 {
			*outs[0].(*sql.NullInt64) = sql.NullInt64{Int64: 9, Valid: true}
			return
		}
		*outs[0].(*sql.NullString) = sql.NullString{String: "wendy", Valid: true}
		*outs[1].(*goora.NullTimeStamp) = goora.NullTimeStamp{TimeStamp: goora.TimeStamp(time.Date(2024, 3, 1, 0, 0, 0, 0, time.FixedZone("", 3600))), Valid: true}
	}
	insert := azothsql.Insert(accounts).Values(accounts.Owner.Set("ed"), accounts.Balance.Set(decimal.RequireFromString("12.50")), accounts.Open.Set(false))
	result, err := insert.Exec(ctx, eng)
	if err != nil || result.LastInsertID != 9 {
		t.Errorf("insert: %+v, %v", result, err)
	}
	want(t, r, "prepare", "exec INSERT INTO accounts (owner, balance, open) VALUES (:1, :2, :3) RETURNING accounts.id INTO :4"+
		" [string ed, Number 12.5, int64 0, OUT *sql.NullInt64(0)]")

	update := azothsql.Update(accounts).Set(accounts.Owner.Set("wendy")).Where(accounts.ID.Eq(9))
	rows, err := azothsql.Returning2(update, accounts.Owner, accounts.Opened).All(ctx, eng)
	if err != nil || len(rows) != 1 || rows[0].V1 != "wendy" || !rows[0].V2.Equal(time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("update: %v, %v", rows, err)
	}
	want(t, r, "prepare", "exec UPDATE accounts SET owner=:1 WHERE accounts.id = :2 RETURNING accounts.owner, accounts.opened INTO :3, :4"+
		" [string wendy, int64 9, OUT *sql.NullString(50), OUT *go_ora.NullTimeStamp(0)]")

	r.affected = 3
	result, err = azothsql.Delete(accounts).Where(accounts.Balance.Lt(decimal.RequireFromString("0.05"))).Exec(ctx, eng)
	if err != nil || result.RowsAffected != 3 || result.LastInsertID != 0 {
		t.Errorf("delete: %+v, %v", result, err)
	}
	want(t, r, "prepare", "exec DELETE FROM accounts WHERE accounts.balance < :1 [Number 0.05]")
}

// A query's values arrive as go-ora gives them.
func TestQuery(t *testing.T) {
	eng, r := record(t)
	connected(t, eng, r)
	r.rows = func(string) *recordedRows {
		server := time.FixedZone("", 2*60*60)
		return &recordedRows{
			columns: []string{"ID", "OWNER", "BALANCE", "OPEN", "OPENED", "NOTES"},
			types:   []string{"NUMBER", "NCHAR", "NUMBER", "NUMBER", "TimeStampDTY", "OCIClobLocator"},
			values: [][]sqldriver.Value{
				{"9007199254740993", "ed", "0.05", "1", time.Date(2024, 2, 29, 12, 0, 0, 0, server), "long"},
				{"2", nil, "12345678901234567890.123456789", "0", time.Date(2024, 2, 29, 12, 0, 0, 0, server), nil},
			},
		}
	}
	_, err := accounts.Where(accounts.Open.Eq(true)).Limit(2).All(t.Context(), eng)
	if !errors.Is(err, types.ErrNull) {
		t.Errorf("an empty text is NULL, which a string cannot hold: %v", err)
	}
	rows, err := azothsql.Select5(accounts.ID, azothsql.Nullable(accounts.Owner), accounts.Balance, accounts.Open, accounts.Opened).All(t.Context(), eng)
	if err != nil || len(rows) != 2 {
		t.Fatalf("%v, %v", rows, err)
	}
	first := rows[0]
	if first.V1 != 9007199254740993 || *first.V2 != "ed" || first.V3.String() != "0.05" || !first.V4 ||
		!first.V5.Equal(time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC)) {
		t.Errorf("%+v", first)
	}
	if second := rows[1]; second.V2 != nil || second.V3.String() != "12345678901234567890.123456789" || second.V4 {
		t.Errorf("%+v", second)
	}
	if lines := r.take(); len(lines) != 4 || !strings.HasPrefix(lines[1], "query SELECT accounts.id, ") || !strings.HasSuffix(lines[1], "FETCH FIRST 2 ROWS ONLY [int64 1]") {
		t.Errorf("recorded %s", strings.Join(lines, "\n"))
	}
}

// RETURNING that meets no row, and several.
func TestReturningNotOneRow(t *testing.T) {
	eng, r := record(t)
	connected(t, eng, r)
	update := azothsql.Update(accounts).Set(accounts.Owner.Set("x")).Where(accounts.Owner.Eq("nobody"))
	r.fails = func(string) error { return errors.New(saysNoRow) }
	rows, err := azothsql.Returning(update, accounts.ID).All(t.Context(), eng)
	if err != nil || len(rows) != 0 {
		t.Errorf("no row: %v, %v", rows, err)
	}
	r.fails = func(string) error { return errors.New(saysSeveralRows) }
	_, err = azothsql.Returning(update, accounts.ID).All(t.Context(), eng)
	if !errors.Is(err, driver.ErrUnsupportedOperation) || !strings.Contains(err.Error(), "several rows") {
		t.Errorf("several rows: %v", err)
	}
	r.take()
	r.fails = nil
	if err := eng.Ping(t.Context()); err != nil {
		t.Fatal(err)
	}
	want(t, r, settings) // the connection that lost count is not used again
}

func TestNationalStrings(t *testing.T) {
	r := &recording{affected: 1}
	recordings.Store("national", r)
	eng, err := azoth.Open("oracle+recording://national:tiger@localhost/orcl?national_strings=true")
	if err != nil {
		t.Fatal(err)
	}
	defer eng.Close()
	update := azothsql.Update(accounts).Set(accounts.Owner.Set("größe"), accounts.Notes.Set(strings.Repeat("x", 4001))).Everywhere()
	if _, err := update.Exec(t.Context(), eng); err != nil {
		t.Fatal(err)
	}
	want(t, r, settings, "prepare", "exec UPDATE accounts SET owner=:1, notes=:2 [go_ora.NVarChar größe, NClob of 4001]")
}
