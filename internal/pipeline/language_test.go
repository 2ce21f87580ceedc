package pipeline_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/pipeline"
)

// worded returns a site in the given languages, as they stand in site.yaml.
func worded(languages string, codes ...string) fstest.MapFS {
	texts := ""
	files := fstest.MapFS{}
	for _, code := range codes {
		texts += code + ": x, "
		files["content/index."+code+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: a\ndescription: b\n---\n")}
	}
	files["content/site.yaml"] = &fstest.MapFile{Data: []byte("base_url: https://guide.test\ntitle: {" + texts + "}\ndescription: {" + texts + "}\n" +
		"languages: " + languages + "\ncontact: {name: {" + texts + "}, email: a@guide.test}\nsecurity: {contact: \"mailto:a@guide.test\", expires: 2100-01-01}\n")}
	return files
}

// shown returns the HTML of a page after a load of a session.
func shown(t *testing.T, s *pipeline.Session, page string, changed ...string) string {
	t.Helper()
	p, err := s.Load(t.Context(), pipeline.Options{StandIns: true}, changed)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(p.Artifacts, func(a artifact.Artifact) bool { return a.Path == page })
	if i < 0 {
		t.Fatalf("no %s: %v", page, p.Findings.All())
	}
	b, err := p.Artifacts[i].Append(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestStandIns follows the strings of a language while they are written.
func TestStandIns(t *testing.T) {
	site := worded("[sv]", "sv")
	s := pipeline.NewSession(site, baken.Defaults)
	const standIn, own = `<mark lang="en" dir="auto">Skip to main content</mark></a>`, `>Till innehållet</a>`
	if html := shown(t, s, "sv/index.html", "."); !strings.Contains(html, standIn) {
		t.Error(html)
	}
	site["i18n/active.sv.yaml"] = &fstest.MapFile{Data: []byte("SkipLink: Till innehållet\n")}
	if html := shown(t, s, "sv/index.html", "i18n/active.sv.yaml"); !strings.Contains(html, own) || !strings.Contains(html, `<mark lang="en" dir="auto">Contact</mark>`) {
		t.Error(html)
	}
	delete(site, "i18n/active.sv.yaml")
	if html := shown(t, s, "sv/index.html", "i18n/active.sv.yaml"); !strings.Contains(html, standIn) {
		t.Error(html)
	}
	p, err := pipeline.Load(t.Context(), site, baken.Defaults, pipeline.Options{})
	if err != nil || !p.Findings.HasErrors() || p.Artifacts != nil {
		t.Errorf("a site without strings is built: %v", err)
	}
}

// TestAddressFollows chooses another form of address in the settings, and changes its texts.
func TestAddressFollows(t *testing.T) {
	site := worded("[{code: nl, address: formal}]", "nl")
	s := pipeline.NewSession(site, baken.Defaults)
	if html := shown(t, s, "nl/zoeken/index.html", "."); !strings.Contains(html, "Waar zoekt u naar?") {
		t.Error(html)
	}
	site["i18n/active.nl.formal.yaml"] = &fstest.MapFile{Data: []byte("SearchLabel: Wat zoekt u?\n")}
	if html := shown(t, s, "nl/zoeken/index.html", "i18n/active.nl.formal.yaml"); !strings.Contains(html, "Wat zoekt u?") {
		t.Error(html)
	}
	site["content/site.yaml"] = worded("[nl]", "nl")["content/site.yaml"]
	if html := shown(t, s, "nl/zoeken/index.html", "content/site.yaml"); !strings.Contains(html, "Waar zoek je naar?") {
		t.Error(html)
	}
}

// TestForms holds the forms of address of settings to those of files.
func TestForms(t *testing.T) {
	if !slices.Equal(siteconfig.Addresses(), message.Forms()) {
		t.Error(siteconfig.Addresses(), message.Forms())
	}
}
