package goora_test

import (
	"os"
	"testing"

	"github.com/azoth-go/azoth/conformance"
)

// TestConformance runs the suite of dialects on a real server, where
// AZOTH_TEST_ORACLE has its URL.
func TestConformance(t *testing.T) {
	url := os.Getenv("AZOTH_TEST_ORACLE")
	if url == "" {
		t.Skip("AZOTH_TEST_ORACLE has no URL of a server")
	}
	conformance.Run(t, conformance.Database{URL: url, Lacks: []conformance.Capability{conformance.EmptyStrings}})
}
