package faketds

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"
)

// The kinds of packets.
const (
	packetBatch       = 1
	packetLogin5      = 2
	packetRPC         = 3
	packetReply       = 4
	packetAttention   = 6
	packetBulk        = 7
	packetTransaction = 14
	packetTokens5     = 15
	packetLogin7      = 16
	packetPrelogin    = 18
)

// The bits of a packet's status.
const (
	statusLast        = 1
	statusReset       = 8
	statusResetKeepTx = 16
)

// A message is what came in one or more packets.
type message struct {
	kind  byte
	reset bool
	data  []byte
	err   error
}

var errHungUp = errors.New("the client hung up")

// receive reads messages until the client goes.
func (c *connection) receive() {
	for {
		m, err := readMessage(c.conn)
		if err != nil {
			m.err = err
		}
		select {
		case c.messages <- m:
		case <-c.done:
			return
		}
		if err != nil {
			return
		}
	}
}

func readMessage(r io.Reader) (m message, err error) {
	for {
		var header [8]byte
		if _, err = io.ReadFull(r, header[:]); err != nil {
			if errors.Is(err, syscall.ECONNRESET) || errors.Is(err, net.ErrClosed) || errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, io.ErrUnexpectedEOF) {
				err = io.EOF
			}
			return m, err
		}
		length := int(binary.BigEndian.Uint16(header[2:]))
		if length < len(header) {
			return m, fmt.Errorf("a packet of %d bytes", length)
		}
		body := make([]byte, length-len(header))
		if _, err = io.ReadFull(r, body); err != nil {
			return m, io.EOF
		}
		m.kind = header[0]
		m.reset = m.reset || header[1]&(statusReset|statusResetKeepTx) != 0
		m.data = append(m.data, body...)
		if header[1]&statusLast != 0 {
			return m, nil
		}
	}
}

// next waits for the client's next message.
func (c *connection) next() (message, error) {
	select {
	case m := <-c.messages:
		return m, m.err
	case <-c.server.closing:
		return message{}, io.EOF
	}
}

// send sends what is written of an answer; with last, the answer ends.
func (c *connection) send(last bool) error {
	for {
		n := min(len(c.out), c.packetSize-8)
		end := n == len(c.out)
		if end && !last && n == 0 {
			return nil
		}
		packet := make([]byte, 8, 8+n)
		packet[0] = packetReply
		if end && last {
			packet[1] = statusLast
		}
		binary.BigEndian.PutUint16(packet[2:], uint16(8+n))
		c.packets++
		packet[6] = c.packets
		packet = append(packet, c.out[:n]...)
		c.out = c.out[n:]
		if _, err := c.conn.Write(packet); err != nil {
			return errHungUp
		}
		if end {
			break
		}
	}
	if last {
		c.out, c.packets = nil, 0
	}
	return nil
}

// A decoder reads a message; what is short panics, and ends the connection.
type decoder struct{ data []byte }

func (d *decoder) bytes(n int) []byte {
	if n < 0 || n > len(d.data) {
		panic(fmt.Sprintf("%d bytes expected, %d left", n, len(d.data)))
	}
	b := d.data[:n:n]
	d.data = d.data[n:]
	return b
}

func (d *decoder) more() bool     { return len(d.data) > 0 }
func (d *decoder) byte() byte     { return d.bytes(1)[0] }
func (d *decoder) uint16() uint16 { return binary.LittleEndian.Uint16(d.bytes(2)) }
func (d *decoder) uint32() uint32 { return binary.LittleEndian.Uint32(d.bytes(4)) }
func (d *decoder) uint64() uint64 { return binary.LittleEndian.Uint64(d.bytes(8)) }

// text8 and text16 read a text in UTF-16 whose length in characters comes first.
func (d *decoder) text8() string  { return fromUTF16(d.bytes(2 * int(d.byte()))) }
func (d *decoder) text16() string { return fromUTF16(d.bytes(2 * int(d.uint16()))) }

// An encoder writes a message.
type encoder struct{ data []byte }

func (e *encoder) bytes(b ...byte)   { e.data = append(e.data, b...) }
func (e *encoder) uint16(n uint16)   { e.data = binary.LittleEndian.AppendUint16(e.data, n) }
func (e *encoder) uint32(n uint32)   { e.data = binary.LittleEndian.AppendUint32(e.data, n) }
func (e *encoder) uint64(n uint64)   { e.data = binary.LittleEndian.AppendUint64(e.data, n) }
func (e *encoder) text8(text string) { b := toUTF16(text); e.bytes(byte(len(b) / 2)); e.bytes(b...) }
func (e *encoder) text16(text string) {
	b := toUTF16(text)
	e.uint16(uint16(len(b) / 2))
	e.bytes(b...)
}

// sized writes what a function writes behind its length.
func (e *encoder) sized(write func(e *encoder)) {
	var inner encoder
	write(&inner)
	e.uint16(uint16(len(inner.data)))
	e.bytes(inner.data...)
}
