package sqlite

import (
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"math"
	"reflect"
	"time"

	"modernc.org/libc"
	libctypes "modernc.org/libc/sys/types"
	lib "modernc.org/sqlite/lib"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
)

// A binder gathers the text and bytes of one execution, so that they are
// handed to SQLite in one piece of C memory that the statement keeps: no
// allocation per value, and none per row.
type binder struct {
	data  []byte
	spans []span
}

// A span is the part of the data that one parameter gets.
type span struct {
	parameter  int32
	start, end int
	blob       bool
}

// largestKept is how much memory a statement keeps for its next execution.
const largestKept = 1 << 20

// bindArgs binds the arguments of a single execution.
func (b *binder) bindArgs(s *statement, args []any) error {
	if s.parameters != len(args) {
		return s.errArguments(len(args))
	}
	b.reset()
	for i, arg := range args {
		if err := b.bind(s, i+1, arg); err != nil {
			return fmt.Errorf("argument %d: %w", i+1, err)
		}
	}
	return b.flush(s)
}

// bindRow binds a row of a batch.
func (b *binder) bindRow(s *statement, batch []*types.Vector, row int) error {
	if s.parameters != len(batch) {
		return s.errArguments(len(batch))
	}
	b.reset()
	for i, vector := range batch {
		if err := b.bindElement(s, i+1, vector, row); err != nil {
			return fmt.Errorf("row %d, argument %d: %w", row+1, i+1, err)
		}
	}
	return b.flush(s)
}

func (b *binder) reset() {
	if cap(b.data) > largestKept {
		b.data = nil
	}
	b.data, b.spans = b.data[:0], b.spans[:0]
}

// bindElement binds an element of a vector without boxing it.
func (b *binder) bindElement(s *statement, parameter int, vector *types.Vector, row int) error {
	if vector.Null(row) {
		return s.bindNull(parameter)
	}
	switch vector.Kind {
	case types.Ints:
		return s.bindInt(parameter, vector.Ints[row])
	case types.Floats:
		return s.bindFloat(parameter, vector.Floats[row])
	case types.Bools:
		return s.bindBool(parameter, vector.Bools[row])
	case types.Strings:
		b.text(parameter, vector.Strings[row])
		return nil
	case types.Times:
		b.time(parameter, vector.Times[row])
		return nil
	}
	return b.bind(s, parameter, vector.Anys[row])
}

// bind binds a value of any type that has a representation in SQLite.
func (b *binder) bind(s *statement, parameter int, arg any) error {
	switch v := arg.(type) {
	case nil:
		return s.bindNull(parameter)
	case int64:
		return s.bindInt(parameter, v)
	case int:
		return s.bindInt(parameter, int64(v))
	case uint64:
		return s.bindUint(parameter, v)
	case float64:
		return s.bindFloat(parameter, v)
	case bool:
		return s.bindBool(parameter, v)
	case string:
		b.text(parameter, v)
	case []byte:
		if v == nil {
			return s.bindNull(parameter)
		}
		start := len(b.data)
		b.data = append(b.data, v...)
		b.spans = append(b.spans, span{int32(parameter), start, len(b.data), true})
	case time.Time:
		b.time(parameter, v)
	case types.Date:
		b.text(parameter, v.String())
	case types.TimeOfDay:
		b.text(parameter, v.String())
	case types.JSONText:
		b.text(parameter, string(v))
	case decimal.Decimal:
		b.text(parameter, v.String())
	case *types.Vector:
		return fmt.Errorf("%w: an array of values as one parameter", driver.ErrUnsupportedOperation)
	case sqldriver.Valuer:
		return b.bindValuer(s, parameter, v)
	default:
		return b.bindKind(s, parameter, reflect.ValueOf(arg))
	}
	return nil
}

// bindValuer binds what Value gives, save for a nil pointer whose method has a
// value receiver: that is NULL.
func (b *binder) bindValuer(s *statement, parameter int, valuer sqldriver.Valuer) error {
	v := reflect.ValueOf(valuer)
	if v.Kind() == reflect.Pointer && v.IsNil() && v.Type().Elem().Implements(reflect.TypeFor[sqldriver.Valuer]()) {
		return s.bindNull(parameter)
	}
	value, err := valuer.Value()
	if err != nil {
		return fmt.Errorf("value of %T: %w", valuer, err)
	}
	if value != nil && reflect.TypeOf(value) == v.Type() {
		return fmt.Errorf("value of %T: gives a %T again", valuer, value)
	}
	return b.bind(s, parameter, value)
}

