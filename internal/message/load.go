// Package message loads the UI strings: the texts of templates and Go code, in each language of the
// site. They are in go-i18n message files, i18n/active.LANG.yaml. Messages in a site's files
// override Baken's own.
//
// A language may have two forms of address, as in French tu and vous. The key AddressForm of its
// file says which form the texts have; i18n/active.LANG.formal.yaml or
// i18n/active.LANG.informal.yaml holds those texts that differ in the other one. See [Language].
//
// A language that Baken has no messages in has those of the language that it is a regional form of:
// en-GB those of en.
//
// Every message that Baken has in any language, and every message that a site's templates use, is
// required in every language of the site, with every plural form that CLDR has for whole numbers in
// that language. A missing message or form is a finding; readers never see a fallback.
package message

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
	"baken.example/baken/internal/strictyaml"
)

const dir = source.StringsDir

// Use is a position in a template at which a message is used.
type Use struct {
	ID, File string
	diag.Pos
}

// entry is a message with its position in a file.
type entry struct {
	file string
	diag.Pos
	message *i18n.Message
	forms   map[string]bool
	plural  bool
	// borrowed is whether this is the message of another language.
	borrowed bool
}

// Options are what [Load] loads messages for.
type Options struct {
	Languages []Language
	// Uses are the messages that the templates use.
	Uses []Use
	// StandIns has messages of other languages stand in for those that a language lacks, marked as
	// package standin marks them. The findings are the same. It is for previews.
	StandIns bool
}

// Load loads the messages of the site's languages from defaults, Baken's own, and from site, the
// site's directory, which takes precedence. Load checks ctx before each language.
func Load(ctx context.Context, defaults, site fs.FS, o Options) (*Catalog, diag.List, error) {
	l := loader{
		byLang: map[string]map[string]entry{},
		baken:  map[string]map[string]entry{},
		own:    map[string]map[string]entry{},
		forms:  map[string]string{},
		chosen: map[string]string{},
		known:  map[string]bool{},
		values: map[string]map[string]bool{},
		gaps:   map[string][]Gap{},
	}
	var err error
	if l.source, err = Source(defaults); err != nil {
		return nil, l.findings, err
	}
	if err := l.defaults(ctx, defaults, o.Languages); err != nil {
		return nil, l.findings, err
	}
	l.sources = make(map[string]string, len(l.byLang[l.source]))
	for id, e := range l.byLang[l.source] {
		l.sources[id] = e.message.Other
	}
	for _, lang := range o.Languages {
		if err := ctx.Err(); err != nil {
			return nil, l.findings, err
		}
		if err := l.language(ctx, defaults, site, lang); err != nil {
			return nil, l.findings, err
		}
	}
	if err := l.unread(defaults, site, o.Languages); err != nil {
		return nil, l.findings, err
	}
	codes := codes(o.Languages)
	if err := l.check(ctx, codes, o); err != nil {
		return nil, l.findings, err
	}
	return l.catalog(codes), l.findings, nil
}

type loader struct {
	// byLang holds every message by language and id, the defaults overridden by the site's.
	byLang map[string]map[string]entry
	// baken holds the defaults alone; the messages of languages that aren't needed are nil.
	baken map[string]map[string]entry
	// own holds the site's messages alone.
	own map[string]map[string]entry
	// forms holds the form of address of each language's file, where that has one.
	forms map[string]string
	// chosen holds the form of address in which readers get each of the site's languages.
	chosen map[string]string
	// known holds the ids of the defaults.
	known map[string]bool
	// values are the names of the values that each of the defaults uses, collected while defaults
	// are loaded.
	values map[string]map[string]bool
	// source is the language that Baken's messages are written in first.
	source string
	// sources are its texts.
	sources map[string]string
	// gaps are the messages that the languages lack.
	gaps map[string][]Gap
	// standIns is whether messages stand in for missing ones in any language.
	standIns bool
	// defining reports whether defaults are being loaded.
	defining bool
	findings diag.List
}

