package download_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/download"
)

func load(t *testing.T, fsys fs.FS, names ...string) (*download.Set, []string) {
	t.Helper()
	set, list, err := download.Load(t.Context(), fsys, names)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range list.All() {
		found = append(found, f.File+" "+string(f.Code))
	}
	return set, found
}

// TestNames holds the names under which browsers save files: those that editors gave them, without
// characters that mislead or that a file system can't store.
func TestNames(t *testing.T) {
	files := fstest.MapFS{}
	want := map[string][2]string{
		"content/Application form.pdf":                 {"/files/application-form.pdf", "Application form.pdf"},
		"content/Coo\u0308peratie.pdf":                 {"/files/cooperatie.pdf", "Coöperatie.pdf"},
		"content/fdp.\u202egnp.pdf":                    {"/files/fdp-gnp.pdf", "fdp.gnp.pdf"},
		"content/a\"b'c?d*e<f>g|h\\i:j.pdf":            {"/files/a-b-c-d-e-f-g-h-i-j.pdf", "a-b'c-d-e-f-g-h-i-j.pdf"},
		"content/50% #1.pdf":                           {"/files/50-1.pdf", "50% #1.pdf"},
		"content/طلب.PDF":                              {"/files/%D8%B7%D9%84%D8%A8.pdf", "طلب.PDF"},
		"content/aux.pdf":                              {"/files/file-aux.pdf", "aux.pdf"},
		"content/" + strings.Repeat("x", 251) + ".pdf": {"/files/" + strings.Repeat("x", 200) + ".pdf", strings.Repeat("x", 251) + ".pdf"},
	}
	for name := range want {
		files[name] = &fstest.MapFile{Data: []byte("%PDF-1.4 " + name)}
	}
	set, found := load(t, files, slices.Sorted(maps.Keys(want))...)
	if len(found) > 0 {
		t.Error(found)
	}
	for name, w := range want {
		f := set.Get(name)
		if f.URL() != w[0] || f.SaveAs != w[1] || f.Kind != "PDF" || f.Inline || f.Size != int64(len(files[name].Data)) {
			t.Errorf("%q: %q, %+v", name, f.URL(), f)
		}
		if content, err := f.Append([]byte("<")); string(content) != "<"+string(files[name].Data) || err != nil {
			t.Errorf("%q: %q, %v", name, content, err)
		}
	}
}

// TestConflicts holds that two files with one address are a finding where they differ, also late
// in large ones, and are published once where they don't.
func TestConflicts(t *testing.T) {
	large := append([]byte("%PDF-1.4"), make([]byte, 3<<20)...)
	longer := append(bytes.Clone(large), 0)
	other := bytes.Clone(large)
	other[len(other)-1] = 1
	files := fstest.MapFS{
		"content/a.pdf": {Data: large}, "content/b/A.pdf": {Data: large}, "content/c/a.pdf": {Data: other}, "content/d/a.pdf": {Data: longer},
	}
	set, found := load(t, files, "content/a.pdf", "content/b/A.pdf", "content/c/a.pdf", "content/d/a.pdf")
	if want := []string{"content/c/a.pdf download-conflict", "content/d/a.pdf download-conflict"}; !slices.Equal(found, want) {
		t.Errorf("%q", found)
	}
	if published := set.Files(); len(published) != 1 || published[0].Open == nil {
		t.Errorf("%d files are published", len(published))
	}
}

// TestKinds holds that large files are examined to their ends, and that small ones are held.
func TestKinds(t *testing.T) {
	padding := strings.Repeat("x", 2<<20)
	files := fstest.MapFS{
		"a.docx": {Data: []byte("PK\x03\x04" + padding + "word/vbaProject.bin" + padding)},
		"b.docx": {Data: []byte("PK\x03\x04" + padding + padding + "PK\x05\x06" + strings.Repeat("\x00", 18))},
		"i.docx": {Data: []byte("PK\x03\x04" + padding + padding)},
		"j.pdf":  {Data: []byte("%PDF-1.4\n1 0 obj" + padding)},
		"c.html": {Data: []byte("<p>")},
		"d.pdf":  {Data: []byte("<html>")},
		"e.json": {Data: []byte(`["` + padding + `"]`)},
		"f.json": {Data: []byte(`["` + strings.Repeat(padding, 6) + `"]`)},
		"g.json": {Data: []byte(`["` + padding)},
		"h.pdf":  {Data: []byte("%PDF-1.4"), Mode: fs.ModeNamedPipe},
	}
	names := slices.Sorted(maps.Keys(files))
	set, found := load(t, files, names...)
	want := []string{"a.docx download-type", "c.html download-type", "d.pdf download-type", "f.json file-too-large", "g.json download-type", "h.pdf file-unreadable", "i.docx download-cut", "j.pdf download-cut"}
	slices.Sort(found)
	if !slices.Equal(found, want) {
		t.Errorf("%q", found)
	}
	if f := set.Get("b.docx"); f.Kind != "Word" || f.Open == nil {
		t.Errorf("%+v", f)
	}
	content, err := set.Get("b.docx").Open()
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(content); string(b) != string(files["b.docx"].Data) || err != nil {
		t.Errorf("%d bytes, %v", len(b), err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := download.Load(ctx, files, []string{"b.docx"}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
