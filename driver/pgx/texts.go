package pgx

import "strings"

// texts makes the strings of a result, many to one allocation. A string that
// the program keeps keeps its block, which is why blocks are small; they double
// from the first, so that a single row takes little more than it needs.
type texts struct {
	block strings.Builder
	size  int // of the block
}

const (
	firstTexts = 64
	mostTexts  = 1 << 10
	// longText is from where on a string has an allocation of its own.
	longText = 256
)

func (t *texts) string(value []byte) string {
	if len(value) >= longText {
		return string(value)
	}
	start := t.block.Len()
	if t.size-start < len(value) {
		t.size = max(firstTexts, min(2*t.size, mostTexts), len(value))
		t.block = strings.Builder{}
		t.block.Grow(t.size)
		start = 0
	}
	t.block.Write(value)
	return t.block.String()[start:]
}
