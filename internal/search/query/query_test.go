package query_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/index"
	"baken.example/baken/internal/search/language"
	"baken.example/baken/internal/search/query"
)

// site is a source in memory.
type site struct {
	pages    []search.Page
	synonyms [][]string
}

func (s *site) Len() int             { return len(s.pages) }
func (s *site) Synonyms() [][]string { return s.synonyms }
func (s *site) Read(i int, into *search.Page) {
	p := s.pages[i]
	into.Key, into.Label, into.Links = p.Key, p.Label, p.Links
	into.URL, into.Title, into.Description, into.Sections, into.Text = p.URL, p.Title, p.Description, p.Sections, p.Text
}

// add adds a page: its title, the text of its top, and headings and texts by turns.
func (s *site) add(title string, texts ...string) {
	p := search.Page{URL: fmt.Sprintf("/p%d/", len(s.pages)), Title: title}
	for i := 0; i < len(texts); i++ {
		section := search.Section{}
		if i > 0 {
			section.Heading, section.Anchor = texts[i], strings.ToLower(strings.ReplaceAll(texts[i], " ", "-"))
			i++
		}
		section.Start = len(p.Text)
		p.Text = append(p.Text, texts[i]...)
		section.End = len(p.Text)
		p.Sections = append(p.Sections, section)
	}
	s.pages = append(s.pages, p)
}

func (s *site) evaluator(t testing.TB, tag string) *query.Evaluator {
	t.Helper()
	lang, err := language.Of(tag)
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Build(t.Context(), lang, s)
	if err != nil {
		t.Fatal(err)
	}
	e, err := query.New(x.Manifest, load(x))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func load(x *index.Index) func(name string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		i := slices.IndexFunc(x.Files, func(f index.File) bool { return f.Name == name })
		if i < 0 {
			return nil, fmt.Errorf("no file %q", name)
		}
		return x.Files[i].Append(nil)
	}
}

func town() *site {
	s := &site{synonyms: [][]string{{"BSN", "burgerservicenummer"}, {"Wmo", "Wet maatschappelijke ondersteuning"}}}
	s.add("Verhuizen", "Geef uw verhuizing door binnen vijf dagen.", "Nieuwe huizen", "Er komen huizen bij in de wijk.", "Documenten", "Neem uw paspoort en burgerservicenummer mee.")
	s.add("Paspoort aanvragen", "U vraagt een paspoort aan op het gemeentehuis.", "Kosten", "Een paspoort kost 80 euro.", "Spoed", "Met spoed duurt het twee werkdagen.")
	s.add("Afval", "Zet de container aan de weg.", "Grofvuil", "Meld grofvuil bij de milieustraat.", "Inzameldagen", "De inzameldag staat in de afvalkalender.")
	s.add("Parkeervergunning", "Vraag een parkeervergunning voor bewoners aan.", "Bezoekersvergunning", "Voor bezoek is er een andere vergunning.")
	s.add("Zorg en hulp", "De Wet maatschappelijke ondersteuning regelt hulp thuis.", "Wat moet ik doen", "Bel het loket.")
	return s
}

func TestSearch(t *testing.T) {
	e := town().evaluator(t, "nl")
	for _, test := range []struct{ query, want string }{
		{"paspoort", "/p1/"},
		{"paspoorten", "/p1/"},
		{"PASPOORT!", "/p1/"},
		{"paspoort kosten", "/p1/#kosten"},
		{"vergunningen", "/p3/"},
		{"vergunning bezoekers", "/p3/#bezoekersvergunning"},
		{"kalender", "/p2/#inzameldagen"},
		{"afvalcontainer", "/p2/"},
		{"paspoortkosten", "/p1/#kosten"},
		{"paspoord", "/p1/"},
		{"psapoort", "/p1/"},
		{"aspoort", "/p1/"},
		{"parkeervergunnign", "/p3/"},
		{"bsn", "/p0/#documenten"},
		{"wmo", "/p4/"},
		{"wat moet ik doen", "/p4/#wat-moet-ik-doen"},
		{"hoe kan ik een paspoort aanvragen?", "/p1/"},
		{"grofv", "/p2/#grofvuil"},
		{"grofvuilregeling", "/p2/#grofvuil"},
		{"afvalprogramma", "/p2/"},
		{"paspoortachtigheden", "/p1/"},
		{"verhuiswagen", "/p0/"},
		{"quantum", ""},
		{"", ""},
		{"\u202e\x00*.[(", ""},
		{strings.Repeat("paspoort ", 2000), "/p1/"},
		{strings.Repeat("x", 10000), ""},
	} {
		a, err := e.Search(test.query)
		if err != nil {
			t.Fatalf("%.40q: %v", test.query, err)
		}
		if got := top(t, e, a); got != test.want {
			t.Errorf("%.40q leads to %q, want %q", test.query, got, test.want)
		}
	}
}

// top returns the address of the first result.
func top(t *testing.T, e *query.Evaluator, a *query.Answer) string {
	t.Helper()
	if len(a.Pages) == 0 {
		return ""
	}
	hit := a.Pages[0].Hits[0]
	u, err := e.Unit(hit.Unit)
	if err != nil {
		t.Fatal(err)
	}
	url := u.URL
	if anchor := u.Sections[hit.Section].Anchor; anchor != "" {
		url += "#" + anchor
	}
	return url
}

