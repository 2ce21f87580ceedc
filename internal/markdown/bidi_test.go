package markdown

import (
	"strings"
	"testing"
)

// TestRightToLeft converts texts in a language that is written from right to left. Code, addresses
// and passages in languages of the other direction are isolated from it, so that their punctuation
// stays where it is.
func TestRightToLeft(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"ar", "اقرأ `go build ./...` ثم", `<p>اقرأ <code dir="ltr">go build ./...</code> ثم</p>`},
		{"ar", "```\nnpm install (x)\n```", "<pre dir=\"ltr\"><code>npm install (x)\n</code></pre>"},
		{"ar", "    indented (x)", "<pre dir=\"ltr\"><code>indented (x)\n</code></pre>"},
		{"ar", "هذا [C++ and Go!]{lang=en} نص", `<p>هذا <span lang="en" dir="ltr">C++ and Go!</span> نص</p>`},
		{"ar", "هذا [فارسی]{lang=fa} نص", `<p>هذا <span lang="fa">فارسی</span> نص</p>`},
		{"ar", "[a `b` [ج `د`]{lang=ar}]{lang=en} `e`",
			`<p><span lang="en" dir="ltr">a <code>b</code> <span lang="ar" dir="rtl">ج <code dir="ltr">د</code></span></span> <code dir="ltr">e</code></p>`},
		{"ar", "https://gids.test/a/ [+31 70](tel:+3170) a@gids.test [ج](https://gids.test)",
			`<p><a class="bare" dir="ltr" href="https://gids.test/a/">https://gids.test/a/</a> <a dir="ltr" href="tel:+3170">+31 70</a> ` +
				`<a dir="ltr" href="mailto:a@gids.test">a@gids.test</a> <a href="https://gids.test">ج</a></p>`},
		{"nl", "Zie [مرحبا!]{lang=ar} en [!]{lang=az-Arab} `a`",
			`<p>Zie <span lang="ar" dir="rtl">مرحبا!</span> en <span lang="az-Arab" dir="rtl">!</span> <code>a</code></p>`},
	} {
		body, findings := New(Options{Language: c.language}).Convert(nil, "p.md", []byte(c.text), 1)
		if got := strings.TrimSpace(string(body.HTML)); got != c.want || findings.Len() > 0 {
			t.Errorf("%s: %s\n got %s\nwant %s\n%v", c.language, c.text, got, c.want, findings.All())
		}
	}
}
