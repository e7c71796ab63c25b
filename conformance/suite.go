package conformance

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect"
)

// A Database is what the suite runs against.
type Database struct {
	// URL is that of [azoth.Open]. The program imports the driver, and the user may
	// create and drop tables in the database.
	URL string
	// Lacks is what the database cannot do, besides what its dialect publishes.
	Lacks []Capability
	// Collation is an order of strings that puts capitals before small letters, for
	// ORDER BY … COLLATE. The suite knows one of each database of this module.
	Collation string
	// Options are further options of the engine.
	Options []azoth.Option
}

// A Case is a test of the suite.
type Case struct {
	// Name is that of the subtest, after its theme: "select/limit".
	Name string
	// Needs are the capabilities without which it cannot work.
	Needs []Capability

	run func(t *trial)
}

// Cases are the tests of the suite, by their names.
func Cases() []Case {
	all := slices.Concat(cteCases, ddlCases, connectionCases, errorCases, nameCases, insertCases, groupCases, returningCases,
		reflectionCases, structureCases, placedCases, resultCases, rowCountCases, limitCases, selectCases, collationCases, expressionCases, membershipCases,
		likeCases, windowCases, sequenceCases, identityCases, viewCases, typeCases, numberCases, timeCases, passingCases, documentCases, updateCases)
	slices.SortFunc(all, func(a, b Case) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

// Run runs the suite against a database, each case as a subtest. It fails at
// once where the database cannot be reached.
func Run(t *testing.T, d Database) {
	t.Helper()
	eng, err := azoth.Open(d.URL, d.Options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := eng.Close(); err != nil {
			t.Errorf("close the engine: %v", err)
		}
	})
	if err := eng.Ping(t.Context()); err != nil {
		t.Fatalf("the suite needs a database: %v", err)
	}
	for _, lack := range d.Lacks {
		if problem := unfounded(lack, eng.Dialect()); problem != "" {
			t.Errorf("Lacks has %q: %s", lack, problem)
		}
	}
	s := &suite{eng: eng, url: d.URL, options: d.Options, collation: d.Collation, prefix: prefix(), lacks: d.Lacks}
	s.points = newPoints(s)
	if err := eng.CreateAll(t.Context(), s.points.meta); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { drop(t, eng, s.points.meta) })
	s.points.fill(t, eng)
	for _, c := range Cases() {
		t.Run(c.Name, func(t *testing.T) { s.try(t, c) })
	}
}

// unfounded says what is wrong with an entry of Lacks, or "".
func unfounded(lack Capability, d *dialect.Dialect) string {
	if published, ok := publications[lack]; ok && published(d) {
		return "the dialect publishes it, so it need not be there"
	}
	if !slices.ContainsFunc(Cases(), func(c Case) bool { return slices.Contains(c.Needs, lack) }) {
		return "no case needs it"
	}
	return ""
}

// A suite is one run.
type suite struct {
	eng       *azoth.Engine
	url       string
	options   []azoth.Option
	prefix    string
	collation string
	lacks     []Capability
	points    points
}

// prefix begins the names of a run.
func prefix() string {
	const letters = "abcdefghijklmnopqrstuvwxyz"
	name := []byte("azc")
	for range 4 {
		name = append(name, letters[rand.IntN(len(letters))])
	}
	return string(name) + "_"
}

// try runs a case, or sees that it fails where the database lacks what it needs.
func (s *suite) try(t *testing.T, c Case) {
	var lacked, refused []Capability
	for _, need := range c.Needs {
		published, ok := publications[need]
		switch {
		case ok && published(s.eng.Dialect()):
			refused = append(refused, need)
		case slices.Contains(s.lacks, need):
			lacked = append(lacked, need)
		}
	}
	if len(lacked)+len(refused) == 0 {
		c.run(newTrial(t, s))
		return
	}
	switch attempt := attempted(t, s, c); {
	case !attempt.Failed():
		t.Errorf("works, though the database was said to lack %s", list(append(lacked, refused...)))
	case len(lacked) == 0 && !attempt.unsupported:
		t.Errorf("the dialect publishes that there is no %s, and it is refused without an UnsupportedError:\n%s", list(refused), attempt.said)
	default:
		t.Logf("lacks %s:\n%s", list(append(lacked, refused...)), attempt.said)
	}
}

func list(capabilities []Capability) string { return fmt.Sprintf("%q", capabilities) }
