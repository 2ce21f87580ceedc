package tokens

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/theme/palette"
	"baken.example/baken/internal/theme/srgb"
)

// got returns a token as "name=text", or the findings.
func got(t *testing.T, s *Set, token string, dark bool) string {
	t.Helper()
	var list diag.List
	r, ok := s.Get(token, dark, &list)
	if list.Len() > 0 {
		var b bytes.Buffer
		if err := list.WriteText(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if !ok {
		return ""
	}
	return r.Name + "=" + r.Text
}

func read(t *testing.T, file, src string) *Set {
	t.Helper()
	s, list := Read(file, []byte(src))
	if list.Len() > 0 {
		t.Fatalf("%s: %v", file, list.All())
	}
	return s
}

func TestStyleSheet(t *testing.T) {
	s := read(t, "theme.css", `@charset "utf-8";
/* --ink: #000; in a comment */
.my-theme, :root { --ink: var(--deep); --deep: var( --blue , red ); --blue: #00568b /* deep */; color: red; --paper:#fff }
@media (prefers-color-scheme: dark) { .my-theme { --blue: #9cf; --paper: #111; } }
@media print { :root { --link: #123 } }
@layer base { :root { --tint: var(--none, rgb(1 2 3)) } }
:root { --quiet: ";}--line:red"; --font: var(--text-font), sans-serif; --text-font: 'A B' }
`)
	for token, want := range map[string]string{
		palette.Ink: "--ink=#00568b", palette.Paper: "--paper=#fff", palette.Link: "", palette.Tint: "--tint=rgb(1 2 3)",
		palette.Quiet: `--quiet=";}--line:red"`, palette.Line: "", Font: "--font='A B', sans-serif",
	} {
		if got := got(t, s, token, false); got != want {
			t.Errorf("%s is %q, want %q", token, got, want)
		}
	}
	for token, want := range map[string]string{palette.Ink: "--ink=#9cf", palette.Paper: "--paper=#111", palette.Tint: "--tint=rgb(1 2 3)"} {
		if got := got(t, s, token, true); got != want {
			t.Errorf("in the dark %s is %q, want %q", token, got, want)
		}
	}
	if r, ok := s.Get(palette.Tint, false, new(diag.List)); !ok || r.Pos != (diag.Pos{Line: 6, Column: 23}) {
		t.Errorf("tint is at %v", r.Pos)
	}
}

func TestDesignTokens(t *testing.T) {
	s := read(t, "theme.json", `{
  "$schema": "x",
  "nl": {"link": {"color": {"$type": "color", "$value": "{our.blue.500}", "original": {"$value": "{x}"}}}},
  "our": {"blue": {"500": {"value": "#00568b"}}, "list": [1, {"a": [2]}], "n": 4},
  "basis": {"color": {"default": {"bg-document": {"$value": {"colorSpace": "srgb", "components": [1, 1, 0.5]}},
    "color-document": {"$value": {"colorSpace": "display-p3", "components": [0, 0, 0], "hex": "#010203"}}}},
    "text": {"font-family": {"default": {"$value": ["Noto Sans", "sans-serif"]}}}}
}`)
	for token, want := range map[string]string{
		palette.Link: "--nl-link-color=#00568b", palette.Paper: "--basis-color-default-bg-document=rgb(100% 100% 50% / 1)",
		palette.Ink: "--basis-color-default-color-document=#010203", Font: "--basis-text-font-family-default=Noto Sans, sans-serif",
	} {
		if got := got(t, s, token, false); got != want {
			t.Errorf("%s is %q, want %q", token, got, want)
		}
	}
	if r, _ := s.Get(palette.Link, false, new(diag.List)); r.Pos != (diag.Pos{Line: 3, Column: 57}) {
		t.Errorf("the link is at %v", r.Pos)
	}
}

// TestDesignTokenValues holds that the value of a known token reaches who judges it, whatever it is.
func TestDesignTokenValues(t *testing.T) {
	for written, want := range map[string]string{
		`{"colorSpace": "oklch", "components": [0.3, 0.1, "none"]}`: "--ink=oklch(0.3 0.1 0 / 1)",
		`{"colorSpace": "oklch", "components": [0.3, 0.1, "any"]}`:  `--ink={"colorSpace": "oklch", "components": [0…`,
		`12`:           "--ink=12",
		`{"a": [1]}`:   `--ink={"a": [1]}`,
		`[1, "#000"]`:  `--ink=[1, "#000"]`,
		`"{our.blue}"`: "there is no --our-blue",
	} {
		s, _ := Read("theme.json", []byte(`{"ink": {"$value": `+written+`}, "our": {"blau": {"$value": "#00f"}}}`))
		if got := got(t, s, palette.Ink, false); !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", written, got, want)
		}
	}
}

// TestUnresolved holds that references that lead nowhere are findings, and that many don't take
// long.
func TestUnresolved(t *testing.T) {
	many := ":root{--ink:var(--aaa);"
	for i := range 40 {
		many += "--a" + itoa(i) + ":" + strings.Repeat("var(--a"+itoa(i+1)+") ", 9) + ";"
	}
	for src, want := range map[string]string{
		":root{--ink:var(--none)}":                       "there is no --none",
		":root{--ink:var(--ink)}":                        "--ink refers to itself",
		":root{--ink:var(--a);--a:var(--b,var(--a))}":    "--a refers to itself",
		":root{--ink:var(--a;--a:red}":                   "",
		many + "--aea:x}":                                "too long",
		":root{--ink:var(--blu);--blue:#00f}":            "did you mean --blue?",
		":root{--ink:var(--a, var(--b, rgb(1 2 3)))}":    "--ink=rgb(1 2 3)",
		":root{--ink:" + strings.Repeat("x", 5000) + "}": "too long",
	} {
		s, _ := Read("theme.css", []byte(src))
		if got := got(t, s, palette.Ink, false); !strings.Contains(got, want) {
			t.Errorf("%.60s: %q, want %q", src, got, want)
		}
	}
}

func itoa(i int) string { return string(rune('a'+i/10)) + string(rune('a'+i%10)) }

func TestUnreadable(t *testing.T) {
	for file, src := range map[string]string{
		"a.css": "@import url(b.css);", "b.css": ":root{--ink:red", "a.json": "", "b.json": "[]", "c.json": `{"a":`, "d.json": `{"a" 1}`, "a.scss": "",
		"e.json": strings.Repeat(`{"a":`, 2000) + "1" + strings.Repeat("}", 2000),
	} {
		if _, list := Read(file, []byte(src)); !list.HasErrors() {
			t.Errorf("%s: %.20q is read", file, src)
		}
	}
}

// TestPublishedTheme reads the theme that NL Design System publishes as an example, where it is
// installed.
func TestPublishedTheme(t *testing.T) {
	const dir = "../../browsertest/node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/"
	for _, file := range []string{"theme.css", "tokens.json"} {
		src, err := os.ReadFile(dir + file)
		if err != nil {
			t.Skip(err)
		}
		s, list := Read(file, src)
		if list.Len() > 0 {
			t.Fatal(list.All())
		}
		n := 0
		for _, token := range palette.Tokens() {
			if r, ok := s.Get(token, false, &list); ok {
				n++
				if _, err := srgb.Parse(r.Text); err != nil {
					t.Errorf("%s: %s is %q: %v", file, r.Name, r.Text, err)
				}
			}
		}
		if n < 16 || list.Len() > 0 {
			t.Errorf("%s: %d tokens, %v", file, n, list.All())
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{":root{--ink:var(--a)}", `{"a":{"$value":"{a}"}}`, "@media{{}}", `{"a":[`, ":root{--ink:'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		for _, file := range []string{"a.css", "a.json"} {
			s, list := Read(file, []byte(src))
			for _, token := range append(palette.Tokens(), Font) {
				s.Get(token, true, &list)
			}
			for _, finding := range list.All() {
				if finding.Line > strings.Count(src, "\n")+1 {
					t.Errorf("a finding is on line %d", finding.Line)
				}
			}
		}
	})
}

// TestDocumentation holds that docs/templates.md lists each token with the names that it is looked
// for by.
func TestDocumentation(t *testing.T) {
	text, err := os.ReadFile("../../../docs/templates.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, token := range append(palette.Tokens(), Font) {
		_, row, found := strings.Cut(string(text), "\n| `"+token+"` |")
		row, _, _ = strings.Cut(row, "\n")
		var names []string
		for _, name := range Names(token)[1:] {
			names = append(names, "`--"+name+"`")
		}
		if !found || !strings.HasSuffix(row, "| "+strings.Join(names, ", ")+" |") {
			t.Errorf("%s: %q, want %q", token, row, names)
		}
	}
}
