package connlimit

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"baken.example/baken/internal/secureheader"
)

// conn is a connection of a gate. It records since when the server has been waiting for the client,
// so that the gate can close idle and slow connections rather than busy ones.
type conn struct {
	net.Conn
	gate *gate
	// network is the client's IPv4 address or /64 network.
	network string
	// waitingSince is the time since which the server waits for the client, in nanoseconds of the
	// gate's clock: for a request, for the rest of one, or for the client to read. It is 0 while
	// the client waits for the server.
	waitingSince atomic.Int64
	// serving reports whether a handler is serving a request.
	serving atomic.Bool
	// receiving reports whether the body of the request hasn't been read to its end.
	receiving atomic.Bool
	closed    atomic.Bool
}

// chunk is the number of bytes that are written at a time. A client that reads as many makes
// progress.
const chunk = 32 << 10

// Write writes b in chunks. It adds the security headers to the responses that net/http writes
// without calling a handler, to requests that it can't parse.
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
		c.startWaiting()
		n, err := c.Conn.Write(step)
		c.stopWaiting()
		written += n
		if err != nil || written == len(b) {
			return written, err
		}
	}
}

// Read reads into b. While the body of a request is received, the server waits for the client, also
// where no handler reads it: net/http reads the rest of a body before it sends the response. A
// client that sends a byte now and then makes no progress, so it is waited for from the first read
// on.
func (c *conn) Read(b []byte) (int, error) {
	if c.receiving.Load() {
		now := c.gate.now()
		// The body may end at the same time, and net/http then reads ahead while the handler works.
		if c.waitingSince.CompareAndSwap(0, now) && !c.receiving.Load() {
			c.waitingSince.CompareAndSwap(now, 0)
		}
	}
	return c.Conn.Read(b)
}

// Close closes the connection and removes it from the gate.
func (c *conn) Close() error {
	if !c.closed.Swap(true) {
		defer c.gate.release(c)
	}
	return c.Conn.Close()
}

// evict closes the connection. Data that hasn't been sent is discarded, because it would hold
// kernel memory.
func (c *conn) evict() {
	if tcp, ok := c.Conn.(*net.TCPConn); ok && c.serving.Load() {
		_ = tcp.SetLinger(0) // the connection is closed in any case
	}
	_ = c.Close()
}

// hasArrived reports whether the client has sent something, while no request is being served, that
// the server hasn't come to read yet: on a busy machine that may take longer than the client did.
// If so, the server waits for the client from now on.
func (c *conn) hasArrived() bool {
	since := c.waitingSince.Load()
	if c.serving.Load() || since == 0 || !hasUnread(c.Conn) {
		return false
	}
	// Not if the request has been read meanwhile.
	c.waitingSince.CompareAndSwap(since, c.gate.now())
	return true
}

func (c *conn) startWaiting() { c.waitingSince.Store(c.gate.now()) }
func (c *conn) stopWaiting()  { c.waitingSince.Store(0) }

// connKey is the context key of a request's connection. net/http has no other way to find it.
type connKey struct{}

// trackConnections returns a handler that records on the connection whether the server waits for
// the client. It also closes connections on which request smuggling is possible: RFC 9112, section
// 6.1, requires that after a request with both Content-Length and Transfer-Encoding. net/http
// removes the former, so every request with a Transfer-Encoding, which no browser sends, closes its
// connection, and so does every request in HTTP/1.0, which doesn't define that header.
func trackConnections(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.TransferEncoding) > 0 || !r.ProtoAtLeast(1, 1) {
			w.Header().Set("Connection", "close")
		}
		if c, ok := r.Context().Value(connKey{}).(*conn); ok {
			c.serving.Store(true)
			c.stopWaiting()
			hasBody := r.Body != nil && r.Body != http.NoBody
			c.receiving.Store(hasBody)
			if hasBody {
				// A copy, since net/http looks at the body of its own request: a client that waits
				// for "100 Continue" sends none, and would be waited for.
				r = r.WithContext(r.Context())
				r.Body = &requestBody{r.Body, c}
			}
		}
		h.ServeHTTP(w, r)
	})
}

// requestBody is the body of a request. It records its end on the connection.
type requestBody struct {
	io.ReadCloser
	conn *conn
}

func (b *requestBody) Read(into []byte) (int, error) {
	n, err := b.ReadCloser.Read(into)
	if err != nil {
		b.conn.receiving.Store(false)
		b.conn.stopWaiting()
	}
	return n, err
}

// waited returns how long the server has been waiting for the client, or 0 if it isn't.
func (c *conn) waited(now int64) time.Duration {
	if w := c.waitingSince.Load(); w != 0 {
		return max(1, time.Duration(now-w))
	}
	return 0
}
