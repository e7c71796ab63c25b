package unitofwork

import "github.com/azoth-go/azoth/orm/internal/mapping"

// A columnSet is a set of an entity's columns, by index. It is a comparable
// value, so that rows which write the same columns find each other.
type columnSet [4]uint64

func (s *columnSet) add(c *mapping.Column)      { s[c.Index/64] |= 1 << (c.Index % 64) }
func (s *columnSet) has(c *mapping.Column) bool { return s[c.Index/64]&(1<<(c.Index%64)) != 0 }
func (s *columnSet) empty() bool                { return *s == columnSet{} }

func (s *columnSet) columns(e *mapping.Entity) (columns []*mapping.Column) {
	for _, c := range e.Columns {
		if s.has(c) {
			columns = append(columns, c)
		}
	}
	return columns
}
