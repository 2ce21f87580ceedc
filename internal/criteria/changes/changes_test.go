package changes_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/changes"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/diff"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/quantity"
	"baken.example/baken/internal/criteria/wording"
	"baken.example/baken/internal/message"
)

var languages = []string{"nl", "en"}

func messages(t testing.TB) *message.Catalog {
	t.Helper()
	c, findings, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages(languages...)})
	if err != nil || findings.Len() > 0 {
		t.Fatal(findings.All(), err)
	}
	return c
}

// describe compares two sets in YAML, and describes what differs in a language.
func describe(t *testing.T, lang, old, new string) *changes.Document {
	t.Helper()
	catalog := messages(t)
	in := func(lang string) quantity.Strings { return catalog.In(lang) }
	var proven [2]*proof.Set
	for i, yaml := range []string{old, new} {
		sets, findings, err := definition.Load(t.Context(), fstest.MapFS{"content/criteria/set.yaml": {Data: []byte(yaml)}}, languages)
		if err != nil || findings.HasErrors() {
			t.Fatal(err, findings.All())
		}
		for _, add := range []func([]*criteria.Set, []string, func(string) quantity.Strings) error{quantity.Label, func(sets []*criteria.Set, languages []string, in func(string) quantity.Strings) error {
			return wording.Insert(sets, nil, languages, in)
		}} {
			if err := add(sets, languages, in); err != nil {
				t.Fatal(err)
			}
		}
		p, findings, err := proof.Check(t.Context(), sets[0])
		if err != nil || p == nil {
			t.Fatal(err, findings.All())
		}
		proven[i] = p
	}
	c, err := diff.Compare(t.Context(), proven[0], proven[1])
	if err != nil {
		t.Fatal(err)
	}
	if err := quantity.Label([]*criteria.Set{c.Union}, languages, in); err != nil {
		t.Fatal(err)
	}
	d, err := changes.New(c, lang, catalog.In(lang), changes.Sources{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func flood(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash("../criteriatest/flows/flood.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// later returns the flood set for 2027 with texts replaced, in pairs.
func later(t *testing.T, replaced ...string) string {
	t.Helper()
	s := strings.Replace(flood(t), "valid_from: 2026-01-01\nvalid_to: 2026-12-31\n", "valid_from: 2027-01-01\n", 1)
	for i := 0; i < len(replaced); i += 2 {
		if !strings.Contains(s, replaced[i]) {
			t.Fatalf("the set has no %q", replaced[i])
		}
		s = strings.ReplaceAll(s, replaced[i], replaced[i+1])
	}
	return s
}

// TestChanges describes changes of a set that isn't the repository's own: a reader finds who is
// affected, what came out and what comes out, and nothing that only the file says.
func TestChanges(t *testing.T) {
	for name, c := range map[string]struct {
		new      string
		effect   diff.Effect
		headline string
		want     []string
		not      []string
	}{
		"amount": {
			new:    later(t, "most_aid: EUR 300000", "most_aid: EUR 200000"),
			effect: diff.Results, headline: "Some answers lead to another result or assessment",
			want: []string{
				"the rules up to and including 31 December 2026 and the rules from 1 January 2027",
				"From “You can ask for help” to “The fund can’t pay”", "How much public aid have you received in three years? More than €200,000, but at most €300,000",
				"Other aid: from “Met” to “Not met”", "shares of all possible sets of answers, not of people",
				"Limits for the answer to “How much public aid have you received in three years?”: from €300,000 to €200,000",
			},
			not: []string{"A value in the rules", "could not be given before"},
		},
		"new option": {
			new:    later(t, "      - {id: pipe,", "      - {id: sea, label: {nl: De zee, en: The <sea>}}\n      - {id: pipe,"),
			effect: diff.Results, headline: "There are new answers to choose from",
			want: []string{"New: “You can ask for help”", "These answers could not be given before.", "Answer “The &lt;sea&gt;” to “What caused the damage?”",
				"Whoever gives the same answers gets the same result", "What caused the damage? The &lt;sea&gt;", "What does your insurer say? not asked"},
			not: []string{"The <sea>", "can no longer be given"},
		},
		"removed option": {
			new:    later(t, "      - {id: groundwater, label: {nl: Stijgend grondwater, en: Rising groundwater}}\n", ""),
			effect: diff.Results, headline: "Some answers can no longer be given",
			want: []string{"No longer: “You can ask for help”", "Gone", "Answer “Rising groundwater” to “What caused the damage?”"},
			not:  []string{"could not be given before"},
		},
		"removed question": {
			new: later(t, "  - id: permit\n", "  - id: permit2\n", "permit == \"yes\"", "permit2 == \"yes\"", "permit: \"yes\"", "permit2: \"yes\"",
				"Does the building have a permit?", "Is the building on the map?"),
			effect: diff.Results, headline: "Some answers lead to another result or assessment",
			want: []string{"Question “Is the building on the map?”, with the answers “Yes”, “No” or “I don’t know”", "Question “Does the building have a permit?”", "Now asked: “Is the building on the map?”"},
		},
		"texts": {
			new:    later(t, "Ask the town hall.", "Ask the town hall or us."),
			effect: diff.Wording, headline: "Nobody gets another result",
			want: []string{"What does change is the wording of some texts", "Criterion “The place”", "Advice if it can’t be assessed yet", "Ask the town <del>hall.</del>", "Ask the town <ins>hall or us.</ins>"},
			not:  []string{"not of people", "Share of"},
		},
		"nothing": {
			new:    later(t),
			effect: diff.None, headline: "Nothing changes",
			want: []string{"The texts are the same too."},
			not:  []string{"<h2"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := describe(t, "en", flood(t), c.new)
			page := string(d.AppendHTML(nil, 2))
			if d.Effect != c.effect || d.Headline != c.headline {
				t.Errorf("%v, %q", d.Effect, d.Headline)
			}
			text := regexp.MustCompile(`</?(b|li|ul|i)\b[^>]*>`).ReplaceAllString(page, "")
			for _, want := range c.want {
				if !strings.Contains(text, want) {
					t.Errorf("the page lacks %q", want)
				}
			}
			for _, not := range c.not {
				if strings.Contains(text, not) {
					t.Errorf("the page has %q", not)
				}
			}
			if t.Failed() {
				t.Log(text)
			}
			readable(t, page, d)
		})
	}
}

// id matches names that only the file of a set has.
var id = regexp.MustCompile(`\b\w+_\w+\b|criteria\.\w+|==|\bnil\b|%!`)

// readable holds that a page has no ids, no empty cells or headings, and no section twice.
func readable(t *testing.T, page string, d *changes.Document) {
	t.Helper()
	text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, " ")
	if found := id.FindString(text); found != "" {
		t.Errorf("the page has %q, which is from the file", found)
	}
	for _, empty := range []string{"<td></td>", "<b></b>", "<h3></h3>", "<li></li>", "“”", "<dd></dd>"} {
		if strings.Contains(page, empty) {
			t.Errorf("the page has %s", empty)
		}
	}
	seen := map[string]bool{}
	for _, s := range d.Sections {
		if seen[s.ID] || s.Heading == "" {
			t.Errorf("section %q, %q", s.ID, s.Heading)
		}
		seen[s.ID] = true
	}
}

// TestOtherSets describes sets of other shapes beside each other, in both languages: nothing fails,
// and every string is there.
func TestOtherSets(t *testing.T) {
	shapes := criteriatest.Shapes()
	for _, s := range shapes {
		for _, lang := range languages {
			d := describe(t, lang, s.YAML, s.YAML)
			if d.Effect != diff.None || len(d.Sections) > 0 {
				t.Errorf("%s differs from itself: %v", s.Name, d.Sections)
			}
		}
	}
	for _, lang := range languages {
		d := describe(t, lang, flood(t), later(t, "most_aid: EUR 300000", "most_aid: EUR 200000", "      - {id: pipe,", "      - {id: sea, label: {nl: De zee, en: The sea}}\n      - {id: pipe,",
			"min: 2025-01-01", "min: 2024-01-01", "unit: {nl: mensen, en: people}", "unit: {nl: personen, en: persons}"))
		readable(t, string(d.AppendHTML(nil, 2)), d)
	}
}

// TestNamed holds that two documents about one set share no id.
func TestNamed(t *testing.T) {
	d := describe(t, "en", flood(t), later(t, "Wait for its answer.", "Wait until it answers."))
	other := d.Named("first:2027")
	if d.Sections[0].ID == other.Sections[0].ID || !strings.HasPrefix(d.Sections[0].ID, "changes:flood:") {
		t.Errorf("%q and %q", d.Sections[0].ID, other.Sections[0].ID)
	}
}

// TestSharedTitle tells results with one title apart by their ids, and leaves ids out elsewhere.
func TestSharedTitle(t *testing.T) {
	data, err := os.ReadFile(filepath.FromSlash("../criteriatest/flows/rent-support.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	own, _, _ := strings.Cut(string(data), "examples:")
	shared := strings.Replace(own, "You probably won’t get support", "Apply for the support", 1)
	for _, c := range []struct{ set, want string }{
		{own, "From “You probably won’t get support” to “Apply for the support”"},
		{shared, "From “Apply for the support” (nothing) to “Apply for the support” (apply)"},
	} {
		d := describe(t, "en", c.set, strings.Replace(c.set, "income_one: EUR 36500", "income_one: EUR 37000", 1))
		if got := d.Sections[0].Effects[0].Heading; got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// ownValue matches the places of values that stand in content/values.yaml, which no set is read
// with here.
var ownValue = regexp.MustCompile(`:value\{\w+\}`)

// TestOwnVersions asks every question of the portal's two versions and gives every answer, one by
// one, without the engine that compares them: what the page of changes says of them is right.
func TestOwnVersions(t *testing.T) {
	read := func(name string) string {
		text, err := os.ReadFile(filepath.FromSlash("../../../content/criteria/" + name))
		if err != nil {
			t.Fatal(err)
		}
		return ownValue.ReplaceAllString(string(text), "15 August 2026")
	}
	old, new := read("collaboration.yaml"), read("collaboration-cbw.yaml")
	d := describe(t, "en", old, new)
	if d.Headline != "Nobody gets another result" || d.Summary[0] != "Whoever gives the same answers gets the same result and the same assessments." {
		t.Errorf("%s: %q", d.Headline, d.Summary)
	}
	var sets []*criteria.Set
	for _, yaml := range []string{old, new} {
		loaded, findings, err := definition.Load(t.Context(), fstest.MapFS{"content/criteria/set.yaml": {Data: []byte(yaml)}}, languages)
		if err != nil || findings.HasErrors() {
			t.Fatal(err, findings.All())
		}
		sets = append(sets, loaded[0])
	}
	count := 0
	var walk func(answers criteria.Answers)
	walk = func(answers criteria.Answers) {
		a, b := sets[0].Evaluate(answers), sets[1].Evaluate(answers)
		if a.Next != b.Next || a.Outcome != b.Outcome || !slices.Equal(a.Verdicts, b.Verdicts) || !slices.Equal(a.Items, b.Items) {
			t.Errorf("%v: %+v, %+v", answers, a, b)
		}
		if a.Next < 0 {
			if sets[0].Outcomes[a.Outcome].ID.V != sets[1].Outcomes[b.Outcome].ID.V {
				t.Errorf("%v: another outcome", answers)
			}
			count++
			return
		}
		q := &sets[0].Questions[a.Next]
		if q.Many || q.Scale != nil || len(q.Options) != len(sets[1].Questions[a.Next].Options) || q.ID.V != sets[1].Questions[a.Next].ID.V {
			t.Fatalf("the question %s isn't the same", q.ID.V)
		}
		for o := range q.Options {
			if q.Options[o].ID.V != sets[1].Questions[a.Next].Options[o].ID.V {
				t.Errorf("the option %s isn't the same", q.Options[o].ID.V)
			}
			next := maps.Clone(answers)
			next[a.Next] = []int{o}
			walk(next)
		}
	}
	walk(criteria.Answers{})
	if want := fmt.Sprintf("Their number: %d.", count); !strings.HasSuffix(d.Summary[len(d.Summary)-1], want) {
		t.Errorf("%q, not %s", d.Summary, want)
	}
	t.Logf("%d sets of answers", count)
}
