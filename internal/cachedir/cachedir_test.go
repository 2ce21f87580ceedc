package cachedir

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// TestOpenConcurrent opens a new directory in many goroutines: none takes another one's tag, or its
// temporary file, for a file that isn't Baken's.
func TestOpenConcurrent(t *testing.T) {
	for range 50 {
		dir := filepath.Join(t.TempDir(), "new", "cache")
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				if _, err := Open(dir); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) != 1 || entries[0].Name() != tag {
			t.Fatal(entries, err)
		}
	}
}

func TestOpenForeign(t *testing.T) {
	for _, name := range []string{"note.txt", "links.json", "pictures/a", "1.new.txt", ".hidden", "x.new"} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, filepath.FromSlash(name)), "mine")
		if _, err := Open(dir); !errors.Is(err, ErrForeign) {
			t.Errorf("with %s: %v", name, err)
		}
	}
	for _, text := range []string{"", "Signature: 8a477f597d28d172789f06886806bc55\n", strings.Replace(tagText, "Baken", "Bacon", 1)} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, tag), text)
		if _, err := Open(dir); !errors.Is(err, ErrForeign) {
			t.Errorf("with the tag %q: %v", text, err)
		}
		if _, err := Clean(dir); err == nil || !exists(filepath.Join(dir, tag)) {
			t.Errorf("with the tag %q: cleaned: %v", text, err)
		}
	}
	// Later versions may say more behind what never changes.
	dir := t.TempDir()
	write(t, filepath.Join(dir, tag), tagStart+"# More.\n")
	if _, err := Open(dir); err != nil {
		t.Error(err)
	}
}

func TestOpenReadOnly(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("this user may write everywhere")
	}
	dir := t.TempDir()
	if _, err := Open(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "nothing can be written to") || errors.Is(err, ErrForeign) {
		t.Error(err)
	}
}

// TestClean removes entries, and nothing else: no file of another name, no directory with the name
// of an entry, and nothing behind a symbolic link.
func TestClean(t *testing.T) {
	entry := strings.Repeat("0f", 32)
	dir, elsewhere := filepath.Join(t.TempDir(), "cache"), t.TempDir()
	if _, err := Open(dir); err != nil {
		t.Fatal(err)
	}
	picture, record := filepath.Join(dir, Pictures, entry), filepath.Join(dir, Builds, entry[:32])
	removed := []string{
		picture, filepath.Join(dir, Pictures, "123.new"), filepath.Join(dir, Links), filepath.Join(dir, ".links.json.ABCDEFGH.new"), filepath.Join(dir, "45.new"),
		record, record + "-123.pages", record + "-4.texts",
	}
	stays := []string{
		record + "-.pages", record + "-1.texts.pages", record + "-x.texts", record + ".texts", filepath.Join(dir, Builds, "letter-1.texts"), picture + "-1.texts",
		filepath.Join(dir, Pictures, "holiday.jpg"), filepath.Join(dir, Pictures, entry[1:]), filepath.Join(dir, Pictures, strings.ToUpper(entry)),
		filepath.Join(dir, Pictures, strings.Repeat("1", 64), entry), filepath.Join(dir, "outputs", entry), filepath.Join(dir, "letter.new"), filepath.Join(dir, entry),
		filepath.Join(elsewhere, entry), filepath.Join(dir, tag),
	}
	for _, name := range append(removed, stays[:len(stays)-1]...) {
		write(t, name, "12345")
	}
	if err := os.Symlink(filepath.Join(elsewhere, entry), filepath.Join(dir, Pictures, strings.Repeat("2", 64))); err == nil {
		stays = append(stays, filepath.Join(dir, Pictures, strings.Repeat("2", 64)))
	}
	n, err := Clean(dir)
	if err != nil || n.Entries != len(removed) || n.Bytes != int64(5*len(removed)) {
		t.Error(n, err)
	}
	for _, name := range removed {
		if exists(name) {
			t.Errorf("%s is still there", name)
		}
	}
	for _, name := range stays {
		if !exists(name) {
			t.Errorf("%s has been removed", name)
		}
	}
}

// TestCleanLink leaves a directory behind a symbolic link in the place of one of its own alone.
func TestCleanLink(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	entry := filepath.Join(elsewhere, strings.Repeat("a", 64))
	write(t, entry, "")
	if _, err := Open(dir); err != nil {
		t.Fatal(err)
	}
	inside := filepath.Join(dir, "outputs")
	write(t, filepath.Join(inside, strings.Repeat("b", 64)), "")
	for _, target := range []string{elsewhere, "outputs"} {
		if err := os.Symlink(target, filepath.Join(dir, Pictures)); err != nil {
			t.Skip(err)
		}
		if n, err := Clean(dir); err != nil || n.Entries != 0 {
			t.Error(n, err)
		}
		if err := os.Remove(filepath.Join(dir, Pictures)); err != nil {
			t.Fatal(err)
		}
	}
	if !exists(entry) || !exists(filepath.Join(inside, strings.Repeat("b", 64))) {
		t.Error("an entry elsewhere has been removed")
	}
}
