package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/cachedir"
	"baken.example/baken/internal/command"
	"baken.example/baken/internal/thoroughtest"
)

var (
	sequences    = flag.Int("sequences", thoroughtest.Unless(1, 20), "how many sequences of edits TestWarmIsCold makes")
	sequenceSeed = flag.Uint64("sequence-seed", 0, "the seed of the first sequence, or 0 for one by the clock")
)

// steps is the number of changes in a sequence.
const steps = 6

// warmSite is a site that a test edits, and builds with the records of earlier builds and without.
type warmSite struct {
	*editedSite
	// home has the directories of the user, out is the output.
	home, out string
	program   int
	day       int
	// repository is the step before which the site becomes a repository, if there is one.
	repository int
	options    map[string]bool
	// extra are files in the output that aren't Baken's.
	extra map[string]bool
	// cold is the output and the findings of the last build and check without records, and state
	// identifies their inputs.
	cold  built
	state string
	// recognized and made count the runs with records; resumed and rechecked count the builds and
	// the checks that read only changed pages.
	recognized, made, resumed, rechecked int
	counts                               map[string]int
}

// TestWarmIsCold makes sequences of random edits of a site, of its output and of the records of its
// builds. After each step a build with records and one without must write the same bytes, print the
// same findings and end alike, and so must a check.
func TestWarmIsCold(t *testing.T) {
	seed := *sequenceSeed
	if seed == 0 {
		seed = uint64(time.Now().UnixNano())
	}
	recognized, resumed, rechecked, counts := 0, 0, 0, map[string]int{}
	for i := range *sequences {
		t.Run(fmt.Sprint(seed+uint64(i)), func(t *testing.T) {
			w := newWarmSite(t, seed+uint64(i))
			for i := range steps {
				if i == w.repository {
					w.initRepository()
					w.counts["repository"]++
				}
				w.step()
			}
			recognized += w.recognized
			resumed += w.resumed
			rechecked += w.rechecked
			for kind, n := range w.counts {
				counts[kind] += n
			}
		})
	}
	t.Log(recognized, "runs were recognized;", resumed, "builds and", rechecked, "checks read only pages that had changed;", counts)
	if recognized == 0 && !t.Failed() {
		t.Error("no run was recognized")
	}
	if (resumed == 0 || rechecked == 0) && *sequences >= 10 && !t.Failed() {
		t.Error("no build, or no check, took over what the one before had read")
	}
}

func newWarmSite(t *testing.T, seed uint64) *warmSite {
	t.Helper()
	top := t.TempDir()
	s := newEditedSite(t, filepath.Join(top, "site"), seed, 5)
	w := &warmSite{
		editedSite: s, home: filepath.Join(top, "home"), out: filepath.Join(top, "out"),
		options: map[string]bool{}, extra: map[string]bool{}, counts: map[string]int{},
	}
	s.compare = w.agree
	w.repository = 2 * s.rand.IntN(steps) // Half of the sites get one.
	w.agree("at first")
	return w
}

// step changes something, and mends what no build is written with.
func (w *warmSite) step() {
	w.Helper()
	var kind string
	switch w.rand.IntN(5) {
	case 0, 1:
		kind = w.edit()
	case 2:
		kind = w.tamper()
	case 3:
		kind = w.damage()
	default:
		kind = w.surround()
	}
	w.counts[kind]++
	broken := w.agree(kind)
	for _, file := range broken { // Links to what has gone, for one.
		w.write(file, w.text(""))
	}
	if len(broken) > 0 {
		if broken = w.agree(kind + ", mended"); len(broken) > 0 {
			w.Fatal("still broken: ", broken)
		}
	}
	made := w.made
	w.agreeAgain(kind + ", once more")
	if w.made != made && !w.linked() {
		w.Errorf("after %s: a run of which nothing has changed wasn't recognized", kind)
	}
}

// result is what came of a build.
type result struct {
	stdout, stderr string
	err            error
}

// build builds the site to a directory, with the caches of a user, or without records where there
// are none.
func (w *warmSite) build(home, out string) result {
	w.Helper()
	args := []string{"build", "--out", out}
	for _, option := range slices.Sorted(maps.Keys(w.options)) {
		if w.options[option] {
			args = append(args, option)
		}
	}
	r := w.run(home, args)
	// Messages about the output aren't findings.
	lines := slices.DeleteFunc(strings.SplitAfter(r.stderr, "\n"), func(line string) bool { return strings.HasPrefix(line, out) })
	r.stdout, r.stderr = "", strings.Join(lines, "")
	return r
}

// check checks the site, with the caches of a user, or without records where there are none.
func (w *warmSite) check(home string) result {
	w.Helper()
	args := []string{"check", "--format", "json"}
	if w.options[keepGoing] {
		args = append(args, keepGoing)
	}
	return w.run(home, args)
}

const keepGoing = "--keep-going"

// run runs a command on the site.
func (w *warmSite) run(home string, args []string) result {
	w.Helper()
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData"} {
		w.Setenv(name, home)
	}
	var stdout, stderr bytes.Buffer
	state := &command.State{
		Stdout: &stdout, Stderr: &stderr, Tick: 20 * time.Millisecond,
		Now: func() time.Time { return time.Date(2026, 11, 1+w.day, 12, 0, 0, 0, time.UTC) },
	}
	if home == w.home {
		state.Program = func() (string, error) { return fmt.Sprint("program ", w.program), nil }
	}
	root := rootCommand(state)
	root.SetArgs(append([]string{"-C", w.dir}, args...))
	err := root.ExecuteContext(w.Context())
	if err != nil && !errors.Is(err, command.ErrFindings) {
		w.Fatal(args, err)
	}
	return result{stdout.String(), stderr.String(), err}
}

