package quantity_test

import (
	"fmt"
	"strings"
	"testing"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/quantity"
	"baken.example/baken/internal/message"
)

func TestField(t *testing.T) {
	messages := catalog(t)
	people := scale(t, criteria.Number, 0, "1", "2000", "<10")
	people.Unit = content.Localized{"nl": {V: "mensen"}, "en": {V: "people"}}
	area := scale(t, criteria.Number, 1, "-50", "500", "12.5<")
	area.Unit = content.Localized{"nl": {V: "m2"}, "en": {V: "m2"}}
	share := scale(t, criteria.Number, 0, "0", "100", "<50")
	share.Unit = content.Localized{"nl": {V: "%"}, "en": {V: "%"}}
	income := scale(t, criteria.Money, 2, "0", "500000", "31250<")
	income.Options = append(income.Options, criteria.Option{Unsure: true})
	yen := scale(t, criteria.Money, 0, "0", "90", "<50")
	yen.Scale.Currency = "JPY"
	for _, c := range []struct {
		name, lang string
		question   *criteria.Question
		// want is before|after|size|plain|minus|bare and some of what is wrong.
		want string
		says []string
	}{
		{"people", "nl", people, "|mensen|6|{n} mensen|−{n} mensen|{n}", []string{"Vul een getal in", "Vul een heel getal in, zonder cijfers achter de komma", "Dit moet 1 of meer zijn", "Dit kan hoogstens 2.000 mensen zijn"}},
		{"area", "en", area, "|m2|6|{n} m2|−{n} m2|", []string{"Enter a number", "Enter no more decimals than in 125.5", "This must be −50 m2 or more", "This can be at most 500 m2"}},
		{"share", "en", share, "|%|4|{n}%|−{n}%|", []string{"This can be at most 100%"}},
		{"income", "nl", income, "€||11|€ {n}|€ −{n}|", []string{"Vul een bedrag in, of kies een antwoord eronder", "Vul een bedrag in cijfers in, zoals 1.250,50"}},
		{"income", "en", income, "€||11|€{n}|−€{n}|", []string{"Enter an amount, or select an answer below"}},
		{"yen", "en", yen, "¥||3|¥{n}|−¥{n}|", []string{"Enter a whole amount, without decimals", "Enter an amount in digits, such as 12"}},
	} {
		f, err := quantity.New(c.lang, messages.In(c.lang)).Field(c.question)
		if err != nil {
			t.Fatal(err)
		}
		x := f.Texts
		if got := spaced(fmt.Sprintf("%s|%s|%d|%s|%s|%s", f.Before, f.After, f.Size, x.Plain, x.Minus, x.Bare)); got != c.want {
			t.Errorf("%s in %s: %s, want %s", c.name, c.lang, got, c.want)
		}
		all := spaced(strings.Join([]string{"", x.Empty, x.Not, x.Decimals, x.Step, x.Least, x.Most, ""}, "\n"))
		for _, want := range c.says {
			if !strings.Contains(all, "\n"+want+"\n") {
				t.Errorf("%s in %s: no %q in %s", c.name, c.lang, want, all)
			}
		}
	}
}

// dated has another format of days.
type dated struct {
	*message.Localizer
	format dateFormat
}

func (d dated) Format(id string, data any) (string, error) {
	if id == "DateFormat" {
		return d.format.Format(id, data)
	}
	return d.Localizer.Format(id, data)
}

// TestPartsOfDays holds that the fields of a date are in the order of the language.
func TestPartsOfDays(t *testing.T) {
	messages := catalog(t)
	for format, want := range map[dateFormat]string{
		"{{.Day}} {{.Month}} {{.Year}}":                                   "[day month year]",
		"{{.Month}} {{.Day}}, {{.Year}}":                                  "[month day year]",
		"{{.Year}}年{{.Month}}月{{.Day}}日":                                  "[year month day]",
		"{{if eq .Day 1}}1er{{else}}{{.Day}}{{end}} {{.Month}} {{.Year}}": "[day month year]",
	} {
		f, err := quantity.New("en", dated{messages.In("en"), format}).Field(scale(t, criteria.Day, 0, "2026-01-01", "2026-12-31"))
		if err != nil || fmt.Sprint(f.Parts) != want || f.Texts.Plain != "" {
			t.Errorf("%s: %+v, want %s (%v)", format, f, want, err)
		}
	}
}

// TestTyping holds that a script groups digits as the language does.
func TestTyping(t *testing.T) {
	messages := catalog(t)
	set := &criteria.Set{Questions: []criteria.Question{{}, *scale(t, criteria.Number, 0, "0", "99", "<18")}}
	set.Questions[1].ID.V = "age"
	for lang, want := range map[string]string{
		"nl": ", . 3 3", "en": ". , 3 3", "fr": ",   3 3", "de-CH": ". ’ 3 3", "es": ", . 3 3", "hi": ". , 3 2", "ar": ". , 3 3", "ja": ". , 3 3",
	} {
		typing, err := quantity.New(lang, messages.In("en")).Typing(set)
		if err != nil {
			t.Fatal(err)
		}
		if got := spaced(fmt.Sprintf("%s %s %d %d", typing.Point, typing.Group, typing.Primary, typing.Secondary)); got != want {
			t.Errorf("%s: %s, want %s", lang, got, want)
		}
		if len(typing.Questions) != 1 || typing.Questions["age"].Most != "This can be at most 99" {
			t.Errorf("%s: the questions are %v", lang, typing.Questions)
		}
	}
}
