package cockroachdb_test

import (
	"os"
	"testing"

	"github.com/azoth-go/azoth/conformance"
)

// lacking is what CockroachDB lacks after its documentation, besides what the dialect
// publishes: no run has confirmed the list.
var lacking = []conformance.Capability{
	conformance.Deferrable, conformance.FetchPercent, conformance.FetchTies, conformance.TransactionalDDL,
}

// The suite that every dialect passes, on a real server: PostgreSQL in its place
// has what CockroachDB lacks, and would not do.
func TestConformance(t *testing.T) {
	url := os.Getenv("AZOTH_TEST_COCKROACHDB")
	if url == "" {
		t.Skip("AZOTH_TEST_COCKROACHDB has no URL of a server")
	}
	conformance.Run(t, conformance.Database{URL: url, Lacks: lacking})
}
