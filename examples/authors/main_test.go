package main

import (
	"testing"

	"github.com/azoth-go/azoth/examples/internal/golden"
)

func TestOutput(t *testing.T) { golden.Check(t, run) }
