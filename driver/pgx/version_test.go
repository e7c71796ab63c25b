package pgx

import "testing"

func TestVersion(t *testing.T) {
	for text, want := range map[string][2]int{
		"15.7": {15, 7}, "9.6.24": {9, 6}, "18beta1": {18, 0}, "16.4 (Debian 16.4-1.pgdg120+1)": {16, 4}, "": {0, 0}, "unknown": {0, 0},
	} {
		if major, minor := version(text); [2]int{major, minor} != want {
			t.Errorf("%q is %d.%d, want %v", text, major, minor, want)
		}
	}
}
