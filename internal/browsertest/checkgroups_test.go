package browsertest

import (
	"fmt"
	"net/http"
	"testing"
)

// grouped has options in groups, with guidance and with emphasis in hints.
const grouped = `id: grouped
valid_from: 2020-01-01
questions:
  - id: home
    text: {nl: "Wat voor huis heb je?", en: "What kind of home do you have?"}
    hint: {nl: "Kijk *niet* op de gevel.", en: "Do *not* look at the front."}
    options:
      - group: {nl: Een huis, en: A house}
        options:
          - {id: terraced, label: {nl: Rijtjeshuis, en: Terraced house}}
          - id: detached
            label: {nl: Vrijstaand huis, en: Detached house}
            guidance: {nl: "Ook met:\n\n- een schuur\n- een garage", en: "Also with:\n\n- a shed\n- a garage"}
      - group: {nl: Een appartement, en: A flat}
        options:
          - {id: low, label: {nl: Laag, en: Low}, hint: {nl: "Tot *vier* lagen.", en: "Up to *four* floors."}}
      - {id: boat, label: {nl: Een woonboot, en: A houseboat}}
  - id: works
    type: many
    text: {nl: "Wat laat je doen?", en: "What will be done?"}
    options:
      - group: {nl: Isoleren, en: Insulating}
        options: [{id: roof, label: {nl: Het dak, en: The roof}}, {id: walls, label: {nl: De muren, en: The walls}}]
      - {id: none, exclusive: true, label: {nl: Geen van deze, en: None of these}}
criteria:
  - id: kind
    title: {nl: Soort huis, en: Kind of home}
    met: home in ["terraced", "detached", "low"]
    unmet: otherwise
  - id: works
    title: {nl: Werk, en: Works}
    met: '"none" not in works'
    unmet: otherwise
outcomes:
  - id: fine
    title: {nl: Goed, en: Fine}
    when: criteria.kind == "met" and criteria.works == "met"
  - {id: ask, title: {nl: Vraag het, en: Ask}}
examples:
  - {answers: {home: low, works: [roof]}, outcome: fine}
  - {answers: {home: boat, works: [none]}, outcome: ask}
`

// TestGroupedOptions looks with axe at a check whose options are in groups, in every state, with
// script and without.
func TestGroupedOptions(t *testing.T) {
	made, err := makeChecksOf(map[string]string{"grouped": grouped})
	if err != nil {
		t.Fatal(err)
	}
	s := &checkSite{serveThrough(t, listen(t), made.artifacts, func(h http.Handler) http.Handler { return h }), made.sets}
	b := startBrowser(t)
	set := s.set(t, "grouped")
	for _, scripted := range []bool{true, false} {
		states := map[string]checkState{}
		pages := s.statePages(set, scripted, states)
		first := putFirst(states, scripted)
		t.Run(fmt.Sprintf("script %v", scripted), func(t *testing.T) {
			b.holds(t, s.site, pages, unscripted(!scripted, loadAxe(t).states(first, byTurns(pages, desk, deskDark, phone, phoneDark), needsPage(states, scripted))))
		})
	}
}
