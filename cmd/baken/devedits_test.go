package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

func siteYAML(title string) string {
	return `base_url: https://example.com
title: {nl: ` + title + `, en: ` + title + `}
description: {nl: Site., en: Site.}
languages: [{code: nl, name: Nederlands}, {code: en, name: English}]
contact: {name: {nl: Wij, en: Us}, email: someone@example.com}
security: {contact: "mailto:someone@example.com", expires: 2036-10-01}
severity: {date-missing: warning}
`
}

func (s *editedSite) write(name, text string) {
	s.Helper()
	name = filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		s.Fatal(err)
	}
	// As editors save: all at once.
	if err := os.WriteFile(name+"~", []byte(text), 0o666); err != nil {
		s.Fatal(err)
	}
	if err := os.Rename(name+"~", name); err != nil {
		s.Fatal(err)
	}
}

func (s *editedSite) remove(name string) {
	s.Helper()
	if err := os.Remove(filepath.Join(s.dir, filepath.FromSlash(name))); err != nil {
		s.Fatal(err)
	}
}

func (s *editedSite) add() {
	s.made++
	key := fmt.Sprintf("section%d/page%d", s.rand.IntN(3), s.made)
	for _, lang := range []string{"nl", "en"} {
		index := "content/" + filepath.ToSlash(filepath.Dir(key)) + "/index." + lang + ".md"
		if _, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(index))); err != nil {
			s.write(index, "---\ntitle: Section\ndescription: A section.\n---\n\nText.\n")
		}
		s.write("content/"+key+"."+lang+".md", s.text(""))
	}
	s.pages = append(s.pages, key)
}

// text returns a page with a unique title and text.
func (s *editedSite) text(more string) string {
	return fmt.Sprintf("---\ntitle: Title %d\ndescription: About it.\n%s---\n\nText %d.\n\n## Heading %d\n\nText.\n",
		s.rand.IntN(1000), more, s.rand.Int(), s.rand.IntN(100))
}

// front is the front matter of a file.
func (s *editedSite) front(file string) string {
	s.Helper()
	text, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(file)))
	if err != nil {
		s.Fatal(err)
	}
	end := strings.Index(string(text[4:]), "---\n")
	return string(text[:4+end]) + "---\n\n"
}

// initRepository makes the site's directory a repository, where there is git.
func (s *editedSite) initRepository() {
	s.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		s.commits = -1
		return
	}
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com",
		"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.com",
	} {
		s.Setenv(name, value)
	}
	s.git("init", "-q")
	s.git("add", "-A")
	s.commit()
}

// commit commits what is staged, each time a day later.
func (s *editedSite) commit() {
	s.Helper()
	s.commits++
	s.Setenv("GIT_COMMITTER_DATE", time.Date(2020, 1, s.commits, 12, 0, 0, 0, time.UTC).Format(time.RFC3339))
	s.git("commit", "-q", "--allow-empty", "-m", "change")
}

func (s *editedSite) git(args ...string) {
	s.Helper()
	if out, err := exec.CommandContext(s.Context(), "git", append([]string{"-C", s.dir}, args...)...).CombinedOutput(); err != nil {
		s.Fatalf("git %q: %v\n%s", args, err, out)
	}
}

const criteriaYAML = `id: one
valid_from: 2020-01-01
questions:
  - id: question
    text: {nl: Vraag %[1]d, en: Question %[1]d}
    options: [{id: a, label: {nl: A, en: A}}, {id: b, label: {nl: B, en: B}}]
criteria:
  - {id: criterion, title: {nl: C, en: C}, met: question == "a", unmet: question == "b"}
outcomes:
  - {id: first, title: {nl: Een, en: One}, body: {nl: Een., en: One.}, when: criteria.criterion == "met"}
  - {id: second, title: {nl: Twee, en: Two}, body: {nl: Twee., en: Two.}}
`

