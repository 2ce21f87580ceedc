package host

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"baken.example/baken/internal/download"
	"baken.example/baken/internal/secureheader"
)

// downloadHeaders makes the rules of downloads. They have no Cache-Control: a file at a lasting
// address may change, so that browsers ask for it each time, with the entity tag that a host gives
// it. Each file has a rule of its own: one for a directory or an extension would also hold for
// files that went, and save the page that says so to the reader's disk, or show it without its
// style.
func (in *Input) downloadHeaders() string {
	var b strings.Builder
	for _, f := range in.Downloads.Files() {
		policy := secureheader.Sandbox
		if path.Ext(f.Path) == ".svg" {
			policy = drawingPolicy
		}
		fmt.Fprintf(&b, "%s\n  Content-Security-Policy: %s\n  Permissions-Policy: usb=()\n", in.Site.Address(f.Path), policy)
		switch {
		case f.SaveAs != path.Base(f.Path):
			fmt.Fprintf(&b, "  Content-Disposition: %s\n", disposition(f))
		case !f.Inline:
			b.WriteString("  Content-Disposition: attachment\n")
		}
	}
	return b.String()
}

// disposition returns the Content-Disposition of a download with the name to save it under (RFC
// 6266): in ASCII characters, and encoded (RFC 8187) where it has others, or some that browsers
// understand in different ways.
func disposition(f *download.File) string {
	kind := "attachment"
	if f.Inline {
		kind = "inline"
	}
	plain := strings.Map(func(r rune) rune {
		switch {
		case r >= 0x7f, r < ' ', strings.ContainsRune(`"\%;`, r):
			return '_'
		}
		return r
	}, f.SaveAs)
	value := kind + `; filename="` + plain + `"`
	if plain != f.SaveAs {
		value += "; filename*=UTF-8''" + strings.NewReplacer("+", "%20", "%7E", "~").Replace(url.QueryEscape(f.SaveAs))
	}
	return value
}
