package htmltext

import (
	"bytes"
	"testing"
)

func TestParagraphs(t *testing.T) {
	for src, want := range map[string]string{
		"":                           "",
		"<div>\na <b>b</b>c\n</div>": "a bc",
		"<p>a &lt;b&gt; &amp; &eacute;</p><p>c</p>": "a <b> & é¦c",
		"<table><tr><td>a<td>b</table>":             "a¦b",
		"a<br>b\n\nc":                               "a¦b¦c",
		"<script>a()</script><style>b{}</style> c":  "c",
		"<!-- a --> b <!-- c\n-->":                  "b",
		"<iframe>a</iframe><x-y>b</x-y>":            "b",
		"<div title=\"a\">b</div":                   "b",
		"<textarea>a <b></textarea>":                "a <b>",
		"a </p> b":                                  "a¦b",
	} {
		if got := string(bytes.Join(Paragraphs([]byte(src)), []byte("¦"))); got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
}
