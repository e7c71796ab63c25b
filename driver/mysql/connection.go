package mysql

import (
	"bytes"
	"context"
	sqldriver "database/sql/driver"
	"encoding/binary"
	"net"
	"syscall"

	gomysql "github.com/go-sql-driver/mysql"
)

// A connection is one of go-sql-driver's that knows the server's number for it.
type connection struct {
	inner
	session session
	killer  *killer // nil where cancelled statements are left to the server
}

// An inner is what go-sql-driver's connections have.
type inner interface {
	sqldriver.Conn
	sqldriver.QueryerContext
	sqldriver.ExecerContext
	sqldriver.ConnPrepareContext
	sqldriver.ConnBeginTx
	sqldriver.Pinger
	sqldriver.SessionResetter
	sqldriver.Validator
	sqldriver.NamedValueChecker
}

// Raw is go-sql-driver's own connection.
func (c *connection) Raw() any { return c.inner }

// abandoned has the server stop what it does for a connection that was given up.
func abandoned(conn sqldriver.Conn) {
	if c, ok := conn.(*connection); ok && c.killer != nil {
		c.killer.kill(c.session)
	}
}

// An opener opens connections whose session is known.
type opener struct {
	sqldriver.Connector
	killer *killer
}

// newOpener has the dialing of the configuration listen to the greeting.
func newOpener(config *gomysql.Config, killer *killer) (*opener, error) {
	config = config.Clone()
	config.DialFunc = func(ctx context.Context, network, address string) (net.Conn, error) {
		var dialer net.Dialer
		conn, err := dialer.DialContext(ctx, network, address)
		if session, ok := ctx.Value(sessionKey{}).(*session); ok && err == nil {
			session.network, session.address = network, conn.RemoteAddr().String()
			conn = &greeted{Conn: conn, session: session}
		}
		return conn, err
	}
	connector, err := gomysql.NewConnector(config)
	return &opener{connector, killer}, err
}

// Connect opens a connection.
func (o *opener) Connect(ctx context.Context) (sqldriver.Conn, error) {
	c := &connection{killer: o.killer}
	conn, err := o.Connector.Connect(context.WithValue(ctx, sessionKey{}, &c.session))
	if err != nil {
		return nil, err
	}
	c.inner = conn.(inner)
	return c, nil
}

// sessionKey is where the context of connecting has the *session to fill in.
type sessionKey struct{}

// A session is what the server says of itself and of a connection when it greets:
// go-sql-driver does not tell, and asking would take a round trip.
// See dev.mysql.com, Protocol::HandshakeV10.
type session struct {
	network, address string
	version          string
	id               uint32 // 0 while it is not known
}

// greet reads the first packet from the server.
func (s *session) greet(packet []byte) {
	const header, protocol = 4, 10
	if len(packet) <= header || packet[header] != protocol {
		return
	}
	version, rest, whole := bytes.Cut(packet[header+1:], []byte{0})
	if whole && len(rest) >= 4 {
		s.version, s.id = string(version), binary.LittleEndian.Uint32(rest)
	}
}

// A greeted connection passes the first packet on to its session.
type greeted struct {
	net.Conn
	session *session // nil after the first packet
}

func (g *greeted) Read(b []byte) (int, error) {
	n, err := g.Conn.Read(b)
	if g.session != nil {
		g.session.greet(b[:n])
		g.session = nil
	}
	return n, err
}

// SyscallConn lets go-sql-driver look whether the server has hung up.
func (g *greeted) SyscallConn() (syscall.RawConn, error) {
	return g.Conn.(syscall.Conn).SyscallConn()
}
