package main

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/storetest"
)

// TestFeedbackIsExplained holds docs/feedback.md against the commands, their flags and the metrics
// that there are.
func TestFeedbackIsExplained(t *testing.T) {
	text := documents(t)[filepath.Join(root, "docs", "feedback.md")]
	a := &app{stdout: io.Discard, stderr: io.Discard, now: time.Now}
	for _, c := range a.feedbackCommand().Commands() {
		if !strings.Contains(text, "baken feedback "+c.Name()) {
			t.Errorf("docs/feedback.md says nothing about %s", c.Name())
		}
	}
	var flags serviceFlags
	cmd := a.serveCommand()
	cmd.ResetFlags()
	flags.add(cmd)
	for _, flag := range regexp.MustCompile(`--[a-z-]+`).FindAllString(cmd.Flags().FlagUsages(), -1) {
		if !strings.Contains(text, flag) {
			t.Errorf("docs/feedback.md says nothing about %s", flag)
		}
	}
	for _, format := range newChoice("text", "html", "csv", "json").choices {
		if !strings.Contains(text, "| `"+format+"` |") {
			t.Errorf("docs/feedback.md says nothing about the format %s", format)
		}
	}
	handler, err := storetest.Handler(struct{ feedback.Store }{}, slog.New(slog.DiscardHandler))
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

// TestNetlify holds netlify.toml against the function: Netlify passes over what isn't there.
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
		options := strings.TrimPrefix(build, "go run ./cmd/baken build --out public")
		if want := "go run ./cmd/baken feedback pages" + options + " > " + function + "/" + pages; !ok || write != want {
			t.Errorf("%q isn't followed by %q", build, want)
		}
	}
}
