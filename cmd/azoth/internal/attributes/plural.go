package attributes

import "strings"

// Plural gives the name of the attributes of a struct: User, Users; Address,
// Addresses; Category, Categories. A struct with another plural says it by a
// comment: //azoth:name People.
func Plural(name string) string {
	lower := strings.ToLower(name)
	for _, ending := range []string{"s", "x", "z", "ch", "sh"} {
		if strings.HasSuffix(lower, ending) {
			return name + "es"
		}
	}
	if n := len(name); n > 1 && lower[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(lower[n-2])) {
		return name[:n-1] + "ies"
	}
	return name + "s"
}
