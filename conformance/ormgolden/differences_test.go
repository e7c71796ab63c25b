package ormgolden

import (
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// A difference is one that is meant to be: a line of the table in
// docs/differences.md.
type difference struct {
	scenario string
	step     int    // 0 for the tables at the end
	aspect   string // states, session, result, printed, error, writes, reads, transactions, tables
	database string // or "all"
	reason   string
}

const differencesFile = "../../docs/differences.md"

// differences reads the table.
var differences = sync.OnceValues(func() (list []difference, err error) {
	data, err := os.ReadFile(differencesFile)
	if err != nil {
		return nil, err
	}
	steps, _, _ := strings.Cut(string(data), "\n## SQL text\n")
	for line := range strings.Lines(steps) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 5 || !strings.HasPrefix(line, "| `") {
			continue
		}
		for i := range cells {
			cells[i] = strings.Trim(strings.TrimSpace(cells[i]), "`")
		}
		n := 0
		if cells[1] != "end" {
			if n, err = strconv.Atoi(cells[1]); err != nil {
				return nil, err
			}
		}
		list = append(list, difference{scenario: cells[0], step: n, aspect: cells[2], database: cells[3], reason: cells[4]})
	}
	return list, nil
})

// met are the differences that showed.
var met sync.Map // difference → true

// known finds the reason of a difference.
func known(scenario string, step int, aspect, database string) (reason string, ok bool) {
	list, _ := differences()
	for _, d := range list {
		if d.scenario == scenario && d.step == step && d.aspect == aspect && (d.database == database || d.database == "all") {
			met.Store(d, true)
			return d.reason, true
		}
	}
	return "", false
}

// checkDifferences reports the lines of the table that are no longer needed,
// among those of the scenarios and databases that were played.
func checkDifferences(t *testing.T, played map[string]bool) {
	list, err := differences()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		if _, ok := met.Load(d); !ok && (played[d.scenario+" "+d.database] || d.database == "all" && played[d.scenario]) {
			t.Errorf("%s lists a difference of %s, step %d, %s on %s that is none", differencesFile, d.scenario, d.step, d.aspect, d.database)
		}
	}
}