// defaults reads Baken's own messages: those of the source language, which has all of them, and of
// the site's languages; or those of all languages, if there is no source language.
func (l *loader) defaults(ctx context.Context, fsys fs.FS, languages []Language) error {
	files, err := fs.Glob(fsys, dir+"/active.*.yaml")
	if err != nil {
		return err
	}
	needed := map[string]bool{}
	for _, file := range files {
		if lang, form := Named(file); form == "" {
			l.baken[lang] = nil
			needed[lang] = l.source == ""
		}
	}
	needed[l.source] = true
	for _, lang := range languages {
		needed[l.parent(lang.Code)] = true
	}
	for lang := range l.baken {
		if !needed[lang] {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		entries, err := l.defined(fsys, fileOf(lang))
		if err != nil {
			return err
		}
		l.forms[lang] = addressed(entries)
		l.baken[lang], l.byLang[lang] = entries, entries
		for id := range entries {
			l.known[id] = true
		}
	}
	return nil
}

// defined reads one of Baken's own files, which define the values that messages have.
func (l *loader) defined(fsys fs.FS, file string) (map[string]entry, error) {
	l.defining = true
	defer func() { l.defining = false }()
	return l.read(fsys, file)
}

// owned reads one of the site's files; there is nothing in it if the site doesn't have it.
func (l *loader) owned(fsys fs.FS, file string) (map[string]entry, error) {
	if info, err := fs.Stat(fsys, file); err == nil && info.IsDir() {
		l.findings.Add(file, diag.Pos{}, diag.FileUnreadable, "take it out of the site", "this isn't an ordinary file")
		return nil, nil
	}
	entries, err := l.read(fsys, file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return entries, err
}

func (l *loader) read(fsys fs.FS, file string) (map[string]entry, error) {
	src, list, err := source.Text(fsys, file)
	l.findings.Join(list)
	if err != nil || src == nil {
		return nil, err
	}
	node, list := strictyaml.Parse(file, src, 1)
	l.findings.Join(list)
	if node == nil || node.Kind == strictyaml.Null {
		return nil, nil
	}
	if node.Kind != strictyaml.Mapping {
		l.findings.Add(file, node.Pos, diag.StringInvalid, "write one message a line, as Key: text",
			"this isn't a file of messages")
		return nil, nil
	}
	entries := make(map[string]entry, len(node.Entries))
	for _, e := range node.Entries {
		if m, ok := l.entry(file, e); ok {
			entries[e.Key] = m
		}
	}
	return entries, nil
}

// pluralForms returns the fields of a message by CLDR's plural categories.
func pluralForms(m *i18n.Message) map[string]*string {
	return map[string]*string{
		"zero": &m.Zero, "one": &m.One, "two": &m.Two, "few": &m.Few, "many": &m.Many, "other": &m.Other,
	}
}

func (l *loader) entry(file string, e strictyaml.Entry) (entry, bool) {
	m := &i18n.Message{ID: e.Key}
	out := entry{file: file, Pos: e.Pos, message: m, forms: map[string]bool{}}
	switch e.Value.Kind {
	case strictyaml.String:
		m.Other = apostrophes(e.Value.Text)
		out.forms["other"] = true
		return out, l.valid(file, e.Key, e.Value)
	case strictyaml.Mapping:
		out.plural = true
		forms := pluralForms(m)
		names := slices.Sorted(maps.Keys(forms))
		for _, form := range e.Value.Entries {
			if form.Key == "description" {
				continue
			}
			field, ok := forms[form.Key]
			if !ok || form.Value.Kind != strictyaml.String {
				l.findings.Add(file, form.Pos, diag.StringInvalid, "the forms are "+strings.Join(names, ", "),
					"%s: %q isn't a plural form with a text%s", e.Key, form.Key, diag.DidYouMean(form.Key, names))
				return out, false
			}
			if !l.valid(file, e.Key, form.Value) {
				return out, false
			}
			*field = apostrophes(form.Value.Text)
			out.forms[form.Key] = true
		}
		return out, true
	default:
		l.findings.Add(file, e.Value.Pos, diag.StringInvalid, "put it between quotes",
			"%s takes a text, not %s", e.Key, e.Value.Kind)
		return out, false
	}
}

var straightApostrophe = regexp.MustCompile(`(\pL)'(\pL)`)

// apostrophes returns a string with typographic apostrophes between letters, as texts of pages
// have them.
func apostrophes(s string) string {
	// A match ends with the letter that the next one may begin with: l'un d'eux, 'n'a'.
	for strings.Contains(s, "'") {
		replaced := straightApostrophe.ReplaceAllString(s, "$1’$2")
		if replaced == s {
			break
		}
		s = replaced
	}
	return s
}

// Categories returns the plural categories of whole numbers in a language, sorted.
func Categories(lang string) []string { return slices.Sorted(maps.Keys(samples(lang))) }

// OneIsOne reports whether the plural category "one" of a language begins with the number 1: it has
// 0, too, in some.
func OneIsOne(lang string) bool { return samples(lang)["one"] == 1 }

// samples returns a whole number of each plural category that whole numbers have in a language. It
// probes the rules of go-i18n, which select the form later.
func samples(lang string) map[string]int {
	probe := &i18n.Message{ID: "probe"}
	for name, field := range pluralForms(probe) {
		*field = name
	}
	localizer := newLocalizer(lang, []*i18n.Message{probe})
	out := map[string]int{}
	try := func(n int) {
		form, err := localizer.localize(&i18n.LocalizeConfig{MessageID: "probe", PluralCount: n})
		if _, known := out[form]; err == nil && !known {
			out[form] = n
		}
	}
	for n := range 201 {
		try(n)
	}
	for n := 1000; n <= 1_000_000_000; n *= 10 {
		try(n)
	}
	return out
}
