// Package siteconfig reads the settings of a site, content/site.yaml. It checks what it can without
// other files.
package siteconfig

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/mail"
	"net/url"
	"slices"
	"strings"

	"baken.example/baken/internal/baseurl"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
	"baken.example/baken/internal/strictyaml"
)

// Config is content/site.yaml. The struct tags document the keys; package schema generates the JSON
// Schema from them.
type Config struct {
	BaseURL     content.Text      `yaml:"base_url,required,line" jsonschema:"The URL that the site is published at: scheme, host and, where it isn't at the root of its host, a path."`
	Title       content.Localized `yaml:"title,required,line" jsonschema:"The site's name."`
	Description content.Localized `yaml:"description,required,line" jsonschema:"One sentence on what the site is for."`
	Languages   []Language        `yaml:"languages,required" jsonschema:"The site's languages, in the order in which readers are offered them; the first is the default."`
	Contact     Contact           `yaml:"contact,required" jsonschema:"How to reach the people behind the site."`
	// Authority is nil if the key is absent: the contact takes all questions.
	Authority *Authority `yaml:"authority" jsonschema:"Who decides on what the site is about, where that isn't who runs it. Questions of substance go there."`
	// Brand is nil if the key is absent: the site looks like Baken's own.
	Brand    *Brand      `yaml:"brand" jsonschema:"The look of the site: logo, colours, picture and fonts. Their files are in brand/ or assets/."`
	Security Security    `yaml:"security,required" jsonschema:"What security.txt says (RFC 9116)."`
	Menu     []MenuEntry `yaml:"menu" jsonschema:"The menu, in order: paths of pages below content/, without language and extension, and addresses elsewhere."`
	Footer   []MenuEntry `yaml:"footer" jsonschema:"What the footer leads to, in order: paths of pages below content/, without language and extension, and addresses elsewhere."`
	// Feedback is nil if the key is absent, which means true.
	Feedback *bool `yaml:"feedback" jsonschema:"Whether pages ask if they helped. Something has to receive the answers."`
	// Search is nil if the key is absent, which means true.
	Search *bool `yaml:"search" jsonschema:"False where the site isn't to have a search of its own."`
	// UnansweredSearches is unset if searches without results aren't counted.
	UnansweredSearches strictyaml.Value[int] `yaml:"unanswered_searches" jsonschema:"Counts the searches that find no page: one is kept once as many visitors as this have made it on a day."`
	// Announcement is nil if there is none.
	Announcement *Announcement `yaml:"announcement" jsonschema:"A line at the top of every page, for a time."`
	// PlainLanguage is nil if texts have no limits.
	PlainLanguage *PlainLanguage `yaml:"plain_language" jsonschema:"What is asked of the language of texts."`
	// Translations is nil if translations have no minimum.
	Translations *Translations                         `yaml:"translations" jsonschema:"What is asked of translations."`
	Files        map[string]content.Text               `yaml:"files" jsonschema:"Old addresses of files for readers to save, and what each leads to now: the path of a file or a page below content/."`
	License      content.Text                          `yaml:"license,line" jsonschema:"The license of the criteria that the site publishes as open data, where a set has none of its own: an SPDX identifier, such as CC0-1.0, or the https: address of a license. Without one, nothing is claimed."`
	EditURL      content.Text                          `yaml:"edit_url,line" jsonschema:"What a page's path is put behind for its edit link; it ends with / or =."`
	Severity     map[string]strictyaml.Value[Severity] `yaml:"severity" jsonschema:"What to make of findings, by their code."`
}

// Contact holds the contact details of the people behind the site.
type Contact struct {
	Name  content.Localized `yaml:"name,required,line" jsonschema:"Who they are."`
	Email content.Text      `yaml:"email,required,line" jsonschema:"Their e-mail address."`
	Phone content.Text      `yaml:"phone,line" jsonschema:"Their telephone number, as readers are to see it."`
	URL   content.Text      `yaml:"url,line" jsonschema:"A page of theirs elsewhere, such as a contact form."`
}

// Authority holds how to reach who decides on what the site is about.
type Authority struct {
	Name  content.Localized `yaml:"name,required,line" jsonschema:"Who they are."`
	Email content.Text      `yaml:"email,line" jsonschema:"Their e-mail address."`
	URL   content.Text      `yaml:"url,line" jsonschema:"A page of theirs, such as a contact form."`
}

// Security holds the fields of security.txt (RFC 9116).
type Security struct {
	Contact content.Text                   `yaml:"contact,required,line" jsonschema:"Where to report a weakness: a mailto:, https: or tel: URI."`
	Expires strictyaml.Value[content.Date] `yaml:"expires,required" jsonschema:"The day until which this is known to be right, less than a year away."`
	Policy  content.Text                   `yaml:"policy,line" jsonschema:"The https: address of the policy for reports."`
}

// The bounds of the limits in [PlainLanguage]. Reading ease is a score out of 100.
const (
	MinSentenceWords, MaxSentenceWords = 5, 100
	MinReadingEase, MaxReadingEase     = 1, 100
)

