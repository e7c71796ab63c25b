package structure

import "strings"

// Bare takes off all parentheses and blanks around a whole expression.
func Bare(expression string) string {
	expression = strings.TrimSpace(expression)
	for Enclosed(expression) {
		expression = strings.TrimSpace(expression[1 : len(expression)-1])
	}
	return expression
}

// Enclosed reports whether an expression begins with a parenthesis that closes at
// its end.
func Enclosed(expression string) bool {
	depth, quoted := 0, false
	for i := range len(expression) {
		switch c := expression[i]; {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			depth--
		}
		if depth == 0 {
			return i > 0 && i == len(expression)-1
		}
	}
	return false
}
