package server

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"baken.example/baken/internal/secureheader"
)

// conn is a connection of a gate. It notes since when it has done nothing but take up room, so that
// the gate can tell a client that works from one that waits.
type conn struct {
	net.Conn
	gate *gate
	// network is the client's address, or for IPv6 its network of 64 bits.
	network string
	// waiting is since when the server waits for the client, in nanoseconds of the gate's clock: for a
	// request, the rest of one, or that it reads on. It is 0 while the client waits for the server.
	waiting atomic.Int64
	// serving reports that a handler has the connection.
	serving atomic.Bool
	closed  atomic.Bool
}

// chunk is how much is written in one step: a client that takes as much has made progress.
const chunk = 32 << 10

// Write writes in steps. What the server says without a handler, to a request that it can't read,
// gets the security headers of every other answer here: net/http writes it past all handlers.
func (c *conn) Write(b []byte) (int, error) {
	serving := c.serving.Load()
	if !serving {
		if line, rest, ok := bytes.Cut(b, []byte("\r\n")); ok && bytes.HasPrefix(line, []byte("HTTP/1.")) {
			var out bytes.Buffer
			out.Write(line)
			out.WriteString("\r\n")
			for _, field := range secureheader.Fields(secureheader.Sandbox) {
				out.WriteString(field.Name + ": " + field.Value + "\r\n")
			}
			out.Write(rest)
			if _, err := c.Conn.Write(out.Bytes()); err != nil {
				return 0, err
			}
			return len(b), nil
		}
		return c.Conn.Write(b)
	}
	written := 0
	for {
		step := b[written:min(len(b), written+chunk)]
		c.waits()
		n, err := c.Conn.Write(step)
		c.works()
		written += n
		if err != nil || written == len(b) {
			return written, err
		}
	}
}

// Close closes the connection and makes room for another one.
func (c *conn) Close() error {
	if !c.closed.Swap(true) {
		defer c.gate.release(c)
	}
	return c.Conn.Close()
}

// evict ends the connection. What hasn't been sent is given up, for it keeps memory of the system.
func (c *conn) evict() {
	if tcp, ok := c.Conn.(*net.TCPConn); ok && c.serving.Load() {
		_ = tcp.SetLinger(0) // it is closed anyway
	}
	_ = c.Close()
}

func (c *conn) waits() { c.waiting.Store(c.gate.now()) }
func (c *conn) works() { c.waiting.Store(0) }

// connKey is the key of a connection in the context of its requests. net/http has no other way from
// a request to its connection.
type connKey struct{}

// noting returns a handler that notes on the connection for whom it waits, and closes connections on
// which the next request may begin elsewhere than a proxy before this server believes: RFC 9112,
// section 6.1, asks for that after a request with both Content-Length and Transfer-Encoding. net/http
// removes the first of them, so it is done after every request with a Transfer-Encoding, which no
// browser sends, and after those in HTTP/1.0, in which it is no part of the protocol.
func noting(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.TransferEncoding) > 0 || !r.ProtoAtLeast(1, 1) {
			w.Header().Set("Connection", "close")
		}
		if c, ok := r.Context().Value(connKey{}).(*conn); ok {
			c.serving.Store(true)
			c.works()
			if r.Body != nil && r.Body != http.NoBody {
				r.Body = &requestBody{r.Body, c}
			}
		}
		h.ServeHTTP(w, r)
	})
}

// requestBody is the body of a request. While it is read, the server waits for the client, from the first byte
// on: one that sends a byte now and then makes no progress.
type requestBody struct {
	io.ReadCloser
	conn *conn
}

func (b *requestBody) Read(into []byte) (int, error) {
	if b.conn.waiting.Load() == 0 {
		b.conn.waits()
	}
	n, err := b.ReadCloser.Read(into)
	if err != nil {
		b.conn.works()
	}
	return n, err
}

// since returns for how long the server has waited for the client, 0 if it doesn't.
func (c *conn) since(now int64) time.Duration {
	if w := c.waiting.Load(); w != 0 {
		return max(1, time.Duration(now-w))
	}
	return 0
}
