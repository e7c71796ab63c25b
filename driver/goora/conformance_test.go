package goora

import (
	"os"
	"testing"

	"github.com/azoth-go/azoth/conformance"
)

// lacking is what Oracle 19c lacks as far as is known, besides what the dialect
// publishes: no run has confirmed the list.
var lacking = []conformance.Capability{
	conformance.Schemas, conformance.IfExists, conformance.IndexIfExists, conformance.TablesWithoutColumns, conformance.TemporaryViews,
	conformance.TransactionalDDL, conformance.WriteCTE, conformance.TableValues, conformance.CTEValues, conformance.ExistsColumn,
	conformance.EmptyStrings, conformance.Arrays, conformance.RepeatableRead,
}

// TestConformance runs the suite that every dialect passes on a real server.
func TestConformance(t *testing.T) {
	url := os.Getenv("AZOTH_TEST_ORACLE")
	if url == "" {
		t.Skip("AZOTH_TEST_ORACLE has no URL of a server")
	}
	conformance.Run(t, conformance.Database{URL: url, Lacks: lacking})
}
