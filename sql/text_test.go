package sql

import (
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

func FuzzText(f *testing.F) {
	for _, seed := range []string{"id<:value and name=:name", "':a' :b", `\:a`, "x::int", "$t$ :a $t$", "/* :a", "E'\\':a'"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, sql string) {
		text := parseText(sql)
		if len(text.Parts) != len(text.Binds)+1 {
			t.Fatalf("%d parts around %d parameters", len(text.Parts), len(text.Binds))
		}
		// Put together again, it is what it was, but for escaped colons.
		var b strings.Builder
		for i, part := range text.Parts {
			b.WriteString(part)
			if i < len(text.Binds) {
				if name := text.Binds[i].Key; name == "" || isDigit(name[0]) {
					t.Fatalf("parameter %q", name)
				}
				b.WriteString(":" + text.Binds[i].Key)
			}
		}
		escapes := strings.Count(sql, `\:`) // those in strings stay
		unescaped := strings.NewReplacer(`\`, "", ":", "")
		got := b.String()
		if len(got) > len(sql) || len(got)+escapes < len(sql) || unescaped.Replace(got) != unescaped.Replace(sql) {
			t.Errorf("%q became %q", sql, got)
		}
	})
}
