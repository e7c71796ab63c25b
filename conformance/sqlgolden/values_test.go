package sqlgolden

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/dialect"
)

// sameValues compares what is bound with what was recorded: with the values of
// the program or, where there are some, those of the driver.
func sameValues(got []any, e expectation) bool {
	if len(got) != len(e.Params) {
		return false
	}
	for i := range e.Params {
		if !e.bindsAt(i, got[i]) {
			return false
		}
	}
	return true
}

// bindsAt tells whether a value is the recorded one at a place.
func (e expectation) bindsAt(i int, value any) bool {
	return sameValue(value, e.Params[i][1]) || i < len(e.DriverValues) && sameValue(value, e.DriverValues[i])
}

// has tells whether a value is recorded: bound at any place, written in the
// text, or, of a pattern, joined there from its parts.
func (e expectation) has(value any) bool {
	text, isText := value.(string)
	if isText && strings.Contains(e.SQL, "'"+text+"'") || !isText && strings.Contains(e.SQL, textOf(value)) {
		return true
	}
	start, end := strings.TrimPrefix(text, "%"), strings.TrimSuffix(text, "%")
	for i := range e.Params {
		if e.bindsAt(i, value) || isText && (e.bindsAt(i, start) || e.bindsAt(i, end) || e.bindsAt(i, strings.TrimSuffix(start, "%"))) {
			return true
		}
	}
	return false
}

// sameValue compares a value as drivers get it with a recorded one by what they
// mean.
func sameValue(got, want any) bool {
	switch want := want.(type) {
	case nil:
		return got == nil
	case bool:
		if b, ok := got.(bool); ok {
			return b == want
		}
		n, isNumber := got.(int64)
		return isNumber && n == map[bool]int64{true: 1}[want]
	case json.Number:
		if b, ok := got.(bool); ok {
			return b == (want.String() == "1")
		}
		return sameNumber(got, want.String())
	case string:
		return sameString(got, want)
	case map[string]any:
		if same, tagged := sameTagged(got, want); tagged {
			return same
		}
	}
	return sameJSON(got, want)
}

func sameNumber(got any, want string) bool {
	a, err := decimal.NewFromString(fmt.Sprint(got))
	if err != nil {
		return false
	}
	b, err := decimal.NewFromString(want)
	return err == nil && a.Equal(b)
}

var layouts = []string{
	"2006-01-02T15:04:05.999999999Z07:00", "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999",
	"2006-01-02", "15:04:05.999999999",
}

func sameString(got any, want string) bool {
	if t, ok := got.(time.Time); ok {
		for _, layout := range layouts {
			if parsed, err := time.ParseInLocation(layout, want, t.Location()); err == nil {
				return parsed.Equal(t)
			}
		}
		return false
	}
	switch got.(type) {
	case nil, bool, int64, float64:
		return false // a text was asked for
	}
	text := textOf(got)
	if text == want {
		return true
	}
	for _, layout := range layouts[:4] {
		if parsed, err := time.Parse(layout, want); err == nil {
			for _, other := range layouts {
				if again, err := time.Parse(other, text); err == nil && again.Equal(parsed) {
					return true
				}
			}
		}
	}
	var document any
	return json.Unmarshal([]byte(want), &document) == nil && sameJSON(got, document)
}

func textOf(v any) string {
	if data, ok := v.([]byte); ok {
		return string(data)
	}
	return fmt.Sprint(v)
}

// sameTagged compares a value that the data writes as an object with one key
// that says what it is.
func sameTagged(got any, want map[string]any) (same, tagged bool) {
	for key, value := range want {
		switch key {
		case "unbound", "sequence", "prefetch":
			return true, true
		case "out":
			_, same = got.(dialect.Out)
			return same, true
		case "default":
			return sameValue(got, value), true
		case "decimal":
			return got != nil && sameNumber(textOf(got), value.(string)), true
		case "b64":
			data, _ := base64.StdEncoding.DecodeString(value.(string))
			return textOf(got) == string(data), true
		case "seconds":
			seconds, _ := value.(json.Number).Float64()
			return sameDuration(got, time.Duration(seconds*float64(time.Second))), true
		case "uuid":
			return sameUUID(got, value.(string)), true
		case "enum":
			return textOf(got) == value, true
		case "json_null":
			return textOf(got) == "null", true
		case "range":
			return sameRange(got, value.([]any), want["empty"] == true), true
		}
	}
	return false, false
}

func sameDuration(got any, want time.Duration) bool {
	switch got := got.(type) {
	case time.Duration:
		return got == want
	case int64:
		return got == int64(want)
	case time.Time:
		return got.Equal(time.Unix(0, 0).Add(want))
	}
	parsed, err := time.ParseDuration(textOf(got))
	return err == nil && parsed == want || textOf(got) == fmt.Sprintf("%d microseconds", want.Microseconds())
}

func sameUUID(got any, want string) bool {
	want = strings.ReplaceAll(want, "-", "")
	switch got := got.(type) {
	case []byte:
		if len(got) == 16 {
			return hex.EncodeToString(got) == want
		}
	case [16]byte:
		return hex.EncodeToString(got[:]) == want
	}
	return strings.ReplaceAll(textOf(got), "-", "") == want
}

func sameRange(got any, want []any, empty bool) bool {
	text := strings.NewReplacer(`"`, "", " ", "").Replace(textOf(got))
	if empty {
		return text == "empty"
	}
	bound := func(v any) string {
		if v == nil {
			return ""
		}
		if tagged, ok := v.(map[string]any); ok {
			v = tagged["decimal"]
		}
		return strings.ReplaceAll(fmt.Sprint(v), " ", "")
	}
	marks := want[2].(string)
	return text == marks[:1]+bound(want[0])+","+bound(want[1])+marks[1:]
}

// sameJSON compares documents, or lists with the text of documents.
func sameJSON(got, want any) bool {
	var document any
	switch got := got.(type) {
	case string:
		if json.Unmarshal([]byte(got), &document) != nil {
			return false
		}
	case []byte:
		if json.Unmarshal(got, &document) != nil {
			return false
		}
	default:
		document = got
	}
	return reflect.DeepEqual(plain(document), plain(want))
}

// plain gives a value as a JSON document has it.
func plain(v any) (document any) {
	data, err := json.Marshal(v)
	if err != nil || json.Unmarshal(data, &document) != nil {
		return err
	}
	return document
}
