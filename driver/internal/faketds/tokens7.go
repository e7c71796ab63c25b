package faketds

import "encoding/binary"

// The tokens of an answer.
const (
	tokenReturnStatus = 0x79
	tokenColumns      = 0x81
	tokenError        = 0xAA
	tokenInfo         = 0xAB
	tokenLoginAck     = 0xAD
	tokenRow          = 0xD1
	tokenNBCRow       = 0xD2
	tokenEnvChange    = 0xE3
	tokenDone         = 0xFD
	tokenDoneProc     = 0xFE
	tokenDoneInProc   = 0xFF
)

// The bits of the status of an end.
const (
	doneMore      = 0x01
	doneError     = 0x02
	doneCount     = 0x10
	doneAttention = 0x20
)

// version72 is the first version whose counts have eight bytes.
const version72 = 0x72000000

func (e *encoder) writeDone(token byte, status uint16, count int64) {
	e.bytes(token)
	e.uint16(status)
	e.uint16(0xC1) // of the command: SELECT
	e.uint64(uint64(count))
}

func (e *encoder) writeError(failure *Error, version uint32) {
	class := failure.Class
	if class == 0 {
		class = 16
	}
	e.bytes(tokenError)
	e.sized(func(e *encoder) {
		e.uint32(uint32(failure.Number))
		e.bytes(failure.State, class)
		e.text16(failure.Message)
		e.text8("faketds")
		e.text8("")
		if version < version72 {
			e.uint16(1)
		} else {
			e.uint32(1)
		}
	})
}

// writeChange tells of a change of the session.
func (e *encoder) writeChange(kind byte, now, before string) {
	e.bytes(tokenEnvChange)
	e.sized(func(e *encoder) {
		e.bytes(kind)
		e.text8(now)
		e.text8(before)
	})
}

// writeTransaction tells that a transaction began (8), was committed (9) or
// rolled back (10).
func (e *encoder) writeTransaction(kind byte, descriptor uint64) {
	id := binary.LittleEndian.AppendUint64(nil, descriptor)
	e.bytes(tokenEnvChange)
	e.sized(func(e *encoder) {
		e.bytes(kind)
		if kind == 8 {
			e.bytes(8)
			e.bytes(id...)
			e.bytes(0)
		} else {
			e.bytes(0, 8)
			e.bytes(id...)
		}
	})
}

func (e *encoder) writeLoginAck(version uint32) {
	e.bytes(tokenLoginAck)
	e.sized(func(e *encoder) {
		e.bytes(1)
		e.data = binary.BigEndian.AppendUint32(e.data, version)
		e.text8("Microsoft SQL Server")
		e.bytes(16, 0, 0x10, 0)
	})
}

// writeColumns describes the rows that follow.
func (e *encoder) writeColumns(columns []Column) {
	e.bytes(tokenColumns)
	e.uint16(uint16(len(columns)))
	for _, column := range columns {
		e.uint32(0)
		e.uint16(1) // may be NULL
		e.writeType(typeOf(column.Type))
		e.text8(column.Name)
	}
}

// writeRow writes a row. One with a NULL marks them by bits, as SQL Server does,
// for clients that know that.
func (e *encoder) writeRow(columns []Column, row Row, bits bool) {
	null := make([]byte, (len(columns)+7)/8)
	any := false
	for i, value := range row {
		if value == nil {
			null[i/8] |= 1 << (i % 8)
			any = true
		}
	}
	bits = bits && any
	if bits {
		e.bytes(tokenNBCRow)
		e.bytes(null...)
	} else {
		e.bytes(tokenRow)
	}
	for i, value := range row {
		if value == nil && bits {
			continue
		}
		e.writeValue(typeOf(columns[i].Type), value)
	}
}
