package odbc_test

import (
	"os"
	"testing"

	"github.com/azoth-go/azoth/conformance"
)

// TestConformance runs the suite of dialects on a real server, where
// AZOTH_TEST_SYBASE has its URL.
func TestConformance(t *testing.T) {
	url := os.Getenv("AZOTH_TEST_SYBASE")
	if url == "" {
		t.Skip("no Adaptive Server: set AZOTH_TEST_SYBASE to the URL of a database to make tables in")
	}
	conformance.Run(t, conformance.Database{URL: url})
}
