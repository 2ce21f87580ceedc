package render_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// testBrand checks that the pages name the pictures that stand for the site, and that these exist.
func testBrand(t *testing.T, files map[string][]byte) {
	exists := func(name, url string) {
		t.Helper()
		if path, ok := strings.CutPrefix(url, "/"); !ok || len(files[path]) == 0 {
			t.Errorf("%s: there is no %q", name, url)
		}
	}
	for name, page := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		got := map[string]string{}
		for _, e := range elements(t, page) {
			switch {
			case e.attr["property"] != "":
				got[e.attr["property"]] = e.attr["content"]
			case e.attr["name"] != "":
				got[e.attr["name"]] = e.attr["content"]
			case e.Data == "link":
				got[e.attr["rel"]] = e.attr["href"]
			}
		}
		exists(name, got["icon"])
		exists(name, got["apple-touch-icon"])
		exists(name, got["manifest"])
		var manifest struct{ Icons []struct{ Src string } }
		if err := json.Unmarshal(files[got["manifest"][1:]], &manifest); err != nil || len(manifest.Icons) != 2 {
			t.Errorf("%s: %v, %v", got["manifest"], manifest, err)
		}
		for _, icon := range manifest.Icons {
			exists(name, icon.Src)
		}
		if got["og:url"] == "" {
			continue // a page that nobody shares
		}
		lang, _, _ := strings.Cut(name, "/")
		exists(name, strings.TrimPrefix(got["og:image"], "https://baken.example.org"))
		if got["og:image:alt"] == "" || got["twitter:card"] != "summary_large_image" || !strings.HasPrefix(got["og:locale"], lang+"_") ||
			got["og:locale:alternate"] == "" {
			t.Errorf("%s: %v", name, got)
		}
	}
	if len(files["favicon.ico"]) == 0 {
		t.Error("there is no favicon.ico")
	}
}
