package output

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/output/manifest"
)

// recordsVariable is the environment variable that names the directory of the records, also for
// helpers.
const recordsVariable = "BAKEN_OUTPUT_RECORDS"

// records returns the directory of the records of these tests.
func records() string { return os.Getenv(recordsVariable) }

// runWithRecords runs the tests with a directory for records.
func runWithRecords(m *testing.M) int {
	dir, err := os.MkdirTemp("", "baken-records-")
	if err == nil {
		err = os.Setenv(recordsVariable, dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	defer os.RemoveAll(dir)
	return m.Run()
}

// files maps the paths of a site to their content.
type files map[string]string

func (s files) artifacts() []artifact.Artifact {
	list := make([]artifact.Artifact, 0, len(s))
	for p, content := range s {
		list = append(list, artifact.Static(p, "text/plain", []byte(content)))
	}
	return list
}

// published returns the expected files of the directory, with the manifest.
func (s files) published() files {
	all := maps.Clone(s)
	m := manifest.New("")
	for p, content := range s {
		m.Add(manifest.File{Path: p, Sum: manifest.SumOf([]byte(content))})
	}
	all[manifest.Name] = string(m.Text())
	return all
}

// readSite returns all files below dir. Empty directories and links are entries that no site has.
func readSite(t testing.TB, dir string) files {
	t.Helper()
	s := files{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		rel = filepath.ToSlash(rel)
		switch {
		case e.IsDir():
			if list, err := os.ReadDir(name); err != nil || len(list) == 0 && rel != "." {
				s[rel+"/"] = fmt.Sprint("empty directory ", err)
			}
		case !e.Type().IsRegular():
			s[rel] = e.Type().String()
		default:
			b, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			s[rel] = string(b)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func wantSite(t testing.TB, dir string, want files) {
	t.Helper()
	if diff := cmp.Diff(want.published(), readSite(t, dir)); diff != "" {
		t.Fatalf("site (-want +got):\n%s", diff)
	}
	wantAlone(t, dir)
}

// wantAlone fails unless dir is the only entry of its parent.
func wantAlone(t testing.TB, dir string) {
	t.Helper()
	wantNames(t, filepath.Dir(dir), filepath.Base(dir))
}

func wantNames(t testing.TB, dir string, want ...string) {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range list {
		got = append(got, e.Name())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("entries of %s (-want +got):\n%s", dir, diff)
	}
}

func mustWrite(t testing.TB, dir string, s files) Stats {
	t.Helper()
	stats, err := Write(t.Context(), dir, s.artifacts(), Options{Records: records(), Workers: 3})
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

// snapshot returns the identity and times of every entry, which a build without differences must
// not change.
func snapshot(t testing.TB, dir string) map[string]fs.FileInfo {
	t.Helper()
	all := map[string]fs.FileInfo{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		all[filepath.ToSlash(rel)], err = os.Lstat(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// wantUntouched fails unless dir is unchanged, down to inodes and times, and nothing is beside it.
func wantUntouched(t testing.TB, dir string, before map[string]fs.FileInfo) {
	t.Helper()
	after := snapshot(t, dir)
	for p := range after {
		if before[p] == nil {
			t.Errorf("%s is new", p)
		}
	}
	for p := range before {
		wantSame(t, p, before, after)
	}
	wantAlone(t, dir)
}

func wantSame(t testing.TB, p string, before, after map[string]fs.FileInfo) {
	t.Helper()
	switch a, b := before[p], after[p]; {
	case b == nil:
		t.Errorf("%s is gone", p)
	case !os.SameFile(a, b):
		t.Errorf("%s is another file", p)
	case !a.ModTime().Equal(b.ModTime()):
		t.Errorf("%s was modified at %v, was %v", p, b.ModTime(), a.ModTime())
	}
}
