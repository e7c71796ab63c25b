package goora

import (
	"os"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
	azothsql "github.com/azoth-go/azoth/sql"
	"github.com/shopspring/decimal"
)

// TestLive saves and reads on a real server, where AZOTH_TEST_ORACLE has its URL:
// its user may create tables, of which this test drops accounts and entries.
func TestLive(t *testing.T) {
	url := os.Getenv("AZOTH_TEST_ORACLE")
	if url == "" {
		t.Skip("AZOTH_TEST_ORACLE has no URL of a server")
	}
	eng, err := azoth.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	defer eng.Close()
	ctx := t.Context()
	_ = orm.DropAll(ctx, eng)
	if err := orm.CreateAll(ctx, eng); err != nil {
		t.Fatal(err)
	}
	defer orm.DropAll(ctx, eng)
	s := orm.NewSession(eng)
	defer s.Close()
	one := "one"
	saved := &account{Owner: "größe", Balance: decimal.RequireFromString("0.05"), Open: true, Opened: time.Date(2024, 2, 29, 12, 30, 15, 0, time.UTC), Notes: "short"}
	saved.Entries.Append(&entry{Label: &one}, &entry{})
	s.Add(saved)
	if err := s.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	if saved.ID == 0 {
		t.Error("the account has no key")
	}
	read, err := accounts.Where(accounts.Balance.Eq(decimal.RequireFromString("0.05")), accounts.Open.Eq(true)).One(ctx, eng)
	if err != nil {
		t.Fatal(err)
	}
	if read.ID != saved.ID || read.Owner != saved.Owner || !read.Opened.Equal(saved.Opened) || !read.Open || read.Notes != "short" {
		t.Errorf("%+v came back as %+v", saved, read)
	}
	if n, err := entries.Where(entries.AccountID.Eq(saved.ID)).Count(ctx, eng); err != nil || n != 2 {
		t.Errorf("%d entries, %v", n, err)
	}
	update := azothsql.Update(accounts).Set(accounts.Owner.Set("wendy")).Where(accounts.ID.Eq(saved.ID))
	if owners, err := azothsql.Returning(update, accounts.Owner).All(ctx, eng); err != nil || len(owners) != 1 || owners[0] != "wendy" {
		t.Errorf("%v, %v", owners, err)
	}
}
