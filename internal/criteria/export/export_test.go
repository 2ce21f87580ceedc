package export_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/jsonschema-go/jsonschema"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/export"
	"baken.example/baken/internal/license"
)

var cc0 = license.License{ID: "CC0-1.0", URL: "https://spdx.org/licenses/CC0-1.0.html"}

const url = "https://guide.test/criteria/schema.json"

func text(s string) content.Text { return content.Text{V: s} }

func both(s string) content.Localized {
	return content.Localized{"en": text(s), "fr": text(s + " (fr)")}
}

func day(s string) content.Date {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return content.Date{Time: t}
}

// small is a set with everything that a set can have.
func small() *criteria.Set {
	when := func(source string, e criteria.Expr) *criteria.Condition {
		return &criteria.Condition{Source: text(source), Root: e}
	}
	return &criteria.Set{
		ID: text("small-set"), ValidFrom: day("2020-01-01"), ValidTo: day("2021-12-31"),
		Title: both("A & <b>"), Basis: criteria.Basis{LegalBasis: both("The *law*"), References: laws()},
		Questions: []criteria.Question{
			{ID: text("kind"), Text: both("Which kind?"), Options: []criteria.Option{
				{ID: text("a"), Label: both("A"), Hint: both("first"), Short: both("a")}, {ID: text("b"), Label: both("B"), Guidance: both("- b")}}, Groups: []criteria.Group{{Heading: both("G"), First: 1, End: 2}}},
			{ID: text("boxes"), Text: both("What?"), Hint: both("tick"), Why: both("because"), Many: true,
				Short: both("what"), Error: both("Tick what."), Basis: criteria.Basis{References: laws()[1:]},
				Ask: when(`kind == "a"`, criteria.Is{Question: 0, Options: []int{0}}),
				Options: []criteria.Option{
					{ID: text("x"), Label: both("X")}, {ID: text("none"), Label: both("None"), Exclusive: true}}},
		},
		Criteria: []criteria.Criterion{{
			ID: text("c"), Title: both("C"), Guidance: both("- g"), Basis: criteria.Basis{LegalBasis: both("l")},
			Applies: when(`kind == "a"`, criteria.Is{Question: 0, Options: []int{0}}),
			Met:     when(`"x" in boxes`, criteria.Has{Question: 1, Option: 0}),
			Unmet:   when(`"none" in boxes`, criteria.Has{Question: 1, Option: 1}),
			Advice:  map[criteria.Verdict]content.Localized{criteria.Met: both("good"), criteria.Open: both("ask")},
		}},
		Outcomes: []criteria.Outcome{
			{ID: text("yes"), Title: both("Yes"), Body: both("Go on."),
				Basis: criteria.Basis{LegalBasis: both("by law")},
				When:  when(`criteria.c == "met"`, criteria.VerdictIs{Criterion: 0, Verdicts: []criteria.Verdict{criteria.Met}})},
			{ID: text("no"), Title: both("No")},
		},
		Examples: []criteria.Example{
			{Answers: criteria.Answers{0: {0}, 1: {0}}, Outcome: 0, Verdicts: map[int]criteria.Verdict{0: criteria.Met}},
			{Answers: criteria.Answers{0: {1}}, Outcome: 1},
			{Answers: criteria.Answers{0: {1}}, Outcome: -1, Verdicts: map[int]criteria.Verdict{0: criteria.NotApplicable}},
		},
	}
}

func laws() []criteria.Reference {
	return []criteria.Reference{
		{Name: both("Act"), Article: "16", Paragraph: "2", Point: "b", Identifier: "BWBR0005537", URL: "https://law.test/?a&b"},
		{Name: both("Code"), Article: "section 3"},
	}
}

// random is a random set with the texts that a set must have.
func random(seed uint64) *criteria.Set {
	set := criteriatest.Random(rand.New(rand.NewPCG(seed, 1)), 6)
	set.ValidFrom = day("2020-01-01")
	for i := range set.Questions {
		set.Questions[i].Text = both("q")
		for j := range set.Questions[i].Options {
			set.Questions[i].Options[j].Label = both("o")
		}
	}
	for i := range set.Criteria {
		set.Criteria[i].Title = both("c")
	}
	for i := range set.Outcomes {
		set.Outcomes[i].Title = both("r")
		for j := range set.Outcomes[i].Items {
			set.Outcomes[i].Items[j].Text = both("i")
		}
	}
	return set
}

