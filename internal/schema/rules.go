package schema

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/content/slug"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/definition/document"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/named"
)

// at returns the subschema at a path of keys, with [] for the items of a list, * for the values of
// a mapping, and then and else for the branches of a condition.
func at(s *jsonschema.Schema, path string) *jsonschema.Schema {
	for _, step := range strings.Fields(path) {
		switch step {
		case "[]":
			s = s.Items
		case "*":
			s = s.AdditionalProperties
		case "then":
			s = s.Then
		case "else":
			s = s.Else
		default:
			s = s.Properties[step]
		}
	}
	return s
}

func page(s *jsonschema.Schema) {
	except(matching(at(s, "slug"), slugged, "Use the letters a to z, digits and hyphens."), slug.Reserved(), "This is a reserved name.")
	const plain = `([^%?#"<>*/\\\s]|%[0-9A-Fa-f]{2})`
	first := strings.Replace(plain, `\s]`, `\s:]`, 1)
	matching(at(s, "aliases []"), `^/(`+first+plain+`*(/`+first+plain+`*)*/?)?$`, "Write the whole old path: /CODE/old-name/.")
	at(s, "aliases").UniqueItems = true
	at(s, "related").UniqueItems = true
	at(s, "list").Enum = []any{content.ListNews}
}

func site(s *jsonschema.Schema) {
	const letter = `([\p{L}\p{Nd}]|%[0-9A-Fa-f]{2})`
	const segment = letter + `(` + letter + `|[\p{M}._~-])*`
	matching(at(s, "base_url"), `^(`+anyCase("https")+`|`+anyCase("http")+`)://[^/?#@:\\\s][^/?#@\\\s]*(/+`+segment+`(/`+segment+`)*)?/*$`, "Write it as https://www.example.org or https://www.example.org/guide/.")
	languages := at(s, "languages")
	languages.MinItems, languages.UniqueItems = new(1), true
	item := languages.Items
	item.Properties["code"] = withDescription(code(), at(item, "code").Description)
	languages.Items = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{
		withDescription(code(), "The code of a language whose own name is known."), item,
	}}
	for _, list := range []string{"menu", "footer"} {
		menuEntries(at(s, list))
	}
	const atom = `[^\s@()<>\[\]:;,."\\]+`
	const atoms = atom + `(\.` + atom + `)*`
	matching(at(s, "contact email"), `^`+atoms+`@(`+atoms+`|\[[^\s\[\]]+\])$`, "Write just the address.")
	matching(at(s, "authority email"), `^$|^`+atoms+`@(`+atoms+`|\[[^\s\[\]]+\])$`, "Write just the address.")
	optional(at(s, "authority url"), link("https", "http"), "It begins with https: or http:")
	at(s, "authority").AnyOf = []*jsonschema.Schema{{Required: []string{"url"}}, {Required: []string{"email"}}}
	matching(at(s, "contact phone"), `^$|[0-9]`, "Write it with digits.")
	optional(at(s, "contact url"), link("https", "http"), "It begins with https: or http:")
	matching(at(s, "security contact"), link("mailto", "https", "tel"), "It begins with mailto:, https: or tel:")
	optional(at(s, "security policy"), link("https"), "It begins with https:")
	optional(at(s, "edit_url"), link("https", "http")+".*[/=]$", "It begins with https: or http:, and ends with / or =")
	matching(at(s, "license"), licensed, "Write an SPDX identifier or the address of a license.")
	between(at(s, "plain_language sentence_words"), siteconfig.MinSentenceWords, siteconfig.MaxSentenceWords)
	between(at(s, "plain_language reading_ease"), siteconfig.MinReadingEase, siteconfig.MaxReadingEase)
	between(at(s, "translations in_step"), 0, 100)
	between(at(s, "unanswered_searches"), siteconfig.MinSearchQuorum, siteconfig.MaxSearchQuorum)
	brand(at(s, "brand"))
	severity := at(s, "severity")
	own := severity.AdditionalProperties
	severity.AdditionalProperties = &jsonschema.Schema{Not: &jsonschema.Schema{}}
	severity.Properties = map[string]*jsonschema.Schema{}
	for _, c := range diag.Codes() {
		of := own.CloneSchemas()
		of.Description = "What to make of these findings: docs/findings.md explains each."
		if !c.Adjustable() {
			of.Enum = severities(diag.Error)
			of.Description = "Always an error: with such a mistake the site wouldn't be whole."
		}
		severity.Properties[string(c)] = of
		severity.PropertyOrder = append(severity.PropertyOrder, string(c))
	}
}

