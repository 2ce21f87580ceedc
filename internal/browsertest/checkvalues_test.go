package browsertest

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/criteria"
)

// Ten thousand values of each question take the browser some minutes: -values 10000 -keys 400.
var (
	valuesTyped = flag.Int("values", 150, "compare this many random values of each typed question with direct evaluation")
	keysTyped   = flag.Int("keys", 12, "type this many of them key by key")
)

// valueShown is the state of a question after a value was typed, as the probe reports it.
type valueShown struct {
	Chosen, Says, At, Typed string
	Reached                 []string
}

// TestTypedReading types texts as people write them, and what isn't a value.
func TestTypedReading(t *testing.T) {
	t.Parallel()
	s, _ := typedChecks(t)
	b := startBrowser(t)
	type reading struct{ text, typed, says string }
	for lang, questions := range map[string]map[string][]reading{
		"nl": {
			"people": {
				{"4", "4 mensen", ""}, {" 4 ", "4 mensen", ""}, {"1", "1", ""}, {"04", "4 mensen", ""}, {"+4", "4 mensen", ""},
				{"1.250", "1.250 mensen", ""}, {"1250", "1.250 mensen", ""}, {"1 250", "1.250 mensen", ""}, {"4 mensen", "4 mensen", ""}, {"4,0", "4 mensen", ""}, {"4,-", "4 mensen", ""},
				{"٤", "4 mensen", ""}, {"４", "4 mensen", ""},
				{"", "", "Vul een getal in"}, {"   ", "", "Vul een getal in"},
				{"vier", "", "Vul een getal in cijfers in, zoals 1.250"}, {"4a", "", "Vul een getal in cijfers in, zoals 1.250"}, {"4-5", "", "Vul een getal in cijfers in, zoals 1.250"},
				{"1e3", "", "Vul een getal in cijfers in, zoals 1.250"}, {",", "", "Vul een getal in cijfers in, zoals 1.250"}, {"--4", "", "Vul een getal in cijfers in, zoals 1.250"},
				{"4,5", "", "Vul een heel getal in, zonder cijfers achter de komma"}, {"1.25", "", "Vul een heel getal in, zonder cijfers achter de komma"},
				{"0", "", "Dit moet 1 of meer zijn"}, {"-4", "", "Dit moet 1 of meer zijn"},
				{"2001", "", "Dit kan hoogstens 2.000 mensen zijn"}, {"99999999999999999999999", "", "Dit kan hoogstens 2.000 mensen zijn"},
			},
			"income": {
				{"31.250,50", "€ 31.250,50", ""}, {"31250,50", "€ 31.250,50", ""}, {"31250.50", "€ 31.250,50", ""}, {"31,250.50", "€ 31.250,50", ""}, {"31 250,5", "€ 31.250,50", ""},
				{"€ 31.250", "€ 31.250", ""}, {"€31.250,-", "€ 31.250", ""}, {"31.250 €", "€ 31.250", ""}, {"EUR 31.250", "€ 31.250", ""}, {"31.250 eur", "€ 31.250", ""}, {"USD 31.250", "", "Vul een bedrag in cijfers in, zoals 1.250,50"},
				{"31\u00a0250", "€ 31.250", ""}, {"31\u202f250", "€ 31.250", ""}, {"31’250", "€ 31.250", ""}, {"1.25", "€ 1,25", ""}, {"1.250", "€ 1.250", ""}, {"0.500", "€ 0,50", ""}, {",5", "€ 0,50", ""}, {"5,", "€ 5", ""},
				{"-50", "€ −50", ""}, {"−50", "€ −50", ""}, {"€ -50", "€ −50", ""}, {"- € 50", "€ −50", ""}, {"-0", "€ 0", ""},
				{"312,555", "", "Gebruik niet meer cijfers achter de komma dan in 1.250,50"}, {"31,250", "", "Gebruik niet meer cijfers achter de komma dan in 1.250,50"},
				{"1.2.3", "", "Vul een bedrag in cijfers in, zoals 1.250,50"}, {"1,250.000,00", "", "Vul een bedrag in cijfers in, zoals 1.250,50"}, {"12.50,00", "", "Vul een bedrag in cijfers in, zoals 1.250,50"},
				{"", "", "Vul een bedrag in, of kies een antwoord eronder"},
				{"500.000,01", "", "Dit kan hoogstens € 500.000 zijn"}, {"-5.000,01", "", "Dit moet € −5.000 of meer zijn"},
			},
			"born": {
				{"6/4/1960", "6 april 1960", ""}, {"06/04/1960", "6 april 1960", ""}, {" 6 /4/ 1960", "6 april 1960", ""}, {"6/april/1960", "6 april 1960", ""}, {"6/Apr/1960", "6 april 1960", ""}, {"29/2/2008", "29 februari 2008", ""},
				{"//", "", "Vul een datum in"}, {"6//1960", "", "Vul ook de maand in"}, {"/4/", "", "Vul ook de dag en het jaar in"}, {"6/4/", "", "Vul ook het jaar in"},
				{"31/2/2026", "", "In februari 2026 zijn er maar 28 dagen"}, {"29/2/2007", "", "In februari 2007 zijn er maar 28 dagen"}, {"31/4/2000", "", "In april 2000 zijn er maar 30 dagen"},
				{"0/4/1960", "", "De dag is een getal van 1 tot en met 31"}, {"32/4/1960", "", "De dag is een getal van 1 tot en met 31"}, {"x/4/1960", "", "De dag is een getal van 1 tot en met 31"},
				{"6/13/1960", "", "De maand is een getal van 1 tot en met 12"}, {"6/m/1960", "", "De maand is een getal van 1 tot en met 12"},
				{"6/4/60", "", "Schrijf het jaar met vier cijfers"}, {"6/4/0060", "", "Schrijf het jaar met vier cijfers"},
				{"31/12/1899", "", "De datum moet 1 januari 1900 of later zijn"}, {"1/1/2027", "", "De datum moet 31 december 2026 of eerder zijn"},
			},
			"area": {
				{"12,5", "12,5 m²", ""}, {"12.5", "12,5 m²", ""}, {"12,50", "12,5 m²", ""}, {"12 m²", "12 m²", ""}, {"12m2", "12 m²", ""},
				{"12,3", "", "Dit ligt tussen twee mogelijke antwoorden. Vul 12 m² of 12,5 m² in"}, {"12,25", "", "Gebruik niet meer cijfers achter de komma dan in 125,5"},
			},
		},
		"en": {
			"people": {{"1,250", "1,250 people", ""}, {"1.250", "", "Enter a whole number, without decimals"}, {"", "", "Enter a number"}, {"1", "1", ""}},
			"income": {
				{"31,250.50", "€31,250.50", ""}, {"31.250,50", "€31,250.50", ""}, {"31250,50", "€31,250.50", ""}, {"1,250", "€1,250", ""}, {"1,25", "€1.25", ""}, {"1.250", "", "Enter no more decimals than in 1,250.50"},
				{"-50", "−€50", ""}, {"-€50", "−€50", ""}, {"€-50", "−€50", ""}, {"", "", "Enter an amount, or select an answer below"}, {"lots", "", "Enter an amount in digits, such as 1,250.50"},
			},
			"born": {{"6/4/1960", "6 April 1960", ""}, {"6/april/1960", "6 April 1960", ""}, {"31/2/2026", "", "There are only 28 days in February 2026"}, {"6/4/", "", "Enter the year as well"}, {"6/ju/1960", "", "The month must be a number from 1 to 12"}},
			"area": {{"12.3", "", "This is between two possible answers. Enter 12 m² or 12.5 m²"}},
		},
	} {
		j := typed(t, b, s, lang)
		j.start()
		j.at("the first question", asks("people"))
		for question, readings := range questions {
			var texts []string
			for _, r := range readings {
				texts = append(texts, r.text)
			}
			shown, err := probe[[]valueShown](j.tab, "values", question, texts)
			j.do(err)
			for i, r := range readings {
				got := shown[i]
				if ordinary(got.Typed) != r.typed || ordinary(got.Says) != r.says || (got.Chosen == "") != (r.says != "") {
					t.Errorf("%s, %s, %q: %+v, want %q %q", lang, question, r.text, got, r.typed, r.says)
				}
			}
		}
		// Which fields of a date are wrong.
		for text, at := range map[string]string{"//": "012", "6//": "12", "31/2/2026": "0", "6/13/1960": "1", "6/4/60": "2", "1/1/1899": "012"} {
			shown, err := probe[[]valueShown](j.tab, "values", "born", []string{text})
			j.do(err)
			if shown[0].At != at {
				t.Errorf("%s: wrong fields of %q are %q, want %q", lang, text, shown[0].At, at)
			}
		}
	}
}

