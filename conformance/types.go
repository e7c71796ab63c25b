package conformance

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var typeCases = []Case{
	{Name: "types/string", run: stringType},
	{Name: "types/string-length", run: stringLength},
	{Name: "types/string-empty", Needs: []Capability{EmptyStrings}, run: emptyString},
	{Name: "types/text", run: textType},
	{Name: "types/unicode", run: unicodeType},
	{Name: "types/unicode-text", run: unicodeTextType},
	{Name: "types/binary", run: binaryType},
	{Name: "types/binary-objects", run: binaryObjects},
	{Name: "types/boolean", run: booleanType},
	{Name: "types/enum", run: enumType},
	{Name: "types/enum-returning", Needs: []Capability{InsertReturning}, run: enumReturning},
	{Name: "types/uuid", run: uuidType},
	{Name: "types/uuid-returning", Needs: []Capability{InsertReturning}, run: uuidReturning},
	{Name: "types/decorated", run: decoratedType},
	{Name: "types/array", Needs: []Capability{Arrays}, run: arrayType},
}

// quoted are texts that need care when they are written into a statement.
var quoted = []string{"plain", "it's", `a "quoted" word`, `back\slash`, `\'`, "100%", "%s %(a)s", "a:b ::c", "a?b", "$1", "semi;colon", "-- no comment", "two\nlines", "/* */"}

var worldly = []string{"größe", "méil", "日本語", "Привет", "😀🎉", "\u0301e", "ﬁ", "“Alors vous imaginez ma 🐍 surprise”"}

func stringType(t *trial) {
	h := hold[string](t, types.String(60))
	h.keeps(quoted...)
	h.compares(quoted...)
	h.writes(quoted...)
	h.finds(quoted...)
	joined := sql.Concat(column[sql.String](h.table, "v"), sql.Literal[sql.String](`\'%`))
	gives(t, "joined", sql.Select1(joined).Where(h.id.Eq(1)), `plain\'%`)
}

// A string of the greatest length is kept whole, and a longer one refused.
func stringLength(t *trial) {
	h := hold[string](t, types.String(5))
	h.keeps("12345", "größe", "日本語日本", "1 3 5")
	_, err := sql.Insert(h.table).Values(h.id.Set(99), h.value.Set("123456")).Exec(t.ctx, t.eng)
	if err == nil {
		gives(t, "cut off", sql.Select1(h.value).Where(h.id.Eq(99)), pointer("123456"))
	} else if !strings.Contains(err.Error(), "v") {
		t.Errorf("the error does not name the column: %v", err)
	}
}

func emptyString(t *trial) {
	h := hold[string](t, types.String(10))
	h.keeps("", " ", "  a")
	h.writes("")
	gives(t, "is not NULL", sql.Select1(sql.Count()).From(h.table).Where(h.value.IsNull()), 0)
}

func textType(t *trial) {
	h := hold[string](t, types.Text)
	h.keeps(quoted...)
	h.keeps(worldly...)
	h.keeps(strings.Repeat("long text. ", 2000))
	h.writes(quoted...)
	gives(t, "NULL", sql.Select1(sql.Count()).From(h.table).Where(h.value.IsNull()), 0)
}

func unicodeType(t *trial) {
	h := hold[string](t, types.Unicode(60))
	h.keeps(worldly...)
	h.compares(worldly...)
	h.writes(worldly...)
	h.finds(worldly...)
	var rows [][]sql.Assignment
	for i := range 5 {
		rows = append(rows, row(h.id.Set(int64(100+i)), h.value.Set(fmt.Sprint(worldly[0], i))))
	}
	t.insert(h.table, rows...)
	gives(t, "several", sql.Select1(h.value).Where(h.id.In(100, 104)).OrderBy(h.id.Asc()), pointer(worldly[0]+"0"), pointer(worldly[0]+"4"))
}

func unicodeTextType(t *trial) {
	h := hold[string](t, types.UnicodeText)
	h.keeps(worldly...)
	h.writes(worldly...)
	h.keeps(strings.Repeat("日本語", 3000))
}

func binaryType(t *trial) {
	h := hold[[]byte](t, types.Bytes)
	samples := [][]byte{{0}, []byte("plain"), {0, 1, 2, 127, 128, 254, 255}, []byte(`it's \x00 "quoted"`), bytes.Repeat([]byte{7, 0, 255}, 3000)}
	h.keeps(samples...)
	h.writes(samples[:4]...)
}

// Objects of the program, as bytes.
func binaryObjects(t *trial) {
	type object struct {
		Name   string
		Scores map[string]int
	}
	h := hold[object](t, types.Gob[object]())
	h.keeps(object{"a", map[string]int{"x": 1, "y": 2}}, object{})
}

