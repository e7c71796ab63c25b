package mysql

import (
	"context"
	sqldriver "database/sql/driver"
	"fmt"
	"net"
	"sync"
	"time"

	gomysql "github.com/go-sql-driver/mysql"
)

// A killer stops the statements of connections that were given up. go-sql-driver
// obeys a context that ends by closing the connection, which MySQL and MariaDB
// notice when they next send something to it: what takes an hour until then
// keeps its locks for the hour.
//
// It sends KILL QUERY through a connection of its own, in the background: whoever
// waited for the statement is told at once.
type killer struct {
	config  *gomysql.Config
	turns   chan struct{} // one item for each connection that is open
	mutex   sync.Mutex    // of closed, so that nothing begins while it is waited for the rest
	closed  bool
	running sync.WaitGroup
}

const (
	// killTimeout bounds all of it; whoever closes the pool may wait that long.
	killTimeout = 2 * time.Second
	// killTurns keeps a storm of cancelled statements from being one of
	// connections.
	killTurns = 2
)

func newKiller(config *gomysql.Config) *killer {
	config = config.Clone()
	config.Params = nil // a session that runs one statement
	return &killer{config: config, turns: make(chan struct{}, killTurns)}
}

// kill stops what a session does, in the background.
func (k *killer) kill(s session) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if s.id == 0 || k.closed {
		return
	}
	k.running.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), killTimeout)
		defer cancel()
		select {
		case k.turns <- struct{}{}:
			defer func() { <-k.turns }()
			// Nobody waits for the outcome; what fails leaves the statement to end
			// by itself, as it would have without.
			_ = k.send(ctx, s)
		case <-ctx.Done():
		}
	})
}

// close waits for all that is under way, and begins nothing more.
func (k *killer) close() {
	k.mutex.Lock()
	k.closed = true
	k.mutex.Unlock()
	k.running.Wait()
}

// ours finds the session to kill by what a stranger with its number would not
// have: another server behind the address, or one that was started anew, gives
// the number to somebody else. Numbers ascend, so that an earlier session's is
// smaller; and both come from the same user on the same host.
const ours = `SELECT 1 FROM information_schema.processlist AS killed, information_schema.processlist AS own
WHERE killed.id = %d AND own.id = CONNECTION_ID() AND killed.id < own.id AND killed.command IN ('Query', 'Execute')
AND killed.user = own.user AND SUBSTRING_INDEX(killed.host, ':', 1) = SUBSTRING_INDEX(own.host, ':', 1)`

// send connects to the server that the session is on, and has it stop what the
// session does.
func (k *killer) send(ctx context.Context, s session) error {
	config := k.config.Clone()
	var own session
	config.DialFunc = func(ctx context.Context, _, _ string) (net.Conn, error) {
		// Not by the host's name, which may have become another's.
		var dialer net.Dialer
		conn, err := dialer.DialContext(ctx, s.network, s.address)
		if err != nil {
			return nil, err
		}
		return &greeted{Conn: conn, session: &own}, nil
	}
	connector, err := gomysql.NewConnector(config)
	if err != nil {
		return err
	}
	conn, err := connector.Connect(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if own.version != s.version {
		return fmt.Errorf("another server answers at %s", s.address)
	}
	found, err := conn.(sqldriver.QueryerContext).QueryContext(ctx, fmt.Sprintf(ours, s.id), nil)
	if err != nil {
		return err
	}
	err = found.Next(make([]sqldriver.Value, 1))
	if closing := found.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err // io.EOF where the statement has ended already
	}
	_, err = conn.(sqldriver.ExecerContext).ExecContext(ctx, fmt.Sprintf("KILL QUERY %d", s.id), nil)
	return err
}