// ordinary returns a text with ordinary spaces.
func ordinary(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// typedQuestion is a question of testdata/typed.yaml whose answer decides a verdict, and that
// verdict computed from the value itself.
type typedQuestion struct {
	question, criterion string
	limits              []int64
	verdict             func(units int64) string
}

// verdictOf is a verdict that is met or not.
func verdictOf(met bool) string {
	if met {
		return "met"
	}
	return "unmet"
}

func dayUnits(y int, m time.Month, d int) int64 {
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60)
}

func typedQuestions() []typedQuestion {
	return []typedQuestion{
		{"people", "household", []int64{2, 8, 10}, func(n int64) string { return verdictOf(n >= 2 && n <= 8) }},
		{"income", "need", []int64{-100_00, 0, 20_000_50, 31_250_00}, func(n int64) string { return verdictOf(n <= 31_250_00 && n != 0) }},
		{"born", "age", []int64{dayUnits(1960, 4, 6), dayUnits(1999, 12, 31), dayUnits(2008, 2, 29)}, func(n int64) string {
			return verdictOf(n < dayUnits(1960, 4, 6) || n >= dayUnits(1999, 12, 31) && n <= dayUnits(2008, 2, 29))
		}},
		{"area", "size", []int64{12_5, 200_0}, func(n int64) string { return verdictOf(n > 12_5 && n <= 200_0) }},
	}
}

