package dialect

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"unicode/utf8"

	"github.com/azoth-go/azoth/sql/ast"
)

// Identifiers are the rules for names of tables, columns and labels. A name is
// written as it is when the database reads it as the same name, and quoted
// otherwise.
type Identifiers struct {
	// Quote and QuoteEnd surround a quoted name; QuoteEnd is doubled inside it.
	Quote, QuoteEnd byte
	// MaxLength is the longest name in bytes, or in characters where Characters says
	// so; 0 is no bound.
	MaxLength  int
	Characters bool
	// TrimsBlanks: the database leaves out the blanks that a name ends in.
	TrimsBlanks bool
	// UpperCase: the database keeps names that were not quoted in upper case.
	UpperCase bool
	// SchemaDots: a dot in the name of a schema separates two names, of a
	// database and of a schema in it.
	SchemaDots bool

	// initial says which bytes an unquoted name may begin with. reserved are the
	// words, in lower case, that are names only when quoted, and mayReserve has
	// a bit for each hash of one, which tells most names apart from all of them.
	initial    [256]bool
	reserved   map[string]struct{}
	mayReserve [64]uint64
}

// NewIdentifiers makes the rules of a dialect: names quoted by quote and
// quoteEnd, at most maxLength bytes long, with the reserved words of a text
// that has one in each line. No unquoted name begins with a digit or $.
func NewIdentifiers(quote, quoteEnd byte, maxLength int, reserved string) Identifiers {
	ids := Identifiers{Quote: quote, QuoteEnd: quoteEnd, MaxLength: maxLength, initial: legalByte}
	return ids.WithReserved(reserved).WithoutInitial("0123456789$")
}

// WithReserved gives the same rules with more words that are names only when
// quoted, with white space between them.
func (ids Identifiers) WithReserved(words string) Identifiers {
	if ids.reserved = maps.Clone(ids.reserved); ids.reserved == nil {
		ids.reserved = map[string]struct{}{}
	}
	for word := range strings.FieldsSeq(strings.ToLower(words)) {
		ids.reserved[word] = struct{}{}
		h := wordHash(word)
		ids.mayReserve[h/64] |= 1 << (h % 64)
	}
	return ids
}

// WithoutInitial gives the same rules with more characters that an unquoted
// name cannot begin with, such as the underscore on Oracle.
func (ids Identifiers) WithoutInitial(characters string) Identifiers {
	for i := range len(characters) {
		ids.initial[characters[i]] = false
	}
	return ids
}

// wordHash gives a number below 4096 from a few letters of a word.
func wordHash(word string) uint {
	n := len(word)
	return (uint(word[0])*131 + uint(word[n/2])*31 + uint(word[n-1])*521 + uint(n)*67) % 4096
}

// legalByte says which bytes an unquoted name may have. Upper case letters are
// not among them: most databases would fold them.
var legalByte = func() (legal [256]bool) {
	for _, b := range []byte("abcdefghijklmnopqrstuvwxyz0123456789_$") {
		legal[b] = true
	}
	return legal
}()

// AppendQuoted appends a name, quoted if it is reserved, has an upper case
// letter or another character that only a quoted name may have, or begins with
// a digit or $. A name that cannot be written at all is an error: an empty
// one, one that is too long, and one with a NUL or without valid UTF-8.
func (ids *Identifiers) AppendQuoted(buf []byte, name string) ([]byte, error) {
	if err := ids.fit(name, ids.MaxLength); err != nil {
		return buf, err
	}
	return ids.appendExisting(buf, name)
}

// appendAs is AppendQuoted for a name that may say itself whether it is quoted.
// One that is no word is quoted in any case.
func (ids *Identifiers) appendAs(buf []byte, name string, quote ast.Quoting) ([]byte, error) {
	if err := ids.fit(name, ids.MaxLength); err != nil {
		return buf, err
	}
	switch {
	case quote == ast.QuoteAsNeeded:
		return ids.AppendQuoted(buf, name)
	case quote == ast.QuoteNever && ids.wordLike(name):
		return append(buf, name...), nil
	}
	return ids.appendAlwaysQuoted(buf, name)
}

