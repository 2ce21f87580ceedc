package searchtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"testing"

	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/index"
	"baken.example/baken/internal/search/language"
	"baken.example/baken/internal/search/query"
)

// source is the pages of a set as a source.
type source struct{ *Set }

func (s source) Len() int             { return len(s.Pages) }
func (s source) Synonyms() [][]string { return s.Set.Synonyms }
func (s source) Read(i int, into *search.Page) {
	p := &s.Pages[i]
	into.Key, into.URL, into.Title, into.Description = p.Key, p.URL, p.Title, p.Description
	into.Label = p.Label
	into.Keywords = append(into.Keywords, p.Keywords...)
	into.Links = append(into.Links, p.Links...)
	into.Sections = append(into.Sections, p.Sections...)
	into.Text = append(into.Text, p.Text...)
}

// built returns the index of a source.
func built(t testing.TB, lang string, src search.Source) *index.Index {
	t.Helper()
	rules, err := language.Of(lang)
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Build(t.Context(), rules, src)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// loader returns the files of an index by name.
func loader(x *index.Index) func(name string) ([]byte, error) {
	byName := map[string]index.File{}
	for _, f := range x.Files {
		byName[f.Name] = f
	}
	return func(name string) ([]byte, error) {
		f, ok := byName[name]
		if !ok {
			return nil, fmt.Errorf("no file %q", name)
		}
		return f.Append(nil)
	}
}

// ask answers the queries of a set with Baken's evaluator.
func ask(t testing.TB, s *Set) Results {
	t.Helper()
	x := built(t, s.Language, source{s})
	e, err := query.New(x.Manifest, loader(x))
	if err != nil {
		t.Fatal(err)
	}
	out := make(Results, len(s.Queries))
	for i, q := range s.Queries {
		a, err := e.Search(q.Text)
		if err != nil {
			t.Fatalf("%q: %v", q.Text, err)
		}
		for _, page := range a.Pages[:min(len(a.Pages), depth)] {
			for _, hit := range page.Hits {
				u, err := e.Unit(hit.Unit)
				if err != nil {
					t.Fatal(err)
				}
				out[i] = append(out[i], Target{u.URL, u.Sections[hit.Section].Anchor})
			}
		}
	}
	return out
}

// task is the input of compare.mjs.
type (
	task struct {
		Language string     `json:"language"`
		Pages    []taskPage `json:"pages"`
		Queries  []string   `json:"queries"`
		Dir      string     `json:"dir"`
	}
	taskPage struct {
		URL         string        `json:"url"`
		Title       string        `json:"title"`
		Description string        `json:"description"`
		Sections    []taskSection `json:"sections"`
	}
	taskSection struct {
		Anchor  string `json:"anchor"`
		Heading string `json:"heading"`
		Text    string `json:"text"`
	}
)

// askOthers answers the queries of a set with each of the other engines.
func askOthers(t *testing.T, node string, s *Set) map[string]Results {
	t.Helper()
	in := task{Language: s.Language, Dir: t.TempDir()}
	for _, p := range s.Pages {
		page := taskPage{p.URL, p.Title, p.Description, nil}
		for _, section := range p.Sections {
			page.Sections = append(page.Sections, taskSection{section.Anchor, section.Heading, string(p.Text[section.Start:section.End])})
		}
		in.Pages = append(in.Pages, page)
	}
	for _, q := range s.Queries {
		in.Queries = append(in.Queries, q.Text)
	}
	input, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), node, "compare.mjs")
	var out, log bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(input), &out, &log
	if err := cmd.Run(); err != nil {
		t.Fatalf("compare.mjs: %v\n%s", err, &log)
	}
	var answers map[string][][][2]string
	if err := json.Unmarshal(out.Bytes(), &answers); err != nil {
		t.Fatalf("%v: %s", err, &log)
	}
	results := map[string]Results{}
	for engine, lists := range answers {
		if len(lists) != len(s.Queries) {
			t.Fatalf("%s answered %d queries of %d", engine, len(lists), len(s.Queries))
		}
		r := make(Results, len(lists))
		for i, list := range lists {
			for _, hit := range list {
				r[i] = append(r[i], Target{hit[0], hit[1]})
			}
		}
		results[engine] = r
	}
	return results
}
