package vector_test

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"baken.example/baken/internal/asset/vector"
)

const open = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"`

// read reads a drawing that is to be published.
func read(t *testing.T, content string) *vector.Drawing {
	t.Helper()
	d, problem := vector.Read([]byte(content))
	if problem != nil {
		t.Fatalf("%s: %+v", content, *problem)
	}
	return d
}

// TestSize compares sizes with those that Chromium 156 shows, but for drawings without any.
func TestSize(t *testing.T) {
	for attributes, want := range map[string]string{
		`width="120" height="60"`:                                               "120x60",
		`width="120px" height=" 60 "`:                                           "120x60",
		`viewBox="0 0 9 10"`:                                                    "9x10",
		`viewBox=" 0,0 , 9&#10;10 "`:                                            "9x10",
		`width="200"`:                                                           "200x150",
		`height="200"`:                                                          "300x200",
		`width="200" viewBox="0 0 100 50"`:                                      "200x100",
		`height="200" viewBox="0 0 100 50"`:                                     "400x200",
		`width="12cm" height="6cm"`:                                             "454x227",
		`width="12CM" height="6Cm"`:                                             "454x227",
		`width="12mm" height="6mm"`:                                             "45x23",
		`width="400q" height="400Q"`:                                            "378x378",
		`width="12pt" height="6pt"`:                                             "16x8",
		`width="12pc" height="6pc"`:                                             "192x96",
		`width="1in" height="2in"`:                                              "96x192",
		`width="10em" height="5em"`:                                             "160x80",
		`width="10ch" height="5ch"`:                                             "80x40",
		`width="10rem" height="5rem"`:                                           "160x80",
		`width="10em" height="5em" font-size="20"`:                              "200x100",
		`width="100%" height="100%" viewBox="0 0 100 50"`:                       "100x50",
		`width="200" height="100%" viewBox="0 0 100 50"`:                        "200x100",
		`width="auto" height="auto" viewBox="0 0 100 50"`:                       "100x50",
		`width="12foo" height="60" viewBox="0 0 100 50"`:                        "120x60",
		`width="200" viewBox="0 0 100 50" preserveAspectRatio="none"`:           "300x150",
		`width="200" viewBox="0 0 100 50" preserveAspectRatio="xMidYMid slice"`: "200x100",
		`width="1e2" height="5E1"`:                                              "100x50",
		`width="+12" height=".6"`:                                               "12x1",
		`width="12." height="6"`:                                                "300x6",
		`width="NaN" height="Inf" viewBox="0 0 4 5"`:                            "4x5",
		`width="0x10" height="1_0" viewBox="0 0 4 5"`:                           "4x5",
		`style="width:12cm" width="5" height="6"`:                               "5x6",
		`width="100%"`:                                                          "0x0",
		``:                                                                      "0x0",
		`viewBox="0 0 -5 5"`:                                                    "0x0",
		`viewBox="0 0 9px 10px"`:                                                "0x0",
		`width="1e300" height="1"`:                                              "0x0",
		`width="1" height="1e-300" viewBox="0 0 1 1e300"`:                       "1x1",
		`xmlns:a="urn:a" a:width="9" a:height="9" width="10" viewBox="-5 -5 20.5 41"`: "10x20",
	} {
		d := read(t, open+" "+attributes+"/>")
		if got := fmt.Sprintf("%dx%d", d.Width, d.Height); got != want {
			t.Errorf("%s: %s, want %s", attributes, got, want)
		}
	}
}

