package types

import (
	"reflect"
	"time"
	"unsafe"
)

// newTimeCodec gives the codec of a time.Time, or a type made of one, in a
// column of the stated kind.
func newTimeCodec(t reflect.Type, kind Kind) Codec {
	switch kind {
	case KindDate:
		return &timeDateCodec{timeCodec{base{t, DateOnly}}}
	case KindTime:
		return &timeClockCodec{timeCodec{base{t, naturalTime}}}
	}
	return &timeCodec{base{t, naturalDateTime}}
}

// timeCodec keeps an instant, to the microsecond: what databases keep is what is
// bound and compared. It binds the time in UTC, so that a column without a time
// zone holds the wall clock in UTC, whatever the driver does with locations.
type timeCodec struct{ base }

func (c *timeCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		return nullError(c.goType)
	}
	v, err := row.Time(i)
	if err != nil {
		return err
	}
	*(*time.Time)(dst) = v
	return nil
}

func (c *timeCodec) Value(src unsafe.Pointer) (any, error) {
	return (*time.Time)(src).UTC().Truncate(time.Microsecond), nil
}

func (c *timeCodec) Assign(dst unsafe.Pointer, value any) error {
	if value == nil {
		*(*time.Time)(dst) = time.Time{}
		return nil
	}
	v, err := AnyToTime(value)
	if err != nil {
		return assignError(c.goType, err)
	}
	*(*time.Time)(dst) = v
	return nil
}

func (c *timeCodec) Equal(a, b unsafe.Pointer) bool {
	return (*time.Time)(a).UnixMicro() == (*time.Time)(b).UnixMicro()
}

func (c *timeCodec) Zero(p unsafe.Pointer) bool   { return (*time.Time)(p).IsZero() }
func (c *timeCodec) Copy(dst, src unsafe.Pointer) { *(*time.Time)(dst) = *(*time.Time)(src) }
func (c *timeCodec) Vector() VectorKind           { return Times }

func (c *timeCodec) Append(v *Vector, src unsafe.Pointer) error {
	v.Times = append(v.Times, (*time.Time)(src).UTC().Truncate(time.Microsecond))
	return nil
}

// timeDateCodec keeps the day of a time.Time, in the time's own location.
type timeDateCodec struct{ timeCodec }

func (c *timeDateCodec) Value(src unsafe.Pointer) (any, error) {
	return DateOf(*(*time.Time)(src)), nil
}

func (c *timeDateCodec) Equal(a, b unsafe.Pointer) bool {
	return DateOf(*(*time.Time)(a)) == DateOf(*(*time.Time)(b))
}

func (c *timeDateCodec) Vector() VectorKind { return Anys }

func (c *timeDateCodec) Append(v *Vector, src unsafe.Pointer) error {
	return appendValue(c, v, src)
}

// timeClockCodec keeps the time of day of a time.Time, in the time's own
// location.
type timeClockCodec struct{ timeCodec }

func (c *timeClockCodec) Value(src unsafe.Pointer) (any, error) {
	return TimeOfDayOf(*(*time.Time)(src)).microseconds(), nil
}

func (c *timeClockCodec) Equal(a, b unsafe.Pointer) bool {
	return TimeOfDayOf(*(*time.Time)(a)).microseconds() == TimeOfDayOf(*(*time.Time)(b)).microseconds()
}

func (c *timeClockCodec) Vector() VectorKind { return Anys }

func (c *timeClockCodec) Append(v *Vector, src unsafe.Pointer) error {
	return appendValue(c, v, src)
}

// dateCodec is the codec of Date.
type dateCodec struct{ base }

func (c *dateCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		return nullError(c.goType)
	}
	v, err := row.Time(i)
	if err != nil {
		return err
	}
	*(*Date)(dst) = DateOf(v)
	return nil
}

func (c *dateCodec) Value(src unsafe.Pointer) (any, error) { return (*Date)(src).day(), nil }

func (c *dateCodec) Assign(dst unsafe.Pointer, value any) error {
	if value == nil {
		*(*Date)(dst) = Date{}
		return nil
	}
	v, err := AnyToTime(value)
	if err != nil {
		return assignError(c.goType, err)
	}
	*(*Date)(dst) = DateOf(v)
	return nil
}

func (c *dateCodec) Equal(a, b unsafe.Pointer) bool { return (*Date)(a).day() == (*Date)(b).day() }
func (c *dateCodec) Zero(p unsafe.Pointer) bool     { return (*Date)(p).IsZero() }
func (c *dateCodec) Copy(dst, src unsafe.Pointer)   { *(*Date)(dst) = *(*Date)(src) }
func (c *dateCodec) Vector() VectorKind             { return Anys }

func (c *dateCodec) Append(v *Vector, src unsafe.Pointer) error {
	return appendValue(c, v, src)
}

// timeOfDayCodec is the codec of TimeOfDay.
type timeOfDayCodec struct{ base }

func (c *timeOfDayCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		return nullError(c.goType)
	}
	v, err := row.Time(i)
	if err != nil {
		return err
	}
	*(*TimeOfDay)(dst) = TimeOfDayOf(v)
	return nil
}

func (c *timeOfDayCodec) Value(src unsafe.Pointer) (any, error) {
	return (*TimeOfDay)(src).microseconds(), nil
}

func (c *timeOfDayCodec) Assign(dst unsafe.Pointer, value any) error {
	if value == nil {
		*(*TimeOfDay)(dst) = TimeOfDay{}
		return nil
	}
	v, err := AnyToTime(value)
	if err != nil {
		return assignError(c.goType, err)
	}
	*(*TimeOfDay)(dst) = TimeOfDayOf(v)
	return nil
}

func (c *timeOfDayCodec) Equal(a, b unsafe.Pointer) bool {
	return (*TimeOfDay)(a).microseconds() == (*TimeOfDay)(b).microseconds()
}

func (c *timeOfDayCodec) Zero(p unsafe.Pointer) bool   { return (*TimeOfDay)(p).IsZero() }
func (c *timeOfDayCodec) Copy(dst, src unsafe.Pointer) { *(*TimeOfDay)(dst) = *(*TimeOfDay)(src) }
func (c *timeOfDayCodec) Vector() VectorKind           { return Anys }

func (c *timeOfDayCodec) Append(v *Vector, src unsafe.Pointer) error {
	return appendValue(c, v, src)
}
