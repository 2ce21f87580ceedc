// Package cccev writes criteria sets as linked data: JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/)
// with the terms of the European Commission's Core Criterion and Core Evidence Vocabulary (CCCEV 2,
// https://semiceu.github.io/CCCEV/releases/2.1.0/), the Core Public Service Vocabulary (CPSV-AP 3,
// https://semiceu.github.io/CPSV-AP/releases/3.2.0/) and the European Legislation Identifier (ELI).
//
// A version of a set is a requirement. It has a criterion for each criterion, with constraints that
// say in words when it applies, is met and isn't, and an information requirement for each question,
// whose information concept has the answers. It fulfils a rule, which implements the legal
// resources that the set rests on; these are the reference frameworks that requirements are derived
// from. Outcomes and options are concepts of SKOS. There is no public service: whose service the
// criteria are for, if anybody's, isn't in a set. Who describes one can let it hold the
// requirement.
package cccev

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/license"
)

// context maps the keys of nodes to terms. The IRI of the version goes before it, as the base of
// the others.
const context = `
"cccev":"http://data.europa.eu/m8g/","cpsv":"http://purl.org/vocab/cpsv#","cv":"http://data.europa.eu/m8g/",
"dcat":"http://www.w3.org/ns/dcat#","dct":"http://purl.org/dc/terms/","eli":"http://data.europa.eu/eli/ontology#",
"foaf":"http://xmlns.com/foaf/0.1/","skos":"http://www.w3.org/2004/02/skos/core#","xsd":"http://www.w3.org/2001/XMLSchema#",
"identifier":"dct:identifier",
"title":{"@id":"dct:title","@container":"@language"},
"prefLabel":{"@id":"skos:prefLabel","@container":"@language"},
"description":{"@id":"dct:description","@container":"@language"},
"license":{"@id":"dct:license","@type":"@id"},
"isVersionOf":{"@id":"dct:isVersionOf","@type":"@id"},
"hasFormat":{"@id":"dct:hasFormat","@type":"@id"},
"temporal":"dct:temporal",
"startDate":{"@id":"dcat:startDate","@type":"xsd:date"},
"endDate":{"@id":"dcat:endDate","@type":"xsd:date"},
"hasRequirement":{"@id":"cccev:hasRequirement","@type":"@id"},
"isRequirementOf":{"@id":"cccev:isRequirementOf","@type":"@id"},
"isDerivedFrom":{"@id":"cccev:isDerivedFrom","@type":"@id"},
"hasConcept":{"@id":"cccev:hasConcept","@type":"@id"},
"constrains":{"@id":"cccev:constrains","@type":"@id"},
"expressionOfExpectedValue":"cccev:expressionOfExpectedValue",
"fulfils":{"@id":"cv:fulfils","@type":"@id"},
"implements":{"@id":"cpsv:implements","@type":"@id"},
"references":{"@id":"dct:references","@type":"@id"},
"idLocal":"eli:id_local",
"isPartOf":{"@id":"eli:is_part_of","@type":"@id"},
"page":{"@id":"foaf:page","@type":"@id"},
"notation":"skos:notation",
"inScheme":{"@id":"skos:inScheme","@type":"@id"},
"hasTopConcept":{"@id":"skos:hasTopConcept","@type":"@id"}
}`

// The classes. A subclass of a requirement is written with its superclass, so that programs that
// know no vocabulary find it.
const (
	requirement            = "cccev:Requirement"
	criterion              = "cccev:Criterion"
	constraint             = "cccev:Constraint"
	informationRequirement = "cccev:InformationRequirement"
	informationConcept     = "cccev:InformationConcept"
	referenceFramework     = "cccev:ReferenceFramework"
	rule                   = "cpsv:Rule"
	legalResource          = "eli:LegalResource"
	period                 = "dct:PeriodOfTime"
	concept                = "skos:Concept"
	conceptScheme          = "skos:ConceptScheme"
)

type (
	document struct {
		Context json.RawMessage `json:"@context"`
		Graph   []node          `json:"@graph"`
	}
	// node is a node of the graph. References are IRIs, relative to that of the version.
	node struct {
		ID              string   `json:"@id,omitempty"`
		Type            []string `json:"@type"`
		Identifier      string   `json:"identifier,omitempty"`
		Title           texts    `json:"title,omitempty"`
		PrefLabel       texts    `json:"prefLabel,omitempty"`
		Description     texts    `json:"description,omitempty"`
		License         string   `json:"license,omitempty"`
		IsVersionOf     string   `json:"isVersionOf,omitempty"`
		HasFormat       []string `json:"hasFormat,omitempty"`
		Temporal        *node    `json:"temporal,omitempty"`
		StartDate       string   `json:"startDate,omitempty"`
		EndDate         string   `json:"endDate,omitempty"`
		HasRequirement  []string `json:"hasRequirement,omitempty"`
		IsRequirementOf string   `json:"isRequirementOf,omitempty"`
		IsDerivedFrom   []string `json:"isDerivedFrom,omitempty"`
		HasConcept      []string `json:"hasConcept,omitempty"`
		Constrains      []string `json:"constrains,omitempty"`
		Expected        string   `json:"expressionOfExpectedValue,omitempty"`
		Fulfils         string   `json:"fulfils,omitempty"`
		Implements      []string `json:"implements,omitempty"`
		References      string   `json:"references,omitempty"`
		IDLocal         string   `json:"idLocal,omitempty"`
		IsPartOf        string   `json:"isPartOf,omitempty"`
		Page            string   `json:"page,omitempty"`
		Notation        string   `json:"notation,omitempty"`
		InScheme        string   `json:"inScheme,omitempty"`
		HasTopConcept   []string `json:"hasTopConcept,omitempty"`
	}
	// texts maps language tags to texts.
	texts map[string]string
)

