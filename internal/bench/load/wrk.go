// Package load starts web servers and loads them.
//
// The load comes from wrk, a program in C: with client and servers on one machine, a client that
// takes more time for a request than the servers, as those in Go do, would make them equal.
package load

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
	"time"
)

// ErrNoWrk says that the program which makes the requests isn't there.
var ErrNoWrk = errors.New("no wrk on PATH: servers aren't measured (Debian: apt-get install wrk)")

// Result is how a server answered.
type Result struct {
	// Requests were answered in each second.
	Requests float64
	P50, P99 time.Duration
}

// Run asks for a URL again and again over connections that stay open, in an encoding. Answers that
// aren't a success, and connections that fail, are errors.
func Run(ctx context.Context, url, encoding string, connections int, duration time.Duration) (Result, error) {
	wrk, err := exec.LookPath("wrk")
	if err != nil {
		return Result{}, ErrNoWrk
	}
	seconds := max(1, int(duration.Seconds()))
	out, err := exec.CommandContext(ctx, wrk, "--threads", "1", "--connections", strconv.Itoa(connections),
		"--duration", strconv.Itoa(seconds)+"s", "--latency", "--header", "Accept-Encoding: "+encoding, url).CombinedOutput()
	if err != nil {
		return Result{}, fmt.Errorf("run wrk: %w\n%s", err, out)
	}
	return parse(string(out))
}

var (
	latency  = regexp.MustCompile(`(?m)^\s+(50|99)%\s+(\S+)$`)
	requests = regexp.MustCompile(`(?m)^Requests/sec:\s+(\S+)$`)
	failures = regexp.MustCompile(`(?m)^\s*(Socket errors|Non-2xx or 3xx responses):.*$`)
)

// parse reads what wrk prints.
func parse(text string) (Result, error) {
	if failure := failures.FindString(text); failure != "" {
		return Result{}, fmt.Errorf("wrk: %s", failure)
	}
	var r Result
	found := requests.FindStringSubmatch(text)
	if found == nil {
		return r, fmt.Errorf("read what wrk says: no requests per second in\n%s", text)
	}
	var err error
	if r.Requests, err = strconv.ParseFloat(found[1], 64); err != nil {
		return r, fmt.Errorf("read what wrk says: %w", err)
	}
	for _, m := range latency.FindAllStringSubmatch(text, -1) {
		// wrk writes durations as Go does: 1.23ms, 456.00us, 1.02s.
		d, err := time.ParseDuration(m[2])
		if err != nil {
			return r, fmt.Errorf("read what wrk says: %w", err)
		}
		if m[1] == "50" {
			r.P50 = d
		} else {
			r.P99 = d
		}
	}
	if r.Requests == 0 || r.P50 == 0 || r.P99 == 0 {
		return r, fmt.Errorf("read what wrk says: no latencies or no requests in\n%s", text)
	}
	return r, nil
}
