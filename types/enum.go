package types

import (
	"fmt"
	"slices"
)

// Enum is a type whose values are one of the labels. PostgreSQL has a type of
// that name, which is created before the first table that uses it; MySQL lists
// the labels in the column; elsewhere it is a VARCHAR as long as the longest
// label, with a CHECK if [Type.WithCheck] asks for one. A value that is none of
// the labels is refused before it is sent.
//
// Its Go type is a string, or any type that writes itself as text; [EnumOf] is
// for others.
func Enum(name string, labels ...string) *Type {
	return &Type{Kind: KindEnum, Name: name, Labels: slices.Clone(labels)}
}

// EnumOf is an [Enum] of Go constants: label names each, as their String method
// does.
//
//	types.EnumOf("color", Color.String, Red, Green, Blue)
func EnumOf[T comparable](name string, label func(T) string, values ...T) *Type {
	labels := make([]string, len(values))
	byLabel := make(map[string]T, len(values))
	for i, v := range values {
		labels[i] = label(v)
		byLabel[labels[i]] = v
	}
	return Decorate(Enum(name, labels...),
		func(v T) (string, error) {
			if !slices.Contains(values, v) {
				return "", fmt.Errorf("%w: %#v is none of the values of %s", ErrFit, v, name)
			}
			return label(v), nil
		},
		func(text string) (v T, err error) {
			v, ok := byLabel[text]
			if !ok {
				return v, fmt.Errorf("%q is none of %s", text, name)
			}
			return v, nil
		})
}

// InSchema puts a type that is created by name, an Enum or a domain, into a
// schema.
func (t *Type) InSchema(schema string) *Type {
	placed := *t
	placed.Schema = schema
	return &placed
}

// Longest is the length of the longest label of an Enum, in characters.
func (t *Type) Longest() int {
	longest := 1
	for _, label := range t.Labels {
		longest = max(longest, len([]rune(label)))
	}
	return longest
}

// A Domain is a type with rules of its own, under a name of its own.
type Domain struct {
	Base    *Type
	Check   string // a condition of VALUE, as SQL text, or ""
	Default string // SQL text, or ""
	NotNull bool
}

// DomainOf is a domain of PostgreSQL, which is created before the first table
// that uses it. Other databases have the base type in its place, without the
// rules.
func DomainOf(name string, d Domain) *Type {
	t := *d.Base
	t.Name, t.Domain = name, &d
	return &t
}

// IsNamed reports whether the type is one that a database with types by name
// creates: an Enum or a domain.
func (t *Type) IsNamed() bool { return t.Kind == KindEnum || t.Domain != nil }
