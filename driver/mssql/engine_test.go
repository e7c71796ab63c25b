package mssql_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
	_ "github.com/azoth-go/azoth/driver/mssql"

	"github.com/azoth-go/azoth/driver/internal/faketds"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

type User struct {
	_         orm.Table         `orm:"users"`
	ID        int64             `orm:",pk"`
	Name      string            `orm:",size=50"`
	Photo     []byte            `orm:",null"`
	Addresses orm.Many[Address] `orm:",back=User,order=id,cascade=all delete-orphan"`
}

type Address struct {
	_      orm.Table     `orm:"addresses"`
	ID     int64         `orm:",pk"`
	Email  string        `orm:",size=50"`
	UserID int64         `orm:",references=users.id"`
	User   orm.One[User] `orm:",back=Addresses"`
}

var Users = orm.Map[struct {
	orm.Entity[User]
	ID        sql.Number[int64]
	Name      sql.String
	Photo     sql.Bytes
	Addresses orm.ToMany[User, Address]
}]()

var Addresses = orm.Map[struct {
	orm.Entity[Address]
	ID     sql.Number[int64]
	Email  sql.String
	UserID sql.Number[int64]
	User   orm.ToOne[Address, User]
}]()

// open gives an engine on a server of its own.
func open(t *testing.T, options ...azoth.Option) (*faketds.Server, *azoth.Engine) {
	t.Helper()
	s := faketds.Start(t)
	eng, err := azoth.Open("mssql://sa:secret@"+s.Address()+"/app", options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { eng.Close() })
	return s, eng
}

