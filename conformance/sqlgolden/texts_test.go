package sqlgolden

import (
	"regexp"
	"strconv"
	"strings"
)

// collapsed gives a text with single spaces.
func collapsed(sql string) string { return strings.Join(strings.Fields(sql), " ") }

// numbered gives a recorded text with its parameters by position.
func numbered(e expectation) string {
	sql, at := e.SQL, 0
	for i, param := range e.Params {
		mark := ":" + param[0].(string)
		for at < len(sql) {
			found := strings.Index(sql[at:], mark)
			if found < 0 {
				break
			}
			start, end := at+found, at+found+len(mark)
			if at = end; end < len(sql) && isWord(sql[end]) || start > 0 && sql[start-1] == ':' {
				continue
			}
			number := ":" + strconv.Itoa(i+1)
			sql, at = sql[:start]+number+sql[end:], start+len(number)
			break
		}
	}
	return collapsed(sql)
}

func isWord(b byte) bool {
	return b == '_' || '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}

var generatedName = regexp.MustCompile(`\b([A-Za-z]\w*?_)(\d+)\b`)

// renumbered gives a text with the numbers of generated names in the order in
// which they appear.
func renumbered(sql string) string {
	numbers, last := map[string]int{}, map[string]int{}
	return generatedName.ReplaceAllStringFunc(sql, func(name string) string {
		word := generatedName.FindStringSubmatch(name)[1]
		if numbers[name] == 0 {
			last[word]++
			numbers[name] = last[word]
		}
		return word + strconv.Itoa(numbers[name])
	})
}

// sameText compares two texts but for the numbers of names.
func sameText(got, want string) bool { return got == want || renumbered(got) == renumbered(want) }
