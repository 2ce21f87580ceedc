// Package nodetest finds Node.js for tests that compare with programs of npm.
package nodetest

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Path returns the path of Node.js. Without it, or without the packages of npm below node_modules
// in the directory of the test, the test is skipped, or fails with CI=true.
func Path(t *testing.T, packages ...string) string {
	t.Helper()
	name, err := exec.LookPath("node")
	if err != nil {
		Missing(t, "Node.js", "install it, and npm")
	}
	for _, p := range packages {
		if _, err := os.Stat(filepath.Join("node_modules", p, "package.json")); err != nil {
			Missing(t, "npm's package "+p, "run npm ci in the directory of the test")
		}
	}
	return name
}

// Missing skips a test that lacks a tool, or fails it with CI=true.
func Missing(t *testing.T, what, remedy string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing: %s", what, remedy)
	}
	t.Skipf("SKIPPED, %s is missing: %s", what, remedy)
}
