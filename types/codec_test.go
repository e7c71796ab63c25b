package types_test

import (
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/azoth-go/azoth/types"
	"github.com/google/uuid"
	"github.com/shopspring/decimal"
)

type (
	status  int32
	label   string
	blob    []byte
	stamp   time.Time
	keyUUID [16]byte
	profile struct {
		Name string
		Tags []string
		More map[string]any
	}
)

// color stores itself as text, though it is an integer.
type color int

func (c color) Value() (driver.Value, error) { return [...]string{"red", "green"}[c], nil }

func (c *color) Scan(v any) error {
	switch v {
	case "red":
		*c = 0
	case "green":
		*c = 1
	default:
		return fmt.Errorf("no color %v", v)
	}
	return nil
}

// words stores itself as text with commas, and nil as NULL.
type words []string

func (w words) Value() (driver.Value, error) {
	if w == nil {
		return nil, nil
	}
	return strings.Join(w, ","), nil
}

func (w *words) Scan(v any) error {
	if v == nil {
		*w = nil
		return nil
	}
	*w = strings.Split(v.(string), ",")
	return nil
}

// ulid is 16 bytes with a notation of its own.
type ulid [16]byte

func (u ulid) String() string               { return fmt.Sprintf("ulid-%x", u[:]) }
func (u ulid) Value() (driver.Value, error) { return u[:], nil }
func (u *ulid) Scan(v any) error            { copy(u[:], v.([]byte)); return nil }

// box holds memory that only its own methods reach.
type box struct{ inner *int64 }

func (b box) Value() (driver.Value, error) {
	if b.inner == nil {
		return nil, nil
	}
	return *b.inner, nil
}

func (b *box) Scan(v any) error {
	if v == nil {
		b.inner = nil
		return nil
	}
	b.inner = new(v.(int64))
	return nil
}

var (
	noon     = time.Date(2024, 2, 29, 12, 30, 15, 123456000, time.UTC)
	someUUID = keyUUID{0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}
	uuidText = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
	raw      = json.RawMessage(`{"a":1}`)
)