// appendExisting is AppendQuoted for the name of something that the database
// has, and took the name of as it was, whatever its version allows.
func (ids *Identifiers) appendExisting(buf []byte, name string) ([]byte, error) {
	if ids.plain(name) {
		return append(buf, name...), nil
	}
	return ids.appendAlwaysQuoted(buf, name)
}

// appendAlwaysQuoted appends a name in quotes.
func (ids *Identifiers) appendAlwaysQuoted(buf []byte, name string) ([]byte, error) {
	switch {
	case name == "":
		return buf, errors.New("empty identifier")
	case strings.IndexByte(name, 0) >= 0:
		return buf, fmt.Errorf("identifier %q contains a NUL character", name)
	case ids.TrimsBlanks && strings.HasSuffix(name, " "):
		return buf, fmt.Errorf("identifier %q ends in a blank, which the database leaves out", name)
	case !utf8.ValidString(name):
		return buf, fmt.Errorf("identifier %q is not valid UTF-8", name)
	}
	buf = append(buf, ids.Quote)
	buf = ids.appendDoubled(buf, name)
	return append(buf, ids.QuoteEnd), nil
}

// appendNumbered appends name_n, a name that the compiler chooses.
func (ids *Identifiers) appendNumbered(buf []byte, name string, n int) ([]byte, error) {
	var suffix [24]byte
	end := appendInt(append(suffix[:0], '_'), n)
	if room := ids.MaxLength - len(end); ids.MaxLength > 0 && len(name) > room {
		name = strings.ToValidUTF8(name[:max(room, 0)], "")
	}
	if ids.legal(name) {
		return append(append(buf, name...), end...), nil // no reserved word ends in a number
	}
	start := len(buf)
	buf, err := ids.AppendQuoted(buf, name)
	if err != nil || buf[start] != ids.Quote {
		return append(buf, end...), err
	}
	buf = append(buf[:len(buf)-1], end...)
	return append(buf, ids.QuoteEnd), nil
}

// fit refuses a name that is longer than a limit, 0 being none.
func (ids *Identifiers) fit(name string, limit int) error {
	switch {
	case limit == 0 || len(name) <= limit:
		return nil
	case !ids.Characters:
		return fmt.Errorf("identifier %q is longer than the %d bytes that the database allows", name, limit)
	case utf8.RuneCountInString(name) > limit:
		return fmt.Errorf("identifier %q is longer than the %d characters that the database allows", name, limit)
	}
	return nil
}

// legal reports whether a name has only characters that need no quotes.
func (ids *Identifiers) legal(name string) bool {
	if name == "" || !ids.initial[name[0]] {
		return false
	}
	for i := range len(name) {
		if !legalByte[name[i]] {
			return false
		}
	}
	return true
}

// wordLike reports whether a name is letters, digits, _ and $ only, so that it
// cannot be anything but a name without quotes either.
func (ids *Identifiers) wordLike(name string) bool {
	for i := range len(name) {
		if b := name[i]; !legalByte[b] && (b < 'A' || b > 'Z') {
			return false
		}
	}
	return name != "" && (name[0] < '0' || name[0] > '9')
}

// plain reports whether the database reads the name unquoted as itself.
func (ids *Identifiers) plain(name string) bool {
	if !ids.legal(name) {
		return false
	}
	h := wordHash(name)
	if ids.mayReserve[h/64]&(1<<(h%64)) == 0 {
		return true
	}
	_, reserved := ids.reserved[name]
	return !reserved
}

// Reserved reports whether a word is a name only when it is quoted.
func (ids *Identifiers) Reserved(word string) bool {
	_, reserved := ids.reserved[strings.ToLower(word)]
	return reserved
}

// appendDoubled appends a name with every closing quote in it doubled.
func (ids *Identifiers) appendDoubled(buf []byte, name string) []byte {
	for {
		i := strings.IndexByte(name, ids.QuoteEnd)
		if i < 0 {
			return append(buf, name...)
		}
		buf = append(buf, name[:i+1]...)
		buf = append(buf, ids.QuoteEnd)
		name = name[i+1:]
	}
}
