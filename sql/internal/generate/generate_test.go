package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The files in package sql are what the generator writes.
func TestFilesAreUpToDate(t *testing.T) {
	sources, err := generate()
	if err != nil {
		t.Fatal(err)
	}
	for name, source := range sources {
		kept, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(kept, source) {
			t.Errorf("%s is not what the generator writes: run go generate ./sql", name)
		}
	}
}
