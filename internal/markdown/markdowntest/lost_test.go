package markdowntest

import (
	"fmt"
	"testing"
)

// TestLost checks that the oracle can fail: each source has a word that the HTML lacks.
func TestLost(t *testing.T) {
	for _, c := range []struct {
		src, html string
		found     map[int]bool
		want      string
	}{
		{"a b", "<p>a</p>", nil, "[{b 1}]"},
		{"a b", "<p>a b</p>", nil, "[]"},
		{"a a", "<p>a</p>", nil, "[{a 1}]"},
		{"a\n\nb", "<p>a</p>", map[int]bool{1: true}, "[{b 3}]"},
		{"a\nb", "<p></p>", map[int]bool{1: true}, "[]"},
		{"| a | b | c |\r\n", "<td>a<td>b", nil, "[{c 1}]"},
		{"![a](b.png \"c\") <!-- d --> `e` [f][g]\n\n[g]: h", `<img alt="a"> <code>e</code> f`, nil, "[]"},
		{"a*b*c é", "a<em>b</em>c é", nil, "[]"},
		{"```\n\"<a\n```\n\n```\"><b>\fc\n```", "<pre>a</pre>", nil, "[]"},
		{"[a][b][a] c\n\n[a]: d", "[a]<a>b</a>", nil, "[{c 1}]"},
		{"<script a\n\n</divipt> b", "", nil, "[{b 3}]"},
		{"[a](b)[c](<d e>)[f](g)[h]( i) j", "<a>a</a><a>c</a><a>f</a><a>h</a>", nil, "[{j 1}]"},
		{"[^a]: b\n\n    c\n\nd", "", map[int]bool{1: true}, "[{d 5}]"},
		{"e\n\n    c", "", map[int]bool{1: true}, "[{c 3}]"},
		{"<div>\na\n</div>\nb", "", nil, "[{a 2} {b 4}]"},
	} {
		if got := fmt.Sprint(Lost([]byte(c.src), []byte(c.html), c.found)); got != c.want {
			t.Errorf("%q: %s, want %s", c.src, got, c.want)
		}
	}
}
