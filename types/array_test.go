package types_test

import (
	"reflect"
	"testing"

	"github.com/azoth-go/azoth/types"
)

// spelled is a row of one column that a driver has as text.
type spelled struct {
	types.Row
	text string
}

func (s spelled) Null(int) bool              { return s.text == "NULL" }
func (s spelled) String(int) (string, error) { return s.text, nil }

func TestArraysAreRead(t *testing.T) {
	text := func(s string) *string { return &s }
	for _, test := range []struct {
		of   *types.Type
		text string
		want any
	}{
		{types.Text, `{}`, []string{}},
		{types.Text, `NULL`, []string(nil)},
		{types.Text, `{a,"b,c","d\"e\\f","NULL"}`, []string{"a", "b,c", `d"e\f`, "NULL"}},
		{types.Text, `{a,NULL}`, []*string{text("a"), nil}},
		{types.Integer, `{1,-2}`, []int64{1, -2}},
		{types.Integer, `[0:1]={1,2}`, []int64{1, 2}},
		{types.Boolean, `{t,f}`, []bool{true, false}},
		{types.Float, `{1.5}`, []float64{1.5}},
		{types.Bytes, `{"\\x6162"}`, [][]byte{[]byte("ab")}},
		{types.DateOnly, `{2024-02-29}`, []types.Date{types.NewDate(2024, 2, 29)}},
		{types.Array(types.Integer), `{{1,2},{3,4}}`, [][]int64{{1, 2}, {3, 4}}},
		{types.Array(types.Text), `{{"}","{"},{a,b}}`, [][]string{{"}", "{"}, {"a", "b"}}},
	} {
		into := reflect.New(reflect.TypeOf(test.want))
		codec, err := types.Of(into.Type().Elem(), types.Array(test.of))
		if err == nil {
			err = codec.Decode(spelled{text: test.text}, 0, into.UnsafePointer())
		}
		if got := into.Elem().Interface(); err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: read %#v, %v", test.text, got, err)
		}
	}
}

func TestMalformedArrays(t *testing.T) {
	codec, err := types.Of(reflect.TypeFor[[]string](), types.Array(types.Text))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "a", "{", "{a", `{"a}`, `{"a\`, "{a,}", `{"a"b}`, "{{a}", "[0:1]="} {
		var into []string
		if err := codec.Decode(spelled{text: text}, 0, reflect.ValueOf(&into).UnsafePointer()); err == nil {
			t.Errorf("%s: no error, but %q", text, into)
		}
	}
}

func TestArraysAreValues(t *testing.T) {
	codec, err := types.Of(reflect.TypeFor[[]string](), types.Array(types.Text))
	if err != nil {
		t.Fatal(err)
	}
	at := func(v *[]string) (value any) {
		value, err := codec.Value(reflect.ValueOf(v).UnsafePointer())
		if err != nil {
			t.Error(err)
		}
		return value
	}
	list := []string{"a", "b"}
	value := at(&list)
	list[0] = "changed"
	if !reflect.DeepEqual(value, []string{"a", "b"}) || at(new([]string)) != nil {
		t.Errorf("the value is %v", value)
	}
	var copied []string
	codec.Copy(reflect.ValueOf(&copied).UnsafePointer(), reflect.ValueOf(&list).UnsafePointer())
	if !codec.Equal(reflect.ValueOf(&copied).UnsafePointer(), reflect.ValueOf(&list).UnsafePointer()) {
		t.Error("a copy is not equal")
	}
	list[1] = "changed too"
	if codec.Equal(reflect.ValueOf(&copied).UnsafePointer(), reflect.ValueOf(&list).UnsafePointer()) || !codec.Shared() {
		t.Error("the copy shares memory")
	}
}

func TestNaturalTypes(t *testing.T) {
	for want, of := range map[string]reflect.Type{
		"BIGINT": reflect.TypeFor[int64](), "BIGINT[]": reflect.TypeFor[[]int64](),
		"INTEGER[][]": reflect.TypeFor[[][]int32](), "BLOB": reflect.TypeFor[[]byte](),
	} {
		if got := types.Natural(of); got == nil || got.String() != want {
			t.Errorf("%s has the type %v, want %s", of, got, want)
		}
	}
	if got := types.Natural(reflect.TypeFor[chan int]()); got != nil {
		t.Errorf("a channel has the type %s", got)
	}
}
