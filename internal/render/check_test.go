package render_test

import (
	"bytes"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	baken "baken.example/baken"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
)

// renderOwnSite renders the repository's own portal and returns its files by path.
func renderOwnSite(t *testing.T) map[string][]byte {
	t.Helper()
	p, err := pipeline.Load(t.Context(), os.DirFS("../.."), baken.Defaults, pipeline.Options{
		Date: content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)},
	})
	if err != nil || p.Findings.HasErrors() {
		t.Fatal(err, p.Findings.All())
	}
	files := map[string][]byte{}
	for _, a := range p.Artifacts {
		if files[a.Path], err = a.Append(nil); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// element is an element of a page.
type element struct {
	*html.Node
	attr map[string]string
}

func (e element) has(name string) bool { _, ok := e.attr[name]; return ok }

// in reports whether the element is, or is inside, the element with an id.
func (e element) in(id string) bool {
	for n := e.Node; n != nil; n = n.Parent {
		if slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "id" && a.Val == id }) {
			return true
		}
	}
	return false
}

// elements returns the elements of a page in document order.
func elements(t *testing.T, page []byte) []element {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []element
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		e := element{n, map[string]string{}}
		for _, a := range n.Attr {
			e.attr[a.Key] = a.Val
		}
		out = append(out, e)
	}
	return out
}

// TestOwnSite checks the pages of the repository's own portal.
func TestOwnSite(t *testing.T) {
	files := renderOwnSite(t)
	t.Run("self-check", func(t *testing.T) { testSelfCheck(t, files) })
	t.Run("ids", func(t *testing.T) { testIDs(t, files) })
	t.Run("scripts", func(t *testing.T) { testScripts(t, files) })
	t.Run("feedback", func(t *testing.T) { testFeedback(t, files) })
	t.Run("structured data", func(t *testing.T) { testStructuredData(t, files) })
	t.Run("brand", func(t *testing.T) { testBrand(t, files) })
}

// isCheck reports whether a page has the form of a self-check.
func isCheck(page []byte) bool {
	return bytes.Contains(page, []byte(`<form id="Check" method="dialog"`))
}

// testSelfCheck checks the invariants that the style sheet, the script and readers without either
// rely on.
func testSelfCheck(t *testing.T, files map[string][]byte) {
	sets, list, err := definition.Load(t.Context(), os.DirFS("../.."), []string{"nl", "en"})
	if err != nil || list.HasErrors() || len(sets) == 0 {
		t.Fatal(err, list.All(), len(sets))
	}
	set := sets[len(sets)-1] // The version in force.
	sheet, list := compiled(t, set)
	if list.HasErrors() {
		t.Fatal(list.All())
	}
	checks := 0
	for name, page := range files {
		if !strings.HasSuffix(name, ".html") || !isCheck(page) {
			continue
		}
		checks++
		steps := 0
		var got []string
		inputs := map[string]element{}
		for _, e := range elements(t, page) {
			switch {
			case e.in("feedback:form"): // This form is submitted, and has no answers of the check.
				if e.in("Check") {
					t.Errorf("%s: feedback takes answers along", name)
				}
			case e.attr["role"] == "search" || attribute(e.Parent, "role") == "search": // The field in the head of the page.
				if e.in("Check") {
					t.Errorf("%s: a query takes answers along", name)
				}
			case e.has("data-when") && !shownByRule(sheet, e.attr["class"]):
				t.Errorf("%s: no rule shows what has the class %q", name, e.attr["class"])
			case e.Data == "input":
				inputs[e.attr["id"]] = e
				if e.has("checked") || e.Parent.Data != "label" {
					t.Errorf("%s: input %s is chosen already, or has no label", name, e.attr["id"])
				}
			case e.Data == "button" && e.attr["type"] != "button":
				t.Errorf("%s: a button that sends the form", name)
			case e.Data == "form" && (e.has("action") || e.attr["method"] != "dialog"):
				t.Errorf("%s: a form that is sent", name)
			}
			if (e.Data == "ol" || e.Data == "ul") && strings.HasPrefix(attribute(e.Parent, "class"), "next") {
				steps++
				if n := items(e.Node); n > 3 {
					t.Errorf("%s: %d steps after an outcome are too many", name, n)
				}
			}
			for _, kind := range []string{"question", "outcome", "verdict"} {
				if id, ok := e.attr["data-"+kind]; ok {
					got = append(got, strings.TrimSpace(e.attr["data-criterion"]+" "+id))
				}
			}
		}
		var want []string
		for i := range set.Questions {
			want = append(want, set.Questions[i].ID.V)
			for o := range set.Questions[i].Options {
				e := inputs[selector.ID(i, o)]
				if e.attr["name"] != set.Questions[i].ID.V || e.attr["value"] != set.Questions[i].Options[o].ID.V {
					t.Errorf("%s: input %s is %v", name, selector.ID(i, o), e.attr)
				}
			}
		}
		for _, o := range set.Outcomes {
			want = append(want, o.ID.V)
		}
		// What is missing comes before what isn't.
		for _, v := range []string{"unmet", "open", "met", "pending", "not_applicable"} {
			for _, c := range set.Criteria {
				want = append(want, c.ID.V+" "+v)
			}
		}
		if steps < len(set.Outcomes)-1 { // One has a single thing to do.
			t.Errorf("%s: %d of %d outcomes have steps", name, steps, len(set.Outcomes))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s has\n%q, want\n%q", name, got, want)
		}
	}
	if checks != 2 {
		t.Errorf("%d self-checks", checks)
	}
}