// codecCases holds, for every Go type, a column, the value that it is read as,
// what that value binds, and another value.
var codecCases = []struct {
	column any
	value  any
	bound  any
	other  any
	stated *types.Type
	sql    string // the natural or stated type; NULL is Unknown
	vector types.VectorKind
}{
	{int64(7), int(7), int64(7), int(8), nil, "BIGINT", types.Ints},
	{int64(-7), int64(-7), int64(-7), int64(8), nil, "BIGINT", types.Ints},
	{int64(7), int32(7), int64(7), int32(8), nil, "INTEGER", types.Ints},
	{int64(7), int16(7), int64(7), int16(8), nil, "SMALLINT", types.Ints},
	{int64(7), int8(7), int64(7), int8(8), nil, "SMALLINT", types.Ints},
	{int64(7), uint8(7), int64(7), uint8(8), nil, "SMALLINT", types.Ints},
	{int64(7), uint16(7), int64(7), uint16(8), nil, "INTEGER", types.Ints},
	{int64(7), uint32(7), int64(7), uint32(8), nil, "BIGINT", types.Ints},
	{int64(7), uint(7), int64(7), uint(8), nil, "BIGINT", types.Anys},
	{int64(7), uint64(7), int64(7), uint64(8), nil, "BIGINT", types.Anys},
	{"18446744073709551615", uint64(math.MaxUint64), uint64(math.MaxUint64), uint64(8), nil, "BIGINT", types.Anys},
	{int64(7), status(7), int64(7), status(8), nil, "INTEGER", types.Ints},
	{int64(7), time.Duration(7), int64(7), time.Duration(8), nil, "BIGINT", types.Ints},
	{"1 day 02:03:04.5", 26*time.Hour + 3*time.Minute + 4500*time.Millisecond, 26*time.Hour + 3*time.Minute + 4500*time.Millisecond,
		time.Second, types.Interval, "INTERVAL", types.Anys},
	{1.5, 1.5, 1.5, 2.5, nil, "FLOAT", types.Floats},
	{1.5, float32(1.5), 1.5, float32(2.5), nil, "FLOAT", types.Floats},
	{int64(1), true, true, false, nil, "BOOLEAN", types.Bools},
	{"ed", "ed", "ed", "Ed", nil, "VARCHAR", types.Strings},
	{"ed", label("ed"), "ed", label("Ed"), nil, "VARCHAR", types.Strings},
	{[]byte{1, 2}, []byte{1, 2}, []byte{1, 2}, []byte{1, 3}, nil, "BLOB", types.Anys},
	{[]byte{1, 2}, blob{1, 2}, []byte{1, 2}, blob{}, nil, "BLOB", types.Anys},
	{noon, noon, noon, noon.Add(time.Microsecond), nil, "DATETIME", types.Times},
	{"2024-02-29 12:30:15.123456", noon, noon, noon.Add(time.Second), types.DateTime, "DATETIME", types.Times},
	{noon, stamp(noon), noon, stamp(noon.Add(time.Hour)), nil, "DATETIME", types.Times},
	{"2024-02-29", time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), types.NewDate(2024, 2, 29), noon.AddDate(0, 0, 1), types.DateOnly, "DATE", types.Anys},
	{"12:30:15.5", time.Date(1, 1, 1, 12, 30, 15, 5e8, time.UTC), types.NewTimeOfDay(12, 30, 15, 5e8), noon, types.TimeOnly, "TIME", types.Anys},
	{"2024-02-29", types.NewDate(2024, 2, 29), types.NewDate(2024, 2, 29), types.NewDate(2024, 3, 1), nil, "DATE", types.Anys},
	{"12:30:15.5", types.NewTimeOfDay(12, 30, 15, 5e8), types.NewTimeOfDay(12, 30, 15, 5e8), types.NewTimeOfDay(12, 30, 15, 0), nil, "TIME", types.Anys},
	{"1.50", decimal.RequireFromString("1.50"), decimal.RequireFromString("1.50"), decimal.RequireFromString("1.51"), nil, "NUMERIC", types.Anys},
	{uuidText, someUUID, uuidText, keyUUID{}, nil, "UUID", types.Anys},
	{someUUID[:], someUUID, uuidText, keyUUID{1}, nil, "UUID", types.Anys},
	{strings.ToUpper(uuidText), uuid.UUID(someUUID), uuidText, uuid.UUID{1}, nil, "UUID", types.Anys},
	{someUUID[:], someUUID, someUUID[:], keyUUID{1}, types.Bytes, "BLOB", types.Anys},
	{someUUID[:], ulid(someUUID), someUUID[:], ulid{1}, nil, "BLOB", types.Anys},
	{`{"a":1}`, raw, types.JSONText(`{"a":1}`), json.RawMessage(`{"a":2}`), nil, "JSON", types.Anys},
	{`{"a":1}`, types.JSONText(`{"a":1}`), types.JSONText(`{"a":1}`), types.JSONText(`{"a":2}`), nil, "JSON", types.Anys},
	{`["<a>"]`, []string{"<a>"}, types.JSONText(`["<a>"]`), []string{"b"}, types.JSON, "JSON", types.Anys},
	{`"ed"`, "ed", types.JSONText(`"ed"`), "Ed", types.JSON, "JSON", types.Anys},
	{`{"Name":"ed","Tags":["x"],"More":{"n":[1]}}`, profile{"ed", []string{"x"}, map[string]any{"n": []any{1.0}}},
		types.JSONText(`{"Name":"ed","Tags":["x"],"More":{"n":[1]}}`), profile{Name: "ed"}, types.JSON, "JSON", types.Anys},
	{"green", color(1), "green", color(0), nil, "VARCHAR", types.Anys},
	{"a,b", words{"a", "b"}, "a,b", words{"a"}, nil, "NULL", types.Anys},
	{int64(5), box{new(int64(5))}, int64(5), box{new(int64(6))}, nil, "NULL", types.Anys},
	{"127.0.0.1", netip.MustParseAddr("127.0.0.1"), "127.0.0.1", netip.MustParseAddr("::1"), nil, "VARCHAR", types.Strings},
	{"123", *big.NewInt(123), "123", *big.NewInt(124), nil, "VARCHAR", types.Strings},
	{int64(7), any(int64(7)), int64(7), any("8"), nil, "BIGINT", types.Ints},
	{int64(7), new(7), int64(7), new(8), nil, "BIGINT", types.Ints},
	{"ed", new("ed"), "ed", new("Ed"), nil, "VARCHAR", types.Strings},
	{noon, new(noon), noon, new(noon.Add(time.Second)), nil, "DATETIME", types.Times},
	{`["a"]`, new([]string{"a"}), types.JSONText(`["a"]`), new([]string{"b"}), types.JSON, "JSON", types.Anys},
	{int64(7), sql.Null[int32]{V: 7, Valid: true}, int64(7), sql.Null[int32]{V: 8, Valid: true}, nil, "INTEGER", types.Ints},
	{"ed", sql.NullString{String: "ed", Valid: true}, "ed", sql.NullString{}, nil, "VARCHAR", types.Strings},
	{int64(7), sql.NullInt64{Int64: 7, Valid: true}, int64(7), sql.NullInt64{}, nil, "BIGINT", types.Ints},
	{int64(7), sql.NullByte{Byte: 7, Valid: true}, int64(7), sql.NullByte{}, nil, "SMALLINT", types.Ints},
	{1.5, sql.NullFloat64{Float64: 1.5, Valid: true}, 1.5, sql.NullFloat64{}, nil, "FLOAT", types.Floats},
	{"t", sql.NullBool{Bool: true, Valid: true}, true, sql.NullBool{}, nil, "BOOLEAN", types.Bools},
	{noon, sql.NullTime{Time: noon, Valid: true}, noon, sql.NullTime{}, nil, "DATETIME", types.Times},
	{"1.5", decimal.NewNullDecimal(decimal.RequireFromString("1.5")), decimal.RequireFromString("1.5"), decimal.NullDecimal{}, nil, "NUMERIC", types.Anys},
}

