package types

import (
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/shopspring/decimal"
)

var (
	jsonTextType   = reflect.TypeFor[JSONText]()
	rawMessageType = reflect.TypeFor[json.RawMessage]()
	dateType       = reflect.TypeFor[Date]()
	timeOfDayType  = reflect.TypeFor[TimeOfDay]()
	timeType       = reflect.TypeFor[time.Time]()
	durationType   = reflect.TypeFor[time.Duration]()
	decimalType    = reflect.TypeFor[decimal.Decimal]()
	scannerType    = reflect.TypeFor[sql.Scanner]()
	valuerType     = reflect.TypeFor[driver.Valuer]()
)

// The natural types of Go types that databases do not all keep whole by
// default.
var (
	naturalString   = Lossless(String(0))
	naturalFloat    = Lossless(Float)
	naturalBytes    = Lossless(Bytes)
	naturalDecimal  = Lossless(Numeric(0, 0))
	naturalTime     = Lossless(TimeOnly)
	naturalDateTime = Lossless(DateTime)
	naturalJSON     = Lossless(JSON)
	naturalInterval = Lossless(Interval)
)

// codecs keeps every codec that was made, by the stated kind and the Go type.
// A codec depends on nothing else, so that it is made once for a program.
var codecs [kindCount]sync.Map // reflect.Type → Codec

// Of gives the codec for a Go type. The stated SQL type may be nil, for the one
// that is natural to the Go type; it matters where a Go type has several
// representations: a time.Time in a DATE, TIME or DATETIME column, a
// time.Duration in an INTERVAL column, a [16]byte in a binary column, a slice in
// an array column, and any type at all in a JSON column.
//
// The natural types are: int, int64, uint, uint32 and uint64 BigInteger; int32
// and uint16 Integer; int16, int8 and uint8 SmallInteger; floats Float; bool
// Boolean; string String(0); []byte Bytes; time.Time DateTime; Date DateOnly;
// TimeOfDay TimeOnly; time.Duration BigInteger, in nanoseconds, because few
// databases have intervals; decimal.Decimal Numeric(0, 0); [16]byte UUID;
// json.RawMessage and JSONText JSON; those of strings, floats, decimals, bytes, documents
// and times are [Lossless]. A type that [RegisterFor] was told of has the one registered.
// Named types go by what underlies them. A
// pointer, sql.Null[T] or sql.NullString has the type of what it holds. A nil
// []byte, map or slice is NULL. A type that implements sql.Scanner and
// driver.Valuer goes by what its zero value binds, and any other that implements
// encoding.TextMarshaler and TextUnmarshaler, such as netip.Addr, is String(0).
//
// The error for any other type names it and says what to do.
func Of(t reflect.Type, st *Type) (Codec, error) {
	kind := KindUnknown
	if st != nil {
		kind = st.Kind
		if kind == KindNamed && (strings.EqualFold(st.Name, "JSONB") || strings.EqualFold(st.Name, "JSON")) {
			kind = KindJSON
		}
	}
	if kind == KindArray {
		return ofArray(t, st)
	}
	if st == nil {
		if st = naturally(t); st != nil {
			return Of(t, st)
		}
	} else if st.particular(t) {
		return ofParticular(t, st)
	}
	if c, ok := codecs[kind].Load(t); ok {
		return c.(Codec), nil
	}
	c, err := makeCodec(t, st, kind)
	if err != nil {
		return nil, err
	}
	kept, _ := codecs[kind].LoadOrStore(t, c)
	return kept.(Codec), nil
}

// For gives the codec for T and its natural SQL type. It never fails itself: if
// no SQL type fits T, reading and binding through the codec give the error that
// Of would have given.
func For[T any]() Codec {
	t := reflect.TypeFor[T]()
	c, err := Of(t, nil)
	if err != nil {
		return &unsupportedCodec{base: base{t, Unknown}, err: err}
	}
	return c
}

// particularCodecs are the codecs that depend on more of a type than its kind.
var particularCodecs sync.Map // particularKey → Codec

type particularKey struct {
	goType  reflect.Type
	sqlType *Type
}

// particular reports whether the codec of a Go type depends on more of the type
// than its kind.
func (t *Type) particular(goType reflect.Type) bool {
	return t.Converts() || t.hexadecimal(goType)
}

// Converts reports whether values of the type are made into others when they are
// bound: it is decorated, or differs between databases.
func (t *Type) Converts() bool { return t.conversion != nil || t.variants != nil }

// ofParticular is Of for such a type.
func ofParticular(t reflect.Type, st *Type) (Codec, error) {
	key := particularKey{t, st}
	if c, ok := particularCodecs.Load(key); ok {
		return c.(Codec), nil
	}
	c, err := makeParticular(t, st)
	if err != nil {
		return nil, err
	}
	kept, _ := particularCodecs.LoadOrStore(key, c)
	return kept.(Codec), nil
}