// unitsToTry returns the ends of a scale, the values at each limit and one step beside it, and
// random ones.
func (q typedQuestion) unitsToTry(s *criteria.Scale, n int, random *rand.Rand) []int64 {
	units := []int64{s.Min, s.Min + s.Step, s.Max - s.Step, s.Max}
	for _, l := range q.limits {
		units = append(units, l-s.Step, l, l+s.Step)
	}
	for range n {
		if near := q.limits[random.IntN(len(q.limits))]; random.IntN(2) == 0 { // Half of them are near a limit.
			units = append(units, min(max(near+(random.Int64N(41)-20)*s.Step, s.Min), s.Max))
			continue
		}
		units = append(units, s.Min+random.Int64N((s.Max-s.Min)/s.Step+1)*s.Step)
	}
	return units
}

// written returns a value as somebody may type it in a language.
func written(s *criteria.Scale, units int64, lang string, random *rand.Rand) string {
	v := s.Value(units)
	if s.Kind == criteria.Day {
		d := v.Time()
		return fmt.Sprintf("%d/%d/%d", d.Day(), d.Month(), d.Year())
	}
	point, group := ",", "."
	if lang == "en" {
		point, group = ".", ","
	}
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(v.String(), "-"), ".")
	if random.IntN(2) == 0 {
		group = []string{"", " ", "\u00a0"}[random.IntN(3)]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + group + whole[i:]
	}
	if strings.Trim(fraction, "0") != "" || fraction != "" && random.IntN(2) == 0 {
		whole += point + fraction
	}
	if units < 0 {
		whole = []string{"-", "−"}[random.IntN(2)] + whole
	}
	if s.Kind == criteria.Money && random.IntN(3) == 0 {
		whole = "€ " + whole
	}
	return whole
}

// TestTypedValues compares the verdicts on values that are typed with those that follow from the
// values themselves, at every limit and one step beside it, and at random.
func TestTypedValues(t *testing.T) {
	t.Parallel()
	s, set := typedChecks(t)
	b := startBrowser(t)
	for _, lang := range []string{"nl", "en"} {
		random := rand.New(rand.NewPCG(23, uint64(lang[0])))
		j := typed(t, b, s, lang)
		j.start()
		j.at("the first question", asks("people"))
		compared := 0
		for _, q := range typedQuestions() {
			question := &set.Questions[set.Question(q.question)]
			units := q.unitsToTry(question.Scale, *valuesTyped, random)
			for chunk := range slices.Chunk(units, 1000) {
				var texts []string
				for _, u := range chunk {
					texts = append(texts, written(question.Scale, u, lang, random))
				}
				shown, err := probe[[]valueShown](j.tab, "values", q.question, texts)
				j.do(err)
				for i, u := range chunk {
					want := q.criterion + "=" + q.verdict(u)
					if !slices.Contains(shown[i].Reached, want) {
						t.Fatalf("%s, %s, %q: %+v, want %s", lang, q.question, texts[i], shown[i], want)
					}
					compared++
				}
			}
			// The questions after it need an answer that lets them be asked.
			enough := map[string]string{"people": "4", "income": "1250", "born": "1/1/1950", "area": "100"}[q.question]
			_, err := probe[[]valueShown](j.tab, "values", q.question, []string{enough})
			j.do(err)
		}
		t.Logf("%s: %d values compared", lang, compared)
	}
}

// TestTypedKeys does the same with each value typed key by key, and Continue.
func TestTypedKeys(t *testing.T) {
	t.Parallel()
	s, set := typedChecks(t)
	b := startBrowser(t)
	for _, lang := range []string{"nl", "en"} {
		random := rand.New(rand.NewPCG(24, uint64(lang[0])))
		q := typedQuestions()[1]
		question := &set.Questions[set.Question(q.question)]
		j := typed(t, b, s, lang)
		j.start()
		j.enter("people", "4")
		j.enter("income", "40000")
		j.enter("born", "1", "1", "1950")
		for _, u := range q.unitsToTry(question.Scale, *keysTyped, random) {
			j.at("a result", func(s checkStep) bool { return len(s.Outcomes) == 1 })
			j.change("income")
			text := written(question.Scale, u, lang, random)
			j.enter("income", text)
			at := j.at("what follows", func(s checkStep) bool { return len(s.Outcomes) == 1 || slices.Equal(s.Questions, []string{"area"}) })
			if len(at.Outcomes) == 0 {
				j.enter("area", "100")
				at = j.at("the result", func(s checkStep) bool { return len(s.Outcomes) == 1 })
			}
			if want := q.criterion + "=" + q.verdict(u); !slices.Contains(at.Verdicts, want) {
				t.Fatalf("%s, %q: %q, want %s", lang, text, at.Verdicts, want)
			}
		}
	}
}
