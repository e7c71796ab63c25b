package rules_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

const module = "github.com/azoth-go/azoth"

// A listed package is what go list tells of it.
type listed struct {
	ImportPath   string
	Name         string
	Dir          string
	GoFiles      []string
	TestGoFiles  []string
	XTestGoFiles []string
	Imports      []string
}

// path is the import path within the module: "orm", "driver/pgx"; "azoth" for
// its root.
func (p listed) path() string { return short(p.ImportPath) }

func (p listed) internal() bool { return strings.Contains(p.ImportPath+"/", "/internal/") }

func (p listed) files() []string {
	files := make([]string, len(p.GoFiles))
	for i, name := range p.GoFiles {
		files[i] = filepath.Join(p.Dir, name)
	}
	return files
}

func short(importPath string) string {
	if importPath == module {
		return "azoth"
	}
	return strings.TrimPrefix(importPath, module+"/")
}

func ours(importPath string) bool {
	return importPath == module || strings.HasPrefix(importPath, module+"/")
}

// packages are those of the module, without test data.
func packages(t *testing.T) []listed {
	t.Helper()
	found, err := listModule()
	if err != nil {
		t.Fatal(err)
	}
	return found
}

var listModule = sync.OnceValues(func() ([]listed, error) { return list("-json", module+"/...") })

// list asks go list.
func list(arguments ...string) ([]listed, error) {
	command := exec.Command("go", append([]string{"list"}, arguments...)...)
	command.Dir = "../.."
	output, err := command.Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			err = fmt.Errorf("%w: %s", err, failed.Stderr)
		}
		return nil, err
	}
	var found []listed
	decoder := json.NewDecoder(strings.NewReader(string(output)))
	for {
		var p listed
		if err := decoder.Decode(&p); err == io.EOF {
			return found, nil
		} else if err != nil {
			return nil, err
		}
		found = append(found, p)
	}
}
