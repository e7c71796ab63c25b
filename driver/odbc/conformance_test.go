package odbc

import (
	"os"
	"testing"

	"github.com/azoth-go/azoth/conformance"
)

// lacking is what Adaptive Server lacks as far as is known, besides what the
// dialect publishes: no run has confirmed the list.
var lacking = []conformance.Capability{
	conformance.Schemas, conformance.IfExists, conformance.IndexIfExists, conformance.Comments, conformance.Deferrable,
	conformance.TablesWithoutColumns, conformance.TemporaryViews, conformance.TransactionalDDL, conformance.WriteCTE, conformance.RecursiveCTE,
	conformance.TableValues, conformance.CTEValues, conformance.Intersect, conformance.Except, conformance.FullJoin, conformance.Fetch,
	conformance.FetchTies, conformance.FetchPercent, conformance.Windows, conformance.WindowRows, conformance.WindowRange, conformance.RegexpMatch,
	conformance.RegexpReplace, conformance.ExistsColumn, conformance.Collations, conformance.Infinity, conformance.JSON, conformance.Arrays,
	conformance.EmptyStrings,
}

// TestConformance runs the suite that every dialect passes on a real server.
func TestConformance(t *testing.T) {
	url := os.Getenv("AZOTH_TEST_SYBASE")
	if url == "" {
		t.Skip("no Adaptive Server: set AZOTH_TEST_SYBASE to the URL of a database to make tables in")
	}
	conformance.Run(t, conformance.Database{URL: url, Lacks: lacking})
}
