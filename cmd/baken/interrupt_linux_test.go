package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/sys/unix"

	"baken.example/baken/internal/criteria/criteriatest"
)

// patience bounds the wait for a condition.
const patience = 2 * time.Minute

// TestInterrupted sends an interrupt to commands that read, prove and render, once it is known from
// the files that they open and the time that they compute that they are in the midst of it. They
// end soon, say so, and write nothing.
//
// Soon is measured in time that the process computes, since the machine may be busy with other
// things.
func TestInterrupted(t *testing.T) {
	const pairs = 1000
	home := front("Home") + "[A note](note.txt)\n"
	withNote := map[string]string{"content/index.nl.md": home, "content/index.en.md": home, "content/note.txt": largeText()}
	large, small := interruptibleSite(t, withNote), interruptibleSite(t, withNote)
	for i := range pairs {
		text := front(fmt.Sprint("Page ", i)) + strings.Repeat("Some words of a paragraph, and [a link](index.en.md).\n\n", 60)
		write(t, filepath.Join(large, "content", fmt.Sprintf("page-%d.nl.md", i)), strings.ReplaceAll(text, "index.en.md", "index.nl.md"))
		write(t, filepath.Join(large, "content", fmt.Sprintf("page-%d.en.md", i)), text)
	}
	const sets = 8
	hard := interruptibleSite(t, nil)
	for i := range sets {
		write(t, filepath.Join(hard, "content", "criteria", fmt.Sprintf("set-%d.yaml", i)),
			strings.Replace(criteriatest.AllDifferent(8), "id: ", fmt.Sprintf("id: n%d-", i), 1))
	}

	reading := func(r *interruptible) {
		r.await("content", unix.IN_OPEN, ".md", pairs/5)
	}
	proving := func(r *interruptible) {
		r.await("content/criteria", unix.IN_CLOSE_NOWRITE, ".yaml", sets)
		r.compute(300 * time.Millisecond)
	}
	rendering := func(r *interruptible) { // The note is read with the pages, and again when it is rendered, which is early.
		r.await("content", unix.IN_OPEN, "note.txt", 2)
	}
	writing := func(r *interruptible) {
		r.await(".", unix.IN_CREATE, ".public", 1)
	}
	compressing := func(r *interruptible) { // It is read once more for each form in which it is written.
		r.await("content", unix.IN_OPEN, "note.txt", 3)
		r.compute(200 * time.Millisecond)
	}
	for _, c := range []struct {
		name, dir string
		midst     func(*interruptible)
		signal    os.Signal
		code      int
		args      []string
	}{
		{"build reads", large, reading, os.Interrupt, 1, []string{"build"}},
		{"build reads, ended by a service manager", large, reading, syscall.SIGTERM, 1, []string{"build"}},
		{"check reads", large, reading, os.Interrupt, 1, []string{"check"}},
		{"serve reads", large, reading, os.Interrupt, 1, []string{"serve", "--addr", "127.0.0.1:0"}},
		{"dev reads", large, reading, os.Interrupt, 0, []string{"dev", "--addr", "127.0.0.1:0"}},
		{"criteria test reads", large, reading, os.Interrupt, 1, []string{"criteria", "test"}},
		{"build proves", hard, proving, os.Interrupt, 1, []string{"build"}},
		{"check proves", hard, proving, syscall.SIGTERM, 1, []string{"check"}},
		{"serve proves", hard, proving, os.Interrupt, 1, []string{"serve", "--addr", "127.0.0.1:0"}},
		{"dev proves", hard, proving, syscall.SIGTERM, 0, []string{"dev", "--addr", "127.0.0.1:0"}},
		{"criteria test proves", hard, proving, os.Interrupt, 1, []string{"criteria", "test"}},
		{"build renders", large, writing, os.Interrupt, 1, []string{"build"}},
		{"build compresses", small, compressing, os.Interrupt, 1, []string{"build", "--compress"}},
		{"check renders", large, rendering, os.Interrupt, 1, []string{"check"}},
		{"serve renders", large, rendering, syscall.SIGTERM, 1, []string{"serve", "--addr", "127.0.0.1:0"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := files(t, c.dir)
			r := interrupt(t, c.dir, c.args...)
			c.midst(r)
			computed, opened := r.computed(), r.opened
			if err := r.cmd.Process.Signal(c.signal); err != nil {
				t.Fatal(err)
			}
			sent := time.Now()
			code := r.end()
			after := r.cmd.ProcessState.UserTime() + r.cmd.ProcessState.SystemTime() - computed
			r.drain()
			t.Logf("%v, %v computed, %d files opened after %d", time.Since(sent), after, r.opened-opened, opened)
			if code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			const said = "baken: interrupted\n"
			if got := r.stderr.String(); c.code == 1 && got != said || c.code == 0 && got != "" {
				t.Errorf("stderr %.1000q", got)
			}
			if c.code == 1 && r.stdout.Len() > 0 {
				t.Errorf("stdout %.1000q", r.stdout.String())
			}
			if after > time.Second {
				t.Errorf("it computed for %v", after)
			}
			if r.opened-opened > pairs/2 {
				t.Errorf("it opened %d more files", r.opened-opened)
			}
			if diff := cmp.Diff(before, files(t, c.dir)); diff != "" {
				t.Error("the directory is another:\n", diff)
			}
		})
	}
}

