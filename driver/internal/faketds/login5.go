package faketds

// run5 speaks TDS 5.0 with a client that began with a login record. Which
// database it wants the client says afterwards, by USE.
func (c *connection) run5(first message) error {
	c.packetSize = 512
	c.prepared = map[string]string{}
	// The record has fields of 30 bytes, each followed by its length: the client's
	// host, the user, the password.
	field := func(at int) string { return string(first.data[at : at+int(first.data[at+30])]) }
	user, password := field(31), field(62)
	var e encoder
	if failure := c.login(user, password, ""); failure != nil {
		e.writeLoginAck5(false)
		e.writeMessage5(failure)
		e.writeDone5(doneError, 0)
		c.out = e.data
		return c.send(true)
	}
	e.writeLoginAck5(true)
	e.writeChange5(1, "master", "")
	e.writeChange5(3, "utf8", "")
	e.writeChange5(4, "512", "512")
	e.writeDone5(0, 0)
	c.out = e.data
	if err := c.send(true); err != nil {
		return err
	}
	return c.serve5()
}

// writeLoginAck5 tells whether the client is logged in.
func (e *encoder) writeLoginAck5(in bool) {
	result := byte(6)
	if in {
		result = 5
	}
	e.bytes(tokenLoginAck)
	e.sized(func(e *encoder) {
		e.bytes(result, 5, 0, 0, 0)
		e.short5("SQL Server")
		e.bytes(16, 0, 0, 0)
	})
}

// short5 writes a text whose length in bytes comes first.
func (e *encoder) short5(text string) {
	e.bytes(byte(len(text)))
	e.bytes([]byte(text)...)
}

func (e *encoder) writeChange5(kind byte, now, before string) {
	e.bytes(tokenEnvChange)
	e.sized(func(e *encoder) {
		e.bytes(kind)
		e.short5(now)
		e.short5(before)
	})
}

// writeDone5 ends a result; counts have four bytes.
func (e *encoder) writeDone5(status uint16, count int64) {
	e.bytes(tokenDone)
	e.uint16(status)
	e.uint16(0)
	e.uint32(uint32(count))
}

// writeMessage5 reports an error by an extended message.
func (e *encoder) writeMessage5(failure *Error) {
	class := failure.Class
	if class == 0 {
		class = 16
	}
	e.bytes(tokenMessage5)
	e.sized(func(e *encoder) {
		e.uint32(uint32(failure.Number))
		e.bytes(failure.State, class)
		e.short5("ZZZZZ")
		e.bytes(0) // nothing follows it
		e.uint16(0)
		e.uint16(uint16(len(failure.Message)))
		e.bytes([]byte(failure.Message)...)
		e.short5("faketds")
		e.short5("")
		e.uint16(1)
	})
}