func schema(t *testing.T) *jsonschema.Resolved {
	t.Helper()
	// The comparison is with the published text.
	published, err := export.WriteSchema(url)
	if err != nil {
		t.Fatal(err)
	}
	var s jsonschema.Schema
	if err := json.Unmarshal(published, &s); err != nil {
		t.Fatal(err)
	}
	resolved, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return resolved
}

func decode(t *testing.T, b []byte) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func write(t *testing.T, set *criteria.Set) []byte {
	t.Helper()
	b, err := export.JSON(set, []*criteria.Set{set}, cc0, []string{"en", "fr"}, url)
	if err != nil {
		t.Fatal(err)
	}
	again, err := export.JSON(set, []*criteria.Set{set}, cc0, []string{"en", "fr"}, url)
	if err != nil || !bytes.Equal(b, again) {
		t.Error("not the same twice", err)
	}
	return b
}

func TestDocumentsKeepToTheSchema(t *testing.T) {
	s := schema(t)
	sets := []*criteria.Set{small()}
	for seed := range uint64(20) {
		sets = append(sets, random(seed))
	}
	for i, set := range sets {
		if err := s.Validate(decode(t, write(t, set))); err != nil {
			t.Errorf("set %d: %v", i, err)
		}
	}
}

// TestBrokenDocuments holds that a document that lacks something, or has something else, is
// refused.
func TestBrokenDocuments(t *testing.T) {
	s := schema(t)
	whole := string(write(t, small()))
	for _, c := range []struct{ old, new string }{
		{`"format": 3`, `"format": 2`},
		{`"heading"`, `"title"`},
		{`"id": "small-set"`, `"id": "Small set"`},
		{`"id": "small-set",`, ``},
		{`"valid_from": "2020-01-01"`, `"valid_from": "1 January 2020"`},
		{`"valid_from"`, `"validFrom"`},
		{`"type": "one"`, `"type": "some"`},
		{`"id": "kind"`, `"id": "Kind"`},
		{`"exclusive": true`, `"exclusive": "yes"`},
		{`"ask": "kind == \"a\""`, `"ask": ""`},
		{`"ask": "kind == \"a\""`, `"ask": {"kind": "a"}`},
		{`"en": "Which kind?"`, `"en": null`},
		{`"c": "met"`, `"c": "pending"`},
		{`"c": "met"`, `"C": "met"`},
		{`"answers"`, `"answer"`},
		{`"outcome": "no"`, `"outcome": null`},
		{`"examples": [`, `"more": [], "examples": [`},
		{`"en": "Yes",`, `"en": "",`},
	} {
		broken := strings.Replace(whole, c.old, c.new, 1)
		if broken == whole {
			t.Errorf("no %s in the document", c.old)
			continue
		}
		if s.Validate(decode(t, []byte(broken))) == nil {
			t.Errorf("with %s for %s it is valid", c.new, c.old)
		}
	}
}

