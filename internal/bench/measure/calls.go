package measure

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// ErrNoStrace says that the program which counts system calls isn't there.
var ErrNoStrace = errors.New("no strace on PATH: system calls aren't counted (Debian: apt-get install strace)")

// Calls are the system calls of a command, the most frequent first.
type Calls struct {
	Total  int
	ByName []Call
}

// Call is how often a system call was made.
type Call struct {
	Name  string
	Count int
}

// ofRuntime are the calls by which Go's runtime schedules. There are more of them the slower a
// program runs, and strace makes it slow.
var ofRuntime = []string{"nanosleep", "futex", "sched_yield", "tgkill", "getpid", "rt_sigreturn", "epoll_pwait", "epoll_wait"}

// Own returns the number of calls without those by which Go's runtime schedules.
func (c Calls) Own() int {
	n := c.Total
	for _, call := range c.ByName {
		if slices.Contains(ofRuntime, call.Name) {
			n -= call.Count
		}
	}
	return n
}

// CountCalls runs a command with strace, which makes it many times slower, and counts its system
// calls. The file for what strace says is made in dir.
func CountCalls(ctx context.Context, c Command, dir string) (Calls, error) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		return Calls{}, ErrNoStrace
	}
	name := filepath.Join(dir, "strace.txt")
	c.Args = append([]string{strace, "-f", "-c", "-o", name}, c.Args...)
	if out, err := c.command(ctx).CombinedOutput(); err != nil {
		return Calls{}, fmt.Errorf("count system calls of %s: %w\n%s", c.Name, err, bytes.TrimSpace(out))
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return Calls{}, err
	}
	return parseCalls(text)
}

// parseCalls reads the table of strace -c: % time, seconds, usecs/call, calls, errors (or
// nothing), syscall.
func parseCalls(text []byte) (Calls, error) {
	var calls Calls
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) != 5 && len(fields) != 6 {
			continue
		}
		count, err := strconv.Atoi(fields[3])
		if err != nil {
			continue // The head of the table, or the rule below it.
		}
		if name := fields[len(fields)-1]; name == "total" {
			calls.Total = count
		} else {
			calls.ByName = append(calls.ByName, Call{name, count})
		}
	}
	if calls.Total == 0 {
		return calls, fmt.Errorf("read what strace says: no total in\n%s", text)
	}
	slices.SortStableFunc(calls.ByName, func(a, b Call) int { return b.Count - a.Count })
	return calls, lines.Err()
}
