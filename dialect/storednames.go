package dialect

import "strings"

// Stored gives a name as the database keeps it in its catalogue: one that is
// written without quotes in upper case, on databases that do so.
func (ids *Identifiers) Stored(name string) string {
	if ids.UpperCase && ids.plain(name) {
		return strings.ToUpper(name)
	}
	return name
}

// Written gives a name of the database's catalogue as programs write it, the
// inverse of [Identifiers.Stored].
func (ids *Identifiers) Written(stored string) string {
	if !ids.UpperCase {
		return stored
	}
	if lower := strings.ToLower(stored); strings.ToUpper(lower) == stored && ids.plain(lower) {
		return lower
	}
	return stored
}
