package inspect

import (
	"slices"
	"strings"

	"github.com/azoth-go/azoth/schema"
)

// sequences compares the sequences, where the database has any and both sides do.
func (c *comparison) sequences(want, got *schema.MetaData) {
	if !c.dialect.Features.Sequences || len(got.Sequences()) == 0 {
		return
	}
	for _, s := range want.Sequences() {
		at := slices.IndexFunc(got.Sequences(), func(g *schema.Sequence) bool { return g.FullName() == s.FullName() })
		if at < 0 {
			c.say("sequence %q is missing", s.FullName())
			continue
		}
		g := got.Sequences()[at]
		cached := s.Cache != nil && g.Cache != nil // what is usual differs
		c.differ("sequence "+s.FullName(), c.numbers(s, cached), c.numbers(g, cached))
	}
	for _, g := range got.Sequences() {
		if !slices.ContainsFunc(want.Sequences(), func(s *schema.Sequence) bool { return s.FullName() == g.FullName() }) {
			c.say("sequence %q is there beyond what was wanted", g.FullName())
		}
	}
}

// numbers gives what CREATE SEQUENCE says of a sequence, with what is usual left out.
func (c *comparison) numbers(s *schema.Sequence, cached bool) string {
	plain := Sequence{Cycle: s.Cycle}
	for _, n := range []struct {
		from *int64
		to   *int64
	}{{s.Start, &plain.Start}, {s.Increment, &plain.Increment}, {s.Min, &plain.Min}, {s.Max, &plain.Max}, {s.Cache, &plain.Cache}} {
		if n.from != nil {
			*n.to = *n.from
		}
	}
	if !cached {
		plain.Cache = 0
	}
	own := schema.NewSequence(nil, "s", sequenceOptions(plain)...)
	create, err := c.dialect.CompileDDL(schema.CreateSequence(own))
	if err != nil {
		return err.Error()
	}
	_, numbers, _ := strings.Cut(create.SQL, "SEQUENCE s")
	return "as usual" + numbers
}

// views compares which views there are, where both sides have any.
func (c *comparison) views(want, got *schema.MetaData) {
	if len(got.Views()) == 0 {
		return
	}
	for _, v := range want.Views() {
		at := slices.IndexFunc(got.Views(), func(g *schema.View) bool { return g.FullName() == v.FullName() })
		if at < 0 {
			c.say("view %q is missing", v.FullName())
			continue
		}
		kind := map[bool]string{true: "materialized", false: "a plain one"}
		c.differ("view "+v.FullName(), kind[v.Materialized], kind[got.Views()[at].Materialized])
	}
	for _, g := range got.Views() {
		if !slices.ContainsFunc(want.Views(), func(v *schema.View) bool { return v.FullName() == g.FullName() }) {
			c.say("view %q is there beyond what was wanted", g.FullName())
		}
	}
}
