package faults

import (
	"context"
	"fmt"
	"net"
	"strconv"
	"strings"
	"testing"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/azoth-go/azoth/driver"
	"github.com/rs/zerolog"
)

// A network is what lies between an engine and its server, and what can go wrong
// there.
type network struct {
	t     testing.TB
	url   string // of the database through the network
	proxy *toxiproxy.Proxy
}

// newNetwork listens in front of the server of a URL.
func newNetwork(t testing.TB, url string) *network {
	t.Helper()
	parsed, err := driver.ParseURL(url)
	if err != nil {
		t.Fatal(err)
	}
	service := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop())
	n := &network{t: t, proxy: toxiproxy.NewProxy(service, t.Name(), "127.0.0.1:0", net.JoinHostPort(parsed.Host, strconv.Itoa(parsed.Port)))}
	n.up()
	t.Cleanup(n.proxy.Stop)
	_, port, err := net.SplitHostPort(n.proxy.Listen)
	if err != nil {
		t.Fatal(err)
	}
	parsed.Host = "127.0.0.1"
	if parsed.Port, err = strconv.Atoi(port); err != nil {
		t.Fatal(err)
	}
	n.url = parsed.Reveal()
	return n
}

// up lets connections through; down ends all and lets none through, as a server
// does that is not there.
func (n *network) up() {
	n.t.Helper()
	if err := n.proxy.Start(); err != nil {
		n.t.Fatal(err)
	}
}

func (n *network) down() { n.proxy.Stop() }

// toxic adds a fault of one direction.
func (n *network) toxic(kind, stream, attributes string) {
	n.t.Helper()
	spec := fmt.Sprintf(`{"type": %q, "stream": %q, "attributes": {%s}}`, kind, stream, attributes)
	if _, err := n.proxy.Toxics.AddToxicJson(strings.NewReader(spec)); err != nil {
		n.t.Fatal(err)
	}
}

// mute has no answer arrive: the server is reached, and seems to be thinking.
func (n *network) mute() { n.toxic("timeout", "downstream", `"timeout": 0`) }

// swallow has nothing arrive at the server, and nobody is told.
func (n *network) swallow() { n.toxic("timeout", "upstream", `"timeout": 0`) }

// cut ends connections when so many bytes of answers have passed.
func (n *network) cut(bytes int) {
	n.toxic("limit_data", "downstream", fmt.Sprintf(`"bytes": %d`, bytes))
}

// reset breaks connections with the next byte that the server sends.
func (n *network) reset() { n.toxic("reset_peer", "downstream", `"timeout": 0`) }

// clog lets hardly anything reach the server.
func (n *network) clog() { n.toxic("bandwidth", "upstream", `"rate": 1`) }

// linger keeps the server from seeing, for a while, that a connection was closed.
func (n *network) linger() { n.toxic("slow_close", "upstream", `"delay": 500`) }

// heal takes all faults away. Connections that met one may be lost.
func (n *network) heal() { n.proxy.Toxics.ResetToxics(context.Background()) }
