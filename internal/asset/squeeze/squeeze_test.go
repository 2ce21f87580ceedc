package squeeze_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"

	"baken.example/baken/internal/asset/squeeze"
)

func squeezed(t *testing.T, by minify.MinifierFunc, text string) string {
	t.Helper()
	var b bytes.Buffer
	if err := by(nil, &b, strings.NewReader(text), nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestCSS holds what minifiers have got wrong, and what is left out.
func TestCSS(t *testing.T) {
	for text, want := range map[string]string{
		"a { flex-basis: 0%; flex: 1 1 0%; flex: 1 1 0px }":   "a{flex-basis:0%;flex:1 1 0%;flex:1 1 0px}",
		"a {\n  color : RED;\n}\n\n/* b */\nb > c, d {}":      "a{color :RED;}b > c,d{}",
		"a{margin:0px -0.0em;width:calc( 1px + 0px )}":        "a{margin:0px -0.0em;width:calc( 1px + 0px )}",
		"a{--x: ;--y:;--z: a  b;--w:/**/}":                    "a{--x: ;--y:;--z:a b;--w: }",
		"a/**/.b{} a /**/ .b{} a/* x */b{}":                   "a/**/.b{}a .b{}a/**/b{}",
		"a :hover{} a:hover{}":                                "a :hover{}a:hover{}",
		`a::after{content:"  /* no */ " "\201C";quotes:none}`: `a::after{content:"  /* no */ " "\201C";quotes:none}`,
		"a{background:url( x.png ) , URL('y  z.png')}":        "a{background:url( x.png ),URL('y  z.png')}",
		"@media screen and (min-width: 48em){a{b:c}}":         "@media screen and (min-width:48em){a{b:c}}",
		"@supports not (display:grid){}":                      "@supports not (display:grid){}",
		"a{color:#AABBCC;transition:all 0.50s;opacity:1.0}":   "a{color:#AABBCC;transition:all 0.50s;opacity:1.0}",
		"a{b:c!important;d:e ! important}":                    "a{b:c!important;d:e ! important}",
		"a{unicode-range:U+26;grid-area:1/1/-1/-1;f:1e3 +.5}": "a{unicode-range:U+26;grid-area:1/1/-1/-1;f:1e3 +.5}",
		"@layer a , b; @import 'x.css' layer( a );":           "@layer a,b;@import 'x.css' layer( a );",
		"\ufeff@charset \"utf-8\"; a{}":                       "@charset \"utf-8\";a{}",
		"a{ &:hover { b : c } .d & { e:f } }":                 "a{&:hover{b :c}.d &{e:f}}",
		"a{b:'unclosed\nc:d} e{f:g}":                          "a{b:'unclosed\nc:d}e{f:g}",
		"a[href^='http' i]{} a [b]{} :is(a , b) c{}":          "a[href^='http' i]{}a [b]{}:is(a,b) c{}",
		"a{b:c}/* unclosed":                                   "a{b:c}",
	} {
		if got := squeezed(t, squeeze.CSS, text); got != want {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}

// tokens returns the tokens of a style sheet but comments, with a space for white space where it
// may mean something.
func tokens(text string) []string {
	l := css.NewLexer(parse.NewInputString(text))
	var out []string
	space := false
	last := css.SemicolonToken
	separates := func(t css.TokenType) bool {
		return t == css.SemicolonToken || t == css.CommaToken || t == css.LeftBraceToken || t == css.RightBraceToken
	}
	for {
		token, data := l.Next()
		switch token {
		case css.ErrorToken:
			if !errors.Is(l.Err(), io.EOF) {
				return append(out, "error")
			}
			return out
		case css.WhitespaceToken:
			space = true
			continue
		case css.CommentToken:
			continue
		}
		if space && !separates(token) && !separates(last) && last != css.ColonToken {
			out = append(out, " ")
		}
		out = append(out, fmt.Sprint(token, string(data)))
		last, space = token, false
	}
}

// checkCSS holds that a style sheet has the same tokens afterwards, and stays as it is the second
// time.
func checkCSS(t *testing.T, text string) string {
	t.Helper()
	got := squeezed(t, squeeze.CSS, text)
	want := tokens(strings.TrimPrefix(text, "\ufeff"))
	if a, b := strings.Join(want, "\x00"), strings.Join(tokens(got), "\x00"); a != b {
		t.Errorf("other tokens:\n%q\n%q\n%q\n%q", text, got, a, b)
	}
	if again := squeezed(t, squeeze.CSS, got); again != got {
		t.Errorf("%q is %q, and then %q", text, got, again)
	}
	return got
}

func FuzzCSS(f *testing.F) {
	for _, s := range []string{"a/**/b{c:d/* e */f;--x: ;}", "a{b:url( 'x)}", "\\\n/*", "a{--x:/**/;}", "<!-- a -->{}", "1/**/px", "a/**/(b)", "@/**/media"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "\x00") {
			t.Skip("a style sheet is text")
		}
		checkCSS(t, text)
	})
}

// events returns a drawing as an XML parser that is independent of the squeezer sees it, without
// comments and without white space between shapes.
func events(text string) (out []string, err error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = true
	kept, pending := 0, ""
	flush := func(all bool) {
		if all || strings.TrimSpace(pending) != "" {
			out = append(out, pending)
		}
		pending = ""
	}
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			flush(false)
			return out, nil
		}
		if err != nil {
			return out, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			flush(kept > 0)
			if name := token.Name.Local; kept > 0 || name == "text" || name == "style" || name == "title" || name == "desc" {
				kept++
			} else {
				for _, a := range token.Attr {
					if a.Name.Space == "xml" && a.Name.Local == "space" && a.Value == "preserve" {
						kept = 1
					}
				}
			}
			out = append(out, fmt.Sprint("<", token.Name, token.Attr))
		case xml.EndElement:
			flush(kept > 0)
			if kept > 0 {
				kept--
			}
			out = append(out, fmt.Sprint("</", token.Name))
		case xml.CharData:
			pending += string(token)
		case xml.Comment:
		case xml.ProcInst:
			flush(kept > 0)
			out = append(out, token.Target, strings.Join(strings.Fields(string(token.Inst)), " "))
		default:
			flush(kept > 0)
			out = append(out, fmt.Sprint(token))
		}
	}
}

