package audit_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/audit"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
)

const labelledSite = `base_url: https://site.test
title: {nl: Site, en: Site, fr: Site}
description: {nl: Site, en: Site, fr: Site}
languages: [nl, en, fr]
contact: {name: {nl: Wij, en: Us, fr: Nous}, email: editors@site.test}
security: {contact: "mailto:security@site.test", expires: 2027-09-01}
`

// TestLabelledKeywords measures the findings on keywords.
func TestLabelledKeywords(t *testing.T) {
	src, err := os.ReadFile("testdata/keywords.txt")
	if err != nil {
		t.Fatal(err)
	}
	site := fstest.MapFS{"content/site.yaml": {Data: []byte(labelledSite)}}
	page := func(file, title, keywords, text string) {
		list := ""
		for k := range strings.SplitSeq(keywords, ",") {
			if k = strings.TrimSpace(k); k != "" {
				list += fmt.Sprintf("\n  - %q", k)
			}
		}
		if list != "" {
			list = "\nkeywords:" + list
		}
		site[file] = &fstest.MapFile{Data: []byte("---\ntitle: " + title + "\ndescription: D" + list + "\n---\n" + text + "\n")}
	}
	want, lines := map[string]string{}, map[string]string{}
	for i, line := range strings.Split(string(src), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.SplitN(line, " | ", 5)
		rest, other, ok := "", "", len(fields) == 5
		if ok {
			other, rest, ok = strings.Cut(fields[4], "| ")
		}
		if !ok {
			t.Fatalf("line %d: %q", i+1, line)
		}
		lang, counterpart := fields[2], "en"
		if lang == "en" {
			counterpart = "nl"
		}
		text := strings.NewReplacer(`\|`, "|", `\n`, "\n").Replace(rest)
		file := fmt.Sprintf("content/p%d.%s.md", i+1, lang)
		page(file, fmt.Sprint("P", i+1), fields[3], text)
		page(fmt.Sprintf("content/p%d.%s.md", i+1, counterpart), fmt.Sprint("P", i+1), other, "Q.")
		want[file], lines[file] = fields[0], line
	}
	p, err := pipeline.Load(t.Context(), site, baken.Defaults, pipeline.Options{Date: content.Date{Time: time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)}})
	if err != nil {
		t.Fatal(err)
	}
	found, err := audit.Search(t.Context(), p.Model)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range found.All() {
		if _, place := want[f.File]; place || f.Code == diag.TitleShared {
			got[f.File] = map[diag.Code]string{diag.KeywordUseless: "useless", diag.TextLanguage: "foreign"}[f.Code]
		}
	}
	for _, kind := range []string{"useless", "foreign"} {
		right, wrong, missed := 0, 0, 0
		for file, w := range want {
			switch g := got[file]; {
			case g == kind && w == kind:
				right++
			case g == kind:
				wrong++
				t.Logf("%s: false alarm: %s", kind, lines[file])
			case w == kind:
				missed++
				t.Logf("%s: missed: %s", kind, lines[file])
			}
		}
		precision, recall := float64(right)/float64(right+wrong), float64(right)/float64(right+missed)
		t.Logf("%s: %d places, precision %.3f, recall %.3f (%d right, %d wrong, %d missed)", kind, len(want), precision, recall, right, wrong, missed)
		if len(want) < 90 || precision < 0.95 || recall < 0.8 {
			t.Errorf("%s: too few places, or too little of precision or recall", kind)
		}
	}
}
