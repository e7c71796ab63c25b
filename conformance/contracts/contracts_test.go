package contracts_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// TestWrongProgramsDoNotCompile type-checks the wrong programs: every line that
// says what it wants has an error with that text, and no other line has one.
func TestWrongProgramsDoNotCompile(t *testing.T) {
	check := checker(t)
	mistakes := 0
	for _, file := range programs(t, "testdata/wrong") {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".go"), func(t *testing.T) {
			found := check(t, file)
			for line, want := range wanted(t, file) {
				mistakes++
				if messages := strings.Join(found[line], "\n"); !strings.Contains(messages, want) {
					t.Errorf("%s:%d: want an error with %q, got %q", file, line, want, messages)
				}
				delete(found, line)
			}
			for line, messages := range found {
				t.Errorf("%s:%d: an error that the program does not want: %q", file, line, messages)
			}
		})
	}
	if mistakes == 0 {
		t.Error("no mistake was found: is there a // want: in the programs?")
	}
}

// TestRightProgramsCompile type-checks what the compiler must accept.
func TestRightProgramsCompile(t *testing.T) {
	check := checker(t)
	for _, file := range programs(t, "testdata/right") {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".go"), func(t *testing.T) {
			for line, messages := range check(t, file) {
				t.Errorf("%s:%d: does not compile: %q", file, line, messages)
			}
		})
	}
}

func programs(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(folder + "/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs in %s: %v", folder, err)
	}
	return files
}

// wanted gives what the lines of a program want to hear.
func wanted(t *testing.T, file string) map[int]string {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := map[int]string{}
	n := 0
	for line := range strings.Lines(string(source)) {
		n++
		if _, want, ok := strings.Cut(line, "// want: "); ok {
			lines[n] = strings.TrimSpace(want)
		}
	}
	return lines
}

// checker gives a function that type-checks one program together with the
// domain, and gives the messages by line.
func checker(t *testing.T) func(t *testing.T, file string) map[int][]string {
	t.Helper()
	positions := token.NewFileSet()
	exports, err := exportData()
	if err != nil {
		t.Fatal(err)
	}
	imports := importer.ForCompiler(positions, "gc", func(path string) (io.ReadCloser, error) {
		file := exports[path]
		if file == "" {
			return nil, fmt.Errorf("%s is not among the packages that contracts may import", path)
		}
		return os.Open(file)
	})
	parse := func(t *testing.T, file string) *ast.File {
		t.Helper()
		parsed, err := parser.ParseFile(positions, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		return parsed
	}
	domain := parse(t, "testdata/domain.go")
	return func(t *testing.T, file string) map[int][]string {
		t.Helper()
		messages := map[int][]string{}
		config := types.Config{Importer: imports, Error: func(err error) {
			var fault types.Error
			if !errors.As(err, &fault) {
				t.Fatal(err)
			}
			at := positions.Position(fault.Pos)
			if at.Filename != file {
				t.Fatalf("%s: %s", at, fault.Msg)
			}
			messages[at.Line] = append(messages[at.Line], qualifiers.Replace(fault.Msg))
		}}
		_, _ = config.Check("contracts", positions, []*ast.File{domain, parse(t, file)}, nil)
		return messages
	}
}

// qualifiers shortens what the type checker writes in full, because there is a
// second package of that name in the program.
var qualifiers = strings.NewReplacer(`"github.com/azoth-go/azoth/sql".`, "sql.")

// exportData gives the compiled form of what the programs import, by import
// path.
var exportData = sync.OnceValues(func() (map[string]string, error) {
	output, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}",
		"github.com/azoth-go/azoth/orm").Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			err = fmt.Errorf("%w: %s", err, failed.Stderr)
		}
		return nil, err
	}
	files := map[string]string{}
	for line := range strings.Lines(string(output)) {
		if path, file, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			files[path] = file
		}
	}
	return files, nil
})
