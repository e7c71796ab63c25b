package main

import (
	"io"
	"net"
	"sync/atomic"
	"time"
)

// A proxy stands between clients and a server. What is sent to the server
// arrives there latency later; how often a client sent something after it had
// heard from the server is counted.
type proxy struct {
	listener   net.Listener
	latency    time.Duration
	roundTrips atomic.Int64
}

func newProxy(server string, latency time.Duration) (*proxy, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &proxy{listener: listener, latency: latency}
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			upstream, err := net.Dial("tcp", server)
			if err != nil {
				client.Close()
				continue
			}
			p.relay(client, upstream)
		}
	}()
	return p, nil
}

func (p *proxy) address() string { return p.listener.Addr().String() }

func (p *proxy) close() { p.listener.Close() }

type packet struct {
	data []byte
	due  time.Time
}

func (p *proxy) relay(client, server net.Conn) {
	var heard atomic.Bool
	heard.Store(true)
	packets := make(chan packet, 1024)
	go func() {
		defer close(packets)
		for {
			buffer := make([]byte, 64<<10)
			n, err := client.Read(buffer)
			if n > 0 {
				if heard.Swap(false) {
					p.roundTrips.Add(1)
				}
				packets <- packet{buffer[:n], time.Now().Add(p.latency)}
			}
			if err != nil {
				return
			}
		}
	}()
	go func() {
		defer server.Close()
		for packet := range packets {
			time.Sleep(time.Until(packet.due))
			if _, err := server.Write(packet.data); err != nil {
				client.Close()
			}
		}
	}()
	go func() {
		defer client.Close()
		buffer := make([]byte, 64<<10)
		for {
			n, err := server.Read(buffer)
			if n > 0 {
				heard.Store(true)
				if _, err := client.Write(buffer[:n]); err != nil {
					return
				}
			}
			if err == io.EOF || err != nil {
				return
			}
		}
	}()
}
