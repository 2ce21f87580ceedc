package browsertest

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestSearch holds what the page that searches does in browsers with scripts.
func TestSearch(t *testing.T) {
	s := searching(t)
	b := startBrowser(t)
	for _, test := range []struct {
		name string
		do   func(*testing.T, *searched, *browser)
	}{
		{"keyboard", searchByKeyboard},
		{"touch", searchByTouch},
		{"history", searchHistory},
		{"history of other pages", searchReturns},
		{"results", searchResults},
		{"hostile queries", searchHostile},
		{"privacy", searchPrivately},
		{"counted", searchCounted},
		{"slow lines", searchSlowly},
		{"newest query", searchNewest},
		{"failures", searchFailures},
		{"another deploy", searchDeploy},
		{"another format", searchFormat},
		{"offline", searchOffline},
		{"accessible", searchAccessible},
		{"weight", searchWeight},
		{"without script", searchWithoutScript},
	} {
		t.Run(test.name, func(t *testing.T) { test.do(t, s, b) })
	}
}

const (
	// many is a query with more pages than are shown at first; typo one with a typing error, and
	// corrected what it is taken for; nowhere a word that the portal has nothing like.
	many, typo, corrected, nowhere = "aanbieder", "vertouwelijkheid", "vertrouwelijkheid", "quizzquaxxy"
	// found are the items of the list of results.
	found = `document.querySelectorAll("#search\\:results .found > li")`
)

// searchByKeyboard searches with nothing but a keyboard.
func searchByKeyboard(t *testing.T, s *searched, b *browser) {
	k := s.seeker(t, b, "")
	_, err := k.tab.tabTo("the field", func(p stop) bool { return strings.HasPrefix(p.Name, "<input>") && p.Main })
	k.do(err, k.tab.press(many+"\r"))
	k.sees(found + `.length === 3`)
	k.sees(`document.activeElement === ` + field) // The focus stays; the status is read out.
	k.sees(`location.search === "?q=` + many + `" && document.title.startsWith("` + many + ` – ")`)
	k.sees(`document.getElementById("search:results").ariaBusy === "false"`)
	k.says(many)
	first, err := k.tab.tabTo("the first result", func(p stop) bool { return p.Main && p.Href != "" })
	k.do(err)
	if len(first.Problems) > 0 {
		t.Errorf("%s: %s", first.Name, first.Problems)
	}
	more, err := k.tab.tabTo("the button for more", func(p stop) bool { return p.Main && strings.HasPrefix(p.Name, "<button>") })
	k.do(err)
	if len(more.Problems) > 0 {
		t.Errorf("%s: %s", more.Name, more.Problems)
	}
	k.do(k.tab.press(kb.Enter))
	k.sees(found + `.length > 3 && document.activeElement === ` + found + `[3].querySelector("a")`)
	// The button goes with the last results.
	for range 20 {
		if k.get(moreButton+`.checkVisibility()`) != "true" {
			break
		}
		before := k.get(found + `.length`)
		k.does(moreButton + `.click()`)
		k.sees(found + `.length > ` + before)
	}
	count := k.get(found + `.length`)
	k.says(count + " ")
	k.clean()
}

