package output

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"baken.example/baken/internal/output/exchange"
	"baken.example/baken/internal/output/location"
)

// helperVariable is the environment variable that names the helper that this binary runs as another
// process.
const helperVariable = "BAKEN_OUTPUT_HELPER"

func TestMain(m *testing.M) {
	part := os.Getenv(helperVariable)
	if part == "" {
		os.Exit(runWithRecords(m))
	}
	play, ok := helpers[part]
	if !ok {
		fmt.Fprintln(os.Stderr, "no such part:", part)
		os.Exit(2)
	}
	if err := play(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// helpers are the functions that this binary runs as another process, by name; the argument is a
// directory.
var helpers = map[string]func(dir string) error{
	"alternate":         func(dir string) error { return alternate(dir, exchange.Entries) },
	"alternate renames": func(dir string) error { return alternate(dir, noExchange) },
	"rebuild":           func(dir string) error { return rebuild(dir, exchange.Entries) },
	"rebuild renames":   func(dir string) error { return rebuild(dir, noExchange) },
	"die before the exchange": func(dir string) error {
		return replaceWith(dir, func(a, b string) error { die(); return exchange.Entries(a, b) })
	},
	"die after the exchange": func(dir string) error {
		return replaceWith(dir, func(a, b string) error { defer die(); return exchange.Entries(a, b) })
	},
	"full disk":      fullDisk,
	"large file":     largeFile,
	"read-only":      readOnly,
	"no permission":  noPermission,
	"mount point":    mountPoint,
	"unwritable old": unremovable,
}

func noExchange(_, _ string) error { return exchange.ErrUnsupported }

func die() {
	_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {}
}

const killedPages = 250

// alternate writes two sites in turn until it is killed, and a line after each.
func alternate(dir string, swap func(a, b string) error) error {
	a, b := pair(killedPages)
	for {
		for _, site := range []files{b, a} {
			if _, err := write(context.Background(), dir, site.artifacts(), Options{Records: records(), Workers: 2}, swap); err != nil {
				return err
			}
			if _, err := fmt.Println("done"); err != nil {
				return err
			}
		}
	}
}

func replaceWith(dir string, swap func(a, b string) error) error {
	_, b := pair(killedPages)
	_, err := write(context.Background(), dir, b.artifacts(), Options{Records: records()}, swap)
	return err
}

func helper(t *testing.T, part, dir string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, dir)
	cmd.Env = append(os.Environ(), helperVariable+"="+part)
	cmd.Stderr = os.Stderr
	return cmd
}

// start starts the helper and returns its output.
func start(t *testing.T, cmd *exec.Cmd) *bufio.Reader {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return bufio.NewReader(out)
}

// kill ends the process by SIGKILL, and fails if it had ended by itself.
func kill(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	wantKilled(t, cmd.Wait())
}

func wantKilled(t *testing.T, err error) {
	t.Helper()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || !exit.Sys().(syscall.WaitStatus).Signaled() {
		t.Fatalf("the build ended by itself: %v", err)
	}
}

// TestKilled kills a process that goes on rebuilding at random moments. After each the directory is
// one of the two sites, in every byte, and the next build succeeds and leaves nothing behind.
func TestKilled(t *testing.T) {
	for _, tt := range []struct {
		part   string
		kills  int
		absent bool // the directory may be absent, with the old site aside
	}{{"alternate", 20, false}, {"alternate renames", 8, true}} {
		t.Run(tt.part, func(t *testing.T) {
			a, b := pair(killedPages)
			dir := filepath.Join(t.TempDir(), "public")
			p, err := location.Find(dir)
			if err != nil {
				t.Fatal(err)
			}
			kills := tt.kills
			if testing.Short() {
				kills = 5
			}
			r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
			var staging, absent int
			for range kills {
				cmd := helper(t, tt.part, dir)
				out := start(t, cmd)
				from := time.Now()
				if _, err := out.ReadString('\n'); err != nil {
					t.Fatal(err)
				}
				took := time.Since(from)
				<-time.After(time.Duration(r.Int64N(int64(2*took) + 1)))
				kill(t, cmd)

				if _, err := os.Lstat(p.Next); err == nil {
					staging++
				}
				whole := dir
				if _, err := os.Lstat(dir); err != nil && tt.absent {
					whole = p.Old
					absent++
				}
				wantOneOf(t, whole, a, b)
				mustWrite(t, dir, a)
				wantSite(t, dir, a)
			}
			t.Logf("%d of %d kills left a staging tree, %d no directory", staging, kills, absent)
			if staging == 0 {
				t.Error("no kill hit a build: the test has shown nothing")
			}
		})
	}
}

func wantOneOf(t *testing.T, dir string, a, b files) {
	t.Helper()
	got := readSite(t, dir)
	want := a
	if got["index.html"] == b["index.html"] {
		want = b
	}
	want = want.published()
	if len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
	for p, content := range want {
		if got[p] != content {
			t.Fatalf("%s holds %q, want %q", p, got[p], content)
		}
	}
}

// TestKilledAtExchange kills right before and right after the exchange.
func TestKilledAtExchange(t *testing.T) {
	a, b := pair(killedPages)
	for part, want := range map[string]files{"die before the exchange": a, "die after the exchange": b} {
		dir := filepath.Join(t.TempDir(), "public")
		mustWrite(t, dir, a)
		wantKilled(t, helper(t, part, dir).Run())
		if list, err := os.ReadDir(filepath.Dir(dir)); err != nil || len(list) != 3 {
			t.Fatalf("%s: want the site, the staging tree and the lock, got %v, %v", part, list, err)
		}
		wantOneOf(t, dir, want, want)
		mustWrite(t, dir, b)
		wantSite(t, dir, b)
	}
}

// TestReaders opens files by path, over and over, while another process goes on exchanging two
// sites.
func TestReaders(t *testing.T) {
	a, b := pair(killedPages)
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, a)
	cmd := helper(t, "alternate", dir)
	out := start(t, cmd)
	stop := make(chan struct{})
	read := make(chan int)
	for _, p := range []string{"index.html", "nl/s2/p2/index.html", "en/s5/p5/index.html"} {
		go func() {
			n := 0
			defer func() { read <- n }()
			for {
				select {
				case <-stop:
					return
				default:
				}
				got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p)))
				if err != nil || string(got) != a[p] && string(got) != b[p] {
					t.Errorf("%s: %v, %q", p, err, got)
					return
				}
				n++
			}
		}()
	}
	exchanges := 30
	if testing.Short() {
		exchanges = 10
	}
	for range exchanges {
		if _, err := out.ReadString('\n'); err != nil {
			t.Error(err)
			break
		}
	}
	close(stop)
	n := <-read + <-read + <-read
	kill(t, cmd)
	t.Logf("%d reads during %d exchanges", n, exchanges)
}

