package baken_test

import (
	"html"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
)

func date(s string) content.Date {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return content.Date{Time: t}
}

var (
	script = regexp.MustCompile(`(?s)<(script|style)\b.*?</(script|style)>`)
	blocks = regexp.MustCompile(`</?(p|li|ul|h[1-6]|dd|dt|td|th|tr|div|summary|title|figcaption|small)\b[^>]*>`)
	tag    = regexp.MustCompile(`<[^>]*>`)
	// oldSide and newSide match a text of a version where two of them stand beside each other,
	// under the days on which it holds.
	oldSide = regexp.MustCompile(`(?s)<div><dt>(?:Tot en met|Up to and including) 14 [Aa]ugust(?:us)? 2026</dt><dd>.*?</dd></div>`)
	newSide = regexp.MustCompile(`(?s)<div><dt>(?:Vanaf|From) 15 [Aa]ugust(?:us)? 2026</dt><dd>.*?</dd></div>`)
	stop    = regexp.MustCompile(`[.!?]\s`)
)

// portalOn returns the pages of the portal as of a day, by their path, and its findings. Texts that
// are quoted from the version which isn't in force on the day are left out.
func portalOn(t *testing.T, day string) (map[string]string, diag.List) {
	t.Helper()
	p, err := pipeline.Load(t.Context(), os.DirFS("."), baken.Defaults, pipeline.Options{Date: date(day), Today: date("2026-11-28")})
	if err != nil {
		t.Fatal(err)
	}
	pages, other := map[string]string{}, newSide
	if !date(day).Before(date("2026-08-15").Time) {
		other = oldSide
	}
	quoted := 0
	for _, a := range p.Artifacts {
		if !strings.HasSuffix(a.Path, ".html") {
			continue
		}
		b, err := a.Append(nil)
		if err != nil {
			t.Fatal(err)
		}
		quoted += len(other.FindAll(b, -1))
		pages[a.Path] = other.ReplaceAllString(string(b), "")
	}
	if quoted == 0 {
		t.Fatal("no text of the other version is quoted: the comparison of versions reads differently")
	}
	return pages, p.Findings
}

// sentences returns the sentences of a page that match, without markup.
func sentences(page string, about *regexp.Regexp) (out []string) {
	page = strings.Join(strings.Fields(script.ReplaceAllString(page, "")), " ")
	text := blocks.ReplaceAllString(page, "\n")
	text = html.UnescapeString(tag.ReplaceAllString(text, ""))
	for line := range strings.Lines(text) {
		for _, s := range stop.Split(strings.TrimSpace(line)+" ", -1) {
			if about.MatchString(s) {
				out = append(out, strings.Join(strings.Fields(s), " "))
			}
		}
	}
	return out
}

// present matches how a sentence says of an act that it is in force.
const present = `(?:geldt|gelden|staat|noemt|mag|moet|kan|zegt|bepaalt|regelt|is in force|is still|is nog|is van kracht|allows|names|says|applies|requires|may|must|can|lets|governs)\b`

// stated reports whether a sentence says of an act that it is in force, where otherwise matches the
// sentences that don't.
func stated(s string, otherwise *regexp.Regexp) bool {
	return !name.MatchString(s) && (!otherwise.MatchString(s) || otherwise == isPast && isNow.MatchString(s))
}

// The acts, and how a sentence says that the first isn't in force any more, or the second not yet.
// A name by itself says nothing: it is a term with its definition beside it.
var (
	oldAct = regexp.MustCompile(`Wbni|Wet beveiliging netwerk|Network and Information Systems Security Act`)
	newAct = regexp.MustCompile(`Cyberbeveiligingswet|Cbw|BWBR0052872`)
	name   = regexp.MustCompile(`^(Wbni|Wet beveiliging netwerk- en informatiesystemen|Network and Information Systems Security Act|Cyberbeveiligingswet)$`)
	isPast = regexp.MustCompile(`\b(gold|mocht|noemde|sprak|gebeurde|was|waren|vorige|could|named|spoke|were|repeals|until|before this one)\b|trekt de Wbni in|14 augustus 2026|14 August 2026|geworden|became of`)
	isNow  = regexp.MustCompile(`(?:Wbni|informatiesystemen|Systems Security Act)\)?,? (?:[\pL-]+ ){0,3}?` + present +
		`|(?i)\b(?:` + present + `|volgens|onder|under) (?:de|the) Wbni,? (?:[\pL-]+ ){0,3}?` + present + `|(?i)\b` + present + ` de Wbni\b`)
	isLater = regexp.MustCompile(`Daarna|After that|vanaf 15 augustus 2026|from 15 August 2026`)
)

