package worklist_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	baken "baken.example/baken"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/message/worklist"
)

var defaults = fstest.MapFS{
	"i18n/source.yaml": {Data: []byte("language: en\n")},
	"i18n/active.en.yaml": {Data: []byte(`# All of the texts.

# Direction.
TextDirection: ltr

# Head of the
# site.
# Follows a page.
Next: "Next: a"
# A count follows,
# in two lines.
More:
  one: one thing
  other: "{{.N}} things"
Long: >-
  one line
  and another
`)},
}

// list lists what the strings of a language lack, and prints it.
func list(t *testing.T, defaults fs.FS, lang, text string) (yaml, asJSON string) {
	t.Helper()
	site := fstest.MapFS{}
	if text != "" {
		site["i18n/active."+lang+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	use := message.Use{ID: "Own", File: "templates/home.html", Pos: diag.Pos{Line: 2, Column: 3}}
	catalog, _, err := message.Load(t.Context(), defaults, site, message.Options{Languages: message.Languages(lang), Uses: []message.Use{use}})
	if err != nil {
		t.Fatal(err)
	}
	l, err := worklist.New(defaults, catalog, lang)
	if err != nil {
		t.Fatal(err)
	}
	var b, j bytes.Buffer
	if err := l.WriteYAML(&b); err != nil {
		t.Fatal(err)
	}
	if err := l.WriteJSON(&j); err != nil {
		t.Fatal(err)
	}
	return b.String(), j.String()
}

func TestWriteYAML(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"pl", "", `# Direction.
TextDirection: ltr

# Head of the
# site.
# Follows a page.
#Next: "Next: a"
# A count follows,
# in two lines.
#More:
#  one: one thing
#  few: "{{.N}} things"
#  many: "{{.N}} things"
#  other: "{{.N}} things"
#Long: >-
#  one line
#  and another

# templates/home.html uses it, line 2.
#Own: …
`},
		// The form one has 0 too.
		{"fr", "TextDirection: ltr\nNext: x\nLong: y\nOwn: z\n", `# Head of the
# site.
# A count follows,
# in two lines.
#More:
#  one: "{{.N}} things"
#  many: "{{.N}} things"
#  other: "{{.N}} things"
`},
		{"he", "Next: x\nLong: y\nOwn: z\nMore:\n  one: a\n  other: b\n", `# Direction.
TextDirection: rtl

# Head of the
# site.
# A count follows,
# in two lines.
# It is in i18n/active.he.yaml, line 4. It lacks these forms, which belong there:
#More:
#  two: "{{.N}} things"
`},
		{"sv", "TextDirection: ltr\nNext: x\nLong: y\nOwn: z\nMore: {one: a, other: b}\n", ""},
	} {
		got, _ := list(t, defaults, c.lang, c.text)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.lang, diff)
		}
	}
}

func TestWriteJSON(t *testing.T) {
	_, got := list(t, defaults, "pl", "TextDirection: ltr\nNext: x\nLong: y\nMore: {one: a, other: b}\n")
	want := `{
  "language": "pl",
  "source": "en",
  "of": 5,
  "missing": [
    {
      "key": "More",
      "text": "{{.N}} things",
      "where": "Head of the site. A count follows, in two lines.",
      "forms": [
        "few",
        "many"
      ],
      "file": "i18n/active.pl.yaml",
      "line": 4
    },
    {
      "key": "Own",
      "file": "templates/home.html",
      "line": 2
    }
  ]
}
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, got := list(t, defaults, "sv", "TextDirection: ltr\nNext: x\nLong: y\nOwn: z\nMore: {one: a, other: b}\n"); !strings.Contains(got, `"missing": []`) {
		t.Error(got)
	}
}

// TestRoundTrip checks that Baken's whole list, once its comment marks are taken away, is a file in
// which nothing is missing, and that each string says where it is shown.
func TestRoundTrip(t *testing.T) {
	for _, lang := range []string{"sv", "ar", "ja", "cy", "lt"} {
		yaml, asJSON := list(t, baken.Defaults, lang, "Own: x\n")
		whole := regexp.MustCompile(`(?m)^#(\w|  )`).ReplaceAllString(yaml, "$1")
		left, _ := list(t, baken.Defaults, lang, whole+"Own: x\n")
		if left != "" {
			t.Errorf("%s: left are %s", lang, left)
		}
		var l worklist.List
		if err := json.Unmarshal([]byte(asJSON), &l); err != nil {
			t.Fatal(err)
		}
		if len(l.Items) != l.Of {
			t.Errorf("%s: %d of %d", lang, len(l.Items), l.Of)
		}
		for _, item := range l.Items {
			if item.Where == "" || item.Text == "" {
				t.Errorf("%s: %s has no text, or no place", lang, item.Key)
			}
		}
	}
}