// bindKind binds a type of the program's own by its kind.
func (b *binder) bindKind(s *statement, parameter int, v reflect.Value) error {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return s.bindNull(parameter)
		}
		return b.bind(s, parameter, v.Elem().Interface())
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Int:
		return s.bindInt(parameter, v.Int())
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uint, reflect.Uintptr:
		return s.bindUint(parameter, v.Uint())
	case reflect.Float32:
		// The number as it is written, not as it widens: 0.1, not 0.10000000149.
		f, err := types.AnyToFloat64(v.Interface())
		if err != nil {
			return err
		}
		return s.bindFloat(parameter, f)
	case reflect.Float64:
		return s.bindFloat(parameter, v.Float())
	case reflect.Bool:
		return s.bindBool(parameter, v.Bool())
	case reflect.String:
		b.text(parameter, v.String())
		return nil
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return b.bind(s, parameter, v.Bytes())
		}
	}
	return fmt.Errorf("SQLite has no representation of a %s: implement driver.Valuer on it", v.Type())
}

func (b *binder) text(parameter int, text string) {
	start := len(b.data)
	b.data = append(b.data, text...)
	b.spans = append(b.spans, span{int32(parameter), start, len(b.data), false})
}

func (b *binder) time(parameter int, t time.Time) {
	start := len(b.data)
	b.data = types.AppendTime(b.data, t, false)
	b.spans = append(b.spans, span{int32(parameter), start, len(b.data), false})
}

// flush binds the text and bytes that were gathered.
func (b *binder) flush(s *statement) error {
	if len(b.spans) == 0 {
		return nil
	}
	if err := s.reserve(len(b.data)); err != nil {
		return err
	}
	copy(memory(s.bound, len(b.data)), b.data)
	tls := s.db.tls
	for _, span := range b.spans {
		from, n := s.bound+uintptr(span.start), uint64(span.end-span.start)
		var rc int32
		// SQLite neither copies nor frees the memory (SQLITE_STATIC, 0): it stays
		// as it is until the next execution binds other values.
		if span.blob {
			rc = lib.Xsqlite3_bind_blob64(tls, s.handle, span.parameter, from, n, 0)
		} else {
			rc = lib.Xsqlite3_bind_text64(tls, s.handle, span.parameter, from, n, 0, lib.SQLITE_UTF8)
		}
		if rc != lib.SQLITE_OK {
			return s.db.failure(rc)
		}
	}
	return nil
}

// reserve makes room for n bytes of bound text. What was bound to the memory
// before is bound anew before SQLite looks at it; numbers, which are bound
// already, must stay.
func (s *statement) reserve(n int) error {
	if n <= s.room && s.bound != 0 {
		return nil
	}
	room := max(64, n+n/2)
	grown := libc.Xmalloc(s.db.tls, libctypes.Size_t(room))
	if grown == 0 {
		return errors.New("out of memory for the arguments")
	}
	if s.bound != 0 {
		libc.Xfree(s.db.tls, s.bound)
	}
	s.bound, s.room = grown, room
	return nil
}

func (s *statement) freeBound() {
	if s.bound == 0 {
		return
	}
	if s.handle != 0 {
		lib.Xsqlite3_clear_bindings(s.db.tls, s.handle)
	}
	libc.Xfree(s.db.tls, s.bound)
	s.bound, s.room = 0, 0
}

func (s *statement) bindNull(parameter int) error {
	return s.checked(lib.Xsqlite3_bind_null(s.db.tls, s.handle, int32(parameter)))
}

func (s *statement) bindInt(parameter int, v int64) error {
	return s.checked(lib.Xsqlite3_bind_int64(s.db.tls, s.handle, int32(parameter), v))
}

func (s *statement) bindUint(parameter int, v uint64) error {
	if v > math.MaxInt64 {
		return fmt.Errorf("%d is beyond SQLite's integers, which end at %d: keep it as text", v, int64(math.MaxInt64))
	}
	return s.bindInt(parameter, int64(v))
}

func (s *statement) bindFloat(parameter int, v float64) error {
	if math.IsNaN(v) {
		return errors.New("SQLite would store NaN as NULL: bind nil to say NULL")
	}
	return s.checked(lib.Xsqlite3_bind_double(s.db.tls, s.handle, int32(parameter), v))
}

func (s *statement) bindBool(parameter int, v bool) error {
	if v {
		return s.bindInt(parameter, 1)
	}
	return s.bindInt(parameter, 0)
}

func (s *statement) checked(rc int32) error {
	if rc == lib.SQLITE_OK {
		return nil
	}
	return s.db.failure(rc)
}
