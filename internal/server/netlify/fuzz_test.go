package netlify

import (
	"net/http"
	"strings"
	"testing"

	"baken.example/baken/internal/server/urlpath"
)

func FuzzParseRedirects(f *testing.F) {
	for _, line := range []string{
		"/a /b", "/a/* /b/:splat 302!", "/a x=:y z=1 /b/:y 301 Language=nl,en Cookie=c", "https://h.example/* https://i.example/:splat 200",
		"/* 200! Role=r", "/a /b 301 # why", "/%zz /é", "\ufeff/a\u00a0/b", "/:a/:b/* /:b/:a?:splat#:a", "/stem* /:splat 404",
	} {
		f.Add(line + "\n/x /y\r\n# comment\n")
	}
	f.Fuzz(func(t *testing.T, text string) {
		rules, found := ParseRedirects([]byte(text))
		said := map[int]string{}
		for _, r := range rules {
			said[r.Line] = "rule"
			if r.From == "" || r.To == "" || r.Status < 200 || r.Status > 599 {
				t.Errorf("rule %+v", r)
			}
		}
		for _, p := range found {
			if p.Message == "" || said[p.Line] == "rule" {
				t.Errorf("problem %v in line that has a rule", p)
			}
			said[p.Line] = "problem"
		}
		for number := range lines([]byte(text)) {
			if said[number] == "" {
				t.Errorf("line %d gives neither rule nor problem", number)
			}
			delete(said, number)
		}
		if len(said) > 0 {
			t.Errorf("lines that aren't there: %v", said)
		}
	})
}

func FuzzParseHeaders(f *testing.F) {
	f.Add("/*\n  X-A: b\n  x-a: c\n", "/a")
	f.Add("\ufeff# comment\r\n/:a/*.css\r\n\tCache-Control:x\r\n", "/a/b.css")
	f.Add("X: y\n/a b\n:\nServer: x\n/%zz\n/(a|b)+$\\\n X: \x00", "/(")
	f.Fuzz(func(t *testing.T, text, path string) {
		rules, found := ParseHeaders([]byte(text))
		for _, p := range found {
			if p.Message == "" || p.Line < 1 {
				t.Errorf("problem %+v", p)
			}
		}
		h := http.Header{}
		if path, ok := urlpath.Canonical(path); ok {
			ApplyHeaders(rules, path, h)
		}
		for name, values := range h {
			if reserved(name) || len(values) != 1 || values[0] == "" || strings.ContainsAny(name+values[0], "\r\n\x00") {
				t.Errorf("header %q: %q", name, values)
			}
		}
		for _, rule := range rules {
			if rule.pattern == nil || rule.Path[0] != '/' {
				t.Errorf("rule %+v", rule)
			}
		}
	})
}
