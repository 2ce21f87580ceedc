package browsertest

import (
	"os"
	"os/exec"
	"testing"
)

// missing skips a test whose tool is missing; with CI=true it fails the test.
func missing(t testing.TB, what, remedy string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing: %s", what, remedy)
	}
	t.Skipf("SKIPPED, %s is missing: %s", what, remedy)
}

// program finds the first of some programs.
func program(t testing.TB, what, remedy string, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	missing(t, what, remedy)
	return ""
}

func chromium(t testing.TB) string {
	t.Helper()
	if name := os.Getenv("CHROMIUM"); name != "" {
		return program(t, "CHROMIUM="+name, "there is no such program", name)
	}
	// The one without windows comes first: it does the same in less than half the time.
	return program(t, "Chromium", "install chromium, or name a browser of its kind in CHROMIUM",
		"chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
}

func java(t *testing.T) string {
	t.Helper()
	return program(t, "Java", "install a Java runtime, such as default-jre-headless", "java")
}

// module finds a file that npm put here.
func module(t *testing.T, name string) string {
	t.Helper()
	name = "node_modules/" + name
	if _, err := os.Stat(name); err != nil {
		missing(t, name, "run npm ci in internal/browsertest")
	}
	return name
}
