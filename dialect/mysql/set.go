package mysql

import (
	"database/sql/driver"
	"fmt"
	"strings"
)

// A Set is a value of a SET column: its members, in the order of the column's
// definition when it is read. A nil Set is NULL, one without members the empty
// set.
//
//	Colors sql.NullValue[mysql.Set] `orm:",type=SET('red','green')"`
type Set []string

// Has reports whether a member is in the set.
func (s Set) Has(member string) bool {
	for _, m := range s {
		if m == member {
			return true
		}
	}
	return false
}

// Value gives what is bound: the members with commas between. A member with a
// comma in it is an error, for it would be two.
func (s Set) Value() (driver.Value, error) {
	if s == nil {
		return nil, nil
	}
	for _, member := range s {
		if strings.Contains(member, ",") {
			return nil, fmt.Errorf("%q cannot be the member of a SET: it has a comma in it", member)
		}
	}
	return strings.Join(s, ","), nil
}

// Scan reads what the database gives.
func (s *Set) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*s = nil
	case string:
		*s = Set{}
		if v != "" {
			*s = strings.Split(v, ",")
		}
	case []byte:
		return s.Scan(string(v))
	default:
		return fmt.Errorf("a set cannot be read from a %T", value)
	}
	return nil
}
