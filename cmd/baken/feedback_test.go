package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/feedbackcommand"
	"baken.example/baken/internal/command/feedbackcommand/database"
	"baken.example/baken/internal/command/feedbackcommand/receive"
	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/sqlite"
	"baken.example/baken/internal/feedback/systemtest"
)

const databaseURL = database.Variable

// TestFeedbackIsExplained compares docs/feedback.md with the commands, their flags and the metrics.
func TestFeedbackIsExplained(t *testing.T) {
	text := documents(t)[filepath.Join(root, "docs", "feedback.md")]
	s := &command.State{Stdout: io.Discard, Stderr: io.Discard, Now: time.Now}
	for _, c := range feedbackcommand.Command(s).Commands() {
		if !strings.Contains(text, "baken feedback "+c.Name()) {
			t.Errorf("docs/feedback.md says nothing about %s", c.Name())
		}
	}
	var flags receive.Flags
	cmd := serveCommand(s)
	cmd.ResetFlags()
	flags.Add(cmd)
	for _, flag := range regexp.MustCompile(`--[a-z-]+`).FindAllString(cmd.Flags().FlagUsages(), -1) {
		if !strings.Contains(text, flag) {
			t.Errorf("docs/feedback.md says nothing about %s", flag)
		}
	}
	for _, format := range []string{"text", "html", "csv", "json"} {
		if !strings.Contains(text, "| `"+format+"` |") {
			t.Errorf("docs/feedback.md says nothing about the format %s", format)
		}
	}
	handler, err := systemtest.Handler(struct{ feedback.Store }{}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	var metrics strings.Builder
	if err := handler.WriteMetrics(&metrics); err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile(`(?m)^# TYPE (\S+)`).FindAllStringSubmatch(metrics.String(), -1)
	if len(names) < 5 {
		t.Error("hardly any metrics")
	}
	for _, m := range names {
		if !strings.Contains(text, "`"+m[1]+"`") {
			t.Errorf("docs/feedback.md says nothing about the metric %s", m[1])
		}
	}
}

// TestNetlify compares netlify.toml with the function: Netlify ignores missing directories.
func TestNetlify(t *testing.T) {
	read := func(name string) string {
		t.Helper()
		b, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	config := read("netlify.toml")
	value := func(key string) string {
		t.Helper()
		m := regexp.MustCompile(`(?m)^  ` + key + ` = "(.*)"$`).FindStringSubmatch(config)
		if m == nil {
			t.Fatalf("netlify.toml has no %s", key)
		}
		return m[1]
	}
	name, ok := strings.CutPrefix(value("to"), "/.netlify/functions/")
	if !ok || value("from") != "/api/feedback" {
		t.Errorf("the rewrite leads from %s to %s", value("from"), value("to"))
	}
	function := value("directory") + "/" + name
	if !strings.Contains(read(function+"/main.go"), "\npackage main\n") {
		t.Errorf("%s isn't a program", function)
	}
	entries, err := os.ReadDir(filepath.Join(root, filepath.FromSlash(value("directory"))))
	if err != nil || len(entries) != 1 {
		t.Errorf("everything in %s would be published: %v %v", value("directory"), entries, err)
	}
	const pages = "site/pages.json"
	if !strings.Contains(read(function+"/main.go"), `"`+pages+`"`) {
		t.Errorf("the function doesn't read %s", pages)
	}
	commands := regexp.MustCompile(`(?m)^  command = "(.*)"$`).FindAllStringSubmatch(config, -1)
	if len(commands) < 2 {
		t.Error("hardly any commands")
	}
	for _, m := range commands {
		build, write, ok := strings.Cut(m[1], " && ")
		options := strings.TrimPrefix(build, "go run ./cmd/baken build --cache $HOME/.cache/baken-site --out public")
		if want := "go run ./cmd/baken feedback pages" + options + " > " + function + "/" + pages; !ok || write != want {
			t.Errorf("%q isn't followed by %q", build, want)
		}
	}
}

// TestPurgeClock moves the clock of the machine: purge removes nothing until a flag says that the
// clock is right, and trusts it from then on.
func TestPurgeClock(t *testing.T) {
	file := filepath.Join(t.TempDir(), "feedback.db")
	now := time.Date(2026, time.November, 28, 12, 0, 0, 0, time.UTC)
	store, err := sqlite.Open(file, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	today := feedback.DayOf(now)
	for n, day := range []feedback.Day{today - 400, today - 10, today} {
		sub := feedback.Submission{Answer: feedback.Answer{ID: fmt.Sprintf("answer-%010d", n), Page: "/xx/", Lang: "xx", Day: day}}
		if _, err := store.Put(t.Context(), sub); err != nil {
			t.Fatal(err)
		}
		if _, err := store.See(t.Context(), day, false); err != nil {
			t.Fatal(err)
		}
	}
	// The days from 400 to 10 days ago saw a pause, and a week since.
	for n := range feedback.Day(7) {
		if _, err := store.See(t.Context(), today-9+n, false); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	purge := func(args ...string) (string, error) {
		var out strings.Builder
		args = append([]string{"feedback", "purge", "--db", file}, args...)
		err := run(t.Context(), args, &out, io.Discard, func() time.Time { return now })
		return out.String(), err
	}
	now = now.AddDate(0, 13, 0)
	out, err := purge()
	if out != "removed: 1 answer from before 2025-11-28\n" || err == nil || !strings.Contains(err.Error(), "if the clock is right, add --clock-is-right") {
		t.Errorf("%q, %v", out, err)
	}
	for _, want := range []string{"removed: 2 answers from before 2026-12-28\n", "removed: 0 answers from before 2026-12-28\n"} {
		if out, err := purge("--clock-is-right"); out != want || err != nil {
			t.Errorf("%q, %v", out, err)
		}
	}
	if out, err := purge(); out != "removed: 0 answers from before 2026-12-28\n" || err != nil {
		t.Errorf("%q, %v", out, err)
	}
}
