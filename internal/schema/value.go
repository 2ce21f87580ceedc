package schema

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/definition/document"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/outline"
	"baken.example/baken/internal/strictyaml"
)

// Patterns are in the part of their language that Go and JavaScript read alike.
const (
	someText = `\S`
	slug     = `^[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?$`
	// language has the form of every canonical BCP 47 tag; which tags there are it can't say.
	language = `^[a-z]{2,8}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*` +
		`(-[a-wy-z0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?$`
	// A day of the Gregorian calendar, 29 February only in leap years.
	date = `^([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))` +
		`|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$`
	period = `^\+?0*([1-9][0-9]{0,2}|1000)[ \t]+(day|week|month|year)s?[ \t]*$`
)

// noted is said of what people don't write by hand.
const noted = "Let baken translations accept write this."

// values are the schemas of types that stand for a single value.
func values() map[reflect.Type]*jsonschema.Schema {
	return map[reflect.Type]*jsonschema.Schema{
		reflect.TypeFor[content.Text]():               {Type: "string"},
		reflect.TypeFor[document.Condition]():         matching(text(), someText, "Write a condition, or take the key out."),
		reflect.TypeFor[content.Date]():               matching(text(), date, "Write a day of the calendar as YYYY-MM-DD."),
		reflect.TypeFor[content.Period]():             matching(text(), period, "Write for example 90 days, 6 months or 1 year."),
		reflect.TypeFor[content.Severity]():           {Type: "string", Enum: severities(diag.Off, diag.Warning, diag.Error)},
		reflect.TypeFor[outline.Fingerprint]():        matching(text(), "^"+outline.PrintPattern+"$", noted),
		reflect.TypeFor[content.SectionFingerprint](): matching(text(), "^"+outline.PrintPattern+`( [^ \n]+)?$`, noted),
		reflect.TypeFor[document.Number]():            {Type: "string", Enum: []any{"one", "many"}},
		reflect.TypeFor[int]():                        {Type: "integer", Minimum: new(-1.0 * (1 << 31)), Maximum: new(1.0*(1<<31) - 1)},
		reflect.TypeFor[strictyaml.Texts](): {AnyOf: []*jsonschema.Schema{
			text(), {Type: "array", Items: text(), MinItems: new(1), UniqueItems: true},
		}},
		reflect.TypeFor[content.Localized](): {
			Type: "object", MinProperties: new(1), PropertyNames: code(),
			AdditionalProperties: matching(text(), someText, "Write something."),
		},
	}
}

func text() *jsonschema.Schema { return &jsonschema.Schema{Type: "string"} }

// matching asks for a pattern of a text, and says what editors show where it isn't kept to.
func matching(s *jsonschema.Schema, pattern, remedy string) *jsonschema.Schema {
	s.Pattern = pattern
	s.Extra = map[string]any{"patternErrorMessage": remedy}
	return s
}

// except refuses some texts. That is a schema of its own: editors say errorMessage of whatever else is
// wrong beside it too.
func except(s *jsonschema.Schema, words []string, remedy string) *jsonschema.Schema {
	refused := &jsonschema.Schema{}
	for _, w := range words {
		refused.Enum = append(refused.Enum, w)
	}
	s.AllOf = append(s.AllOf, &jsonschema.Schema{Not: refused, Extra: map[string]any{"errorMessage": remedy}})
	return s
}

// code is the code of a language: the keys of every text there is in several languages.
func code() *jsonschema.Schema {
	return except(matching(text(), language, "Write the code of a language (BCP 47), such as pt-BR."), content.Reserved(), "This is a reserved name.")
}

// name is the id of what conditions speak of.
func name() *jsonschema.Schema {
	pattern := fmt.Sprintf(`^[a-z][a-z0-9_]{0,%d}$`, definition.MaxID-1)
	return except(matching(text(), pattern, "Use a-z, 0-9 and _, and begin with a letter."), definition.Words(), "This word means something in conditions.")
}

func severities(of ...diag.Severity) []any {
	var names []any
	for _, s := range of {
		names = append(names, s.String())
	}
	return names
}

// anyCase is a pattern for a word in capitals or small letters, as the scheme of a URL may be.
func anyCase(word string) string {
	var b strings.Builder
	for _, r := range word {
		fmt.Fprintf(&b, "[%s%s]", strings.ToUpper(string(r)), string(r))
	}
	return b.String()
}

// link is a pattern for a URL with one of some schemes.
func link(schemes ...string) string {
	for i, s := range schemes {
		schemes[i] = anyCase(s)
	}
	return "^(" + strings.Join(schemes, "|") + "):(//[^/?#]|[^/?#])"
}
