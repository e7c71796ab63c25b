package pgx

import (
	"strconv"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// The formats of a value on the wire.
const (
	textFormat   int16 = 0
	binaryFormat int16 = 1
)

// A columnKind is a type that the driver decodes from PostgreSQL's binary format.
// What is not among them travels as text.
type columnKind uint8

const (
	kindText columnKind = iota
	kindInt2
	kindInt4
	kindInt8
	kindOID
	kindFloat4
	kindFloat8
	kindBool
	kindBytes
	kindDate
	kindTime
	kindTimeTZ
	kindTimestamp
	kindTimestampTZ
	kindNumeric
	kindJSON
	kindJSONB
	kindUUID
	kindInterval
	kindString // text whose binary format is the text itself
)

// columnKinds is by object identifier, which the built-in types have for ever.
var columnKinds = map[uint32]columnKind{
	pgtype.Int2OID: kindInt2, pgtype.Int4OID: kindInt4, pgtype.Int8OID: kindInt8, pgtype.OIDOID: kindOID,
	pgtype.Float4OID: kindFloat4, pgtype.Float8OID: kindFloat8,
	pgtype.BoolOID: kindBool, pgtype.ByteaOID: kindBytes,
	pgtype.DateOID: kindDate, pgtype.TimeOID: kindTime, pgtype.TimetzOID: kindTimeTZ,
	pgtype.TimestampOID: kindTimestamp, pgtype.TimestamptzOID: kindTimestampTZ, pgtype.IntervalOID: kindInterval,
	pgtype.NumericOID: kindNumeric, pgtype.UUIDOID: kindUUID,
	pgtype.JSONOID: kindJSON, pgtype.JSONBOID: kindJSONB,
	pgtype.TextOID: kindString, pgtype.VarcharOID: kindString, pgtype.BPCharOID: kindString, pgtype.NameOID: kindString,
}

// A column is how one column of a result is read.
type column struct {
	name string
	oid  uint32
	kind columnKind
}

// describeColumns makes what reading a result needs of its description.
func describeColumns(fields []pgconn.FieldDescription) ([]column, []string) {
	columns, names := make([]column, len(fields)), make([]string, len(fields))
	for i := range fields {
		field := &fields[i]
		columns[i] = column{name: field.Name, oid: field.DataTypeOID, kind: columnKinds[field.DataTypeOID]}
		names[i] = field.Name
	}
	return columns, names
}

// typeName gives a type's name for messages.
func typeName(oid uint32) string {
	if t, known := pgtype.NewMap().TypeForOID(oid); known {
		return t.Name
	}
	return "the type with OID " + strconv.FormatUint(uint64(oid), 10)
}
