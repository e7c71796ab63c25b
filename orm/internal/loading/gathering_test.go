package loading

import (
	"slices"
	"testing"
	"unsafe"
)

func TestGatheringKeepsTheOrderOfRowsWithinEachSlot(t *testing.T) {
	var memory [6]int
	at := func(i int) unsafe.Pointer { return unsafe.Pointer(&memory[i]) }
	g := gathering{repeats: true}
	for _, row := range []struct{ slot, object int }{{2, 0}, {0, 1}, {2, 2}, {2, 0}, {0, 3}, {2, 4}} {
		g.add(int32(row.slot), at(row.object))
	}
	of := g.arrange(4)
	for slot, want := range [][]unsafe.Pointer{{at(1), at(3)}, {}, {at(0), at(2), at(4)}, {}} {
		got := of(int32(slot))
		if !slices.Equal(got, want) {
			t.Errorf("slot %d: %v, want %v", slot, got, want)
		}
		if cap(got) != len(got) {
			t.Errorf("slot %d: appending would overwrite the next slot", slot)
		}
	}
}
