package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// must fails the test because of a step that can't be made.
func (w *warmSite) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// anyFile returns one of the regular files below a directory.
func (w *warmSite) anyFile(dir string, suits func(name, text string) bool) string {
	w.Helper()
	tree := w.tree(dir)
	maps.DeleteFunc(tree, func(name, text string) bool {
		return !strings.HasPrefix(text, "file ") || strings.HasPrefix(name, ".git") || !suits(name, text)
	})
	names := slices.Sorted(maps.Keys(tree))
	if len(names) == 0 {
		return ""
	}
	return filepath.Join(dir, names[w.rand.IntN(len(names))])
}

// secretly writes a file so that neither its size nor its modification time tells.
func (w *warmSite) secretly(name string, change func(text []byte)) {
	w.Helper()
	info, err := os.Stat(name)
	w.must(err)
	text, err := os.ReadFile(name)
	w.must(err)
	change(text)
	w.must(os.WriteFile(name, text, 0o666))
	w.must(os.Chtimes(name, info.ModTime(), info.ModTime()))
}

// tamper changes the output, or files of the site in ways that editors don't.
func (w *warmSite) tamper() string {
	w.Helper()
	html := func(name, _ string) bool { return strings.HasSuffix(name, ".html") }
	page := w.anyFile(w.out, html)
	source := w.anyFile(filepath.Join(w.dir, "content"), func(name, text string) bool {
		return strings.HasSuffix(name, ".md") && strings.Contains(text, "Text")
	})
	switch kind := w.rand.IntN(14); {
	case kind == 0:
		w.secretly(page, func(text []byte) { text[w.rand.IntN(len(text))] ^= 1 })
		return "output: a bit"
	case kind == 1:
		w.must(os.Remove(page))
		return "output: file removed"
	case kind == 2:
		w.must(os.RemoveAll(filepath.Join(w.out, "en")))
		return "output: directory removed"
	case kind == 3:
		name := filepath.Join(filepath.Dir(page), fmt.Sprintf("extra%d.html", w.rand.IntN(100)))
		w.must(os.WriteFile(name, []byte("Not Baken's."), 0o666))
		rel, err := filepath.Rel(w.out, name)
		w.must(err)
		w.extra[rel] = true
		return "output: file added"
	case kind == 4:
		w.must(os.Rename(page, page+".moved"))
		w.must(os.Symlink(filepath.Base(page)+".moved", page))
		rel, err := filepath.Rel(w.out, page+".moved")
		w.must(err)
		w.extra[rel] = true
		return "output: link in the place of a file"
	case kind == 5:
		away := filepath.Join(filepath.Dir(w.out), fmt.Sprintf("away%d", w.rand.Uint64()))
		w.must(os.Rename(filepath.Join(w.out, "nl"), away))
		w.must(os.Symlink(away, filepath.Join(w.out, "nl")))
		return "output: link in the place of a directory"
	case kind == 6:
		w.must(os.Chtimes(page, time.Now(), time.Now()))
		return "output: touched"
	case kind == 7:
		other := w.anyFile(w.out, html)
		w.must(os.Rename(page, page+"~"))
		if other != page {
			w.must(os.Rename(other, page))
		}
		w.must(os.Rename(page+"~", other))
		return "output: files swapped"
	case kind == 8:
		w.must(os.WriteFile(filepath.Join(w.out, ".baken"), []byte("baken manifest 1\nsite https://example.com\n"), 0o666))
		return "output: manifest replaced"
	case kind == 9:
		w.must(os.MkdirAll(filepath.Join(filepath.Dir(w.out), ".out.baken-next"), 0o777))
		return "output: what a killed build left"
	case source == "":
		return "no page to change"
	case kind <= 11:
		w.secretly(source, func(text []byte) {
			at := strings.LastIndex(string(text), "Text")
			text[at] = "LNSTR"[w.rand.IntN(5)]
		})
		return "page changed secretly"
	case kind == 12:
		w.must(os.Chtimes(source, time.Now(), time.Now()))
		return "page touched"
	default:
		text, err := os.ReadFile(source)
		w.must(err)
		rel, err := filepath.Rel(w.dir, source)
		w.must(err)
		w.write(filepath.ToSlash(rel), string(text))
		return "page written again"
	}
}

// damage changes what the user's caches have.
func (w *warmSite) damage() string {
	w.Helper()
	records := filepath.Join(w.caches(), "builds")
	name := w.anyFile(records, func(string, string) bool { return true })
	if name == "" {
		return "no record to damage"
	}
	text, err := os.ReadFile(name)
	w.must(err)
	var kind string
	switch w.rand.IntN(7) {
	case 0:
		text[w.rand.IntN(len(text))] ^= 1 << w.rand.IntN(8)
		kind = "record: a bit"
	case 1:
		text = text[:w.rand.IntN(len(text))]
		kind = "record: cut off"
	case 2:
		text = append(text, text[:w.rand.IntN(100)]...)
		kind = "record: longer"
	case 3:
		text = []byte(strings.Replace(string(text), "baken build ", "baken build 9", 1))
		kind = "record: of another version"
	case 4:
		text = make([]byte, 1000)
		_, _ = rand.NewChaCha8([32]byte{byte(w.rand.Uint32())}).Read(text)
		kind = "record: noise"
	case 5:
		// The record of the same site in another output, which isn't the same.
		other := filepath.Join(w.TempDir(), "out")
		w.write("i18n/active.en.yaml", fmt.Sprintf("SkipLink: Skip %d\n", w.rand.IntN(1000)))
		w.build(w.home, other)
		w.write("i18n/active.en.yaml", fmt.Sprintf("SkipLink: Jump %d\n", w.rand.IntN(1000)))
		foreign := w.anyFile(records, func(n, _ string) bool { return n != filepath.Base(name) })
		if foreign != "" {
			text, err = os.ReadFile(foreign)
			w.must(err)
		}
		kind = "record: of another output"
	default:
		w.must(os.Remove(name))
		return "record: removed"
	}
	w.must(os.WriteFile(name, text, 0o600))
	return kind
}

// surround changes what surrounds a build.
func (w *warmSite) surround() string {
	switch w.rand.IntN(7) {
	case 0:
		w.program++
		return "another program"
	case 1:
		w.program = max(0, w.program-1)
		return "an earlier program"
	case 2:
		w.day += 1 + w.rand.IntN(40)
		return "another day"
	case 3:
		return w.toggle("--drafts")
	case 4:
		return w.toggle("--compress")
	case 5:
		return w.toggle("--base-url=https://preview.example.net/below")
	default:
		return w.toggle(keepGoing)
	}
}

func (w *warmSite) toggle(option string) string {
	w.options[option] = !w.options[option]
	return option
}
