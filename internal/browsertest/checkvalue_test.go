package browsertest

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"baken.example/baken/internal/criteria"
)

// typedChecks makes a site with the self-check of testdata/typed.yaml, whose questions are answered
// with numbers, amounts and dates.
func typedChecks(t *testing.T) (*checkSite, *criteria.Set) {
	t.Helper()
	made, err := makeTypedChecks()
	if err != nil {
		t.Fatal(err)
	}
	s := &checkSite{serve(t, listen(t), made.artifacts), made.sets}
	return s, s.set(t, "typed")
}

var makeTypedChecks = sync.OnceValues(func() (madeChecks, error) {
	yaml, err := os.ReadFile(filepath.Join("testdata", "typed.yaml"))
	if err != nil {
		return madeChecks{}, err
	}
	return makeChecksOf(map[string]string{"typed": string(yaml)})
})

// in is the path of the check in a language.
func (s *checkSite) in(lang string, set *criteria.Set) page {
	return page{path: "/" + lang + "/" + set.ID.V + "/", lang: lang, status: 200}
}

// typed opens the check in a language, in a tab of its own.
func typed(t *testing.T, b *browser, s *checkSite, lang string) *journeyer {
	t.Helper()
	tab, closeTab, err := b.newTab(s.site)
	t.Cleanup(closeTab)
	j := &journeyer{T: t, tab: tab}
	j.do(err, tab.open(s.in(lang, s.sets[0])))
	return j
}

// write types a text where the focus is.
func (j *journeyer) write(text string) {
	j.Helper()
	j.do(chromedp.Do(j.tab.ctx, chromedp.KeyEvent(text)))
}
