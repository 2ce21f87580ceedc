package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
)

// silent fails if a run printed results.
func silent(ts *testscript.TestScript, r streams) {
	if r.stdout != "" {
		ts.Fatalf("on stdout: %s", r.stdout)
	}
}

// runBaken is the script command "[!] baken ARGS…": exit code 0, or 1.
func runBaken(ts *testscript.TestScript, neg bool, args []string) {
	code := exitDone
	if neg {
		code = exitFailure
	}
	exits(ts, code, args...).show(ts)
}

// runMisused is the script command "misused ARGS…": exit code 2, and an explanation on stderr.
func runMisused(ts *testscript.TestScript, _ bool, args []string) {
	r := exits(ts, exitUsage, args...)
	silent(ts, r)
	if !strings.HasPrefix(r.stderr, "baken: ") {
		ts.Fatalf("no explanation: %s", r.stderr)
	}
	r.show(ts)
}

// decodeFile is the script command "decode FILE": the file, which is base64, becomes what that
// stands for.
func decodeFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: decode FILE")
	}
	content, err := base64.StdEncoding.DecodeString(ts.ReadFile(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), content, 0o666))
}

// hidesText is the script command "hides TEXT DIR": no file below the directory has the text.
func hidesText(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: hides TEXT DIR")
	}
	files := 0
	ts.Check(fs.WalkDir(os.DirFS(ts.MkAbs(args[1])), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		if strings.Contains(ts.ReadFile(filepath.Join(args[1], filepath.FromSlash(name))), args[0]) {
			ts.Fatalf("%s has %q in it", name, args[0])
		}
		return nil
	}))
	if files == 0 {
		ts.Fatalf("%s has no files", args[1])
	}
}

// runBroken is the script command "broken [FLAGS…]": build refuses the site and leaves the
// directory as it was, and check finds errors, which it leaves on stdout.
func runBroken(ts *testscript.TestScript, _ bool, flags []string) {
	before := tree(ts, ".")
	silent(ts, exits(ts, exitFailure, append([]string{"build"}, flags...)...))
	if after := tree(ts, "."); !slices.Equal(before, after) {
		ts.Fatalf("build left something behind:\n%s", strings.Join(after, "\n"))
	}
	r := exits(ts, exitFailure, append([]string{"check"}, flags...)...)
	r.show(ts)
	if !strings.Contains(r.stdout, ": error: ") {
		ts.Fatalf("check prints no error")
	}
}

// runWarned is the script command "warned [FLAGS…]": the site builds, and check finds warnings,
// which it leaves on stdout, and which are errors where that is asked for.
func runWarned(ts *testscript.TestScript, _ bool, flags []string) {
	exits(ts, exitDone, append([]string{"build"}, flags...)...)
	ts.Check(os.RemoveAll(ts.MkAbs("public")))
	exits(ts, exitFailure, append([]string{"check", "--strict"}, flags...)...)
	r := exits(ts, exitDone, append([]string{"check"}, flags...)...)
	r.show(ts)
	if !strings.Contains(r.stdout, ": warning: ") {
		ts.Fatalf("check prints no warning")
	}
}

// writePages is the script command "pages DIR N [DATE]": writes N numbered pages into a directory,
// each of the day after the one before if there is the date of the last.
func writePages(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 && len(args) != 3 {
		ts.Fatalf("usage: pages DIR N [DATE]")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	for i := 1; i <= n; i++ {
		more := ""
		if len(args) == 3 {
			var last content.Date
			ts.Check(last.UnmarshalText([]byte(args[2])))
			more = "date: " + last.AddDate(0, 0, i-n).Format(time.DateOnly) + "\n"
		}
		text := fmt.Sprintf("---\ntitle: Article %[1]d\ndescription: What article %[1]d is about.\n%[2]s---\nText.\n", i, more)
		ts.Check(os.WriteFile(ts.MkAbs(fmt.Sprintf("%s/article-%d.en.md", args[0], i)), []byte(text), 0o666))
	}
}

// pasteFile appends a file to another: paste FROM TO.
func pasteFile(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: paste FROM TO")
	}
	to := ts.MkAbs(args[1])
	ts.Check(os.WriteFile(to, []byte(ts.ReadFile(to)+ts.ReadFile(args[0])), 0o666))
}

