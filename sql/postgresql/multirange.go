package postgresql

import (
	"database/sql/driver"
	"fmt"
	"strings"
)

// A Multirange is a value of one of the types of multiranges: ranges with gaps
// between them. nil is NULL, one without ranges is empty. A column of it is
// declared so:
//
//	Busy sql.NullValue[postgresql.Multirange[time.Time]] `orm:",type=TSTZMULTIRANGE"`
type Multirange[T Bounded] []Range[T]

// Value gives what is bound: {[lower,upper),…}.
func (m Multirange[T]) Value() (driver.Value, error) {
	if m == nil {
		return nil, nil
	}
	parts := make([]string, len(m))
	for i, r := range m {
		text, err := r.Value()
		if err != nil {
			return nil, err
		}
		parts[i] = text.(string)
	}
	return "{" + strings.Join(parts, ",") + "}", nil
}

// Scan reads what the database gives.
func (m *Multirange[T]) Scan(value any) error {
	var text string
	switch v := value.(type) {
	case nil:
		*m = nil
		return nil
	case string:
		text = v
	case []byte:
		text = string(v)
	default:
		return fmt.Errorf("a multirange cannot be read from a %T", value)
	}
	inner, opened := strings.CutPrefix(text, "{")
	inner, closed := strings.CutSuffix(inner, "}")
	if !opened || !closed {
		return fmt.Errorf("%.80q is not a multirange", text)
	}
	read := Multirange[T]{}
	for inner != "" {
		end := strings.IndexAny(inner, "])")
		if end < 0 {
			return fmt.Errorf("%.80q is not a multirange", text)
		}
		var r Range[T]
		if err := r.Scan(inner[:end+1]); err != nil {
			return err
		}
		read = append(read, r)
		inner = strings.TrimPrefix(inner[end+1:], ",")
	}
	*m = read
	return nil
}

// Contains reports whether a value lies in one of the ranges.
func (m Multirange[T]) Contains(v T) bool {
	for _, r := range m {
		if r.Contains(v) {
			return true
		}
	}
	return false
}
