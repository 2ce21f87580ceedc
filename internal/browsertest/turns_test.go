package browsertest

import (
	"fmt"
	"strings"
	"testing"
)

// TestTurns holds that no page goes without a view, and that states of each kind, and each page in
// one of its languages, are looked at in every view.
func TestTurns(t *testing.T) {
	defer func(before bool) { *thorough = before }(*thorough)
	two := []view{desk, phoneDark}
	s := &site{languages: []string{"nl", "en"}}
	for _, *thorough = range []bool{false, true} {
		var states, pages []page
		for i := range 9 { // An introduction, and four questions, each without and with an error.
			states = append(states, page{artifact: fmt.Sprint(i), lang: "en"})
		}
		for _, lang := range []string{"", "nl", "en", "fr"} {
			pages = append(pages, page{path: "/" + lang, lang: lang})
		}
		most := 1
		if *thorough {
			most = len(two)
		}
		seen := map[string]int{}
		of := byTurns(states, two...)
		for i, p := range states {
			views := of(p)
			if len(views) != most {
				t.Errorf("thorough %v: state %d in %d views", *thorough, i, len(views))
			}
			for _, v := range views {
				seen[fmt.Sprintf("%d %s", i%2, v.name)]++
			}
		}
		for _, p := range pages {
			views := s.byLanguage(two...)(p)
			if translated := p.lang == "nl" || p.lang == "en"; translated && len(views) != most || !translated && len(views) != len(two) {
				t.Errorf("thorough %v: %q in %d views", *thorough, p.path, len(views))
			}
			if p.lang == "nl" || p.lang == "en" {
				for _, v := range views {
					seen["page "+v.name]++
				}
			}
		}
		var made []page
		for _, kind := range []string{"diagram", "table", "words"} {
			for set := range 4 {
				made = append(made, page{path: fmt.Sprintf("/en/%s-set-%d/", kind, set)})
			}
		}
		six := []view{desk, phone, zoomed, tablet, small, wide}
		of = inPairs(made, six...)
		together := map[string]int{}
		for _, p := range made {
			kind, set, _ := strings.Cut(p.path, "-")
			for _, v := range of(p) {
				together[kind+v.name]++
				together[set+v.name]++
			}
		}
		if want := (3 + 4) * len(six); len(together) != want {
			t.Errorf("thorough %v: %d pairs with a view instead of %d", *thorough, len(together), want)
		}
		kinds := map[string]int{}
		for remainder := range 3 {
			for _, p := range oneKind(made, remainder) {
				kind, set, _ := strings.Cut(p.path, "-")
				kinds[fmt.Sprint(remainder, kind)]++
				kinds[fmt.Sprint(remainder, set)]++
			}
		}
		if want := 3 * (3 + 4); len(kinds) != want {
			t.Errorf("thorough %v: %d kinds and sets are looked at instead of %d", *thorough, len(kinds), want)
		}
		for _, kind := range []string{"0", "1", "page"} {
			for _, v := range two {
				if seen[kind+" "+v.name] == 0 {
					t.Errorf("thorough %v: nothing of kind %s in %s", *thorough, kind, v.name)
				}
			}
		}
	}
}