// TestEmpty checks that a drawing of which browsers show nothing is refused.
func TestEmpty(t *testing.T) {
	for attributes, want := range map[string]string{
		`width="0" height="0" viewBox="0 0 9 9"`: "it has a width of 0",
		`width="9" height=" 0.0px "`:             "it has a height of 0",
		`height="0%" width="100%"`:               "it has a height of 0",
		`width="-0"`:                             "it has a width of 0",
		`viewBox="0 0 0 9" width="9"`:            "its viewBox has a size of 0",
		`viewBox="1,1,9,0e3"`:                    "its viewBox has a size of 0",
		`width="0foo" height="9"`:                "",
		`width="-5" height="9"`:                  "",
		`width="0.01" height="0.01"`:             "",
		`xmlns:a="urn:a" a:width="0" width="9"`:  "",
		`viewBox="0 0 9 9"`:                      "",
		`viewBox="0 0"`:                          "",
	} {
		_, problem := vector.Read([]byte(open + " " + attributes + "/>"))
		switch {
		case problem == nil && want == "":
		case problem == nil || problem.Active || problem.Hint == "" || !strings.HasPrefix(problem.Text, want):
			t.Errorf("%s: %+v, want %q", attributes, problem, want)
		}
	}
	// The size of an element within the drawing is its own affair.
	if _, problem := vector.Read([]byte(open + `><svg width="0"/><rect width="0"/></svg>`)); problem != nil {
		t.Error(problem)
	}
}

// TestLabels checks that a drawing with labels in HTML, as draw.io writes them, has a remedy of its
// own, and that one with plain labels is published without its source.
func TestLabels(t *testing.T) {
	const label = `<g><switch><foreignObject width="100%" height="100%" requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility">` +
		`<div xmlns="http://www.w3.org/1999/xhtml">A label</div></foreignObject><text x="9" y="9">A la...</text></switch></g>`
	_, problem := vector.Read([]byte(open + ` width="9" height="9" content="&lt;mxfile&gt;">` + label + `</svg>`))
	if problem == nil || !problem.Active || !strings.Contains(problem.Hint, "Formatted Text") {
		t.Errorf("%+v", problem)
	}
	d, problem := vector.Read([]byte(open + ` width="9" height="9" content="&lt;mxfile&gt;"><g><text x="9" y="9">A label</text></g></svg>`))
	if problem != nil || bytes.Contains(d.Clean, []byte("mxfile")) || !bytes.Contains(d.Clean, []byte("A label")) {
		t.Errorf("%+v, %+v", d, problem)
	}
}

func TestEntities(t *testing.T) {
	for content, want := range map[string]string{
		`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">` + open + `/>`:                open + `/>`,
		`<!DOCTYPE svg [ <!ENTITY ns "http://www.w3.org/2000/svg"> <!-- ]> --> <?a ]>?> ]><svg xmlns="&ns;"/>`:                            `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		`<!DOCTYPE svg [<!ENTITY a "1"><!ENTITY a "2"><!ENTITY b '&a;&a;'>]>` + open + `><g id="&b;"/><text>&b; &amp; &#65;</text></svg>`: open + `><g id="11"/><text>11 &amp; &#65;</text></svg>`,
		`<!DOCTYPE svg [<!ENTITY g "<g id='a'/>">]>` + open + `>&g;<![CDATA[&g;]]></svg>`:                                                 open + `><g id='a'/><![CDATA[&g;]]></svg>`,
		`<!DOCTYPE svg [<!ENTITY q '"'>]>` + open + `><g id="&q;" class='&q;'/></svg>`:                                                    open + `><g id="&#34;" class='&#34;'/></svg>`,
		`<!DOCTYPE svg [<!ENTITY l "&#38;#60;">]>` + open + `><text>&l;</text></svg>`:                                                     open + `><text>&#60;</text></svg>`,
		`<!DOCTYPE svg [<!ATTLIST svg width CDATA #IMPLIED version CDATA #FIXED "1.1" class (a|b) "a">]>` + open + ` class="b"/>`:         open + ` class="b" version="1.1"/>`,
		`<!DOCTYPE svg [<!ATTLIST svg xmlns CDATA #FIXED "http://www.w3.org/2000/svg"><!ELEMENT svg ANY>]><svg><g/></svg>`:                `<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>`,
		`<!DOCTYPE svg [<!ENTITY x "100%">]>` + open + ` width="&x;"/>`:                                                                   open + ` width="100%"/>`,
		"\ufeff<?xml version=\"1.0\"?>\n<!-- Generator: Adobe Illustrator -->\n" + open + "/>\n<!-- end -->":                              open + "/>",
	} {
		if got := string(read(t, content).Clean); got != want {
			t.Errorf("%s:\n%s, want\n%s", content, got, want)
		}
	}
}

