package inspect

import (
	"regexp"
	"strings"
)

// canonical gives an SQL expression without what databases change when they keep
// it: blanks, parentheses, the quotes of names, upper and lower case, casts of
// literals, and synonyms. It is for comparing only.
func canonical(expression string) string {
	var b strings.Builder
	rest := expression
	for rest != "" {
		text, quoted, after := cutString(rest)
		b.WriteString(canonicalWords(text))
		b.WriteString(quoted)
		rest = after
	}
	plain := parentheses.Replace(quotedNumber.ReplaceAllString(b.String(), "$1"))
	if fraction.MatchString(plain) {
		plain = strings.TrimRight(strings.TrimRight(plain, "0"), ".")
	}
	return plain
}

var (
	casts        = regexp.MustCompile(`::"?[a-z_]+"?( varying| precision| with(out)? time zone)?(\([0-9, ]+\))?(\[\])?`)
	quotedNumber = regexp.MustCompile(`'(-?[0-9]+(?:\.[0-9]+)?)'`)
	fraction     = regexp.MustCompile(`^-?[0-9]+\.[0-9]+$`)
	parentheses  = strings.NewReplacer("(", "", ")", "")
	noise        = strings.NewReplacer(" ", "", "\t", "", "\n", "", `"`, "", "`", "", "[", "", "]", "", "_utf8mb4", "")
	synonyms     = regexp.MustCompile(`\b(now\(\)|current_timestamp(\([0-9]*\))?|localtimestamp(\([0-9]*\))?)`)
	words        = map[string]string{"true": "1", "false": "0", "<>": "!="}
	wordPattern  = regexp.MustCompile(`\b(true|false)\b|<>`)
)

// canonicalWords does it for a text without strings.
func canonicalWords(text string) string {
	text = casts.ReplaceAllString(strings.ToLower(text), "")
	text = synonyms.ReplaceAllString(text, "current_timestamp")
	text = wordPattern.ReplaceAllStringFunc(text, func(word string) string { return words[word] })
	return noise.Replace(text)
}

// cutString cuts an SQL text around its first string.
func cutString(text string) (before, quoted, after string) {
	start := strings.IndexByte(text, '\'')
	if start < 0 {
		return text, "", ""
	}
	for i := start + 1; i < len(text); i++ {
		if text[i] != '\'' {
			continue
		}
		if i+1 < len(text) && text[i+1] == '\'' {
			i++
			continue
		}
		return text[:start], text[start : i+1], text[i+1:]
	}
	return text[:start], text[start:], ""
}
