package faults

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/driver"
)

// A server that is not there, and then is.
func TestDeadServer(t *testing.T) {
	onServers(t, func(t *trial) {
		t.down()
		begin := t.eng.Run(t.Context(), func(*azoth.Tx) error { return nil })
		_, query := integers(t.Context(), t.eng, t.one)
		for what, err := range map[string]error{"query": query, "begin": begin, "exec": insert(t.Context(), t.eng), "ping": t.eng.Ping(t.Context())} {
			wants(t, what, err, azoth.ErrConnection)
			if err != nil && !strings.Contains(err.Error(), t.eng.URL()) {
				t.Errorf("%s: the error does not name the server: %v", what, err)
			}
		}
		if status := t.eng.Status(); status.Open != 0 {
			t.Errorf("connections to a server that is not there: %v", status)
		}
		t.up()
		t.settled(0)
	})
}

// A server whose answers end in the middle of the greeting.
func TestConnectionCutWhileConnecting(t *testing.T) {
	for name, fault := range map[string]func(*network){
		"at once":    func(n *network) { n.cut(0) },
		"amid":       func(n *network) { n.cut(30) },
		"reset":      (*network).reset,
		"slow close": func(n *network) { n.linger(); n.cut(20) },
	} {
		t.Run(name, func(t *testing.T) {
			onServers(t, func(t *trial) {
				fault(t.network)
				_, err := integers(t.Context(), t.eng, t.one)
				wants(t, "query", err, azoth.ErrConnection)
				t.settled(0)
			})
		})
	}
}

func TestConnectTimeout(t *testing.T) {
	onServers(t, func(t *trial) {
		t.mute()
		_, err := integers(t.Context(), t.eng, t.one)
		wants(t, "query", err, context.DeadlineExceeded)
		if errors.Is(err, azoth.ErrPoolTimeout) {
			t.Errorf("the pool had room: %v", err)
		}
		t.settled(0)
	}, azoth.ConnectTimeout(200*time.Millisecond))
}

const (
	rightPassword = "r1ght&pass/word%"
	wrongPassword = "wr0ng&pass/word%"
)

// login makes a user who has a password, and gives the URL that logs in as one. Of
// PostgreSQL's only those in the role azoth_password are asked for theirs, by a line
// that scripts/servers adds to pg_hba.conf.
func login(t *trial) *driver.URL {
	t.Helper()
	name := fmt.Sprintf("azoth_login_%d", time.Now().UnixNano())
	for _, statement := range map[string][]string{
		"postgresql": {"CREATE ROLE " + name + " LOGIN PASSWORD '" + rightPassword + "' IN ROLE azoth_password"},
		"mariadb":    {"CREATE USER " + name + "@'127.0.0.1' IDENTIFIED BY '" + rightPassword + "'", "GRANT ALL ON *.* TO " + name + "@'127.0.0.1'"},
		"firebird":   {"CREATE USER " + name + " PASSWORD '" + rightPassword + "'"},
	}[t.server.Name] {
		execute(t, t.admin, statement)
	}
	t.Cleanup(func() {
		drop := map[string]string{"postgresql": "DROP ROLE ", "mariadb": "DROP USER ", "firebird": "DROP USER "}[t.server.Name] + name
		if t.server.Name == "mariadb" {
			drop += "@'127.0.0.1'"
		}
		execute(t, t.admin, drop)
	})
	url, err := driver.ParseURL(t.url)
	if err != nil {
		t.Fatal(err)
	}
	url.Username = name
	return url
}

// A password is refused, and shown nowhere: not in the error nor in what it wraps,
// not in the log, not in an event, not in the engine.
func TestWrongPassword(t *testing.T) {
	onServers(t, func(t *trial) {
		url := login(t)
		url.Password = wrongPassword
		var log bytes.Buffer
		var events []error
		logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		eng := open(t, url.Reveal(), azoth.Echo(logger), azoth.Listen(func(_ context.Context, e azoth.Event) { events = append(events, e.Err) }))
		_, err := eng.Connect(t.Context())
		wants(t, "connect", err, azoth.ErrConnection)
		failure, ok := errors.AsType[*azoth.DBError](err)
		if !ok || failure.State == "" && failure.Code == 0 {
			t.Errorf("the error does not say what the server answered: %#v", failure)
		}
		if ok {
			events = append(events, failure, failure.Err)
		}
		for _, err := range append(events, err) {
			for ; err != nil; err = errors.Unwrap(err) {
				if strings.Contains(err.Error(), "wr0ng") {
					t.Errorf("the password is shown: %v", err)
				}
			}
		}
		for what, text := range map[string]string{"log": log.String(), "engine": fmt.Sprintf("%v %+v %#v %s", eng, eng, eng, eng.URL())} {
			if text == "" || strings.Contains(text, "wr0ng") {
				t.Errorf("the %s shows the password, or nothing: %s", what, text)
			}
		}
		if status := eng.Status(); status.Open != 0 {
			t.Errorf("a connection was kept that was refused: %v", status)
		}
		eng.Close()

		url.Password = rightPassword
		eng = open(t, url.Reveal())
		if err := eng.Ping(t.Context()); err != nil {
			t.Errorf("the right password: %v", err)
		}
		eng.Close()
		t.settled(0)
	})
}
