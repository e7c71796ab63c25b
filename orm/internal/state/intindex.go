package state

import "math/rand/v2"

// An IntIndex finds positions in a list by integer key. It is a hash table with
// open addressing that holds no pointers: the garbage collector, for which a
// session of many objects is work enough, passes it by.
type IntIndex struct {
	slots []intSlot // a power of two of them, at most three quarters in use
	used  int
	// seed keeps whoever chooses the keys from choosing those that collide.
	seed uint64
}

// An intSlot is a key and its position + 1; without a key that is 0.
type intSlot struct {
	key int64
	at  int32
}

// NewIntIndex makes an empty index.
func NewIntIndex() IntIndex { return IntIndex{seed: rand.Uint64()} }

// slot gives where the search for a key begins.
func (x *IntIndex) slot(key int64) int {
	h := uint64(key) ^ x.seed
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return int(h>>32) & (len(x.slots) - 1)
}

// Get gives the position of a key, or -1.
func (x *IntIndex) Get(key int64) int {
	if x.used == 0 {
		return -1
	}
	for at := x.slot(key); ; at = (at + 1) & (len(x.slots) - 1) {
		switch s := &x.slots[at]; {
		case s.at == 0:
			return -1
		case s.key == key:
			return int(s.at) - 1
		}
	}
}

// Put notes the position of a key, in place of the one it had.
func (x *IntIndex) Put(key int64, position int) {
	if 4*(x.used+1) > 3*len(x.slots) {
		x.grow()
	}
	for at := x.slot(key); ; at = (at + 1) & (len(x.slots) - 1) {
		s := &x.slots[at]
		if s.at != 0 && s.key != key {
			continue
		}
		if s.at == 0 {
			x.used++
		}
		*s = intSlot{key, int32(position) + 1}
		return
	}
}

func (x *IntIndex) grow() { x.resize(max(8, 2*len(x.slots))) }

// reserve makes room for n more keys.
func (x *IntIndex) reserve(n int) {
	size := max(8, len(x.slots))
	for 4*(x.used+n) > 3*size {
		size *= 2
	}
	if size > len(x.slots) {
		x.resize(size)
	}
}

func (x *IntIndex) resize(size int) {
	old := x.slots
	x.slots = make([]intSlot, size)
	x.used = 0
	for i := range old {
		if old[i].at != 0 {
			x.Put(old[i].key, int(old[i].at)-1)
		}
	}
}

// remove forgets a key. The keys behind it that would be searched for from
// before the gap move up, so that no search ends there.
func (x *IntIndex) remove(key int64) {
	if x.used == 0 {
		return
	}
	mask := len(x.slots) - 1
	gap := x.slot(key)
	for x.slots[gap].at == 0 || x.slots[gap].key != key {
		if x.slots[gap].at == 0 {
			return
		}
		gap = (gap + 1) & mask
	}
	x.used--
	for at := (gap + 1) & mask; x.slots[at].at != 0; at = (at + 1) & mask {
		if home := x.slot(x.slots[at].key); (at-home)&mask >= (at-gap)&mask {
			x.slots[gap] = x.slots[at]
			gap = at
		}
	}
	x.slots[gap] = intSlot{}
}
