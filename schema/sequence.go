package schema

import (
	"fmt"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/types"
)

// A Sequence is a generator of numbers that the database keeps.
type Sequence struct {
	Schema string // "" is the default schema
	Name   string
	SequenceOptions
}

// FullName is the sequence's name, after its schema and a point if it has one.
func (s *Sequence) FullName() string { return fullName(s.Schema, s.Name) }

// SequenceOptions are the numbers that a sequence or an identity gives. What is
// nil, zero or false is left to the database.
type SequenceOptions struct {
	Type             *types.Type
	Start, Increment *int64
	Min, Max         *int64
	NoMin, NoMax     bool
	Cache            *int64
	Cycle, Order     bool
}

// A SequenceOption is an option of a sequence, which Identity takes too.
type SequenceOption func(o *SequenceOptions)

func (f SequenceOption) applyToIdentity(o *IdentityOptions) error {
	f(&o.SequenceOptions)
	return nil
}

// StartWith is the first number.
func StartWith(n int64) SequenceOption { return func(o *SequenceOptions) { o.Start = &n } }

// IncrementBy is the step from one number to the next.
func IncrementBy(n int64) SequenceOption { return func(o *SequenceOptions) { o.Increment = &n } }

// MinValue is the least number.
func MinValue(n int64) SequenceOption { return func(o *SequenceOptions) { o.Min = &n } }

// MaxValue is the greatest number.
func MaxValue(n int64) SequenceOption { return func(o *SequenceOptions) { o.Max = &n } }

// NoMinValue says that there is no least number but that of the type.
func NoMinValue() SequenceOption { return func(o *SequenceOptions) { o.NoMin = true } }

// NoMaxValue says that there is no greatest number but that of the type.
func NoMaxValue() SequenceOption { return func(o *SequenceOptions) { o.NoMax = true } }

// Cache is how many numbers the database takes at once.
func Cache(n int64) SequenceOption { return func(o *SequenceOptions) { o.Cache = &n } }

// Cycle begins anew where the numbers end.
func Cycle() SequenceOption { return func(o *SequenceOptions) { o.Cycle = true } }

// InOrder has the numbers given in the order of their requests (Oracle).
func InOrder() SequenceOption { return func(o *SequenceOptions) { o.Order = true } }

// OfType is the integer type of a sequence's numbers.
func OfType(t *types.Type) SequenceOption { return func(o *SequenceOptions) { o.Type = t } }

// NewSequence describes a sequence, "name" or "schema.name". Given a MetaData it
// is created and dropped with its tables; nil makes one that is nobody's. It
// panics as New does.
func NewSequence(meta *MetaData, name string, options ...SequenceOption) *Sequence {
	s := sequence(name, options)
	if meta != nil {
		if err := meta.addSequence(s); err != nil {
			panic("schema: " + err.Error())
		}
	}
	return s
}

func sequence(name string, options []SequenceOption) *Sequence {
	s := &Sequence{Name: name}
	if schemaName, rest, qualified := strings.Cut(name, "."); qualified {
		s.Schema, s.Name = schemaName, rest
	}
	for _, option := range options {
		option(&s.SequenceOptions)
	}
	return s
}

// FromSequence has an INSERT that sets no value draw one from a sequence, on
// databases that have them; on others the column is left to the database. The
// sequence, "name" or "schema.name", is created and dropped with the table's
// MetaData; options describe it, unless NewSequence did.
func FromSequence(name string, options ...SequenceOption) ColumnOption {
	return columnOption(func(c *Column) error {
		if name == "" {
			return fmt.Errorf("the sequence has no name")
		}
		c.sequence = sequence(name, options)
		c.Sequence = name
		return nil
	})
}

// DrawsFrom reports whether a column of the table draws from the sequence.
func (t *Table) DrawsFrom(s *Sequence) bool {
	return slices.ContainsFunc(t.Columns, func(c *Column) bool { return c.sequence != nil && c.sequence.FullName() == s.FullName() })
}