// built is what a build and a check print, and the output before and after them.
type built struct {
	build, check result
	before, tree map[string]string
}

// agree builds the site with records and without, and returns the files that have errors.
func (w *warmSite) agree(after string) (broken []string) {
	w.Helper()
	warm := w.warm()
	if state := w.inputs(); w.state != state {
		fresh := w.TempDir()
		home, out := filepath.Join(fresh, "home"), filepath.Join(fresh, "out")
		w.cold, w.state = built{build: w.build(home, out), check: w.check(home)}, state
		w.cold.tree = w.tree(out)
		w.must(os.RemoveAll(fresh))
	}
	return w.same(after, warm)
}

// inputs identifies the inputs of a build without records: the site with the times of its files,
// its repository, the options, the program and the day.
func (w *warmSite) inputs() string {
	w.Helper()
	tree := w.tree(w.dir)
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		info, err := os.Lstat(filepath.Join(w.dir, name))
		w.must(err)
		modified := info.ModTime().UnixNano()
		if strings.HasPrefix(name, ".git") {
			modified = 0
		}
		fmt.Fprintf(h, "%q %d %q\n", name, modified, tree[name])
	}
	fmt.Fprint(h, w.options, w.program, w.day)
	return string(h.Sum(nil))
}

// agreeAgain builds the site once more with records. Nothing has changed since it was built without
// them.
func (w *warmSite) agreeAgain(after string) {
	w.Helper()
	w.same(after, w.warm())
}

// warm builds and checks the site with records.
func (w *warmSite) warm() built {
	w.Helper()
	b := built{before: w.tree(w.out)}
	w.count(func() { b.build = w.build(w.home, w.out) }, &w.resumed)
	w.count(func() { b.check = w.check(w.home) }, &w.rechecked)
	b.tree = w.tree(w.out)
	return b
}

// kept returns the names of the files that are kept beside records.
func (w *warmSite) kept() map[string]bool {
	w.Helper()
	names := map[string]bool{}
	for _, suffix := range []string{cachedir.PagesSuffix, cachedir.TextsSuffix} {
		files, err := filepath.Glob(filepath.Join(w.caches(), cachedir.Builds, "*"+suffix))
		w.must(err)
		for _, name := range files {
			names[name] = true
		}
	}
	return names
}

// continued reports whether a run kept pages that have their texts from a file of an earlier run.
func continued(before, after map[string]bool) bool {
	for name := range after {
		if before[name] || !strings.HasSuffix(name, cachedir.PagesSuffix) {
			continue
		}
		record, _, _ := strings.Cut(name, "-")
		for other := range after {
			if before[other] && strings.HasPrefix(other, record) {
				return true
			}
		}
	}
	return false
}

// same fails the test unless a run with records printed and wrote the same as the last one without
// them, and returns the files that have errors.
func (w *warmSite) same(after string, b built) (broken []string) {
	w.Helper()
	warm, got := b.build, b.tree
	cold := w.cold.build
	if warm != cold {
		w.Fatalf("after %s: the findings are\n%v\n%s\nwant\n%v\n%s", after, warm.err, warm.stderr, cold.err, cold.stderr)
	}
	if b.check != w.cold.check {
		w.Fatalf("after %s: check finds\n%+v\nwant\n%+v", after, b.check, w.cold.check)
	}
	if cold.err != nil {
		if !maps.Equal(got, b.before) {
			w.Fatalf("after %s: a build that failed has changed the output", after)
		}
		for line := range strings.Lines(cold.stderr) {
			if file, rest, ok := strings.Cut(line, ":"); ok && strings.Contains(rest, " error: ") && !slices.Contains(broken, file) {
				broken = append(broken, file)
			}
		}
		return broken
	}
	maps.DeleteFunc(got, func(name, _ string) bool { return w.extra[name] && w.cold.tree[name] == "" })
	for name, text := range w.cold.tree {
		if got[name] != text {
			w.Fatalf("after %s: %s is\n%.2000q\nwant\n%.2000q", after, name, got[name], text)
		}
		delete(got, name)
	}
	if len(got) > 0 {
		w.Fatalf("after %s: left in the output: %q", after, slices.Collect(maps.Keys(got)))
	}
	return nil
}

// count counts a run as recognized or made, and adds one to resumed if it read only changed pages.
func (w *warmSite) count(run func(), resumed *int) {
	w.Helper()
	pictures := filepath.Join(w.caches(), "pictures")
	if err := os.RemoveAll(pictures); err != nil {
		w.Fatal(err)
	}
	kept := w.kept()
	run()
	if continued(kept, w.kept()) {
		*resumed++
	}
	// A run that is made opens the cache of pictures.
	if _, err := os.Stat(pictures); err == nil {
		w.made++
	} else {
		w.recognized++
	}
}

// caches returns Baken's directory among the user's caches.
func (w *warmSite) caches() string { return cachesOf(w.home) }

// cachesOf returns Baken's directory among the caches of a user with a home directory.
func cachesOf(home string) string {
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Caches", "baken")
	}
	return filepath.Join(home, "baken")
}

// tree returns the files below a directory with their contents, and its symbolic links.
func (w *warmSite) tree(dir string) map[string]string {
	w.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == dir {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		if d.Type()&fs.ModeSymlink != 0 {
			out[rel] = "a symbolic link"
			return nil
		}
		text, err := os.ReadFile(name)
		out[rel] = "file " + string(text)
		return err
	})
	if err != nil {
		w.Fatal(err)
	}
	return out
}

// linked reports whether the site has symbolic links, so that no build of it is recorded.
func (w *warmSite) linked() bool {
	return slices.Contains(slices.Collect(maps.Values(w.tree(w.dir))), "a symbolic link")
}
