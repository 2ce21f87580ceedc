package include

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/source"
)

const page = "content/page.en.md"

// expand expands a page that begins on line 5 of its file.
func expand(files map[string]string, text string) (Text, diag.List) {
	site := fstest.MapFS{}
	for name, text := range files {
		site["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return Expand(markdown.New(markdown.Options{Language: "en"}), NewDirectories(site), page, "en", []byte(text), 5)
}

// places returns findings at their places, a line for each.
func places(t Text, list diag.List) string {
	var out strings.Builder
	for _, f := range list.All() {
		file, line := f.File, f.Line
		if from, at := t.Origins.Place(f.Line); f.File == page && from != "" {
			file, line = from, at
		}
		fmt.Fprintf(&out, "%s:%d:%d: %s [%s]\n", strings.TrimPrefix(file, "content/"), line, f.Column, f.Message, f.Code)
	}
	return out.String()
}

// TestExpand checks the text that pages get, and the file and the line of each of its lines.
func TestExpand(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		text  string
		want  string // the lines that aren't blank, with their places
	}{
		{"none", nil, "One.\n\nTwo.\n", "5 One.\n7 Two.\n"},
		{"one in the middle", map[string]string{"_a.en.md": "A.\n\nB.\n"}, "One.\n\n::include{file=_a.en.md}\n\nTwo.\n",
			"page:5 One.\n_a:1 A.\n_a:3 B.\npage:9 Two.\n"},
		{"the first and the last line, none with a newline at its end", map[string]string{"_a.en.md": "A.", "_b.en.md": "B."},
			"::include{file=_a.en.md}\nOne.\n::include{file=_b.en.md}", "_a:1 A.\npage:6 One.\n_b:1 B.\n"},
		{"one right behind the other", map[string]string{"_a.en.md": "A.\n", "_b.en.md": "B.\n"},
			"::include{file=_a.en.md}\n::include{file=_b.en.md}\nTwo.\n", "_a:1 A.\n_b:1 B.\npage:7 Two.\n"},
		{"the same twice", map[string]string{"_a.en.md": "A.\n"}, "::include{file=_a.en.md}\n\n::include{file=_a.en.md}\n\nTwo.\n",
			"_a:1 A.\n_a:1 A.\npage:9 Two.\n"},
		{"an empty one", map[string]string{"_a.en.md": ""}, "One.\n::include{file=_a.en.md}\nTwo.\n", "page:5 One.\npage:7 Two.\n"},
		{"within each other", map[string]string{"_a.en.md": "A.\n\n::include{file=sub/_b.en.md}\n\nA 2.\n", "sub/_b.en.md": "B.\n\n::include{file=../_c.en.md}\nB 2.\n", "_c.en.md": "C.\n"},
			"::include{file=_a.en.md}\nTwo.\n", "_a:1 A.\nsub/_b:1 B.\n_c:1 C.\nsub/_b:4 B 2.\n_a:5 A 2.\npage:6 Two.\n"},
		{"CRLF and a byte order mark", map[string]string{"_a.en.md": "\uFEFFA.\r\n\r\nB.\r\n"}, "::include{file=_a.en.md}\nTwo.\n", "_a:1 A.\n_a:3 B.\npage:6 Two.\n"},
		{"spaces and other signs in names", map[string]string{"a dir/_x # 50%.en.md": "A.\n"}, "::include{file=\"a dir/_x # 50%.en.md\"}\n", "a dir/_x # 50%:1 A.\n"},
		{"a decomposed name, a composed one in the text", map[string]string{"cafe\u0301/_u\u0308ber.en.md": "A.\n"}, "::include{file=caf\u00e9/_\u00fcber.en.md}\n", "cafe\u0301/_u\u0308ber:1 A.\n"},
		{"a composed name, a decomposed one in the text", map[string]string{"_\u00fcber.en.md": "A.\n"}, "::include{file=_u\u0308ber.en.md}\n", "_\u00fcber:1 A.\n"},
		{"code stays text", map[string]string{"_a.en.md": "A.\n"}, "```\n::include{file=_a.en.md}\n```\n\n    ::include{file=_a.en.md}\n\n`::include{file=_a.en.md}`\n",
			"5 ```\n6 ::include{file=_a.en.md}\n7 ```\n9     ::include{file=_a.en.md}\n11 `::include{file=_a.en.md}`\n"},
		{"comments stay comments", map[string]string{"_a.en.md": "A.\n"}, "<!--\n::include{file=_a.en.md}\n-->\n", "5 <!--\n6 ::include{file=_a.en.md}\n7 -->\n"},
		{"code in a snippet, and an include behind it", map[string]string{"_a.en.md": "```\n::include{file=_b.en.md}\n```\n::include{file=_b.en.md}\n", "_b.en.md": "B.\n"},
			"::include{file=_a.en.md}\n", "_a:1 ```\n_a:2 ::include{file=_b.en.md}\n_a:3 ```\n_b:1 B.\n"},
		{"a rule is no front matter", map[string]string{"_a.en.md": "---\nA.\n"}, "::include{file=_a.en.md}\n", "_a:1 ---\n_a:2 A.\n"},
	} {
		got, list := expand(c.files, c.text)
		if found := places(got, list); found != "" {
			t.Errorf("%s: %s", c.name, found)
		}
		if diff := cmp.Diff(c.want, placed(got)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if len(c.files) > 0 && strings.Contains(placed(got), ":1 ") {
			for name := range c.files {
				if !slices.Contains(got.Files, "content/"+name) {
					t.Errorf("%s: %q are the files", c.name, got.Files)
				}
			}
		}
	}
}

// placed returns the lines of a text that aren't blank, each behind its place.
func placed(t Text) string {
	var out strings.Builder
	line := 4
	for text := range strings.Lines(string(t.Text)) {
		line++
		if strings.TrimSpace(text) == "" {
			continue
		}
		file, at := t.Origins.Place(line)
		if file != "" {
			file = strings.TrimSuffix(strings.TrimPrefix(file, "content/"), ".en.md") + ":"
		}
		fmt.Fprintf(&out, "%s%d %s\n", file, at, strings.TrimSuffix(text, "\n"))
	}
	return out.String()
}

// TestWrong checks that each mistake is found once, at its place, and that the text around it
// stays.
func TestWrong(t *testing.T) {
	for _, c := range []struct {
		name, file, snippet string
		want                string
	}{
		{"front matter", "_a.en.md", "---\ntitle: A\n---\nA.\n", "page.en.md:9:1: ::include{file=_a.en.md}: the file has front matter [include-text]\n"},
		{"front matter below a blank line", "_a.en.md", "\n--- \ntitle: A\n---", "page.en.md:9:1: ::include{file=_a.en.md}: the file has front matter [include-text]\n"},
		{"an open block of code", "_a.en.md", "A.\n\n~~~\nmake\n", "page.en.md:9:1: ::include{file=_a.en.md}: a block of code or a comment in the file doesn't end, and would take in the text after it [include-text]\n"},
		{"an open comment", "_a.en.md", "A.\n\n<!-- b\n", "page.en.md:9:1: ::include{file=_a.en.md}: a block of code or a comment in the file doesn't end, and would take in the text after it [include-text]\n"},
		{"not UTF-8", "_a.en.md", "A.\n\nCaf\xe9.\n", "_a.en.md:3:4: byte 0xE9 isn't UTF-8 [file-encoding]\n"},
		{"a NUL byte", "_a.en.md", "A.\n\x00\n", "_a.en.md:2:1: a NUL byte in the text [file-encoding]\n"},
		{"no file", "_b.en.md", "B.\n", "page.en.md:9:1: ::include{file=_a.en.md}: there is no such file [include-file]\n"},
		{"a directory", "_a.en.md/_b.en.md", "B.\n", "page.en.md:9:1: ::include{file=_a.en.md}: can't read the file: invalid argument [include-file]\n"},
		{"too large", "_a.en.md", strings.Repeat("A.\n\n", MaxText/4), "page.en.md:9:1: with ::include{file=_a.en.md} the page is larger than 1 MiB [include-text]\n"},
		{"itself", "_a.en.md", "A.\n\n::include{file=_a.en.md}\n", "_a.en.md:3:1: ::include{file=_a.en.md}: the file includes itself, by way of content/_a.en.md, content/_a.en.md [include-cycle]\n"},
	} {
		files := map[string]string{c.file: c.snippet, "_ok.en.md": "Fine.\n\nOK.\n"}
		got, list := expand(files, "::include{file=_ok.en.md}\n\nOne.\n\n::include{file=_a.en.md}\n\nTwo.\n\n::include{file=_ok.en.md}\n")
		if diff := cmp.Diff(c.want, places(got, list)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		for _, line := range []string{"page:7 One.\n", "page:11 Two.\n", "_ok:3 OK.\n"} {
			if !strings.Contains(placed(got), line) {
				t.Errorf("%s: the text lacks %s", c.name, line)
			}
		}
	}
}

// TestWrongNames checks that files outside of content/, or not called as snippets are, can't be
// included.
func TestWrongNames(t *testing.T) {
	for name, want := range map[string]string{
		"../_a.en.md":           "leads out of the site",
		"../../../etc/_a.en.md": "leads out of the site",
		"/content/_a.en.md":     "leads out of the site",
		"/_a.en.md":             "leads out of the site",
		"a.en.md":               "a file that is included has a name that begins with _",
		"_.en.md":               "a file that is included has a name that begins with _",
		"_a.md":                 "a file that is included has a name that begins with _",
		"_a.en.txt":             "a file that is included has a name that begins with _",
		"_a.nl.md":              "is in another language than this text",
		"_a.EN.md":              "is in another language than this text",
		"_x.en.md":              "there is no such file",
		"_a.en.md/":             "",
		"./_a.en.md":            "",
		"sub/../_a.en.md":       "",
	} {
		files := map[string]string{"_a.en.md": "A.\n", "a.en.md": "A.\n", "_.en.md": "A.\n", "_a.md": "A.\n", "_a.en.txt": "A.\n", "_a.nl.md": "A.\n", "_a.EN.md": "A.\n"}
		got, list := expand(files, "::include{file=\""+name+"\"}\n")
		found := places(got, list)
		if want == "" && found != "" || want != "" && (!strings.Contains(found, want) || list.Len() != 1 || strings.Contains(string(got.Text), "A.")) {
			t.Errorf("%s: %s\nwant %s", name, found, want)
		}
	}
}

// TestLimits checks texts at a limit and beyond it.
func TestLimits(t *testing.T) {
	// deep is a chain of n snippets.
	deep := func(n int) map[string]string {
		files := map[string]string{}
		for i := range n {
			files[fmt.Sprintf("_%d.en.md", i)] = fmt.Sprintf("Depth %d.\n\n::include{file=_%d.en.md}\n", i, i+1)
		}
		files[fmt.Sprintf("_%d.en.md", n-1)] = "End.\n"
		return files
	}
	if got, list := expand(deep(MaxDepth), "::include{file=_0.en.md}\n"); list.Len() > 0 || !strings.Contains(string(got.Text), "End.") {
		t.Error(places(got, list))
	}
	got, list := expand(deep(MaxDepth+1), "::include{file=_0.en.md}\n")
	if want := "_7.en.md:3:1: ::include{file=_8.en.md}: 9 files are included within each other; 8 is the most [include-cycle]\n"; places(got, list) != want {
		t.Error(places(got, list))
	}

	// The text behind an include counts as well.
	const line = "::include{file=_a.en.md}\n"
	before, after := "One.\n\n", "\n"+strings.Repeat("word ", 100)+"\n"
	size := MaxText - len(before) - len(after) - len(above) - len(below)
	for size, fits := range map[int]bool{size: true, size + 1: false} {
		got, list := expand(map[string]string{"_a.en.md": strings.Repeat("a", size)}, before+line+after)
		if fits != (list.Len() == 0) || len(got.Text) > MaxText || fits && len(got.Text) != MaxText {
			t.Errorf("%d bytes in %d: %s", size, len(got.Text), places(got, list))
		}
	}

	// Of many mistakes by one limit, one finding.
	many := func(n int) (Text, diag.List) {
		return expand(map[string]string{"_a.en.md": "A.\n"}, strings.Repeat(line, n))
	}
	if got, list := many(MaxFiles); list.Len() > 0 {
		t.Error(places(got, list))
	}
	got, list = many(MaxFiles + 500)
	if want := fmt.Sprintf("page.en.md:%d:1: with ::include{file=_a.en.md} the page includes more than 1000 files [include-text]\n", 5+MaxFiles); places(got, list) != want {
		t.Error(places(got, list))
	}
	// A million includes by two files of a thousand lines are no million reads.
	got, list = expand(map[string]string{"_a.en.md": strings.Repeat("::include{file=_b.en.md}\n", 1000), "_b.en.md": strings.Repeat("::include{file=_c.en.md}\n", 1000), "_c.en.md": ""}, line)
	if list.Len() != 1 || len(got.Text) > 100_000 {
		t.Error(len(got.Text), places(got, list))
	}
}

// TestLinkOut checks that a symbolic link to a file outside of the site shows nothing of it.
func TestLinkOut(t *testing.T) {
	outside, site := t.TempDir(), t.TempDir()
	secret := filepath.Join(outside, "secret.md")
	for name, text := range map[string]string{secret: "secret\n", filepath.Join(site, "content", "_real.en.md"): "Real.\n"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, to := range map[string]string{"_a.en.md": secret, "_b.en.md": "../../" + filepath.Base(outside) + "/secret.md", "dir": outside, "_ok.en.md": "_real.en.md"} {
		if err := os.Symlink(to, filepath.Join(site, "content", name)); err != nil {
			t.Skip(err)
		}
	}
	root, err := os.OpenRoot(site)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for file, want := range map[string]string{
		"_a.en.md": "_a.en.md:0:0: this symbolic link doesn't lead to a file of the site [file-link]\n", "_b.en.md": "_b.en.md:0:0: this symbolic link doesn't lead to a file of the site [file-link]\n",
		"dir/_secret.en.md": "dir:0:0: this symbolic link doesn't lead to a file of the site [file-link]\n", "_ok.en.md": "",
	} {
		got, list := Expand(markdown.New(markdown.Options{Language: "en"}), NewDirectories(source.Root(root)), page, "en", []byte("::include{file="+file+"}\n"), 5)
		if found := places(got, list); found != want || strings.Contains(string(got.Text), "secret") {
			t.Errorf("%s: %s%s", file, got.Text, found)
		}
	}
}
