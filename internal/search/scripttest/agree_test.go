package scripttest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/bench/corpus"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/nodetest"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/index"
	"baken.example/baken/internal/search/language"
	"baken.example/baken/internal/search/query"
)

var (
	queries = flag.Int("queries", 1_800, "the number of random queries")
	seed    = flag.Uint64("seed", 1, "the seed of the random queries")
)

// task is what evaluate.mjs does with an index.
type task struct {
	Directory string     `json:"directory"`
	Queries   []question `json:"queries"`
}

type question struct {
	Query string `json:"query"`
	Text  string `json:"text"`
}

// indexed is an index with an evaluator.
type indexed struct {
	name string
	*index.Index
	evaluator *query.Evaluator
	writer    *writer
}

// TestScriptAgrees holds that the script finds the same as package query, for random queries over
// different indexes: pages in the same order with the same sections and scores, the same words
// instead of those that nothing has, and the same excerpts.
func TestScriptAgrees(t *testing.T) {
	program := nodetest.Path(t)
	dir := t.TempDir()
	script := filepath.Join(dir, "query.js")
	if err := os.WriteFile(script, built(t, "search/words.js", "search/query.js"), 0o600); err != nil {
		t.Fatal(err)
	}
	all := indexes(t)
	tasks := make([]task, len(all))
	for i, x := range all {
		tasks[i] = task{write(t, filepath.Join(dir, fmt.Sprint(i)), x.Index), nil}
		for range max(*queries/len(all), 1) {
			tasks[i].Queries = append(tasks[i].Queries, question{x.writer.query(), x.writer.text(x.writer.IntN(80))})
		}
	}
	in, err := json.Marshal(struct {
		Script string `json:"script"`
		Tasks  []task `json:"tasks"`
	}{script, tasks})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, "evaluate.mjs")
	var out, log bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), &out, &log
	if err := cmd.Run(); err != nil {
		t.Fatalf("evaluate.mjs: %v\n%s", err, &log)
	}
	lines := bufio.NewScanner(&out)
	lines.Buffer(nil, 16<<20)
	for i, x := range all {
		t.Run(x.name, func(t *testing.T) { agree(t, x, tasks[i].Queries, lines) })
	}
}

// agree compares the answers of the script with those of an evaluator.
func agree(t *testing.T, x *indexed, questions []question, lines *bufio.Scanner) {
	found, corrected, wrong := 0, 0, 0
	for _, q := range questions {
		if !lines.Scan() {
			t.Fatalf("no answer to %q: %v", q.Query, lines.Err())
		}
		a, err := x.evaluator.Search(q.Query)
		if err != nil {
			t.Fatalf("%q: %v", q.Query, err)
		}
		if len(a.Pages) > 0 {
			found++
		}
		if a.Corrected != "" {
			corrected++
		}
		want := encode(t, x.evaluator, a, q.Text)
		if got := lines.Text(); got != want && wrong < 5 {
			wrong++
			at := 0
			for at < min(len(got), len(want)) && got[at] == want[at] {
				at++
			}
			t.Errorf("%q with the text %q, from byte %d on:\nscript …%.300s\nGo     …%.300s", q.Query, q.Text, at, got[max(0, at-60):], want[max(0, at-60):])
		}
	}
	t.Logf("%d queries, %d of them with pages, %d corrected", len(questions), found, corrected)
	if x.Manifest.Units > 0 && found < len(questions)/4 {
		t.Errorf("only %d of %d queries have pages", found, len(questions))
	}
}