// menuEntries makes each of the entries a page, or an address elsewhere with its title.
func menuEntries(s *jsonschema.Schema) {
	matching(at(s.Items, "url"), `^(`+anyCase("https")+`|`+anyCase("http")+`)://[^/?#]`, "It begins with https: or http:")
	s.Items = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{
		withDescription(text(), "The path of a page below content/, without language and extension."), s.Items,
	}}
}

// brand adds the short forms of a logo and of colours, and the forms of values.
func brand(s *jsonschema.Schema) {
	file := func(path, kinds string) {
		matching(at(s, path), `^(brand|assets)/.*\.(`+kinds+`)$`, "Write the path of a file in brand/ or assets/.")
	}
	file("theme", anyCase("css")+"|"+anyCase("json"))
	file("logo light", anyCase("svg")+"|"+anyCase("png"))
	file("logo dark", anyCase("svg")+"|"+anyCase("png"))
	file("font files [] file", anyCase("woff2"))
	pictures := strings.Join([]string{anyCase("svg"), anyCase("png"), anyCase("webp"), anyCase("jpg"), anyCase("jpeg"), anyCase("avif")}, "|")
	file("illustration light", pictures)
	file("illustration dark", pictures)
	at(s, "font stack").MinItems = new(1)
	color := `^\s*(#[0-9A-Fa-f]{3}|#[0-9A-Fa-f]{4}|#[0-9A-Fa-f]{6}|#[0-9A-Fa-f]{8}|[A-Za-z]+|[A-Za-z]+\([^()]*\))\s*$`
	remedy := "Write a colour as CSS does: \"#0a4d8c\", rgb(10 77 140), hsl(208 87% 29%), oklch(42% 0.12 252) or a name."
	for _, scheme := range []string{"light", "dark"} {
		for _, c := range at(s, "colors "+scheme).Properties {
			matching(c, color, remedy)
		}
	}
	short := func(path string, text *jsonschema.Schema) {
		of := at(s, path)
		long := *of
		long.Description = ""
		*of = jsonschema.Schema{Description: of.Description, AnyOf: []*jsonschema.Schema{text, &long}}
	}
	light := at(s, "logo light")
	short("illustration", matching(text(), `^(beacon|none|(brand|assets)/.*\.(`+pictures+`))$`, "Write beacon, none, or the path of a picture in brand/ or assets/."))
	short("logo", matching(text(), light.Pattern, "Write the path of a file in brand/ or assets/."))
	short("colors", matching(text(), color, remedy))
}

// licensed is the form of a license: which identifiers there are is the SPDX License List's.
const licensed = `^\s*([A-Za-z0-9.+-]+|[Hh][Tt][Tt][Pp][Ss]?://[^\s/]\S*)\s*$`

// between limits a number to a closed interval.
func between(s *jsonschema.Schema, least, most float64) {
	s.Minimum, s.Maximum = &least, &most
}

// optional requires a text to match a pattern or be empty.
func optional(s *jsonschema.Schema, pattern, remedy string) {
	matching(s, "^$|"+pattern, remedy)
}

func withDescription(s *jsonschema.Schema, text string) *jsonschema.Schema {
	s.Description = text
	return s
}

func glossary(s *jsonschema.Schema) {
	at(s, "terms").MinItems = new(1)
	matching(at(s, "terms [] id"), slugged, "Use a-z, 0-9 and hyphens.")
	at(s, "terms [] forms").PropertyNames = code()
}

func namedValues(s *jsonschema.Schema) {
	s.PropertyNames = matching(text(), `^[a-z][a-z0-9_]{0,`+strconv.Itoa(named.MaxName-1)+`}$`, "Use a-z, 0-9 and _, and begin with a letter.")
}

