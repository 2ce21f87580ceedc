package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// bakenDev is the preview of Baken.
func bakenDev(c *contest, cache string) previewer {
	const address = "127.0.0.1:1414"
	site := c.site
	e := editor{content: filepath.Join(site, "content"), index: "index"}
	command := c.baken(site, cache, "dev", "--addr", address)
	return previewer{
		name: "Baken", site: site, address: "http://" + address, events: "/.baken/events",
		command: command.Args, env: command.Env,
		kinds: append(e.kinds(),
			kind{"template", func(n int) (string, string, error) {
				marker := fmt.Sprint("template ", n)
				return "/en/", marker, writeTemplate(site, marker)
			}},
			kind{"string", func(n int) (string, string, error) {
				marker := fmt.Sprint("Skip ", n)
				return "/en/", marker, save(filepath.Join(site, "i18n", "active.en.yaml"), []byte("SkipLink: "+marker+"\n"))
			}},
			kind{"criteria", func(n int) (string, string, error) { return criteriaChange(site, n) }},
			kind{"site.yaml: the title", func(n int) (string, string, error) {
				name := filepath.Join(site, "content", "site.yaml")
				marker := fmt.Sprint("Resilience ", n)
				return "/en/", marker, replaceLine(name, "  en: ", "  en: "+marker)
			}},
		),
	}
}

// hugoDev is the server of Hugo, in memory as it does by itself.
func hugoDev(c *contest) previewer {
	site := filepath.Join(c.dir, "site-hugo")
	e := editor{content: filepath.Join(site, "content"), index: "_index"}
	return previewer{
		name: "Hugo", site: site, address: "http://127.0.0.1:1415",
		command: []string{c.hugo.Args[0], "server", "--noBuildLock", "--source", site, "--port", "1415", "--buildDrafts"},
		kinds: append(e.kinds(),
			kind{"template", func(n int) (string, string, error) {
				marker := fmt.Sprint("template ", n)
				name := filepath.Join(site, "layouts", "baseof.html")
				text, err := os.ReadFile(name)
				if err != nil {
					return "", "", err
				}
				if i := bytes.Index(text, []byte("template ")); i >= 0 {
					text = append(text[:i:i], text[i+bytes.IndexByte(text[i:], '<'):]...)
				}
				return "/en/", marker, save(name, bytes.Replace(text, []byte("</body>"), []byte(marker+"</body>"), 1))
			}},
			kind{"string", func(n int) (string, string, error) {
				marker := fmt.Sprint("Skip ", n)
				return "/en/", marker, replaceLine(filepath.Join(site, "i18n", "en.yaml"), "SkipLink:", "SkipLink: "+marker)
			}},
		),
	}
}

// editor changes pages, whose addresses are their paths in the corpus's last language.
type editor struct {
	content string
	// index is the name of the file of a directory.
	index string
}

func (e editor) kinds() []kind {
	return []kind{
		{"content", func(n int) (string, string, error) {
			marker := fmt.Sprint("Addition ", n)
			return e.edit(n, func(text []byte) []byte { return fmt.Appendf(text, "\n%s.\n", marker) }, marker)
		}},
		{"a heading", func(n int) (string, string, error) {
			marker := fmt.Sprint("Heading ", n)
			return e.edit(n+1000, func(text []byte) []byte { return fmt.Appendf(text, "\n## %s\n\nText.\n", marker) }, marker)
		}},
		{"a title in the menus", func(n int) (string, string, error) {
			marker := fmt.Sprint("Title ", n)
			pages, err := e.pages()
			if err != nil {
				return "", "", err
			}
			page := pages[0]
			section := filepath.Join(filepath.Dir(page), e.index+".en.md")
			return e.url(page), marker, replaceLine(section, "title:", "title: "+marker)
		}},
	}
}

// edit changes the text of a page.
func (e editor) edit(n int, change func([]byte) []byte, marker string) (url, text string, err error) {
	pages, err := e.pages()
	if err != nil {
		return "", "", err
	}
	page := pages[n*37%len(pages)]
	before, err := os.ReadFile(page)
	if err != nil {
		return "", "", err
	}
	return e.url(page), marker, save(page, change(before))
}

// pages are the files of pages that are published, without those of directories.
func (e editor) pages() ([]string, error) {
	all, err := filepath.Glob(filepath.Join(e.content, "*", "*", "*.en.md"))
	var out []string
	for _, name := range all {
		if !strings.HasPrefix(filepath.Base(name), e.index) {
			out = append(out, name)
		}
	}
	if len(out) == 0 {
		err = errors.Join(err, errors.New("no pages to change"))
	}
	return out, err
}

func (e editor) url(file string) string {
	name := strings.TrimPrefix(filepath.ToSlash(file), filepath.ToSlash(e.content))
	return "/en" + strings.TrimSuffix(name, ".en.md") + "/"
}

// replaceLine puts a line in the place of the first one that begins as given.
func replaceLine(name, begin, line string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	lines := strings.Split(string(text), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, begin) {
			lines[i] = line
			return save(name, []byte(strings.Join(lines, "\n")))
		}
	}
	return fmt.Errorf("%s: no line begins with %q", name, begin)
}

// criteriaChange writes a set of criteria, and the first time the page that is its self-check.
func criteriaChange(site string, n int) (page, text string, err error) {
	text = fmt.Sprint("Question ", n)
	set := fmt.Sprintf(`id: bench
valid_from: 2020-01-01
questions:
  - id: question
    text: {nl: %[1]s, en: %[1]s}
    options:
      - {id: "yes", label: {nl: Ja, en: "Yes"}}
      - {id: "no", label: {nl: Nee, en: "No"}}
criteria:
  - id: criterion
    title: {nl: Criterium, en: Criterion}
    met: question == "yes"
    unmet: question == "no"
outcomes:
  - id: likely
    title: {nl: Ja, en: "Yes"}
    body: {nl: Ja., en: "Yes."}
    when: criteria.criterion == "met"
  - id: unlikely
    title: {nl: Nee, en: "No"}
    body: {nl: Nee., en: "No."}
`, text)
	if err := save(filepath.Join(site, "content", "criteria", "bench.yaml"), []byte(set)); err != nil {
		return "", "", err
	}
	if n > 0 {
		return "/en/bench/", text, nil
	}
	for _, code := range []string{"nl", "en"} {
		check := "---\ntitle: Check\ndescription: A check.\ncriteria: bench\n---\n\nText.\n"
		err = errors.Join(err, save(filepath.Join(site, "content", "bench."+code+".md"), []byte(check)))
	}
	return "/en/bench/", text, err
}
