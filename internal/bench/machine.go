package main

import (
	"context"
	"os"
	"runtime"
	"strings"
	"time"

	"baken.example/baken/internal/bench/baseline"
)

// machine says where and of which revision figures are. What can't be found out stays empty.
func machine(ctx context.Context) baseline.Machine {
	m := baseline.Machine{
		System: runtime.GOOS + "/" + runtime.GOARCH, CPUs: runtime.NumCPU(), Go: runtime.Version(),
		Day: time.Now().UTC().Format(time.DateOnly), Revision: "unknown",
	}
	if revision, err := output(ctx, "git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"); err == nil {
		m.Revision = revision
	}
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		m.CPU = processor(string(text))
	}
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		m.Load, _, _ = strings.Cut(string(text), " ")
	}
	return m
}

// processor returns the name of the first processor in the text of /proc/cpuinfo.
func processor(cpuinfo string) string {
	for line := range strings.Lines(cpuinfo) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(name), ":"))
		}
	}
	return ""
}
