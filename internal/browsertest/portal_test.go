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
	for _, test := range []struct {
		name  string
		check func(*testing.T) check
	}{
		{"axe", func(t *testing.T) check { return loadAxe(t).each(asItIs, s.byLanguage(views()...)) }},
		{"layout", func(*testing.T) check { return layout(desk, phone, zoomed) }},
		{"text spacing", func(*testing.T) check { return spacing(desk, phone) }},
		{"keyboard", func(*testing.T) check { return s.keyboardByLanguage(desk, phoneDark) }},
		{"first view", func(t *testing.T) check {
			var w weights
			t.Cleanup(func() { t.Log("the heaviest first views:", w.heaviest(3)) })
			return b.firstView(s, w.add)
		}},
	} {
		t.Run(test.name, func(t *testing.T) { b.holds(t, s, s.pages, test.check(t)) })
	}
	// Not in the same tab: after forced colours, Chromium paints some of a dark page light. Colours
	// are the reader's own then, so translations show the same.
	t.Run("axe in forced colours", func(t *testing.T) {
		b.holds(t, s, s.each(func(p page) bool { return *thorough || !p.whole() || p.lang == s.languages[0] }), loadAxe(t).in(deskForced))
	})
	t.Run("journey", func(t *testing.T) {
		homes := s.each(func(p page) bool { return p.path == "/"+p.lang+"/" })
		b.holds(t, s, homes, s.journey())
	})
}
