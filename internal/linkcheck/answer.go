package linkcheck

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"
)

// answer is the result of checking an address.
type answer struct {
	// problem describes the problem, and hint its remedy. Both are empty for a working address.
	problem, hint string
	// moved is the address that permanent redirects lead to, or "".
	moved string
	// undecided reports whether the result doesn't say whether the address works.
	undecided bool
	// unreachable reports whether the result applies to the whole host, timeout whether the request
	// timed out.
	unreachable, timeout bool
}

// checker is the shared state of a run.
type checker struct {
	Options
	cancel context.CancelCauseFunc

	mu sync.Mutex
	// hosts holds a lock for each host, so that it gets one request at a time.
	hosts map[string]*sync.Mutex
	// answered reports whether any host has answered. unreached holds the hosts that couldn't be
	// connected to, with the errors.
	answered  bool
	unreached map[string]error
}

// maxRedirects is the number of redirects that are followed, as in the Fetch Standard.
const maxRedirects = 20

// answer requests an address and follows its redirects.
func (c *checker) answer(ctx context.Context, address string) answer {
	u, err := url.Parse(address)
	if err != nil {
		return answer{problem: "it isn't an address"}
	}
	if u.User != nil {
		return answer{problem: "it has a name or password in it, which everybody can read", hint: "write the address without them"}
	}
	var a answer
	permanent := true
	seen := map[string]bool{}
	for step := range maxRedirects + 1 {
		seen[u.String()] = true
		status, location, err := c.request(ctx, u)
		if step > 0 && refused(err) {
			// The host of the link works; only its redirect leads to an address that is refused.
			return answer{problem: "it leads on to " + u.Host + ", and " + explain(err, u).problem, hint: explain(err, u).hint}
		}
		if err != nil {
			return explain(err, u)
		}
		if status < 300 || status >= 400 || location == "" {
			problem, undecided := classify(status)
			if problem != "" || undecided {
				a = answer{problem: problem, undecided: undecided}
			}
			return a
		}
		next, err := u.Parse(location)
		switch {
		case err != nil || next.Host == "":
			return answer{problem: "it leads on to what isn't an address"}
		case next.Scheme != "http" && next.Scheme != "https":
			return answer{problem: "it leads on to an address of the scheme " + strconv.Quote(next.Scheme)}
		}
		next.User = nil
		// An address counts as permanent only if every redirect before it is.
		if permanent = permanent && (status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect); permanent {
			a.moved = next.String()
		}
		next.Fragment, next.RawFragment = "", ""
		if seen[next.String()] {
			return answer{problem: "it leads on in circles"}
		}
		u = next
	}
	return answer{problem: "it leads on, and on, without an end"}
}

// classify interprets the status after the last redirect.
func classify(status int) (problem string, undecided bool) {
	switch {
	case status >= 200 && status < 400:
		return "", false
	case status == http.StatusNotFound:
		return "there is nothing at this address (404)", false
	case status == http.StatusGone:
		return "it has gone for good (410)", false
	case status == http.StatusUnavailableForLegalReasons:
		return "it may not be shown any more (451)", false
	case status >= 500 && status != http.StatusServiceUnavailable && status != http.StatusNotImplemented && status < 600:
		return "its server fails (" + strconv.Itoa(status) + ")", false
	}
	// Logins, rate limits and servers that refuse programs: readers may get an answer.
	return "", true
}

// request sends HEAD and, if that is inconclusive, GET. It returns the status and the Location
// header.
func (c *checker) request(ctx context.Context, u *url.URL) (status int, location string, err error) {
	for _, method := range []string{http.MethodHead, http.MethodGet} {
		status, location, err = c.sendWithRetry(ctx, method, u)
		if err == nil && (status < 400 || status == http.StatusTooManyRequests) || err != nil && !malformedAnswer(err) {
			return status, location, err
		}
	}
	return status, location, err
}

// sendWithRetry sends a request, and retries it once after the time of a Retry-After header.
func (c *checker) sendWithRetry(ctx context.Context, method string, u *url.URL) (int, string, error) {
	status, location, after, err := c.send(ctx, method, u)
	if err != nil || status != http.StatusTooManyRequests && status != http.StatusServiceUnavailable || after < 0 || after > c.Patience {
		return status, location, err
	}
	if err := c.Wait(ctx, after); err != nil {
		return 0, "", err
	}
	status, location, _, err = c.send(ctx, method, u)
	return status, location, err
}

// maxBody is the number of bytes of a body that are read. A connection is reused if the body is
// shorter.
const maxBody = 2 << 10

// send sends one request, while holding the lock of the host. after is the value of Retry-After, or
// -1.
func (c *checker) send(ctx context.Context, method string, u *url.URL) (status int, location string, after time.Duration, err error) {
	host := c.host(u)
	host.Lock()
	defer host.Unlock()
	limited, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(limited, method, u.String(), nil)
	if err != nil {
		return 0, "", -1, err
	}
	request.Header.Set("User-Agent", c.Agent)
	request.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	response, err := c.Transport.RoundTrip(request)
	if err != nil {
		if ctx.Err() == nil {
			c.recordFailure(u, err)
		}
		return 0, "", -1, err
	}
	_, _ = io.CopyN(io.Discard, response.Body, maxBody) // Only the header is used.
	_ = response.Body.Close()
	c.mu.Lock()
	c.answered = true
	c.mu.Unlock()
	return response.StatusCode, response.Header.Get("Location"), retryAfter(response.Header.Get("Retry-After")), nil
}

// retryAfter parses a Retry-After header in seconds. It returns -1 for other values; dates are
// rare.
func retryAfter(value string) time.Duration {
	seconds, err := strconv.Atoi(value)
	if err != nil || seconds < 0 || seconds > 24*60*60 {
		return -1
	}
	return time.Duration(seconds) * time.Second
}

func (c *checker) host(u *url.URL) *sync.Mutex {
	c.mu.Lock()
	defer c.mu.Unlock()
	name := hostOf(u.String())
	if c.hosts[name] == nil {
		c.hosts[name] = new(sync.Mutex)
	}
	return c.hosts[name]
}

// recordFailure records a host that couldn't be reached. It cancels the run if so many can't that
// the network must be down.
func (c *checker) recordFailure(u *url.URL, err error) {
	if refused(err) || !unreachable(err) && !errors.Is(err, context.DeadlineExceeded) {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.unreached[hostOf(u.String())] = err
	if !c.answered && len(c.unreached) >= manyHosts {
		if err := c.offline(); err != nil {
			c.cancel(err)
		}
	}
}
