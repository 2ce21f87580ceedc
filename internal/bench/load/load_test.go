package load

import (
	"strings"
	"testing"
	"time"
)

const said = `Running 2s test @ http://127.0.0.1:8080/
  1 threads and 32 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.19ms  623.35us  14.63ms   91.92%
    Req/Sec    27.66k     3.10k   32.28k    75.00%
  Latency Distribution
     50%    1.06ms
     75%    1.30ms
     90%    1.70ms
     99%  978.00us
  55079 requests in 2.01s, 33.67MB read
Requests/sec:  27463.13
Transfer/sec:     16.79MB
`

func TestParse(t *testing.T) {
	got, err := parse(said)
	if want := (Result{27463.13, 1060 * time.Microsecond, 978 * time.Microsecond}); err != nil || got != want {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
	for _, bad := range []string{
		"",
		strings.Replace(said, "Requests/sec", "  Non-2xx or 3xx responses: 12\nRequests/sec", 1),
		strings.Replace(said, "Requests/sec", "  Socket errors: connect 0, read 3, write 0, timeout 0\nRequests/sec", 1),
		strings.Replace(said, "     99%", "     98%", 1),
		strings.Replace(said, "27463.13", "many", 1),
		strings.Replace(said, "978.00us", "fast", 1),
	} {
		if got, err := parse(bad); err == nil {
			t.Errorf("%q gives %v", bad, got)
		}
	}
}