// edit changes something at random, and says what.
func (s *editedSite) edit() string {
	i := s.rand.IntN(len(s.pages))
	key, lang := s.pages[i], []string{"nl", "en"}[s.rand.IntN(2)]
	file := "content/" + key + "." + lang + ".md"
	body := func(text string) string { return s.front(file) + text }
	switch kind := s.rand.IntN(29); {
	case kind == 0 || len(s.pages) < 4:
		s.add()
		return "add"
	case kind == 1:
		s.remove("content/" + key + ".nl.md")
		s.remove("content/" + key + ".en.md")
		s.pages = append(s.pages[:i], s.pages[i+1:]...)
		return "remove"
	case kind == 2:
		s.made++
		s.pages[i] = fmt.Sprintf("section%d/page%d", s.rand.IntN(3), s.made)
		for _, lang := range []string{"nl", "en"} {
			text, err := os.ReadFile(filepath.Join(s.dir, "content", filepath.FromSlash(key)+"."+lang+".md"))
			if err != nil {
				s.Fatal(err)
			}
			s.write("content/"+s.pages[i]+"."+lang+".md", string(text))
			s.remove("content/" + key + "." + lang + ".md")
		}
		return "rename"
	case kind == 3:
		s.write(file, s.text(""))
		return "retitle"
	case kind == 4:
		s.made++
		s.write(file, s.text(fmt.Sprintf("slug: slug-%d\n", s.made)))
		return "slug"
	case kind == 5:
		s.write(file, "---\ntitel: broken\n---\n")
		s.agree("break")
		s.write(file, s.text(""))
		return "mend"
	case kind == 6:
		s.write("content/site.yaml", siteYAML(fmt.Sprint("Site ", s.rand.IntN(1000))))
		return "configuration"
	case kind == 7:
		s.write("i18n/active.en.yaml", fmt.Sprintf("SkipLink: Skip %d\n", s.rand.IntN(1000)))
		return "string"
	case kind == 8:
		s.write("assets/own.css", fmt.Sprintf("body { margin: %dpx }\n", s.rand.IntN(1000)))
		return "style sheet"
	case kind == 9:
		text, err := os.ReadFile(filepath.Join("..", "..", "templates", "partials", "page-end.html"))
		if err != nil {
			s.Fatal(err)
		}
		s.write("templates/partials/page-end.html", string(text)+fmt.Sprintf("<p>%d</p>", s.rand.IntN(1000)))
		return "template"
	case kind == 10:
		s.write("content/glossary.yaml", fmt.Sprintf(
			"terms:\n  - id: text\n    term: {nl: Tekst, en: Text}\n    definition: {nl: 'Wat er staat %[1]d.', en: 'What it says %[1]d.'}\n",
			s.rand.IntN(1000)))
		return "glossary"
	case kind <= 12:
		s.write(file, body(fmt.Sprintf("Another text %d.\n\n## Heading\n\nText.\n", s.rand.IntN(1000))))
		return "text"
	case kind <= 14:
		s.write("content/index."+lang+".md", s.front("content/index."+lang+".md")+fmt.Sprintf("[There](%s.%s.md#part)\n", key, lang))
		s.agree("link to a heading") // Where it isn't there, that is found.
		s.write(file, body(fmt.Sprintf("## Part\n\nText %d.\n", s.rand.IntN(1000))))
		s.agree("heading that is linked to")
		s.write("content/index."+lang+".md", s.front("content/index."+lang+".md")+"Text.\n")
		return "anchor"
	case kind == 15:
		picture := fmt.Sprintf("<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='10'/>", 1+s.rand.IntN(100))
		s.write("content/"+filepath.ToSlash(filepath.Dir(key))+"/picture.svg", picture)
		s.write(file, body("![A picture](picture.svg)\n"))
		return "picture"
	case kind == 16:
		s.write("content/criteria/one.yaml", fmt.Sprintf(criteriaYAML, s.rand.IntN(1000)))
		s.write(file, s.text("criteria: one\n"))
		return "criteria"
	case kind == 17:
		// Its text is that of another file.
		s.write("assets/shared.txt", s.text(""))
		s.remove(file)
		target, err := filepath.Rel(filepath.Dir(filepath.FromSlash(file)), filepath.FromSlash("assets/shared.txt"))
		if err == nil {
			err = os.Symlink(target, filepath.Join(s.dir, filepath.FromSlash(file)))
		}
		if err != nil {
			s.Fatal(err)
		}
		s.agree("symbolic link")
		s.write("assets/shared.txt", s.text(""))
		return "symbolic link"
	case kind == 18:
		s.made++
		from, to := filepath.Join(s.dir, "content", filepath.Dir(key)), fmt.Sprintf("section%d", 10+s.made)
		if err := os.Rename(from, filepath.Join(s.dir, "content", to)); err != nil {
			s.Fatal(err)
		}
		for i, k := range s.pages {
			if filepath.Dir(k) == filepath.Dir(key) {
				s.pages[i] = to + "/" + filepath.Base(k)
			}
		}
		return "directory"
	case kind == 19:
		s.write(file, s.text("")+"\n::glossary\n")
		return "glossary page"
	case kind == 20 && s.commits > 0:
		s.git("add", "-A")
		s.commit()
		return "commit"
	case kind == 21 && s.commits > 1:
		s.git("reset", "-q", "--soft", "HEAD~1")
		s.commits--
		return "commit taken back"
	case kind == 23:
		s.write("content/values.yaml", fmt.Sprintf("fee: EUR %[1]d\ndesk: {nl: balie %[1]d, en: desk %[1]d}\n", s.rand.IntN(1000)))
		s.write(file, strings.Replace(s.text(""), "title: ", "title: :value{fee} ", 1)+"\n:value{desk}\n")
		return "value"
	case kind == 24:
		s.write("content/_part."+lang+".md", fmt.Sprintf("## Part\n\nPart %d, [here](index.%s.md).\n", s.rand.IntN(1000), lang))
		up := strings.Repeat("../", strings.Count(key, "/"))
		s.write(file, s.text("")+"\n::include{file="+up+"_part."+lang+".md}\n")
		s.agree("include")
		s.write("content/_part."+lang+".md", fmt.Sprintf("Part %d.\n", s.rand.IntN(1000)))
		return "snippet"
	case kind >= 26:
		return s.editList(file, lang)
	case kind == 22 && s.commits > 0:
		// As it was in the last commit, where it was there.
		_ = exec.CommandContext(s.Context(), "git", "-C", s.dir, "checkout", "-q", "HEAD", "--", file).Run()
		return "text taken back"
	default:
		link := s.pages[s.rand.IntN(len(s.pages))]
		s.write(file, s.text("")+fmt.Sprintf("\n[There](../%s.%s.md)\n", link, lang))
		return "link"
	}
}
