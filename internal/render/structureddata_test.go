package render_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// testStructuredData checks the JSON-LD of the pages, and that each self-check and each glossary
// says what it is.
func testStructuredData(t *testing.T, files map[string][]byte) {
	kinds := map[string]int{}
	for name, page := range files {
		i := slices.IndexFunc(elements(t, page), func(e element) bool { return e.Data == "script" && e.attr["type"] == "application/ld+json" })
		if !strings.HasSuffix(name, ".html") || i < 0 {
			continue
		}
		var data struct {
			Type       string `json:"@type"`
			URL, Name  string
			Publisher  struct{ Name string }
			IsPartOf   struct{ Name, URL string }
			MainEntity struct {
				Type      string `json:"@type"`
				Name, URL string
				Provider  struct {
					Type      string `json:"@type"`
					Name, URL string
				}
				Terms []struct{ Name, Description, URL string } `json:"hasDefinedTerm"`
			}
		}
		text := elements(t, page)[i].FirstChild.Data
		if err := json.Unmarshal([]byte(text), &data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if data.Type != "WebPage" || data.Name == "" || data.Publisher.Name == "" || data.IsPartOf.Name == "" ||
			data.URL != "https://baken.example.org/"+strings.TrimSuffix(name, "index.html") {
			t.Errorf("%s: %s", name, text)
		}
		kinds[data.MainEntity.Type]++
		if isCheck(page) != (data.MainEntity.Type == "GovernmentService") {
			t.Errorf("%s is about a %s", name, data.MainEntity.Type)
		}
		if p := data.MainEntity.Provider; isCheck(page) && (p.Type != "GovernmentOrganization" || p.Name == "" || p.URL == "") {
			t.Errorf("%s: provider is %v", name, p)
		}
		if e := data.MainEntity; isCheck(page) && (e.Name == data.Name || e.Name == "" || e.URL != "") {
			t.Errorf("%s: the service is %q at %q, as if the authority provided the self-check", name, e.Name, e.URL)
		}
		for _, term := range data.MainEntity.Terms {
			_, id, _ := strings.Cut(term.URL, "#")
			if term.Name == "" || term.Description == "" || !strings.Contains(string(page), ` id="`+id+`"`) && !strings.Contains(string(page), ` id=`+id) {
				t.Errorf("%s: %v", name, term)
			}
		}
	}
	if kinds["GovernmentService"] != 2 || kinds["DefinedTermSet"] != 2 {
		t.Errorf("the pages are about %v", kinds)
	}
}
