package pipeline_test

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/audit"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/translation/accept"
)

// pair adds the pages of a place: an original in Dutch, and its translation.
func pair(site fstest.MapFS, place int, original string, p place, translation string) (translated string) {
	site[fmt.Sprintf("content/p%d/index.nl.md", place)] = labelledPage(original)
	translated = fmt.Sprintf("content/p%d/index.%s.md", place, p.lang)
	site[translated] = labelledPage(translation)
	return translated
}

// TestLabelledDrift measures translation-drifted on pairs of an original and its translation.
func TestLabelledDrift(t *testing.T) {
	all, site := places(t, "testdata/pairs/translation-drifted.txt"), labelledSite()
	for i, p := range all {
		pair(site, i, p.parts[0], p, p.parts[1])
	}
	measure(t, diag.TranslationDrifted, site, all)
}

// TestLabelledStale measures translation-stale on an original as it was accepted and as it is now,
// and its translation.
func TestLabelledStale(t *testing.T) {
	all, site := places(t, "testdata/pairs/translation-stale.txt"), labelledSite()
	var files []string
	for i, p := range all {
		files = append(files, pair(site, i, p.parts[0], p, p.parts[2]))
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, site); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	result, err := pipeline.Load(t.Context(), root.FS(), baken.Defaults, options)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := accept.Record(root, accept.Request{Site: result.Model, Pages: files}); err != nil {
		t.Fatal(err)
	}
	for i, p := range all {
		accepted, err := root.ReadFile(files[i])
		if err != nil {
			t.Fatal(err)
		}
		pair(site, i, p.parts[1], p, string(accepted))
	}
	measure(t, diag.TranslationStale, site, all)
}

// TestLabelledDescriptions measures the sentence that stands in for a description: whether it is
// the one that a place names, or is missing where it names none.
func TestLabelledDescriptions(t *testing.T) {
	all, site := places(t, "testdata/pairs/description-missing.txt"), labelledSite()
	for i, p := range all {
		site[fmt.Sprintf("content/p%d/index.%s.md", i, p.lang)] = labelledPage("---\ntitle: Een pagina zonder meer\n---\n" + p.parts[0])
	}
	result, err := pipeline.Load(t.Context(), site, baken.Defaults, options)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, f := range result.Findings.All() {
		if _, quoted, ok := strings.Cut(f.Message, "stands in for it, "); ok && f.Code == diag.DescriptionMissing {
			if found[f.File], err = strconv.Unquote(quoted); err != nil {
				t.Fatal(err)
			}
		}
	}
	right := 0
	for i, p := range all {
		want := p.parts[1]
		if !p.want {
			want = ""
		}
		if got := found[fmt.Sprintf("content/p%d/index.%s.md", i, p.lang)]; got == want {
			right++
		} else {
			t.Logf("%q, want %q", got, want)
		}
	}
	precision := float64(right) / float64(len(all))
	t.Logf("%s: %d places, precision %.3f", diag.DescriptionMissing, len(all), precision)
	if len(all) < 50 || precision < 0.95 {
		t.Errorf("%s: %d places, precision %.3f; 50 and 0.95 are asked", diag.DescriptionMissing, len(all), precision)
	}
}

// TestLabelledTerms measures glossary-unused: each place is a term, with the forms that it has, and
// the only page that may use it.
func TestLabelledTerms(t *testing.T) {
	all := places(t, "testdata/pairs/glossary-unused.txt")
	found := make([][]diag.Finding, len(all))
	for _, lang := range []string{"nl", "en", "fr"} {
		config := strings.Replace(labelledConfig, "languages: [", "languages: [{code: "+lang+", name: L}]  # ", 1)
		site := fstest.MapFS{"content/site.yaml": {Data: []byte(config)}, "content/index." + lang + ".md": labelledPage("")}
		glossary := "terms:\n"
		of := map[string]int{}
		for i, p := range all {
			if p.lang != lang {
				continue
			}
			term, form, _ := strings.Cut(p.parts[0], "|")
			of[term] = i
			glossary += fmt.Sprintf("  - id: t%d\n    term: {%s: %q}\n    definition: {%[2]s: Iets.}\n", i, lang, term)
			if form != "" {
				glossary += fmt.Sprintf("    forms: {%s: [%q]}\n", lang, form)
			}
			site[fmt.Sprintf("content/p%d/index.%s.md", i, lang)] = labelledPage(strings.Replace(p.parts[1], "term=self", fmt.Sprintf("term=t%d", i), 1))
		}
		site["content/glossary.yaml"] = &fstest.MapFile{Data: []byte(glossary)}
		result, err := pipeline.Load(t.Context(), site, baken.Defaults, options)
		if err != nil {
			t.Fatal(err)
		}
		list, err := audit.UnusedTerms(t.Context(), site, result.Model.Glossary, []string{lang}, result.Documents, result.Criteria)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range list.All() {
			if m := quotedTerm.FindStringSubmatch(f.Message); m != nil {
				found[of[m[1]]] = append(found[of[m[1]]], f)
			}
		}
	}
	judge(t, diag.GlossaryUnused, all, found)
}

var quotedTerm = regexp.MustCompile(`the term "(.*)"$`)

// TestLabelledEase measures hard-to-read on easy and hard texts. Each text makes four places: its
// sentences as a paragraph, as items, with code and tables between them, and beside a quotation
// that is as hard as it is easy; each is repeated until it is long enough to be judged.
func TestLabelledEase(t *testing.T) {
	var all []place
	site := labelledSite()
	for _, p := range places(t, "testdata/pairs/hard-to-read.txt") {
		text := strings.TrimSpace(strings.Repeat(p.parts[0]+" ", 1+120/len(strings.Fields(p.parts[0]))))
		items := "- " + strings.ReplaceAll(text, ". ", ".\n- ")
		quoted := "> " + strings.Repeat("Onmiddellijke verantwoordelijkheidsbeperkingen. ", 20)
		if p.want {
			quoted = "> " + strings.Repeat("Het is zo. ", 100)
		}
		for _, text := range []string{text, items, "```\na = administrative_authorisation\n```\n\n" + text + "\n\n| a | b |\n|---|---|\n| c | d |\n", quoted + "\n\n" + text} {
			site[fmt.Sprintf("content/p%d/index.%s.md", len(all), p.lang)] = labelledPage(text)
			p.parts = []string{text}
			all = append(all, p)
		}
	}
	measure(t, diag.HardToRead, site, all)
}
