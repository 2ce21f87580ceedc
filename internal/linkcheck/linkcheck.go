// Package linkcheck checks the external links of a site.
//
// It limits the load on other hosts. A host gets one request at a time; several hosts are checked
// concurrently. Each address is requested with HEAD, and with GET only if that is inconclusive; at
// most a few kilobytes of a body are read. A limited number of redirects is followed, only to http
// and https. No cookies, credentials or referrers are sent. Retry-After (RFC 9110, section 10.2.3)
// is honoured once, within a limit, and a host that can't be reached isn't requested again. A
// [Cache] keeps answers without problems for a week.
//
// robots.txt isn't read, because it addresses crawlers, which follow links. This package requests
// each address once, like a reader's click.
//
// Addresses are untrusted: the author of a pull request chooses the links, and a linked site its
// redirects. To prevent server-side request forgery, no request is sent to an address that isn't
// public, such as a service of an internal network or of the machine itself, unless the caller
// allows that ([PrivateTransport]), nor to a port that browsers block.
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

// Link is an external link and its position.
type Link struct {
	URL, File string
	diag.Pos
}

// Options configure a check. All fields except Cache and Progress are required.
type Options struct {
	// Transport sends a request; see the function [Transport].
	Transport http.RoundTripper
	// Agent is the User-Agent header.
	Agent string
	// Timeout is the limit for one request, Patience the limit on Retry-After.
	Timeout, Patience time.Duration
	// Hosts is the number of hosts that are checked concurrently.
	Hosts int
	// Wait sleeps for a duration, or until the context ends.
	Wait func(context.Context, time.Duration) error
	// Cache, unless nil, is consulted first, and updated with new answers.
	Cache *Cache
	// Progress, unless nil, is called with the number of addresses that have been checked.
	Progress func(done, total int)
}

// Result is the result of a check.
type Result struct {
	Findings diag.List
	// Undecided is the number of addresses without a conclusive answer: their host requires a
	// login, is overloaded, or refuses programs.
	Undecided int
	// Unasked is the number of addresses, of Total, that weren't checked because the context ended.
	Unasked, Total int
}

// Agent returns the User-Agent header for checking the site at a base URL.
func Agent(base string) string { return "Baken-link-check (+" + base + "/)" }

// Check requests the address of every link once, even if it is linked several times. It returns an
// error if the network can't be reached, or if the context ends: then the error is the context's
// cause, and the result and the cache have the answers until then.
func Check(ctx context.Context, links []Link, o Options) (Result, error) {
	places := map[string][]Link{}
	for _, l := range links {
		u, err := url.Parse(l.URL)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			continue // Such a link has a finding already.
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

// report adds the finding, if any, for a link with this answer.
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

// ask requests the addresses, grouped by host.
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

// askHost requests the addresses of one host, one after the other.
func (c *checker) askHost(ctx context.Context, addresses []string, done func(string, answer)) {
	var slow int
	for i, address := range addresses {
		if ctx.Err() != nil {
			return
		}
		a := c.answer(ctx, address)
		if ctx.Err() != nil {
			return // The answer is due to the context, not to the host.
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

// maxTimeouts is the number of timeouts after which the other addresses of a host are skipped.
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

// offline returns an error if the network can't be reached: no host has answered, and either at
// least manyHosts have failed or all failures are local.
func (c *checker) offline() error {
	if c.answered || len(c.unreached) == 0 {
		return nil
	}
	hosts := sortedKeys(c.unreached)
	for _, h := range hosts {
		if !localFault(c.unreached[h]) && len(hosts) < manyHosts {
			return nil
		}
	}
	return fmt.Errorf("the network can't be reached: %w", c.unreached[hosts[0]])
}

// manyHosts is a number of hosts that are unlikely to be down at the same time.
const manyHosts = 5
