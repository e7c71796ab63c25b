package sqlgolden

import (
	"slices"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
)

// A plan is a case about creating, and then perhaps dropping, the tables of a
// MetaData.
type plan struct {
	meta   *schema.MetaData
	tables []*schema.Table // nil is all
	drop   bool            // afterwards
}

// statements gives what is sent, without what the dialect leaves out. Adjacent
// statements that have no fixed order in the data are sorted there.
func (p plan) statements(d *dialect.Dialect) (list []any, err error) {
	scope := dialect.Scope{MetaData: p.meta, Tables: p.tables}
	ddl, err := d.CreatePlan(scope)
	if err != nil {
		return nil, err
	}
	if p.drop {
		dropped, err := d.DropPlan(scope)
		if err != nil {
			return nil, err
		}
		ddl = append(ddl, dropped...)
	}
	texts := make([]string, 0, len(ddl))
	for _, s := range ddl {
		compiled, err := d.CompileDDL(s)
		if err != nil {
			return nil, err
		}
		if compiled.SQL != "" {
			texts = append(texts, compiled.SQL)
		}
	}
	for _, words := range []string{"ALTER TABLE ", "CREATE INDEX "} {
		sortAdjacent(texts, words)
	}
	for _, text := range texts {
		list = append(list, schema.Statement(text))
	}
	return list, nil
}

// sortAdjacent sorts texts beside each other that begin with the same words.
func sortAdjacent(texts []string, words string) {
	for i := 0; i < len(texts); i++ {
		end := i
		for end < len(texts) && strings.HasPrefix(texts[end], words) {
			end++
		}
		slices.Sort(texts[i:end])
		i = max(i, end-1)
	}
}
