package schema

import (
	"fmt"
	"strings"
)

// didYouMean gives a question naming the nearest of the names, to follow a
// name that is wrong; "" when none comes near.
func didYouMean(name string, names []string) string {
	if near := Nearest(name, names); near != "" {
		return fmt.Sprintf(" (did you mean %q?)", near)
	}
	return ""
}

// Nearest gives the one of the names with the fewest differences from a name, for
// messages, or "" when even that differs in more than a third of its letters and
// neither begins with the other.
func Nearest(name string, names []string) string {
	lower := strings.ToLower(name)
	best, fewest, begins := "", len(name), ""
	for _, candidate := range names {
		other := strings.ToLower(candidate)
		n := differences(lower, other)
		if n < fewest && n <= max(1, max(len(lower), len(other))/3) {
			best, fewest = candidate, n
		}
		if begins == "" && min(len(lower), len(other)) > 2 && (strings.HasPrefix(other, lower) || strings.HasPrefix(lower, other)) {
			begins = candidate
		}
	}
	if best == "" {
		return begins
	}
	return best
}

// differences counts the letters to insert, remove, change or swap with their
// neighbour to make one word of the other.
func differences(a, b string) int {
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next[0] = i + 1
		for j := range len(b) {
			change := row[j]
			if a[i] != b[j] {
				change++
			}
			next[j+1] = min(change, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}