// TestPositions checks that a finding stands on its line of the file, below a document type.
func TestPositions(t *testing.T) {
	_, problem := vector.Read([]byte("<?xml version=\"1.0\"?>\n<!DOCTYPE svg [\n\t<!ENTITY a \"b\">\n]>\n" + open + ">\n <script/></svg>"))
	if problem == nil || problem.Pos.Line != 6 || problem.Pos.Column != 2 || !problem.Active {
		t.Errorf("%+v", problem)
	}
}

func TestEncodings(t *testing.T) {
	utf16of := func(s string, little bool) string {
		var b []byte
		for _, u := range utf16.Encode([]rune(s)) {
			if little {
				b = append(b, byte(u), byte(u>>8))
			} else {
				b = append(b, byte(u>>8), byte(u))
			}
		}
		return string(b)
	}
	document := `<?xml version="1.0" encoding="UTF-16"?>` + open + `><title>één 😀</title></svg>`
	want := open + `><title>één 😀</title></svg>`
	for name, content := range map[string]string{
		"UTF-16 LE with a mark":    utf16of("\ufeff"+document, true),
		"UTF-16 BE with a mark":    utf16of("\ufeff"+document, false),
		"UTF-16 LE without a mark": utf16of(document, true),
		"UTF-16 BE without a mark": utf16of(document, false),
		"UTF-8 with a mark":        "\ufeff" + strings.Replace(document, "UTF-16", "utf-8", 1),
	} {
		if got := string(read(t, content).Clean); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	latin := `<?xml version='1.0' encoding='iso-8859-1' standalone="no"?>` + open + "><title>\xe9\xe9n</title></svg>"
	if got, want := string(read(t, latin).Clean), open+`><title>één</title></svg>`; got != want {
		t.Errorf("ISO-8859-1: %q", got)
	}
	for name, content := range map[string]string{
		"unknown":        `<?xml version="1.0" encoding="x-nothing"?>` + open + `/>`,
		"not UTF-16":     `<?xml version="1.0" encoding="UTF-16"?>` + open + `/>`,
		"not UTF-8":      open + "><title>\xe9</title></svg>",
		"odd":            utf16of("\ufeff"+document, true)[:51],
		"hidden script":  utf16of("\ufeff"+open+"><script/></svg>", true),
		"hidden by name": `<?xml version="1.0" encoding="ibm866"?>` + open + ` onload="1"/>`,
	} {
		if d, problem := vector.Read([]byte(content)); problem == nil {
			t.Errorf("%s: %s", name, d.Clean)
		}
	}
}

// TestInvalid are drawings of which browsers show nothing, or less than the whole.
func TestInvalid(t *testing.T) {
	bomb := `<!DOCTYPE svg [<!ENTITY a "` + strings.Repeat("x", 1000) + `">`
	empty := `<!DOCTYPE svg [<!ENTITY a "">`
	for c := 'b'; c <= 'm'; c++ {
		bomb += fmt.Sprintf(`<!ENTITY %c "%s">`, c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
		empty += fmt.Sprintf(`<!ENTITY %c "%s">`, c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
	}
	deep := `<!DOCTYPE svg [<!ENTITY a0 "">`
	for i := 1; i < 30; i++ {
		deep += fmt.Sprintf(`<!ENTITY a%d "&a%d;">`, i, i-1)
	}
	for content, want := range map[string]string{
		"":                                  "it is empty",
		" ":                                 "it is cut off",
		open + ">":                          "it is cut off",
		open + "><g></g":                    "it is cut off",
		open + "/><g/>":                     "it has a second root element",
		"<html></html>":                     "its root element is <html>, not <svg>",
		"<svg/>":                            `its <svg> lacks xmlns="http://www.w3.org/2000/svg"`,
		open + `><a:b/></svg>`:              `the prefix "a" of <b> isn't declared`,
		open + `><use a:href="#b"/></svg>`:  `the prefix "a" of <use> isn't declared`,
		open + `><g id="a" id="b"/></svg>`:  `<g> has the attribute "id" twice`,
		open + `>&a;</svg>`:                 "invalid character entity &a;",
		bomb + "]>" + open + ">&m;</svg>":   "its entities are too large",
		empty + "]>" + open + ">&m;</svg>":  "its entities are too large",
		empty + "]>" + open + " id='&m;'/>": "its entities are too large",
		deep + "]>" + open + ">&a29;</svg>": "its entities refer to each other too deep",
		"<!DOCTYPE svg [" + open + "/>":     "its document type is damaged",
		"<!DOCTYPE svg [<!ENTITY a \"b\"":   "its document type is damaged",
		"<!DOCTYPE svg [<!ENTITY>]>" + open: "its document type is damaged",
		"<!DOCTYPE svg \"":                  "its document type is damaged",
		"<!DOCTYPE svg [<!ENTITY a '&a;'>]>" + open + ">&a;</svg>":                   "the entity &a; refers to itself",
		"<!DOCTYPE svg [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>" + open + " id='&a;'/>": "the entity &a; refers to itself",
		"<!DOCTYPE svg [<!ENTITY a '<g/>'>]>" + open + ` id="&a;"/>`:                 "it has a tag within an attribute",
		"<!DOCTYPE svg [<!ENTITY a '<g'>]>" + open + ">&a;/></svg>":                  "it has a tag that doesn't end",
		"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + open + ">&c;</svg>":                     "the entity &c; isn't declared",
		open + `><image href="data:image/png;base64,iVBORw0KGgo="/></svg>`:           "a picture within can't be shown: it is cut off",
	} {
		d, problem := vector.Read([]byte(content))
		switch {
		case problem == nil:
			t.Errorf("%.80s: published as %s", content, d.Clean)
		case problem.Active || problem.Text != want:
			t.Errorf("%.80s: %+v, want %s", content, *problem, want)
		}
	}
}

// TestMetadata checks that a drawing doesn't say where it was on somebody's disk, and with what it
// was made, and that everything that browsers render stays.
func TestMetadata(t *testing.T) {
	photo, err := os.ReadFile("../raster/testdata/secret.jpg")
	if err != nil {
		t.Fatal(err)
	}
	code := base64.StdEncoding.EncodeToString(photo)
	lines := code[:76] + "&#10;" + code[76:152] + "\n" + code[152:]
	content := `<?xml version="1.0"?><!-- /home/Secret/a.svg --><?Secret?>` + open + ` xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
 xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 sodipodi:docname="Secret.svg" inkscape:export-filename='/home/Secret/a>.png' width="4" content="&lt;mxfile agent=&quot;Secret&quot;&gt;" xml:space="preserve" xml:base="Secret" ><sodipodi:namedview id="Secret"><inkscape:grid/></sodipodi:namedview
><metadata><rdf:RDF>Secret<?xpacket Secret?></rdf:RDF></metadata><!-- Secret --><title>Four</title><g inkscape:label="Secret" id="a"/>` +
		`<image xlink:href="data:image/jpeg;base64,` + lines + `" sodipodi:absref="/home/Secret/b.jpg" /><style>g{background:url("data:image/jpeg;base64,` + code + `")}</style></svg>`
	content = strings.Replace(content, "<?Secret?>", "", 1)
	clean := string(read(t, content).Clean)
	if strings.Contains(clean, "Secret") {
		t.Error(clean)
	}
	for n := range strings.SplitSeq(clean, "base64,") {
		end := strings.IndexAny(n, `"`)
		if b, err := base64.StdEncoding.DecodeString(n[:max(end, 0)]); err == nil && bytes.Contains(b, []byte("Secret")) {
			t.Error("a picture within says where it was taken")
		}
	}
	for _, kept := range []string{`xml:space="preserve"`, `width="4"`, `<title>Four</title>`, `<g id="a"/>`, `<image xlink:href="data:image/jpeg;base64,/9j/`, ` />`} {
		if !strings.Contains(clean, kept) {
			t.Errorf("%s is gone from %s", kept, clean)
		}
	}
	if again := string(read(t, clean).Clean); again != clean {
		t.Errorf("cleaning it again makes it %s", again)
	}
}

func TestTransparent(t *testing.T) {
	for content, want := range map[string]bool{
		` viewBox="0 0 9 9"><path d="M0 0"/>`:                                                                                   true,
		` viewBox="0 0 9 9"><rect width="9" height="9" fill="#fff"/><path/>`:                                                    false,
		` viewBox="0 0 9 9"><title>A</title><defs><rect/></defs><g><rect width="100%" height="100%" style="fill: white;"/></g>`: false,
		` viewBox="-1 -1 9 9"><rect width="9" height="9" fill="#fff"/>`:                                                         true,
		` viewBox="-1 -1 9 9"><rect x="-1" y="-1" width="9" height="9" fill="#fff"/>`:                                           false,
		` width="9" height="9"><rect width="9" height="9"/>`:                                                                    false,
		` width="9" height="9"><switch><g id="a" xml:space="preserve"><rect xml:id="b" width="9" height="9"/></g></switch>`:     false,
		` width="9" height="9"><g opacity=".5"><rect width="9" height="9"/></g>`:                                                true,
		` width="9" height="9"><rect width="9" height="8"/>`:                                                                    true,
		` width="9" height="9"><rect width="9" height="9" fill="none" stroke="#000"/>`:                                          true,
		` width="9" height="9"><rect width="9" height="9" fill="#fff0"/>`:                                                       true,
		` width="9" height="9"><rect width="9" height="9" fill="url(#a)"/>`:                                                     true,
		` width="9" height="9"><rect width="9" height="9" opacity=".5"/>`:                                                       true,
		` width="9" height="9"><rect width="9" height="9" rx="4"/>`:                                                             true,
		` width="9" height="9"><rect width="9" height="9" class="a"/>`:                                                          true,
		`><style>@media (prefers-color-scheme: dark) {path{fill:#fff}}</style><path/>`:                                          false,
		`><title>Nothing</title><defs><path/></defs>`:                                                                           false,
		` style="color-scheme: light dark"><path/>`:                                                                             false,
	} {
		if got := read(t, open+content+"</svg>").Transparent; got != want {
			t.Errorf("%s: %v", content, got)
		}
	}
}

func TestMotion(t *testing.T) {
	const frames = `@keyframes a{to{opacity:0}}`
	for content, want := range map[string]string{
		`<animate repeatCount="indefinite" dur="1s"/>`:                                          "endless",
		`<animateTransform repeatDur=" indefinite " dur="1s"/>`:                                 "endless",
		`<animateMotion repeatCount="6" dur="1s"/>`:                                             "long",
		`<animate repeatCount="5" dur="1s"/>`:                                                   "",
		`<animate dur="00:01:00"/>`:                                                             "long",
		`<animate dur="0.1min"/>`:                                                               "long",
		`<animate dur="5001ms"/>`:                                                               "long",
		`<animate dur="4"/>`:                                                                    "",
		`<animate repeatCount="indefinite" dur="1s" begin="click"/>`:                            "",
		`<animate repeatCount="indefinite" dur="1s" begin="indefinite"/>`:                       "",
		`<animate repeatCount="indefinite" dur="1s" begin="b.click;2s"/>`:                       "endless",
		`<animate id="a" dur="1s" begin="0;b.end"/><animate id="b" dur="1s" begin="a.end+1s"/>`: "endless",
		`<animate id="a" dur="1s" begin="0"/><animate id="b" dur="1s" begin="a.end"/>`:          "",
		`<set attributeName="x" to="1" dur="indefinite"/>`:                                      "",
		`<style>` + frames + `g{animation:a 1s infinite}</style>`:                               "endless",
		`<style>g{animation-iteration-count:/**/infinite}</style><style>` + frames + `</style>`: "endless",
		`<style>` + frames + `</style><g style="animation: a 1s linear infinite"/>`:             "endless",
		`<style>` + frames + `g{animation:a 1s}</style>`:                                        "",
		`<style>g{animation:a 1s infinite}</style>`:                                             "",
		`<style>` + frames + `/*g{animation:a 1s infinite}*/</style>`:                           "",
		`<text>animation: infinite @keyframes</text>`:                                           "",
		`<animate dur="6s"/><animate repeatCount="indefinite"/>`:                                "endless",
	} {
		got := ""
		if m := read(t, open+">"+content+"</svg>").Motion; m != nil {
			if got = "long"; m.Endless {
				got = "endless"
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", content, got, want)
		}
	}
	gif, err := os.ReadFile("../raster/testdata/animated.gif")
	if err != nil {
		t.Fatal(err)
	}
	if m := read(t, open+`><image href="data:image/gif;base64,`+base64.StdEncoding.EncodeToString(gif)+`"/></svg>`).Motion; m == nil || !m.Endless {
		t.Errorf("an animation within: %+v", m)
	}
}

// TestIllustrator reads a drawing as Illustrator saves it with its own document inside.
func TestIllustrator(t *testing.T) {
	content := `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
	<!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
	<!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">
	<!ENTITY ns_svg "http://www.w3.org/2000/svg">
	<!ENTITY ns_xlink "http://www.w3.org/1999/xlink">
]>
<svg version="1.1" id="Laag_1" xmlns:x="&ns_extend;" xmlns:i="&ns_ai;" xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;" x="0px" y="0px" width="120px" height="60px" viewBox="0 0 120 60">
<switch>
	<foreignObject requiredExtensions="&ns_ai;" x="0" y="0" width="1" height="1"><i:aipgfRef xlink:href="#adobe_illustrator_pgf"></i:aipgfRef></foreignObject>
	<g i:extraneous="self"><rect fill="#008000" width="120" height="60"/></g>
</switch>
<i:aipgf id="adobe_illustrator_pgf"><![CDATA[eJzsvWuTXMdxJQ]]></i:aipgf>
</svg>`
	d := read(t, content)
	if d.Width != 120 || d.Height != 60 || bytes.Contains(d.Clean, []byte("aipgf")) || !bytes.Contains(d.Clean, []byte(`<g><rect fill="#008000"`)) {
		t.Errorf("%d by %d: %s", d.Width, d.Height, d.Clean)
	}
}

// TestTruncated cuts a drawing off at each byte.
func TestTruncated(t *testing.T) {
	content := `<!DOCTYPE svg [<!ENTITY a "b">]>` + open + ` id="&a;"><style>g{fill:red}</style><g><!-- a --><![CDATA[b]]></g></svg>`
	for n := range content {
		if d, problem := vector.Read([]byte(content[:n])); problem == nil {
			t.Errorf("%s is published as %s", content[:n], d.Clean)
		}
	}
}

// FuzzRead checks that a drawing that is published has nothing in it that would be refused, however
// it was written, stays as it is when it is read again, and is XML without entities.
func FuzzRead(f *testing.F) {
	for _, content := range []string{
		open + ` width="1"><style>a{fill:url(#b)}</style><animate begin="a.end" id="a"/></svg>`,
		`<!DOCTYPE svg [<!ENTITY a "<g id='&b;'/>"><!ENTITY b "&#60;"><!ATTLIST g c CDATA "d">]>` + open + ` id="&b;">&a;</svg>`,
		`<?xml version="1.0" encoding="UTF-16"?>` + open + `><metadata/><x:y xmlns:x="z"><script/></x:y></svg>`,
		"\xff\xfe<\x00s\x00v\x00g\x00",
		open + `><foreignObject requiredExtensions="http://ns.adobe.com/"/><image href="data:image/png;base64,AAAA"/></svg>`,
	} {
		f.Add([]byte(content))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		d, problem := vector.Read(content)
		if problem != nil {
			return
		}
		again, problem := vector.Read(d.Clean)
		if problem != nil {
			t.Fatalf("%q is refused: %+v", d.Clean, *problem)
		}
		if !bytes.Equal(again.Clean, d.Clean) || again.Width != d.Width || again.Height != d.Height {
			t.Errorf("%q became %q", d.Clean, again.Clean)
		}
		for x := xml.NewDecoder(bytes.NewReader(d.Clean)); ; {
			token, err := x.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%q: %v", d.Clean, err)
			}
			switch token.(type) {
			case xml.Directive, xml.Comment:
				t.Fatalf("%q has a %T", d.Clean, token)
			}
		}
	})
}