func booleanType(t *trial) {
	h := hold[bool](t, types.Boolean)
	h.keeps(true, false)
	h.writes(true, false)
	table := t.created("flags", key(), schema.Col("on", types.Boolean), schema.Col("off", types.Boolean))
	id, on, off := number(table, "id"), column[sql.NullBool](table, "on"), column[sql.NullBool](table, "off")
	t.insert(table, row(id.Set(1), on.Set(true), off.Set(false)), row(id.Set(2), on.Set(false), off.Set(true)), row(id.Set(3), on.SetNull(), off.SetNull()))
	ids := sql.Select1(id).OrderBy(id.Asc())
	gives(t, "a column as a condition", ids.Where(on), 1)
	gives(t, "its negation", ids.Where(sql.Not(on)), 2)
	gives(t, "equal to true", ids.Where(off.Eq(true)), 2)
	gives(t, "equal to false", ids.Where(off.Eq(false)), 1)
	gives(t, "NULL", ids.Where(on.IsNull()), 3)
	gives(t, "columns in a row", sql.Select2(on, off).OrderBy(id.Desc()).Limit(2), sql.Pair[*bool, *bool](nil, nil), sql.Pair(pointer(false), pointer(true)))
}

func (t *trial) mood() *types.Type {
	return types.Enum(t.name("mood"), "sad", "so so", "it's great", "größer")
}

func enumType(t *trial) {
	h := hold[string](t, t.mood())
	h.keeps("sad", "so so", "it's great", "größer")
	h.compares("so so")
	h.writes("sad", "it's great", "größer")
	t.refused(sql.Insert(h.table).Values(h.id.Set(99), h.value.Set("angry")), nil)
	t.insert(h.table, row(h.id.Set(201), h.value.Set("sad")), row(h.id.Set(202), h.value.Set("so so")))
	gives(t, "several", sql.Select1(h.value).Where(h.id.Gt(200)).OrderBy(h.id.Asc()), pointer("sad"), pointer("so so"))
}

func enumReturning(t *trial) {
	h := hold[string](t, t.mood())
	got, err := sql.Returning(sql.Insert(h.table).Values(h.id.Set(1), h.value.Set("so so")), h.value).One(t.ctx, t.eng)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "returned", got, pointer("so so"))
}

var uuids = [][16]byte{{}, {0x12, 0x34, 0x56, 0x78, 15: 0xff}, {15: 1}}

func uuidType(t *trial) {
	h := hold[[16]byte](t, types.UUID)
	h.keeps(uuids...)
	h.compares(uuids...)
	h.writes(uuids...)
	h.finds(uuids...)
}

func uuidReturning(t *trial) {
	h := hold[[16]byte](t, types.UUID)
	got, err := sql.Returning(sql.Insert(h.table).Values(h.id.Set(1), h.value.Set(uuids[1])), h.value).One(t.ctx, t.eng)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "returned", got, pointer(uuids[1]))
}

// A temperature is kept in tenths.
type temperature float64

var errCold = errors.New("below absolute zero")

func decoratedType(t *trial) {
	of := types.Decorate(types.Integer, func(v temperature) (int64, error) {
		if v < -273.15 {
			return 0, errCold
		}
		return int64(math.Round(float64(v) * 10)), nil
	}, func(n int64) (temperature, error) { return temperature(n) / 10, nil })
	h := hold[temperature](t, of)
	h.keeps(36.6, -40, 0)
	h.compares(21.5)
	_, err := sql.Insert(h.table).Values(h.id.Set(99), h.value.Set(-300)).Exec(t.ctx, t.eng)
	if !errors.Is(err, errCold) {
		t.Errorf("the error is %v", err)
	}
	gives(t, "what the column holds", sql.Select1(number(h.table, "v")).Where(h.id.Eq(1)), 366)
	err = t.eng.Run(t.ctx, func(tx *azoth.Tx) error {
		givesOn(t, tx, "an aggregate", sql.Select1(sql.Max(h.value)), pointer(temperature(36.6)))
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func arrayType(t *trial) {
	h := hold[[]string](t, types.Array(types.String(50)))
	h.keeps([]string{"a", "b"}, []string{}, []string{"one"}, quoted, worldly)
	h.writes([]string{"a", "b"}, quoted)
	table := t.created("numbers", key(), schema.Col("list", types.Array(types.BigInteger)))
	list := column[sql.Array[int64]](table, "list")
	t.insert(table, row(number(table, "id").Set(1), list.Set([]int64{1, 2, 3})))
	gives(t, "numbers", sql.Select1(list), []int64{1, 2, 3})
	gives(t, "an element", sql.Select1(sql.Element[sql.Number[int64]](list, 2)), 2)
	gives(t, "compared", sql.Select1(list).Where(sql.Eq(list, sql.ArrayOf[int64](sql.Val(int64(1)), sql.Val(int64(2)), sql.Val(int64(3))))), []int64{1, 2, 3})
}
