package sqlite

import (
	"slices"
	"strings"

	"github.com/azoth-go/azoth/dialect/structure"
)

// A definition is what a CREATE TABLE says that no pragma tells.
type definition struct {
	columns     map[string]columnDefinition // by the name in lower case
	primaryKey  namedColumns
	uniques     []namedColumns
	foreignKeys []foreignDefinition
	checks      []*structure.Check
}

type columnDefinition struct{ collation, computed, onConflict string }

type namedColumns struct {
	name       string
	columns    []string
	onConflict string
}

type foreignDefinition struct {
	name   string
	timing structure.Timing
}

// unique finds the unique constraint of the columns.
func (d *definition) unique(columns []string) (found namedColumns) {
	for _, u := range d.uniques {
		if slices.EqualFunc(u.columns, columns, strings.EqualFold) {
			return u
		}
	}
	return found
}

// parseDefinition reads a CREATE TABLE. A text that it does not understand says
// nothing.
func parseDefinition(text string) *definition {
	d := &definition{columns: map[string]columnDefinition{}}
	tokens := tokenize(text)
	open := slices.IndexFunc(tokens, func(k token) bool { return k.text == "(" })
	if open < 0 {
		return d
	}
	for _, element := range split(tokens[open+1 : closing(tokens, open)]) {
		p := &definitionParser{text: text, tokens: element, into: d}
		p.element()
	}
	return d
}

// A definitionParser reads one element of the list in CREATE TABLE.
type definitionParser struct {
	text   string
	tokens []token
	into   *definition
	column string // of a column's definition
	name   string // that CONSTRAINT gave to what follows
}

// element reads a column or a table constraint: either way a list of clauses,
// each of which its first word tells.
func (p *definitionParser) element() {
	if len(p.tokens) == 0 {
		return
	}
	if first := p.tokens[0]; first.quoted || !slices.ContainsFunc(tableClauses, first.is) {
		p.column = first.name()
		p.tokens = p.tokens[1:]
	}
	var column columnDefinition
	for len(p.tokens) > 0 {
		first := p.tokens[0]
		p.tokens = p.tokens[1:]
		switch {
		case first.quoted:
		case first.is("CONSTRAINT") && len(p.tokens) > 0:
			p.name = p.tokens[0].name()
			p.tokens = p.tokens[1:]
		case first.is("PRIMARY"):
			p.into.primaryKey = namedColumns{name: p.take(), onConflict: p.onConflict("KEY")}
		case first.is("UNIQUE"):
			columns := []string{p.column}
			if p.column == "" {
				columns = p.names()
			}
			p.into.uniques = append(p.into.uniques, namedColumns{p.take(), columns, p.onConflict("UNIQUE")})
		case first.is("CHECK"):
			name := structure.ConstraintName{Name: p.take()}
			p.into.checks = append(p.into.checks, &structure.Check{ConstraintName: name, Condition: p.parenthesized()})
		case first.is("REFERENCES"):
			p.into.foreignKeys = append(p.into.foreignKeys, foreignDefinition{p.take(), p.timing()})
		case first.is("NULL"):
			column.onConflict = p.onConflict("NULL")
		case first.is("COLLATE") && len(p.tokens) > 0:
			column.collation = p.tokens[0].name()
		case first.is("AS"):
			column.computed = p.parenthesized()
		case first.text == "(":
			p.tokens = p.tokens[min(closing(p.tokens, -1)+1, len(p.tokens)):]
		}
	}
	if p.column != "" {
		p.into.columns[strings.ToLower(p.column)] = column
	}
}

// tableClauses begin what is no column.
var tableClauses = []string{"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"}

// take gives the name that CONSTRAINT gave, once.
func (p *definitionParser) take() string {
	name := p.name
	p.name = ""
	return name
}

// names reads the columns in parentheses that come next.
func (p *definitionParser) names() (names []string) {
	if len(p.tokens) == 0 || p.tokens[0].text != "(" {
		return nil
	}
	for _, part := range split(p.tokens[1:closing(p.tokens, 0)]) {
		names = append(names, part[0].name())
	}
	return names
}

// onConflict reads what follows the words of a clause, which ends where another
// begins.
func (p *definitionParser) onConflict(of string) string {
	depth := 0
	for i, k := range p.tokens {
		switch {
		case k.text == "(":
			depth++
		case k.text == ")":
			depth--
		case depth > 0 || k.is(of) || k.is("ASC") || k.is("DESC"):
		case k.is("ON") && i+2 < len(p.tokens) && p.tokens[i+1].is("CONFLICT"):
			return strings.ToUpper(p.tokens[i+2].text)
		default:
			return ""
		}
	}
	return ""
}

// parenthesized reads the expression in parentheses that comes next.
func (p *definitionParser) parenthesized() string {
	if len(p.tokens) == 0 || p.tokens[0].text != "(" {
		return ""
	}
	end := closing(p.tokens, 0)
	expression := sourceOf(p.text, p.tokens[1:end])
	p.tokens = p.tokens[min(end+1, len(p.tokens)):]
	return expression
}

// timing looks for DEFERRABLE in the rest of a foreign key.
func (p *definitionParser) timing() (timing structure.Timing) {
	for i, k := range p.tokens {
		switch {
		case k.is("CONSTRAINT"):
			return timing
		case k.is("DEFERRABLE"):
			timing.Deferrable = i == 0 || !p.tokens[i-1].is("NOT")
		case k.is("DEFERRED"):
			timing.InitiallyDeferred = timing.Deferrable
		}
	}
	return timing
}
