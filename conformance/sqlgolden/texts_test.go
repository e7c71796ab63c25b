package sqlgolden

import (
	"regexp"
	"strconv"
	"strings"
)

// collapsed gives a text with single spaces.
func collapsed(sql string) string { return strings.Join(strings.Fields(sql), " ") }

// numbered gives a recorded text with its parameters by position. Parameters
// are listed in the order in which they appear. A name behind two colons is the
// type of a cast, but for the end of a slice.
func numbered(e expectation) string {
	var b strings.Builder
	rest, next, parameter := e.SQL, 0, false
	for rest != "" {
		literal := quoted.FindString(rest)
		mark := ""
		if next < len(e.Params) {
			mark = ":" + e.Params[next][0].(string)
		}
		behind := parameter
		parameter = false
		switch {
		case literal != "":
			b.WriteString(literal)
			rest = rest[len(literal):]
		case strings.HasPrefix(rest, "::") && !(behind && mark != "" && strings.HasPrefix(rest[1:], mark)):
			b.WriteString("::")
			rest = rest[2:]
		case mark != "" && strings.HasPrefix(rest, mark) && (rest == mark || !isWord(rest[len(mark)])):
			next++
			parameter = true
			b.WriteString(":" + strconv.Itoa(next))
			rest = rest[len(mark):]
		default:
			b.WriteByte(rest[0])
			rest = rest[1:]
		}
	}
	return collapsed(b.String())
}

func isWord(b byte) bool {
	return b == '_' || '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}

var (
	quoted        = regexp.MustCompile(`^'[^']*'`)
	generatedName = regexp.MustCompile(`'[^']*'|\b([A-Za-z]\w*?_)(\d+)\b`)
)

// renumbered gives a text with the numbers of generated names in the order in
// which they appear. Literals stay as they are.
func renumbered(sql string) string {
	numbers, last := map[string]int{}, map[string]int{}
	return generatedName.ReplaceAllStringFunc(sql, func(name string) string {
		word := generatedName.FindStringSubmatch(name)[1]
		if word == "" {
			return name
		}
		if numbers[name] == 0 {
			last[word]++
			numbers[name] = last[word]
		}
		return word + strconv.Itoa(numbers[name])
	})
}

// sameText compares two texts but for the numbers of names.
func sameText(got, want string) bool { return got == want || renumbered(got) == renumbered(want) }
