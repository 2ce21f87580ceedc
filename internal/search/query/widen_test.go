package query_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/search"
)

// leads holds where queries lead to first.
func leads(t *testing.T, s *site, tag string, queries map[string]string) {
	t.Helper()
	e := s.evaluator(t, tag)
	for q, want := range queries {
		a, err := e.Search(q)
		if err != nil {
			t.Fatalf("%q: %v", q, err)
		}
		if got := top(t, e, a); got != want {
			t.Errorf("%q leads to %q, want %q", q, got, want)
		}
	}
}

// TestApart holds that a compound is found whose parts stand apart in a query or in a text, short
// parts and unknown ones among them.
func TestApart(t *testing.T) {
	s := &site{}
	s.add("Traplift", "Een lift langs de trap.")
	s.add("Wetten", "De wet en haar wijzigingen.")
	s.add("Buurtgesprek", "Praat met wie naast u woont.")
	s.add("Bewijsstukken", "Wat u meeneemt.")
	s.add("Huisdieren", "Over stukken en een gesprek.")
	leads(t, s, "nl", map[string]string{
		"trap lift": "/p0/", "wetswijziging": "/p1/", "gesprek": "/p2/", "bewezen": "/p3/", "bewijs": "/p3/",
	})
	s = &site{}
	s.add("Stairlift", "A chair that goes up.")
	s.add("Assistance dogs", "A dog that helps. Take the dog along.")
	s.add("Assistance", "Money for those who need it.")
	leads(t, s, "en", map[string]string{"stair lift": "/p0/", "stair lifts": "/p0/", "assistancedog": "/p1/"})
	// The site has the compound in another form.
	s = &site{}
	s.add("Tuinen", "Een tuin bij huis.")
	s.add("Speelgoed", "Speelgoed en wat wij ermee spelen.")
	s.add("Speeltuinen", "Waar kinderen spelen.")
	leads(t, s, "nl", map[string]string{"speel tuin": "/p2/", "speel tuinen": "/p2/"})
	s = &site{}
	s.add("Ground", "The ground is wet.")
	s.add("Plays", "A play in the theatre.")
	s.add("Playgrounds", "Where children are.")
	leads(t, s, "en", map[string]string{"play ground": "/p2/", "play grounds": "/p2/"})
}

// TestShortEnding holds that a word of three letters is found at the end of compounds, unless the
// site has it as a word.
func TestShortEnding(t *testing.T) {
	s := &site{}
	s.add("Datalek", "Wat u doet als gegevens op straat liggen.")
	s.add("Parkeren", "Waar uw auto mag staan.")
	s.add("Huurauto", "Een auto voor een dag.")
	s.add("Een rit", "De rit met een busrit erbij.")
	s.add("Busrit", "Met de bus.")
	leads(t, s, "nl", map[string]string{"lek": "/p0/", "datalek": "/p0/", "rit": "/p3/", "ek": ""})
}

// TestParticiple holds that a participle that no page has leads to other forms of its verb.
func TestParticiple(t *testing.T) {
	s := &site{}
	s.add("Nieuws", "Wat er deze week was.")
	s.add("Wijzigingen", "Wat er anders is.")
	leads(t, s, "nl", map[string]string{"gewijzigd": "/p1/", "gewijzigde": "/p1/"})
}

// TestLinks holds that the texts of links lead to their targets, and that many links to a page
// don't make it the first one for a word of theirs.
func TestLinks(t *testing.T) {
	s := &site{}
	s.add("Contact", "Write to us.", "Phone", "Call us.")
	s.add("News", "Nothing new.")
	s.add("The office", "We are open.")
	for i := range s.pages {
		s.pages[i].Key = s.pages[i].URL
	}
	s.pages[1].Label = "Bulletin"
	s.pages[1].Links = []search.Link{
		{Key: "/p0/", Text: "report a mistake"}, {Key: "/p0/", Anchor: "phone", Text: "helpdesk"}, {Key: "/p0/", Anchor: "gone", Text: "complain"},
		{Key: "/nowhere/", Text: "nonsense"}, {Key: "/p0/", Text: "ask the office"}, {Key: "/p0/", Text: "office hours"}, {Key: "/p0/", Text: "visit the office"},
	}
	leads(t, s, "en", map[string]string{
		"report a mistake": "/p0/", "helpdesk": "/p0/#phone", "complain": "/p0/", "nonsense": "", "office": "/p2/", "bulletin": "/p1/",
	})
}

// TestLater holds that sections that are shown only after answers come behind those that explain.
func TestLater(t *testing.T) {
	s := &site{}
	s.add("Check", "Answer.", "Your mandate", "It is met.")
	s.add("Explained", "Read.", "Your mandate", "It is met.")
	leads(t, s, "en", map[string]string{"mandate": "/p0/#your-mandate"})
	s.pages[0].Sections[1].Later = true
	leads(t, s, "en", map[string]string{"mandate": "/p1/#your-mandate"})
}

