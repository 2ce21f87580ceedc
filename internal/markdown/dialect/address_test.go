package dialect

import (
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// FuzzAddressParser holds that no address is lost because a word can't begin one.
func FuzzAddressParser(f *testing.F) {
	for _, seed := range []string{
		"write to a@b.example, (a.b+c@d.example) or *x@y.example*", "https://a.example (http://b.example) _www.c.example_",
		"http.x@y.example www@y.example é@x.example aé@x.example http://é.example", "~a@b.example~ .a@b.example :www.a.example http:a@b.example",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.example", "ftp://a.example a:b@c.example",
	} {
		f.Add(seed)
	}
	found := func(src string, p parser.InlineParser) (out []string) {
		inline := append(parser.DefaultInlineParsers(), util.Prioritized(p, 999))
		document := parser.NewParser(parser.WithBlockParsers(parser.DefaultBlockParsers()...), parser.WithInlineParsers(inline...)).Parse(text.NewReader([]byte(src)))
		_ = ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if link, ok := n.(*ast.AutoLink); ok && entering {
				out = append(out, string(link.URL([]byte(src))))
			}
			return ast.WalkContinue, nil
		})
		return out
	}
	f.Fuzz(func(t *testing.T, src string) {
		got, want := found(src, newAddressParser()), found(src, linkify())
		if len(got) != len(want) {
			t.Fatalf("%q has the addresses %q, want %q", src, got, want)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%q has the address %q, want %q", src, got[i], want[i])
			}
		}
	})
}
