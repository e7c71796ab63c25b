package dialect

import (
	"errors"
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/types"
)

// CollationStyle is how the definition of a column names a collation.
type CollationStyle uint8

// The styles.
const (
	// CollationQuoted: COLLATE "de_DE", an identifier.
	CollationQuoted CollationStyle = iota
	// CollationWord: COLLATE de_DE, a word.
	CollationWord
	// CollationStrings: an identifier, and of strings with a length only.
	CollationStrings
	// NoCollations: columns have none.
	NoCollations
)

// SpellType spells a type as the definition of a column has it, or gives the
// error that the database has no such type. Variants for the dialect are taken
// into account.
func (d *Dialect) SpellType(t *types.Type) (string, error) {
	t = t.On(d.Name)
	name, err := d.typeName(t)
	if err != nil || t.Collation == "" {
		return name, err
	}
	switch d.DDL.Collations {
	case NoCollations:
		return name, nil
	case CollationStrings:
		if t.Kind != types.KindString {
			return name, nil
		}
	case CollationWord:
		if strings.IndexFunc(t.Collation, notWord) >= 0 {
			return "", errors.New(strconv.Quote(t.Collation) + " is not a collation")
		}
		return name + " COLLATE " + t.Collation, nil
	}
	quoted, err := d.Identifiers.AppendQuoted(nil, t.Collation)
	return name + " COLLATE " + string(quoted), err
}

func notWord(r rune) bool {
	return r != '_' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
}

// NamedType spells a type that has a name of its own (see types.Named): as it
// stands, or as the words have it that the database calls otherwise, in which
// (#) is where the parameters go:
//
//	{"NVARCHAR": "NATIONAL VARCHAR(#)", "TIMESTAMP": "TIMESTAMP(#) WITHOUT TIME ZONE"}
func NamedType(t *types.Type, words map[string]string) string {
	word, arguments, suffix := t.Spelling()
	own, ok := words[strings.ToUpper(word+suffix)]
	if !ok {
		return t.Name
	}
	head, rest, parameterized := strings.Cut(own, "(")
	if !parameterized {
		return own
	}
	inside, tail, _ := strings.Cut(rest, ")")
	if arguments == "" {
		return head + tail
	}
	return head + "(" + strings.Replace(inside, "#", arguments, 1) + ")" + tail
}

// NumericType spells a decimal with its digits: NUMERIC(10, 2), NUMERIC(10), or
// the word alone.
func NumericType(word string, t *types.Type) string {
	switch {
	case t.Precision == 0:
		return word
	case t.Scale == 0:
		return word + "(" + strconv.Itoa(t.Precision) + ")"
	}
	return word + "(" + strconv.Itoa(t.Precision) + ", " + strconv.Itoa(t.Scale) + ")"
}

// SizedType spells a type with a number in parentheses, or without where it is 0.
func SizedType(word string, size int) string {
	if size == 0 {
		return word
	}
	return word + "(" + strconv.Itoa(size) + ")"
}

// QuoteLabels spells the labels of an Enum as a list of literals. Backslashes are
// doubled where they would escape.
func QuoteLabels(t *types.Type, separator string, backslashes bool) string {
	quoted := make([]string, len(t.Labels))
	for i, label := range t.Labels {
		label = strings.ReplaceAll(label, "'", "''")
		if backslashes {
			label = strings.ReplaceAll(label, `\`, `\\`)
		}
		quoted[i] = "'" + label + "'"
	}
	return strings.Join(quoted, separator)
}
