package sqlgolden

import (
	"errors"
	"os"
	"strings"
	"sync"
)

// A difference is one that is meant to be: a line of the table under "SQL text"
// in docs/differences.md.
type difference struct {
	text   string // what Azoth writes, in the normal form, or "error"
	reason string
}

const differencesFile = "../../docs/differences.md"

// differences reads the table, by case and dialect with a space between.
var differences = sync.OnceValues(func() (map[string]difference, error) {
	data, err := os.ReadFile(differencesFile)
	if err != nil {
		return nil, err
	}
	_, section, ok := strings.Cut(string(data), "\n## SQL text\n")
	if !ok {
		return nil, errors.New(differencesFile + " has no section SQL text")
	}
	section, _, _ = strings.Cut(section, "\n## ")
	list := map[string]difference{}
	for line := range strings.Lines(section) {
		if !strings.HasPrefix(line, "| `") {
			continue
		}
		cells := cellsOf(line)
		if len(cells) != 4 {
			return nil, errors.New(differencesFile + ": not four cells: " + line)
		}
		for name := range strings.SplitSeq(cells[1], ", ") {
			key := cells[0] + " " + name
			if _, again := list[key]; again {
				return nil, errors.New(differencesFile + ": twice: " + key)
			}
			list[key] = difference{text: cells[2], reason: cells[3]}
		}
	}
	return list, nil
})

// cellsOf gives the cells of a line. A bar inside a cell is written \|, code
// stands in one or two backquotes.
func cellsOf(line string) []string {
	line = strings.ReplaceAll(strings.TrimSpace(line), `\|`, "\x00")
	cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|"), "|")
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		if inner, ok := strings.CutPrefix(cell, "``"); ok {
			cell = strings.TrimSpace(strings.TrimSuffix(inner, "``"))
		} else {
			cell = strings.TrimSuffix(strings.TrimPrefix(cell, "`"), "`")
		}
		cells[i] = strings.ReplaceAll(cell, "\x00", "|")
	}
	return cells
}

// known finds the line of a pair; the dialects of a line may be "all".
func known(id, name string) (d difference, ok bool, err error) {
	list, err := differences()
	if d, ok = list[id+" "+name]; !ok {
		d, ok = list[id+" all"]
	}
	return d, ok, err
}