func logged(t *testing.T, s *faketds.Server, want ...string) {
	t.Helper()
	if got := s.Log(); !slices.Equal(got, want) {
		t.Errorf("the server received\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
	s.Forget()
}

// A flush inserts by OUTPUT, several rows by a query whose order numbers them.
func TestSession(t *testing.T) {
	s, eng := open(t)
	const (
		insertUser      = "INSERT INTO users (name, photo) OUTPUT inserted.id VALUES (@p1, @p2)"
		insertAddresses = "INSERT INTO addresses (email, user_id) OUTPUT inserted.id SELECT v1, v2 FROM (VALUES (@p1, @p2, 1), (@p3, @p4, 2)) AS new_rows (v1, v2, n) ORDER BY n"
		update          = "UPDATE users SET name=@p1 WHERE id = @p2"
	)
	s.When(insertUser, "jack", nil).Reply(faketds.Rows("id bigint", faketds.Row{5}))
	// The rows come back in any order.
	s.When(insertAddresses, "a@x", 5, "b@x", 5).Reply(faketds.Rows("id bigint", faketds.Row{11}, faketds.Row{10}))
	s.When(update, "jim", 5).Reply(faketds.Count(1))
	s.When(update, "joe", 5).Reply(faketds.Count(0))

	ctx := t.Context()
	session := orm.NewSession(eng, orm.KeepOnCommit())
	defer session.Close()
	a, b := &Address{Email: "a@x"}, &Address{Email: "b@x"}
	jack := &User{Name: "jack"}
	jack.Addresses.Append(a, b)
	session.Add(jack)
	if err := session.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	if jack.ID != 5 || a.ID != 10 || b.ID != 11 || a.UserID != 5 {
		t.Errorf("keys %d, %d, %d; of the user %d", jack.ID, a.ID, b.ID, a.UserID)
	}
	if photo := s.Requests()[2].Parameters[1]; photo.Declared != "varbinary(8000)" {
		t.Errorf("the NULL of bytes is a %s", photo.Declared)
	}
	jack.Name = "jim"
	if err := session.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	logged(t, s, "begin", insertUser+" ['jack', NULL]", insertAddresses+" ['a@x', 5, 'b@x', 5]", update+" ['jim', 5]", "commit")

	jack.Name = "joe"
	if err := session.Commit(ctx); !errors.Is(err, orm.ErrStale) {
		t.Errorf("an update that meets no row: %v", err)
	}
	if err := session.Rollback(ctx); err != nil {
		t.Fatal(err)
	}
	logged(t, s, "begin", update+" ['joe', 5]", "rollback")
}

// Keys that the program gives to an identity are announced, in the same round
// trip.
func TestGivenKeys(t *testing.T) {
	s, eng := open(t)
	const (
		on, off = "SET IDENTITY_INSERT users ON; ", "; SET IDENTITY_INSERT users OFF"
		flush   = on + "INSERT INTO users (id, name, photo) VALUES (@p1, @p2, @p3), (@p4, @p5, @p6)" + off
		told    = on + "INSERT INTO users (id, name) OUTPUT inserted.name VALUES (@p1, @p2)" + off
	)
	s.When(flush, 7, "ed", nil, 8, "jo", nil).Reply(faketds.Result{}, faketds.Count(2), faketds.Result{})
	s.When(told, 9, "al").Reply(faketds.Result{}, faketds.Rows("name nvarchar(50)", faketds.Row{"al"}), faketds.Result{})
	ctx := t.Context()
	err := orm.Run(ctx, eng, func(session *orm.Session) error {
		session.Add(&User{ID: 7, Name: "ed"}, &User{ID: 8, Name: "jo"})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	names, err := sql.Returning(sql.Insert(Users).Values(Users.ID.Set(9), Users.Name.Set("al")), Users.Name).All(ctx, eng)
	if err != nil || !slices.Equal(names, []string{"al"}) {
		t.Errorf("%v, %v", names, err)
	}
	logged(t, s, "begin", flush+" [7, 'ed', NULL, 8, 'jo', NULL]", "commit", told+" [9, 'al']")
}

func TestSavepointsOfASession(t *testing.T) {
	s, eng := open(t)
	const insert = "INSERT INTO users (name, photo) OUTPUT inserted.id VALUES (@p1, @p2)"
	s.When(insert, "ed", nil).Reply(faketds.Rows("id bigint", faketds.Row{1}))
	s.When(insert, "jo", nil).Reply(faketds.Fail(2627, "Violation of UNIQUE KEY constraint 'uq_name'. Cannot insert duplicate key in object 'dbo.users'."))
	ctx := t.Context()
	err := orm.Run(ctx, eng, func(session *orm.Session) error {
		session.Add(&User{Name: "ed"})
		err := session.Nested(ctx, func() error {
			session.Add(&User{Name: "jo"})
			return session.Flush(ctx)
		})
		if !errors.Is(err, azoth.ErrUniqueViolation) || !errors.Is(err, azoth.ErrIntegrity) {
			t.Errorf("%v", err)
		}
		var failure *azoth.DBError
		if !errors.As(err, &failure) || failure.Code != 2627 || failure.Constraint != "uq_name" || failure.Table != "users" {
			t.Errorf("%+v", failure)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	back := "ROLLBACK TRANSACTION [sp_1]; SAVE TRANSACTION [sp_1]" // by the flush that failed, and by Nested
	logged(t, s, "begin", insert+" ['ed', NULL]", "SAVE TRANSACTION [sp_1]", insert+" ['jo', NULL]", back, back, "commit")
}

func TestStatements(t *testing.T) {
	s, eng := open(t)
	const (
		one   = "SELECT users.id, users.name, users.photo FROM users WHERE users.name = @p1"
		page  = "SELECT users.name FROM users ORDER BY users.id ASC OFFSET @p1 ROWS FETCH FIRST @p2 ROWS ONLY"
		write = "INSERT INTO users (name) OUTPUT inserted.id VALUES (@p1)"
		raise = "UPDATE users SET name=@p1 OUTPUT inserted.id, inserted.name WHERE users.id > @p2"
	)
	s.When(one, "ed").Reply(faketds.Rows("id bigint, name nvarchar(50), photo varbinary(max)", faketds.Row{1, "ed", []byte{1, 2}}))
	s.When(page, 10, 5).Reply(faketds.Rows("name nvarchar(50)", faketds.Row{"ed"}, faketds.Row{"jo"}))
	s.When(write, "jo").Reply(faketds.Rows("id bigint", faketds.Row{42}))
	s.When(raise, "x", 3).Reply(faketds.Rows("id bigint, name nvarchar(50)", faketds.Row{4, "x"}, faketds.Row{5, "x"}))
	ctx := t.Context()

	user, err := Users.Where(Users.Name.Eq("ed")).One(ctx, eng)
	if err != nil || user.ID != 1 || user.Name != "ed" || string(user.Photo) != "\x01\x02" {
		t.Errorf("%+v, %v", user, err)
	}
	names, err := sql.Select1(Users.Name).OrderBy(Users.ID.Asc()).Slice(10, 15).All(ctx, eng)
	if err != nil || !slices.Equal(names, []string{"ed", "jo"}) {
		t.Errorf("%v, %v", names, err)
	}
	result, err := sql.Insert(Users).Values(Users.Name.Set("jo")).Exec(ctx, eng)
	if err != nil || result.LastInsertID != 42 || result.RowsAffected != 1 {
		t.Errorf("%+v, %v", result, err)
	}
	changed, err := sql.Returning2(sql.Update(Users).Set(Users.Name.Set("x")).Where(Users.ID.Gt(3)), Users.ID, Users.Name).All(ctx, eng)
	if err != nil || fmt.Sprint(changed) != "[(4, x) (5, x)]" {
		t.Errorf("%v, %v", changed, err)
	}
	logged(t, s, one+" ['ed']", page+" [10, 5]", write+" ['jo']", raise+" ['x', 3]")
}

func TestIsolationOfATransaction(t *testing.T) {
	s, eng := open(t, azoth.IsolationLevel(azoth.Serializable))
	s.When("DELETE FROM users WHERE users.id = @p1").Reply(faketds.Count(1))
	s.When("DELETE FROM users WHERE users.id = @p1", 8).Reply(faketds.Count(1))
	ctx := t.Context()
	err := eng.Run(ctx, func(tx *azoth.Tx) error {
		_, err := sql.Delete(Users).Where(Users.ID.Eq(7)).Exec(ctx, tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	logged(t, s, "begin SERIALIZABLE", "DELETE FROM users WHERE users.id = @p1 [7]", "commit", "SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
}

// A transaction that was the victim of a deadlock runs again.
func TestRetryAfterADeadlock(t *testing.T) {
	s, eng := open(t)
	const statement = "DELETE FROM users WHERE users.id = @p1"
	s.When(statement, 7).Reply(faketds.Deadlock()).Times(1)
	s.When(statement, 7).Reply(faketds.Count(1))
	ctx := t.Context()
	err := eng.Run(ctx, func(tx *azoth.Tx) error {
		_, err := sql.Delete(Users).Where(Users.ID.Eq(7)).Exec(ctx, tx)
		return err
	}, azoth.Retry(1))
	if err != nil {
		t.Fatal(err)
	}
	logged(t, s, "begin", statement+" [7]", "begin", statement+" [7]", "commit")
}

func TestCancelledStatement(t *testing.T) {
	s, eng := open(t, azoth.PoolSize(1), azoth.MaxOverflow(0))
	const statement = "SELECT users.name FROM users WHERE users.id = @p1"
	s.When(statement, 1).Reply(faketds.Hold(faketds.Result{}))
	s.When(statement, 2).Reply(faketds.Rows("name nvarchar(50)", faketds.Row{"ed"}))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := sql.Select1(Users.Name).Where(Users.ID.Eq(1)).All(ctx, eng)
	if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, azoth.ErrTimeout) {
		t.Errorf("%v", err)
	}
	names, err := sql.Select1(Users.Name).Where(Users.ID.Eq(2)).All(t.Context(), eng)
	if err != nil || len(names) != 1 {
		t.Errorf("%v, %v", names, err)
	}
	logins := 0
	for _, r := range s.Requests() {
		if r.Kind == "login" {
			logins++
		}
	}
	if logins != 1 {
		t.Errorf("the connection was given up: %d logins", logins)
	}
}

// With AZOTH_TEST_MSSQL the same entities are kept by a real server.
func TestLive(t *testing.T) {
	url := os.Getenv("AZOTH_TEST_MSSQL")
	if url == "" {
		t.Skip("no SQL Server: set AZOTH_TEST_MSSQL to the URL of a database to make tables in")
	}
	eng, err := azoth.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	defer eng.Close()
	ctx := t.Context()
	if err := orm.CreateAll(ctx, eng); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := orm.DropAll(context.WithoutCancel(ctx), eng); err != nil {
			t.Error(err)
		}
	}()
	jack := &User{Name: "jack żółw", Photo: []byte{0, 1}}
	for i := range 1500 {
		jack.Addresses.Append(&Address{Email: fmt.Sprint(i, "@x")})
	}
	if err := orm.Run(ctx, eng, func(s *orm.Session) error { s.Add(jack); return nil }); err != nil {
		t.Fatal(err)
	}
	found, err := Addresses.Where(Addresses.UserID.Eq(jack.ID)).OrderBy(Addresses.ID.Asc()).All(ctx, eng)
	if err != nil || len(found) != 1500 {
		t.Fatalf("%d addresses, %v", len(found), err)
	}
	for i, a := range found {
		if a.Email != fmt.Sprint(i, "@x") {
			t.Fatalf("key %d belongs to %s", a.ID, a.Email)
		}
	}
	again, err := Users.Where(Users.Name.Eq("jack żółw")).One(ctx, eng)
	if err != nil || again.ID != jack.ID || string(again.Photo) != "\x00\x01" {
		t.Errorf("%+v, %v", again, err)
	}
}
