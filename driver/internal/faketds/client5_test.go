package faketds

import (
	"strings"
	"testing"
	"time"
)

func TestTSQLReadsRowsOfVersion5(t *testing.T) {
	s := Start(t)
	at := time.Date(2024, 2, 29, 13, 30, 0, 0, time.UTC)
	s.When("SELECT * FROM t\n").Reply(Rows("id int, big bigint, flag bit, ratio float, price numeric(10,2), name varchar(50), raw varbinary(8), at datetime, doc text",
		Row{1, int64(1) << 40, true, 1.5, "-12.50", "żółw", []byte{1, 0xAB}, at, strings.Repeat("long ", 1000)},
		Row{nil, nil, false, nil, nil, nil, nil, nil, nil}))
	s.When("INSERT INTO t VALUES (1)\n").Reply(Fail(2601, "Attempt to insert duplicate key row in object 't' with unique index 'ix'"))
	out := tsql(t, s, "5.0", "secret", "SELECT * FROM t", "INSERT INTO t VALUES (1)")
	for _, want := range []string{
		"1\t1099511627776\t1\t1.5\t-12.50\tżółw\t01ab\tFeb 29 2024 01:30PM\t" + strings.Repeat("long ", 1000),
		"NULL\tNULL\t0\tNULL\tNULL\tNULL\tNULL\tNULL\tNULL",
		"(2 rows affected)",
		"Msg 2601", "Attempt to insert duplicate key row in object 't' with unique index 'ix'",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("tsql printed no %.200q:\n%s", want, strings.ReplaceAll(out, "long ", ""))
		}
	}
}

func TestTSQLIsNotLetInWithAWrongPasswordOfVersion5(t *testing.T) {
	s := Start(t)
	if out := tsql(t, s, "5.0", "wrong"); !strings.Contains(out, "Login failed") {
		t.Errorf("no error:\n%s", out)
	}
}
