package faketds

import (
	"encoding/binary"
	"fmt"
	"strconv"
)

// run7 speaks TDS 7.4 with a client that began with a PRELOGIN.
func (c *connection) run7(first message) error {
	if first.kind != packetPrelogin {
		return fmt.Errorf("a first packet of kind %d", first.kind)
	}
	c.out = prelogin()
	if err := c.send(true); err != nil {
		return err
	}
	m, err := c.next()
	if err != nil {
		return err
	}
	if m.kind != packetLogin7 {
		return fmt.Errorf("a packet of kind %d in place of LOGIN7", m.kind)
	}
	login := readLogin7(m.data)
	c.version = login.version
	if login.packetSize >= 512 && login.packetSize <= 32767 {
		c.packetSize = login.packetSize
	}
	var e encoder
	if failure := c.login(login.user, login.password, login.database); failure != nil {
		e.writeError(failure, c.version)
		e.writeDone(tokenDone, doneError, 0)
		c.out = e.data
		return c.send(true)
	}
	database := login.database
	if database == "" {
		database = "master"
	}
	e.writeChange(1, database, "master")
	e.bytes(tokenEnvChange)
	e.sized(func(e *encoder) {
		e.bytes(7, byte(len(collation)))
		e.bytes(collation...)
		e.bytes(0)
	})
	e.writeChange(4, strconv.Itoa(c.packetSize), "4096")
	e.writeLoginAck(c.version)
	e.writeDone(tokenDone, 0, 0)
	c.out = e.data
	if err := c.send(true); err != nil {
		return err
	}
	return c.serve7()
}

// prelogin answers that nothing is encrypted.
func prelogin() []byte {
	const head = 3*5 + 1
	options := []struct {
		token byte
		data  []byte
	}{
		{0, []byte{16, 0, 0x10, 0, 0, 0}}, // version
		{1, []byte{2}},                    // encryption: not supported
		{2, []byte{0}},                    // instance
	}
	var b, data []byte
	for _, o := range options {
		b = append(b, o.token)
		b = binary.BigEndian.AppendUint16(b, uint16(head+len(data)))
		b = binary.BigEndian.AppendUint16(b, uint16(len(o.data)))
		data = append(data, o.data...)
	}
	return append(append(b, 0xFF), data...)
}

type login7 struct {
	version                  uint32
	packetSize               int
	user, password, database string
}

func readLogin7(data []byte) login7 {
	d := decoder{data}
	d.uint32() // its length
	l := login7{version: d.uint32(), packetSize: int(d.uint32())}
	text := func(at int) []byte {
		offset, length := binary.LittleEndian.Uint16(data[at:]), binary.LittleEndian.Uint16(data[at+2:])
		return append([]byte{}, data[offset:int(offset)+2*int(length)]...)
	}
	l.user, l.database = fromUTF16(text(40)), fromUTF16(text(68))
	password := text(44)
	for i, b := range password {
		b ^= 0xA5
		password[i] = b<<4 | b>>4
	}
	l.password = fromUTF16(password)
	return l
}
