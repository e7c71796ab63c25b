package sql

import (
	"regexp"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/sql/ast"
)

// spelled writes a parsed text with parameters in braces.
func spelled(t *ast.Text) string {
	var b strings.Builder
	for i, part := range t.Parts {
		b.WriteString(part)
		if i < len(t.Binds) {
			b.WriteString("{" + t.Binds[i].Key + "}")
		}
	}
	return b.String()
}

func TestTextParameters(t *testing.T) {
	for text, want := range map[string]string{
		"":                                     "",
		"id<:value and name=:name":             "id<{value} and name={name}",
		":a":                                   "{a}",
		":a:b":                                 "{a}:b",
		"x = :a_1+:b2":                         "x = {a_1}+{b2}",
		"x::integer":                           "x::integer",
		":x::integer":                          "{x}::integer",
		":größe":                               "{größe}",
		"arr[1:n]":                             "arr[1:n]",
		"a = :1":                               "a = :1",
		"a : b":                                "a : b",
		"a:":                                   "a:",
		`\:a :b`:                               ":a {b}",
		"':a' :b":                              "':a' {b}",
		"'it''s :a' :b":                        "'it''s :a' {b}",
		`'\' :b`:                               `'\' {b}`,
		`E'\':a' :b`:                           `E'\':a' {b}`,
		"date':a' :b":                          "date':a' {b}",
		`":a" :b`:                              `":a" {b}`,
		"`:a` :b":                              "`:a` {b}",
		"-- :a\n:b":                            "-- :a\n{b}",
		"/* :a */:b":                           "/* :a */{b}",
		"/*/ :a */:b":                          "/*/ :a */{b}",
		"$$ :a $$ :b":                          "$$ :a $$ {b}",
		"$t$ $$ :a $t$ :b":                     "$t$ $$ :a $t$ {b}",
		"$1 :b":                                "$1 {b}",
		"a$b$ :c":                              "a$b$ {c}",
		"':a":                                  "':a",
		"/* :a":                                "/* :a",
		"-- :a":                                "-- :a",
		"SELECT 5 - 3, 6 / 2 WHERE a - :b":     "SELECT 5 - 3, 6 / 2 WHERE a - {b}",
		"a = :x OR b = :x":                     "a = {x} OR b = {x}",
		"t AT TIME ZONE :z AND u > '12:30:00'": "t AT TIME ZONE {z} AND u > '12:30:00'",
	} {
		if got := spelled(parseText(text)); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", text, got, want)
		}
	}
}

func TestTextKeepsEarlierFragments(t *testing.T) {
	base := Text("a = :a AND b = :b", P{"a": 1})
	one, two := base.Params(P{"b": 1}), base.Params(P{"b": 2})
	values := func(f Fragment) (values []any) {
		for _, b := range f.Node().(*ast.Text).Binds {
			values = append(values, b.Value)
		}
		return values
	}
	if got := values(one); got[0] != int64(1) || got[1] != int64(1) {
		t.Errorf("one has %v", got)
	}
	if got := values(two); got[1] != int64(2) {
		t.Errorf("two has %v", got)
	}
	if got := values(base); got[1] != nil {
		t.Errorf("base has %v", got)
	}
}

// tokens are the pieces that SQL consists of, as far as parameters are
// concerned: what is quoted or a comment, a word, an escape, anything else.
var tokens = regexp.MustCompile(`(?s)^(?:'[^']*(?:'|$)` +
	`|[eE]'(?:\\.|[^'\\])*(?:'|\\?$)` +
	`|"[^"]*(?:"|$)` + "|`[^`]*(?:`|$)" +
	`|--[^\n]*(?:\n|$)` +
	`|/\*.*?(?:\*/|$)` +
	`|\$(?:[A-Za-z_\x{80}-\x{10FFFF}][0-9A-Za-z_\x{80}-\x{10FFFF}]*)?\$` +
	`|[0-9A-Za-z_\x{80}-\x{10FFFF}]+` +
	`|\\:|::|.)`)

// scanned splits SQL at its parameters by another way than parseText: it goes
// from token to token, and a parameter is a colon before a word that no word
// precedes.
func scanned(sql string) string {
	var b strings.Builder
	word := false // the token before was one
	for sql != "" {
		token := tokens.FindString(sql)
		rest := sql[len(token):]
		begins := token == ":" && rest != "" && isWord(rest[0]) && !isDigit(rest[0])
		switch {
		case token == `\:`:
			b.WriteString(":")
		case begins && !word:
			name := regexp.MustCompile(`^[0-9A-Za-z_\x{80}-\x{10FFFF}]+`).FindString(rest)
			b.WriteString("{" + name + "}")
			sql, word = rest[len(name):], true
			continue
		case token[0] == '$' && len(token) > 1 && word: // a$b$ is a name
			token, rest = "$", sql[1:]
			b.WriteString("$")
		case token[0] == '$' && len(token) > 1:
			body, after, closed := strings.Cut(rest, token)
			b.WriteString(token + body)
			if closed {
				b.WriteString(token)
			}
			sql, word = after, false
			continue
		default:
			b.WriteString(token)
		}
		word = isWord(token[len(token)-1])
		sql = rest
	}
	return b.String()
}

// FuzzText checks that parameters are found exactly where they are, that equal
// names share a bind, and that the rest of the text stays as it is.
func FuzzText(f *testing.F) {
	for _, seed := range []string{
		"id<:value and name=:name", "':a' :b", `\:a`, "x::int", "$t$ :a $t$", "/* :a", `E'\':a'`, "a$b$ :c $b$", "$1 :b$",
		"e'\\' :a '", "xe':a' :b", "-- :a\n:b", "\"a\"\":b\" :c", "`:a``:b` :c", ":a:b", ":::a", "\xff:a\xff", "$ä$:a$ä$:b", "{:a}", "a[1:b]",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, sql string) {
		text := parseText(sql)
		if len(text.Parts) != len(text.Binds)+1 {
			t.Fatalf("%d parts around %d parameters", len(text.Parts), len(text.Binds))
		}
		if got, want := spelled(text), scanned(sql); got != want {
			t.Errorf("%q\ngot  %q\nwant %q", sql, got, want)
		}
		byName := map[string]*ast.Bind{}
		for _, b := range text.Binds {
			if known := byName[b.Key]; known != nil && known != b {
				t.Errorf("%q has two binds for :%s", sql, b.Key)
			}
			byName[b.Key] = b
		}
		// What can be found can be given a value, and nothing else can.
		params := P{}
		for name := range byName {
			params[name] = 1
		}
		if err := Text(sql, params).fault(); err != nil {
			t.Errorf("%q: %v", sql, err)
		}
		if err := Text(sql, P{"no such parameter": 1}).fault(); err == nil {
			t.Errorf("%q took a value that it has no parameter for", sql)
		}
	})
}
