package asset_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/diag"
)

// codes loads one content file and returns the codes of its findings and the published file.
func codes(t *testing.T, name, content string) ([]diag.Code, *asset.File) {
	t.Helper()
	set, list, err := asset.LoadContent(t.Context(), fstest.MapFS{name: {Data: []byte(content)}}, []string{name})
	if err != nil {
		t.Fatal(err)
	}
	var out []diag.Code
	for _, f := range list.All() {
		out = append(out, f.Code)
	}
	return out, set.Get(name)
}

func TestActiveContent(t *testing.T) {
	for _, ext := range []string{
		"html", "HTM", "xhtml", "xht", "shtml", "mhtml", "xml", "xsl", "xslt", "rdf", "svgz", "js", "mjs", "css", "wasm", "swf", "jar", "class",
		"exe", "msi", "com", "bat", "cmd", "ps1", "vbs", "wsf", "hta", "lnk", "url", "scf", "desktop", "webloc", "app", "dmg", "apk", "sh", "php",
		"docm", "dotm", "xlsm", "xlsb", "xlam", "pptm", "doc", "xls", "ppt", "rtf", "iso", "img", "chm", "appcache", "htc", "bin", "",
	} {
		name := strings.TrimSuffix("content/file."+ext, ".")
		found, f := codes(t, name, "x")
		if !slices.Contains(found, diag.DownloadType) {
			t.Errorf("%s: %q", name, found)
		}
		// With the finding turned off, the file has no type.
		if f == nil || f.MediaType != "application/octet-stream" || !strings.HasSuffix(f.Path, ".bin") {
			t.Errorf("%s is published as %+v", name, f)
		}
	}
}

func TestContentMatchesExtension(t *testing.T) {
	good := map[string]string{
		"a.pdf": "%PDF-1.7", "a.zip": "PK\x05\x06", "a.docx": "PK\x03\x04", "a.txt": "Hallo, é", "a.csv": "a;b\n", "a.json": "[1]",
		"a.odt": "PK\x03\x04" + strings.Repeat("\x00", 26) + "mimetypeapplication/vnd.oasis.opendocument.text",
		"a.ics": "BEGIN:VCALENDAR\r\n", "a.vtt": "WEBVTT\n", "a.mp4": "\x00\x00\x00\x18ftypmp42", "a.webm": "\x1a\x45\xdf\xa3", "a.mp3": "ID3",
		"a.asc": "-----BEGIN PGP PUBLIC KEY BLOCK-----\n", "empty.txt": "",
	}
	for name, content := range good {
		if found, _ := codes(t, name, content); len(found) > 0 {
			t.Errorf("%s: %q", name, found)
		}
		if name == "empty.txt" {
			continue
		}
		for _, page := range []string{"<html><script>1</script>", "\n<!DOCTYPE html>", "<?xml version='1.0'?><x/>", "\x00MZ"} {
			if found, _ := codes(t, name, page); !slices.Contains(found, diag.DownloadType) {
				t.Errorf("%s with %q: %q", name, page, found)
			}
		}
	}
	if found, _ := codes(t, "a.docx", "PK\x03\x04 word/vbaProject.bin"); !slices.Contains(found, diag.DownloadType) {
		t.Error("a document with macros is published")
	}
}

func TestActivePictures(t *testing.T) {
	const begin, end = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="4" height="3"`, `</svg>`
	for _, active := range []string{
		`><script>1</script>`, `><SCRIPT/>`, `><x:script xmlns:x="http://www.w3.org/2000/svg"/>`, `><foreignObject/>`,
		`><p xmlns="http://www.w3.org/1999/xhtml"/>`, ` onload="1">`, ` OnClick="1">`, `><g onbegin="1"/>`,
		`><a href="javascript:1"/>`, `><a xlink:href=" java&#10;script:1"/>`, `><a href="https://evil.example/"/>`,
		`><image href="//evil.example/a.png"/>`, `><image xlink:href="a.png"/>`, `><use href="other.svg#x"/>`, `><use href="data:image/svg+xml,x"/>`,
		`><set attributeName="href" to="x"/>`, `><animate attributeName="xlink:href" values="#a"/>`, `><set attributeName="onload" to="1"/>`,
		`><animate values="javascript:1"/>`, `><style>@import "a.css"</style>`, `><style>@\69mport "a"</style>`,
		`><style>p{fill:url(https://evil.example/)}</style>`, `><style>p{fill:u\72l("//evil.example")}</style>`, `><style>p{fill:ur/**/l(x)}</style>`,
		`><g style="fill:url(x.svg#a)"/>`, `><g fill="url('https://evil.example/#a')"/>`, `><iframe src="#"/>`, `><handler/>`,
		`><style>@im<!-- -->port "a.css"</style>`, `><style>p{fill:ur<![CDATA[l(https://evil.example/)]]>}</style>`,
		`><style>p{fill:ur<g/>l(https://evil.example/)}</style>`, `><style>p{fill:url(<!-- -->https://evil.example/)}</style>`,
		`><style><style/>@import "a.css"</style>`,
		`><?xml-stylesheet href="#a"?>`,
	} {
		if found, _ := codes(t, "a.svg", begin+active+end); !slices.Contains(found, diag.PictureActive) {
			t.Errorf("%s: %q", active, found)
		}
	}
	for _, document := range []string{
		`<?xml-stylesheet href="a.xsl"?>` + begin + `/>`, `<!DOCTYPE svg [<!ENTITY a SYSTEM "https://evil.example/">]>` + begin + `>&a;</svg>`,
		`<!DOCTYPE svg [<!ENTITY % a "b">%a;]>` + begin + `/>`,
		`<!DOCTYPE svg [<!ENTITY a "<script>1</script>">]>` + begin + `>&a;</svg>`,
		`<!DOCTYPE svg [<!ENTITY a "1"><!ENTITY b "&#60;g onclick='&a;'/>">]>` + begin + `>&b;</svg>`,
		`<!DOCTYPE svg [<!ENTITY a "javascript">]>` + begin + `><a href="&a;:1"/></svg>`,
		`<!DOCTYPE svg [<!ENTITY a "@import">]>` + begin + `><style>&a; 'a.css'</style></svg>`,
		`<!DOCTYPE svg [<!ATTLIST g onload CDATA "1">]>` + begin + `><g/></svg>`,
		`<!DOCTYPE svg [<!ATTLIST svg fill CDATA #IMPLIED onload CDATA #FIXED "1">]>` + begin + `/>`,
	} {
		if found, _ := codes(t, "a.svg", document); !slices.Contains(found, diag.PictureActive) {
			t.Errorf("%s: %q", document, found)
		}
	}
	for _, inert := range []string{
		`><style>p{fill:url(#a);color:red}</style>`, `><use href="#a"/>`, `><use xlink:href="#a"/>`, ` style="fill:url('#a')">`,
		`><image href="data:image/png;base64,AAAA"/>`, `><metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""/></metadata>`,
		` xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:version="1.3 (a)">`, `><g transform="rotate(45)"/>`,
		`><animate attributeName="x" values="0;1"/>`, `><text>onload=javascript:1</text>`, `><desc>url(x)</desc>`, `><g class="one"/>`,
		`><style>@font-face{font-family:a;src:url(data:font/woff2;base64,d09GMg==)}</style>`,
	} {
		if found, _ := codes(t, "a.svg", `<?xml version="1.0"?>`+begin+inert+end); len(found) > 0 {
			t.Errorf("%s: %q", inert, found)
		}
	}
}