// Input is what a version of a set is described with.
type Input struct {
	Set *criteria.Set
	// Words are the set's words in each language.
	Words []*phrase.Words
	// IRI identifies the version, and SetIRI the set.
	IRI, SetIRI string
	License     license.License
	// Formats are the addresses of the other files about the version.
	Formats []string
}

// JSONLD returns the description of a version of a set.
func JSONLD(in Input) ([]byte, error) {
	g := graph{Input: in, laws: map[string]string{}}
	g.set()
	for _, w := range in.Words {
		if err := w.Err(); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	base, err := json.Marshal(in.IRI)
	if err != nil {
		return nil, err
	}
	c := `{"@base":` + string(base) + "," + strings.ReplaceAll(context, "\n", "")
	err = e.Encode(document{json.RawMessage(c), append(g.nodes, g.legal...)})
	return b.Bytes(), err
}

// graph collects nodes.
type graph struct {
	Input
	nodes, legal []node
	// laws are the IRIs of legal resources by what they are made of.
	laws map[string]string
}

// in returns a text in each language, from a function of its words.
func (g *graph) in(text func(w *phrase.Words) string) texts {
	out := texts{}
	for _, w := range g.Words {
		if s := text(w); s != "" {
			out[w.Lang()] = s
		}
	}
	return out
}

// localized returns a text of the set in each language.
func (g *graph) localized(l content.Localized) texts {
	return g.in(func(w *phrase.Words) string { return l.In(w.Lang()) })
}

func (g *graph) set() {
	s := g.Set
	title := g.localized(s.Title)
	if len(title) == 0 {
		title = g.in(func(*phrase.Words) string { return s.ID.V })
	}
	root := node{
		ID: g.IRI, Type: []string{requirement}, Identifier: s.ID.V + "/" + s.Version(), Title: title, PrefLabel: title,
		License: g.License.IRI(), IsVersionOf: g.SetIRI, HasFormat: g.Formats, Temporal: temporal(s),
		IsDerivedFrom: g.references(s.References), Fulfils: "#rule",
	}
	all := g.references(s.Cited())
	rules := node{
		ID: "#rule", Type: []string{rule}, Identifier: s.ID.V + "/" + s.Version() + "#rule", Title: title, License: g.License.IRI(), Implements: all,
		Description: g.in(func(w *phrase.Words) string { return w.Format("DataRule", struct{ Set string }{title[w.Lang()]}) }),
	}
	var rest []node
	for i := range s.Questions {
		nodes := g.question(&s.Questions[i])
		root.HasRequirement = append(root.HasRequirement, nodes[0].ID)
		root.HasConcept = append(root.HasConcept, nodes[1].ID)
		rest = append(rest, nodes...)
	}
	for i := range s.Criteria {
		nodes := g.criterion(&s.Criteria[i])
		root.HasRequirement = append(root.HasRequirement, nodes[0].ID)
		rest = append(rest, nodes...)
	}
	g.nodes = append([]node{root, rules}, rest...)
	g.outcomes()
}

// temporal returns the days on which a version is in force.
func temporal(s *criteria.Set) *node {
	p := node{Type: []string{period}}
	if !s.ValidFrom.IsZero() {
		p.StartDate = s.ValidFrom.Format(time.DateOnly)
	}
	if !s.ValidTo.IsZero() {
		p.EndDate = s.ValidTo.Format(time.DateOnly)
	}
	return &p
}

// part returns the IRI and the identifier of a part of the set.
func (g *graph) part(kind, id string) (iri, identifier string) {
	fragment := "#" + kind + "-" + id
	return fragment, g.Set.ID.V + "/" + g.Set.Version() + fragment
}

// question returns the information requirement of a question, its concept and its options.
func (g *graph) question(q *criteria.Question) []node {
	iri, identifier := g.part("question", q.ID.V)
	text := g.localized(q.Text)
	of, conceptID := g.part("concept", q.ID.V)
	out := []node{{
		ID: iri, Type: []string{requirement, informationRequirement}, Identifier: identifier, Title: text, PrefLabel: text,
		IsRequirementOf: g.IRI, HasConcept: []string{of}, IsDerivedFrom: g.references(q.References), Fulfils: "#rule",
	}, {
		ID: of, Type: []string{informationConcept}, Identifier: conceptID, Description: text,
		PrefLabel: g.in(func(w *phrase.Words) string { return q.Brief(w.Lang()) }),
	}}
	options := q.Options
	if q.Scale != nil {
		out[1].Expected = expected(q)
		options = options[len(q.Scale.Intervals):]
	}
	if len(options) == 0 {
		return out
	}
	scheme, schemeID := g.part("options", q.ID.V)
	out[1].References = scheme
	top := node{ID: scheme, Type: []string{conceptScheme}, Identifier: schemeID, Title: text}
	var concepts []node
	for _, o := range options {
		iri, _ := g.part("option", q.ID.V+"-"+o.ID.V)
		top.HasTopConcept = append(top.HasTopConcept, iri)
		concepts = append(concepts, node{ID: iri, Type: []string{concept}, PrefLabel: g.localized(o.Label), Notation: o.ID.V, InScheme: scheme})
	}
	return append(append(out, top), concepts...)
}

// expected returns the range of values, and the distance between two of them.
func expected(q *criteria.Question) string {
	s := q.Scale
	parts := []string{s.Kind.String(), s.Value(s.Min).String() + ".." + s.Value(s.Max).String(), "step " + s.StepString()}
	if s.Currency != "" {
		parts = append(parts, s.Currency)
	}
	return strings.Join(parts, " ")
}

// criterion returns the node of a criterion, and its constraints.
func (g *graph) criterion(c *criteria.Criterion) []node {
	iri, identifier := g.part("criterion", c.ID.V)
	refs := c.References
	if !c.HasBasis() {
		refs = g.Set.References
	}
	title := g.localized(c.Title)
	out := []node{{
		ID: iri, Type: []string{requirement, criterion}, Identifier: identifier, Title: title, PrefLabel: title,
		IsRequirementOf: g.IRI, IsDerivedFrom: g.references(refs), Fulfils: "#rule",
	}}
	for _, of := range []struct {
		name, id string
		when     *criteria.Condition
	}{{"applies", "DataApplies", c.Applies}, {"met", "DataMet", c.Met}, {"unmet", "DataUnmet", c.Unmet}} {
		if of.when == nil {
			continue
		}
		id, identifier := g.part("criterion", c.ID.V+"-"+of.name)
		named := g.in(func(w *phrase.Words) string { return w.Format(of.id, struct{ Criterion string }{title[w.Lang()]}) })
		concepts := g.concepts(of.when)
		out[0].HasRequirement = append(out[0].HasRequirement, id)
		for _, x := range concepts {
			if !slices.Contains(out[0].HasConcept, x) {
				out[0].HasConcept = append(out[0].HasConcept, x)
			}
		}
		out = append(out, node{
			ID: id, Type: []string{requirement, constraint}, Identifier: identifier, Title: named, PrefLabel: named,
			Description:     g.in(func(w *phrase.Words) string { return w.Plain(of.when) }),
			IsRequirementOf: iri, Constrains: concepts, Fulfils: "#rule",
		})
	}
	return out
}

// concepts returns the concepts of the questions in a condition, in the order of the questions.
func (g *graph) concepts(c *criteria.Condition) []string {
	named := map[int]bool{}
	var in func(criteria.Expr)
	in = func(e criteria.Expr) {
		for _, t := range criteria.Terms(e) {
			in(t)
		}
		switch e := e.(type) {
		case criteria.Is:
			named[e.Question] = true
		case criteria.Has:
			named[e.Question] = true
		case criteria.Answered:
			named[e.Question] = true
		}
	}
	in(c.Root)
	var out []string
	for i := range g.Set.Questions {
		if named[i] {
			iri, _ := g.part("concept", g.Set.Questions[i].ID.V)
			out = append(out, iri)
		}
	}
	return out
}

func (g *graph) outcomes() {
	scheme, identifier := "#outcomes", g.Set.ID.V+"/"+g.Set.Version()+"#outcomes"
	top := node{ID: scheme, Type: []string{conceptScheme}, Identifier: identifier, Title: g.in(func(w *phrase.Words) string { return w.Text("DataOutcomes") })}
	var concepts []node
	for _, o := range g.Set.Outcomes {
		iri, _ := g.part("outcome", o.ID.V)
		top.HasTopConcept = append(top.HasTopConcept, iri)
		concepts = append(concepts, node{ID: iri, Type: []string{concept}, PrefLabel: g.localized(o.Title), Notation: o.ID.V, InScheme: scheme})
	}
	g.nodes = append(append(g.nodes, top), concepts...)
}
