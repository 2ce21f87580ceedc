package schema

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/content/slug"
	"baken.example/baken/internal/criteria/condition/tokens"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/definition/document"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/outline"
	"baken.example/baken/internal/named"
)

// The patterns use the syntax that Go and JavaScript have in common.
const (
	someText = `\S`
	slugged  = `^[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?$`
	// language matches every canonical BCP 47 tag, registered or not.
	language = `^[a-z]{2,8}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*` +
		`(-[a-wy-z0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?$`
	// A day of the Gregorian calendar, 29 February only in leap years.
	date = `^([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))` +
		`|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$`
	period = `^\+?0*([1-9][0-9]{0,2}|1000)[ \t]+(day|week|month|year)s?[ \t]*$`
)

// weight matches one or two numbers from 1 to 1000.
const weight = `^\s*([1-9][0-9]{0,2}|1000)(\s+([1-9][0-9]{0,2}|1000))?\s*$`

// generated is the message for values that a command writes.
const generated = "Let baken translations accept write this."

// values returns the schemas of types that are decoded from a single value.
func values() map[reflect.Type]*jsonschema.Schema {
	return map[reflect.Type]*jsonschema.Schema{
		reflect.TypeFor[content.Text]():               {Type: "string"},
		reflect.TypeFor[document.Condition]():         matching(text(), someText, "Write a condition, or take the key out."),
		reflect.TypeFor[content.Date]():               matching(text(), date, "Write a day of the calendar as YYYY-MM-DD."),
		reflect.TypeFor[content.Period]():             matching(text(), period, "Write for example 90 days, 6 months or 1 year."),
		reflect.TypeFor[siteconfig.Weight]():          {AnyOf: []*jsonschema.Schema{matching(text(), weight, "Write 400, 700 or, for a variable font, 300 800."), {Type: "integer", Minimum: new(1.0), Maximum: new(1000.0)}}},
		reflect.TypeFor[siteconfig.Severity]():        {Type: "string", Enum: severities(diag.Off, diag.Warning, diag.Error)},
		reflect.TypeFor[siteconfig.Address]():         {Type: "string", Enum: anys(siteconfig.Addresses())},
		reflect.TypeFor[outline.Fingerprint]():        matching(text(), "^"+outline.PrintPattern+"$", generated),
		reflect.TypeFor[content.SectionFingerprint](): matching(text(), "^"+outline.PrintPattern+`( [^ \n]+)?$`, generated),
		reflect.TypeFor[document.Type]():              {Type: "string", Enum: anys(document.Types())},
		reflect.TypeFor[int]():                        {Type: "integer", Minimum: new(-1.0 * (1 << 31)), Maximum: new(1.0*(1<<31) - 1)},
		reflect.TypeFor[document.Answer](): {AnyOf: []*jsonschema.Schema{
			answer(), {Type: "array", Items: text(), MinItems: new(1), UniqueItems: true},
		}},
		reflect.TypeFor[content.Localized]():      localized(),
		reflect.TypeFor[document.Given]():         answer(),
		reflect.TypeFor[named.Entry]():            namedValue(),
		reflect.TypeFor[document.Scalar]():        {AnyOf: []*jsonschema.Schema{shortText(), {Type: "number"}}},
		reflect.TypeFor[document.LegalBasis]():    {}, // See legalBasis.
		reflect.TypeFor[document.OptionOrGroup](): {}, // See groups.
	}
}

// answer returns the schema of a number, an amount, a day or an id.
func answer() *jsonschema.Schema {
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{text(), {Type: "number"}}}
}

// namedValue returns the schema of a number, an amount or a day, or of a text: one in each
// language, or the same in all.
func namedValue() *jsonschema.Schema {
	const number, day = `-?[0-9]+(\.[0-9]+)?`, `[0-9]{4}-[0-9]{2}-[0-9]{2}`
	same := &jsonschema.Schema{
		Type: "object", Required: []string{named.Same},
		Properties: map[string]*jsonschema.Schema{named.Same: withDescription(
			matching(text(), someText, "Write something."), "A text that is the same in all languages.",
		)},
		AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}},
	}
	return &jsonschema.Schema{
		Description: "A number such as 25, a day as 2026-03-01, an amount as EUR 31250.50, or a text by language.",
		AnyOf: []*jsonschema.Schema{
			{Type: "number"},
			matching(text(), `^\s*(`+day+`|([A-Z]{3} )?`+number+`)\s*$`, "Write a number, a day as 2026-03-01 or an amount as EUR 31250.50; a text stands behind the code of its language."),
			same, localized(),
		},
	}
}

func anys(texts []string) []any {
	var out []any
	for _, t := range texts {
		out = append(out, t)
	}
	return out
}

// shortText returns the schema of a part of an act.
func shortText() *jsonschema.Schema {
	s := matching(text(), someText, "Write the number of the article, as a number or a text.")
	s.MaxLength = new(definition.MaxPart)
	return s
}

func localized() *jsonschema.Schema {
	return &jsonschema.Schema{
		Type: "object", MinProperties: new(1), PropertyNames: code(),
		AdditionalProperties: matching(text(), someText, "Write something."),
	}
}

func text() *jsonschema.Schema { return &jsonschema.Schema{Type: "string"} }

// matching requires a text to match a pattern; editors show the remedy if it doesn't.
func matching(s *jsonschema.Schema, pattern, remedy string) *jsonschema.Schema {
	s.Pattern = pattern
	s.Extra = map[string]any{"patternErrorMessage": remedy}
	return s
}

// except disallows some texts, in a subschema of its own: editors show errorMessage for every
// mistake in the schema that has it.
func except(s *jsonschema.Schema, words []string, remedy string) *jsonschema.Schema {
	refused := &jsonschema.Schema{}
	for _, w := range words {
		refused.Enum = append(refused.Enum, w)
	}
	s.AllOf = append(s.AllOf, &jsonschema.Schema{Not: refused, Extra: map[string]any{"errorMessage": remedy}})
	return s
}

// code returns the schema of a language code: the keys of localized texts.
func code() *jsonschema.Schema {
	return except(matching(text(), language, "Write the code of a language (BCP 47), such as pt-BR."), slug.Reserved(), "This is a reserved name.")
}

// name returns the schema of an id that conditions can refer to.
func name() *jsonschema.Schema {
	pattern := fmt.Sprintf(`^[a-z][a-z0-9_]{0,%d}$`, tokens.MaxID-1)
	return except(matching(text(), pattern, "Use a-z, 0-9 and _, and begin with a letter."), tokens.Words(), "This word means something in conditions.")
}

func severities(of ...diag.Severity) []any {
	var names []any
	for _, s := range of {
		names = append(names, s.String())
	}
	return names
}

// anyCase returns a case-insensitive pattern for a word, such as the scheme of a URL.
func anyCase(word string) string {
	var b strings.Builder
	for _, r := range word {
		fmt.Fprintf(&b, "[%s%s]", strings.ToUpper(string(r)), string(r))
	}
	return b.String()
}

// link returns a pattern for a URL with one of the schemes.
func link(schemes ...string) string {
	for i, s := range schemes {
		schemes[i] = anyCase(s)
	}
	return "^(" + strings.Join(schemes, "|") + "):(//[^/?#]|[^/?#])"
}
