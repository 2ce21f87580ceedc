package corpus

import (
	"bytes"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func plan(t *testing.T, seed uint64, pairs int) *Corpus {
	t.Helper()
	c, err := New(seed, pairs)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// files are the Markdown files of a corpus for Baken, by path.
func files(c *Corpus) map[string]string {
	out := map[string]string{}
	for f := range c.Baken() {
		out[f.Path] = string(f.Data)
	}
	return out
}

func TestSameSeedSameBytes(t *testing.T) {
	if !maps.Equal(files(plan(t, 7, 120)), files(plan(t, 7, 120))) {
		t.Error("two corpora of one seed differ")
	}
	if maps.Equal(files(plan(t, 7, 120)), files(plan(t, 8, 120))) {
		t.Error("two corpora of different seeds don't differ")
	}
	first, again := plan(t, 7, 120), plan(t, 7, 120)
	files(again) // Writing must not change what is written next.
	hugo := slices.Collect(first.Hugo())
	for i, f := range slices.Collect(again.Hugo()) {
		if f.Path != hugo[i].Path || !bytes.Equal(f.Data, hugo[i].Data) {
			t.Fatalf("%s differs between two corpora of one seed", f.Path)
		}
	}
}

func TestEveryPageInEveryLanguage(t *testing.T) {
	c := plan(t, 1, 300)
	all := files(c)
	leaves := 0
	for name := range all {
		key, ok := strings.CutSuffix(name, "."+c.code(0)+".md")
		if !ok {
			continue
		}
		if path.Base(key) != "index" && strings.Contains(strings.TrimPrefix(key, "content/"), "/") {
			leaves++
		}
		for _, l := range c.Languages() {
			if all[key+"."+l.Code+".md"] == "" {
				t.Errorf("%s isn't there in %s", key, l.Code)
			}
		}
	}
	if leaves != 300 {
		t.Errorf("%d pages of guidance, want 300", leaves)
	}
}

var (
	link        = regexp.MustCompile(`\]\(([^()\s]+)\)`)
	headingLine = regexp.MustCompile(`(?m)^##+ (.*)$`)
	punctuation = regexp.MustCompile(`[^\pL\pN -]`)
)

// TestLinks follows every relative link to its file and every fragment to its heading.
func TestLinks(t *testing.T) {
	c := plan(t, 1, 400)
	all := files(c)
	anchors := map[string]bool{}
	for name, text := range all {
		for _, m := range headingLine.FindAllStringSubmatch(text, -1) {
			a := strings.ReplaceAll(punctuation.ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-")
			if anchors[name+"#"+a] {
				t.Errorf("%s: two headings %q", name, m[1])
			}
			anchors[name+"#"+a] = true
		}
	}
	pages, fragments := 0, 0
	for name, text := range all {
		lang := path.Ext(strings.TrimSuffix(name, ".md"))
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			file, fragment, _ := strings.Cut(m[1], "#")
			to := name
			if file != "" {
				pages++
				to = path.Join(path.Dir(name), file)
			}
			switch {
			case all[to] == "":
				t.Errorf("%s: link to %s, which isn't there", name, m[1])
			case path.Ext(strings.TrimSuffix(to, ".md")) != lang:
				t.Errorf("%s: link to %s in another language", name, m[1])
			case strings.Contains(all[to], "\ndraft: true\n"):
				t.Errorf("%s: link to %s, a draft", name, m[1])
			}
			if fragment != "" {
				fragments++
				if !anchors[to+"#"+fragment] {
					t.Errorf("%s: link to %s, where there is no such heading", name, m[1])
				}
			}
		}
	}
	if pages < 1000 || fragments < 200 {
		t.Errorf("%d links to pages and %d with fragments: too few to measure with", pages, fragments)
	}
}

func TestSizes(t *testing.T) {
	c := plan(t, 1, 1500)
	var sizes []int
	for name, text := range files(c) {
		if strings.HasSuffix(name, ".md") && !strings.HasPrefix(path.Base(name), "index.") {
			sizes = append(sizes, len(text))
		}
	}
	slices.Sort(sizes)
	at := func(percent int) int { return sizes[len(sizes)*percent/100] }
	for _, test := range []struct{ percent, least, most int }{
		{10, 1500, 2300},
		{50, 3800, 4400},
		{90, 7500, 10500},
	} {
		if got := at(test.percent); got < test.least || got > test.most {
			t.Errorf("%d %% of the files have at most %d bytes, want %d to %d", test.percent, got, test.least, test.most)
		}
	}
}

// TestSections holds that a section lists as many pages as a reader is offered elsewhere.
func TestSections(t *testing.T) {
	c := plan(t, 1, 5000)
	depth := 0
	for _, p := range c.pages {
		if n := len(p.children); p.index && n > 35 {
			t.Errorf("%s has %d pages", p.dir, n)
		}
		depth = max(depth, strings.Count(p.dir, "/"))
	}
	if depth != 3 {
		t.Errorf("sections are %d deep, want 3", depth)
	}
}

func TestEveryConstruct(t *testing.T) {
	c := plan(t, 1, 600)
	var b strings.Builder
	for _, text := range files(c) {
		b.WriteString(text)
	}
	text := b.String()
	for _, want := range []string{
		"\n### ", "\n- ", "\n  - ", "\n1. ", "\n- [x] ", "\n| --- ", "\n> [!WARNING]\n", "\n[^1]: ", "\n```json\n",
		"\n: ", "](https://", "]{lang=", "**", "~~", "é", "\n::glossary\n", "\n::contact\n",
		"\nslug: ", "\nweight: ", "\nmenu: ", "\naliases:\n", "\ndraft: true\n", "\npublish: ", "\nexpires: ",
		"\nreviewed: ", "\nreview_every: ", "\nfeedback: false\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("nothing in the corpus has %q", want)
		}
	}
}
