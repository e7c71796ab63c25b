package cockroachdb_test

import (
	"context"
	"errors"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

type Owner struct {
	_       orm.Table        `orm:"azoth_owners"`
	ID      int64            `orm:",pk"`
	Name    string           `orm:",unique"`
	Wallets orm.Many[Wallet] `orm:",back=Owner,order=id,cascade=all delete-orphan"`
}

type Wallet struct {
	_       orm.Table `orm:"azoth_wallets"`
	ID      int64     `orm:",pk"`
	Balance int64
	OwnerID int64          `orm:",references=azoth_owners.id"`
	Owner   orm.One[Owner] `orm:",back=Wallets"`
}

var Owners = orm.Map[struct {
	orm.Entity[Owner]
	ID      sql.Number[int64]
	Name    sql.String
	Wallets orm.ToMany[Owner, Wallet]
}]()

var Wallets = orm.Map[struct {
	orm.Entity[Wallet]
	ID      sql.Number[int64]
	Balance sql.Number[int64]
	OwnerID sql.Number[int64]
	Owner   orm.ToOne[Wallet, Owner]
}]()

// open gives CockroachDB, or PostgreSQL at its isolation in its place, with a
// function that makes keys as unique_rowid does: in no order that the rows have.
func open(t *testing.T, options ...azoth.Option) *azoth.Engine {
	t.Helper()
	ctx := context.Background()
	address := os.Getenv("AZOTH_TEST_COCKROACHDB")
	instead := address == ""
	if instead {
		databases := azothtest.Databases(t)
		i := slices.IndexFunc(databases, func(d azothtest.Database) bool { return d.Name == "postgresql" })
		address = "cockroachdb" + strings.TrimPrefix(databases[i].Scratch(t), "postgresql") +
			"?options=" + url.QueryEscape("-c default_transaction_isolation=serializable")
	}
	eng, err := azoth.Open(address, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { eng.Close() })
	if instead {
		for _, text := range []string{
			`CREATE SEQUENCE rows`,
			`CREATE FUNCTION unique_rowid() RETURNS INT8 LANGUAGE sql AS $$ SELECT 1000000 - 7 * nextval('rows') $$`,
		} {
			if _, err := sql.Text(text).Exec(ctx, eng); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := orm.CreateAll(ctx, eng); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := orm.DropAll(ctx, eng); err != nil {
			t.Error(err)
		}
	})
	return eng
}

// Generated keys come back to their rows, whatever order they have.
func TestGeneratedKeys(t *testing.T) {
	ctx := context.Background()
	recorder := azothtest.NewRecorder()
	eng := open(t, recorder.Option())
	s := orm.NewSession(eng)
	defer s.Close()
	ada, bob := &Owner{Name: "ada"}, &Owner{Name: "bob"}
	for i := range int64(5) {
		ada.Wallets.Append(&Wallet{Balance: i})
		bob.Wallets.Append(&Wallet{Balance: 10 + i})
	}
	s.Add(ada, bob)
	recorder.Reset()
	if err := s.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	recorder.Expect(t, "BEGIN", "INSERT azoth_owners", "INSERT azoth_wallets", "COMMIT")
	wallets, err := Wallets.All(ctx, eng)
	if err != nil || len(wallets) != 10 {
		t.Fatalf("%d wallets, %v", len(wallets), err)
	}
	for _, in := range slices.Concat(ada.Wallets.Items(), bob.Wallets.Items()) {
		i := slices.IndexFunc(wallets, func(w *Wallet) bool { return w.ID == in.ID })
		if i < 0 || wallets[i].Balance != in.Balance || wallets[i].OwnerID != in.OwnerID {
			t.Errorf("wallet %d with %d was not found as such", in.ID, in.Balance)
		}
	}

	s.Delete(bob)
	ada.Wallets.Items()[0].Balance = 99
	ada.Wallets.Items()[1].Balance = 98
	if err := s.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	sum, err := sql.Select1(sql.Sum(Wallets.Balance)).One(ctx, eng)
	if err != nil || sum == nil || *sum != 99+98+2+3+4 {
		t.Errorf("sum %v, %v", sum, err)
	}
}

// Two transactions that read what the other writes cannot both commit; the one
// that fails runs again and then sees the other's work.
func TestRetry(t *testing.T) {
	ctx := context.Background()
	eng := open(t)
	if err := orm.Run(ctx, eng, func(s *orm.Session) error {
		ada := &Owner{Name: "ada"}
		ada.Wallets.Append(&Wallet{Balance: 50}, &Wallet{Balance: 50})
		s.Add(ada)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	// Either wallet may be emptied as long as the other has something.
	withdraw := func(s *orm.Session, which int) error {
		wallets, err := Wallets.OrderBy(Wallets.ID.Asc()).All(ctx, s)
		if err != nil {
			return err
		}
		if wallets[1-which].Balance == 0 {
			return errEmpty
		}
		wallets[which].Balance = 0
		return nil
	}
	var failures []error
	attempts := 0
	err := orm.Run(ctx, eng, func(s *orm.Session) error {
		attempts++
		if err := withdraw(s, 0); err != nil {
			return err
		}
		if attempts > 1 {
			return nil
		}
		// Before it commits, somebody else empties the other wallet.
		failures = append(failures, orm.Run(ctx, eng, func(s *orm.Session) error { return withdraw(s, 1) }))
		return nil
	}, orm.Retry(3))
	if !errors.Is(err, errEmpty) || attempts != 2 {
		t.Errorf("after %d attempts: %v", attempts, err)
	}
	if failures[0] != nil {
		t.Errorf("the other transaction: %v", failures[0])
	}
	total, err := sql.Select1(sql.Sum(Wallets.Balance)).One(ctx, eng)
	if err != nil || *total != 50 {
		t.Errorf("total %v, %v", total, err)
	}

	// Without Retry the error is told.
	err = orm.Run(ctx, eng, func(s *orm.Session) error {
		if _, err := Wallets.All(ctx, s); err != nil {
			return err
		}
		if err := orm.Run(ctx, eng, func(other *orm.Session) error {
			all, err := Wallets.All(ctx, other)
			if err == nil {
				all[0].Balance++
			}
			return err
		}); err != nil {
			return err
		}
		own, err := Wallets.All(ctx, s)
		if err == nil {
			own[0].Balance += 2
		}
		return err
	})
	if !errors.Is(err, azoth.ErrSerialization) {
		t.Errorf("%v", err)
	}
}

var errEmpty = errors.New("the other wallet is empty")
