package pipeline_test

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/pipeline"
)

// TestNothingCachedAfterError changes files that a session isn't told of, fails a load, and loads
// again. While loads succeed, a session reads only the files that it is told of.
func TestNothingCachedAfterError(t *testing.T) {
	const settings = "base_url: https://guide.test\ntitle: {en: Guide}\ndescription: {en: Guidance}\nlanguages: [en]\n" +
		"contact: {name: {en: Editors}, email: editors@guide.test}\nsecurity: {contact: \"mailto:security@guide.test\", expires: 2100-01-01}\n"
	site := fstest.MapFS{}
	write := func(name, text string) { site[name] = &fstest.MapFile{Data: []byte(text)} }
	write("content/site.yaml", settings)
	write("content/values.yaml", "places: 25\n")
	write("content/index.en.md", "---\ntitle: Home\ndescription: About.\n---\n\nThere are :value{places} places.\n")
	ctx, cancel := context.WithCancel(t.Context())
	watched := opened{site, func(name string) {
		if name == "content/page.en.md" {
			cancel()
		}
	}}
	session := pipeline.NewSession(watched, baken.Defaults)
	says := func(texts ...string) {
		t.Helper()
		home := load(t, session)["en/index.html"]
		for _, text := range texts {
			if !strings.Contains(home, text) {
				t.Errorf("the home page doesn't say %q", text)
			}
		}
	}
	says("There are 25 places", "Guide")
	write("content/site.yaml", strings.Replace(settings, "{en: Guide}", "{en: Wegweiser}", 1))
	write("content/values.yaml", "places: 31\n")
	says("There are 25 places", "Guide")
	// The load ends after it has looked at what it is told of, when it reads a page.
	write("content/page.en.md", "---\ntitle: Page\ndescription: About.\n---\n\nText.\n")
	if _, err := session.Load(ctx, options, []string{"content/page.en.md"}); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	says("There are 31 places", "Wegweiser")
}

// opened is a file system that says which files are opened.
type opened struct {
	fs.FS
	say func(name string)
}

func (o opened) Open(name string) (fs.File, error) {
	o.say(name)
	return o.FS.Open(name)
}
