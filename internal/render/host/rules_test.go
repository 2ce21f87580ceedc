package host

import (
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/site"
)

func TestReadBy(t *testing.T) {
	for languages, want := range map[string]string{
		"aa bb":               "aa | bb",
		"pt-BR zh-Hant en-GB": "pt-BR,pt | zh-Hant | en-GB,en",
		"pt-BR pt-PT":         "pt-BR | pt-PT",
		"en en-GB":            "en | en-GB",
		"sr-Latn sr-Cyrl":     "sr-Latn | sr-Cyrl",
		"sr-Cyrl uz-Cyrl":     "sr-Cyrl,sr | uz-Cyrl",
		"zh-Hans zh-TW":       "zh-Hans | zh-TW",
		"zh-TW en":            "zh-TW | en",
	} {
		codes := strings.Fields(languages)
		var got []string
		for _, code := range codes {
			got = append(got, strings.Join(readBy(code, codes), ","))
		}
		if !slices.Equal(got, strings.Split(want, " | ")) {
			t.Errorf("%s: %q, want %q", languages, got, want)
		}
	}
}

func TestRedirectsByLanguage(t *testing.T) {
	in := &Input{Site: &site.Site{Languages: []string{"pt-BR", "aa"}}}
	if got, want := in.redirects(), "/ /pt-BR/ 302! Language=pt-BR,pt\n/ /aa/ 302! Language=aa\n/pt-BR/* /pt-BR/404.html 404\n/aa/* /aa/404.html 404\n"; got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
	in.Site.Languages = in.Site.Languages[:1]
	if got, want := in.redirects(), "/ /pt-BR/ 302!\n/pt-BR/* /pt-BR/404.html 404\n"; got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}
