package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/thoroughtest"
)

// TestLargeSetsArePublished builds sites with sets whose functions are large, and evaluates the
// selectors in the published page in random states, most of them incomplete.
func TestLargeSetsArePublished(t *testing.T) {
	large := map[string]string{"ring of 20": criteriatest.Ring(20)}
	if thoroughtest.Asked() {
		large["eight all different"] = criteriatest.AllDifferent(8)
	}
	for name, text := range large {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			site := map[string]string{"content/criteria/hard.yaml": text, "content/site.yaml": `base_url: https://example.com
title: {nl: Toets, en: Check}
description: {nl: Een toets., en: A check.}
languages: [{code: nl, name: Nederlands}, {code: en, name: English}]
contact: {name: {nl: Wij, en: Us}, email: someone@example.com}
security: {contact: "mailto:someone@example.com", expires: 2027-10-01}
`}
			for _, lang := range []string{"nl", "en"} {
				site["content/index."+lang+".md"] = "---\ntitle: Home " + lang + "\ndescription: About it.\n---\n\nText.\n"
				site["content/check."+lang+".md"] = "---\ntitle: Check " + lang + "\ndescription: About it.\ncriteria: hard\n---\n\nText.\n"
			}
			for file, text := range site {
				file = filepath.Join(dir, filepath.FromSlash(file))
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			out := filepath.Join(dir, "public")
			var stdout, stderr bytes.Buffer
			day := func() time.Time { return time.Date(2026, time.November, 28, 12, 0, 0, 0, time.UTC) }
			if err := run(t.Context(), []string{"-C", dir, "build", "--out", out}, &stdout, &stderr, day); err != nil {
				t.Fatal(err, stderr.String())
			}
			page, err := os.ReadFile(filepath.Join(out, "en", "check", "index.html"))
			if err != nil {
				t.Fatal(err)
			}
			sets, findings, err := definition.Load(t.Context(), os.DirFS(dir), []string{"nl", "en"})
			if err != nil || findings.Len() > 0 {
				t.Fatal(err, findings.All())
			}
			styles, err := filepath.Glob(filepath.Join(out, "assets", "check-hard.*.css"))
			if err != nil || len(styles) != 1 {
				t.Fatal(err, styles)
			}
			css, err := os.ReadFile(styles[0])
			if err != nil {
				t.Fatal(err)
			}
			compareWithPage(t, sets[0], page, shownBy(css))
		})
	}
}

// shownBy returns the selectors of the form in a published style sheet, by the class of what their
// rules show.
func shownBy(css []byte) map[string]string {
	out := map[string]string{}
	_, rules, _ := strings.Cut(string(css), "[data-when]{display:none}")
	for rule := range strings.SplitSeq(rules, "{display:block}") {
		if at := strings.LastIndexByte(rule, '.'); at >= 0 {
			out[rule[at+1:]] = strings.ReplaceAll(rule, " "+rule[at:], "")
		}
	}
	return out
}

// compareWithPage compares what the rules of a published page show with a set's evaluation.
func compareWithPage(t *testing.T, set *criteria.Set, page []byte, rules map[string]string) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	form := cascadia.Query(doc, cascadia.MustCompile("#"+selector.FormID))
	if form == nil {
		t.Fatal("the page has no self-check")
	}
	type part struct {
		name string
		when cascadia.SelectorGroup
	}
	var parts []part
	for _, n := range cascadia.QueryAll(form, cascadia.MustCompile("[data-question], [data-verdict], [data-outcome]")) {
		attr := map[string]string{}
		for _, a := range n.Attr {
			attr[a.Key] = a.Val
		}
		p := part{name: strings.TrimSpace(attr["data-question"] + attr["data-outcome"] + attr["data-criterion"] + " " + attr["data-verdict"])}
		if _, ok := attr["data-when"]; ok {
			if p.when, err = cascadia.ParseGroup(rules[attr["class"]]); err != nil {
				t.Fatal(attr["class"], err)
			}
		}
		parts = append(parts, p)
	}
	inputs := map[string]*html.Node{}
	for _, n := range cascadia.QueryAll(form, cascadia.MustCompile("input[id]")) {
		for _, a := range n.Attr {
			if a.Key == "id" {
				inputs[a.Val] = n
			}
		}
	}
	outcomes := map[int]int{}
	states, n, _ := criteriatest.States(set, 0, 250, 2)
	for answers := range states {
		for q := range set.Questions {
			for o := range set.Questions[q].Options {
				input := inputs[selector.ID(q, o)]
				input.Attr = slices.DeleteFunc(input.Attr, func(a html.Attribute) bool { return a.Key == "checked" })
				if slices.Contains(answers[q], o) {
					input.Attr = append(input.Attr, html.Attribute{Key: "checked"})
				}
			}
		}
		var got []string
		for _, p := range parts {
			if p.when == nil || slices.ContainsFunc(p.when, func(s cascadia.Sel) bool { return s.Match(form) }) {
				got = append(got, p.name)
			}
		}
		r := set.Evaluate(answers)
		outcomes[r.Outcome]++
		var want []string
		for _, q := range r.Asked {
			want = append(want, set.Questions[q].ID.V)
		}
		if r.Outcome >= 0 {
			want = append(want, set.Outcomes[r.Outcome].ID.V)
		}
		for c, v := range r.Verdicts {
			want = append(want, fmt.Sprintf("%s %v", set.Criteria[c].ID.V, v))
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Fatalf("%v:\nthe page shows %q\nevaluated      %q", answers, got, want)
		}
	}
	if len(outcomes) < 2 {
		t.Errorf("all %d states have one outcome: %v", n, outcomes)
	}
	t.Logf("%d states compared, by outcome: %v", n, outcomes)
}
