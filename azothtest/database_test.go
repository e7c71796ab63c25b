package azothtest

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth/dialect"
)

func TestDatabasesAreApart(t *testing.T) {
	for _, db := range Databases(t) {
		t.Run(db.Name, func(t *testing.T) {
			for range 2 {
				eng := db.Open(t)
				run(t, eng, "CREATE TABLE t (id INTEGER)")
				run(t, eng, "INSERT INTO t (id) VALUES (1)")
			}
		})
	}
}

// outcome is a test that is to end early.
type outcome struct {
	testing.TB
	said string
}

func (o *outcome) Skipf(format string, args ...any) {
	o.said = "skip: " + fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func (o *outcome) Fatalf(format string, args ...any) {
	o.said = "fatal: " + fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func TestAMissingServer(t *testing.T) {
	missing := Database{Name: "postgresql", Variable: "AZOTH_TEST_NOWHERE", standard: "postgresql://127.0.0.1:1/test"}
	end := func() string {
		o := &outcome{TB: t}
		done := make(chan struct{})
		go func() {
			defer close(done)
			missing.Open(o)
		}()
		<-done
		return o.said
	}
	t.Setenv("AZOTH_TEST_REQUIRE", "")
	if said := end(); !strings.HasPrefix(said, "skip: ") || !strings.Contains(said, "set AZOTH_TEST_NOWHERE") {
		t.Errorf("it ends with %q", said)
	}
	t.Setenv("AZOTH_TEST_REQUIRE", "1")
	if said := end(); !strings.HasPrefix(said, "fatal: ") || !strings.Contains(said, "set AZOTH_TEST_NOWHERE") {
		t.Errorf("it ends with %q", said)
	}
}

func TestProxyCountsRoundTrips(t *testing.T) {
	for _, db := range Databases(t)[1:] {
		t.Run(db.Name, func(t *testing.T) {
			proxy := NewProxy(t, db.Scratch(t), time.Millisecond)
			conn, err := open(t, proxy.URL()).Connect(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			if proxy.RoundTrips() == 0 {
				t.Error("connecting takes no round trip")
			}
			proxy.Reset()
			for range 3 {
				if _, err := conn.Exec(t.Context(), dialect.Statement{SQL: "DROP TABLE IF EXISTS missing"}); err != nil {
					t.Fatal(err)
				}
			}
			if n := proxy.RoundTrips(); n != 3 && db.Name == "mariadb" || n < 3 {
				t.Errorf("three statements take %d round trips", n)
			}
		})
	}
}
