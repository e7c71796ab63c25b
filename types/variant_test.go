package types_test

import (
	"reflect"
	"strconv"
	"testing"
	"unsafe"

	"github.com/azoth-go/azoth/types"
)

type celsius int

func TestDecoratedAndVaried(t *testing.T) {
	asText := func(c celsius) (string, error) { return strconv.Itoa(int(c)), nil }
	ofText := func(s string) (celsius, error) { n, err := strconv.Atoi(s); return celsius(n), err }
	kelvin := types.Decorate(types.Integer,
		func(c celsius) (int64, error) { return int64(c) + 273, nil }, func(k int64) (celsius, error) { return celsius(k - 273), nil })
	of := types.Decorate(types.String(5), asText, ofText).Variant(kelvin, "oracle")
	codec, err := types.Of(reflect.TypeFor[celsius](), of)
	if err != nil {
		t.Fatal(err)
	}
	temperature := celsius(20)
	value, err := codec.Value(unsafe.Pointer(&temperature))
	if err != nil {
		t.Fatal(err)
	}
	for dialect, want := range map[string]any{"oracle": int64(293), "sqlite": "20"} {
		if got, err := types.Resolve(value, dialect); err != nil || got != want {
			t.Errorf("%s: %v, %v, want %v", dialect, got, err, want)
		}
	}
	var read celsius
	if err := codec.Assign(unsafe.Pointer(&read), value); err != nil || read != temperature {
		t.Errorf("assigned %v, %v", read, err)
	}
	if of.On("oracle") != kelvin || of.On("sqlite") != of {
		t.Error("the variant is not the type on its dialect")
	}
	// A pointer is NULL or what it points to.
	nullable, err := types.Of(reflect.TypeFor[*celsius](), of)
	if err != nil || !nullable.Nullable() {
		t.Errorf("a pointer: %v", err)
	}
}
