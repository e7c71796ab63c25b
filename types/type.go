package types

import "strconv"

// Kind says which family an SQL type belongs to. A dialect turns a kind into
// the name that its database has for it.
type Kind uint8

// The kinds of the generic types. Unknown is the kind of an expression whose
// type nobody stated; it binds and reads whatever the driver makes of it.
const (
	KindUnknown Kind = iota
	KindBoolean
	KindSmallInteger
	KindInteger
	KindBigInteger
	KindFloat
	KindNumeric
	KindString
	KindText
	KindBytes
	KindDate
	KindTime
	KindDateTime
	KindInterval
	KindJSON
	KindUUID
	KindNamed
	KindDouble
	KindArray
	kindCount // the number of kinds
)

// A Type is an SQL type: what a column is declared as and what a bind
// parameter is sent as. Types are immutable and may be shared.
type Type struct {
	Kind      Kind
	Length    int    // of String and Bytes, in characters or bytes; 0 is unbounded
	Precision int    // of Numeric, digits in all; 0 is the database's default
	Scale     int    // of Numeric, digits after the point
	Timezone  bool   // of DateTime and Time: the column keeps the instant
	Name      string // of a Named type, its spelling in DDL
	Fixed     bool   // of String: CHAR, filled up with blanks
	National  bool   // of String and Text: of characters of any language, where others are not
	Element   *Type  // of Array, what it consists of
}

// The generic types that need no parameter.
var (
	Unknown      = &Type{Kind: KindUnknown}
	Boolean      = &Type{Kind: KindBoolean}
	SmallInteger = &Type{Kind: KindSmallInteger}
	Integer      = &Type{Kind: KindInteger}
	BigInteger   = &Type{Kind: KindBigInteger}
	Float        = &Type{Kind: KindFloat}
	Double       = &Type{Kind: KindDouble}
	Text         = &Type{Kind: KindText}
	UnicodeText  = &Type{Kind: KindText, National: true}
	Bytes        = &Type{Kind: KindBytes}
	DateOnly     = &Type{Kind: KindDate}
	TimeOnly     = &Type{Kind: KindTime}
	DateTime     = &Type{Kind: KindDateTime}
	DateTimeTZ   = &Type{Kind: KindDateTime, Timezone: true}
	Interval     = &Type{Kind: KindInterval}
	JSON         = &Type{Kind: KindJSON}
	UUID         = &Type{Kind: KindUUID}
)

// String is VARCHAR with a maximum length in characters; 0 leaves the length
// out, which SQLite and PostgreSQL accept and MySQL does not.
func String(length int) *Type { return &Type{Kind: KindString, Length: length} }

// Unicode is a String of characters of any language where the database has a
// type of its own for those: NVARCHAR.
func Unicode(length int) *Type { return &Type{Kind: KindString, Length: length, National: true} }

// Char is CHAR, a text of always the same length in characters.
func Char(length int) *Type { return &Type{Kind: KindString, Length: length, Fixed: true} }

// Array is an array of elements of one type.
func Array(element *Type) *Type { return &Type{Kind: KindArray, Element: element} }

// Numeric is an exact decimal with precision digits in all, scale of them
// after the point. Numeric(0, 0) leaves both to the database.
func Numeric(precision, scale int) *Type {
	return &Type{Kind: KindNumeric, Precision: precision, Scale: scale}
}

// Named is a type that only one database has, by the name that it has there.
func Named(name string) *Type { return &Type{Kind: KindNamed, Name: name} }

// String describes the type in a neutral spelling, for messages.
func (t *Type) String() string {
	switch t.Kind {
	case KindString:
		name := "VARCHAR"
		if t.Fixed {
			name = "CHAR"
		}
		if t.Length > 0 {
			name += "(" + strconv.Itoa(t.Length) + ")"
		}
		return name
	case KindArray:
		if t.Element == nil {
			return "ARRAY"
		}
		return t.Element.String() + "[]"
	case KindNumeric:
		if t.Precision > 0 {
			return "NUMERIC(" + strconv.Itoa(t.Precision) + ", " + strconv.Itoa(t.Scale) + ")"
		}
	case KindNamed:
		return t.Name
	}
	return kindNames[t.Kind]
}

var kindNames = [...]string{
	KindUnknown: "NULL", KindBoolean: "BOOLEAN", KindSmallInteger: "SMALLINT",
	KindInteger: "INTEGER", KindBigInteger: "BIGINT", KindFloat: "FLOAT",
	KindNumeric: "NUMERIC", KindString: "VARCHAR", KindText: "TEXT", KindBytes: "BLOB",
	KindDate: "DATE", KindTime: "TIME", KindDateTime: "DATETIME",
	KindInterval: "INTERVAL", KindJSON: "JSON", KindUUID: "UUID", KindNamed: "", KindDouble: "DOUBLE PRECISION", KindArray: "ARRAY",
}
