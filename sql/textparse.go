package sql

import (
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
)

// parseText splits SQL at its :name parameters. Equal names share one bind.
func parseText(sql string) *ast.Text {
	p := textParser{sql: sql, binds: map[string]*ast.Bind{}}
	p.run()
	return &p.out
}

type textParser struct {
	sql   string
	part  strings.Builder // what lies between two parameters
	out   ast.Text
	binds map[string]*ast.Bind
}

func (p *textParser) run() {
	for i := 0; i < len(p.sql); {
		if end := skipQuoted(p.sql, i); end > i {
			p.part.WriteString(p.sql[i:end])
			i = end
			continue
		}
		switch {
		case strings.HasPrefix(p.sql[i:], `\:`):
			p.part.WriteByte(':')
			i += 2
		case strings.HasPrefix(p.sql[i:], "::"):
			p.part.WriteString("::")
			i += 2
		case p.sql[i] == ':' && p.startsName(i):
			end := i + 1
			for end < len(p.sql) && isWord(p.sql[end]) {
				end++
			}
			p.bind(p.sql[i+1 : end])
			i = end
		default:
			p.part.WriteByte(p.sql[i])
			i++
		}
	}
	p.out.Parts = append(p.out.Parts, p.part.String())
}

// startsName reports whether the colon at i begins a parameter: a name follows,
// and no word precedes, as it does in array slices.
func (p *textParser) startsName(i int) bool {
	if i+1 == len(p.sql) || !isWord(p.sql[i+1]) || isDigit(p.sql[i+1]) {
		return false
	}
	return i == 0 || !isWord(p.sql[i-1])
}

func (p *textParser) bind(name string) {
	b := p.binds[name]
	if b == nil {
		b = &ast.Bind{Name: name, Key: name}
		p.binds[name] = b
	}
	p.out.Parts = append(p.out.Parts, p.part.String())
	p.out.Binds = append(p.out.Binds, b)
	p.part.Reset()
}

// skipQuoted gives the end of the string, quoted identifier or comment that
// begins at i, or i when none does. One without an end reaches to the end of
// the text.
func skipQuoted(s string, i int) int {
	rest := s[i:]
	switch {
	case s[i] == '\'':
		return i + quotedLength(rest, i > 0 && (s[i-1] == 'E' || s[i-1] == 'e') && (i == 1 || !isWord(s[i-2])))
	case s[i] == '"', s[i] == '`':
		return i + quotedLength(rest, false)
	case strings.HasPrefix(rest, "--"):
		return i + lengthThrough(rest, "\n", 2)
	case strings.HasPrefix(rest, "/*"):
		return i + lengthThrough(rest, "*/", 2)
	case s[i] == '$' && (i == 0 || !isWord(s[i-1])):
		tag := 1
		for tag < len(rest) && isWord(rest[tag]) && !(tag == 1 && isDigit(rest[tag])) {
			tag++
		}
		if tag < len(rest) && rest[tag] == '$' { // PostgreSQL's $tag$ … $tag$
			return i + lengthThrough(rest, rest[:tag+1], tag+1)
		}
	}
	return i
}

// quotedLength is the length of a quoted piece. A doubled quote inside reads
// as two pieces in a row, which comes to the same.
func quotedLength(s string, backslash bool) int {
	for j := 1; j < len(s); j++ {
		switch {
		case backslash && s[j] == '\\':
			j++
		case s[j] == s[0]:
			return j + 1
		}
	}
	return len(s)
}

func lengthThrough(s, end string, from int) int {
	if at := strings.Index(s[from:], end); at >= 0 {
		return from + at + len(end)
	}
	return len(s)
}

// isWord reports whether a byte can be part of a name. Bytes of letters
// beyond ASCII can.
func isWord(c byte) bool {
	return c == '_' || isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// Verbatim gives a text that [Text] and [TextOf] take for the SQL as it stands: no
// colon in it begins a parameter.
func Verbatim(sql string) string {
	var b strings.Builder
	for i := 0; i < len(sql); {
		if end := skipQuoted(sql, i); end > i {
			b.WriteString(sql[i:end])
			i = end
			continue
		}
		if sql[i] == ':' {
			b.WriteByte('\\')
		}
		b.WriteByte(sql[i])
		i++
	}
	return b.String()
}