// The bounds of [Config.UnansweredSearches]. A search that fewer visitors share could be about one
// of them.
const MinSearchQuorum, MaxSearchQuorum = 3, 1000

// PlainLanguage holds the limits for the language of texts. An unset limit isn't checked.
type PlainLanguage struct {
	SentenceWords strictyaml.Value[int] `yaml:"sentence_words" jsonschema:"How many words a sentence may have."`
	ReadingEase   strictyaml.Value[int] `yaml:"reading_ease" jsonschema:"The least reading ease that a page may have, from 1 to 100; higher is easier."`
}

// Translations holds the minimum for the pages' translations.
type Translations struct {
	InStep strictyaml.Value[int] `yaml:"in_step,required" jsonschema:"The least percentage of pages that has to be in step, in each language."`
}

// Base returns the parsed base URL; it is zero if the settings have none that can be parsed.
func (c *Config) Base() baseurl.URL {
	base, err := baseurl.Parse(c.BaseURL.V)
	if err != nil {
		return baseurl.URL{}
	}
	return base
}

// Codes returns the codes of the site's languages, in order.
func (c *Config) Codes() []string {
	codes := make([]string, len(c.Languages))
	for i, l := range c.Languages {
		codes[i] = l.Code.V
	}
	return codes
}

// Severities returns the site's severities by code, for [diag.List.WithSeverities].
func (c *Config) Severities() map[diag.Code]diag.Severity {
	out := make(map[diag.Code]diag.Severity, len(c.Severity))
	for name, s := range c.Severity {
		if code := diag.Code(name); s.IsSet() && code.Adjustable() {
			out[code] = s.V.Severity
		}
	}
	return out
}

// Load reads content/site.yaml. If the list has errors, the configuration is incomplete and
// only its severities may be used.
func Load(fsys fs.FS) (*Config, diag.List, error) {
	var c Config
	var list diag.List
	src, list, err := source.Text(fsys, content.ConfigFile)
	if errors.Is(err, fs.ErrNotExist) {
		list.Add(content.ConfigFile, diag.Pos{}, diag.SiteMissing,
			"run baken new site DIR for a new site, or name the site's directory with -C",
			"there is no %s here", content.ConfigFile)
		return &c, list, nil
	}
	if err != nil || list.HasErrors() {
		return &c, list, err
	}
	node, findings := strictyaml.Parse(content.ConfigFile, src, 1)
	list.Join(findings)
	if node == nil {
		return &c, list, nil
	}
	list.Join(strictyaml.Decode(content.ConfigFile, node, &c))
	v := configChecker{&c, &list}
	v.check()
	return &c, list, nil
}

type configChecker struct {
	c    *Config
	list *diag.List
}

func (v configChecker) add(pos diag.Pos, code diag.Code, hint, format string, args ...any) {
	v.list.Add(content.ConfigFile, pos, code, hint, format, args...)
}

func (v configChecker) check() {
	c := v.c
	if c.BaseURL.IsSet() {
		base, err := baseurl.Parse(c.BaseURL.V)
		if err != nil {
			v.add(c.BaseURL.Pos, diag.SiteBaseURL, "write it as https://www.example.org or https://www.example.org/guide/", "base_url: %v", err)
		}
		c.BaseURL.V = base.String()
		if base.Path != "" {
			v.add(c.BaseURL.Pos, diag.BasePathFiles,
				fmt.Sprintf("copy .well-known/security.txt to the root of the host, add the line Sitemap: %s/sitemap.xml to its robots.txt, "+
					"and then write base-path-files: off under severity", base),
				"base_url: the site stands under %s/, and robots.txt and .well-known/security.txt count only at the root of %s", base.Path, base.Origin)
		}
	}
	if v.languages() {
		v.localized("title", c.Title)
		v.localized("description", c.Description)
		v.localized("name", c.Contact.Name)
		if c.Authority != nil {
			v.localized("name", c.Authority.Name)
		}
		if c.Brand != nil {
			v.localized("name", c.Brand.Name)
			if c.Brand.Logo != nil {
				v.localized("alt", c.Brand.Logo.Alt)
			}
		}
	} else {
		c.Languages = nil // Without valid languages, texts can't be checked for missing ones.
	}
	v.contact()
	v.menus()
	v.announcement()
	v.plainLanguage()
	v.translations()
	v.unansweredSearches()
	v.severities()
	if c.License.IsSet() {
		content.CheckLicense(content.ConfigFile, c.License, v.list)
	}
}

func (v configChecker) plainLanguage() {
	p := v.c.PlainLanguage
	if p == nil {
		return
	}
	for _, level := range []struct {
		key      string
		value    *strictyaml.Value[int]
		min, max int
	}{
		{"sentence_words", &p.SentenceWords, MinSentenceWords, MaxSentenceWords},
		{"reading_ease", &p.ReadingEase, MinReadingEase, MaxReadingEase},
	} {
		if n := level.value.V; level.value.IsSet() && (n < level.min || n > level.max) {
			v.add(level.value.Pos, diag.YAMLValue, fmt.Sprintf("write a number from %d to %d", level.min, level.max),
				"%s: %d isn't a level that can be asked of a text", level.key, n)
		}
	}
}

