package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"baken.example/baken/internal/bench/preview"
)

// bakenDev is the preview of Baken.
func bakenDev(c *contest, cache string) previewed {
	const address = "127.0.0.1:1414"
	site := c.site
	e := preview.Editor{Content: filepath.Join(site, "content"), Index: "index"}
	command := c.baken(site, cache, "dev", "--addr", address)
	return previewed{
		Server: preview.Server{
			Name: "Baken", Address: "http://" + address, Events: "/.baken/events",
			Command: command.Args, Env: command.Env,
		},
		kinds: append(e.Changes(),
			preview.Change{Name: "template", Save: func(n int) (string, string, error) {
				marker := fmt.Sprint("template ", n)
				return "/en/", marker, writeTemplate(site, marker)
			}},
			preview.Change{Name: "string", Save: func(n int) (string, string, error) {
				marker := fmt.Sprint("Skip ", n)
				return "/en/", marker, preview.Save(filepath.Join(site, "i18n", "active.en.yaml"), []byte("SkipLink: "+marker+"\n"))
			}},
			preview.Change{Name: "criteria", Save: func(n int) (string, string, error) { return criteriaChange(site, n) }},
			preview.Change{Name: "site.yaml: the title", Save: func(n int) (string, string, error) {
				name := filepath.Join(site, "content", "site.yaml")
				marker := fmt.Sprint("Resilience ", n)
				return "/en/", marker, preview.ReplaceLine(name, "  en: ", "  en: "+marker)
			}},
		),
	}
}

// hugoDev is the server of Hugo, in memory as it does by itself.
func hugoDev(c *contest) previewed {
	site := filepath.Join(c.dir, "site-hugo")
	e := preview.Editor{Content: filepath.Join(site, "content"), Index: "_index"}
	return previewed{
		Server: preview.Server{
			Name: "Hugo", Address: "http://127.0.0.1:1415",
			Command: []string{c.hugo.Args[0], "server", "--noBuildLock", "--source", site, "--port", "1415", "--buildDrafts"},
		},
		kinds: append(e.Changes(),
			preview.Change{Name: "template", Save: func(n int) (string, string, error) {
				marker := fmt.Sprint("template ", n)
				name := filepath.Join(site, "layouts", "baseof.html")
				text, err := os.ReadFile(name)
				if err != nil {
					return "", "", err
				}
				if i := bytes.Index(text, []byte("template ")); i >= 0 {
					text = append(text[:i:i], text[i+bytes.IndexByte(text[i:], '<'):]...)
				}
				return "/en/", marker, preview.Save(name, bytes.Replace(text, []byte("</body>"), []byte(marker+"</body>"), 1))
			}},
			preview.Change{Name: "string", Save: func(n int) (string, string, error) {
				marker := fmt.Sprint("Skip ", n)
				return "/en/", marker, preview.ReplaceLine(filepath.Join(site, "i18n", "en.yaml"), "SkipLink:", "SkipLink: "+marker)
			}},
		),
	}
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
	if err := preview.Save(filepath.Join(site, "content", "criteria", "bench.yaml"), []byte(set)); err != nil {
		return "", "", err
	}
	if n > 0 {
		return "/en/bench/", text, nil
	}
	for _, code := range []string{"nl", "en"} {
		check := "---\ntitle: Check\ndescription: A check.\ncriteria: bench\n---\n\nText.\n"
		err = errors.Join(err, preview.Save(filepath.Join(site, "content", "bench."+code+".md"), []byte(check)))
	}
	return "/en/bench/", text, err
}
