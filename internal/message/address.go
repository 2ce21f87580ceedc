package message

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"strings"

	"baken.example/baken/internal/diag"
)

// addressForm is the key that says which form of address the texts of a file have. It is no message
// and has no text for readers.
const addressForm = "AddressForm"

// Forms returns the forms of address, by which files are named.
func Forms() []string { return []string{"formal", "informal"} }

// Language is a language of a site.
type Language struct {
	// Code is its BCP 47 tag.
	Code string
	// Form is the form of address that its readers get, one of [Forms]; it is empty for that of
	// the language's file i18n/active.CODE.yaml.
	Form string
	// File and Pos are where the form was chosen.
	File string
	diag.Pos
}

// Languages returns languages in the form of address of their files.
func Languages(codes ...string) []Language {
	out := make([]Language, len(codes))
	for i, code := range codes {
		out[i].Code = code
	}
	return out
}

func codes(languages []Language) []string {
	out := make([]string, len(languages))
	for i, l := range languages {
		out[i] = l.Code
	}
	return out
}

// Named returns the language that a file of messages is named after, and the form of address, which
// is empty for the file of the language as a whole.
func Named(file string) (lang, form string) {
	name := strings.TrimSuffix(strings.TrimPrefix(path.Base(file), "active."), ".yaml")
	lang, form, _ = strings.Cut(name, ".")
	return lang, form
}

func fileOf(lang string) string { return dir + "/active." + lang + ".yaml" }

func formFile(lang, form string) string { return dir + "/active." + lang + "." + form + ".yaml" }

// language lays the messages of a language over each other: Baken's, Baken's in the form of
// address, the site's, and the site's in the form of address.
func (l *loader) language(defaults, site fs.FS, lang Language) error {
	own, err := l.owned(site, fileOf(lang.Code))
	if err != nil {
		return err
	}
	l.ownForm(lang.Code, own)
	main := l.forms[lang.Code]
	form := lang.Form
	if form == "" {
		form = main
	}
	var ownVariant, variant map[string]entry
	if form != "" {
		variant, err = l.defined(defaults, formFile(lang.Code, form))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if ownVariant, err = l.owned(site, formFile(lang.Code, form)); err != nil {
			return err
		}
	}
	if form != main && variant == nil && ownVariant == nil {
		l.lacksForm(defaults, site, lang)
	}
	merged := map[string]entry{}
	for _, entries := range []map[string]entry{l.byLang[lang.Code], l.inVariant(variant), own, l.inVariant(ownVariant)} {
		maps.Copy(merged, entries)
	}
	l.byLang[lang.Code] = merged
	if own != nil || ownVariant != nil {
		l.own[lang.Code] = map[string]entry{}
		maps.Copy(l.own[lang.Code], own)
		maps.Copy(l.own[lang.Code], ownVariant)
	}
	return nil
}

// ownForm takes the form of address from the site's messages of a language. Baken's own messages
// have the form that they have.
func (l *loader) ownForm(lang string, own map[string]entry) {
	at := own[addressForm]
	form := addressed(own)
	if form == "" {
		return
	}
	if _, ok := l.byLang[lang]; !ok {
		l.forms[lang] = form
		return
	}
	if l.forms[lang] != form {
		l.findings.Add(at.file, at.Pos, diag.StringInvalid,
			"take it out; address: "+form+" beside the language in content/site.yaml chooses a form, where the language has it",
			"%s: Baken's texts in %q aren't %s", addressForm, lang, form)
	}
}

// addressed takes the form of address out of messages; it is empty where they say none.
func addressed(entries map[string]entry) string {
	e, ok := entries[addressForm]
	if !ok {
		return ""
	}
	delete(entries, addressForm)
	return e.message.Other
}

// inVariant reports a form of address in a file that is named after one.
func (l *loader) inVariant(entries map[string]entry) map[string]entry {
	if e, ok := entries[addressForm]; ok {
		l.findings.Add(e.file, e.Pos, diag.StringUnknown, "take it out", "the name of this file says which form of address it has")
		delete(entries, addressForm)
	}
	return entries
}

// lacksForm reports a form of address that a language doesn't have.
func (l *loader) lacksForm(defaults, site fs.FS, lang Language) {
	var have []string
	for _, form := range Forms() {
		_, err := fs.Stat(defaults, formFile(lang.Code, form))
		_, ownErr := fs.Stat(site, formFile(lang.Code, form))
		if form == l.forms[lang.Code] || err == nil || ownErr == nil {
			have = append(have, form)
		}
	}
	hint := "take address out, or write the texts that differ in " + formFile(lang.Code, lang.Form)
	says := "its texts have one form only"
	if len(have) > 0 {
		hint = "write address: " + have[0] + ", or write the texts that differ in " + formFile(lang.Code, lang.Form)
		says = "it has " + strings.Join(have, " and ")
	}
	if _, err := fs.Stat(defaults, fileOf(lang.Code)); err != nil {
		hint = "write " + addressForm + ": " + lang.Form + " in " + fileOf(lang.Code) + " if its texts have that form, or take address out"
	}
	l.findings.Add(lang.File, lang.Pos, diag.SiteLanguage, hint, "address: %q has no %s form of address: %s", lang.Code, lang.Form, says)
}