// inNamespace runs the helper where it may mount file systems, and skips where the kernel forbids
// it.
func inNamespace(t *testing.T, part string) {
	t.Helper()
	cmd := helper(t, part, t.TempDir())
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Geteuid() != 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{
			Cloneflags:  syscall.CLONE_NEWNS | syscall.CLONE_NEWUSER,
			UidMappings: []syscall.SysProcIDMap{{HostID: os.Geteuid(), Size: 1}},
			GidMappings: []syscall.SysProcIDMap{{HostID: os.Getegid(), Size: 1}},
		}
	}
	var stderr strings.Builder
	cmd.Stderr = &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) || strings.Contains(stderr.String(), errMount.Error()) {
		t.Skipf("no mounts here: %v %s", err, stderr.String())
	}
	if err != nil {
		t.Errorf("%v: %s", err, stderr.String())
	}
}

var errMount = errors.New("can't mount")

func mount(source, target, kind string, flags uintptr, data string) error {
	if err := syscall.Mount(source, target, kind, flags, data); err != nil {
		return fmt.Errorf("%w: %w", errMount, err)
	}
	return nil
}

func TestFullDisk(t *testing.T)   { inNamespace(t, "full disk") }
func TestReadOnly(t *testing.T)   { inNamespace(t, "read-only") }
func TestMountPoint(t *testing.T) { inNamespace(t, "mount point") }

func TestLargeFile(t *testing.T) {
	if out, err := helper(t, "large file", t.TempDir()).Output(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// reachable returns a directory that every user can reach, unlike t.TempDir.
func reachable(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "output")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestNoPermission(t *testing.T) {
	if err := helper(t, "no permission", reachable(t)).Run(); err != nil {
		t.Error(err)
	}
}

func TestUnremovable(t *testing.T) {
	if err := helper(t, "unwritable old", reachable(t)).Run(); err != nil {
		t.Error(err)
	}
}
