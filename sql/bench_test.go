package sql_test

import (
	"testing"

	"github.com/azoth-go/azoth/sql"
)

var built sql.Query[sql.Row2[int64, string]]

// BenchmarkBuild builds a select of three joins and four predicates.
func BenchmarkBuild(b *testing.B) {
	sender, receiver := sql.Eq(Users.ID, Messages.SenderID), sql.Eq(Users.ID, Addresses.UserID)
	color := sql.Eq(Users.Name, Colors.Name)
	b.ReportAllocs()
	for b.Loop() {
		built = sql.Select2(Users.ID, Users.Name).
			Join(Messages, sender).Join(Addresses, receiver).Join(Colors, color).
			Where(Users.Name.Eq("ed"), Users.Age.Gt(18), Users.Active, Addresses.Email.Like("%google%")).
			OrderBy(Users.ID)
	}
}

// BenchmarkStatement makes the tree of the select that BenchmarkBuild builds.
func BenchmarkStatement(b *testing.B) {
	q := sql.Select2(Users.ID, Users.Name).
		Join(Messages, sql.Eq(Users.ID, Messages.SenderID)).
		Join(Addresses, sql.Eq(Users.ID, Addresses.UserID)).
		Join(Colors, sql.Eq(Users.Name, Colors.Name)).
		Where(Users.Name.Eq("ed"), Users.Age.Gt(18), Users.Active, Addresses.Email.Like("%google%")).
		OrderBy(Users.ID)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := q.Statement(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPredicate(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if Users.Name.Eq("ed").Node() == nil {
			b.Fatal("no node")
		}
	}
}

// BenchmarkAll reads a thousand rows of two columns.
func BenchmarkAll(b *testing.B) {
	ex := &canned{rows: make([][]any, 1000)}
	for i := range ex.rows {
		ex.rows[i] = []any{int64(i), "ed"}
	}
	q := sql.Select2(Users.ID, Users.Name)
	b.ReportAllocs()
	for b.Loop() {
		ex.asked, ex.stmts = nil, nil
		rows, err := q.All(ctx, ex)
		if err != nil || len(rows) != len(ex.rows) {
			b.Fatal(err)
		}
	}
}
