package redshift_test

import (
	"os"
	"testing"

	"github.com/azoth-go/azoth/conformance"
)

// lacking is what Redshift lacks after its documentation, besides what the dialect
// publishes: no run has confirmed the list.
var lacking = []conformance.Capability{
	conformance.Deferrable, conformance.FetchPercent, conformance.FetchTies, conformance.ExpressionIndexes, conformance.Arrays, conformance.TableValues,
	conformance.CTEValues, conformance.WindowRange, conformance.TemporaryViews, conformance.Savepoints, conformance.IndexIfExists,
}

// The suite that every dialect passes, on a real server: PostgreSQL in its place
// has what Redshift lacks, and would not do.
func TestConformance(t *testing.T) {
	url := os.Getenv("AZOTH_TEST_REDSHIFT")
	if url == "" {
		t.Skip("AZOTH_TEST_REDSHIFT has no URL of a server")
	}
	conformance.Run(t, conformance.Database{URL: url, Lacks: lacking})
}
