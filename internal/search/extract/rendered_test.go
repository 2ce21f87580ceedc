package extract_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"

	baken "baken.example/baken"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/extract"
)

// TestRendered compares the text of each page of the repository's portal, and of the sites that
// other packages test with, with the text that an HTML parser finds in the rendered page.
func TestRendered(t *testing.T) {
	if compare(t, "portal", os.DirFS("../../..")) < 40 {
		t.Error("the portal has fewer pages")
	}
	for _, pattern := range []string{"../../pipeline/testdata/sites/*.txtar", "../../../cmd/baken/testdata/*.txtar", "../../../cmd/baken/testdata/script/*.txtar"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range names {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if files := siteIn(a); files != nil {
				compare(t, filepath.Base(name), files)
			}
		}
	}
}

// siteIn returns the site in an archive, or nil.
func siteIn(a *txtar.Archive) fs.FS {
	files := fstest.MapFS{}
	for _, f := range a.Files {
		if f.Name == "languages" {
			files["content/site.yaml"] = &fstest.MapFile{Data: siteOf(strings.Fields(string(f.Data)))}
		}
		if i := strings.Index(f.Name+"/", "content/"); i >= 0 {
			files[f.Name[i:]] = &fstest.MapFile{Data: f.Data}
		}
	}
	if files["content/site.yaml"] == nil {
		return nil
	}
	files["i18n/active.fr.yaml"] = &fstest.MapFile{Data: foreignStrings([]string{"many"})}
	return files
}

// siteOf returns the settings of a site in some languages.
func siteOf(codes []string) []byte {
	var texts []string
	for _, code := range codes {
		texts = append(texts, code+": Site")
	}
	all := "{" + strings.Join(texts, ", ") + "}"
	return []byte("base_url: https://site.test\ntitle: " + all + "\ndescription: " + all + "\nlanguages: [" + strings.Join(codes, ", ") +
		"]\ncontact: {name: " + all + ", email: editors@site.test}\nsecurity: {contact: \"mailto:security@site.test\", expires: 2027-09-01}\n")
}

