package ormgolden

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A scenario is a recording.
type scenario struct {
	ID             string                     `json:"id"`
	Models         []model                    `json:"models"`
	Tables         []table                    `json:"tables"`
	Given          ordered                    `json:"given"`
	TableColumns   map[string][]string        `json:"table_columns"`
	SessionOptions map[string]bool            `json:"session_options"`
	BackendOnly    string                     `json:"backend_only"`
	Steps          []step                     `json:"steps"`
	FinalTables    map[string]json.RawMessage `json:"final_tables"`
	Differences    []databaseDifference       `json:"postgresql_differences"`
}

// A model is a mapped class.
type model struct {
	Class   string   `json:"class"`
	Table   string   `json:"table"`
	Columns []column `json:"columns"`
}

// A table is one that no class is mapped to.
type table struct {
	Table   string   `json:"table"`
	Columns []column `json:"columns"`
}

type column struct {
	Name string `json:"name"`
	PK   bool   `json:"pk"`
}

// A step is an action with what came of it.
type step struct {
	N             int                   `json:"n"`
	Do            string                `json:"do"`
	SQL           []statement           `json:"sql"`
	Result        json.RawMessage       `json:"result"`
	Printed       []string              `json:"printed"`
	Error         *failure              `json:"error"`
	States        map[string]string     `json:"states"`
	Session       *membership           `json:"session"`
	OtherSessions map[string]membership `json:"other_sessions"`
	Models        []model               `json:"models"`
	Tables        []table               `json:"tables"`
}

type failure struct {
	Class string `json:"class"`
}

// A membership says what is new and deleted in a session. What counts as
// changed is compared only where a result tells it: the recording counts
// objects without a net change, too.
type membership struct {
	New     []string `json:"new"`
	Deleted []string `json:"deleted"`
}

// A statement is one that was sent.
type statement struct {
	Kind      string       `json:"kind"`
	Table     string       `json:"table"`
	Tables    []string     `json:"tables"`
	Rows      []writtenRow `json:"rows"`
	RowsOrder string       `json:"rows_order"`
	Features  []string     `json:"features"`
	Origin    string       `json:"origin"`
}

// A writtenRow is a row of a write: of an INSERT the values by column, of the
// others their set and where.
type writtenRow map[string]any

// A databaseDifference is what the run on PostgreSQL gave instead.
type databaseDifference struct {
	Step       int             `json:"step"`
	Field      string          `json:"field"`
	PostgreSQL json.RawMessage `json:"postgresql"`
}

// ordered are rows by table, in the order of the recording.
type ordered []tableRows

type tableRows struct {
	table string
	rows  [][]any
}

// UnmarshalJSON keeps the order of the tables, in which rows refer to those
// before them.
func (o *ordered) UnmarshalJSON(data []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if opening, err := decoder.Token(); err != nil || opening == nil {
		return err
	}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return err
		}
		entry := tableRows{table: name.(string)}
		if err := decoder.Decode(&entry.rows); err != nil {
			return err
		}
		*o = append(*o, entry)
	}
	return nil
}

// load reads all recordings.
func load(t *testing.T) []*scenario {
	t.Helper()
	files, err := filepath.Glob("testdata/scenarios_*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	var all []*scenario
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var recorded struct {
			Scenarios []*scenario `json:"scenarios"`
		}
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.UseNumber()
		if err := decoder.Decode(&recorded); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all = append(all, recorded.Scenarios...)
	}
	return all
}

// variants are what may be recorded for a field on a database: SQLite's, or
// PostgreSQL's where that differs. MariaDB is one or the other: it leaves gaps
// in generated keys and locks rows as PostgreSQL does, and has SQLite's values
// elsewhere.
func variants[T any](s *scenario, database string, step int, field string, recorded T) []T {
	all := []T{recorded}
	if database == "sqlite" {
		return all
	}
	for _, d := range s.Differences {
		if d.Step != step || d.Field != field {
			continue
		}
		var other T
		decoder := json.NewDecoder(bytes.NewReader(d.PostgreSQL))
		decoder.UseNumber()
		if err := decoder.Decode(&other); err != nil {
			panic(fmt.Sprintf("%s, step %d, %s: %v", s.ID, step, field, err))
		}
		if database == "postgresql" {
			return []T{other}
		}
		return append(all, other)
	}
	return all
}

// keys are the primary key of a table, or all its columns where it has none.
func (s *scenario) keys(name string) []string {
	var columns []column
	for _, m := range s.Models {
		if m.Table == name {
			columns = append(columns, m.Columns...)
		}
	}
	for _, t := range s.Tables {
		if t.Table == name {
			columns = append(columns, t.Columns...)
		}
	}
	for _, step := range s.Steps {
		for _, m := range step.Models {
			if m.Table == name {
				columns = append(columns, m.Columns...)
			}
		}
	}
	var keys []string
	for _, c := range columns {
		if c.PK && !slices.Contains(keys, c.Name) {
			keys = append(keys, c.Name)
		}
	}
	if len(keys) == 0 {
		return s.TableColumns[name]
	}
	return keys
}