func set(s *jsonschema.Schema) {
	matching(at(s, "license"), licensed, "Write an SPDX identifier or the address of a license.")
	except(matching(at(s, "id"), slugged, "Use a-z, 0-9 and hyphens."), append(slug.Reserved(), "schema"), "This is a reserved name.")
	groups(at(s, "questions [] options"))
	for _, path := range []string{
		"questions [] id", "questions [] options [] then options [] id", "questions [] options [] else id", "criteria [] id", "outcomes [] id", "examples [] outcome",
	} {
		of := at(s, path)
		*of = *withDescription(name(), of.Description)
	}
	for path, limits := range map[string][2]int{
		"questions": {1, definition.MaxQuestions}, "questions [] options": {1, definition.MaxOptions},
		"criteria": {1, definition.MaxCriteria}, "outcomes": {1, definition.MaxOutcomes},
	} {
		at(s, path).MinItems, at(s, path).MaxItems = new(limits[0]), new(limits[1])
	}
	at(s, "texts").PropertyNames = name()
	exclusive(at(s, "questions []"))
	for _, path := range []string{"", "questions [] ", "criteria [] ", "outcomes [] "} {
		legalBasis(at(s, path+"legal_basis"))
	}
	example := at(s, "examples []")
	at(example, "answers").PropertyNames = name()
	at(example, "criteria").PropertyNames = name()
	at(example, "criteria *").Enum = verdicts()
	example.AnyOf = []*jsonschema.Schema{
		{Required: []string{"outcome"}},
		{Required: []string{"criteria"}, Properties: map[string]*jsonschema.Schema{"criteria": {MinProperties: new(1)}}},
	}
}

// groups makes each of the options an option or, where it has options, a group of them.
func groups(options *jsonschema.Schema) {
	of := func(t reflect.Type) *jsonschema.Schema {
		s, err := jsonschema.ForType(shape(t), &jsonschema.ForOptions{TypeSchemas: values()})
		if err != nil {
			panic(err) // The type is constant.
		}
		disallowEmpty(s)
		return s
	}
	group := of(reflect.TypeFor[document.OptionGroup]())
	at(group, "options").MinItems, at(group, "options").MaxItems = new(1), new(definition.MaxOptions)
	options.Items = &jsonschema.Schema{
		If: &jsonschema.Schema{AnyOf: []*jsonschema.Schema{
			{Type: "object", Required: []string{"group"}}, {Type: "object", Required: []string{"options"}},
		}},
		Then: group,
		Else: of(reflect.TypeFor[document.Option]()),
	}
	// An option that is alone leaves nothing to choose, unless it is the one beside a value; a
	// group may hold several.
	var yes any = true
	options.AnyOf = []*jsonschema.Schema{
		{MinItems: new(2)},
		{Contains: &jsonschema.Schema{Type: "object", Required: []string{"options"}}},
		{Contains: &jsonschema.Schema{Type: "object", Required: []string{"unsure"}, Properties: map[string]*jsonschema.Schema{"unsure": {Const: &yes}}}},
	}
}

// legalBasis adds the two forms of a legal basis: a text, or a list of references.
func legalBasis(s *jsonschema.Schema) {
	of, err := jsonschema.ForType(shape(reflect.TypeFor[document.Reference]()), &jsonschema.ForOptions{TypeSchemas: values()})
	if err != nil {
		panic(err) // The type is constant.
	}
	disallowEmpty(of)
	matching(at(of, "url"), `^\s*`+anyCase("https")+`://[^/?#@\s]+[^\s@]*\s*$`, "It begins with https://")
	matching(at(of, "identifier"), `^\s*(jci1\.|BWB|[Cc][Ee][Ll][Ee][Xx]:|https?://|/?eli/|[0-9CE])\S*\s*$`,
		"Write a Juriconnect reference, a BWB id, an ELI or a CELEX number.")
	of.DependencyStrings = map[string][]string{"paragraph": {"article"}, "point": {"article"}}
	s.AnyOf = []*jsonschema.Schema{localized(), {Type: "array", Items: of, MinItems: new(1)}}
}

// exclusive disallows exclusive options in questions that take a single answer.
func exclusive(question *jsonschema.Schema) {
	var many, yes any = "many", true
	question.If = &jsonschema.Schema{
		Properties: map[string]*jsonschema.Schema{"type": {Const: &many}}, Required: []string{"type"},
	}
	refused := &jsonschema.Schema{Not: &jsonschema.Schema{Const: &yes}, Extra: map[string]any{
		"errorMessage": "Of this question one option can be chosen: take the key out, or write type: many with the question.",
	}}
	options := func(of map[string]*jsonschema.Schema) *jsonschema.Schema {
		return &jsonschema.Schema{Items: &jsonschema.Schema{Properties: of}}
	}
	question.Else = &jsonschema.Schema{Properties: map[string]*jsonschema.Schema{"options": options(map[string]*jsonschema.Schema{
		"exclusive": refused, "options": options(map[string]*jsonschema.Schema{"exclusive": refused}),
	})}}
}

func verdicts() []any {
	var names []any
	for _, v := range criteria.Verdicts() {
		names = append(names, v.String())
	}
	return names
}
