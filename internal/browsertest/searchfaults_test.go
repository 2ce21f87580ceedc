package browsertest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"baken.example/baken/internal/search"
)

// moreButton is the button for more results.
const moreButton = `document.querySelector("#search\\:results > .found + p > button")`

// otherButton is the button above the index, where something failed.
const otherButton = `document.querySelector("#search\\:results > p:first-child > button")`

// otherFormat answers for a site of another version of Baken.
func otherFormat(w http.ResponseWriter, r *http.Request, next http.Handler) {
	if isManifest(r) {
		fmt.Fprint(w, `{"format":0}`)
		return
	}
	next.ServeHTTP(w, r)
}

// body returns what the site answers, as it is without compression.
func body(r *http.Request, next http.Handler) []byte {
	plain := r.Clone(r.Context())
	plain.Header = http.Header{}
	answer := httptest.NewRecorder()
	next.ServeHTTP(answer, plain)
	return answer.Body.Bytes()
}

// searchSlowly holds what readers on slow lines are told: nothing for a moment, then that it is
// being searched, then that the line is slow; in the end they have their results.
func searchSlowly(t *testing.T, s *searched, b *browser) {
	release := make(chan struct{})
	s.fails(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		<-release
		next.ServeHTTP(w, r)
	})
	defer s.fails(nil)
	k := s.seeker(t, b, "")
	k.does(`{
		self.said = [];
		const status = document.getElementById("search:status");
		new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true });
	}`)
	k.ask(many)
	k.says(k.string("loading"))
	if busy := k.get(`document.getElementById("search:results").ariaBusy`); busy != "true" {
		t.Errorf("aria-busy is %s", busy)
	}
	k.says(k.string("slow"))
	close(release)
	k.sees(found + `.length === 3 && document.getElementById("search:results").ariaBusy === "false"`)
	k.says(many)
	if said := k.get(`said.filter(Boolean).length`); said != "3" {
		t.Errorf("there were %s messages: %s", said, k.get(`said.join(" | ")`))
	}
	// The second query finds what it needs at once, and says so once.
	k.does(`said.length = 0`)
	k.ask(many)
	k.sees(`said.filter(Boolean).length === 1`)
	k.says(many)
	k.clean()
}

// searchNewest holds that the answer to an earlier query never takes the place of a later one's.
func searchNewest(t *testing.T, s *searched, b *browser) {
	k := s.seeker(t, b, "?q="+many)
	k.sees(found + `.length === 3`)
	var slow atomic.Bool
	slow.Store(true)
	release := make(chan struct{})
	s.fails(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		if slow.Load() {
			<-release
		}
		next.ServeHTTP(w, r)
	})
	defer s.fails(nil)
	// The shards of the second query come late, those of the first are there already.
	k.does(`self.since = performance.now()`)
	k.ask("vertrouwelijkheid")
	k.says(k.string("loading"))
	slow.Store(false)
	k.ask(many)
	k.says(many)
	// Long after, nobody is told that it takes long.
	k.sees(`performance.now() > since + 5500`)
	k.says(many)
	close(release)
	k.ask(nowhere)
	k.says(nowhere)
	k.sees(`!` + found + `.length`)
	if q := k.get(`new URLSearchParams(location.search).get("q")`); q != nowhere {
		t.Errorf("the address has the query %q", q)
	}
	k.clean()
}

