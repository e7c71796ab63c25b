package sqlite

import "strings"

// A token is a word, a quoted name, a string, a number, or one other character
// of an SQL text.
type token struct {
	text       string
	start, end int
	quoted     bool
}

// is reports whether the token is a word without quotes.
func (k token) is(word string) bool { return !k.quoted && strings.EqualFold(k.text, word) }

// name gives what the token names.
func (k token) name() string {
	if !k.quoted {
		return k.text
	}
	last := k.text[len(k.text)-1:]
	return strings.ReplaceAll(k.text[1:len(k.text)-1], last+last, last)
}

// tokenize cuts an SQL text into tokens, without blanks and comments.
func tokenize(text string) (tokens []token) {
	for i := 0; i < len(text); {
		start := i
		switch c := text[i]; {
		case c <= ' ':
			i++
			continue
		case strings.HasPrefix(text[i:], "--"):
			i += lengthTo(text[i:], "\n")
			continue
		case strings.HasPrefix(text[i:], "/*"):
			i += lengthTo(text[i:], "*/")
			continue
		case c == '\'' || c == '"' || c == '`' || c == '[':
			i = quotedEnd(text, i)
			tokens = append(tokens, token{text[start:i], start, i, true})
			continue
		case wordByte(c):
			for i < len(text) && wordByte(text[i]) {
				i++
			}
		default:
			i++
		}
		tokens = append(tokens, token{text[start:i], start, i, false})
	}
	return tokens
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c >= 0x80
}

// lengthTo is how long a text is up to the end of a mark in it.
func lengthTo(text, mark string) int {
	if i := strings.Index(text, mark); i >= 0 {
		return i + len(mark)
	}
	return len(text)
}

// quotedEnd finds where what is quoted at start ends; a doubled quote does not
// end it.
func quotedEnd(text string, start int) int {
	end := text[start]
	if end == '[' {
		end = ']'
	}
	for i := start + 1; i < len(text); i++ {
		if text[i] != end {
			continue
		}
		if end != ']' && i+1 < len(text) && text[i+1] == end {
			i++
			continue
		}
		return i + 1
	}
	return len(text)
}

// closing finds the parenthesis that closes the one at open; open may be -1 for
// one that stands before the tokens.
func closing(tokens []token, open int) int {
	depth := 1
	for i := open + 1; i < len(tokens); i++ {
		switch tokens[i].text {
		case "(":
			depth++
		case ")":
			depth--
		}
		if depth == 0 {
			return i
		}
	}
	return len(tokens)
}

// split cuts tokens at the commas outside of parentheses.
func split(tokens []token) (parts [][]token) {
	start, depth := 0, 0
	for i, k := range tokens {
		switch k.text {
		case "(":
			depth++
		case ")":
			depth--
		case ",":
			if depth == 0 {
				parts = append(parts, tokens[start:i])
				start = i + 1
			}
		}
	}
	if start < len(tokens) {
		parts = append(parts, tokens[start:])
	}
	return parts
}

// sourceOf gives the text that tokens were cut from.
func sourceOf(text string, tokens []token) string {
	if len(tokens) == 0 {
		return ""
	}
	return text[tokens[0].start:tokens[len(tokens)-1].end]
}