// replaceText is the script command "replace FILE OLD NEW": it replaces the first OLD, which must
// be there.
func replaceText(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	name := ts.MkAbs(args[0])
	old, err := os.ReadFile(name)
	ts.Check(err)
	if !bytes.Contains(old, []byte(args[1])) {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(name, bytes.Replace(old, []byte(args[1]), []byte(args[2]), 1), 0o666))
}

// appendText is the script command "append [-n TIMES] FILE TEXT", for files that a script can't
// hold. The text has the escapes of a Go string; %d in it is how often it stands there already.
func appendText(ts *testscript.TestScript, _ bool, args []string) {
	times := 1
	if len(args) > 2 && args[0] == "-n" {
		n, err := strconv.Atoi(args[1])
		ts.Check(err)
		times, args = n, args[2:]
	}
	if len(args) != 2 {
		ts.Fatalf("usage: append [-n TIMES] FILE TEXT")
	}
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	name := ts.MkAbs(args[0])
	old, err := os.ReadFile(name)
	if !errors.Is(err, fs.ErrNotExist) {
		ts.Check(err)
	}
	ts.Check(os.MkdirAll(filepath.Dir(name), 0o777))
	if !strings.Contains(text, "%d") {
		ts.Check(os.WriteFile(name, append(old, bytes.Repeat([]byte(text), times)...), 0o666))
		return
	}
	for i := range times {
		old = append(old, strings.ReplaceAll(text, "%d", strconv.Itoa(i))...)
	}
	ts.Check(os.WriteFile(name, old, 0o666))
}

// writeStrings is the script command "strings FILE [KEY…]": it adds to a file of UI strings those
// that it lacks, in English, but not those of the keys. Languages that have a plural form "many"
// beside "one" and "other" (CLDR) get it too.
func writeStrings(ts *testscript.TestScript, _ bool, args []string) {
	all, err := fs.ReadFile(baken.Defaults, "i18n/active.en.yaml")
	ts.Check(err)
	name := ts.MkAbs(args[0])
	own, err := os.ReadFile(name)
	if !errors.Is(err, fs.ErrNotExist) {
		ts.Check(err)
	}
	left := slices.Clone(args[1:])
	for line := range strings.Lines(string(own)) {
		key, _, _ := strings.Cut(line, ":")
		left = append(left, key)
	}
	var added strings.Builder
	skipped := false
	language, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(name), "active."), ".")
	many := slices.Contains([]string{"es", "fr", "it", "pt"}, language)
	for line := range strings.Lines(string(all)) {
		if key, _, _ := strings.Cut(line, ":"); !strings.HasPrefix(line, " ") {
			skipped = slices.Contains(left, key)
		}
		if skipped {
			continue
		}
		added.WriteString(line)
		if form, ok := strings.CutPrefix(line, "  other:"); ok && many {
			added.WriteString("  many:" + form)
		}
	}
	ts.Check(os.MkdirAll(filepath.Dir(name), 0o777))
	ts.Check(os.WriteFile(name, append(own, added.String()...), 0o666))
}

// sameTrees is the script command "same DIR DIR": the same files with the same bytes.
func sameTrees(ts *testscript.TestScript, _ bool, dirs []string) {
	if len(dirs) != 2 {
		ts.Fatalf("usage: same DIR DIR")
	}
	files := tree(ts, dirs[0])
	if other := tree(ts, dirs[1]); !slices.Equal(files, other) || len(files) == 0 {
		ts.Fatalf("%s has %q, %s has %q", dirs[0], files, dirs[1], other)
	}
	for _, f := range files {
		if ts.ReadFile(filepath.Join(dirs[0], f)) != ts.ReadFile(filepath.Join(dirs[1], f)) {
			ts.Fatalf("%s isn't the same", f)
		}
	}
}

// tree returns the files below a directory, sorted.
func tree(ts *testscript.TestScript, dir string) []string {
	var files []string
	root := ts.MkAbs(dir)
	ts.Check(filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		relative, err := filepath.Rel(root, name)
		files = append(files, relative)
		return err
	}))
	return files
}
