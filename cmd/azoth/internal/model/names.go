package model

import (
	"strconv"
	"strings"
	"unicode"
)

// initialisms are the words that Go writes in capitals.
var initialisms = map[string]bool{
	"api": true, "ascii": true, "cpu": true, "css": true, "dns": true, "html": true, "http": true, "https": true, "id": true,
	"ip": true, "json": true, "sku": true, "sql": true, "ssh": true, "tcp": true, "tls": true, "ttl": true, "udp": true, "ui": true,
	"uri": true, "url": true, "utf8": true, "uuid": true, "vm": true, "xml": true,
}

// exported makes an exported name of the words of a name in a database.
func exported(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var b strings.Builder
	for _, word := range words {
		if word == strings.ToUpper(word) {
			word = strings.ToLower(word)
		}
		if initialisms[strings.ToLower(word)] {
			b.WriteString(strings.ToUpper(word))
			continue
		}
		letters := []rune(word)
		letters[0] = unicode.ToUpper(letters[0])
		b.WriteString(string(letters))
	}
	text := b.String()
	if text == "" || !unicode.IsUpper([]rune(text)[0]) {
		text = "X" + text
	}
	return text
}

// singular gives the name of one of many: users, user; addresses, address;
// categories, category.
func singular(name string) string {
	lower := strings.ToLower(name)
	for _, ending := range []string{"sses", "xes", "zes", "ches", "shes", "uses"} {
		if strings.HasSuffix(lower, ending) {
			return name[:len(name)-2]
		}
	}
	switch {
	case len(name) > 3 && strings.HasSuffix(lower, "ies"):
		return name[:len(name)-3] + "y"
	case len(name) > 2 && strings.HasSuffix(lower, "s") && !strings.ContainsRune("sui", rune(lower[len(lower)-2])):
		return name[:len(name)-1]
	}
	return name
}

// names are those that are taken in a scope.
type names map[string]bool

// take gives the name, with a number where it is taken, and takes it.
func (n names) take(name string) string {
	free := name
	for i := 2; n[free]; i++ {
		free = name + strconv.Itoa(i)
	}
	n[free] = true
	return free
}
