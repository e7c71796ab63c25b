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
	KindEnum
	kindCount // the number of kinds
)

// A Type is an SQL type: what a column is declared as and what a bind
// parameter is sent as. Types are immutable and may be shared; the methods that
// say more of one give a copy.
type Type struct {
	Kind Kind
	// Length is of String and Bytes, in characters or bytes; 0 is the database's
	// default, which is mostly unbounded.
	Length int
	// Precision is of Numeric, digits in all; of Float, binary digits; of
	// DateTime, Time and Interval, digits after the point of the second. 0 is the
	// database's default.
	Precision int
	Scale     int  // of Numeric, digits after the point
	Timezone  bool // of DateTime and Time: the column keeps the instant
	Fixed     bool // of String and Bytes: of always the same length
	National  bool // of String and Text: of characters of any language, where others are not
	// Lossless: where the database's default for the kind would round or cut what
	// Go has, the column is spelled so that it does not; see [Lossless].
	Lossless bool
	// Collation is of String and Text, the name of an order of characters.
	Collation string
	// Name is the spelling of the type in place of the one that a dialect has for
	// its kind (see [Named]), and the name of an Enum or a domain.
	Name string
	// Schema is where an Enum or a domain is created, on databases where it is.
	Schema string
	// Labels are what values an Enum has, in order.
	Labels []string
	// Domain is what a domain consists of.
	Domain *Domain
	// Check is the name of the CHECK that CREATE TABLE has for the column, where
	// the database itself does not see to it; see [Type.WithCheck].
	Check   string
	Element *Type // of Array, what it consists of
	// BindSQL and ColumnSQL are what values pass through on their way into the
	// database and out of it; see [Type.Through].
	BindSQL, ColumnSQL string

	variants   []variant
	conversion conversion
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
	TimeOnlyTZ   = &Type{Kind: KindTime, Timezone: true}
	DateTime     = &Type{Kind: KindDateTime}
	DateTimeTZ   = &Type{Kind: KindDateTime, Timezone: true}
	Interval     = &Type{Kind: KindInterval}
	JSON         = &Type{Kind: KindJSON}
	UUID         = &Type{Kind: KindUUID}
)

// String is VARCHAR with a maximum length in characters; 0 leaves the length
// out, which MySQL and Firebird do not accept and Sybase takes for 1. (A Go string that states no size is
// a [Lossless] String(0), which is a VARCHAR(255) there.)
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

// Binary is bytes with a maximum length. It is a BLOB where databases call bytes
// so; a [Lossless] one is a VARBINARY or RAW there, which can be a key.
func Binary(length int) *Type { return &Type{Kind: KindBytes, Length: length} }

// Lossless is the type for all that its Go type can hold: a DateTime and a
// TimeOnly keep microseconds, a Float the digits of a float64, a Numeric without
// precision a fraction and one with it all its digits, Text and Bytes any length,
// Bytes of a length can be a key, an Interval is exact and of any sign, JSON can
// be compared. Databases whose own default is less (whole seconds, 64 KB, no
// fraction, floats) spell it at more length; on the others nothing changes.
//
// The natural types of Go types (see [Of]) and the names in struct tags are
// lossless.
func Lossless(t *Type) *Type {
	lossless := *t
	lossless.Lossless = true
	return &lossless
}

// WithPrecision is the type with a number of digits: binary ones of a Float,
// those after the point of the second of a DateTime, a Time or an Interval.
func (t *Type) WithPrecision(digits int) *Type {
	precise := *t
	precise.Precision = digits
	return &precise
}

// WithCollation is the type with an order of characters: COLLATE name. Oracle
// has none in the definition of a column, nor Firebird for a Text.
func (t *Type) WithCollation(name string) *Type {
	collated := *t
	collated.Collation = name
	return &collated
}

// WithCheck has CREATE TABLE check the values of a Boolean or an Enum by a
// constraint of that name, on databases that have no such type.
func (t *Type) WithCheck(name string) *Type {
	checked := *t
	checked.Check = name
	return &checked
}

// String describes the type in a neutral spelling, for messages.
func (t *Type) String() string {
	if t.Name != "" {
		return t.Name
	}
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
	}
	return kindNames[t.Kind]
}

var kindNames = [...]string{
	KindUnknown: "NULL", KindBoolean: "BOOLEAN", KindSmallInteger: "SMALLINT",
	KindInteger: "INTEGER", KindBigInteger: "BIGINT", KindFloat: "FLOAT",
	KindNumeric: "NUMERIC", KindString: "VARCHAR", KindText: "TEXT", KindBytes: "BLOB",
	KindDate: "DATE", KindTime: "TIME", KindDateTime: "DATETIME",
	KindInterval: "INTERVAL", KindJSON: "JSON", KindUUID: "UUID", KindNamed: "", KindDouble: "DOUBLE PRECISION", KindArray: "ARRAY",
	KindEnum: "ENUM",
}
