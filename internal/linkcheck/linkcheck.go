// Package linkcheck asks other hosts whether what a site links to is still there.
//
// It is a polite guest. A host gets one request at a time, several hosts are asked at once. Each address
// is asked for with HEAD, and with GET only where the answer to that says little; hardly any of a body
// is read. Redirects are followed a few times and only to http and https; no cookies, credentials or
// referrers are sent. A host that asks for patience (RFC 9110, 10.2.3: Retry-After) gets it once, within bounds,
// and one that can't be reached isn't asked again. Good answers are kept for a week in a [Cache].
//
// robots.txt isn't read: it is about crawlers, which follow links, and this follows none; it does what a
// reader's click does, once.
//
// Whoever can open a pull request decides what is asked for, and a site that is linked to decides where that leads. So
// no request goes to an address that isn't public, such as a service of an internal network or of the machine itself,
// unless that is asked for ([PrivateTransport]), nor to a port that browsers refuse.
package linkcheck

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"baken.example/baken/internal/diag"
)

// Link is a link to another host, and where it stands.
type Link struct {
	URL, File string
	diag.Pos
}

// Options are how hosts are asked. All but Cache and Progress are required.
type Options struct {
	// Transport sends one request. [Transport] makes one that fits.
	Transport http.RoundTripper
	// Agent is the User-Agent header.
	Agent string
	// Timeout is for one request, Patience the longest wait that a host may ask for.
	Timeout, Patience time.Duration
	// Hosts is how many are asked at once.
	Hosts int
	// Wait returns after a time, or when the context ends.
	Wait func(context.Context, time.Duration) error
	// Cache has earlier answers, and is given the new ones; nil means none.
	Cache *Cache
	// Progress is told how many addresses are done; nil means nobody wants to know.
	Progress func(done, total int)
}

// Result is what came of asking.
type Result struct {
	Findings diag.List
	// Undecided is how many addresses nothing can be said of: their host wants a login, is
	// overloaded, or doesn't answer programs.
	Undecided int
	// Unasked is how many of Total addresses weren't asked for, or didn't get to answer, because the context ended.
	Unasked, Total int
}

// Agent returns what a checker of the site at a base URL calls itself.
func Agent(base string) string { return "Baken-link-check (+" + base + "/)" }

// Check asks for every link once, however many places it stands at. The error says that the
// network can't be reached, or is the context's cause: then the result has what came of the addresses that were
// answered for, and the cache has the good answers among them.
func Check(ctx context.Context, links []Link, o Options) (Result, error) {
	places := map[string][]Link{}
	for _, l := range links {
		u, err := url.Parse(l.URL)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			continue // Whoever read the link has a finding for that.
		}
		u.Fragment, u.RawFragment = "", ""
		places[u.String()] = append(places[u.String()], l)
	}
	answers, err := ask(ctx, places, o)
	r := Result{Total: len(places), Unasked: len(places) - len(answers)}
	for address, at := range places {
		a, ok := answers[address]
		if !ok {
			continue
		}
		if a.undecided {
			r.Undecided++
		}
		for _, l := range at {
			a.report(l, &r.Findings)
		}
	}
	return r, err
}

// report says what an answer means for a link.
func (a answer) report(l Link, list *diag.List) {
	shown := l.URL
	if u, err := url.Parse(l.URL); err == nil {
		shown = u.Redacted()
	}
	switch {
	case a.problem != "":
		list.Add(l.File, l.Pos, diag.LinkExternal, a.remedy(), "link to %.200q: %s", shown, a.problem)
	case a.moved != "":
		to := a.moved
		if _, fragment, ok := strings.Cut(l.URL, "#"); ok && !strings.Contains(to, "#") {
			to += "#" + fragment
		}
		list.Add(l.File, l.Pos, diag.LinkMoved, "write "+to, "link to %.200q: it has moved for good", shown)
	}
}

func (a answer) remedy() string {
	if a.hint != "" {
		return a.hint
	}
	return "find where it is now, or take the link out"
}

// ask asks for addresses, host by host.
func ask(ctx context.Context, places map[string][]Link, o Options) (map[string]answer, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	c := &checker{Options: o, cancel: cancel, hosts: map[string]*sync.Mutex{}, unreached: map[string]error{}}
	answers := map[string]answer{}
	byHost := map[string][]string{}
	for address := range places {
		if a, ok := o.Cache.get(address); ok {
			answers[address] = a
			continue
		}
		host := hostOf(address)
		byHost[host] = append(byHost[host], address)
	}
	total := len(places)
	var mu sync.Mutex
	report := func() {
		if o.Progress != nil {
			o.Progress(len(answers), total)
		}
	}
	report()
	queue := make(chan []string)
	var group sync.WaitGroup
	for range min(o.Hosts, len(byHost)) {
		group.Go(func() {
			for addresses := range queue {
				c.askHost(ctx, addresses, func(address string, a answer) {
					mu.Lock()
					defer mu.Unlock()
					answers[address] = a
					report()
				})
			}
		})
	}
	for _, host := range sortedKeys(byHost) {
		slices.Sort(byHost[host])
		queue <- byHost[host]
	}
	close(queue)
	group.Wait()
	if err := c.offline(); err != nil {
		return nil, err
	}
	for address, a := range answers {
		o.Cache.put(address, a)
	}
	return answers, context.Cause(ctx)
}

// askHost asks for the addresses of one host, one after the other.
func (c *checker) askHost(ctx context.Context, addresses []string, done func(string, answer)) {
	var slow int
	for i, address := range addresses {
		if ctx.Err() != nil {
			return
		}
		a := c.answer(ctx, address)
		if ctx.Err() != nil {
			return // It says more of the context than of the host.
		}
		done(address, a)
		if a.timeout {
			slow++
		}
		if a.unreachable || slow >= maxTimeouts {
			for _, rest := range addresses[i+1:] {
				done(rest, a)
			}
			return
		}
	}
}

// maxTimeouts is after how many addresses that don't answer in time the rest of a host isn't asked for.
const maxTimeouts = 3

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// offline returns why the network can't be reached, if it can't: no host answered anything, and that is
// the fault of more hosts than can have gone at once, or of none of them.
func (c *checker) offline() error {
	if c.answered || len(c.unreached) == 0 {
		return nil
	}
	hosts := sortedKeys(c.unreached)
	for _, h := range hosts {
		if !ours(c.unreached[h]) && len(hosts) < manyHosts {
			return nil
		}
	}
	return fmt.Errorf("the network can't be reached: %w", c.unreached[hosts[0]])
}

// manyHosts don't go at once.
const manyHosts = 5
