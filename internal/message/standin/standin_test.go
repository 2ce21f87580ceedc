package standin_test

import (
	"testing"

	"baken.example/baken/internal/message/standin"
)

func TestVisible(t *testing.T) {
	m := func(text string) string { return standin.Mark("en", text) }
	for _, c := range []struct{ name, file, want string }{
		{"no marks", `<p class=x>a & b`, `<p class=x>a & b`},
		{"text", `<p>` + m("Next") + `</p>`, `<p><mark lang="en" dir="auto">Next</mark></p>`},
		{"beside others", `<p>a ` + m("b") + ` c`, `<p>a <mark lang="en" dir="auto">b</mark> c`},
		{"escaped", `<p>` + m("a &amp; b&lt;"), `<p><mark lang="en" dir="auto">a &amp; b&lt;</mark>`},
		{"nested", `<p>` + m("on "+m("June")+" 1"), `<p><mark lang="en" dir="auto">on June 1</mark>`},
		{"one after the other", `<p>` + m("a") + m("b"), `<p><mark lang="en" dir="auto">a</mark><mark lang="en" dir="auto">b</mark>`},
		{"across tags", `<p>` + m(`see <a href="/x">this</a>.`), `<p><mark lang="en" dir="auto">see </mark><a href="/x"><mark lang="en" dir="auto">this</mark></a><mark lang="en" dir="auto">.</mark>`},
		{"space across tags", `<ul>` + m("\n<li>a</li>\n") + `</ul>`, "<ul>\n<li><mark lang=\"en\" dir=\"auto\">a</mark></li>\n</ul>"},
		{"attribute", `<a aria-label="` + m("Next") + `" title=x>y</a>`, `<a aria-label="⟦Next⟧" title=x>y</a>`},
		{"title", `<title>` + m("Search") + ` - Guide</title><p>` + m("b"), `<title>⟦Search⟧ - Guide</title><p><mark lang="en" dir="auto">b</mark>`},
		{"option", `<select><option>` + m("a") + `</option></select>`, `<select><option>⟦a⟧</option></select>`},
		{"data for a script", `<script type="application/json">{"a":"` + m("b") + `"}</script>`, `<script type="application/json">{"a":"⟦b⟧"}</script>`},
		{"an end alone", `<p>` + `a` + m("")[len(m(""))-4:] + `b`, `<p>ab`},
		{"languages", `<p>` + standin.Mark("nl", "a") + standin.Mark("", "b"), `<p><mark lang="nl" dir="auto">a</mark><mark dir="auto">b</mark>`},
		{"languages within others", `<p>` + standin.Mark("nl", "a "+m("b")+" c"), `<p><mark lang="nl" dir="auto">a b c</mark>`},
		{"void elements", `<p>` + m("a<br>b") + `<input value="` + m("c") + `">`, `<p><mark lang="en" dir="auto">a</mark><br><mark lang="en" dir="auto">b</mark><input value="⟦c⟧">`},
	} {
		if got := string(standin.Visible([]byte(c.file), "text/html; charset=utf-8")); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if got := string(standin.Visible([]byte(`{"a":"`+m("b")+`"}`), "application/json")); got != `{"a":"b"}` {
		t.Error(got)
	}
}
