package inspect_test

import (
	"fmt"
	"os"
	"sync/atomic"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/driver/firebird"
)

// names are the databases that tests run on.
var names = []string{"sqlite", "postgresql", "mariadb", "firebird"}

// live runs a test on each of the named databases, all of them where none is named,
// each over an empty database of the test's own.
func live(t *testing.T, test func(t *testing.T, eng *azoth.Engine), only ...string) {
	if len(only) == 0 {
		only = names
	}
	for _, name := range only {
		t.Run(name, func(t *testing.T) { test(t, open(t, name)) })
	}
}

func open(t *testing.T, name string, options ...azoth.Option) *azoth.Engine {
	t.Helper()
	if name == "firebird" {
		return openFirebird(t, options...)
	}
	for _, db := range azothtest.Databases(t) {
		if db.Name == name {
			return db.Open(t, options...)
		}
	}
	t.Fatalf("no database is called %q", name)
	return nil
}

var scratch atomic.Int32

func openFirebird(t *testing.T, options ...azoth.Option) *azoth.Engine {
	t.Helper()
	text := os.Getenv("AZOTH_TEST_FIREBIRD")
	if text == "" {
		if os.Getenv("AZOTH_TEST_REQUIRE") == "1" {
			t.Fatal("AZOTH_TEST_REQUIRE is set, and AZOTH_TEST_FIREBIRD is not: set it to what scripts/servers prints")
		}
		t.Skip("set AZOTH_TEST_FIREBIRD to the URL of a directory on a Firebird server, as scripts/servers prints it")
	}
	url, err := driver.ParseURL(text)
	if err != nil {
		t.Fatal(err)
	}
	url.Database += fmt.Sprintf("azoth_inspect_%d_%d.fdb", os.Getpid(), scratch.Add(1))
	if err := firebird.Create(t.Context(), url.Reveal()); err != nil {
		t.Fatal(err)
	}
	eng, err := azoth.Open(url.Reveal(), options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		eng.Close()
		os.Remove("/" + url.Database)
	})
	return eng
}

// exec runs statements, each committed by itself.
func exec(t *testing.T, eng *azoth.Engine, statements ...string) {
	t.Helper()
	conn, err := eng.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	execOn(t, conn, statements...)
}

func execOn(t *testing.T, conn *azoth.Conn, statements ...string) {
	t.Helper()
	for _, statement := range statements {
		if _, err := conn.Exec(t.Context(), dialect.Statement{SQL: statement}); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}
