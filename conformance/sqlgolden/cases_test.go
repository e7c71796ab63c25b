package sqlgolden

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/azoth-go/azoth/sql/ast"
)

// golden is what a case knows of the pair that it is built for.
type golden struct {
	dialect string
}

// A builder makes what a case is about: a statement, an expression, an error,
// refused, or a []any of them.
type builder func(g golden) any

// cases are the builders of an area by the names of their cases.
type cases map[string]builder

var builders = cases{}

func register(area cases) {
	for id, build := range area {
		if builders[id] != nil {
			panic("two builders for " + id)
		}
		builders[id] = build
	}
}

// A statement is what the API makes of one.
type statement interface {
	Statement() (ast.Statement, error)
}

// A recorded case is one of the data.
type recorded struct {
	ID      string
	Area    string
	Compile settings
	Expect  map[string]expectation
}

// Settings are those that a case is compiled with.
type settings struct {
	LiteralBinds bool                      `json:"literal_binds"`
	SchemaMap    map[string]*string        `json:"schema_map"`
	Dialect      map[string]map[string]any // by the name of a dialect
}

// An expectation is what one dialect makes of a case.
type expectation struct {
	SQL          string
	Params       [][2]any
	DriverValues []any `json:"driver_values"`
	Statements   []expectation
	Error, Kind  string
	Dubious      string
	CoreChanged  bool `json:"core_changed"`
}

// skipped tells that a pair is not compared.
func (e expectation) skipped() bool {
	return e.Dubious != "" || e.Kind == "construct_absent" || e.Kind == "release_limit"
}

// list gives the statements of an expectation.
func (e expectation) list() []expectation {
	if e.Statements != nil {
		return e.Statements
	}
	return []expectation{e}
}

// recordedCases reads the data, in the order of the files.
var recordedCases = sync.OnceValues(func() (list []recorded, err error) {
	files, err := filepath.Glob("testdata/cases_*.json")
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var area []recorded
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.UseNumber()
		if err := decoder.Decode(&area); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for _, c := range area {
			if !strings.HasPrefix(c.ID, c.Area+".") {
				return nil, fmt.Errorf("%s: %s is not of the area %s", file, c.ID, c.Area)
			}
		}
		list = append(list, area...)
	}
	return list, nil
})