// TestUnits holds that sections in different units of a page are shown if few pages are.
func TestUnits(t *testing.T) {
	long := strings.Repeat("Some words of a long text. ", 100)
	few, many := &site{}, &site{}
	few.add("One", "Top.", "A", "The zebra. "+long, "B", "A zebra. "+long)
	for range 6 {
		many.add("One", "Top.", "A", "The zebra. "+long, "B", "A zebra. "+long)
	}
	for i, s := range []*site{few, many} {
		a, err := s.evaluator(t, "en").Search("zebra")
		if err != nil {
			t.Fatal(err)
		}
		if got, want := len(a.Pages[0].Hits), 2-i; got != want {
			t.Errorf("%d pages: %d hits of the first, want %d", len(a.Pages), got, want)
		}
	}
}

// TestExplained holds that a section that explains an abbreviation comes before one that uses it
// more often.
func TestExplained(t *testing.T) {
	s := &site{}
	s.add("Links", "Top.", "Files", "JSON has ELI. The ELI is there.", "Formats", "The European Legislation Identifier (ELI) names a law. It has a number and a date, and some more words.")
	leads(t, s, "en", map[string]string{"eli": "/p0/#formats", "ELI": "/p0/#formats"})
	s.synonyms = [][]string{{"ELI", "European Legislation Identifier"}}
	leads(t, s, "en", map[string]string{"eli": "/p0/#files"})
}

// TestPartOfPlural holds that a part of a compound leads to a page that has the compound in another
// form than the part.
func TestPartOfPlural(t *testing.T) {
	s := &site{}
	s.add("Overzicht", "Iedere aanbieder staat in de lijst van het land."+strings.Repeat(" Daarna staat er nog meer.", 20))
	s.add("Tabel", "Een internetaanbieder.")
	s.add("Internetaanbieders", "Lees dit.")
	leads(t, s, "nl", map[string]string{"aanbieder": "/p2/"})
}

// TestNegations holds that contracted negations count as words, and aren't taken for others where no
// page has them.
func TestNegations(t *testing.T) {
	s := &site{}
	s.add("What you know", "All that you know of us, and know of them.")
	s.add("Answers", "Choose one.", "Not sure", "Yes, no, or I don’t know.")
	s.add("Donations", "Give a cent. It went well.")
	leads(t, s, "en", map[string]string{"don't know": "/p1/#not-sure", "can't": "", "won't": ""})
}

// TestOwnForm holds that a word leads to what has it in this form first, where another form is
// another word for readers; and that forms that begin alike are one word.
func TestOwnForm(t *testing.T) {
	s := &site{}
	s.add("The criteria", "Each of the criteria, and the criteria together.")
	s.add("An extra criterion for teams", "It is a criterion.")
	s.add("Printing", "How to print, and more on printing.")
	s.add("A book in large print", "Books in print.")
	for range 6 {
		s.add("Opening hours", "We are open each day, but for the criteria.")
	}
	leads(t, s, "en", map[string]string{
		"criterion": "/p1/", "criteria": "/p0/", "criterions": "/p0/", "print": "/p2/", "printing": "/p2/", "teams criterion": "/p1/", "the criteria": "/p0/",
	})
	s = &site{}
	s.add("Vragen", "De vragen en antwoorden.")
	s.add("Hoe een vraag stellen bij ons", "U stelt een vraag.")
	s.add("Huizen", "Over huizen.")
	for range 6 {
		s.add("Openingstijden", "Wij zijn er voor vragen over huizen.")
	}
	leads(t, s, "nl", map[string]string{"vraag": "/p1/", "vragen": "/p0/", "huis": "/p2/", "huizen": "/p2/"})
}

// TestNames holds that a word of which an address is made leads to it, unless it is one of several
// or of no use; and that it doesn't come before what says so itself.
func TestNames(t *testing.T) {
	s := &site{}
	s.add("Frequently asked questions", "What people ask.", "The results", "What comes out.", "The rest", "What else there is.")
	s.pages[0].URL = "/en/faq/"
	s.pages[0].Sections[1].Anchor, s.pages[0].Sections[2].Anchor = "set:outcomes", "internet_provider"
	s.add("Getting started", "How to begin.", "Steps", "One by one.")
	s.pages[1].URL, s.pages[1].Sections[1].Anchor = "/en/getting-started/", "a2"
	s.add("Rights", "Outlines of your privacy, of which the word is elsewhere.")
	s.pages[2].URL = "/en/priv%C3%A9/"
	s.add("Broken", "Nothing to see.")
	s.pages[3].URL = "/en/%zz/"
	s.add("Privé", "What is yours.")
	leads(t, s, "en", map[string]string{
		"outcomes": "/en/faq/#set:outcomes", "outcome": "/en/faq/#set:outcomes", "faq": "/en/faq/", "provider": "", "a2": "", "prive": "/p4/", "zz": "",
	})
}
