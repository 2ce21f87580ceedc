package browsertest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// nuMessage is a message of the Nu HTML checker
// (github.com/validator/validator/wiki/Output-»-JSON).
type nuMessage struct {
	Type, SubType, URL, Message, Extract string
	LastLine, LastColumn                 int
}

// TestValidHTML runs the Nu HTML checker over every page. Nothing that it says is let pass, be it
// an error, a warning or a remark; and about a faulty page it must say something.
func TestValidHTML(t *testing.T) {
	jre, jar := java(t), module(t, "vnu-jar/build/dist/vnu.jar")
	s := ownSite(t)
	dir := t.TempDir()
	for _, p := range s.pages {
		write(t, filepath.Join(dir, "site", p.artifact), s.content(t, p.artifact))
	}
	const fault = "fault.html"
	write(t, filepath.Join(dir, fault), []byte("<!DOCTYPE html>\n<html lang=en><title>x</title><p><div></p>"))

	found := 0
	for _, m := range nu(t, jre, jar, dir) {
		if strings.HasSuffix(m.URL, "/"+fault) {
			found++
			continue
		}
		_, name, _ := strings.Cut(m.URL, "/site/")
		t.Errorf("%s:%d:%d: %s %s: %s: %s", name, m.LastLine, m.LastColumn, m.Type, m.SubType, m.Message, m.Extract)
	}
	if found == 0 {
		t.Error("the checker has nothing to say about a faulty page, so its silence means nothing")
	}
	t.Logf("%d pages", len(s.pages))
}

// nu returns everything the checker says about the HTML files in a directory.
func nu(t *testing.T, jre, jar, dir string) []nuMessage {
	t.Helper()
	// The stack is for the parser, which descends into what it reads.
	cmd := exec.CommandContext(t.Context(), jre, "-Xss2m", "-jar", jar,
		"--format", "json", "--exit-zero-always", "--skip-non-html", dir)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr // where it writes its report
	if err := cmd.Run(); err != nil {
		t.Fatal(errors.Join(err, fmt.Errorf("%s", &stderr)))
	}
	var report struct{ Messages []nuMessage }
	if err := json.Unmarshal(stderr.Bytes(), &report); err != nil {
		t.Fatalf("%v: %s", err, &stderr)
	}
	return report.Messages
}

func write(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, content, 0o644); err != nil {
		t.Fatal(err)
	}
}
