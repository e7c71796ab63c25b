package types_test

import (
	"fmt"
	"reflect"
	"time"
	"unsafe"

	"github.com/azoth-go/azoth/types"
)

func ExampleOf() {
	type Address struct{ Street, City string }

	codec, err := types.Of(reflect.TypeFor[Address](), types.JSON)
	if err != nil {
		fmt.Println(err)
		return
	}
	home := Address{"Main Street 1", "Springfield"}
	value, err := codec.Value(unsafe.Pointer(&home))
	fmt.Println(codec.Type(), value, err)

	_, err = types.Of(reflect.TypeFor[Address](), nil)
	fmt.Println(err)
	// Output:
	// JSON {"Street":"Main Street 1","City":"Springfield"} <nil>
	// no SQL type fits Go type types_test.Address: implement sql.Scanner and driver.Valuer on it, or state type=json
}

func ExampleFor() {
	codec := types.For[*int]()

	var age *int
	value, _ := codec.Value(unsafe.Pointer(&age))
	fmt.Println(codec.Type(), codec.Nullable(), value)

	if err := codec.Assign(unsafe.Pointer(&age), int64(42)); err != nil {
		fmt.Println(err)
	}
	fmt.Println(*age)
	// Output:
	// BIGINT true <nil>
	// 42
}

func ExampleDate() {
	due := types.NewDate(2024, time.February, 28).AddDays(2)
	fmt.Println(due, due.After(types.NewDate(2024, time.February, 29)))
	// Output: 2024-03-01 true
}

func ExampleParseTime() {
	for _, text := range []string{"2024-02-29", "2024-02-29 12:30:00.5", "2024-02-29T12:30:00+02:00"} {
		t, err := types.ParseTime(text)
		fmt.Println(types.FormatTime(t, false), err)
	}
	// Output:
	// 2024-02-29 00:00:00 <nil>
	// 2024-02-29 12:30:00.5 <nil>
	// 2024-02-29 10:30:00 <nil>
}
