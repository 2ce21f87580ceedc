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
	// problem says what is wrong with it, and hint what to do; there is none where it is there.
	problem, hint string
	// moved is the address to write instead, where it has one for good.
	moved string
	// undecided reports whether nothing is known.
	undecided bool
	// unreachable reports whether the same goes for the whole host, timeout whether it was too slow.
	unreachable, timeout bool
}

// checker is what the requests of a run share.
type checker struct {
	Options
	cancel context.CancelCauseFunc

	mu sync.Mutex
	// hosts has a lock for each host, which lets one request through at a time.
	hosts map[string]*sync.Mutex
	// answered tells that some host has answered something; unreached are those that couldn't be
	// connected to, and why.
	answered  bool
	unreached map[string]error
}

// maxRedirects is how many are followed, as browsers and the Fetch Standard do.
const maxRedirects = 20

// answer asks for an address and follows where it is sent.
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
			// The host that was linked to is there. Where it leads is its own affair.
			return answer{problem: "it leads on to " + u.Host + ", and " + explain(err, u).problem, hint: explain(err, u).hint}
		}
		if err != nil {
			return explain(err, u)
		}
		if status < 300 || status >= 400 || location == "" {
			problem, undecided := judge(status)
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
		// What is permanent ends with the first step that isn't.
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

// judge says what a status means that ends a journey.
func judge(status int) (problem string, undecided bool) {
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
	// Logins, rates, and servers that turn programs away: a reader may well be let in.
	return "", true
}

// request sends HEAD, and GET where that says little, and returns the status and where it leads on to.
func (c *checker) request(ctx context.Context, u *url.URL) (status int, location string, err error) {
	for _, method := range []string{http.MethodHead, http.MethodGet} {
		status, location, err = c.patiently(ctx, method, u)
		if err == nil && (status < 400 || status == http.StatusTooManyRequests) || err != nil && !odd(err) {
			return status, location, err
		}
	}
	return status, location, err
}

// patiently sends a request, and once more when the host has asked to come back later.
func (c *checker) patiently(ctx context.Context, method string, u *url.URL) (int, string, error) {
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

// littleOfBody is how much of a body is read, which lets short ones leave the connection for the next.
const littleOfBody = 2 << 10

// send sends one request, while no other goes to the host. after is the wait that the host asks for, or -1.
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
			c.failed(u, err)
		}
		return 0, "", -1, err
	}
	_, _ = io.CopyN(io.Discard, response.Body, littleOfBody) // What counts is in the header.
	_ = response.Body.Close()
	c.mu.Lock()
	c.answered = true
	c.mu.Unlock()
	return response.StatusCode, response.Header.Get("Location"), retryAfter(response.Header.Get("Retry-After")), nil
}

// retryAfter reads the seconds of a header, or -1. Dates are rare, and rarely near.
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

// failed notes a host that couldn't be reached, and ends the run when so many can't that it is the network.
func (c *checker) failed(u *url.URL, err error) {
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
