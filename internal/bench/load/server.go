package load

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"baken.example/baken/internal/bench/measure"
)

// patience is how long a server may take to start.
const patience = 10 * time.Minute

// Server is a server that has started.
type Server struct {
	Address string // such as http://127.0.0.1:8080
	// Started is how long it took until it answered.
	Started time.Duration

	command *exec.Cmd
	output  bytes.Buffer
	ended   chan error
}

// FreeAddress returns an address of the loopback interface that nobody listens at.
func FreeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// Start starts a server that listens at an address, and waits until it does.
func Start(ctx context.Context, address string, env []string, args ...string) (*Server, error) {
	s := &Server{Address: "http://" + address, ended: make(chan error, 1)}
	s.command = exec.CommandContext(ctx, args[0], args[1:]...)
	s.command.Env = append(os.Environ(), env...)
	s.command.Stdout, s.command.Stderr = &s.output, &s.output
	begin := time.Now()
	if err := s.command.Start(); err != nil {
		return nil, err
	}
	go func() { s.ended <- s.command.Wait() }()
	for {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
			s.Started = time.Since(begin)
			return s, nil
		}
		select {
		case err := <-s.ended:
			return nil, fmt.Errorf("%s ended: %w\n%s", args[0], err, s.output.String())
		case <-time.After(5 * time.Millisecond):
		}
		if time.Since(begin) > patience {
			err := fmt.Errorf("%s doesn't listen at %s", args[0], address)
			_, stop := s.Stop()
			return nil, errors.Join(err, stop)
		}
	}
}

// Resident returns the memory that is resident now, in bytes, of the server alone and not of its
// children; 0 where the system doesn't say.
func (s *Server) Resident() int64 {
	status, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(s.command.Process.Pid), "status"))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			n, _ := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64) // 0 where it isn't a number
			return n << 10
		}
	}
	return 0
}

// Stop ends the server and returns the most memory that it had, in bytes; 0 where the system
// doesn't say.
func (s *Server) Stop() (peak int64, err error) {
	err = s.command.Process.Signal(os.Interrupt)
	select {
	case <-s.ended: // Not every server calls an interrupt a success.
	case <-time.After(30 * time.Second):
		err = errors.Join(err, s.command.Process.Kill(), errors.New("the server doesn't stop"))
		<-s.ended
	}
	if err != nil {
		return 0, fmt.Errorf("stop %s: %w\n%s", s.command.Path, err, s.output.String())
	}
	return measure.PeakMemory(s.command.ProcessState), nil
}

// Sent asks for a path in an encoding, and returns the body of the answer as it is sent. An answer
// in another encoding is an error.
func (s *Server) Sent(ctx context.Context, path, encoding string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.Address+path, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept-Encoding", encoding)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if got := response.Header.Get("Content-Encoding"); response.StatusCode != http.StatusOK || got != encoding {
		return nil, fmt.Errorf("%s: status %d in the encoding %q, want 200 in %s", s.Address+path, response.StatusCode, got, encoding)
	}
	return io.ReadAll(response.Body)
}
