package main

import "strings"

// A pair is a kind and its nullable kind. Their types, with what is said of
// them, stand in package sql; their methods are written in groups, each by the
// template of its name in the directory kinds.
type pair struct {
	name      string
	parameter string // of kinds that are generic
	operand   string // the Go type that they compare with
	family    string // see kindType of package sql
	groups    []string
}

var pairs = []pair{
	{"String", "", "string", "scalar", with(ordered, "text")},
	{"Number", "T", "T", "scalar", with(ordered, "arithmetic")},
	{"Bool", "", "bool", "scalar", with(equatable, "truth")},
	{"Time", "", "time.Time", "scalar", with(ordered, "time")},
	{"Bytes", "", "[]byte", "scalar", with(ordered, "binary")},
	{"Value", "T", "T", "scalar", ordered},
	{"Array", "E", "[]E", "array", []string{"expression", "equality", "order", "array"}},
	{"JSON", "T", "T", "document", []string{"expression", "document"}},
}

// What most kinds have.
var (
	equatable = []string{"expression", "default", "equality"}
	ordered   = with(equatable, "order")
)

func with(groups []string, more string) []string {
	return append(groups[:len(groups):len(groups)], more)
}

// A kind is what the templates are told of one.
type kind struct {
	Kind              string // its type
	Operand           string // the Go type that it compares with
	Row               string // the Go type that a row holds
	Family            string
	Null              string // "Null" where it is the nullable one of the pair, else ""
	Nullable, NotNull string // the types of the pair
}

// kinds are the two of the pair.
func (p pair) kinds() [2]kind {
	notNull := p.name
	if p.parameter != "" {
		notNull += "[" + p.parameter + "]"
	}
	nullable := "Null" + notNull
	return [2]kind{
		{notNull, p.operand, p.operand, p.family, "", nullable, notNull},
		{nullable, p.operand, "*" + p.operand, p.family, "Null", nullable, notNull},
	}
}

// source gives the file of the pair with its name.
func (p pair) source() (name string, source []byte, err error) {
	var b body
	for _, k := range p.kinds() {
		for _, group := range p.groups {
			if err := b.add(group, k); err != nil {
				return "", nil, err
			}
		}
	}
	source, err = b.source()
	return "kind_" + strings.ToLower(p.name) + ".go", source, err
}
