package conformance_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/conformance"
)

const complianceFile = "../docs/compliance.md"

// rows are the rows of the tables of docs/compliance.md that begin with a name: of
// a class, by its file and itself, or of a capability.
func rows(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile(complianceFile)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	heading := ""
	for line := range strings.Lines(string(text)) {
		if after, ok := strings.CutPrefix(line, "### "); ok {
			heading = strings.TrimSpace(after) + " "
		}
		cells := strings.SplitN(line, "|", 3)
		if len(cells) < 3 || cells[0] != "" {
			continue
		}
		name := strings.TrimSpace(cells[1])
		if !strings.HasPrefix(name, "`") {
			continue
		}
		name = heading + strings.Trim(name, "`")
		if _, twice := found[name]; twice {
			t.Errorf("%s is there twice", name)
		}
		found[name] = strings.Trim(cells[2], " |\n")
	}
	return found
}

// Every class has cases or a reason, and no other is there.
func TestEveryClassHasItsCases(t *testing.T) {
	text, err := os.ReadFile("testdata/classes.txt")
	if err != nil {
		t.Fatal(err)
	}
	classes := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(classes) != 92 {
		t.Errorf("%d classes", len(classes))
	}
	found := rows(t)
	for _, class := range classes {
		if answer, ok := found[class]; !ok || len(answer) < 10 {
			t.Errorf("%s says of %s: %q", complianceFile, class, answer)
		}
	}
	for name := range found {
		if strings.Contains(name, ".py ") && !slices.Contains(classes, name) {
			t.Errorf("%s tells of %s, which is no class", complianceFile, name)
		}
	}
}

var caseName = regexp.MustCompile("`([a-z]+/[a-z0-9-]+)`")

// Every case that the page names is there, and the page names every case.
func TestEveryCaseIsNamed(t *testing.T) {
	text, err := os.ReadFile(complianceFile)
	if err != nil {
		t.Fatal(err)
	}
	_, text2, _ := strings.Cut(string(text), "## Class by class")
	named := map[string]bool{}
	for _, match := range caseName.FindAllStringSubmatch(text2, -1) {
		named[match[1]] = false
	}
	for _, c := range conformance.Cases() {
		if exists, ok := named[c.Name]; !ok {
			t.Errorf("%s does not name the case %s", complianceFile, c.Name)
		} else if exists {
			t.Errorf("there are two cases %s", c.Name)
		}
		named[c.Name] = true
	}
	for name, exists := range named {
		if !exists {
			t.Errorf("%s names a case %s", complianceFile, name)
		}
	}
}

// Every capability is needed by a case, and told of on the page.
func TestEveryCapabilityIsTold(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "capabilities.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	needed := map[string]bool{}
	for _, c := range conformance.Cases() {
		for _, need := range c.Needs {
			needed[string(need)] = true
		}
	}
	found := rows(t)
	count := 0
	for _, declared := range file.Decls {
		constants, ok := declared.(*ast.GenDecl)
		if !ok || constants.Tok != token.CONST {
			continue
		}
		for _, s := range constants.Specs {
			constant := s.(*ast.ValueSpec)
			name, value := constant.Names[0].Name, strings.Trim(constant.Values[0].(*ast.BasicLit).Value, `"`)
			if !needed[value] {
				t.Errorf("no case needs %s", name)
			}
			if found[name] == "" {
				t.Errorf("%s does not tell of %s", complianceFile, name)
			}
			delete(needed, value)
			count++
		}
	}
	if len(needed) > 0 || count < 50 {
		t.Errorf("%d capabilities are declared, and cases need %v besides", count, needed)
	}
}
