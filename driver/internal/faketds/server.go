package faketds

import (
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"sync"
	"testing"
)

// A Server listens on a port of its own of the local machine.
type Server struct {
	t        testing.TB
	listener net.Listener
	closing  chan struct{}

	mu          sync.Mutex
	users       map[string]string
	databases   map[string]bool
	rules       []*Rule
	record      []Request
	connections int
	open        map[net.Conn]bool
	running     sync.WaitGroup
}

// Start gives a server that the user sa with the password secret may log in to,
// and that has the databases master and app. It ends with the test.
func Start(t testing.TB) *Server {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{
		t: t, listener: listener, closing: make(chan struct{}), open: map[net.Conn]bool{},
		users: map[string]string{"sa": "secret"}, databases: map[string]bool{"": true, "master": true, "app": true},
	}
	s.running.Go(s.accept)
	t.Cleanup(s.Close)
	return s
}

// Port is where the server listens on 127.0.0.1.
func (s *Server) Port() int { return s.listener.Addr().(*net.TCPAddr).Port }

// Address is host and port.
func (s *Server) Address() string { return "127.0.0.1:" + strconv.Itoa(s.Port()) }

// Close ends the server and all its connections.
func (s *Server) Close() {
	s.mu.Lock()
	select {
	case <-s.closing:
	default:
		close(s.closing)
	}
	s.listener.Close()
	for conn := range s.open {
		conn.Close()
	}
	s.mu.Unlock()
	s.running.Wait()
}

func (s *Server) accept() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return
		}
		s.mu.Lock()
		select {
		case <-s.closing:
			conn.Close()
		default:
			s.connections++
			number := s.connections
			s.open[conn] = true
			s.running.Go(func() { s.serve(conn, number) })
		}
		s.mu.Unlock()
	}
}

// serve runs one connection.
func (s *Server) serve(conn net.Conn, number int) {
	c := &connection{server: s, number: number, conn: conn, packetSize: 4096, messages: make(chan message), done: make(chan struct{})}
	defer func() {
		close(c.done)
		conn.Close()
		s.mu.Lock()
		delete(s.open, conn)
		s.mu.Unlock()
		if failure := recover(); failure != nil {
			s.t.Errorf("faketds: connection %d: %v", number, failure)
		}
	}()
	s.running.Go(c.receive)
	err := c.run()
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, net.ErrClosed) && !errors.Is(err, errHungUp) {
		s.t.Errorf("faketds: connection %d: %v", number, err)
	}
}

// A connection is one client's.
type connection struct {
	server     *Server
	number     int
	conn       net.Conn
	packetSize int
	messages   chan message
	done       chan struct{}
	out        []byte // of the answer, not sent yet
	packets    byte   // sent of it
	version    uint32 // of the protocol, as the client knows it
	// transaction is the open one's descriptor, or 0.
	transaction uint64
	begun       uint64
	// bulk is the statement whose rows come next.
	bulk string
	// prepared are the statements of TDS 5.0 by their names.
	prepared map[string]string
}

// run logs the client in and answers it until it goes.
func (c *connection) run() error {
	first, err := c.next()
	if err != nil {
		return err
	}
	if first.kind == packetLogin5 {
		return c.run5(first)
	}
	return c.run7(first)
}

// login answers whether a user may have a database.
func (c *connection) login(user, password, database string) *Error {
	s := c.server
	s.note(Request{Connection: c.number, Kind: "login", SQL: database, User: user, Password: password})
	s.mu.Lock()
	defer s.mu.Unlock()
	if known, there := s.users[user]; !there || known != password {
		return &Error{Number: 18456, State: 1, Class: 14, Message: fmt.Sprintf("Login failed for user '%s'.", user)}
	}
	if !s.databases[database] {
		return &Error{Number: 4060, State: 1, Class: 11, Message: fmt.Sprintf("Cannot open database \"%s\" requested by the login. The login failed.", database)}
	}
	return nil
}
