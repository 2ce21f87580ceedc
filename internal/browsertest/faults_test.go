package browsertest

import (
	"bytes"
	"fmt"
	"mime"
	"path"
	"strings"
	"testing"

	"baken.example/baken/internal/artifact"
)

// strict are the headers of a site as strict as Baken's.
const strict = `/*
  Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'
`

// faultySite serves a site made of the inside of body by path. ORIGIN in it stands for the site's.
func faultySite(t *testing.T, files map[string]string) *site {
	t.Helper()
	listener := listen(t)
	artifacts := []artifact.Artifact{artifact.Static("_headers", "text/plain", []byte(strict))}
	for name, content := range files {
		content = strings.ReplaceAll(content, "ORIGIN", origin(listener))
		if path.Ext(name) == ".html" {
			content = "<!DOCTYPE html>\n<html lang=\"zz\">\n<head>\n<title>Fault</title>\n" +
				"<link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n<body>\n" + content + "\n</body>\n</html>\n"
		}
		artifacts = append(artifacts, artifact.Static(name, mime.TypeByExtension(path.Ext(name)), []byte(content)))
	}
	if _, ok := files["style.css"]; !ok {
		artifacts = append(artifacts, artifact.Static("style.css", "text/css", nil))
	}
	return serve(t, listener, artifacts)
}

// reports fails the test unless each of some texts begins a problem.
func reports(t *testing.T, problems []string, want ...string) {
	t.Helper()
	for _, w := range want {
		found := false
		for _, p := range problems {
			found = found || strings.HasPrefix(p, w)
		}
		if !found {
			t.Errorf("%q was not reported, but:\n%s", w, strings.Join(problems, "\n"))
		}
	}
}