func checkSVG(t *testing.T, text string) string {
	t.Helper()
	got := squeezed(t, squeeze.SVG, text)
	want, err := events(text)
	if err != nil || xml.Unmarshal([]byte(text), new(struct{})) != nil {
		return got // It isn't XML, which is a finding.
	}
	have, err := events(got)
	if err != nil || strings.Join(have, "\n") != strings.Join(want, "\n") {
		t.Errorf("another drawing, %v:\n%s\n%s\n%q\n%q", err, text, got, want, have)
	}
	if again := squeezed(t, squeeze.SVG, got); again != got {
		t.Errorf("%q is %q, and then %q", text, got, again)
	}
	return got
}

func TestSVG(t *testing.T) {
	const open = `<svg xmlns="http://www.w3.org/2000/svg">`
	for text, want := range map[string]string{
		open + "\n  <!-- a -->\n  <path d=\"M 1.50 1 L 2 2\"/>\n</svg>\n":                 open + `<path d="M 1.50 1 L 2 2"/></svg>`,
		open + `<text xml:space="preserve">  a  <tspan> b </tspan> c </text></svg>`:       open + `<text xml:space="preserve">  a  <tspan> b </tspan> c </text></svg>`,
		open + `<g xml:space="preserve"> <text> a </text> </g> </svg>`:                    open + `<g xml:space="preserve"> <text> a </text> </g></svg>`,
		open + `<text>one <tspan>two</tspan> three <!-- x -->four</text></svg>`:           open + `<text>one <tspan>two</tspan> three four</text></svg>`,
		open + "<style>\n g:empty { flex-basis: 0% }\n</style><g> </g><g></g></svg>":      open + "<style>\n g:empty { flex-basis: 0% }\n</style><g> </g><g></g></svg>",
		"<?xml version=\"1.0\"  encoding='UTF-8'?>\n<!DOCTYPE svg>\n" + open + "</svg>":   "<?xml version=\"1.0\" encoding='UTF-8'?><!DOCTYPE svg>" + open + "</svg>",
		open + "<style><![CDATA[ a > b { c: d } ]]></style><a> <text>b</text> </a></svg>": open + "<style><![CDATA[ a > b { c: d } ]]></style><a> <text>b</text> </a></svg>",
		open + `<rect width="0%" height="10px" fill="#AABBCC" style="a: 0%"/></svg>`:      open + `<rect width="0%" height="10px" fill="#AABBCC" style="a: 0%"/></svg>`,
	} {
		if got := checkSVG(t, text); got != want {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}

func FuzzSVG(f *testing.F) {
	for _, s := range []string{"<svg> <g> <!-- --> </g> a <text> b </text></svg>", "<svg a = 'b'\n/>", "<svg xml:space='preserve'> <g/></svg>", "<svg><![CDATA[x]]> </svg>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsAny(text, "\x00\r") {
			t.Skip("line ends are normalized by every parser")
		}
		checkSVG(t, text)
	})
}

// TestOwn squeezes the style sheets and drawings that Baken brings.
func TestOwn(t *testing.T) {
	n := 0
	err := filepath.WalkDir("../../../assets", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		var got string
		switch filepath.Ext(name) {
		case ".css":
			got = checkCSS(t, string(src))
		case ".svg":
			got = checkSVG(t, string(src))
		default:
			return nil
		}
		n++
		if len(got) >= len(src) {
			t.Errorf("%s has %d bytes of %d", name, len(got), len(src))
		}
		return nil
	})
	if err != nil || n < 5 {
		t.Error(n, err)
	}
}
