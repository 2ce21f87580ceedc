package pipeline_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	baken "baken.example/baken"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
)

// TestSitesUnderPath builds every site in the tests at the root of a host and under a path, and
// compares the two: every address that begins at the root of the host, and every one with the
// site's own origin, has the path; nothing else differs.
func TestSitesUnderPath(t *testing.T) {
	const origin, base = "https://host.test", "/some/guide"
	load := func(site fs.FS, url string) *pipeline.Result {
		o := options
		o.BaseURL = url
		result, err := pipeline.Load(t.Context(), site, baken.Defaults, o)
		if err != nil {
			t.Fatal(err)
		}
		return result
	}
	built, files, addresses := 0, 0, 0
	for name, site := range sites(t) {
		if diag.Code(name).Known() {
			continue // It shows a finding, and as a site it is like the others.
		}
		atRoot := load(site, origin)
		if atRoot.Findings.HasErrors() || len(atRoot.Artifacts) == 0 {
			continue
		}
		under := load(site, origin+base)
		if under.Findings.HasErrors() || len(under.Artifacts) != len(atRoot.Artifacts) {
			t.Errorf("%s: %d artifacts under the path, %d at the root; %v", name, len(under.Artifacts), len(atRoot.Artifacts), under.Findings.All())
			continue
		}
		built++
		for i, a := range under.Artifacts {
			b := atRoot.Artifacts[i]
			if a.Path != b.Path || a.MediaType != b.MediaType {
				t.Errorf("%s: %s (%s), at the root %s (%s)", name, a.Path, a.MediaType, b.Path, b.MediaType)
				continue
			}
			if a.Open != nil || a.Untemplated {
				continue // Only a card.png shows the address.
			}
			got, err := a.Append(nil)
			if err != nil {
				t.Fatal(err)
			}
			want, err := b.Append(nil)
			if err != nil {
				t.Fatal(err)
			}
			files++
			addresses += len(rooted(a.Path, got))
			for _, missing := range outside(a.Path, got, origin, base) {
				t.Errorf("%s: %s: %s", name, a.Path, missing)
			}
			if diff := difference(without(got, base), want); diff != "" {
				t.Errorf("%s: %s: %s", name, a.Path, diff)
			}
		}
	}
	t.Logf("%d sites, %d files, %d addresses", built, files, addresses)
	if built < 20 || files < 1000 || addresses < 5_000 {
		t.Errorf("only %d sites, %d files, %d addresses", built, files, addresses)
	}
}

// without returns the content of a file as it would be at the root of the host.
func without(content []byte, base string) []byte {
	return bytes.ReplaceAll(content, []byte(base+"/"), []byte("/"))
}

// inStyle, inJSON and inRules match addresses that begin at the root of the host.
var (
	inStyle = regexp.MustCompile(`(?:url\(|@import )["']?(/[^"')]*)`)
	inJSON  = regexp.MustCompile(`"(/[^"]*)"`)
	inRules = regexp.MustCompile(`(?m)(?:^|^\S+ )(/\S*)`)
	inList  = regexp.MustCompile(`(?:^|[\s,])(/[^\s,]*)`)
)

// rooted returns the addresses in a file that begin at the root of the host.
func rooted(name string, content []byte) []string {
	var pattern *regexp.Regexp
	switch ext := path.Ext(name); {
	case ext == ".html":
		return inHTML(content)
	case ext == ".css":
		pattern = inStyle
	case ext == ".webmanifest", ext == ".json":
		pattern = inJSON
	case name == "_headers", name == "_redirects":
		pattern = inRules
	default:
		return nil // TestSitesUnderPath compares it.
	}
	var out []string
	for _, m := range pattern.FindAllSubmatch(content, -1) {
		out = append(out, string(m[1]))
	}
	return out
}

// inHTML returns the values of attributes, and parts of lists of pictures, that begin with a slash.
func inHTML(content []byte) []string {
	var out []string
	for z := html.NewTokenizer(bytes.NewReader(content)); z.Next() != html.ErrorToken; {
		for _, a := range z.Token().Attr {
			switch {
			case a.Key == "srcset" || a.Key == "imagesrcset":
				for _, m := range inList.FindAllStringSubmatch(a.Val, -1) {
					out = append(out, m[1])
				}
			case strings.HasPrefix(a.Val, "/"):
				out = append(out, a.Val)
			}
		}
	}
	return out
}

// outside returns the addresses in a file that lead out of the site.
func outside(name string, content []byte, origin, base string) []string {
	var out []string
	for i := 0; ; {
		at := bytes.Index(content[i:], []byte(origin))
		if at < 0 {
			break
		}
		i += at + len(origin)
		rest := string(content[i:min(len(content), i+80)])
		if !strings.HasPrefix(rest, base+"/") && !(name == ".well-known/security.txt" && strings.HasPrefix(rest, "/.well-known/security.txt\n")) {
			out = append(out, fmt.Sprintf("%s%s isn't below %s/", origin, rest, base))
		}
	}
	for _, address := range rooted(name, content) {
		if !strings.HasPrefix(address, base+"/") {
			out = append(out, fmt.Sprintf("%.80q leads out of the site", address))
		}
	}
	return out
}

// difference returns where two files differ, or "".
func difference(got, want []byte) string {
	if bytes.Equal(got, want) {
		return ""
	}
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	return fmt.Sprintf("at %d: %.80q, at the root of the host %.80q", i, got[max(0, i-20):], want[max(0, i-20):])
}
