package hostingtest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

// instructions returns the instructions of the last stage of the Dockerfile, with the lines that a
// backslash continues, by name.
func instructions(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "Dockerfile"))
	if err != nil {
		t.Fatal(err)
	}
	joined := strings.ReplaceAll(string(text), "\\\n", " ")
	out := map[string][]string{}
	for line := range strings.Lines(joined) {
		name, rest, ok := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case !ok || strings.HasPrefix(name, "#"):
			continue
		case name == "FROM":
			clear(out)
		}
		out[name] = append(out[name], rest)
	}
	return out
}

// TestImage runs what the Dockerfile's last stage says as a container would: its entry point and
// command, as its user, in a root that has nothing but the image's files and is read-only but for
// the volume. What builds images, and isn't here, is left out: the base image and the layers.
func TestImage(t *testing.T) {
	if runtime.GOOS != "linux" || os.Getuid() != 0 {
		t.Skip("SKIPPED: the image's steps take namespaces, which take Linux and root here")
	}
	if out, err := exec.Command("unshare", "--mount", "--", "true").CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: no mount namespaces: %v %s", err, out)
	}
	said := instructions(t)
	if strings.Join(said["FROM"], " ") != "scratch" || strings.Join(said["EXPOSE"], " ") != "8080" || strings.Join(said["VOLUME"], " ") != `["/data"]` {
		t.Fatalf("the Dockerfile has changed: %v", said)
	}
	var entry, command []string
	for name, into := range map[string]*[]string{"ENTRYPOINT": &entry, "CMD": &command} {
		if err := json.Unmarshal([]byte(said[name][0]), into); err != nil {
			t.Fatal(name, err)
		}
	}
	if !regexp.MustCompile(`^[1-9]\d*:[1-9]\d*$`).MatchString(said["USER"][0]) {
		t.Fatalf("it runs as %v", said["USER"])
	}
	dir := temporary(t)
	root := filepath.Join(dir, "root")
	for _, name := range []string{"usr/local/bin", "site", "data"} {
		if err := os.MkdirAll(filepath.Join(root, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	build := exec.Command("go", "build", "-buildvcs=false", "-o", filepath.Join(root, "usr/local/bin/baken"), "./cmd/baken")
	build.Dir, build.Env = filepath.Join("..", ".."), append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	copySite(t, filepath.Join("..", "..", "content"), filepath.Join(root, "site", "content"))
	if err := os.Chown(filepath.Join(root, "data"), 65532, 65532); err != nil {
		t.Fatal(err)
	}
	for i, word := range command {
		command[i] = strings.Replace(word, "0.0.0.0:8080", "127.0.0.1:0", 1)
	}
	script := `mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && mount --bind "$2" "$1/data" && root=$1 user=$3 && shift 3 && exec env -i "$0" "$(command -v chroot)" --userspec="$user" "$root" "$@"`
	data := filepath.Join(dir, "data")
	if err := os.Mkdir(data, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(data, 65532, 65532); err != nil {
		t.Fatal(err)
	}
	args := append([]string{"--mount", "--", "sh", "-c", script, said["ENV"][0], root, data, said["USER"][0]}, append(entry, command...)...)
	cmd := exec.Command("unshare", args...)
	log := &logbook{}
	cmd.Stderr = log
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		if err := cmd.Wait(); err != nil {
			t.Errorf("it didn't end well: %v\n%s", err, log)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	address := strings.TrimSuffix(strings.TrimSpace(line), "/")
	client := http.Client{Timeout: time.Minute}
	for path, want := range map[string]string{"/healthz": "", "/readyz": "", "/en/": "<html", "/assets/nothing": "<html"} {
		response, err := client.Get(address + path)
		if err != nil {
			t.Fatalf("%v\n%s", err, log)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || !strings.Contains(string(body), want) || (response.StatusCode == http.StatusOK) != (path != "/assets/nothing") {
			t.Errorf("%s: %d %v %.200s", path, response.StatusCode, err, body)
		}
	}
	// What it keeps is in the volume, and nothing else could be written.
	if _, err := os.Stat(filepath.Join(data, "feedback.db")); err != nil {
		t.Error(err)
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", cmd.Process.Pid))
	if err != nil || !strings.Contains(string(status), "Uid:\t65532\t65532") {
		t.Errorf("it runs as somebody else: %v\n%.600s", err, status)
	}
}

// copySite copies the files of a directory.
func copySite(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

// TestUnits has systemd read the units of docs/hosting.md, and say how far they are shut in.
func TestUnits(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("SKIPPED: no systemd-analyze")
	}
	units, err := filepath.Glob(filepath.Join("..", "..", "deploy", "*.service"))
	if err != nil || len(units) != 2 {
		t.Fatal(units, err)
	}
	program, err := os.Executable() // that the unit names isn't installed
	if err != nil {
		t.Fatal(err)
	}
	for _, unit := range units {
		text, err := os.ReadFile(unit)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(text), "/usr/local/bin/baken "); n != 1 {
			t.Errorf("%s: the program stands there %d times", unit, n)
		}
		file := filepath.Join(t.TempDir(), filepath.Base(unit))
		if err := os.WriteFile(file, []byte(strings.Replace(string(text), "/usr/local/bin/baken ", program+" ", 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(analyze, "verify", file).CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%s: %v %s", unit, err, out)
		}
		// 10 is a service that may do everything; a threshold of 15 is a level of 1.5.
		out, err := exec.Command(analyze, "security", "--offline=true", "--threshold=15", "--no-pager", file).CombinedOutput()
		if err != nil || !strings.Contains(string(out), "Overall exposure level") {
			t.Errorf("%s: %v %s", unit, err, out)
		}
	}
}
