package azothtest

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/driver/firebird"
)

// Firebird is a database to test on besides those of [Databases]: with a server at
// the URL in AZOTH_TEST_FIREBIRD, which ends in a directory of its files that this
// process may delete in, too.
func Firebird() Database { return Database{Name: "firebird", Variable: "AZOTH_TEST_FIREBIRD"} }

// scratchFirebird makes a database that is a file of the server's.
func (d Database) scratchFirebird(t testing.TB) string {
	t.Helper()
	text := os.Getenv(d.Variable)
	if text == "" {
		missing := "set " + d.Variable + " to the URL of a directory on a Firebird server, as scripts/servers prints it"
		if os.Getenv("AZOTH_TEST_REQUIRE") == "1" {
			t.Fatalf("AZOTH_TEST_REQUIRE is set: %s", missing)
		}
		t.Skip(missing)
	}
	url, err := driver.ParseURL(text)
	if err != nil {
		t.Fatalf("%s: %v", d.Variable, err)
	}
	url.Database += fmt.Sprintf("azothtest_%d_%d_%d.fdb", os.Getpid(), time.Now().UnixMilli(), scratch.Add(1))
	if err := firebird.Create(t.Context(), url.Reveal()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Remove("/" + url.Database) })
	return url.Reveal()
}