// TestSecondInterrupt checks that a second interrupt ends a server at once that is finishing a
// request after the first.
func TestSecondInterrupt(t *testing.T) {
	dir := interruptibleSite(t, nil)
	r := interrupt(t, dir, "serve", "--addr", "127.0.0.1:0")
	line, err := bufio.NewReader(r.pipe).ReadString('\n')
	if err != nil {
		t.Fatal(err, r.stderr.String())
	}
	address := strings.TrimSuffix(strings.TrimPrefix(line, "http://"), "/\n")
	connection, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	// The handler asks for the body once it runs, and then waits for it.
	const request = "POST /api/feedback HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n" +
		"Content-Length: 100\r\nExpect: 100-continue\r\n\r\n"
	if _, err := connection.Write([]byte(request)); err != nil {
		t.Fatal(err)
	}
	if answer, err := bufio.NewReader(connection).ReadString('\n'); err != nil || !strings.Contains(answer, " 100 ") {
		t.Fatalf("%q, %v", answer, err)
	}
	if err := r.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(patience); ; {
		c, err := net.Dial("tcp", address)
		if err != nil {
			break // It takes no more requests.
		}
		c.Close()
		if time.Now().After(deadline) {
			t.Fatal("it still accepts connections")
		}
	}
	// A signal that comes before the process has put back what signals do is taken for the first
	// one.
	done := make(chan int, 1)
	go func() { done <- r.end() }()
	for asked := time.Now(); ; {
		_ = r.cmd.Process.Signal(os.Interrupt) // The process may have ended by now.
		select {
		case <-done:
			status, ok := r.cmd.ProcessState.Sys().(syscall.WaitStatus)
			if !ok || !status.Signaled() || status.Signal() != syscall.SIGINT {
				t.Errorf("it ended with %v after %v", r.cmd.ProcessState, time.Since(asked))
			}
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// largeText is a text of 4 MiB that takes many seconds to be compressed well.
func largeText() string {
	var b strings.Builder
	for i := 0; b.Len() < 4<<20; i++ {
		fmt.Fprintf(&b, "%x has %d lines, of which %d are read.\n", sha256.Sum256([]byte{byte(i), byte(i >> 8)}), i*i, i)
	}
	return b.String()
}

func front(title string) string {
	return "---\ntitle: " + title + "\ndescription: A page to be interrupted at.\n---\n\n"
}

// interruptibleSite is a site, built once, with other files over those of the scripts' site.
func interruptibleSite(t *testing.T, more map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	archive, err := txtar.ParseFile(filepath.FromSlash("testdata/site.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		text := strings.Replace(string(f.Data), "severity: {", "severity: {text-language: off, ", 1)
		write(t, filepath.Join(dir, f.Name), text)
	}
	for name, text := range more {
		write(t, filepath.Join(dir, name), text)
	}
	r := interrupt(t, dir, "build")
	if code := r.end(); code != 0 {
		t.Fatal(code, r.stderr.String())
	}
	return dir
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// files are all files below a directory, with their texts.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(name)
		out[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// interruptible is a process, and what it does with files of its site (inotify(7)).
type interruptible struct {
	t              *testing.T
	cmd            *exec.Cmd
	stdout, stderr bytes.Buffer
	// pipe is what the process writes to stdout, unless it is read to the end by
	// [interruptible.end].
	pipe   *os.File
	notify int
	// watched are directories by their watch, and seen counts what was done to a file there.
	watched map[int32]string
	seen    map[action]int
	// opened counts the opened pages.
	opened int
}

// action is an operation on the files of a directory whose names have a prefix or suffix.
type action struct {
	dir  string
	mask uint32
	name string
}

// interrupt starts the program in a site's directory.
func interrupt(t *testing.T, dir string, args ...string) *interruptible {
	t.Helper()
	r := &interruptible{t: t, watched: map[int32]string{}, seen: map[action]int{}}
	var err error
	if r.notify, err = unix.InotifyInit1(unix.IN_CLOEXEC | unix.IN_NONBLOCK); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(r.notify) })
	for _, name := range []string{".", "content", "content/criteria"} {
		const mask = unix.IN_OPEN | unix.IN_CLOSE_NOWRITE | unix.IN_CREATE
		watch, err := unix.InotifyAddWatch(r.notify, filepath.Join(dir, name), mask)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			t.Fatal(err)
		}
		r.watched[int32(watch)] = name
	}
	path, err := exec.LookPath(program) // TestMain has put it there.
	if err != nil {
		t.Fatal(err)
	}
	var out *os.File
	if r.pipe, out, err = os.Pipe(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.pipe.Close() })
	r.cmd = exec.Command(path, args...)
	r.cmd.Dir, r.cmd.Stdout, r.cmd.Stderr = dir, out, &r.stderr
	r.cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+dir+"-caches") // outside of the site
	err = r.cmd.Start()
	out.Close()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.cmd.Process.Kill() }) // It has ended already unless the test failed.
	return r
}

// end waits for the process and returns its exit code.
func (r *interruptible) end() int {
	timer := time.AfterFunc(patience, func() { _ = r.cmd.Process.Kill() })
	defer timer.Stop()
	_, _ = r.stdout.ReadFrom(r.pipe)
	_ = r.cmd.Wait() // The code says the same.
	return r.cmd.ProcessState.ExitCode()
}

// await waits until something has been done n times to files of a directory whose names begin or
// end in a way.
func (r *interruptible) await(dir string, mask uint32, name string, n int) {
	r.t.Helper()
	a := action{dir, mask, name}
	r.seen[a] = 0
	for deadline := time.Now().Add(patience); r.seen[a] < n; {
		if !r.take() && time.Now().After(deadline) {
			r.t.Fatalf("%d of %d: %s", r.seen[a], n, r.stderr.String())
		}
	}
}

// drain takes the events that are left once the process has ended.
func (r *interruptible) drain() {
	for r.take() {
	}
}

// take takes the events that there are, or waits for some a little, and reports whether there were
// any.
func (r *interruptible) take() bool {
	buf := make([]byte, 64<<10)
	if n, err := unix.Poll([]unix.PollFd{{Fd: int32(r.notify), Events: unix.POLLIN}}, 10); err != nil || n == 0 {
		return false
	}
	n, err := unix.Read(r.notify, buf)
	if err != nil {
		r.t.Fatal(err)
	}
	for buf = buf[:n]; len(buf) > 0; {
		size := unix.SizeofInotifyEvent + int(binary.NativeEndian.Uint32(buf[12:]))
		dir := r.watched[int32(binary.NativeEndian.Uint32(buf))]
		mask := binary.NativeEndian.Uint32(buf[4:])
		name := string(bytes.TrimRight(buf[unix.SizeofInotifyEvent:size], "\x00"))
		if mask&unix.IN_Q_OVERFLOW != 0 {
			r.t.Fatal("too many events")
		}
		for a := range r.seen {
			if a.dir == dir && a.mask&mask != 0 && (strings.HasSuffix(name, a.name) || strings.HasPrefix(name, a.name)) {
				r.seen[a]++
			}
		}
		if mask&unix.IN_OPEN != 0 && strings.HasSuffix(name, ".md") {
			r.opened++
		}
		buf = buf[size:]
	}
	return true
}

// computed returns the CPU time of the process (proc(5)), user and system.
func (r *interruptible) computed() time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", r.cmd.Process.Pid))
	if err != nil {
		r.t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	fields := strings.Fields(rest) // The first one is the third of the line.
	var ticks int
	for _, f := range fields[11:13] {
		n, err := strconv.Atoi(f)
		if err != nil {
			r.t.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * (time.Second / 100) // USER_HZ is 100 on every architecture that Go runs on.
}

// compute waits until the process has computed for some more time.
func (r *interruptible) compute(more time.Duration) {
	r.t.Helper()
	until := r.computed() + more
	for deadline := time.Now().Add(patience); r.computed() < until; runtime.Gosched() {
		if time.Now().After(deadline) {
			r.t.Fatal("the process doesn't compute: ", r.stderr.String())
		}
		r.take()
	}
}