func makeParticular(t reflect.Type, st *Type) (Codec, error) {
	switch {
	case st.variants != nil:
		plain := *st
		plain.variants = nil
		own, err := Of(t, &plain)
		if err != nil {
			return nil, err
		}
		return newVariantCodec(t, st, own)
	case st.conversion != nil && st.conversion.goType() == t:
		return st.conversion.codec(st)
	case st.hexadecimal(t):
		return &hexUUIDCodec{uuidCodec{base{t, st}}}, nil
	}
	return makeCodec(t, st, st.Kind)
}

// makeCodec finds the codec for t. What wraps another type comes first, so that
// the stated type reaches what is inside; a stated JSON type beats everything
// that the Go type is by itself; and the type's own Scan and Value beat what it
// is made of.
func makeCodec(t reflect.Type, st *Type, kind Kind) (Codec, error) {
	if t.Kind() == reflect.Pointer {
		elem, err := Of(t.Elem(), st)
		if err != nil {
			return nil, err
		}
		return newPointerCodec(t, elem), nil
	}
	if isNullStruct(t) {
		elem, err := Of(t.Field(0).Type, st)
		if err != nil {
			return nil, err
		}
		return newNullCodec(t, elem), nil
	}
	switch {
	case t == jsonTextType:
		return &jsonTextCodec{base{t, naturalJSON}}, nil
	case kind == KindJSON, t == rawMessageType:
		return newJSONCodec(t), nil
	case t == dateType:
		return &dateCodec{base{t, DateOnly}}, nil
	case t == timeOfDayType:
		return &timeOfDayCodec{base{t, naturalTime}}, nil
	case t == decimalType:
		return &decimalCodec{base{t, naturalDecimal}}, nil
	case t == durationType && kind == KindInterval:
		return &intervalCodec{base{t, naturalInterval}}, nil
	case kind == KindArray && t.Kind() == reflect.Slice:
		return newArrayCodec(t, st)
	case isUUID(t):
		return newUUIDCodec(t, kind), nil
	case kind == KindUUID && t.Kind() == reflect.String:
		return &uuidTextCodec{textCodec{base{t, UUID}}}, nil
	case reflect.PointerTo(t).Implements(scannerType) && reflect.PointerTo(t).Implements(valuerType):
		return newScannerCodec(t), nil
	case t.Kind() == reflect.Struct && t.ConvertibleTo(timeType):
		return newTimeCodec(t, kind), nil
	}
	return makeBasicCodec(t)
}

// makeBasicCodec finds the codec by what the type is made of.
func makeBasicCodec(t reflect.Type) (Codec, error) {
	switch t.Kind() {
	case reflect.Int:
		return &integerCodec[int]{base{t, BigInteger}}, nil
	case reflect.Int64:
		return &integerCodec[int64]{base{t, BigInteger}}, nil
	case reflect.Int32:
		return &integerCodec[int32]{base{t, Integer}}, nil
	case reflect.Int16:
		return &integerCodec[int16]{base{t, SmallInteger}}, nil
	case reflect.Int8:
		return &integerCodec[int8]{base{t, SmallInteger}}, nil
	case reflect.Uint32:
		return &integerCodec[uint32]{base{t, BigInteger}}, nil
	case reflect.Uint16:
		return &integerCodec[uint16]{base{t, Integer}}, nil
	case reflect.Uint8:
		return &integerCodec[uint8]{base{t, SmallInteger}}, nil
	case reflect.Uint:
		return &unsignedCodec[uint]{base{t, BigInteger}}, nil
	case reflect.Uint64:
		return &unsignedCodec[uint64]{base{t, BigInteger}}, nil
	case reflect.Uintptr:
		return &unsignedCodec[uintptr]{base{t, BigInteger}}, nil
	case reflect.Float64:
		return &floatCodec[float64]{base{t, naturalFloat}}, nil
	case reflect.Float32:
		return &floatCodec[float32]{base{t, naturalFloat}}, nil
	case reflect.Bool:
		return &booleanCodec{base{t, Boolean}}, nil
	case reflect.String:
		return &textCodec{base{t, naturalString}}, nil
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return &bytesCodec{base{t, naturalBytes}}, nil
		}
	case reflect.Interface:
		if t.NumMethod() == 0 {
			return &anyCodec{base{t, Unknown}}, nil
		}
	}
	if writesText(t) {
		return newTextualCodec(t), nil
	}
	return nil, unsupportedError(t)
}

// base is what every codec knows: its types. Most codecs cannot hold NULL and
// have values that a plain copy copies, so that is what base says.
type base struct {
	goType  reflect.Type
	sqlType *Type
}

func (b *base) Type() *Type    { return b.sqlType }
func (b *base) Nullable() bool { return false }
func (b *base) Shared() bool   { return false }