// browserFaults are pages with a known fault for each check that a browser makes: one that finds
// nothing wrong with them is worth nothing.
func browserFaults(t *testing.T, b *browser) {
	noise := bytes.NewBuffer(nil)
	for i := range 3000 {
		fmt.Fprintf(noise, "/* %d %x */", i, i*i*7919)
	}
	for _, test := range []struct {
		name  string
		check func(*testing.T, *site) check
		body  string
		css   string
		js    string
		want  []string
	}{
		{
			name:  "axe: light and dark, closed and open",
			check: func(t *testing.T, _ *site) check { return loadAxe(t).in(desk, deskDark) },
			body: `<main><h1>Fault</h1><img src="/style.css"><p class="pale">Pale</p>
				<button popovertarget="p">Open</button><div popover id="p"><p class="faint">Faint</p></div>
				<p class="striped">Striped</p></main>`,
			css: `.pale { color: #777 } @media (prefers-color-scheme: dark) { body { background: #444 } }
				.faint { color: #aaa; background: #fff } .striped { background: linear-gradient(90deg, #000, #fff) }`,
			want: []string{
				"light, 1280 px: image-alt:", "dark, 1280 px: color-contrast:",
				"light, 1280 px: #p open: color-contrast:", "light, 1280 px: contrast 1.", "dark, 1280 px: contrast 1.",
			},
		},
		{
			name:  "axe: small targets, levels, landmarks",
			check: func(t *testing.T, _ *site) check { return loadAxe(t).in(phone) },
			body:  `<p>Outside<h3>Skipped</h3><main><a class="s" href="#a">a</a><a class="s" href="#b">b</a></main>`,
			css:   `.s { display: inline-block; font-size: 8px; line-height: 8px }`,
			want: []string{
				"light, 320 px: region:", "light, 320 px: page-has-heading-one:", "light, 320 px: target-size:",
			},
		},
		{
			name:  "first view: weight, scripts, third parties, policy, missing files",
			check: func(_ *testing.T, s *site) check { return firstView(func(page, int) {}) },
			body: `<img src="http://localhost:9/x.png" alt=""><img src="/missing.png" alt="">
				<style>p { color: red }</style><script src="/script.js"></script>`,
			css: noise.String(),
			js:  "console.log('hello');\n" + noise.String(),
			want: []string{
				"asks a third party for http://localhost:9/x.png", "console: something was logged as log",
				"issue ContentSecurityPolicyIssue", "weighs ", "has ", "ORIGIN/missing.png: status 404",
			},
		},
		{
			name:  "first view: exceptions and the policy about text that becomes script",
			check: func(_ *testing.T, s *site) check { return firstView(func(page, int) {}) },
			body:  `<script src="/script.js"></script>`,
			js:    `document.body.innerHTML = "x";`,
			want:  []string{"script: Uncaught", "issue ContentSecurityPolicyIssue"},
		},
		{
			name:  "keyboard: no outline, off the screen, covered, out of reach",
			check: func(*testing.T, *site) check { return keyboard(desk) },
			body: `<a class="none" href="#1">None</a> <a class="thin" href="#2">Thin</a> <a class="pale" href="#3">Pale</a>
				<a class="away" href="#4">Away</a> <a href="#5">Under</a> <div class="over">Over</div>
				<details inert><summary>Inert</summary></details>`,
			css: `.none { outline: none } .thin { outline: 1px solid } .pale { outline: 3px solid #ddd }
				.away { position: fixed; left: -9999px } .over { position: fixed; inset: 0 0 50%; background: #fff }
				.none, .thin, .pale { position: relative; z-index: 1 }`,
			want: []string{
				"light, 1280 px: focus on <a> None #1: its outline is none",
				"light, 1280 px: focus on <a> Thin #2: its outline is solid, 1px",
				"light, 1280 px: focus on <a> Pale #3: its outline has a contrast of 1.",
				"light, 1280 px: focus on <a> Away #4: it isn't on the screen",
				"light, 1280 px: focus on <a> Under #5: it is partly under <div",
				"light, 1280 px: the keyboard doesn't reach <summary> Inert",
			},
		},
		{
			name:  "keyboard: what only scripts make possible",
			check: func(*testing.T, *site) check { return keyboard(phone) },
			body: `<a href="#1">One</a> <button popovertarget="p" disabled>Open</button>
				<div popover id="p"><a href="#2">Two</a></div><script src="/script.js"></script>`,
			js:   `document.querySelector("button").disabled = false;`,
			want: []string{"light, 320 px: the keyboard doesn't reach <a> Two #2"},
		},
		{
			name:  "reflow: too wide, cut off, overlapping",
			check: func(*testing.T, *site) check { return layout(always(phone), always()) },
			body: `<p class="wide">Wide</p><p class="cut">A word or two that is cut off</p>
				<p class="a">Above</p><p class="b">Below</p><div class="scroll"><p class="wide">Inside</p></div>
				<button popovertarget="p">Open</button><div popover id="p"><p class="wide">Wide as well</p></div>`,
			css: `.wide { width: 400px } .cut { width: 50px; overflow: hidden; white-space: nowrap }
				.b { margin-top: -2em } .scroll { overflow: auto } [popover] { left: 0 }`,
			want: []string{
				"light, 320 px: the page is 408 px wide", `light, 320 px: <p class="cut">`, `light, 320 px: <p class="a"> "Above" and `,
				`light, 320 px: <div class="scroll"> "Inside" scrolls to the side`, `light, 320 px: #p open: it stands partly outside`,
			},
		},
		{
			name:  "text spacing: a fixed height",
			check: func(*testing.T, *site) check { return layout(always(), always(phone)) },
			body:  `<p class="low">One line</p>`,
			css:   `.low { height: 16px; line-height: 1; overflow: hidden }`,
			want:  []string{`light, 320 px, text spaced out: <p class="low"> "One line" cuts off`},
		},
		{
			name:  "target size: links in navigation, buttons, crowded cells",
			check: func(*testing.T, *site) check { return layout(always(desk), always()) },
			body: `<nav><ul><li><a href="#1">One</a></ul></nav><p>A <a href="#2">two</a> in a text</p><button>Three</button>
				<ul><li><a href="#4">Four</a><li><a href="#5">Five</a></ul>`,
			css: `button { height: 20px; width: 50px } li { line-height: 1 }`,
			want: []string{
				`light, 1280 px: <a> "One" is`, `light, 1280 px: <button> "Three" is 50.0 by 20.0 px`, `light, 1280 px: <a> "Four" is`,
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := faultySite(t, map[string]string{"index.html": test.body, "style.css": test.css, "script.js": test.js})
			problems := b.run(t, s, s.pages, test.check(t, s))[0]
			for i, w := range test.want {
				test.want[i] = strings.ReplaceAll(w, "ORIGIN", s.origin)
			}
			reports(t, problems, test.want...)
		})
	}
}
