package schema

import "unicode"

// ColumnName derives the name of a column from that of a struct field: words in
// lower case with underscores between them. UserID is user_id, HTTPStatus
// http_status, ImageURLs image_urls, Line2 line2.
func ColumnName(field string) string {
	letters := []rune(field)
	name := make([]rune, 0, len(letters)+4)
	for i, r := range letters {
		if i > 0 && unicode.IsUpper(r) && beginsWord(letters, i) {
			name = append(name, '_')
		}
		name = append(name, unicode.ToLower(r))
	}
	return string(name)
}

// beginsWord reports whether the capital at i begins a word, rather than being
// inside an initialism.
func beginsWord(letters []rune, i int) bool {
	switch before := letters[i-1]; {
	case before == '_':
		return false
	case !unicode.IsUpper(before):
		return true
	}
	if i+1 == len(letters) || !unicode.IsLower(letters[i+1]) {
		return false
	}
	plural := letters[i+1] == 's' && (i+2 == len(letters) || unicode.IsUpper(letters[i+2]))
	return !plural
}