// searchFailures breaks the files of the index in every way. Readers are told, have the index from
// A to Z, and can try again.
func searchFailures(t *testing.T, s *searched, b *browser) {
	shards := func(f http.HandlerFunc) func(http.ResponseWriter, *http.Request, http.Handler) {
		return func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			if isManifest(r) {
				next.ServeHTTP(w, r)
			} else {
				f(w, r)
			}
		}
	}
	write := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, text) }
	}
	manifest := func(text string) func(http.ResponseWriter, *http.Request, http.Handler) {
		return func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			if isManifest(r) {
				fmt.Fprint(w, text)
			} else {
				next.ServeHTTP(w, r)
			}
		}
	}
	for _, test := range []struct {
		name  string
		fault func(http.ResponseWriter, *http.Request, http.Handler)
	}{
		{"shards are missing", shards(http.NotFound)},
		{"all is missing", func(w http.ResponseWriter, r *http.Request, _ http.Handler) { http.NotFound(w, r) }},
		{"server errors", func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
			http.Error(w, "{}", http.StatusServiceUnavailable)
		}},
		{"cut off", func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			all := body(r, next)
			w.Write(all[:len(all)/2])
		}},
		{"broken off", func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			all := body(r, next)
			w.Header().Set("Content-Length", fmt.Sprint(len(all)))
			w.Write(all[:len(all)/2])
			panic(http.ErrAbortHandler)
		}},
		{"HTML", shards(write("<!DOCTYPE html><title>Log in</title>"))},
		{"HTML for a manifest", manifest("<!DOCTYPE html><title>Log in</title>")},
		{"JSON of another kind", shards(write(`{"a":1}`))},
		{"null", shards(write("null"))},
		{"a manifest of another kind", manifest(fmt.Sprintf(`{"format":%d}`, search.Format))},
		{"a null manifest", manifest("null")},
		{"empty", func(http.ResponseWriter, *http.Request, http.Handler) {}},
	} {
		t.Run(test.name, func(t *testing.T) {
			k := s.seeker(t, b, "")
			s.fails(test.fault)
			defer s.fails(nil)
			k.ask(many)
			k.says(k.string("failed"))
			k.sees(otherButton + `.textContent === document.getElementById("search:strings").dataset.retry`)
			if links := k.get(`document.querySelectorAll("#search\\:results li a").length`); links == "0" {
				t.Error("there is no index")
			}
			// Once more, with the same outcome; the focus doesn't get lost.
			k.does(otherButton + `.focus(); self.before = ` + otherButton + `; before.click()`)
			k.sees(otherButton + ` && ` + otherButton + ` !== before && document.activeElement === ` + otherButton)
			k.says(k.string("failed"))
			s.fails(nil)
			k.does(otherButton + `.click()`)
			k.sees(found + `.length === 3 && document.activeElement === ` + found + `[0].querySelector("a")`)
			k.says(many)
			k.clean()
		})
	}
	t.Run("more", func(t *testing.T) {
		k := s.seeker(t, b, "?q="+many)
		k.sees(found + `.length === 3`)
		s.fails(func(w http.ResponseWriter, r *http.Request, _ http.Handler) { http.NotFound(w, r) })
		defer s.fails(nil)
		k.does(moreButton + `.click()`)
		k.sees(found + `.length > 3 || document.getElementById("search:status").textContent === document.getElementById("search:strings").dataset.failed`)
		s.fails(nil)
		n := k.get(found + `.length`)
		k.does(moreButton + `.click()`)
		k.sees(found + `.length > ` + n)
		k.says(many)
		k.clean()
	})
}

// searchDeploy has a site published anew while a page is open: shards of the manifest that the page
// has are gone. It takes the new manifest, once and without a word.
func searchDeploy(t *testing.T, s *searched, b *browser) {
	k := s.seeker(t, b, "?q="+many)
	k.sees(found + `.length === 3`)
	var mu sync.Mutex
	var asked []string
	published := false
	s.fails(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		mu.Lock()
		asked = append(asked, path.Base(r.URL.Path))
		published = published || isManifest(r)
		is := published
		mu.Unlock()
		if !is {
			http.NotFound(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
	defer s.fails(nil)
	k.ask("vertrouwelijkheid")
	k.says("vertrouwelijkheid")
	k.sees(found + `.length > 0`)
	mu.Lock()
	manifests := strings.Count(strings.Join(asked, " "), "nl.json")
	if manifests != 1 || asked[0] == "nl.json" {
		t.Errorf("these files were asked for: %s", asked)
	}
	mu.Unlock()
	k.clean()
}

// searchFormat has the site published by another version of Baken, whose index this page can't
// read.
func searchFormat(t *testing.T, s *searched, b *browser) {
	k := s.seeker(t, b, "")
	s.fails(otherFormat)
	defer s.fails(nil)
	k.ask(many)
	k.says(k.string("outdated"))
	k.does(`self.sameDocument = true`)
	s.fails(nil)
	k.does(otherButton + `.click()`)
	k.sees(`!self.sameDocument && ` + found + `.length === 3`)
	k.says(many)
	k.clean()
}

// searchOffline holds that who is offline is told, and can go on as soon as the network is back.
func searchOffline(t *testing.T, s *searched, b *browser) {
	k := s.seeker(t, b, "?q="+typo)
	k.says(corrected)
	k.offline(true)
	k.ask(many)
	k.says(k.string("offline"))
	// What was loaded before is there still.
	k.ask(corrected)
	k.sees(found + `.length === 3`)
	k.ask(many)
	k.says(k.string("offline"))
	k.offline(false)
	k.does(otherButton + `.click()`)
	k.sees(found + `.length === 3`)
	k.says(many)
	k.clean()
}
