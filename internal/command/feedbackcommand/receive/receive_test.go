package receive

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/manifest"
)

// TestServe serves pages beside the service, sends both requests, and interrupts it: the answer of
// each is in the access log, which is complete when Serve returns.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	stdout, printed := io.Pipe()
	s := &command.State{Stdout: printed, Stderr: io.Discard, Now: time.Now, Dir: filepath.Join(dir, "site")}
	access := filepath.Join(dir, "access.log")
	cmd, f := new(cobra.Command), new(Flags)
	f.Add(cmd)
	if err := cmd.ParseFlags([]string{"--db", filepath.Join(dir, "feedback.db"), "--metrics-addr", "127.0.0.1:0", "--access-log", access}); err != nil {
		t.Fatal(err)
	}
	logger := slog.New(slog.DiscardHandler)
	site := &manifest.Site{Base: "/guide", Languages: []manifest.Language{{Code: "xx", Pages: []string{"/guide/xx/"}, Texts: texts()}}}
	r, err := New(t.Context(), s, site, f, logger)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		rest := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "a page") })
		done <- r.Serve(ctx, s, "127.0.0.1:0", f, Pages{Handler: rest, Base: "/guide", Segments: []string{"guide"}}, logger)
	}()
	url, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	url = strings.TrimSpace(url)
	if !strings.HasSuffix(url, "/guide/") {
		t.Errorf("it serves at %s", url)
	}
	get := func(url string) string {
		t.Helper()
		response, err := http.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil || response.StatusCode != http.StatusOK || response.Header.Get("Content-Security-Policy") == "" {
			t.Error(url, response.Status, response.Header, err)
		}
		return string(body)
	}
	if body := get(url); body != "a page" {
		t.Errorf("the page is %q", body)
	}
	if body := get(strings.TrimSuffix(url, "guide/") + "readyz"); body == "a page" {
		t.Error("the service doesn't say that it is ready")
	}
	http.DefaultClient.CloseIdleConnections()
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(access)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(log)), "\n")
	if len(lines) != 2 {
		t.Fatalf("the access log is\n%s", log)
	}
	for _, line := range lines {
		if !json.Valid([]byte(line)) {
			t.Errorf("the access log has %q", line)
		}
	}
}

// texts returns texts of the service, each of which is its own name.
func texts() (out feedback.Texts) {
	v := reflect.ValueOf(&out).Elem()
	for i := range v.NumField() {
		v.Field(i).SetString(v.Type().Field(i).Name)
	}
	out.Direction = "ltr"
	return out
}

// TestAccessLogOutside tries files for the access log that a build would publish.
func TestAccessLogOutside(t *testing.T) {
	dir := t.TempDir()
	s := &command.State{Dir: dir, Stderr: io.Discard}
	for _, name := range []string{filepath.Join(dir, "content", "log"), filepath.Join(dir, "public", "log"), filepath.Join(dir, "assets", "..", "content", "log")} {
		if _, _, err := accessLog(s, name); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
