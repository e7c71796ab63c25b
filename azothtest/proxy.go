package azothtest

import (
	"io"
	"net"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/azoth-go/azoth/driver"
)

// A Proxy stands between engines and a server. It delays what is sent to the
// server and counts round trips, so that a test can tell what goes out together
// from what waits for an answer.
type Proxy struct {
	url       string
	roundTrip atomic.Int64
}

// NewProxy listens in front of the server of a database URL, until the test
// ends. Whatever is sent to the server arrives there latency later.
func NewProxy(t testing.TB, url string, latency time.Duration) *Proxy {
	t.Helper()
	parsed, err := driver.ParseURL(url)
	if err != nil {
		t.Fatal(err)
	}
	var server Database
	for _, d := range Databases(t) {
		if known, err := driver.ParseURL(d.standard); err == nil && known.Dialect == parsed.Dialect {
			server = d
		}
	}
	if server.Name == "" && (parsed.Host == "" || parsed.Port == 0) {
		t.Fatalf("proxy: %s has no host and port to connect to", parsed)
	}
	address := server.address(parsed)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}

	own := *parsed
	own.Host = "127.0.0.1"
	own.Port = listener.Addr().(*net.TCPAddr).Port
	p := &Proxy{url: own.Reveal()}
	var relays sync.WaitGroup
	var mutex sync.Mutex
	var open []net.Conn
	closed := false
	relays.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			upstream, err := net.Dial("tcp", address)
			if err != nil {
				client.Close()
				continue
			}
			mutex.Lock()
			open = append(open, client, upstream)
			if closed {
				client.Close()
				upstream.Close()
			}
			mutex.Unlock()
			p.relay(&relays, client, upstream, latency)
		}
	})
	t.Cleanup(func() {
		listener.Close()
		mutex.Lock()
		closed = true
		for _, conn := range open {
			conn.Close()
		}
		mutex.Unlock()
		relays.Wait()
	})
	return p
}

// URL is that of the database through the proxy.
func (p *Proxy) URL() string { return p.url }

// RoundTrips is the number of times, since the last Reset, that a client sent
// something after it had heard from the server: what is sent at one go counts
// once, however many statements it holds. Connecting takes some, too.
func (p *Proxy) RoundTrips() int { return int(p.roundTrip.Load()) }

// Reset sets the number of round trips to 0.
func (p *Proxy) Reset() { p.roundTrip.Store(0) }

// A chunk is what was read at once, and when it may be passed on.
type chunk struct {
	data []byte
	due  time.Time
}

func (p *Proxy) relay(relays *sync.WaitGroup, client, server net.Conn, latency time.Duration) {
	// heard says that the client got something since it last sent.
	var heard atomic.Bool
	heard.Store(true)
	chunks := make(chan chunk, 1024)
	relays.Go(func() {
		defer close(chunks)
		for {
			buffer := make([]byte, 32*1024)
			n, err := client.Read(buffer)
			if n > 0 {
				if heard.Swap(false) {
					p.roundTrip.Add(1)
				}
				chunks <- chunk{buffer[:n], time.Now().Add(latency)}
			}
			if err != nil {
				return
			}
		}
	})
	relays.Go(func() {
		defer server.Close()
		for c := range chunks {
			time.Sleep(time.Until(c.due))
			if _, err := server.Write(c.data); err != nil {
				client.Close()
				for range chunks {
				}
				return
			}
		}
	})
	relays.Go(func() {
		defer client.Close()
		_, _ = io.Copy(writerFunc(func(data []byte) (int, error) {
			heard.Store(true)
			return client.Write(data)
		}), server)
	})
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(data []byte) (int, error) { return f(data) }

// Address is the host and port that the proxy listens on.
func (p *Proxy) Address() string {
	url, err := driver.ParseURL(p.url)
	if err != nil {
		return ""
	}
	return net.JoinHostPort(url.Host, strconv.Itoa(url.Port))
}
