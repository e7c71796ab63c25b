package azothtest

import "strings"

// A token of SQL.
type token struct {
	kind  tokenKind
	text  string // a word in capitals, a name without quotes, else as it stands
	start int    // where it begins in the SQL
	end   int
}

type tokenKind uint8

const (
	word tokenKind = iota
	name
	literal
	number
	parameter
	punctuation
)

// is reports whether the token is a word or sign of SQL.
func (t token) is(texts ...string) bool {
	if t.kind != word && t.kind != punctuation {
		return false
	}
	for _, text := range texts {
		if t.text == text {
			return true
		}
	}
	return false
}

// named reports whether the token may name something, and what.
func (t token) named(sql string) (string, bool) {
	switch t.kind {
	case name:
		return t.text, true
	case word:
		return sql[t.start:t.end], true
	}
	return "", false
}

// tokens cuts SQL into pieces, without comments.
func tokens(sql string) (found []token) {
	for i := 0; i < len(sql); {
		start := i
		c := sql[i]
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			i++
			continue
		case strings.HasPrefix(sql[i:], "--"):
			i += until(sql[i:], "\n")
			continue
		case strings.HasPrefix(sql[i:], "/*"):
			i += until(sql[i:], "*/")
			continue
		case c == '\'':
			i += quoted(sql[i:], '\'')
			found = append(found, token{literal, sql[start:i], start, i})
		case c == '"' || c == '`':
			i += quoted(sql[i:], c)
			text := strings.Trim(sql[start:i], string(c))
			found = append(found, token{name, strings.ReplaceAll(text, string([]byte{c, c}), string(c)), start, i})
		case c == '[' && !follows(found):
			i += quoted(sql[i:], ']')
			found = append(found, token{name, strings.Trim(sql[start:i], "[]"), start, i})
		case c == '?' || (c == '$' || c == ':' || c == '@') && i+1 < len(sql) && isWord(sql[i+1]):
			for i++; i < len(sql) && isWord(sql[i]); i++ {
			}
			found = append(found, token{parameter, sql[start:i], start, i})
		case '0' <= c && c <= '9':
			for i++; i < len(sql) && (isWord(sql[i]) || sql[i] == '.'); i++ {
			}
			found = append(found, token{number, sql[start:i], start, i})
		case isWord(c):
			for i++; i < len(sql) && (isWord(sql[i]) || sql[i] == '$'); i++ {
			}
			found = append(found, token{word, strings.ToUpper(sql[start:i]), start, i})
		case strings.HasPrefix(sql[i:], "::"), strings.HasPrefix(sql[i:], "<>"), strings.HasPrefix(sql[i:], "!="):
			i += 2
			found = append(found, token{punctuation, sql[start:i], start, i})
		default:
			i++
			found = append(found, token{punctuation, sql[start:i], start, i})
		}
	}
	return found
}

// follows reports whether what comes next is within an expression, where "["
// is a subscript.
func follows(found []token) bool {
	if len(found) == 0 {
		return false
	}
	last := found[len(found)-1]
	return last.kind == name || last.kind == parameter || last.is(")", "]", "ARRAY")
}

func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c >= 0x80
}

// until is the length up to the end of mark, or of all.
func until(sql, mark string) int {
	if i := strings.Index(sql, mark); i >= 0 {
		return i + len(mark)
	}
	return len(sql)
}

// quoted is the length of what stands between quotes at the beginning, where a
// doubled quote stands for one.
func quoted(sql string, closing byte) int {
	for i := 1; i < len(sql); i++ {
		if sql[i] != closing {
			continue
		}
		if i+1 < len(sql) && sql[i+1] == closing {
			i++
			continue
		}
		return i + 1
	}
	return len(sql)
}
