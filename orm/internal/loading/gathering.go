package loading

import (
	"slices"
	"unsafe"
)

// A gathering collects what rows in any order gave for a number of slots. The
// lists of all slots lie in one array.
type gathering struct {
	slots   []int32
	objects []unsafe.Pointer
	repeats bool // an object may come more than once for a slot, and counts once
}

// A mention is an object in a slot.
type mention struct {
	slot   int32
	object unsafe.Pointer
}

func (g *gathering) add(slot int32, object unsafe.Pointer) {
	g.slots = append(g.slots, slot)
	g.objects = append(g.objects, object)
}

// arrange gives the objects of each slot, of which there are count at most, in
// the order of their rows. The lists have no spare memory: who appends to one
// does not reach into the next.
func (g *gathering) arrange(count int) (of func(slot int32) []unsafe.Pointer) {
	ends := make([]int32, count) // of each slot's list, once it is filled
	for _, slot := range g.slots {
		ends[slot]++
	}
	start := int32(0)
	for slot, length := range ends {
		ends[slot] = start
		start += length
	}
	starts := slices.Clone(ends)
	objects := make([]unsafe.Pointer, len(g.objects))
	var seen map[mention]struct{}
	if g.repeats {
		seen = make(map[mention]struct{}, len(g.objects))
	}
	for at, slot := range g.slots {
		object := g.objects[at]
		if g.repeats {
			if _, again := seen[mention{slot, object}]; again {
				continue
			}
			seen[mention{slot, object}] = struct{}{}
		}
		objects[ends[slot]] = object
		ends[slot]++
	}
	return func(slot int32) []unsafe.Pointer {
		if starts[slot] == ends[slot] {
			return nil
		}
		return objects[starts[slot]:ends[slot]:ends[slot]]
	}
}
