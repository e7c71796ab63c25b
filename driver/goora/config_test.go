package goora

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/driver"
	goora "github.com/sijms/go-ora/v2"
	"github.com/sijms/go-ora/v2/configurations"
)

func parseURL(t *testing.T, text string) *driver.URL {
	t.Helper()
	url, err := driver.ParseURL(text)
	if err != nil {
		t.Fatal(err)
	}
	return url
}

// TestConfig has go-ora read what a URL becomes.
func TestConfig(t *testing.T) {
	c, err := configOf(parseURL(t, "oracle://scott:ti%2Fger%3F@db.example:1522/orcl.example?timeout=30s&ssl=true&ssl_verify=false&prefetch_rows=500&lob_fetch=stream&national_strings=true"))
	if err != nil {
		t.Fatal(err)
	}
	read, err := goora.ParseConfig(c.source)
	if err != nil {
		t.Fatal(err)
	}
	server := read.Servers[0]
	if !c.national || read.UserID != "scott" || read.Password != "ti/ger?" || server.Addr != "db.example" || server.Port != 1522 || read.ServiceName != "orcl.example" ||
		read.SessionInfo.Timeout != 30*time.Second || !read.SSL || read.SSLVerify || read.PrefetchRows != 500 || read.Lob != configurations.STREAM {
		t.Errorf("%+v", read)
	}
	c, err = configOf(parseURL(t, "oracle://scott:tiger@/?sid=XE"))
	if err != nil {
		t.Fatal(err)
	}
	if read, err = goora.ParseConfig(c.source); err != nil || read.SID != "XE" || read.Servers[0].Addr != "127.0.0.1" || read.Servers[0].Port != 1521 {
		t.Errorf("%+v, %v", read, err)
	}
}

func TestConfigErrors(t *testing.T) {
	for options, part := range map[string]string{
		"/orcl?time_out=5s":            `did you mean "timeout"?`,
		"/orcl?TRACE%20FILE=x":         "TRACE FILE",
		"/orcl?timeout=5":              "timeout=5",
		"/orcl?timeout=10ms":           "timeout=10ms",
		"/orcl?ssl=maybe":              "ssl=maybe",
		"/orcl?prefetch_rows=many":     "prefetch_rows=many",
		"/orcl?lob_fetch=later":        "LOB FETCH",
		"/orcl?national_strings=maybe": "national_strings=maybe",
		"/":                            "no service",
	} {
		_, err := azoth.Open("oracle://scott:n0t-th1s@localhost" + options)
		if err == nil || !strings.Contains(err.Error(), part) || strings.Contains(err.Error(), "n0t-th1s") {
			t.Errorf("%s: %v", options, err)
		}
	}
}

// TestConnectErrors tries the real go-ora on what is no server.
func TestConnectErrors(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	accepted := make(chan net.Conn, 8)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			accepted <- conn
		}
	}()
	eng, err := azoth.Open("oracle://scott:n0t-th1s@" + address + "/orcl")
	if err != nil {
		t.Fatal(err)
	}
	defer eng.Close()
	// Nobody answers.
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := eng.Ping(ctx); !errors.Is(err, context.DeadlineExceeded) || strings.Contains(err.Error(), "n0t-th1s") {
		t.Errorf("no answer: %v", err)
	}
	listener.Close()
	(<-accepted).Close()
	// Nothing listens.
	if err := eng.Ping(t.Context()); !errors.Is(err, azoth.ErrConnection) || strings.Contains(err.Error(), "n0t-th1s") {
		t.Errorf("nothing listens: %v", err)
	}
	if status := eng.Status(); status.Open != 0 || status.InUse != 0 {
		t.Errorf("afterwards: %v", status)
	}
}