// compare compares the pages of a site, drafts included, and returns their number; 0 for a site
// with errors.
func compare(t *testing.T, name string, files fs.FS) (compared int) {
	t.Helper()
	p, err := pipeline.Load(t.Context(), files, baken.Defaults, pipeline.Options{Date: day, Drafts: true})
	if err != nil {
		t.Fatal(err)
	}
	if p.Findings.HasErrors() {
		errors := p.Findings.Filter(func(f diag.Finding) bool { return f.Severity == diag.Error })
		t.Logf("%s has errors: %v", name, errors.All()[0])
		return 0
	}
	artifacts := map[string][]byte{}
	for _, a := range p.Artifacts {
		if strings.HasSuffix(a.Path, "/index.html") {
			if artifacts[a.Path], err = a.Append(nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, lang := range p.Model.Languages {
		source := p.Searched(lang)
		for i := range source.Len() {
			var page search.Page
			source.Read(i, &page)
			compared++
			verify(t, name, source, i, page, artifacts[source.Page(i).Path[1:]+"index.html"])
		}
	}
	t.Logf("%s: %d pages", name, compared)
	return compared
}

// verify compares a page with its HTML.
func verify(t *testing.T, site string, source *extract.Source, i int, page search.Page, rendered []byte) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(rendered))
	if err != nil {
		t.Fatal(err)
	}
	main := find(root, func(n *html.Node) bool { return n.Data == "main" })
	form := find(root, func(n *html.Node) bool { return attr(n, "id") == "Check" })
	if main == nil {
		t.Fatalf("%s: %s has no main element", site, page.URL)
	}
	var w visible
	w.blocks(main)
	got := page
	if form != nil { // The sections of the check come from the model.
		first := slices.IndexFunc(page.Sections, func(s search.Section) bool { return s.Anchor == "A0" })
		got.Sections = page.Sections[:first]
		var all visible
		all.whole = true
		all.blocks(form)
		inForm := " " + strings.Join(strings.Fields(all.String()), " ") + " "
		for _, s := range page.Sections[first:] {
			for _, block := range append([]string{s.Heading}, strings.Split(string(page.Text[s.Start:s.End]), "\n")...) {
				if !strings.Contains(inForm, block) {
					t.Errorf("%s: %s: %q isn't in the form", site, page.URL, block)
				}
			}
			if find(form, func(n *html.Node) bool { return attr(n, "id") == s.Anchor }) == nil {
				t.Errorf("%s: %s: there is no element %q", site, page.URL, s.Anchor)
			}
		}
	}
	if diff := cmp.Diff(w.String(), shown(got)); diff != "" {
		t.Errorf("%s: %s: rendered -, extracted +:\n%s", site, page.URL, diff)
	}
}

func find(n *html.Node, is func(*html.Node) bool) *html.Node {
	if n.Type == html.ElementNode && is(n) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := find(c, is); found != nil {
			return found
		}
	}
	return nil
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// visible writes the text of a document as [shown] does.
type visible struct {
	strings.Builder
	line    strings.Builder
	pre     bool
	resumed string
	// whole takes what belongs to a self-check too.
	whole bool
}

func (w *visible) flush() {
	if text := strings.Join(strings.FieldsFunc(w.line.String(), isSpace), " "); text != "" {
		if w.resumed != "" {
			w.WriteString(w.resumed)
			w.resumed = ""
		}
		w.WriteString(text + "\n")
	}
	w.line.Reset()
}

// isSpace reports whether a character is white space of HTML, which a no-break space isn't.
func isSpace(r rune) bool { return strings.ContainsRune(" \n\t\r\f", r) }

func (w *visible) String() string {
	w.flush()
	return w.Builder.String()
}

// common reports whether an element is something that pages have in common, or that isn't text.
func (w *visible) common(n *html.Node) bool {
	switch class := attr(n, "class"); {
	case has(n, "hidden"), has(n, "popover"):
		return true
	case w.whole:
		return false
	case n.Data == "nav", n.Data == "h1", n.Data == "svg", n.Data == "form", n.Data == "button" && class != "term":
		return true
	case class == "lead", class == "action", class == "colophon", class == "entries", class == "skip-on", class == "facts", class == "unseen" && attr(n, "role") == "status":
		return true
	case n.Data == "h2" && !has(n, "id") && n.NextSibling != nil && next(n) != nil && attr(next(n), "class") == "entries":
		return true
	case strings.HasPrefix(attr(n, "id"), "fnref:"), attr(n, "role") == "doc-backlink", class == "edit", n.Data == "ul" && class == "index", n.Data == "p" && class == "at":
		return true
	case class == "callout callout-important" && find(n, func(n *html.Node) bool { return has(n, "hreflang") }) != nil:
		return true
	case strings.Contains(class, "hero") && find(n, func(n *html.Node) bool { return n.Data == "ul" }) != nil:
		return true
	}
	return false
}

func next(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil && n.Type != html.ElementNode; n = n.NextSibling {
	}
	return n
}

func (w *visible) heading(anchor, name string) {
	w.flush()
	w.resumed = ""
	w.WriteString("# " + name + " [" + anchor + "]\n")
}

func (w *visible) blocks(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		text := strings.ReplaceAll(n.Data, "\u2060", "")
		if w.pre {
			for i, line := range strings.Split(text, "\n") {
				if i > 0 {
					w.flush()
				}
				w.line.WriteString(line)
			}
			return
		}
		w.line.WriteString(text)
		return
	case n.Type != html.ElementNode:
		return
	case w.common(n):
		return
	case n.Data == "img":
		w.line.WriteString(" " + attr(n, "alt") + " ")
		return
	case !w.whole && len(n.Data) == 2 && n.Data[0] == 'h' && n.Data != "hr" && attr(n, "id") != "":
		var name visible
		name.whole = true
		name.inside(n)
		w.heading(attr(n, "id"), strings.TrimSpace(name.String()))
		return
	case n.Data == "section" && attr(n, "class") == "footnotes":
		w.heading("fn:1", attr(n, "aria-label"))
	case !w.whole && n.Data == "dl" && attr(n, "class") == "glossary":
		w.flush()
		before := w.Builder.String()
		var current string
		if i := strings.LastIndex("\n"+before, "\n# "); i >= 0 {
			current, _, _ = strings.Cut(before[i:], "\n")
		} else {
			current = "#  []"
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode {
				continue
			}
			dt := find(c, func(n *html.Node) bool { return n.Data == "dt" })
			var name visible
			name.inside(dt)
			dt.Parent.RemoveChild(dt)
			w.heading(attr(c, "id"), strings.TrimSpace(name.String()))
			w.inside(c)
		}
		w.flush()
		if dt := find(n, func(n *html.Node) bool { return n.Data == "dd" }); dt != nil {
			w.resumed = current + "\n"
		}
		return
	}
	switch n.Data {
	case "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn", "em", "i", "input", "ins", "kbd", "mark", "q", "s", "small",
		"span", "strong", "sub", "sup", "time", "u", "var", "wbr":
		w.inside(n)
	default:
		w.flush()
		pre := w.pre
		w.pre = pre || n.Data == "pre"
		w.inside(n)
		w.flush()
		w.pre = pre
	}
}

func (w *visible) inside(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.blocks(c)
	}
}
