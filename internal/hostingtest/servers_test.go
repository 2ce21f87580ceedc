package hostingtest

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"baken.example/baken/internal/nodetest"
)

// program returns the path of a server's program.
func program(t *testing.T, name, unpacked string) string {
	t.Helper()
	if own, err := filepath.Abs(filepath.Join("bin", filepath.FromSlash(unpacked))); err == nil {
		if _, err := os.Stat(own); err == nil {
			return own
		}
	}
	found, err := exec.LookPath(name)
	if err != nil {
		nodetest.Missing(t, name, "run .ci/tools, or install it")
	}
	return found
}

// started is a server that runs until the test ends.
type started struct {
	socket string
	log    *logbook
}

// logbook holds what a server wrote. It is safe for concurrent use.
type logbook struct {
	mu sync.Mutex
	bytes.Buffer
}

func (l *logbook) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Buffer.Write(b)
}

// String returns what was written so far.
func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Buffer.String()
}

// start starts a server and waits until it listens at a socket.
func start(t *testing.T, socket string, cmd *exec.Cmd) *started {
	t.Helper()
	s := &started{socket: socket, log: &logbook{}}
	cmd.Stdout, cmd.Stderr = s.log, s.log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt) // It may have ended.
		select {
		case <-ended:
		case <-time.After(10 * time.Second):
			_ = cmd.Process.Kill()
			<-ended
		}
	})
	for deadline := time.Now().Add(30 * time.Second); ; {
		conn, err := net.Dial("unix", socket)
		if err == nil {
			conn.Close()
			return s
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("%s: %v\n%s", cmd.Path, err, s.log)
		case <-time.After(20 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s doesn't listen: %v\n%s", cmd.Path, err, s.log)
		}
	}
}

// temporary returns a directory whose path is short enough for sockets.
func temporary(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "baken-hosting")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	// A worker of nginx may run as somebody else.
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// startNginx starts nginx with a configuration for its http context.
func startNginx(t *testing.T, socket string, configuration string, before ...string) *started {
	t.Helper()
	name := program(t, "nginx", "usr/sbin/nginx")
	dir := temporary(t)
	site := filepath.Join(dir, "site.conf")
	if err := os.WriteFile(site, []byte(configuration), 0o644); err != nil {
		t.Fatal(err)
	}
	main := ""
	for _, line := range before {
		main += line + "\n"
	}
	main += fmt.Sprintf("daemon off; master_process off; pid %[1]s/pid; error_log stderr warn;\nevents {}\nhttp {\naccess_log off;\n", dir)
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		main += fmt.Sprintf("%s_temp_path %s/%s;\n", kind, dir, kind)
	}
	main += "include " + site + ";\n}\n"
	if err := os.WriteFile(filepath.Join(dir, "nginx.conf"), []byte(main), 0o644); err != nil {
		t.Fatal(err)
	}
	check := exec.Command(name, "-t", "-q", "-e", "stderr", "-p", dir, "-c", filepath.Join(dir, "nginx.conf"))
	if out, err := check.CombinedOutput(); err != nil || len(out) > 0 {
		t.Fatalf("nginx -t: %v\n%s", err, out)
	}
	return start(t, socket, exec.Command(name, "-e", "stderr", "-p", dir, "-c", filepath.Join(dir, "nginx.conf")))
}

// startCaddy starts Caddy with a site for its Caddyfile, which has the socket to bind to.
func startCaddy(t *testing.T, socket string, site string) *started {
	t.Helper()
	name := program(t, "caddy", "usr/bin/caddy")
	dir := temporary(t)
	file := filepath.Join(dir, "Caddyfile")
	if err := os.WriteFile(file, []byte("{\n\tadmin off\n\tauto_https off\n}\n"+site), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(name, "run", "--config", file, "--adapter", "caddyfile")
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
	return start(t, socket, cmd)
}