func (v configChecker) translations() {
	t := v.c.Translations
	if t == nil || !t.InStep.IsSet() {
		return
	}
	if n := t.InStep.V; n < 0 || n > 100 {
		v.add(t.InStep.Pos, diag.YAMLValue, "write a number from 0 to 100", "in_step: %d isn't a percentage", n)
		t.InStep = strictyaml.Value[int]{}
	}
}

// unansweredSearches unsets the setting if it is wrong, so that nothing is counted.
func (v configChecker) unansweredSearches() {
	q := &v.c.UnansweredSearches
	if !q.IsSet() {
		return
	}
	const key, hint = "unanswered_searches", "take one of the two lines out"
	switch n := q.V; {
	case n < MinSearchQuorum || n > MaxSearchQuorum:
		v.add(q.Pos, diag.YAMLValue, fmt.Sprintf("write a number from %d to %d, or take the line out to count nothing", MinSearchQuorum, MaxSearchQuorum),
			"%s: %d isn't a number of visitors from which a search can be kept", key, n)
	case v.c.Search != nil && !*v.c.Search:
		v.add(q.Pos, diag.YAMLValue, hint, "%s: with search: false there are no searches to count", key)
	case v.c.Feedback != nil && !*v.c.Feedback:
		v.add(q.Pos, diag.YAMLValue, hint, "%s: with feedback: false nothing receives the searches", key)
	default:
		return
	}
	*q = strictyaml.Value[int]{}
}

func (v configChecker) severities() {
	codes := diag.Codes()
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = string(code)
	}
	for name, s := range v.c.Severity {
		switch code := diag.Code(name); {
		case !s.IsSet():
		case !code.Known():
			v.add(s.Pos, diag.SiteSeverity, "docs/findings.md lists the codes",
				"severity: there is no finding %q%s", name, diag.DidYouMean(name, names))
		case !code.Adjustable() && s.V.Severity != diag.Error:
			v.add(s.Pos, diag.SiteSeverity, "take the line out: with such a mistake the site wouldn't be whole",
				"severity: %q is always an error", name)
		}
	}
}

func (v configChecker) localized(key string, l content.Localized) {
	content.CheckLocalized(content.ConfigFile, key, diag.Pos{}, l, v.c.Codes(), v.list)
}

func (v configChecker) contact() {
	c := v.c
	var authority Authority
	if c.Authority != nil {
		authority = *c.Authority
		if authority.Email.V == "" && authority.URL.V == "" && authority.Name != nil {
			at := slices.MinFunc(slices.Collect(maps.Values(authority.Name)), func(a, b content.Text) int { return cmp.Or(a.Line-b.Line, a.Column-b.Column) })
			v.add(at.Pos, diag.YAMLMissingKey, "add a line url: … or email: …", "nobody can reach the authority: it has no url and no email")
		}
	}
	for _, e := range []content.Text{c.Contact.Email, authority.Email} {
		if e.V == "" {
			continue
		}
		if a, err := mail.ParseAddress(e.V); err != nil || a.Address != e.V {
			v.add(e.Pos, diag.YAMLValue, "write just the address", "email: %q isn't an e-mail address", e.V)
		}
	}
	for _, t := range []struct {
		key     string
		text    content.Text
		schemes []string
	}{
		{"url", c.Contact.URL, []string{"https", "http"}},
		{"url", authority.URL, []string{"https", "http"}},
		{"contact", c.Security.Contact, []string{"mailto", "https", "tel"}},
		{"policy", c.Security.Policy, []string{"https"}},
		{"edit_url", c.EditURL, []string{"https", "http"}},
	} {
		if t.text.V == "" {
			continue
		}
		u, err := url.Parse(t.text.V)
		if err != nil || !slices.Contains(t.schemes, u.Scheme) || u.Host == "" && u.Opaque == "" {
			v.add(t.text.Pos, diag.YAMLValue, "it begins with "+strings.Join(t.schemes, ": or ")+":",
				"%s: %q isn't a URL that can stand here", t.key, t.text.V)
		}
	}
	if e := c.EditURL; e.V != "" && !strings.HasSuffix(e.V, "/") && !strings.HasSuffix(e.V, "=") {
		v.add(e.Pos, diag.YAMLValue, "end it with /", "edit_url: %q can't have a page's path put behind it", e.V)
	}
	if p := c.Contact.Phone; p.V != "" && !strings.ContainsAny(p.V, "0123456789") {
		v.add(p.Pos, diag.YAMLValue, "write it with digits, such as +31 70 123 45 67", "phone: %q isn't a telephone number", p.V)
	}
	for _, t := range []content.Text{c.BaseURL, c.Contact.Email, c.Contact.URL, authority.Email, authority.URL, c.Security.Contact, c.Security.Policy, c.EditURL} {
		if strings.Contains(t.V, "example.org") {
			v.add(t.Pos, diag.Placeholder, "put the real one here before the site goes live", "%q is a placeholder", t.V)
		}
	}
}
