package odbc_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	_ "github.com/azoth-go/azoth/driver/odbc"

	"github.com/azoth-go/azoth/driver/internal/faketds"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

type User struct {
	_         orm.Table         `orm:"users"`
	ID        int64             `orm:",pk"`
	Name      string            `orm:",size=50"`
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
	Addresses orm.ToMany[User, Address]
}]()

var Addresses = orm.Map[struct {
	orm.Entity[Address]
	ID     sql.Number[int64]
	Email  sql.String
	UserID sql.Number[int64]
	User   orm.ToOne[Address, User]
}]()

// open gives an engine on a server of its own, or skips the test where FreeTDS's
// ODBC driver is missing.
func open(t *testing.T) (*faketds.Server, *azoth.Engine) {
	t.Helper()
	if found, _ := filepath.Glob("/usr/lib/*/odbc/libtdsodbc.so"); len(found) == 0 {
		if os.Getenv("AZOTH_TEST_REQUIRE") == "1" {
			t.Fatal("FreeTDS's ODBC driver is missing, and AZOTH_TEST_REQUIRE is set: install tdsodbc")
		}
		t.Skip("FreeTDS's ODBC driver is missing: install tdsodbc")
	}
	s := faketds.Start(t)
	eng, err := azoth.Open("sybase://sa:secret@" + s.Address() + "/app")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { eng.Close() })
	if err := eng.Ping(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Forget()
	return s, eng
}

// A flush inserts row by row, since the server tells the key of one only.
func TestSession(t *testing.T) {
	s, eng := open(t)
	const (
		key           = " SELECT CONVERT(BIGINT, @@identity)"
		insertUser    = "INSERT INTO users (name) VALUES (?)" + key
		insertAddress = "INSERT INTO addresses (email, user_id) VALUES (?, ?)" + key
		update        = "UPDATE users SET name=? WHERE id = ?"
	)
	s.When(insertUser, "jack").Reply(faketds.Count(1), faketds.Rows("key_ bigint", faketds.Row{5}))
	s.When(insertAddress, "a@x", 5).Reply(faketds.Count(1), faketds.Rows("key_ bigint", faketds.Row{10}))
	s.When(insertAddress, "b@x", 5).Reply(faketds.Count(1), faketds.Rows("key_ bigint", faketds.Row{11}))
	s.When(insertUser, "jo").Reply(faketds.Fail(2601, "Attempt to insert duplicate key row in object 'users' with unique index 'uq_name'"))
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
	if jack.ID != 5 || a.ID != 10 || b.ID != 11 {
		t.Errorf("keys %d, %d, %d", jack.ID, a.ID, b.ID)
	}
	err := session.Nested(ctx, func() error {
		session.Add(&User{Name: "jo"})
		return session.Flush(ctx)
	})
	var failure *azoth.DBError
	if !errors.Is(err, azoth.ErrUniqueViolation) || !errors.As(err, &failure) || failure.Constraint != "uq_name" {
		t.Errorf("%v", err)
	}
	jack.Name = "jim"
	if err := session.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	back := "ROLLBACK TRANSACTION sp_1 SAVE TRANSACTION sp_1"
	logged(t, s, "BEGIN TRANSACTION", insertUser+" ['jack']", insertAddress+" ['a@x', 5]", insertAddress+" ['b@x', 5]",
		"SAVE TRANSACTION sp_1", insertUser+" ['jo']", back, back, update+" ['jim', 5]", "COMMIT TRANSACTION")

	jack.Name = "joe"
	if err := session.Commit(ctx); !errors.Is(err, orm.ErrStale) {
		t.Errorf("an update that meets no row: %v", err)
	}
}

func logged(t *testing.T, s *faketds.Server, want ...string) {
	t.Helper()
	if got := s.Log(); !slices.Equal(got, want) {
		t.Errorf("the server received\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
	s.Forget()
}

func TestStatements(t *testing.T) {
	s, eng := open(t)
	s.When("SELECT users.id, users.name FROM users WHERE users.name = ?", "ed").Reply(faketds.Rows("id bigint, name varchar(50)", faketds.Row{1, "ed"}))
	s.When("SELECT users.name FROM users ORDER BY users.id ASC ROWS LIMIT ? OFFSET ?", 5, 10).Reply(faketds.Rows("name varchar(50)", faketds.Row{"ed"}, faketds.Row{"jo"}))
	ctx := t.Context()
	user, err := Users.Where(Users.Name.Eq("ed")).One(ctx, eng)
	if err != nil || user.ID != 1 || user.Name != "ed" {
		t.Errorf("%+v, %v", user, err)
	}
	names, err := sql.Select1(Users.Name).OrderBy(Users.ID.Asc()).Slice(10, 15).All(ctx, eng)
	if err != nil || !slices.Equal(names, []string{"ed", "jo"}) {
		t.Errorf("%v, %v", names, err)
	}
}

// With AZOTH_TEST_SYBASE the same entities are kept by a real server.
func TestLive(t *testing.T) {
	url := os.Getenv("AZOTH_TEST_SYBASE")
	if url == "" {
		t.Skip("no Adaptive Server: set AZOTH_TEST_SYBASE to the URL of a database to make tables in")
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
	jack := &User{Name: "jack"}
	for i := range 20 {
		jack.Addresses.Append(&Address{Email: fmt.Sprint(i, "@x")})
	}
	if err := orm.Run(ctx, eng, func(s *orm.Session) error { s.Add(jack); return nil }); err != nil {
		t.Fatal(err)
	}
	found, err := Addresses.Where(Addresses.UserID.Eq(jack.ID)).OrderBy(Addresses.ID.Asc()).All(ctx, eng)
	if err != nil || len(found) != 20 || found[0].Email != "0@x" {
		t.Errorf("%d addresses, %v", len(found), err)
	}
}
