package conformance_test

import (
	"os"
	"testing"

	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/conformance"
)

// lacking is what the databases of this module lack that their dialects do not
// publish.
var lacking = map[string][]conformance.Capability{
	"sqlite":     {},
	"postgresql": {},
	"mariadb":    {},
	"firebird":   {},
}

// The suite against the databases that scripts/servers starts.
func TestDatabases(t *testing.T) {
	for _, d := range append(azothtest.Databases(t), azothtest.Firebird()) {
		t.Run(d.Name, func(t *testing.T) {
			conformance.Run(t, conformance.Database{URL: d.Scratch(t), Lacks: lacking[d.Name]})
		})
	}
}

// The suite against a server that is there where a URL is given.
func TestServer(t *testing.T) {
	for name, variable := range map[string]string{"mssql": "AZOTH_TEST_MSSQL"} {
		t.Run(name, func(t *testing.T) {
			url := os.Getenv(variable)
			if url == "" {
				t.Skipf("set %s to the URL of a database whose user may create tables", variable)
			}
			conformance.Run(t, conformance.Database{URL: url, Lacks: lacking[name]})
		})
	}
}
