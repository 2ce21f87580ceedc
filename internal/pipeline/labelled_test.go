package pipeline_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
)

// place is a labelled place: a text, and whether it is to have a finding.
type place struct {
	want       bool
	kind, lang string
	parts      []string
}

var textKinds = map[string]bool{"law": true, "manual": true, "table": true, "prose": true}

// places reads a file of labelled places, separated by a line =====. Each begins with a line that
// says yes or no, the kind of text and its language; parts of a place are separated by -----.
func places(t *testing.T, file string) (all []place) {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range strings.Split(strings.TrimSuffix(string(src), "\n"), "\n=====\n") {
		head, text, _ := strings.Cut(s, "\n")
		fields := strings.Fields(head)
		if len(fields) != 3 || fields[0] != "yes" && fields[0] != "no" || !textKinds[fields[1]] {
			t.Fatalf("%s: no place: %q", file, s)
		}
		all = append(all, place{fields[0] == "yes", fields[1], fields[2], strings.Split(text, "\n-----\n")})
	}
	return all
}

// labelledConfig is the settings of a site in three languages.
const labelledConfig = `base_url: https://guide.test
title: {nl: Gids, en: Guide, fr: Guide}
description: {nl: Uitleg, en: Guidance, fr: Aide}
languages: [{code: nl, name: Nederlands}, {code: en, name: English}, {code: fr, name: Français}]
contact: {name: {nl: Wij, en: We, fr: Nous}, email: editors@guide.test}
security: {contact: "mailto:security@guide.test", expires: 2027-09-01}
plain_language: {sentence_words: 25, reading_ease: 50}
severity: {translation-missing: "off"}
`

const labelledFront = "---\ntitle: Een pagina zonder meer\ndescription: Tekst.\n---\n"

// labelledPage returns the text of a page, with front matter unless the text has its own.
func labelledPage(text string) *fstest.MapFile {
	if !strings.HasPrefix(text, "---\n") {
		text = labelledFront + text
	}
	return &fstest.MapFile{Data: []byte(text + "\n")}
}

func labelledSite() fstest.MapFS {
	site := fstest.MapFS{"content/site.yaml": {Data: []byte(labelledConfig)}}
	for _, lang := range []string{"nl", "en", "fr"} {
		site["content/index."+lang+".md"] = labelledPage("")
	}
	return site
}

var inPlace = regexp.MustCompile(`^content/p(\d+)/`)

// measure checks the site, whose pages in pN are those of place N, and prints and asserts the
// precision and recall of a code.
func measure(t *testing.T, code diag.Code, site fstest.MapFS, all []place) {
	t.Helper()
	result, err := pipeline.Load(t.Context(), site, baken.Defaults, options)
	if err != nil {
		t.Fatal(err)
	}
	found := make([][]diag.Finding, len(all))
	for _, f := range result.Findings.All() {
		var n int
		if m := inPlace.FindStringSubmatch(f.File); m == nil || f.Code != code {
			continue
		} else if _, err := fmt.Sscan(m[1], &n); err != nil {
			t.Fatal(err)
		}
		found[n] = append(found[n], f)
	}
	judge(t, code, all, found)
}

// judge prints and asserts the precision and recall of the findings of a code on places. All kinds
// of text and languages have to be among them.
func judge(t *testing.T, code diag.Code, all []place, found [][]diag.Finding) {
	t.Helper()
	var right, wrong, missed, yes int
	seen := map[string]int{}
	for i, p := range all {
		seen[p.kind]++
		seen[p.lang]++
		if len(p.parts) > 1 {
			seen["nl"]++ // The language of originals.
		}
		text := strings.Join(p.parts, "\n-----\n")
		switch n := len(found[i]); {
		case p.want && n > 0:
			yes, right = yes+1, right+1
		case p.want:
			yes, missed = yes+1, missed+1
			t.Logf("missed: %s %s:\n%s", p.kind, p.lang, text)
		case n > 0:
			wrong++
			t.Logf("false alarm: %s %s: %v\n%s", p.kind, p.lang, found[i], text)
		}
	}
	precision, recall := float64(right)/float64(max(right+wrong, 1)), float64(right)/float64(max(yes, 1))
	t.Logf("%s: %d places, %d of them with a finding: precision %.3f, recall %.3f", code, len(all), yes, precision, recall)
	if len(all) < 50 || precision < 0.95 || recall < 0.9 {
		t.Errorf("%s: precision %.3f, recall %.3f; 0.95 and 0.9 are asked", code, precision, recall)
	}
	for _, k := range []string{"law", "manual", "table", "prose", "nl", "en", "fr"} {
		if seen[k] == 0 {
			t.Errorf("%s: no places of %s", code, k)
		}
	}
}

// TestLabelled measures the codes that judge the text of a page on the places of
// testdata/labelled/CODE.txt, each a page of its own.
func TestLabelled(t *testing.T) {
	files, err := filepath.Glob("testdata/labelled/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		code := diag.Code(strings.TrimSuffix(filepath.Base(file), ".txt"))
		if !code.Known() {
			t.Errorf("no code: %s", code)
		}
		t.Run(string(code), func(t *testing.T) {
			all, site := places(t, file), labelledSite()
			for i, p := range all {
				site[fmt.Sprintf("content/p%d/index.%s.md", i, p.lang)] = labelledPage(strings.Join(p.parts, ""))
			}
			measure(t, code, site, all)
		})
	}
}
