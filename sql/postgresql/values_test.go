package postgresql_test

import (
	"testing"

	"github.com/azoth-go/azoth/sql/postgresql"
)

func TestRangeValues(t *testing.T) {
	oneToFive := postgresql.Between[int64](1, 5)
	for v, want := range map[int64]bool{0: false, 1: true, 4: true, 5: false} {
		if oneToFive.Contains(v) != want {
			t.Errorf("%d lies in [1,5): %v", v, !want)
		}
	}
	threeUp := postgresql.From[int64](3)
	if got := oneToFive.Intersection(threeUp); !got.Equal(postgresql.Between[int64](3, 5)) || got.Bounds != "[)" {
		t.Errorf("[1,5) and [3,) have %v in common", got)
	}
	for _, test := range []struct {
		a, b postgresql.Range[int64]
		want bool
	}{
		{oneToFive, postgresql.From[int64](5), false}, {oneToFive, postgresql.Until[int64](1), false},
		{oneToFive, postgresql.Range[int64]{}, true}, {oneToFive, postgresql.Range[int64]{Empty: true}, false},
		{postgresql.Range[int64]{Lower: oneToFive.Lower, Upper: oneToFive.Upper, Bounds: "(]"}, postgresql.From[int64](5), true},
	} {
		if test.a.Overlaps(test.b) != test.want || test.b.Overlaps(test.a) != test.want {
			t.Errorf("%v and %v overlap: %v", test.a, test.b, !test.want)
		}
	}
	if !postgresql.Between[int64](2, 2).IsEmpty() || oneToFive.IsEmpty() {
		t.Error("only [2,2) is empty")
	}
}

func TestMultirangesAndBitsAreRead(t *testing.T) {
	m := postgresql.Multirange[int64]{postgresql.Between[int64](1, 3), postgresql.From[int64](10)}
	text, err := m.Value()
	if err != nil || text != "{[1,3),[10,)}" {
		t.Fatalf("wrote %v, %v", text, err)
	}
	var read postgresql.Multirange[int64]
	if err := read.Scan(text); err != nil || len(read) != 2 || !read.Contains(2) || read.Contains(5) || !read.Contains(99) {
		t.Errorf("read %v, %v", read, err)
	}
	for _, wrong := range []string{"", "{", "[1,2)", "{[1,2}", "{x}"} {
		if err := read.Scan(wrong); err == nil {
			t.Errorf("%q passes for a multirange", wrong)
		}
	}
	bits := postgresql.Bits(5, 4)
	if n, err := bits.Uint64(); bits != "0101" || n != 5 || err != nil || bits.At(0) || !bits.At(3) || bits.At(9) {
		t.Errorf("5 in four bits is %s, %d, %v", bits, n, err)
	}
	if _, err := postgresql.BitString("012").Value(); err == nil {
		t.Error("012 passes for bits")
	}
}
