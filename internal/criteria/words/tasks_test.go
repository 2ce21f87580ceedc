package words_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/table"
	"baken.example/baken/internal/criteria/words"
)

// task is a question that a reviewer of the flood set has, and how it is answered.
type task struct {
	question string
	// path are the anchors of the entries that lead to the answer, which the reader reads one after
	// the other, the first from the contents of the page.
	path []string
	// answer holds the texts that together are the answer: they stand in the last entry.
	answer []string
	// find is the word by which the rows of tables can be found, row the texts of those that must
	// be read.
	find string
	// inTables reports whether the tables have the answer at all.
	inTables bool
}

var tasks = []task{
	{"Which article makes a tenant fail?", []string{"question:who", "criterion:home"},
		[]string{"“I rent”", "Not met in all other cases", "Regulation, article 5"}, "I rent", false},
	{"From which amount of damage does the fund pay?", []string{"criterion:damage"}, []string{"€1,000 or more"}, "€1,000", true},
	{"How many pieces of evidence are enough?", []string{"criterion:evidence"}, []string{"Met if at least 2 of these are true", "Photos"}, "at least 2", true},
	{"Who gets a loan?", []string{"outcome:apply"}, []string{"The fund gives a loan.", "€60,000 or more", "none of these", "“I rent”"}, "loan", true},
	{"On which day does the scheme close?", []string{"outcome:next_scheme"}, []string{"1 March 2026 or later", "No more questions follow"}, "1 March 2026", true},
	{"What if the insurer hasn’t answered yet?", []string{"criterion:insurance", "outcome:find_out"},
		[]string{"“Insurance first” can’t be assessed yet"}, "I am waiting", true},
}

// visible returns the text of an element, with a space between blocks.
func visible(n *html.Node) string {
	var b strings.Builder
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := range n.ChildNodes() {
			visit(c)
		}
		switch n.DataAtom {
		case atom.P, atom.Li, atom.Td, atom.Th, atom.H3:
			b.WriteString(" ")
		}
	}
	visit(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// byID returns the elements of a page by their ids.
func byID(t *testing.T, page []byte) map[string]*html.Node {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*html.Node{"": root}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "id" {
				out[a.Val] = n
			}
		}
	}
	return out
}

// steps counts the sentences of an entry up to the one that holds the last of some texts, and
// reports whether it holds all of them.
func steps(entry *html.Node, texts []string) (n int, found bool) {
	left := texts
	for e := range entry.Descendants() {
		if e.DataAtom != atom.P && e.DataAtom != atom.Li && e.DataAtom != atom.H3 {
			continue
		}
		n++
		for len(left) > 0 && strings.Contains(visible(e), left[0]) {
			left = left[1:]
		}
		if len(left) == 0 {
			return n, true
		}
	}
	return n, strings.Contains(visible(entry), strings.Join(left, " "))
}

// rowsAbout counts the rows of the tables that have a text, in a cell, their result or the heading
// of their table, and the conditions in words that do.
func rowsAbout(d *table.Document, text string) (n int) {
	for _, s := range d.Sections {
		for _, when := range s.Instead {
			if strings.Contains(when.Result+when.Text, text) {
				n++
			}
		}
		for _, p := range s.Parts {
			for _, r := range p.Rows {
				if strings.Contains(p.Title+"\n"+r.Text+"\n"+strings.Join(r.Cells, "\n"), text) {
					n++
				}
			}
		}
	}
	return n
}

// TestTasks answers the questions of reviewers from the words, as they stand on the page, and
// counts what must be read: each sentence from the heading of an entry on. Beside it stand the rows
// of the tables with the same subject, which all have to be read to be sure of the same.
func TestTasks(t *testing.T) {
	c := catalog(t)
	set := load(t, c, flows(t)["flood"])
	for i := range set.Criteria {
		set.Criteria[i].References = []criteria.Reference{{
			Name: content.Localized{"en": {V: "Regulation"}, "nl": {V: "Reglement"}}, Article: fmt.Sprint(2 + i),
		}}
	}
	d, err := decision.New(t.Context(), proof.Unchecked(set))
	if err != nil {
		t.Fatal(err)
	}
	w := phrase.New(set, "en", c.In("en"))
	doc, err := words.New(d, w)
	if err != nil {
		t.Fatal(err)
	}
	page, err := doc.AppendHTML(nil, words.Page{Level: 2})
	if err != nil {
		t.Fatal(err)
	}
	tables, err := table.New(d, w)
	if err != nil {
		t.Fatal(err)
	}
	ids := byID(t, page)
	total := 0
	for _, task := range tasks {
		n := 1 // the link in the contents
		for i, anchor := range task.path {
			heading := ids[anchor]
			if heading == nil || heading.Parent == nil {
				t.Fatalf("%s: no #%s", task.question, anchor)
			}
			entry := heading.Parent
			texts := task.answer
			if i < len(task.path)-1 {
				// The entry links to the next one.
				next := ids[task.path[i+1]]
				texts = []string{visible(next)}
				if !strings.Contains(string(page), `href="#`+task.path[i+1]+`"`) {
					t.Errorf("%s: nothing leads to #%s", task.question, task.path[i+1])
				}
			}
			read, found := steps(entry, texts)
			if !found {
				t.Errorf("%s: #%s doesn’t say %q: %s", task.question, anchor, texts, visible(entry))
			}
			n += read
		}
		before := rowsAbout(tables, task.find)
		all := visible(byID(t, tables.AppendHTML(nil, 2, nil))[""])
		has := !strings.Contains(strings.Join(task.answer, " "), "article") || strings.Contains(all, "article")
		if has != task.inTables {
			t.Errorf("%s: the tables say so: %t", task.question, has)
		}
		t.Logf("%-50s words: %2d steps; tables: %3d rows about %q, answered there: %t", task.question, n, before, task.find, has)
		if n > 15 {
			t.Errorf("%s: %d steps", task.question, n)
		}
		total += n
	}
	if total > 54 {
		t.Errorf("%d steps for %d questions", total, len(tasks))
	}
}
