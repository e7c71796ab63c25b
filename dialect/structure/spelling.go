package structure

import (
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/types"
)

// A Spelling is a type as a database spells it, taken apart: a name in lower case
// without what stands in parentheses, "timestamp with time zone", and the numbers
// in them.
type Spelling struct {
	Text    string
	Name    string
	Numbers []int
	// Words is what stands in parentheses where that is no list of numbers.
	Words string
}

// Spell takes a spelling apart.
func Spell(text string) Spelling {
	s := Spelling{Text: text}
	name, rest, parameterized := strings.Cut(text, "(")
	if parameterized {
		end := strings.LastIndexByte(rest, ')')
		if end < 0 {
			end = len(rest)
		}
		for part := range strings.SplitSeq(rest[:end], ",") {
			n, err := strconv.Atoi(strings.TrimSpace(part))
			if err != nil {
				s.Numbers, s.Words = nil, rest[:end]
				break
			}
			s.Numbers = append(s.Numbers, n)
		}
		name += rest[min(end+1, len(rest)):]
	}
	s.Name = strings.ToLower(strings.Join(strings.Fields(name), " "))
	return s
}

// Parameterized gives a type the numbers of the spelling: a length, or a
// precision and a scale. Nil is a type that is not known.
func (s Spelling) Parameterized(t *types.Type) (*types.Type, bool) {
	if t == nil || s.Words != "" {
		return nil, false
	}
	if len(s.Numbers) == 0 {
		return t, true
	}
	own := *t
	switch t.Kind {
	case types.KindString, types.KindBytes:
		own.Length = s.Numbers[0]
	case types.KindNumeric:
		own.Precision = s.Numbers[0]
		if len(s.Numbers) > 1 {
			own.Scale = s.Numbers[1]
		}
	}
	return &own, true
}