// TestLawOfTheDay builds the portal as of the last day of the one act and the first of the other:
// no page states an act as in force on a day on which it isn't.
func TestLawOfTheDay(t *testing.T) {
	before, found := portalOn(t, "2026-08-14")
	after, foundAfter := portalOn(t, "2026-08-15")
	found.Join(foundAfter)
	for _, f := range found.All() {
		if f.Code != diag.Placeholder {
			t.Errorf("%s: %s", f.Code, f)
		}
	}
	if !slices.Equal(slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after))) {
		t.Error("one day has pages that the other doesn't have")
	}
	inForce := func(pages map[string]string, act, otherwise *regexp.Regexp) (out []string) {
		for _, path := range slices.Sorted(maps.Keys(pages)) {
			for _, s := range sentences(pages[path], act) {
				if stated(s, otherwise) {
					out = append(out, path+": "+s)
				}
			}
		}
		return out
	}
	for _, s := range inForce(after, oldAct, isPast) {
		t.Errorf("on 15 August 2026 the repealed act is in force: %s", s)
	}
	for _, s := range inForce(before, newAct, isLater) {
		t.Errorf("on 14 August 2026 the new act is in force: %s", s)
	}
	// What the test looks for is there to be found: each act is in force on its own day.
	if n := len(inForce(before, oldAct, isPast)); n < 10 {
		t.Errorf("on 14 August 2026 only %d sentences say that the old act is in force", n)
	}
	if n := len(inForce(after, newAct, isLater)); n < 10 {
		t.Errorf("on 15 August 2026 only %d sentences say that the new act is in force", n)
	}
	var differ []string
	for path, page := range before {
		if page != after[path] {
			differ = append(differ, path)
		}
	}
	slices.Sort(differ)
	t.Log("pages that differ:\n" + strings.Join(differ, "\n"))
	for _, path := range []string{"en/assessment/index.html", "nl/beoordeling/index.html", "en/recipients/index.html", "nl/zelftest/index.html"} {
		if !slices.Contains(differ, path) {
			t.Errorf("%s doesn't differ", path)
		}
	}
	for _, path := range []string{"en/glossary/index.html", "nl/privacy/index.html", "nl/contact/index.html"} {
		if slices.Contains(differ, path) {
			t.Errorf("%s differs, but says nothing of the law", path)
		}
	}
}

// TestStated plants sentences in a page: those that state the repealed act as in force are found,
// though they have a word of the past in them, and the others aren't.
func TestStated(t *testing.T) {
	for s, want := range map[string]bool{
		"Volgens de Wbni mag het NCSC informatie delen met vier soorten ontvangers.":                 true,
		"De Wbni geldt nog, zoals die was.":                                                          true,
		"Onder de Wbni mag het NCSC dat, ook als het anders was.":                                    true,
		"Nog altijd geldt de Wbni, die er al was.":                                                   true,
		"De Wet beveiliging netwerk- en informatiesystemen (Wbni) bepaalt wat het NCSC mocht delen.": true,
		"In de Wbni staat met wie het NCSC informatie mocht delen.":                                  true,
		"The Wbni applies until further notice.":                                                     true,
		"The Wbni is in force until it is repealed.":                                                 true,
		"Under the Wbni, the NCSC may share what it could share before.":                             true,
		"The Network and Information Systems Security Act (Wbni) still allows what was allowed.":     true,
		"Artikel 106 trekt de Wbni in.":                                                              false,
		"Onder de Wbni mocht het NCSC informatie met je delen.":                                      false,
		"De Wbni, de vorige wet, noemde samenwerkingsverbanden.":                                     false,
		"Its article 106 repeals the Wbni.":                                                          false,
		"Under the Wbni, the NCSC could share information with you.":                                 false,
		"The Wbni, the law before this one, named partnerships.":                                     false,
		"The conditions were published when the Wbni was still in force.":                            false,
	} {
		found := sentences("<p>Before. "+s+" After.</p>", oldAct)
		if len(found) != 1 || stated(found[0], isPast) != want {
			t.Errorf("%q: found %q, stated as in force is to be %v", s, found, want)
		}
	}
}

// TestUnsettledIsSaidOnce holds that what isn't settled is on one page of each language, which
// says whom to ask.
func TestUnsettledIsSaidOnce(t *testing.T) {
	pages, _ := portalOn(t, "2026-08-15")
	for path, page := range pages {
		pages[path] = newSide.ReplaceAllString(page, "") // A comparison quotes it.
	}
	for _, about := range []string{"onder de Wbni een OKTT was", "that was an OKTT under the Wbni", "er nog steeds vier soorten ontvangers zijn", "there are still four kinds of recipient"} {
		var on []string
		for path, page := range pages {
			if n := strings.Count(page, about); n > 0 {
				on = append(on, path)
				if n > 1 {
					t.Errorf("%s says %q %d times", path, about, n)
				}
			}
		}
		if len(on) != 1 || !strings.Contains(on[0], "assessment/index.html") && !strings.Contains(on[0], "beoordeling/index.html") {
			t.Errorf("%q is on %q", about, on)
		}
	}
}

// TestApostrophes holds that no page has a straight apostrophe in a word.
func TestApostrophes(t *testing.T) {
	pages, _ := portalOn(t, "2026-08-15")
	straight := regexp.MustCompile(`\pL'\pL`)
	for path, page := range pages {
		for _, s := range sentences(page, straight) {
			t.Errorf("%s: %s", path, s)
		}
	}
}

// settled matches sentences that take for certain what isn't: that the four kinds of recipient
// live on, or that the criteria rest on the act in force.
var settled = regexp.MustCompile(`(Er zijn|zijn een van de) vier soorten ontvangers|(There are|are one of the) four kinds of recipient|` +
	`criteria berusten|criteria rest on|regels die gelden|rules in force`)

// TestUnsettledIsTakenForCertainNowhere holds that on the first day of the new act no page says as
// a fact what one page says isn't settled.
func TestUnsettledIsTakenForCertainNowhere(t *testing.T) {
	before, _ := portalOn(t, "2026-08-14")
	after, _ := portalOn(t, "2026-08-15")
	for path, page := range after {
		for _, s := range sentences(page, settled) {
			t.Errorf("%s: %s", path, s)
		}
	}
	// Under the act that named them there were four kinds: the test would find such a sentence.
	for _, path := range []string{"nl/zelftest/index.html", "en/self-check/index.html"} {
		if len(sentences(before[path], settled)) == 0 {
			t.Errorf("%s on 14 August 2026 doesn't say that there are four kinds of recipient", path)
		}
	}
}
