package types_test

import (
	"reflect"
	"testing"
	"time"
	"unsafe"

	"github.com/azoth-go/azoth/types"
	"github.com/shopspring/decimal"
)

// fastPaths are the types that are read, compared and appended without
// allocating.
var fastPaths = []struct {
	name   string
	codec  types.Codec
	column any
}{
	{"int64", types.For[int64](), int64(5)},
	{"int32", types.For[status](), int64(5)},
	{"uint64", types.For[uint64](), int64(5)},
	{"float64", types.For[float64](), 1.5},
	{"bool", types.For[bool](), true},
	{"string", types.For[string](), "ed"},
	{"time", types.For[time.Time](), noon},
	{"date", types.For[types.Date](), noon},
}

var fastTypes = map[string]reflect.Type{
	"int64": reflect.TypeFor[int64](), "int32": reflect.TypeFor[status](), "uint64": reflect.TypeFor[uint64](), "float64": reflect.TypeFor[float64](),
	"bool": reflect.TypeFor[bool](), "string": reflect.TypeFor[string](), "time": reflect.TypeFor[time.Time](), "date": reflect.TypeFor[types.Date](),
}

func TestFastPathsDoNotAllocate(t *testing.T) {
	for _, path := range fastPaths {
		row := types.Row(values{path.column})
		a, b := reflect.New(fastTypes[path.name]).UnsafePointer(), reflect.New(fastTypes[path.name]).UnsafePointer()
		const runs = 100
		vector := types.NewVector(path.codec.Vector(), path.codec.Type(), 2*runs)
		n := testing.AllocsPerRun(runs, func() {
			if err := path.codec.Decode(row, 0, a); err != nil {
				t.Fatal(err)
			}
			path.codec.Copy(b, a)
			if !path.codec.Equal(a, b) || path.codec.Zero(a) {
				t.Fatal("the copy differs")
			}
			if vector.Kind != types.Anys {
				if err := path.codec.Append(vector, a); err != nil {
					t.Fatal(err)
				}
			}
		})
		if n != 0 {
			t.Errorf("%s: %v allocations", path.name, n)
		}
	}
}

func TestKeysDoNotAllocate(t *testing.T) {
	key := new(int64(5))
	c := types.For[*int64]().(types.IntCodec)
	if n := testing.AllocsPerRun(100, func() {
		if v, ok := c.LoadInt(unsafe.Pointer(&key)); v != 5 || !ok {
			t.Fatal("the key differs")
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestParseTimeDoesNotAllocate(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() {
		if _, err := types.ParseTime("2006-01-02 15:04:05.999999"); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkDecode(b *testing.B) {
	for _, path := range fastPaths {
		b.Run(path.name, func(b *testing.B) {
			row := types.Row(values{path.column})
			p := reflect.New(fastTypes[path.name]).UnsafePointer()
			b.ReportAllocs()
			for b.Loop() {
				if err := path.codec.Decode(row, 0, p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkEqual(b *testing.B) {
	for _, path := range fastPaths {
		b.Run(path.name, func(b *testing.B) {
			p, q := reflect.New(fastTypes[path.name]).UnsafePointer(), reflect.New(fastTypes[path.name]).UnsafePointer()
			b.ReportAllocs()
			for b.Loop() {
				if !path.codec.Equal(p, q) {
					b.Fatal("differs")
				}
			}
		})
	}
	b.Run("decimal", func(b *testing.B) {
		p, q := decimal.RequireFromString("12.50"), decimal.RequireFromString("12.50")
		c := types.For[decimal.Decimal]()
		b.ReportAllocs()
		for b.Loop() {
			c.Equal(unsafe.Pointer(&p), unsafe.Pointer(&q))
		}
	})
	b.Run("json", func(b *testing.B) {
		p, q := profile{Name: "ed", Tags: []string{"x"}}, profile{Name: "ed", Tags: []string{"x"}}
		c, err := types.Of(reflect.TypeFor[profile](), types.JSON)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportAllocs()
		for b.Loop() {
			c.Equal(unsafe.Pointer(&p), unsafe.Pointer(&q))
		}
	})
}

func BenchmarkParseTime(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := types.ParseTime("2006-01-02 15:04:05.999999"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFor(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		types.For[time.Time]()
	}
}
