package inspect

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql/ast"
)

// declareRest declares the sequences and the views of the schema that meta does not
// have.
func (r *reflection) declareRest(ctx context.Context) error {
	sequences, err := r.inspector.Sequences(ctx, In(r.schema))
	if err != nil {
		return err
	}
	for _, s := range sequences {
		name := (&schema.Sequence{Schema: r.schema, Name: s.Name}).FullName()
		known := slices.ContainsFunc(r.meta.Sequences(), func(k *schema.Sequence) bool { return k.FullName() == name })
		if !known && !s.Owned {
			schema.NewSequence(r.meta, name, sequenceOptions(s)...)
		}
	}
	tables, err := r.inspector.Tables(ctx, In(r.schema))
	if err != nil {
		return err
	}
	views := slices.DeleteFunc(tables, func(t *Table) bool { return isTable(t) || t.Temporary })
	for _, t := range inOrder(views) {
		known := slices.ContainsFunc(r.meta.Views(), func(k *schema.View) bool { return k.FullName() == t.FullName() })
		if known || r.meta.Table(t.FullName()) != nil {
			continue
		}
		options := []schema.ViewOption{schema.Comment(t.Comment)}
		if t.Kind == KindMaterializedView {
			options = append(options, schema.Materialized())
		}
		schema.NewView(r.meta, t.FullName(), definedQuery{t}, options...)
	}
	return nil
}

// sequenceOptions says what of a sequence is not as usual, so that it can be declared
// on a database with other bounds.
func sequenceOptions(s Sequence) (options []schema.SequenceOption) {
	number := func(option func(n int64) schema.SequenceOption, n int64, usual ...int64) {
		if n != 0 && !slices.Contains(usual, n) {
			options = append(options, option(n))
		}
	}
	number(schema.IncrementBy, s.Increment, 1)
	least, greatest := []int64{1}, []int64{math.MaxInt64, math.MaxInt64 - 1}
	first := max(s.Min, 1)
	if s.Increment < 0 {
		least, greatest = []int64{math.MinInt64, math.MinInt64 + 1}, []int64{-1}
		first = min(s.Max, -1)
	}
	number(schema.StartWith, s.Start, first)
	number(schema.MinValue, s.Min, least...)
	number(schema.MaxValue, s.Max, greatest...)
	number(schema.Cache, s.Cache, 0)
	if s.Cycle {
		options = append(options, schema.Cycle())
	}
	return options
}

// inOrder puts views behind those that they name.
func inOrder(views []*Table) (ordered []*Table) {
	seen := map[*Table]bool{}
	var add func(t *Table)
	add = func(t *Table) {
		if seen[t] {
			return
		}
		seen[t] = true
		for _, other := range views {
			if other != t && names(t.Definition, other.Name) {
				add(other)
			}
		}
		ordered = append(ordered, t)
	}
	for _, t := range views {
		add(t)
	}
	return ordered
}

// names reports whether a name stands in a text, not as a part of a longer one.
func names(text, name string) bool {
	text, name = strings.ToLower(text), strings.ToLower(name)
	for at := 0; ; {
		found := strings.Index(text[at:], name)
		if found < 0 {
			return false
		}
		start, end := at+found, at+found+len(name)
		if (start == 0 || !wordByte(text[start-1])) && (end == len(text) || !wordByte(text[end])) {
			return true
		}
		at = start + 1
	}
}

func wordByte(b byte) bool {
	return b == '_' || b == '$' || b >= 0x80 || b >= '0' && b <= '9' || b >= 'a' && b <= 'z'
}

// A definedQuery is the query of a view, as the database keeps it.
type definedQuery struct{ view *Table }

// Statement is the text.
func (q definedQuery) Statement() (ast.Statement, error) {
	return &ast.TextStatement{Text: &ast.Text{Parts: []string{q.view.Definition}}}, nil
}

// Columns are those of the view.
func (q definedQuery) Columns() []ast.Expr {
	columns := make([]ast.Expr, len(q.view.Columns))
	for i, c := range q.view.Columns {
		columns[i] = &ast.Column{Name: c.Name, Type: c.Type}
	}
	return columns
}