// address puts a value in memory of its own, and gives the address.
func address(v any) unsafe.Pointer {
	p := reflect.New(reflect.TypeOf(v))
	p.Elem().Set(reflect.ValueOf(v))
	return p.UnsafePointer()
}

func codecOf(t *testing.T, v any, stated *types.Type) types.Codec {
	t.Helper()
	c, err := types.Of(reflect.TypeOf(v), stated)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCodecs(t *testing.T) {
	for _, tt := range codecCases {
		t.Run(fmt.Sprintf("%T/%v", tt.value, tt.column), func(t *testing.T) {
			c := codecOf(t, tt.value, tt.stated)
			goType := reflect.TypeOf(tt.value)
			if got := c.Type(); got.String() != tt.sql {
				t.Errorf("Type is %s, want %s", got, tt.sql)
			}
			if again := codecOf(t, tt.value, tt.stated); again != c {
				t.Error("the codec is made anew each time")
			}

			read, want, other := reflect.New(goType).UnsafePointer(), address(tt.value), address(tt.other)
			if err := c.Decode(values{nil, tt.column}, 1, read); err != nil {
				t.Fatal(err)
			}
			if !c.Equal(read, want) {
				t.Errorf("read %v, want %v", reflect.NewAt(goType, read).Elem(), tt.value)
			}
			if c.Equal(read, other) || c.Equal(other, read) {
				t.Errorf("%v equals %v", tt.value, tt.other)
			}
			if c.Zero(read) {
				t.Errorf("%v is zero", tt.value)
			}
			if fresh := reflect.New(goType).UnsafePointer(); !c.Zero(fresh) {
				t.Errorf("%v is not zero", reflect.NewAt(goType, fresh).Elem())
			}

			bound, err := c.Value(read)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(bound, tt.bound) {
				t.Errorf("binds %#v, want %#v", bound, tt.bound)
			}
			assigned := address(tt.other)
			if err := c.Assign(assigned, bound); err != nil {
				t.Error(err)
			} else if !c.Equal(assigned, want) {
				t.Errorf("assigning %v gave %v", bound, reflect.NewAt(goType, assigned).Elem())
			}

			copied := address(tt.other)
			c.Copy(copied, read)
			if !c.Equal(copied, want) {
				t.Errorf("copied %v, want %v", reflect.NewAt(goType, copied).Elem(), tt.value)
			}

			if c.Vector() != tt.vector {
				t.Errorf("Vector is %d, want %d", c.Vector(), tt.vector)
			}
			vector := types.NewVector(c.Vector(), c.Type(), 1)
			if err := c.Append(vector, read); err != nil {
				t.Fatal(err)
			}
			if vector.Len() != 1 || !reflect.DeepEqual(vector.Value(0), tt.bound) {
				t.Errorf("the vector has %#v, want %#v", vector.Value(0), tt.bound)
			}
		})
	}
}

func TestNull(t *testing.T) {
	for _, tt := range codecCases {
		t.Run(fmt.Sprintf("%T/%v", tt.value, tt.column), func(t *testing.T) {
			c := codecOf(t, tt.value, tt.stated)
			p := address(tt.value)
			err := c.Decode(values{nil}, 0, p)
			if !c.Nullable() {
				if !errors.Is(err, types.ErrNull) || !strings.Contains(err.Error(), reflect.TypeOf(tt.value).String()) {
					t.Errorf("reading NULL gave %v", err)
				}
				if err := c.Assign(p, nil); err != nil {
					t.Error(err)
				}
				if !c.Zero(p) {
					t.Error("assigning nil does not give the zero value")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if !c.Zero(p) {
				t.Error("NULL is not zero")
			}
			if v, err := c.Value(p); v != nil || err != nil {
				t.Errorf("NULL binds %v, %v", v, err)
			}
			if !c.Equal(p, p) || c.Equal(p, address(tt.value)) || c.Equal(address(tt.value), p) {
				t.Error("NULL equals a value, or does not equal itself")
			}
			copied := address(tt.value)
			c.Copy(copied, p)
			if !c.Equal(copied, p) {
				t.Error("copying NULL does not give NULL")
			}
			assigned := address(tt.value)
			if err := c.Assign(assigned, nil); err != nil || !c.Equal(assigned, p) {
				t.Errorf("assigning nil does not give NULL: %v", err)
			}
			vector := types.NewVector(c.Vector(), c.Type(), 2)
			for _, p := range []unsafe.Pointer{address(tt.value), p} {
				if err := c.Append(vector, p); err != nil {
					t.Fatal(err)
				}
			}
			if vector.Null(0) || !vector.Null(1) {
				t.Error("the vector has its NULL at the wrong place")
			}
		})
	}
}

func TestNullable(t *testing.T) {
	for _, v := range []any{new(int), new(profile), sql.NullString{}, []byte{}, raw, words{}, box{}} {
		if c, err := types.Of(reflect.TypeOf(v), nil); err == nil && !c.Nullable() {
			t.Errorf("%T is not nullable", v)
		}
	}
	for _, v := range []any{1, "", noon, color(0), keyUUID{}, types.JSONText(""), decimal.Zero} {
		if codecOf(t, v, nil).Nullable() {
			t.Errorf("%T is nullable", v)
		}
	}
}

func TestErrorsNameTheCure(t *testing.T) {
	_, err := types.Of(reflect.TypeFor[profile](), nil)
	if err == nil || !strings.Contains(err.Error(), "types_test.profile") || !strings.Contains(err.Error(), "state type=json") {
		t.Errorf("Of gave %v", err)
	}
	if _, err := types.Of(reflect.TypeFor[*profile](), nil); err == nil {
		t.Error("a pointer to a type without codec has one")
	}
	c := types.For[profile]()
	var p profile
	if err := c.Decode(values{"x"}, 0, unsafe.Pointer(&p)); err == nil || !strings.Contains(err.Error(), "state type=json") {
		t.Errorf("Decode gave %v", err)
	}
	if _, err := c.Value(unsafe.Pointer(&p)); err == nil {
		t.Error("Value gave no error")
	}
	if types.For[string]() != types.For[string]() {
		t.Error("For makes a codec anew each time")
	}
	for _, text := range []string{"a pointer", "sql.Null[T]"} {
		if !strings.Contains(types.ErrNull.Error(), text) {
			t.Errorf("ErrNull does not name %s", text)
		}
	}
}

func TestRange(t *testing.T) {
	for _, tt := range []struct {
		into   any
		column any
	}{
		{int32(0), int64(math.MaxInt32 + 1)},
		{int16(0), int64(math.MinInt16 - 1)},
		{int8(0), int64(128)},
		{uint8(0), int64(-1)},
		{uint16(0), int64(1 << 16)},
		{uint32(0), int64(-1)},
		{uint64(0), int64(-1)},
		{uint64(0), "18446744073709551616"},
		{int64(0), uint64(math.MaxUint64)},
		{int64(0), 1.5},
		{int64(0), float64(1 << 63)},
		{float32(0), 1e300},
		{status(0), int64(math.MaxInt64)},
		{keyUUID{}, "6ba7b810"},
		{decimal.Zero, "NaN"},
		{false, int64(2)},
		{noon, "yesterday"},
		{new(int8), int64(300)},
		{sql.Null[int8]{}, int64(300)},
	} {
		c := codecOf(t, tt.into, nil)
		p := reflect.New(reflect.TypeOf(tt.into)).UnsafePointer()
		if err := c.Decode(values{tt.column}, 0, p); err == nil {
			t.Errorf("reading %v into %T gave no error", tt.column, tt.into)
		}
		if err := c.Assign(p, tt.column); err == nil {
			t.Errorf("assigning %v to %T gave no error", tt.column, tt.into)
		}
		if !c.Zero(p) {
			t.Errorf("reading %v into %T left a value behind", tt.column, tt.into)
		}
	}
}

func TestAssignConverts(t *testing.T) {
	for _, tt := range []struct{ value, want any }{
		{int64(5), new(int32(5))},
		{int64(5), uint(5)},
		{uint64(5), int16(5)},
		{int(5), int64(5)},
		{"5", int64(5)},
		{int64(5), 5.0},
		{int64(5), decimal.NewFromInt(5)},
		{uint64(math.MaxUint64), decimal.NewFromUint64(math.MaxUint64)},
		{0.5, decimal.RequireFromString("0.5")},
		{decimal.NewFromInt(5), int64(5)},
		{label("x"), "x"},
		{uuidText, someUUID},
		{"{" + uuidText + "}", someUUID},
		{"urn:uuid:" + uuidText, someUUID},
		{strings.ReplaceAll(uuidText, "-", ""), someUUID},
		{someUUID[:], someUUID},
		{uuid.UUID(someUUID), someUUID},
		{someUUID, new(uuid.UUID(someUUID))},
		{uuid.UUID(someUUID), uuidText},
		{types.NewDate(2024, 2, 29), time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)},
		{noon, types.NewDate(2024, 2, 29)},
		{noon, types.NewTimeOfDay(12, 30, 15, 123456000)},
		{"2024-02-29T12:30:15.123456Z", noon},
		{int64(1), true},
		{"ed", sql.Null[string]{V: "ed", Valid: true}},
	} {
		c := codecOf(t, tt.want, nil)
		p := reflect.New(reflect.TypeOf(tt.want)).UnsafePointer()
		if err := c.Assign(p, tt.value); err != nil {
			t.Error(err)
		} else if !c.Equal(p, address(tt.want)) {
			t.Errorf("assigning %T %v to %T gave %v", tt.value, tt.value, tt.want, reflect.NewAt(reflect.TypeOf(tt.want), p).Elem())
		}
	}
}

func TestCopyIsIndependent(t *testing.T) {
	check := func(name string, c types.Codec, src, dst unsafe.Pointer, change func()) {
		t.Helper()
		if !c.Shared() {
			t.Errorf("%s does not say that it shares memory", name)
		}
		c.Copy(dst, src)
		if !c.Equal(src, dst) {
			t.Errorf("%s: the copy differs", name)
		}
		change()
		if c.Equal(src, dst) {
			t.Errorf("%s: a change reached the copy", name)
		}
	}

	number, numberCopy := new(1), (*int)(nil)
	check("*int", types.For[*int](), unsafe.Pointer(&number), unsafe.Pointer(&numberCopy), func() { *number = 2 })

	bytes, bytesCopy := []byte{1}, []byte(nil)
	check("[]byte", types.For[[]byte](), unsafe.Pointer(&bytes), unsafe.Pointer(&bytesCopy), func() { bytes[0] = 2 })

	list, listCopy := words{"a"}, words(nil)
	check("words", types.For[words](), unsafe.Pointer(&list), unsafe.Pointer(&listCopy), func() { list[0] = "b" })

	hidden, hiddenCopy := box{new(int64(1))}, box{}
	check("box", types.For[box](), unsafe.Pointer(&hidden), unsafe.Pointer(&hiddenCopy), func() { *hidden.inner = 2 })

	message, messageCopy := json.RawMessage(`{"a":1}`), json.RawMessage(nil)
	check("RawMessage", types.For[json.RawMessage](), unsafe.Pointer(&message), unsafe.Pointer(&messageCopy), func() { message[5] = '2' })

	maybe, maybeCopy := sql.Null[[]byte]{V: []byte{1}, Valid: true}, sql.Null[[]byte]{}
	check("Null", types.For[sql.Null[[]byte]](), unsafe.Pointer(&maybe), unsafe.Pointer(&maybeCopy), func() { maybe.V[0] = 2 })

	large, largeCopy := *new(big.Int).Lsh(big.NewInt(1), 100), big.Int{}
	check("big.Int", types.For[big.Int](), unsafe.Pointer(&large), unsafe.Pointer(&largeCopy), func() { large.Bits()[0] = 1 })

	type document struct {
		Doc *profile
		Big big.Int
		At  time.Time
		Arr [1][]int
	}
	doc := document{&profile{"ed", []string{"x"}, map[string]any{"n": []any{1.0}}}, *new(big.Int).Lsh(big.NewInt(1), 100), noon, [1][]int{{1}}}
	c, err := types.Of(reflect.TypeFor[document](), types.JSON)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(){
		"pointer":   func() { doc.Doc.Name += "x" },
		"slice":     func() { doc.Doc.Tags[0] += "x" },
		"map":       func() { doc.Doc.More["m"] = name(doc.Doc.More) },
		"interface": func() { doc.Doc.More["n"].([]any)[0] = 2.0 },
		"hidden":    func() { doc.Big.Bits()[0]++ },
		"array":     func() { doc.Arr[0][0]++ },
	} {
		var docCopy document
		check(name, c, unsafe.Pointer(&doc), unsafe.Pointer(&docCopy), change)
	}

	for _, c := range []types.Codec{types.For[int](), types.For[string](), types.For[time.Time](), types.For[decimal.Decimal](),
		types.For[keyUUID](), types.For[sql.NullString](), types.For[color]()} {
		if c.Shared() {
			t.Errorf("%s: a plain copy does, but Shared says it does not", c.Type())
		}
	}
}

func name(m map[string]any) string { return fmt.Sprint(len(m)) }

func TestDecodeDoesNotReachCopies(t *testing.T) {
	c, err := types.Of(reflect.TypeFor[map[string]int](), types.JSON)
	if err != nil {
		t.Fatal(err)
	}
	live := map[string]int{"old": 1}
	shared := live
	if err := c.Decode(values{`{"new":2}`}, 0, unsafe.Pointer(&live)); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(live, map[string]int{"new": 2}) || !reflect.DeepEqual(shared, map[string]int{"old": 1}) {
		t.Errorf("read %v, and left %v", live, shared)
	}
	number := new(1)
	before := number
	if err := types.For[*int]().Decode(values{int64(2)}, 0, unsafe.Pointer(&number)); err != nil {
		t.Fatal(err)
	}
	if *number != 2 || *before != 1 {
		t.Errorf("read %d, and left %d", *number, *before)
	}
}

func TestEqualAsTheDatabaseSeesIt(t *testing.T) {
	zone := time.FixedZone("", 2*3600)
	for _, tt := range []struct {
		a, b   any
		stated *types.Type
		want   bool
	}{
		{noon, noon.In(zone), nil, true},
		{noon, noon.Add(999), nil, true},
		{noon, noon.Add(time.Microsecond), nil, false},
		{noon, noon.Add(time.Hour), types.DateOnly, true},
		{noon, noon.AddDate(0, 0, 1), types.TimeOnly, true},
		{types.NewTimeOfDay(1, 2, 3, 1999), types.NewTimeOfDay(1, 2, 3, 1000), nil, true},
		{types.Date{}, types.NewDate(1, 1, 1), nil, true},
		{decimal.RequireFromString("1.50"), decimal.RequireFromString("1.5"), nil, true},
		{0.1 + 0.2, 0.3, nil, 0.1+0.2 == 0.3},
		{math.NaN(), math.NaN(), nil, true},
		{math.Copysign(0, -1), 0.0, nil, true},
		{[]byte{}, []byte(nil), nil, false},
		{types.JSONText(`{"b":1, "a":2}`), types.JSONText(`{"a":2,"b":1}`), nil, true},
		{types.JSONText(`{`), types.JSONText(`[`), nil, false},
		{json.RawMessage(`{"b":1, "a":2}`), json.RawMessage(`{"a":2,"b":1}`), nil, true},
		{map[string]any{"n": 1}, map[string]any{"n": 1.0}, types.JSON, true},
		{map[string]any{}, map[string]any(nil), types.JSON, false},
		{new(noon), new(noon.In(zone)), nil, true},
		{sql.Null[int]{V: 1}, sql.Null[int]{V: 2}, nil, true},
		{sql.Null[int]{V: 1, Valid: true}, sql.Null[int]{V: 1}, nil, false},
	} {
		c := codecOf(t, tt.a, tt.stated)
		if got := c.Equal(address(tt.a), address(tt.b)); got != tt.want {
			t.Errorf("%T: %v equals %v: %t, want %t", tt.a, tt.a, tt.b, got, tt.want)
		}
	}
}

func TestTimeIsBoundInUTCToTheMicrosecond(t *testing.T) {
	local := noon.Add(999).In(time.FixedZone("", 2*3600))
	v, err := types.For[time.Time]().Value(unsafe.Pointer(&local))
	if err != nil || v != noon {
		t.Errorf("binds %v, %v, want %v", v, err, noon)
	}
}

func TestIntCodec(t *testing.T) {
	for _, v := range []any{int(5), int8(5), uint32(5), status(5), new(int64(5)), new(uint16(5)), sql.Null[int32]{V: 5, Valid: true}} {
		c, ok := codecOf(t, v, nil).(types.IntCodec)
		if !ok {
			t.Errorf("%T has no IntCodec", v)
			continue
		}
		p := address(v)
		if n, ok := c.LoadInt(p); n != 5 || !ok {
			t.Errorf("%T: LoadInt gave %d, %t", v, n, ok)
		}
		c.StoreInt(p, 6)
		if n, ok := c.LoadInt(p); n != 6 || !ok {
			t.Errorf("%T: LoadInt gave %d, %t after StoreInt", v, n, ok)
		}
		if c.Nullable() {
			if err := c.Assign(p, nil); err != nil {
				t.Fatal(err)
			}
			if _, ok := c.LoadInt(p); ok {
				t.Errorf("%T: LoadInt of NULL is ok", v)
			}
		}
	}
	if _, ok := types.For[uint64]().(types.IntCodec); ok {
		t.Error("uint64 has an IntCodec, which cannot hold its values")
	}
}

func TestStringCodec(t *testing.T) {
	for _, v := range []any{"a", label("a"), new("a"), sql.NullString{String: "a", Valid: true}} {
		c, ok := codecOf(t, v, nil).(types.StringCodec)
		if !ok {
			t.Errorf("%T has no StringCodec", v)
			continue
		}
		p := address(v)
		if s, ok := c.LoadString(p); s != "a" || !ok {
			t.Errorf("%T: LoadString gave %q, %t", v, s, ok)
		}
		c.StoreString(p, "b")
		if s, ok := c.LoadString(p); s != "b" || !ok {
			t.Errorf("%T: LoadString gave %q, %t after StoreString", v, s, ok)
		}
		if err := c.Assign(p, nil); err != nil {
			t.Fatal(err)
		}
		if _, ok := c.LoadString(p); ok == c.Nullable() {
			t.Errorf("%T: LoadString of NULL is ok: %t", v, ok)
		}
	}
}

func TestAny(t *testing.T) {
	c := types.For[any]()
	var v any
	if err := c.Decode(values{"ed"}, 0, unsafe.Pointer(&v)); err != nil || v != "ed" {
		t.Errorf("read %v, %v", v, err)
	}
	if err := c.Decode(values{nil}, 0, unsafe.Pointer(&v)); err != nil || v != nil {
		t.Errorf("read %v, %v", v, err)
	}
	for _, tt := range []struct{ value, want any }{
		{nil, nil}, {5, int64(5)}, {new("x"), "x"}, {(*int)(nil), nil}, {profile{Name: "ed"}, profile{Name: "ed"}},
	} {
		v := tt.value
		if got, err := c.Value(unsafe.Pointer(&v)); err != nil || !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%v binds %v, %v", tt.value, got, err)
		}
	}
}

func TestBind(t *testing.T) {
	for _, tt := range []struct {
		value, want any
		sql         *types.Type
	}{
		{nil, nil, types.Unknown},
		{5, int64(5), types.BigInteger},
		{"x", "x", types.String(0)},
		{true, true, types.Boolean},
		{label("x"), "x", types.String(0)},
		{new(1.5), 1.5, types.Float},
		{(*int)(nil), nil, types.BigInteger},
		{noon, noon, types.DateTime},
		{someUUID, uuidText, types.UUID},
		{raw, types.JSONText(raw), types.JSON},
		{types.NewDate(2024, 1, 1), types.NewDate(2024, 1, 1), types.DateOnly},
		{sql.NullString{}, nil, types.String(0)},
	} {
		got, st, err := types.Bind(tt.value)
		if err != nil || !reflect.DeepEqual(got, tt.want) || st.Kind != tt.sql.Kind {
			t.Errorf("Bind(%v) gave %v, %v, %v, want %v, %v", tt.value, got, st, err, tt.want, tt.sql)
		}
	}
	if _, _, err := types.Bind(profile{}); err == nil {
		t.Error("binding a struct gave no error")
	}
}