func TestCorrected(t *testing.T) {
	e := town().evaluator(t, "nl")
	for q, want := range map[string]string{"pasproot aanvragen": "paspoort aanvragen", "paspo": "", "quantum": ""} {
		a, err := e.Search(q)
		if err != nil {
			t.Fatal(err)
		}
		if a.Corrected != want {
			t.Errorf("%q was corrected to %q, want %q", q, a.Corrected, want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	e := town().evaluator(t, "nl")
	a, err := e.Search("parkeervergunning bezoek")
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("Er staat iets anders. ", 20) + "Een Parkeervergunning geldt ook voor\nbezoek aan u. " + strings.Repeat("Daarna komt nog meer. ", 20)
	x := a.Excerpt(long)
	if !x.Before || !x.After {
		t.Errorf("the excerpt goes on: %t, %t", x.Before, x.After)
	}
	if len(x.Pieces) != 5 || x.Pieces[1] != "Parkeervergunning" || x.Pieces[3] != "bezoek" {
		t.Errorf("the pieces are %q", x.Pieces)
	}
	if whole := strings.Join(x.Pieces, ""); !strings.Contains(whole, "geldt ook voor · bezoek aan u") {
		t.Errorf("the excerpt is %q", whole)
	}
	if x := a.Excerpt("Over bewonersparkeervergunningen hier"); len(x.Pieces) != 3 || x.Pieces[1] != "bewonersparkeervergunningen" {
		t.Errorf("the pieces are %q", x.Pieces)
	}
	for text, want := range map[string]string{
		"Kies:\nJa\nNee\n": "Kies:\nJa · Nee · ", "Goed.\nNee?\nJa": "Goed.\nNee?\nJa", "\nJa\n\n\nNee": " · Ja · Nee",
	} {
		if got := strings.Join(a.Excerpt(text).Pieces, ""); got != want {
			t.Errorf("the excerpt of %q is %q", text, got)
		}
	}
	for _, text := range []string{"", "…", "kort", "parkeervergunning", "e-mail", strings.Repeat("parkeervergunning ", 99)} {
		x := a.Excerpt(text)
		if !x.Before && !x.After && strings.Join(x.Pieces, "") != text {
			t.Errorf("the excerpt of %q is %q", text, x.Pieces)
		}
		if len(x.Pieces)%2 != 1 {
			t.Errorf("the excerpt of %q has %d pieces", text, len(x.Pieces))
		}
	}
}

// TestBroken returns an error for each file of the index that is missing or broken.
func TestBroken(t *testing.T) {
	lang, err := language.Of("nl")
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Build(t.Context(), lang, town())
	if err != nil {
		t.Fatal(err)
	}
	for _, content := range []string{"", "{", "null", `[["a","*"]]`, `[["paspoort","(() (() (()"]]`, `[["paspoort","(() !"]]`, `[1]`, `"a b"`, "<!DOCTYPE html>"} {
		e, err := query.New(x.Manifest, func(string) ([]byte, error) { return []byte(content), nil })
		if err != nil {
			t.Fatal(err)
		}
		a, err := e.Search("paspoort")
		if err == nil && len(a.Pages) > 0 {
			t.Errorf("shards of %q have results", content)
		}
	}
	missing := errors.New("missing")
	e, err := query.New(x.Manifest, func(string) ([]byte, error) { return nil, missing })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Search("paspoort"); !errors.Is(err, missing) {
		t.Errorf("without shards: %v", err)
	}
	if _, err := e.Unit(0); !errors.Is(err, missing) {
		t.Errorf("without texts: %v", err)
	}
	other := *x.Manifest
	other.Format++
	if _, err := query.New(&other, load(x)); err == nil {
		t.Error("an index of another format was accepted")
	}
}

func TestWords(t *testing.T) {
	e := town().evaluator(t, "nl")
	for q, want := range map[string]string{
		"E-mail": "email|", "e-mail en e-mail": "email|en", "foto's van foto's": "fotos|van", "de het een": "|de het een", "De verhuizing": "verhuizing|de",
		strings.Repeat("a", 300): strings.Repeat("a", search.MaxWord) + "|", "": "|", "-'. ?": "|",
	} {
		words, stop := e.Words(q)
		if got := strings.Join(words, " ") + "|" + strings.Join(stop, " "); got != want {
			t.Errorf("%.40q has the words %q, want %q", q, got, want)
		}
	}
}

// TestConcurrentLoads has two callers load a file at the same time: both get the same.
func TestConcurrentLoads(t *testing.T) {
	lang, err := language.Of("nl")
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Build(t.Context(), lang, town())
	if err != nil {
		t.Fatal(err)
	}
	var both, done sync.WaitGroup
	both.Add(2)
	e, err := query.New(x.Manifest, func(name string) ([]byte, error) {
		both.Done()
		both.Wait()
		return load(x)(name)
	})
	if err != nil {
		t.Fatal(err)
	}
	units := [2]*search.TextUnit{}
	for i := range units {
		done.Go(func() {
			u, err := e.Unit(0)
			if err != nil {
				t.Error(err)
			}
			units[i] = u
		})
	}
	done.Wait()
	if units[0] != units[1] {
		t.Error("two callers have two copies of a file")
	}
}
