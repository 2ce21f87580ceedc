package output

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestRefusedPaths(t *testing.T) {
	tests := []struct {
		paths []string
		want  string // part of the error; "" when the paths are fine
	}{
		{[]string{"index.html", "nl/index.html", "_headers", ".well-known/security.txt", "assets/een twee.a1.css"}, ""},
		{[]string{"comx/com10.html", "console", "nul1", "a.con", "LPT", "communication/aux-cables"}, ""},
		{[]string{""}, `artifact "": not a relative path`},
		{[]string{"."}, `not a relative path`},
		{[]string{"/a"}, `not a relative path`},
		{[]string{"a/"}, `not a relative path`},
		{[]string{"a//b"}, `not a relative path`},
		{[]string{"a/./b"}, `not a relative path`},
		{[]string{"a/../b"}, `not a relative path`},
		{[]string{"..", "b"}, `not a relative path`},
		{[]string{"a\xff"}, `not a relative path`},
		{[]string{`a\b`}, `Windows can't store the name "a\\b"`},
		{[]string{"c:a"}, `Windows can't store`},
		{[]string{"a?"}, `Windows can't store`},
		{[]string{"a\x00"}, `Windows can't store`},
		{[]string{"a\nb/c"}, `Windows can't store the name "a\nb"`},
		{[]string{"nl./a"}, `Windows can't store the name "nl."`},
		{[]string{"a "}, `Windows can't store`},
		{[]string{"con"}, `Windows can't store`},
		{[]string{"en/Aux.html"}, `Windows can't store the name "Aux.html"`},
		{[]string{"nul.tar.gz"}, `Windows can't store`},
		{[]string{"prn .html"}, `Windows can't store`},
		{[]string{"com1/index.html"}, `Windows can't store the name "com1"`},
		{[]string{"LPT².x"}, `Windows can't store`},
		{[]string{"conin$"}, `Windows can't store`},
		{[]string{"a/b", "a/b"}, `artifact "a/b": there are two artifacts with this path`},
		{[]string{"a/b", "a/B"}, `artifact "a/B": "a/B" and "a/b" differ only in case`},
		{[]string{"A/b", "a/c"}, `artifact "a/c": "a" and "A" differ only in case`},
		{[]string{"a/é", "a/e\u0301"}, `differ only in case or Unicode form`},
		{[]string{"É/a", "e\u0301"}, `differ only in case or Unicode form`},
		{[]string{"ſ", "s"}, `differ only in case`},
		{[]string{"σ", "ς"}, `differ only in case`},
		{[]string{"a", "a/b"}, `artifact "a/b": "a" would be both a file and a directory`},
		{[]string{"a/b/c", "a"}, `artifact "a": "a" would be both a file and a directory`},
		{[]string{".baken"}, `artifact ".baken": the name is reserved`},
		{[]string{".baken/x"}, `artifact ".baken/x": the name is reserved`},
		{[]string{"nl/.baken"}, ""},
	}
	for _, tt := range tests {
		dir := filepath.Join(t.TempDir(), "public")
		var list = files{}.artifacts()
		for _, p := range tt.paths {
			list = append(list, files{p: "x"}.artifacts()...)
		}
		_, err := Write(t.Context(), dir, list, Options{Records: records()})
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%q: %v", tt.paths, err)
		case tt.want != "" && err == nil:
			t.Errorf("%q: no error", tt.paths)
		case tt.want != "" && !strings.Contains(err.Error(), tt.want):
			t.Errorf("%q: error %q, want one with %q", tt.paths, err, tt.want)
		}
		if tt.want != "" {
			wantNames(t, filepath.Dir(dir))
		}
	}
}

// FuzzTree checks that the file of an accepted path is stored below dir under exactly that name.
func FuzzTree(f *testing.F) {
	for _, p := range []string{"nl/index.html", "a/../b", "é", "con.x", "a\x00", ".baken", "İ/ı"} {
		f.Add(p, "en/index.html")
		f.Add(p, strings.ToUpper(p))
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 100 {
			return
		}
		list := append(files{a: "1"}.artifacts(), files{b: "2"}.artifacts()...)
		if _, err := newTree(list); err != nil {
			return
		}
		dir := filepath.Join(t.TempDir(), "public")
		if _, err := Write(t.Context(), dir, list, Options{Records: records(), Workers: 1}); err != nil {
			t.Fatal(err)
		}
		wantSite(t, dir, files{a: "1", b: "2"})
	})
}

func TestCommon(t *testing.T) {
	for _, tt := range [][3]string{
		{"a/b", "a/b", "a/b"}, {"a/b", "a/c", "a"}, {"a/b", "a", "a"}, {"a", "a/b", "a"},
		{"a/bc", "a/b", "a"}, {"a", "b", "."}, {".", "a/b", "."}, {"a/b/c/d", "a/b/x", "a/b"},
	} {
		if got := common(tt[0], tt[1]); got != tt[2] {
			t.Errorf("common(%q, %q) = %q, want %q", tt[0], tt[1], got, tt[2])
		}
	}
}
