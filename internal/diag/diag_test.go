package diag_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/diag"
)

func TestNearest(t *testing.T) {
	keys := []string{"title", "description", "slug", "menu", "weight", "draft"}
	for word, want := range map[string]string{
		"titel":      "title", // two letters changed places
		"mneu":       "menu",
		"Title":      "title",
		"DRAFT":      "draft",
		"desciption": "description",
		"weigth":     "weight",
		"slugs":      "slug",
		"title":      "", // a candidate isn't suggested for itself
		"author":     "",
		"m":          "",
		"":           "",
		"é":          "",
	} {
		if got, ok := diag.Nearest(word, keys); got != want || ok != (want != "") {
			t.Errorf("Nearest(%q) = %q, %v; want %q", word, got, ok, want)
		}
	}
	if got, ok := diag.Nearest("b", []string{"a", "ab"}); ok {
		t.Errorf("%q is near to a single letter", got)
	}
	if got := diag.DidYouMean("titel", keys); got != `; did you mean "title"?` {
		t.Error(got)
	}
	if got := diag.DidYouMean("author", keys); got != "" {
		t.Error(got)
	}
}

// list returns unsorted findings with a duplicate.
func list() diag.List {
	var l diag.List
	l.Add("b.md", diag.Pos{Line: 2, Column: 1}, diag.LinkPage, "", "second")
	l.Add("b.md", diag.Pos{}, diag.TranslationMissing, "write it", "the %s", "file")
	l.Add("a.md", diag.Pos{Line: 9}, diag.RawHTML, "50% off,\nor: \x1b[31mmore", "first, of: all")
	l.Add("b.md", diag.Pos{Line: 2, Column: 1}, diag.LinkPage, "", "second")
	return l
}

func TestWithSeverities(t *testing.T) {
	all := list()
	if all.Len() != 4 || all.Count(diag.Error) != 3 || !all.HasErrors() {
		t.Errorf("%d findings, %d errors", all.Len(), all.Count(diag.Error))
	}
	for _, c := range []struct {
		name     string
		override map[diag.Code]diag.Severity
		want     []string
	}{
		{"default", nil, []string{
			"error a.md:9: first, of: all [raw-html]",
			"warning b.md: the file [translation-missing]",
			"error b.md:2:1: second [link-page]",
		}},
		{"overridden", map[diag.Code]diag.Severity{
			diag.RawHTML: diag.Off, diag.TranslationMissing: diag.Error, diag.LinkPage: diag.Warning,
		}, []string{
			"error b.md: the file [translation-missing]",
			"warning b.md:2:1: second [link-page]",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			reported := all.WithSeverities(c.override)
			var got []string
			for _, f := range reported.All() {
				got = append(got, f.Severity.String()+" "+f.String())
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWrite(t *testing.T) {
	l := list()
	l = l.WithSeverities(nil)
	for _, c := range []struct {
		name  string
		write func(b *strings.Builder) error
		want  string
	}{
		{"text", func(b *strings.Builder) error { return l.WriteText(b) }, `a.md:9: error: first, of: all [raw-html]
    50% off,�or: �[31mmore
b.md: warning: the file [translation-missing]
    write it
b.md:2:1: error: second [link-page]
`},
		{"github", func(b *strings.Builder) error { return l.WriteGitHub(b, "sites/a:b") }, `::error file=sites/a%3Ab/a.md,line=9,title=raw-html::first, of: all%0A50%25 off,�or: �[31mmore
::warning file=sites/a%3Ab/b.md,title=translation-missing::the file%0Awrite it
::error file=sites/a%3Ab/b.md,line=2,col=1,title=link-page::second
`},
		{"json", func(b *strings.Builder) error { return new(diag.List).WriteJSON(b) }, `{
  "findings": []
}
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b strings.Builder
			if err := c.write(&b); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, b.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSeverities(t *testing.T) {
	for _, c := range diag.Codes() {
		if !c.Known() || c.Severity() == diag.Off {
			t.Errorf("%s is off by default", c)
		}
		if c.Severity() == diag.Warning && !c.Adjustable() {
			t.Errorf("%s is a warning that site.yaml can't change", c)
		}
	}
	for _, s := range []diag.Severity{diag.Off, diag.Warning, diag.Error} {
		if got, ok := diag.ParseSeverity(s.String()); got != s || !ok {
			t.Errorf("ParseSeverity(%q) = %v, %v", s, got, ok)
		}
	}
	if _, ok := diag.ParseSeverity("fatal"); ok {
		t.Error("fatal is a severity")
	}
}

// TestTable checks that every constant of type Code has a row in the table, and no two are equal.
func TestTable(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "code.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var codes []diag.Code
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		codes = append(codes, diag.Code(text))
		if c := diag.Code(text); !c.Known() {
			t.Errorf("%s (%s) has no row in the table", spec.Names[0], c)
		}
		return true
	})
	slices.Sort(codes)
	if diff := cmp.Diff(diag.Codes(), codes); diff != "" {
		t.Error(diff)
	}
	for _, c := range []diag.Code{"", "no-such-code"} {
		if c.Known() || c.Adjustable() || c.Severity() != diag.Off {
			t.Errorf("%q counts as a code", c)
		}
	}
}
