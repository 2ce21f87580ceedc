package systemtest

import (
	"bufio"
	"bytes"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/limit"
)

// Benchmark measures durable, acknowledged answers a second over HTTP on the loopback. It sends b.N
// answers, each from a network of its own, over 32 connections without pipelining. The clients
// share the machine with the service, so they are minimal.
func Benchmark(b *testing.B, s feedback.Store) {
	const connections = 32
	const plenty = 1 << 29 // all bounds are checked, and none is reached
	c := Config(s, slog.New(slog.DiscardHandler))
	c.Limits = limit.Limits{
		Window: time.Minute, Visitor: plenty, Network: plenty, All: plenty, Day: plenty,
		PageBrowser: plenty, PageAddress: plenty, PageNetwork: plenty,
	}
	h, err := feedback.New(c)
	if err != nil {
		b.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	server := &http.Server{Handler: h}
	go server.Serve(ln)
	defer server.Close()

	var all sync.WaitGroup
	var next atomic.Int64
	latencies := make([][]time.Duration, connections)
	b.ResetTimer()
	start := time.Now()
	for c := range connections {
		all.Go(func() {
			conn, err := net.Dial("tcp", ln.Addr().String())
			if err != nil {
				b.Error(err)
				return
			}
			defer conn.Close()
			in := bufio.NewReader(conn)
			for {
				n := next.Add(1)
				if n > int64(b.N) {
					return
				}
				begun := time.Now()
				if _, err := conn.Write(request(n)); err != nil {
					b.Error(err)
					return
				}
				if err := acknowledged(in); err != nil {
					b.Error(err)
					return
				}
				latencies[c] = append(latencies[c], time.Since(begun))
			}
		})
	}
	all.Wait()
	elapsed := time.Since(start)
	b.StopTimer()

	sorted := slices.Sorted(slices.Values(slices.Concat(latencies...)))
	b.ReportMetric(float64(len(sorted))/elapsed.Seconds(), "votes/s")
	for _, p := range []int{50, 99} {
		if len(sorted) > 0 {
			b.ReportMetric(float64(sorted[(len(sorted)-1)*p/100].Microseconds())/1000, fmt.Sprintf("p%d-ms", p))
		}
	}
	stored := 0
	for t, err := range s.Tallies(b.Context(), 0, 1<<20) {
		if err != nil {
			b.Fatal(err)
		}
		stored += t.Yes + t.No
	}
	if stored < len(sorted) {
		b.Errorf("%d acknowledged, %d stored", len(sorted), stored)
	}
}

// request returns the request of a browser that sends a form.
func request(n int64) []byte {
	body := fmt.Appendf(nil, "page=%%2Fxx%%2Fpage-%d%%2F&lang=xx&helpful=yes&id=%022d&comment=", n%50, n*0x9e3779b97f4a7c1&(1<<62-1))
	return fmt.Appendf(nil, "POST /api/feedback HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"+
		"Accept: application/json\r\nSec-Fetch-Site: same-origin\r\nX-Forwarded-For: 2001:%x:%x::1\r\nContent-Length: %d\r\n\r\n%s",
		n>>16&0xffff, n&0xffff, len(body), body)
}

// acknowledged reads a response, and returns an error unless it is 201.
func acknowledged(in *bufio.Reader) error {
	status, err := in.ReadSlice('\n')
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(status, []byte("HTTP/1.1 201 ")) {
		return fmt.Errorf("%s", status)
	}
	length := 0
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return err
		}
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			break
		}
		if value, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			if length, err = strconv.Atoi(string(value)); err != nil {
				return err
			}
		}
	}
	_, err = in.Discard(length)
	return err
}
