package conformance

import (
	"encoding/json"
	"errors"
	"time"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// Values that pass through something of the program's own on their way.
var passingCases = []Case{
	{Name: "types/cast-decorated", run: castDecorated},
	{Name: "types/variant", run: variantType},
	{Name: "types/interval-precision", Needs: []Capability{Microseconds}, run: intervalPrecision},
	{Name: "json/own-encoding", Needs: []Capability{JSON, JSONParts}, run: ownEncoding},
}

// A string column whose values are numbers to the program: casts stand around its
// parameters and in select lists.
func castDecorated(t *trial) {
	d := t.eng.Dialect()
	text, err := d.SpellType(types.String(50))
	if err != nil {
		t.Fatal(err)
	}
	number, err := d.SpellType(types.Integer)
	if err != nil {
		t.Fatal(err)
	}
	if d.CastName != nil { // MySQL's casts have other names than its columns
		if name, err := d.CastName(types.String(50)); err == nil && name != "" {
			text = name
		}
		if name, err := d.CastName(types.Integer); err == nil && name != "" {
			number = name
		}
	}
	h := hold[string](t, types.String(50).Through("CAST(CAST({} AS "+text+") AS "+text+")", "CAST({} AS "+text+")"))
	h.keeps("5", "-17", "it's")
	h.compares("5", "-17")
	summed := sql.CastTo[sql.Number[int64]](h.value, types.Integer)
	gives(t, "as a number", sql.Select1(summed.Add(1)).Where(h.value.Eq("5"), h.id.Eq(1)), 6)
	counted := sql.Select1(sql.Count()).From(h.table).Where(h.value.Eq("-17"))
	gives(t, "found through the cast ("+number+")", counted, 2)
}

// A type that is another on this database than elsewhere.
func variantType(t *trial) {
	name := t.eng.Dialect().Name
	other := types.Decorate(types.String(20), func(n int64) (string, error) { return time.Duration(n).String(), nil },
		func(s string) (int64, error) { d, err := time.ParseDuration(s); return int64(d), err })
	h := hold[int64](t, types.BigInteger.Variant(other, name))
	h.keeps(0, 1500, int64(time.Hour))
	h.compares(1500)
	gives(t, "what the column holds", sql.Select1(column[sql.String](h.table, "v").Upper()).Where(h.id.Eq(3)), "1H0M0S")
}

func intervalPrecision(t *trial) {
	h := hold[time.Duration](t, types.Interval.WithPrecision(6))
	samples := []time.Duration{4*24*time.Hour + 249*time.Millisecond, 15*time.Minute + 42*time.Microsecond}
	h.keeps(samples...)
	h.compares(samples...)
	h.writes(samples...)
	h.finds(samples...)
}

// A ticket is written to documents in its own way.
type ticket struct{ number int }

var errTicket = errors.New("a ticket has a number")

func (k ticket) MarshalJSON() ([]byte, error) {
	if k.number < 0 {
		return nil, errTicket
	}
	return json.Marshal(map[string]int{"ticket number": k.number})
}

func (k *ticket) UnmarshalJSON(text []byte) error {
	var found map[string]int
	err := json.Unmarshal(text, &found)
	k.number = found["ticket number"]
	return err
}

func ownEncoding(t *trial) {
	h := hold[ticket](t, types.JSON)
	h.keeps(ticket{7}, ticket{})
	gives(t, "what the document holds", sql.Select1(column[sql.JSON[object]](h.table, "v").Key("ticket number").AsInteger()).Where(h.id.Eq(1)), pointer(int64(7)))
	_, err := sql.Insert(h.table).Values(h.id.Set(99), h.value.Set(ticket{-1})).Exec(t.ctx, t.eng)
	if !errors.Is(err, errTicket) {
		t.Errorf("the error is %v", err)
	}
}
