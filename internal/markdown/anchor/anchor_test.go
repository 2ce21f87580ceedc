package anchor

import (
	"strconv"
	"testing"
)

// TestAnchors compares with the anchors that GitHub gave these headings, in this order, in one
// file.
func TestAnchors(t *testing.T) {
	var anchors Anchors
	for _, c := range []struct{ text, want string }{
		{"alpha", "alpha"},
		{"alpha", "alpha-1"},
		{"bravoCharlieDelta", "bravocharliedelta"},
		{"__proto__", "__proto__"},
		{"__proto__", "__proto__-1"},
		{"hasOwnProperty", "hasownproperty"},
		{"echo", "echo"},
		{"echo", "echo-1"},
		{"echo 1", "echo-1-1"},
		{"echo-1", "echo-1-2"},
		{"echo", "echo-2"},
		{"foxtrot-1", "foxtrot-1"},
		{"foxtrot", "foxtrot"},
		{"foxtrot", "foxtrot-2"},
		{"heading with a - dash", "heading-with-a---dash"},
		{"heading with an _ underscore", "heading-with-an-_-underscore"},
		{"heading with a period.txt", "heading-with-a-periodtxt"},
		{"exchange.bind_headers(exchange, routing [, bindCallback])", "exchangebind_headersexchange-routing--bindcallback"},
		{" ", "-"},
		{" a", "-a"},
		{"a ", "a-"},
		{" a ", "-a-"},
		{"-a-", "-a--1"},
		{"apostrophe’s should be trimmed", "apostrophes-should-be-trimmed"},
		{"I ♥ unicode", "i--unicode"},
		{"en–dash", "endash"},
		{"em—dash", "emdash"},
		{"😄 unicode emoji", "-unicode-emoji"},
		{"😄-😄 unicode emoji", "--unicode-emoji"},
		{"😄_😄 unicode emoji", "_-unicode-emoji"},
		{"😄 - an emoji", "---an-emoji"},
		{":smile: - a gemoji", "smile---a-gemoji"},
		{"Привет", "привет"},
		{"Профили пользователей", "профили-пользователей"},
		{"Привет non-latin 你好", "привет-non-latin-你好"},
		{"a‿ ⁀ ＿b", "a‿-⁀-＿b"},
		{"aᛮ Ⅷ ⅷ 〇b", "aᛮ-ⅷ-ⅷ-〇b"},
		{"a٢ ०b", "a٢-०b"},
		{"a\u2028b", "ab"},
		{"a\u200d\u00adb", "ab-1"},
		{"a½ ② Ⓐb", "a--ⓐb"},
		{"a\u0301 \u0301", "a\u0301-\u0301"},
		{"İ", "i\u0307"},
	} {
		if got := anchors.For([]byte(c.text)); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.text, got, c.want)
		}
	}
}

// TestNothingLeft checks headings whose anchor is empty on GitHub.
func TestNothingLeft(t *testing.T) {
	var anchors Anchors
	for i, want := range []string{"section", "section-1", "section-2", "section-3"} {
		if got := anchors.For([]byte([]string{"?", "", "Section", "—"}[i])); got != want {
			t.Errorf("%d: %q, want %q", i, got, want)
		}
	}
}

func TestManyAlike(t *testing.T) {
	var anchors Anchors
	var last string
	const many = 200_000
	for range many {
		last = anchors.For([]byte("a"))
	}
	if want := "a-" + strconv.Itoa(many-1); last != want {
		t.Errorf("the last is %q, want %q", last, want)
	}
}
