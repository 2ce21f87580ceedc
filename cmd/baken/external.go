package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/audit"
	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/caching"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/linkcheck"
	"baken.example/baken/internal/pipeline"
)

// externalFlags are the flags for links to other hosts.
type externalFlags struct {
	check, private bool
	within         time.Duration
}

func (f *externalFlags) add(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.check, "external", false, "ask other hosts whether what links lead to is still there")
	cmd.Flags().BoolVar(&f.private, "private", false, "ask hosts of your own network and this machine too, with --external")
	cmd.Flags().DurationVar(&f.within, "within", hostsTime, "how long asking other hosts may take in all, with --external")
}

// verify refuses flags for nothing.
func (f *externalFlags) verify(cmd *cobra.Command) error {
	for _, name := range []string{"private", "within"} {
		if cmd.Flags().Changed(name) && !f.check {
			return usage.Errorf("--%s goes with --external", name)
		}
	}
	if f.within <= 0 {
		return usage.Errorf("--within %v is no time: write a number above 0 with a unit, as in --within 30m", f.within)
	}
	return nil
}

// Limits for requests to other hosts.
const (
	hostTimeout  = 20 * time.Second
	hostPatience = 30 * time.Second
	hostsAtOnce  = 16
	hostsTime    = 10 * time.Minute
)

// errTime is the cause of cancelling requests to other hosts at the deadline.
var errTime = errors.New("the time for it is over")

// checkExternal adds the findings about links to other hosts. The error may be that not all of them
// were asked; the findings about the rest are added all the same.
func checkExternal(ctx context.Context, s *command.State, p *pipeline.Result, f externalFlags, kept caching.Cache) error {
	var links []linkcheck.Link
	if f.check && p.Model != nil {
		for _, l := range audit.ExternalAddresses(p.Model) {
			links = append(links, linkcheck.Link(l))
		}
	}
	if len(links) == 0 {
		return nil
	}
	cache := kept.Links(s.Stderr, s.Now())
	done, progress := command.Progress(s.Stderr, "asking other hosts")
	transport := linkcheck.Transport
	if f.private {
		transport = linkcheck.PrivateTransport
	}
	ctx, cancel := context.WithTimeoutCause(ctx, f.within, errTime)
	defer cancel()
	result, err := linkcheck.Check(ctx, links, linkcheck.Options{
		Transport: transport(), Agent: linkcheck.Agent(p.BaseURL),
		Timeout: hostTimeout, Patience: hostPatience, Hosts: hostsAtOnce, Wait: wait,
		Cache: cache, Progress: progress,
	})
	done()
	p.Add(p.Documents.Locate(result.Findings))
	if result.Undecided > 0 {
		fmt.Fprintf(s.Stderr, "nothing can be said of %s elsewhere: the host asks for a login, or doesn't answer programs\n",
			command.Count(result.Undecided, "link"))
	}
	if cache != nil {
		if err := cache.Save(); err != nil {
			fmt.Fprintf(s.Stderr, "the answers of other hosts can't be kept: %v\n", err)
		}
	}
	return f.incomplete(result, err)
}

// incomplete returns the error that not all hosts were asked, with a remedy.
func (f *externalFlags) incomplete(r linkcheck.Result, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errTime):
		return fmt.Errorf("check links to other hosts: %w after %v: %d of %s weren't asked for; "+
			"run it again, since good answers are kept, or give it more time with --within", err, f.within, r.Unasked, addresses(r.Total))
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("check links to other hosts: interrupted: %d of %s weren't asked for", r.Unasked, addresses(r.Total))
	default:
		return fmt.Errorf("check links to other hosts: %w", err)
	}
}

// wait returns after a time, or when the context ends.
func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func addresses(n int) string {
	if n == 1 {
		return "1 address"
	}
	return fmt.Sprintf("%d addresses", n)
}
