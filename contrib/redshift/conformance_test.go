package redshift_test

import (
	"os"
	"testing"

	"github.com/azoth-go/azoth/conformance"
)

// TestConformance runs the suite of dialects on a real server, where
// AZOTH_TEST_REDSHIFT has its URL. PostgreSQL would not do in its place: the suite asks
// for what only Redshift does.
func TestConformance(t *testing.T) {
	url := os.Getenv("AZOTH_TEST_REDSHIFT")
	if url == "" {
		t.Skip("AZOTH_TEST_REDSHIFT has no URL of a server")
	}
	conformance.Run(t, conformance.Database{URL: url})
}
