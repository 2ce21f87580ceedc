package suggest

import "testing"

func TestIsHost(t *testing.T) {
	for target, want := range map[string]bool{
		"host.test": true, "www.host.test": true, "Example.ORG/news": true, "example.org/a/report.pdf": true, "a-b.example.org/": true,
		"bücher.example": true, "www.a.md": true,
		"report.pdf": false, "page.md": false, "my.dir/page.md": false, "page": false, "": false, "../a.example": false, "v1.2/notes": false,
		".hidden": false, "a..b": false, "een pagina.nl": false, "data.json": false, "1.2": false, "a.b": false,
	} {
		if got := IsHost(target); got != want {
			t.Errorf("%q: %v", target, got)
		}
	}
}
