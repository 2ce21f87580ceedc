package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/audit"
	"baken.example/baken/internal/linkcheck"
	"baken.example/baken/internal/pipeline"
)

// externalFlags are about links to other hosts.
type externalFlags struct {
	check bool
	cache string
}

func (f *externalFlags) add(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.check, "external", false, "ask other hosts whether what links lead to is still there")
	cmd.Flags().StringVar(&f.cache, "cache", "", "where to keep good answers for a week, with --external (default in your cache directory)")
	_ = cmd.MarkFlagFilename("cache", "json")
}

// verify refuses a cache for nothing.
func (f *externalFlags) verify() error {
	if f.cache != "" && !f.check {
		return usageError{errors.New("--cache goes with --external")}
	}
	return nil
}

// What is asked of other hosts, and of the patience of whoever waits for it.
const (
	hostTimeout  = 20 * time.Second
	hostPatience = 30 * time.Second
	hostsAtOnce  = 16
)

// external adds what other hosts say to the findings.
func (a *app) external(ctx context.Context, p *pipeline.Portal, f externalFlags) error {
	var links []linkcheck.Link
	if f.check && p.Model != nil {
		for _, l := range audit.ExternalAddresses(p.Model) {
			links = append(links, linkcheck.Link(l))
		}
	}
	if len(links) == 0 {
		return nil
	}
	cache := a.linkCache(f.cache)
	done, progress := progress(a.stderr, "asking other hosts")
	result, err := linkcheck.Check(ctx, links, linkcheck.Options{
		Transport: linkcheck.Transport(), Agent: linkcheck.Agent(p.BaseURL),
		Timeout: hostTimeout, Patience: hostPatience, Hosts: hostsAtOnce, Wait: wait,
		Cache: cache, Progress: progress,
	})
	done()
	if err != nil {
		return fmt.Errorf("check links to other hosts: %w", err)
	}
	p.Add(result.Findings)
	if result.Undecided > 0 {
		fmt.Fprintf(a.stderr, "nothing can be said of %s elsewhere: the host asks for a login, or doesn't answer programs\n",
			count(result.Undecided, "link"))
	}
	if cache != nil {
		if err := cache.Save(); err != nil {
			fmt.Fprintf(a.stderr, "the answers of other hosts can't be kept: %v\n", err)
		}
	}
	return nil
}

// linkCache opens the file that is named, or the one in the user's cache directory, if there is such a thing.
func (a *app) linkCache(file string) *linkcheck.Cache {
	if file == "" {
		dir, err := os.UserCacheDir()
		if err != nil {
			fmt.Fprintf(a.stderr, "the answers of other hosts aren't kept: there is no directory for them; name a file with --cache\n")
			return nil
		}
		file = filepath.Join(dir, "baken", "links.json")
	}
	cache, notice := linkcheck.OpenCache(file, a.now())
	if notice != "" {
		fmt.Fprintln(a.stderr, notice)
	}
	return cache
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
