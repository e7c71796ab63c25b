package state

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestIntIndexAgreesWithMap(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	index, known := NewIntIndex(), map[int64]int{}
	keys := []int64{0, -1, 1, math.MinInt64, math.MaxInt64}
	for range 200 {
		keys = append(keys, random.Int64(), int64(random.IntN(100)), int64(random.IntN(100))<<40)
	}
	for step := range 50_000 {
		key := keys[random.IntN(len(keys))]
		switch random.IntN(3) {
		case 0:
			index.remove(key)
			delete(known, key)
		default:
			index.Put(key, step)
			known[key] = step
		}
		if index.used != len(known) {
			t.Fatalf("step %d: %d keys in use, want %d", step, index.used, len(known))
		}
		key = keys[random.IntN(len(keys))]
		want, found := known[key]
		if !found {
			want = -1
		}
		if got := index.Get(key); got != want {
			t.Fatalf("step %d: position of %d is %d, want %d", step, key, got, want)
		}
	}
}

func TestIntIndexEmpty(t *testing.T) {
	var index = NewIntIndex()
	index.remove(7)
	if at := index.Get(7); at != -1 {
		t.Errorf("position %d in an empty index", at)
	}
}