// searchByTouch has the field lose the focus where there is a keyboard on the screen, which would
// cover the results.
func searchByTouch(t *testing.T, s *searched, b *browser) {
	k := s.seeker(t, b, "")
	_, err := chromedp.Call(k.tab.ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
	k.do(err)
	k.open("")
	k.ask(many)
	k.sees(found + `.length === 3 && document.activeElement === document.body`)
	k.clean()
}

// searchHistory goes back and forward within the page: queries, how many results were shown, and
// how far the page was scrolled.
func searchHistory(t *testing.T, s *searched, b *browser) {
	k := s.seeker(t, b, "")
	index := k.get(`document.getElementById("search:results").innerHTML`)
	k.ask(many)
	k.sees(found + `.length === 3`)
	k.does(moreButton + `.click()`)
	k.sees(found + `.length > 3`)
	shown := k.get(found + `.length`)
	first := k.get(found + `[0].textContent`)
	k.ask(nowhere)
	k.sees(`!` + found + `.length`)
	k.says(nowhere)
	back := func(what, step string) {
		k.does(`history.` + step + `()`)
		k.sees(what)
	}
	back(found+`.length === `+shown+` && `+field+`.value === "`+many+`"`, "back")
	k.does(`scrollTo(0, 250)`)
	k.sees(`history.state.y === 250`)
	back(`!`+found+`.length`, "forward")
	back(found+`.length === `+shown+` && scrollY === 250`, "back")
	if now := k.get(found + `[0].textContent`); now != first {
		t.Errorf("the first result is %q, and was %q", now, first)
	}
	k.says(many)
	back(`!`+found+`.length && location.search === "" && `+field+`.value === "" && document.getElementById("search:status").textContent === ""`, "back")
	if now := k.get(`document.getElementById("search:results").innerHTML`); now != index {
		t.Errorf("after Back the page has %.200s, and had %.200s", now, index)
	}
	back(found+`.length === `+shown, "forward")
	back(`!`+found+`.length && `+field+`.value === "`+nowhere+`"`, "forward")
	k.says(nowhere)
	// The same query again adds nothing to the history, and one that is empty brings the index
	// back.
	entries := k.get(`history.length`)
	k.ask(nowhere)
	k.says(nowhere)
	if now := k.get(`history.length`); now != entries {
		t.Errorf("the history has %s entries instead of %s", now, entries)
	}
	k.ask(kb.Backspace)
	k.sees(`location.search === "" && document.getElementById("search:results").childElementCount > 0`)
	if now := k.get(`document.getElementById("search:results").innerHTML`); now != index {
		t.Errorf("after an empty query the page has %.200s, and had %.200s", now, index)
	}
	k.clean()
}

// searchReturns follows a result and comes back, with the page in the browser's memory or not.
func searchReturns(t *testing.T, s *searched, b *browser) {
	k := s.seeker(t, b, "?q="+many)
	k.sees(found + `.length === 3`)
	k.does(moreButton + `.click()`)
	k.sees(found + `.length > 3`)
	shown := k.get(found + `.length`)
	k.does(`scrollTo(0, 240)`)
	k.sees(`scrollY === 240`)
	k.leaves(found + `[3].querySelector("a").click()`)
	k.sees(`location.pathname !== "` + s.page.path + `" && document.readyState === "complete" && document.querySelector("h1")`)
	k.leaves(`history.back()`)
	k.sees(found + `.length === ` + shown + ` && scrollY > 200`)
	// A reload is a page without memory.
	k.do(chromedp.Do(k.tab.ctx, chromedp.Reload()))
	k.sees(found + `.length === ` + shown + ` && scrollY > 200`)
	k.clean()
}

// searchResults looks at what results are made of, and where their links lead.
func searchResults(t *testing.T, s *searched, b *browser) {
	k := s.seeker(t, b, "?q="+many)
	k.sees(found + `.length === 3`)
	list := k.get(`JSON.stringify([...` + found + `].map(li => ({
		heading: li.querySelector("h2 > a").textContent, marks: li.querySelectorAll("mark").length,
		names: [...new Set([...li.querySelectorAll("*")].map(e => e.localName))].sort(),
		links: [...li.querySelectorAll("a")].map(a => a.pathname + a.hash) })))`)
	var items []struct {
		Heading      string
		Marks        int
		Names, Links []string
	}
	if err := json.Unmarshal([]byte(list), &items); err != nil {
		t.Fatal(err)
	}
	marks, sections := 0, 0
	for _, i := range items {
		marks += i.Marks
		if i.Heading == "" {
			t.Error("a result has no heading")
		}
		for _, name := range i.Names {
			if !slices.Contains([]string{"a", "h2", "li", "mark", "p", "ul"}, name) {
				t.Errorf("there is an element <%s> in results", name)
			}
		}
		for _, link := range i.Links {
			if strings.Contains(link, "#") {
				sections++
			}
		}
	}
	if marks < 5 || sections < 2 {
		t.Errorf("there are %d marks and %d links to sections in %s", marks, sections, list)
	}
	// Links to sections lead to one.
	k.leaves(`document.querySelector("#search\\:results .found ul a").click()`)
	k.sees(`location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))`)
	k.open("?q=" + typo)
	k.sees(found + `.length > 0`)
	k.says(typo)
	k.says(corrected)
	k.clean()
}

// searchHostile asks what nobody means. Nothing of it becomes part of the page but text.
func searchHostile(t *testing.T, s *searched, b *browser) {
	k := s.seeker(t, b, "")
	k.does(`self.sameDocument = true`)
	for _, query := range []string{
		strings.Repeat("abcdefghij", 1_000), strings.Repeat("de crisis ", 1_000), "\x00\x01\x1b\x7f", "\u202eomgekeerd\u202c", "\u2067\u2069\u2069\u2069 aanbieder \u202a",
		`(a|b)*[^x]+?\b{9}$^`, `<img src=x onerror=alert(1)>`, `<script>alert(1)</script>`, `"><b>`, `{q} {n} {r}`, `javascript:alert(1)`, `__proto__ constructor`,
		"%00%ff%", "\ud7ff\ufffd\ufeff\u2028", "👩‍👩‍👧 😀", "漢字 ภาษาไทย עברית", "&amp;&#0;", "../../etc/passwd", strings.Repeat("-'.", 400), strings.Repeat("e\u0301", 500),
	} {
		quoted, err := json.Marshal(query)
		if err != nil {
			t.Fatal(err)
		}
		k.does(`{
			document.getElementById("search:status").textContent = "before";
			` + field + `.value = ` + string(quoted) + `;
			` + field + `.form.requestSubmit();
		}`)
		k.sees(`document.getElementById("search:results").ariaBusy === "false" && !["", "before"].includes(document.getElementById("search:status").textContent) || !new URLSearchParams(location.search).get("q")`)
		for _, not := range []string{
			`document.querySelector("main :is(img, script, b, iframe)") && document.querySelector("main :is(img, script, b, iframe)").outerHTML`,
			`/[\p{Cc}\u202a-\u202e\u2066\u2067]/u.test(document.getElementById("search:status").textContent + document.title)`,
			`document.getElementById("search:status").textContent === ` + strconv.Quote(k.string("failed")),
			`location.search.length > 3000`,
		} {
			if got := k.get(not); got != "false" && got != "null" {
				t.Errorf("%.60q: %s is %s", query, not, got)
			}
		}
	}
	k.sees(`self.sameDocument`)
	k.clean()
}

// searchPrivately holds that a query goes to no server: in no address, no header and no body, also
// when a result is followed.
func searchPrivately(t *testing.T, s *searched, b *browser) {
	k := s.seeker(t, b, "")
	s.asked()
	k.ask(many)
	k.sees(found + `.length === 3`)
	k.ask(typo)
	k.says(corrected)
	k.leaves(found + `[0].querySelector("a").click()`)
	k.sees(`location.pathname !== "` + s.page.path + `" && document.readyState === "complete"`)
	requests := s.asked()
	if len(requests) < 4 {
		t.Fatalf("the server had %d requests", len(requests))
	}
	for _, r := range requests {
		if strings.Contains(r, many) || strings.Contains(r, typo) || strings.Contains(r, "?q=") || !strings.HasPrefix(r, "GET /") {
			// A page may have the word in its own address.
			if line, headers, _ := strings.Cut(r, " map["); strings.Contains(line, "?") || strings.Contains(headers, "q=") || !strings.HasPrefix(r, "GET /") {
				t.Errorf("the server learns of a query: %s", r)
			}
		}
	}
	// Who opens an address with a query in it asks for that, and for nothing else with it.
	k.open("?q=" + many)
	k.sees(found + `.length === 3`)
	for _, r := range s.asked()[1:] {
		if strings.Contains(r, "q="+many) {
			t.Errorf("the server learns of a query: %s", r)
		}
	}
	k.clean()
}

// searchWithoutScript has the index there, whatever is asked, and a form that asks the server.
func searchWithoutScript(t *testing.T, s *searched, b *browser) {
	tab, closeTab, err := b.newTab(s.site)
	defer closeTab()
	j := &journeyer{T: t, tab: tab}
	p := s.page
	p.path += "?q=" + many
	j.do(err, tab.look(phone), tab.disableScripts(true), tab.open(p))
	links, err := chromedp.Run(tab.ctx, chromedp.Evaluate[int](`document.querySelectorAll("#search\\:results a[href]").length`))
	j.do(err)
	if links == 0 {
		t.Error("there is no index")
	}
	form, err := chromedp.Run(tab.ctx, chromedp.Evaluate[string](field+`.form.method + " " + new URL(`+field+`.form.action).pathname`))
	j.do(err)
	if form != "get "+s.page.path {
		t.Errorf("the form asks %s", form)
	}
}
