package portable

import (
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	for _, p := range []string{"index.html", ".well-known/security.txt", "a b/é.css", "comx/com10.html", "nul1", "a.con", "LPT"} {
		if err := Check(p); err != nil {
			t.Errorf("%q: %v", p, err)
		}
	}
	for p, want := range map[string]string{
		"": "not a relative path", ".": "not a relative path", "/a": "not a relative path", "a/": "not a relative path",
		"a//b": "not a relative path", "a/../b": "not a relative path", "a\xff": "not a relative path",
		`a\b`: `Windows can't store the name "a\\b"`, "c:a": "Windows can't store", "a/x ": `the name "x "`, "nl./a": `the name "nl."`,
		"a\x00": "Windows can't store", "en/Aux.html": `the name "Aux.html"`, "com1/x": `the name "com1"`, "LPT².x": "Windows can't store",
		"prn .html": "Windows can't store", "conin$": "Windows can't store",
	} {
		if err := Check(p); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want one with %q", p, err, want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, same := range [][]string{{"a/b", "A/b", "a/B"}, {"é", "e\u0301", "É"}, {"ſ", "s", "S"}, {"σ", "ς"}} {
		for _, p := range same {
			if Fold(p) != Fold(same[0]) {
				t.Errorf("%q and %q are the same file on some systems: %q, %q", p, same[0], Fold(p), Fold(same[0]))
			}
		}
	}
	for _, other := range [][2]string{{"a", "b"}, {"e", "é"}, {"a/b", "ab"}} {
		if Fold(other[0]) == Fold(other[1]) {
			t.Errorf("%q and %q are different files", other[0], other[1])
		}
	}
}

// FuzzFold holds that what was folded is folded.
func FuzzFold(f *testing.F) {
	for _, p := range []string{"nl/index.html", "é", "E\u0301", "con.x", "a\x00", "İ/ı", "a\xff"} {
		f.Add(p)
	}
	f.Fuzz(func(t *testing.T, p string) {
		if Fold(Fold(p)) != Fold(p) {
			t.Errorf("Fold(%q) = %q, folded again %q", p, Fold(p), Fold(Fold(p)))
		}
	})
}
