package browsertest

import (
	"maps"
	"net/http"
	"path"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// searchAccessible looks with axe at the page in each of its states, and at its layout on a phone.
func searchAccessible(t *testing.T, s *searched, b *browser) {
	a := loadAxe(t)
	nowhereToBeFound := func(w http.ResponseWriter, r *http.Request, _ http.Handler) { http.NotFound(w, r) }
	for i, state := range []struct {
		name, query string
		fault       func(w http.ResponseWriter, r *http.Request, next http.Handler)
		reached     func(*seeker)
	}{
		{"index", "", nil, func(*seeker) {}},
		{"results", "?q=" + many, nil, func(k *seeker) { k.sees(found + `.length === 3`) }},
		{"more", "?q=" + many, nil, func(k *seeker) {
			k.sees(found + `.length === 3`)
			k.does(moreButton + `.click()`)
			k.sees(found + `.length > 3`)
		}},
		{"corrected", "?q=" + typo, nil, func(k *seeker) { k.says(corrected) }},
		{"nothing", "?q=" + nowhere, nil, func(k *seeker) { k.says(nowhere) }},
		{"loading", "?q=" + many, func(_ http.ResponseWriter, r *http.Request, _ http.Handler) { <-r.Context().Done() }, func(k *seeker) { k.says(k.string("loading")) }},
		{"failed", "?q=" + many, nowhereToBeFound, func(k *seeker) { k.says(k.string("failed")) }},
		{"outdated", "?q=" + many, otherFormat, func(k *seeker) { k.says(k.string("outdated")) }},
	} {
		t.Run(state.name, func(t *testing.T) {
			s.fails(state.fault)
			defer s.fails(nil)
			in := append(views(), deskForced) // Last, since Chromium paints some of a dark page light after it.
			if !*thorough {
				in = []view{views()[i%len(views())], deskForced}
			}
			k := s.seeker(t, b, state.query)
			state.reached(k)
			k.does(string(a))
			for _, v := range in {
				k.do(k.tab.look(v))
				problems, _, err := a.run(k.tab, v, nil)
				k.do(err)
				for _, p := range problems {
					t.Errorf("%s: %s", v.name, p)
				}
			}
			wide, err := k.tab.inViews("", []view{phone, zoomed}, "reflow", "targets")
			k.do(err)
			for _, p := range wide {
				t.Error(p)
			}
		})
	}
}

// mostSearchBytes is the weight of a first query on the wire at most: page, styles, scripts,
// manifest and shards.
const mostSearchBytes = 25 << 10

// searchWeight measures the first query of readers with an empty cache, headers included.
func searchWeight(t *testing.T, s *searched, b *browser) {
	for _, query := range []string{many, typo, nowhere, "computercrisisteam", "geheimhouding overeenkomst", "wat moet ik doen", "hoe lang worden antwoorden bewaard", "voorwaarden computercrisisteam aansluiten"} {
		tab, closeTab, err := b.newTab(s.site)
		defer closeTab()
		k := &seeker{journeyer: &journeyer{T: t, tab: tab}, site: s}
		_, enabled := chromedp.Call(tab.ctx, network.Enable, network.EnableParams{})
		k.do(err, enabled)
		var mu sync.Mutex
		names := map[network.RequestID]string{}
		bytes := map[string]int{}
		k.do(chromedp.Listen(tab.ctx, func(event any) {
			mu.Lock()
			defer mu.Unlock()
			switch e := event.(type) {
			case *network.EventRequestWillBeSent:
				name, _, _ := strings.Cut(strings.TrimPrefix(e.Request.URL, s.origin), "?")
				names[e.RequestID] = path.Ext(name)
				if strings.HasPrefix(name, "/search/") {
					names[e.RequestID] = path.Dir(name)
				}
			case *network.EventLoadingFinished:
				bytes[names[e.RequestID]] += int(e.EncodedDataLength)
			}
		}))
		k.open("?q=" + strings.ReplaceAll(query, " ", "+"))
		k.sees(`document.getElementById("search:results").ariaBusy === "false"`)
		mu.Lock()
		total := 0
		for n := range maps.Values(bytes) {
			total += n
		}
		t.Logf("%-45q %6d bytes: %v", query, total, bytes)
		mu.Unlock()
		if bytes["/search"] == 0 {
			t.Errorf("%q: nothing of the index was loaded", query)
		}
		if total > mostSearchBytes {
			t.Errorf("the first query %q weighs %d bytes, more than %d", query, total, mostSearchBytes)
		}
	}
}
