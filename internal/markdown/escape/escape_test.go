package escape

import (
	"strings"
	"testing"
)

func TestEscapes(t *testing.T) {
	const text = "a<b>&\"'\x00é"
	for _, c := range []struct {
		got  []byte
		want string
	}{
		{Text([]byte("x"), []byte(text)), "xa&lt;b&gt;&amp;\"'\ufffdé"},
		{Attribute(nil, []byte(text)), "a&lt;b&gt;&amp;&quot;'\ufffdé"},
		{Nothing(nil, []byte(text)), "a<b>&\"'\ufffdé"},
	} {
		if string(c.got) != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestDecoded(t *testing.T) {
	for src, want := range map[string]string{
		`\*\\\a\`:                `*\\a\`,
		"&amp;&lt;&quot;":        `&<"`,
		`\&amp;`:                 "&amp;",
		"&amp;lt;":               "&lt;",
		"&#35;&#x23;&#X23;":      "###",
		"&#0;&#1;&#x80;&#xD800;": "\ufffd\ufffd\ufffd\ufffd",
		"&#9;&#10;":              "\t\n",
		"&#x110000;&#9999999;":   "\ufffd\ufffd",
		"&#99999999;&#x1111111;": "&#99999999;&#x1111111;",
		"&;&#;&#x;&#xg;&#a;&-;&": "&;&#;&#x;&#xg;&#a;&-;&",
		"&copy &copy;&nosuch;":   "&copy ©&nosuch;",
		"&NotEqualTilde;":        "≂̸",
		"a&b;c&" + "d":           "a&b;c&d",
		"&ClockwiseContourIntegral;&CounterClockwiseContourIntegral;": "∲∳",
	} {
		if got := string(Decoded(nil, []byte(src))); got != want {
			t.Errorf("%s is %q, want %q", src, got, want)
		}
	}
}

func TestManyAmpersands(t *testing.T) {
	src := strings.Repeat("&a", 1<<19)
	if got := string(Decoded(nil, []byte(src))); got != src {
		t.Error("they don't stand for themselves")
	}
}
