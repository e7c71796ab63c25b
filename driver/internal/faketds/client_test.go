package faketds

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// tsql runs statements by FreeTDS's client, which knows nothing of this package,
// and gives what it prints.
func tsql(t *testing.T, s *Server, version, password string, statements ...string) string {
	t.Helper()
	path, err := exec.LookPath("tsql")
	if err != nil {
		if os.Getenv("AZOTH_TEST_REQUIRE") == "1" {
			t.Fatal("tsql is missing, and AZOTH_TEST_REQUIRE is set: install freetds-bin")
		}
		t.Skip("tsql is missing: install freetds-bin")
	}
	var script strings.Builder
	for _, statement := range statements {
		script.WriteString(statement + "\ngo\n")
	}
	script.WriteString("exit\n")
	command := exec.CommandContext(t.Context(), path, "-H", "127.0.0.1", "-p", strconv.Itoa(s.Port()), "-U", "sa", "-P", password, "-D", "app")
	command.Env = append(os.Environ(), "TDSVER="+version, "LC_ALL=C.UTF-8")
	command.Stdin = strings.NewReader(script.String())
	var out, failed strings.Builder
	command.Stdout, command.Stderr = &out, &failed
	_ = command.Run() // it ends with an error where the server reports one
	return out.String() + failed.String()
}

// table is the result that both FreeTDS and drivers read.
func table() Result {
	return Rows("id bigint, small smallint, flag bit, ratio float, price decimal(10,2), name nvarchar(50), code varchar(10), doc nvarchar(max), raw varbinary(8), key_ uniqueidentifier, since date, at datetime2(3)",
		Row{1, 2, true, 1.5, "-12.50", "żółw", "abc", strings.Repeat("long ", 1000), []byte{1, 0xAB}, "0e984725-c51c-4bf4-9960-e1c80e27aba0", date(2024, 2, 29), date(2024, 2, 29)},
		Row{nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil})
}

func TestTSQLReadsRows(t *testing.T) {
	s := Start(t)
	s.When("SELECT * FROM t\n").Reply(table())
	out := tsql(t, s, "7.4", "secret", "SELECT * FROM t")
	for _, want := range []string{
		"id\tsmall\tflag\tratio\tprice\tname\tcode\tdoc\traw\tkey_\tsince\tat",
		"1\t2\t1\t1.5\t-12.50\tżółw\tabc\t" + strings.Repeat("long ", 1000) + "\t01ab\t0E984725-C51C-4BF4-9960-E1C80E27ABA0\tFeb 29 2024 12:00AM",
		"Feb 29 2024",
		strings.TrimSuffix(strings.Repeat("NULL\t", 12), "\t"),
		"(2 rows affected)",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("tsql printed no %.200q:\n%s", want, strings.ReplaceAll(out, "long ", ""))
		}
	}
}

func TestTSQLReadsErrors(t *testing.T) {
	s := Start(t)
	s.When("UPDATE t SET a = 1\n").Reply(Count(3))
	s.When("INSERT INTO t VALUES (1)\n").Reply(Fail(2627, "Violation of PRIMARY KEY constraint 'pk'."))
	s.When("SELECT n\n").Reply(Rows("n int", Row{7}))
	out := tsql(t, s, "7.4", "secret", "UPDATE t SET a = 1", "INSERT INTO t VALUES (1)", "SELECT n")
	if !strings.Contains(out, "Msg 2627") || !strings.Contains(out, "Violation of PRIMARY KEY constraint 'pk'.") {
		t.Errorf("no error 2627:\n%s", out)
	}
	if !strings.Contains(out, "n\n7\n(1 row affected)") {
		t.Errorf("no rows after the error:\n%s", out)
	}
}

func TestTSQLIsNotLetInWithAWrongPassword(t *testing.T) {
	s := Start(t)
	if out := tsql(t, s, "7.4", "wrong"); !strings.Contains(out, "18456") {
		t.Errorf("no error 18456:\n%s", out)
	}
	if requests := s.Requests(); len(requests) == 0 || requests[0].Password != "wrong" || requests[0].User != "sa" {
		t.Errorf("%+v", requests)
	}
}
