package phrase_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/explanation"
	"baken.example/baken/internal/criteria/phrase"
)

func TestChange(t *testing.T) {
	messages, set := catalog(t), typed(t)
	exclusive := option("Geen", "None")
	exclusive.Exclusive = true
	set.Questions = append(set.Questions,
		criteria.Question{Text: text("Is 1 < 2?", "Is 1 < 2?"), Options: []criteria.Option{option("Ja", "Yes"), option("Soms", "At times")}},
		criteria.Question{Text: text("Dieren", "Pets"), Many: true, Options: []criteria.Option{option("Hond", "Dog"), option("Kat", "Cat"), exclusive}})
	for _, c := range []struct {
		change explanation.Change
		nl, en string
	}{
		{explanation.Change{{Question: 0, With: []int{1, 2}}}, "Hieraan is wel voldaan als je antwoord op “Leeftijd” 18 tot en met 65 jaar is[0].",
			"This would be met if your answer to “Age” was 18 to 65 years[0]."},
		{explanation.Change{{Question: 2, With: []int{0, 1}}}, "Hieraan is wel voldaan als je antwoord op “Is 1 &lt; 2?” “Ja” of “Soms” is[0].",
			"This would be met if your answer to “Is 1 &lt; 2?” was “Yes” or “At times”[0]."},
		{explanation.Change{{Question: 1, With: []int{0}}, {Question: 3, With: []int{0}, Without: []int{1}}},
			"Hieraan is wel voldaan als je antwoord op “Inkomen” hoogstens € 1.000 is[0] en je bij “Dieren” “Hond” aankruist en je bij “Dieren” “Kat” niet aankruist[1].",
			"This would be met if your answer to “Income” was at most €1,000[0] and you ticked “Dog” at “Pets” and you did not tick “Cat” at “Pets”[1]."},
		{explanation.Change{{Question: 3, With: []int{2}, Without: []int{0, 1}}}, "Hieraan is wel voldaan als je bij “Dieren” “Geen” aankruist[0].",
			"This would be met if you ticked “None” at “Pets”[0]."},
	} {
		for lang, want := range map[string]string{"nl": c.nl, "en": c.en} {
			w := phrase.New(set, lang, messages.In(lang))
			got := w.Change(c.change, func(part int) string { return "[" + string(rune('0'+part)) + "]" })
			if got = strings.ReplaceAll(got, "\u00a0", " "); got != want || w.Err() != nil {
				t.Errorf("%s, %v", got, w.Err())
			}
		}
	}
	set.Questions[2].Text = content.Localized{"en": {V: "<b>"}}
	if got := phrase.New(set, "en", messages.In("en")).Change(explanation.Change{{Question: 2, With: []int{0}}}, func(int) string { return "<i>" }); !strings.Contains(got, "“&lt;b&gt;”") || !strings.HasSuffix(got, "<i>.") {
		t.Error(got)
	}
}
