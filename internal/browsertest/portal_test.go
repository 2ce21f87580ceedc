package browsertest

import "testing"

// TestInBrowser looks at every page of the repository's own portal in a browser, and with the same
// eyes at pages that have something wrong.
func TestInBrowser(t *testing.T) {
	b := startBrowser(t)
	t.Run("faults", func(t *testing.T) { browserFaults(t, b) })
	t.Run("portal", func(t *testing.T) { portalInBrowser(t, b, ownSite(t)) })
}

func portalInBrowser(t *testing.T, b *browser, s *site) {
	// Translations are made by the same templates, of the same structure.
	some := s.inOneLanguage(t)
	for _, test := range []struct {
		name  string
		pages []page
		check func(*testing.T) check
	}{
		{"axe", some, func(t *testing.T) check { return loadAxe(t).each(asItIs, byTurns(some, views()...)) }},
		{"layout", s.pages, func(*testing.T) check {
			other := s.byLanguage(desk, zoomed)
			return layout(func(p page) []view { return append([]view{phone}, other(p)...) }, s.byLanguage(phone, desk))
		}},
		{"keyboard", some, func(*testing.T) check { return keyboardIn(byTurns(some, desk, phoneDark)) }},
		{"first view", s.pages, func(t *testing.T) check {
			var w weights
			t.Cleanup(func() { t.Log("the heaviest first views:", w.heaviest(3)) })
			return firstView(w.add)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel() // The first views wait for the network, and the others don't.
			b.holds(t, s, test.pages, test.check(t))
		})
	}
	// Not in the same tab: after forced colours, Chromium paints some of a dark page light. Colours
	// are the reader's own then, and the rest of what axe sees is the same.
	t.Run("axe in forced colours", func(t *testing.T) {
		var third []page
		for i, p := range some {
			if *thorough || !p.whole() || i%3 == 0 {
				third = append(third, p)
			}
		}
		b.holds(t, s, third, loadAxe(t).in(deskForced))
	})
	t.Run("journey", func(t *testing.T) {
		homes := s.each(func(p page) bool { return p.path == "/"+p.lang+"/" })
		b.holds(t, s, homes, s.journey())
	})
}