// TestNames holds the published names stable: readers depend on them.
func TestNames(t *testing.T) {
	set := small()
	want := `{
  "$schema": "https://guide.test/criteria/schema.json",
  "format": 3,
  "id": "small-set",
  "valid_from": "2020-01-01",
  "valid_to": "2021-12-31",
  "versions": [
    {
      "valid_from": "2020-01-01",
      "valid_to": "2021-12-31",
      "url": "https://guide.test/criteria/small-set/2020-01-01.json"
    },
    {
      "valid_from": "2022-01-01",
      "url": "https://guide.test/criteria/small-set/2022-01-01.json"
    }
  ],
  "languages": [
    "en",
    "fr"
  ],
  "license": {
    "id": "CC0-1.0",
    "url": "https://spdx.org/licenses/CC0-1.0.html"
  },
  "title": {
    "en": "A & <b>",
    "fr": "A & <b> (fr)"
  },
  "legal_basis": {
    "en": "The *law*",
    "fr": "The *law* (fr)"
  },
  "references": [
    {
      "name": {
        "en": "Act",
        "fr": "Act (fr)"
      },
      "article": "16",
      "paragraph": "2",
      "point": "b",
      "identifier": "BWBR0005537",
      "scheme": "bwb",
      "url": "https://law.test/?a&b"
    },
    {
      "name": {
        "en": "Code",
        "fr": "Code (fr)"
      },
      "article": "section 3"
    }
  ],
  "questions": [
    {
      "id": "kind",
      "type": "one",
      "text": {
        "en": "Which kind?",
        "fr": "Which kind? (fr)"
      },
      "options": [
        {
          "id": "a",
          "label": {
            "en": "A",
            "fr": "A (fr)"
          },
          "hint": {
            "en": "first",
            "fr": "first (fr)"
          },
          "short": {
            "en": "a",
            "fr": "a (fr)"
          }
        },
        {
          "id": "b",
          "label": {
            "en": "B",
            "fr": "B (fr)"
          },
          "guidance": {
            "en": "- b",
            "fr": "- b (fr)"
          }
        }
      ],
      "groups": [
        {
          "heading": {
            "en": "G",
            "fr": "G (fr)"
          },
          "options": [
            "b"
          ]
        }
      ]
    },
    {
      "id": "boxes",
      "type": "many",
      "text": {
        "en": "What?",
        "fr": "What? (fr)"
      },
      "hint": {
        "en": "tick",
        "fr": "tick (fr)"
      },
      "short": {
        "en": "what",
        "fr": "what (fr)"
      },
      "error": {
        "en": "Tick what.",
        "fr": "Tick what. (fr)"
      },
      "why": {
        "en": "because",
        "fr": "because (fr)"
      },
      "references": [
        {
          "name": {
            "en": "Code",
            "fr": "Code (fr)"
          },
          "article": "section 3"
        }
      ],
      "ask": "kind == \"a\"",
      "options": [
        {
          "id": "x",
          "label": {
            "en": "X",
            "fr": "X (fr)"
          }
        },
        {
          "id": "none",
          "label": {
            "en": "None",
            "fr": "None (fr)"
          },
          "exclusive": true
        }
      ]
    }
  ],
  "criteria": [
    {
      "id": "c",
      "title": {
        "en": "C",
        "fr": "C (fr)"
      },
      "guidance": {
        "en": "- g",
        "fr": "- g (fr)"
      },
      "legal_basis": {
        "en": "l",
        "fr": "l (fr)"
      },
      "applies": "kind == \"a\"",
      "met": "\"x\" in boxes",
      "unmet": "\"none\" in boxes",
      "advice": {
        "met": {
          "en": "good",
          "fr": "good (fr)"
        },
        "open": {
          "en": "ask",
          "fr": "ask (fr)"
        }
      }
    }
  ],
  "outcomes": [
    {
      "id": "yes",
      "title": {
        "en": "Yes",
        "fr": "Yes (fr)"
      },
      "body": {
        "en": "Go on.",
        "fr": "Go on. (fr)"
      },
      "legal_basis": {
        "en": "by law",
        "fr": "by law (fr)"
      },
      "when": "criteria.c == \"met\""
    },
    {
      "id": "no",
      "title": {
        "en": "No",
        "fr": "No (fr)"
      }
    }
  ],
  "examples": [
    {
      "answers": {
        "boxes": [
          "x"
        ],
        "kind": [
          "a"
        ]
      },
      "outcome": "yes",
      "criteria": {
        "c": "met"
      }
    },
    {
      "answers": {
        "kind": [
          "b"
        ]
      },
      "outcome": "no"
    },
    {
      "answers": {
        "kind": [
          "b"
        ]
      },
      "criteria": {
        "c": "not_applicable"
      }
    }
  ]
}
`
	got, err := export.JSON(set, []*criteria.Set{set, {ID: set.ID, ValidFrom: day("2022-01-01")}}, cc0, []string{"en", "fr"}, url)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}

// TestEveryNameIsExplained holds that each property in the schema has a description.
func TestEveryNameIsExplained(t *testing.T) {
	s, err := export.Schema(url)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	var walk func(path string, s *jsonschema.Schema)
	walk = func(path string, s *jsonschema.Schema) {
		if s == nil {
			return
		}
		for name, p := range s.Properties {
			n++
			if p.Description == "" {
				t.Errorf("%s.%s isn't explained", path, name)
			}
			if len(p.Types) > 0 {
				t.Errorf("%s.%s may be any of %v", path, name, p.Types)
			}
			walk(path+"."+name, p)
		}
		walk(path+"[]", s.Items)
	}
	walk("", s)
	if n < 40 {
		t.Errorf("only %d properties", n)
	}
}