// encode returns an answer as evaluate.mjs writes it.
func encode(t *testing.T, e *query.Evaluator, a *query.Answer, text string) string {
	t.Helper()
	type excerpt struct {
		Pieces []string `json:"pieces"`
		Before bool     `json:"before"`
		After  bool     `json:"after"`
	}
	out := struct {
		Corrected string    `json:"corrected"`
		Pages     [][]any   `json:"pages"`
		Excerpts  []excerpt `json:"excerpts"`
	}{a.Corrected, [][]any{}, []excerpt{excerpt(a.Excerpt(text))}}
	for i, p := range a.Pages {
		page := []any{p.Score}
		for _, h := range p.Hits {
			page = append(page, [3]int{h.Unit, h.Section, h.Score})
			if i < 3 {
				u, err := e.Unit(h.Unit)
				if err != nil {
					t.Fatal(err)
				}
				out.Excerpts = append(out.Excerpts, excerpt(a.Excerpt(u.Sections[h.Section].Text)))
			}
		}
		out.Pages = append(out.Pages, page)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(out); err != nil {
		t.Fatal(err)
	}
	// JavaScript writes these as they are, and more of the control characters by number.
	return strings.NewReplacer(`\u2028`, "\u2028", `\u2029`, "\u2029").Replace(strings.TrimSuffix(b.String(), "\n"))
}

// write writes an index into a directory.
func write(t *testing.T, dir string, x *index.Index) string {
	t.Helper()
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	manifest, err := json.Marshal(x.Manifest)
	if err != nil {
		t.Fatal(err)
	}
	files := contents(t, x)
	files["manifest"] = manifest
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name+".json"), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// contents returns the files of an index by name.
func contents(t *testing.T, x *index.Index) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, f := range x.Files {
		content, err := f.Append(nil)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = content
	}
	return files
}

// indexes returns the indexes of the repository's portal, of a generated corpus, of small odd
// sites, and of one in each language.
func indexes(t *testing.T) []*indexed {
	t.Helper()
	c, err := corpus.New(1, 300)
	if err != nil {
		t.Fatal(err)
	}
	generated := fstest.MapFS{}
	for f := range c.Baken() {
		generated[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	var out []*indexed
	for _, site := range []struct {
		name string
		load func() (*pipeline.Result, error)
	}{
		{"portal", func() (*pipeline.Result, error) {
			return pipeline.Load(t.Context(), os.DirFS("../../.."), baken.Defaults, options)
		}},
		{"corpus", func() (*pipeline.Result, error) {
			return pipeline.Load(t.Context(), generated, baken.Defaults, options)
		}},
	} {
		p, err := site.load()
		if err != nil {
			t.Fatal(err)
		}
		for _, code := range []string{"nl", "en"} {
			out = append(out, newIndex(t, site.name+" "+code, code, p.Searched(code)))
		}
	}
	return slices.Concat(out, oddIndexes(t), languageIndexes(t))
}

var options = pipeline.Options{Date: content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}}

// newIndex makes an index, whose texts travel through JSON as they do to browsers.
func newIndex(t *testing.T, name, code string, src search.Source) *indexed {
	t.Helper()
	l, err := language.Of(code)
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Build(t.Context(), l, src)
	if err != nil {
		t.Fatal(err)
	}
	files := contents(t, x)
	e, err := query.New(x.Manifest, func(name string) ([]byte, error) {
		if content, ok := files[name]; ok {
			return content, nil
		}
		return nil, fmt.Errorf("there is no file %q", name)
	})
	if err != nil {
		t.Fatal(err)
	}
	w := &writer{Rand: rand.New(rand.NewPCG(*seed, uint64(len(name)))), stop: append(strings.Fields(x.Manifest.Rules.Stop), "x"), titles: []string{""},
		endings: strings.Fields(endings["nl"] + " " + endings["en"]), links: []string{"", "", "s", "e", "en", "-"}}
	for _, s := range append(slices.Clone(x.Manifest.Stops), x.Manifest.Terms...) {
		var terms []search.Term
		if err := json.Unmarshal(files[s.Name], &terms); err != nil {
			t.Fatal(err)
		}
		for _, term := range terms {
			w.forms = append(w.forms, strings.Fields(term.Forms)...)
		}
	}
	if w.forms == nil {
		w.forms = []string{"word"}
	}
	var page search.Page
	for i := range src.Len() {
		page.Reset()
		src.Read(i, &page)
		w.titles = append(w.titles, page.Title)
	}
	return &indexed{name, x, e, w}
}
