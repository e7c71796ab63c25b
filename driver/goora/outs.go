package goora

import (
	"database/sql"
	sqldriver "database/sql/driver"
	"io"
	"time"

	"github.com/azoth-go/azoth/types"
	goora "github.com/sijms/go-ora/v2"
)

// An out is a parameter that RETURNING … INTO fills, of a type of the schema or
// nil.
type out struct {
	typ *types.Type
}

// The room for texts and bytes whose columns state none.
const (
	standardText = 4000
	shortText    = 255 // of a string column without a length
	uuidText     = 36
)

// parameter is the out parameter as go-ora takes it: a pointer to what says by its
// type what the server is to send.
func (o *out) parameter() goora.Out {
	t := o.typ
	if t == nil || t.Name != "" {
		return goora.Out{Dest: &sql.NullString{}, Size: standardText}
	}
	switch t.Kind {
	case types.KindBoolean, types.KindSmallInteger, types.KindInteger, types.KindBigInteger:
		return goora.Out{Dest: &sql.NullInt64{}}
	case types.KindFloat, types.KindDouble:
		return goora.Out{Dest: &sql.NullFloat64{}}
	case types.KindNumeric:
		return goora.Out{Dest: &goora.Number{}}
	case types.KindDate, types.KindDateTime:
		if t.Timezone {
			return goora.Out{Dest: &goora.NullTimeStampTZ{}}
		}
		return goora.Out{Dest: &goora.NullTimeStamp{}}
	case types.KindBytes:
		if t.Length > 0 {
			return goora.Out{Dest: &[]byte{}, Size: t.Length}
		}
		return goora.Out{Dest: &goora.Blob{}}
	case types.KindJSON:
		return goora.Out{Dest: &goora.Blob{}}
	case types.KindText:
		if t.National {
			return goora.Out{Dest: &goora.NClob{}}
		}
		return goora.Out{Dest: &goora.Clob{}}
	case types.KindString, types.KindEnum:
		size := t.Length
		switch {
		case t.Kind == types.KindEnum:
			size = t.Longest()
		case size == 0:
			size = shortText
		}
		if t.National {
			return goora.Out{Dest: &goora.NullNVarChar{}, Size: size}
		}
		return goora.Out{Dest: &sql.NullString{}, Size: size}
	case types.KindUUID:
		return goora.Out{Dest: &sql.NullString{}, Size: uuidText}
	}
	return goora.Out{Dest: &sql.NullString{}, Size: standardText}
}

// value reads what an out parameter was filled with.
func value(dest any) sqldriver.Value {
	switch v := dest.(type) {
	case *sql.NullInt64:
		if v.Valid {
			return v.Int64
		}
	case *sql.NullFloat64:
		if v.Valid {
			return v.Float64
		}
	case *goora.Number:
		if text, err := v.String(); err == nil { // which of NULL is an error
			return text
		}
	case *sql.NullString:
		if v.Valid {
			return v.String
		}
	case *goora.NullNVarChar:
		if v.Valid {
			return string(v.NVarChar)
		}
	case *goora.Clob:
		if v.Valid {
			return v.String
		}
	case *goora.NClob:
		if v.Valid {
			return v.String
		}
	case *goora.NullTimeStamp:
		if v.Valid {
			return inUTC(time.Time(v.TimeStamp))
		}
	case *goora.NullTimeStampTZ:
		if v.Valid {
			return time.Time(v.TimeStampTZ)
		}
	case *[]byte:
		if *v != nil {
			return *v
		}
	case *goora.Blob:
		if v.Data != nil {
			return v.Data
		}
	}
	return nil
}

// An outRow is the row that out parameters are.
type outRow struct {
	outs    []*out
	columns []string // which have no names
	values  []any
	read    bool
}

// Columns gives as many names as there are parameters.
func (r *outRow) Columns() []string { return r.columns }

// Close has nothing to end.
func (r *outRow) Close() error { return nil }

// Next gives the one row.
func (r *outRow) Next(values []sqldriver.Value) error {
	if r.read {
		return io.EOF
	}
	r.read = true
	for i, dest := range r.values {
		values[i] = value(dest)
	}
	return nil
}
