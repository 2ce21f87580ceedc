package siteconfig

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/slug"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/strictyaml"
)

// Language is a language of the site.
type Language struct {
	Code content.Text `yaml:"code,required" jsonschema:"The language's code: a BCP 47 tag in its canonical form."`
	Name content.Text `yaml:"name,filled" jsonschema:"What the language calls itself, where that isn't known or is to be another name."`
	// Address is unset for the form of address of the language's UI strings.
	Address strictyaml.Value[Address] `yaml:"address" jsonschema:"How the words on buttons and labels address readers: formal (as in French vous) or informal (tu). Without it, as most public services in the language do."`
}

// Address is a form of address.
type Address string

// Addresses returns the forms of address.
func Addresses() []string { return []string{"formal", "informal"} }

// UnmarshalText parses formal or informal.
func (a *Address) UnmarshalText(text []byte) error {
	if !slices.Contains(Addresses(), string(text)) {
		return fmt.Errorf("takes %s, not %q%s", strings.Join(Addresses(), " or "), text, diag.DidYouMean(string(text), Addresses()))
	}
	*a = Address(text)
	return nil
}

// SetShort implements [strictyaml.Short]: a code alone, for a language whose own name is known.
func (l *Language) SetShort(code content.Text) { l.Code = code }

// name gives a language without a name the one that it calls itself; it is empty if that is
// unknown.
func (l *Language) name() {
	if !l.Name.IsSet() {
		l.Name = content.Text{V: OwnName(l.Code.V), Pos: l.Code.Pos}
	}
}

// OwnName returns the name of a language in that language, capitalised as in a list, or "" if it is
// unknown. The names are CLDR's, from golang.org/x/text.
func OwnName(code string) string {
	tag, err := language.Parse(code)
	if err != nil {
		return ""
	}
	name := display.Self.Name(tag)
	_, first := utf8.DecodeRuneInString(name)
	return cases.Upper(tag).String(name[:first]) + name[first:]
}

// languages checks the languages and reports whether all are valid.
func (v configChecker) languages() bool {
	before := v.list.Count(diag.Error)
	seen := map[string]bool{}
	complete := len(v.c.Languages) > 0
	for i := range v.c.Languages {
		l := &v.c.Languages[i]
		code := l.Code.V
		if code == "" {
			complete = false // Decoding has reported it.
			continue
		}
		l.name()
		tag, err := language.Parse(code)
		switch {
		case err != nil:
			v.add(l.Code.Pos, diag.SiteLanguage, "use a code such as en or pt-BR",
				"%q isn't a language code (BCP 47)", code)
		case tag.String() != code:
			v.add(l.Code.Pos, diag.SiteLanguage, "write "+tag.String(), "%q is written %q", code, tag)
		case slug.IsReserved(code), strings.HasPrefix(code, "x-"):
			v.add(l.Code.Pos, diag.SiteLanguage, "use the code of a language that people read, such as en or pt-BR",
				"%q can't be a language of the site: it is a reserved name", code)
		case seen[code]:
			v.add(l.Code.Pos, diag.SiteLanguage, "keep one of the two", "language %q stands here twice", code)
		case l.Name.V == "" && l.Name.Pos == l.Code.Pos:
			v.add(l.Code.Pos, diag.SiteLanguage, "write {code: "+code+", name: …}", "the name of %q isn't known", code)
		}
		seen[code] = true
	}
	return complete && v.list.Count(diag.Error) == before
}
