package main

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
	"strings"
	"time"
)

// patience is how long a change may take to show.
const patience = 2 * time.Minute

// running is a server that has started.
type running struct {
	previewer
	command *exec.Cmd
	output  *bytes.Buffer
	// started is how long it took until the first page was there.
	started time.Duration
	// told gives the server's events; nil where it tells nothing.
	told *bufio.Scanner
}

// start starts a server and waits for its home page.
func start(ctx context.Context, p previewer) (*running, error) {
	s := &running{previewer: p, output: new(bytes.Buffer)}
	s.command = exec.CommandContext(ctx, p.command[0], p.command[1:]...)
	s.command.Env = append(os.Environ(), p.env...)
	s.command.Stderr, s.command.Stdout = s.output, s.output
	begin := time.Now()
	if err := s.command.Start(); err != nil {
		return nil, err
	}
	if err := s.wait(ctx, "/en/", "</html>"); err != nil {
		return nil, s.end(err)
	}
	s.started = time.Since(begin)
	if p.events != "" {
		response, err := http.Get(p.address + p.events)
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
func (s *running) change(ctx context.Context, k kind, n int) (time.Duration, error) {
	// As much time as an editor needs to look: what an earlier change has left to be done is done
	// by then.
	time.Sleep(100 * time.Millisecond)
	page, text, err := k.save(n)
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
		body, err := get(ctx, s.address+page)
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
