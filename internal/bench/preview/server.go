// Package preview measures previews of sites: what they take to start, and from a saved change to
// the changed page in a browser's hands.
package preview

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"baken.example/baken/internal/bench/measure"
)

// patience is how long a change may take to show.
const patience = 2 * time.Minute

// Server is a server that shows a site and follows its changes.
type Server struct {
	Name string
	// Address is the origin that it listens at.
	Address string
	// Command starts it, with further variables of the environment.
	Command, Env []string
	// Events is where it tells of changes, as server-sent events; "" where a page is asked for
	// again and again instead.
	Events string
}

// Start starts the server, and ends it when its home page is there. It returns what that took.
func (s *Server) Start(ctx context.Context) (measure.Cost, error) {
	r, err := start(ctx, s)
	if err != nil {
		return measure.Cost{}, err
	}
	err = r.end(nil)
	state := r.command.ProcessState
	return measure.Cost{Wall: r.started, CPU: state.UserTime() + state.SystemTime(), Peak: measure.PeakMemory(state)}, err
}

// Result is what a preview took.
type Result struct {
	// Started is how long it took until the home page was there.
	Started time.Duration
	// Took holds by the name of a kind of change how long each change took, sorted.
	Took map[string][]time.Duration
	// Peak is the peak memory in bytes; 0 where the system doesn't say.
	Peak int64
}

// Measure starts the server and makes a number of changes of each kind, from the first one on, one
// after the other.
func (s *Server) Measure(ctx context.Context, kinds []Change, changes int) (*Result, error) {
	for _, k := range kinds {
		// What there is to be changed is there before.
		if _, _, err := k.Save(0); err != nil {
			return nil, err
		}
	}
	r, err := start(ctx, s)
	if err != nil {
		return nil, err
	}
	out := &Result{Started: r.started, Took: map[string][]time.Duration{}}
	for _, k := range kinds {
		var took []time.Duration
		for n := range changes {
			d, err := r.change(ctx, k, n+1)
			if err != nil {
				return nil, r.end(fmt.Errorf("%s, %s: %w", s.Name, k.Name, err))
			}
			took = append(took, d)
		}
		slices.Sort(took)
		out.Took[k.Name] = took
	}
	if err := r.end(nil); err != nil {
		return nil, err
	}
	out.Peak = measure.PeakMemory(r.command.ProcessState)
	return out, nil
}

// running is a server that has started.
type running struct {
	*Server
	command *exec.Cmd
	output  *bytes.Buffer
	// started is how long it took until the first page was there.
	started time.Duration
	// told gives the server's events; nil where it tells nothing.
	told *bufio.Scanner
}

// start starts a server and waits for its home page.
func start(ctx context.Context, p *Server) (*running, error) {
	s := &running{Server: p, output: new(bytes.Buffer)}
	s.command = exec.CommandContext(ctx, p.Command[0], p.Command[1:]...)
	s.command.Env = append(os.Environ(), p.Env...)
	s.command.Stderr, s.command.Stdout = s.output, s.output
	begin := time.Now()
	if err := s.command.Start(); err != nil {
		return nil, err
	}
	if err := s.wait(ctx, "/en/", "</html>"); err != nil {
		return nil, s.end(err)
	}
	s.started = time.Since(begin)
	if p.Events != "" {
		response, err := http.Get(p.Address + p.Events)
		if err != nil {
			return nil, s.end(err)
		}
		s.told = bufio.NewScanner(response.Body)
		s.told.Buffer(nil, 1<<24) // The findings of a large site are many.
		s.next()
	}
	return s, nil
}

// end stops the server and returns err with what the server has said.
func (s *running) end(err error) error {
	if stop := s.command.Process.Signal(os.Interrupt); stop != nil {
		err = errors.Join(err, stop)
	}
	s.command.Wait() // Not every server calls an interrupt a success.
	if err != nil {
		err = fmt.Errorf("%w\n%s", err, s.output)
	}
	return err
}

// next waits for an event.
func (s *running) next() bool {
	for s.told.Scan() {
		if strings.HasPrefix(s.told.Text(), "data:") {
			return true
		}
	}
	return false
}

// change saves a change and returns how long it took until it was to be seen.
func (s *running) change(ctx context.Context, k Change, n int) (time.Duration, error) {
	// As much time as an editor needs to look: what an earlier change has left to be done is done
	// by then.
	time.Sleep(100 * time.Millisecond)
	page, text, err := k.Save(n)
	if err != nil {
		return 0, err
	}
	saved := time.Now()
	if s.told != nil && !s.next() {
		return 0, errors.Join(errors.New("the server tells no more"), s.told.Err())
	}
	err = s.wait(ctx, page, text)
	return time.Since(saved), err
}

// wait asks for a page until a text is on it.
func (s *running) wait(ctx context.Context, page, text string) error {
	deadline := time.Now().Add(patience)
	for {
		body, err := get(ctx, s.Address+page)
		if err == nil && bytes.Contains(body, []byte(text)) {
			return nil
		}
		if time.Now().After(deadline) {
			return errors.Join(fmt.Errorf("%q is never on %s", text, page), err)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

func get(ctx context.Context, url string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}