// shownByRule reports whether a style sheet has one rule for one of some classes.
func shownByRule(sheet *selector.Sheet, classes string) bool {
	n := 0
	for class := range strings.FieldsSeq(classes) {
		n += strings.Count(string(sheet.CSS), " ."+class+"{")
	}
	return n == 1
}

// attribute returns an attribute of an element.
func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// items counts the items of a list.
func items(list *html.Node) (n int) {
	for c := range list.ChildNodes() {
		if c.Data == "li" {
			n++
		}
	}
	return n
}

// testIDs checks that ids are unique on a page (HTML, 3.2.6), and that every id that is referred to
// exists.
func testIDs(t *testing.T, files map[string][]byte) {
	for name, page := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		ids := map[string]bool{}
		all := elements(t, page)
		for _, e := range all {
			if id, ok := e.attr["id"]; ok && ids[id] {
				t.Errorf("%s: %q twice", name, id)
			}
			ids[e.attr["id"]] = true
		}
		for _, e := range all {
			refers := strings.Fields(e.attr["aria-describedby"] + " " + e.attr["aria-labelledby"] + " " + e.attr["popovertarget"])
			if fragment, ok := strings.CutPrefix(e.attr["href"], "#"); ok && e.Data == "a" {
				refers = append(refers, fragment)
			}
			for _, id := range refers {
				if !ids[id] {
					t.Errorf("%s: nothing has the id %q", name, id)
				}
			}
		}
	}
}

// testScripts checks that only self-checks and pages that ask for feedback load scripts, and that
// these and the style sheets of self-checks are small. It logs the sizes of self-checks.
func testScripts(t *testing.T, files map[string][]byte) {
	weigh := func(name string) int {
		b, err := asset.AppendBrotli(nil, files[strings.TrimPrefix(name, "/")])
		if err != nil || len(b) == 0 {
			t.Fatal(name, err)
		}
		return len(b)
	}
	for name, page := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		var scripts, later, styles []string
		for _, e := range elements(t, page) {
			switch {
			case e.Data == "script" && e.has("src") && e.Parent.Data == "template":
				later = append(later, e.attr["src"])
			case e.Data == "script" && e.has("src"):
				scripts = append(scripts, e.attr["src"])
			case e.attr["rel"] == "stylesheet":
				styles = append(styles, e.attr["href"])
			}
		}
		want := 0
		if isCheck(page) || bytes.Contains(page, []byte(`id="feedback:form"`)) {
			want++ // a self-check begins with one script, and loads one more for both
		}
		if name == "index.html" { // the language chooser
			want++
		}
		if bytes.Contains(page, []byte("data-search=")) || path.Base(name) == "404.html" && name != "404.html" {
			want++ // the page that searches, and those with a field for queries in the text
		}
		if len(scripts) != want {
			t.Errorf("%s loads %q", name, scripts)
		}
		if isCheck(page) != (len(later) == 1) {
			t.Errorf("%s loads %q later", name, later)
		}
		if !isCheck(page) {
			continue
		}
		script, total := 0, weigh(name)
		for _, s := range scripts {
			script += weigh(s)
		}
		for _, s := range styles {
			total += weigh(s)
		}
		if script >= 1<<10 || weigh(later[0]) >= 6<<10 {
			t.Errorf("%s: %d bytes of script and %d that are loaded later are too many", name, script, weigh(later[0]))
		}
		t.Logf("%s: %d bytes without headers, %d of them script, and %d of script later", name, total+script, script, weigh(later[0]))
	}
	total := 0
	for _, name := range []string{"check", "result"} {
		css, err := baken.Defaults.ReadFile("assets/check/" + name + ".css")
		if err != nil {
			t.Fatal(err)
		}
		css, err = asset.Minifier().Bytes("text/css", css)
		if err != nil {
			t.Fatal(err)
		}
		total += len(css)
	}
	if total >= 7<<10 {
		t.Errorf("the style sheets of a self-check have %d bytes, minified", total)
	}
}

// compiled compiles a set.
func compiled(t testing.TB, set *criteria.Set) (*selector.Sheet, diag.List) {
	t.Helper()
	sheet, findings, err := selector.Compile(t.Context(), proof.Unchecked(set))
	if err != nil {
		t.Fatal(err)
	}
	return sheet, findings
}
