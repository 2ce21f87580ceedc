package host

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"baken.example/baken/internal/download"
	"baken.example/baken/internal/download/address"
	"baken.example/baken/internal/secureheader"
)

// downloadHeaders makes the rules of downloads. They have no Cache-Control: a file at a lasting
// address may change, so that browsers ask for it each time, with the entity tag that a host gives it.
func (in *Input) downloadHeaders() string {
	files := in.Downloads.Files()
	if len(files) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "/%s/*\n  Content-Security-Policy: %s\n  Permissions-Policy: usb=()\n", address.Dir, secureheader.Sandbox)
	var saved []string
	for _, f := range files {
		if ext := path.Ext(f.Path); !f.Inline {
			saved = append(saved, ext)
		} else if ext == ".svg" {
			fmt.Fprintf(&b, "/%s/*.svg\n  Content-Security-Policy: %s\n", address.Dir, drawingPolicy)
		}
	}
	slices.Sort(saved)
	for _, ext := range slices.Compact(saved) {
		fmt.Fprintf(&b, "/%s/*%s\n  Content-Disposition: attachment\n", address.Dir, ext)
	}
	for _, f := range files {
		if f.SaveAs == path.Base(f.Path) {
			continue
		}
		paths := []string{f.URL()}
		if raw := "/" + f.Path; raw != paths[0] {
			paths = append(paths, raw) // for hosts that decode requests before they compare
		}
		for _, p := range paths {
			fmt.Fprintf(&b, "%s\n  Content-Disposition: %s\n", p, disposition(f))
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
