package audit

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/download/address"
	"baken.example/baken/internal/site"
	"baken.example/baken/internal/source"
)

// lostFile is an address of a download that no longer leads anywhere.
type lostFile struct {
	// address is the path that is lost, unescaped, and file the file that it led to.
	address, file string
	alias         bool
}

// lostFiles reports the addresses of downloads of an earlier site that lead nowhere in the present
// one: those of files that were renamed or removed, or that no page links to any more, and old
// addresses in site.yaml. Reachable holds the places of the present site.
func (c *comparison) lostFiles(ctx context.Context, earlier *site.Site, reachable map[string]bool, list *diag.List) error {
	var lost []lostFile
	ofFile := map[string]string{} // files by the URL that redirects lead to
	for _, file := range earlier.Downloads {
		path := "/" + address.Of(file)
		ofFile[earlier.Address(address.Of(file))] = file
		if !reachable[site.Place(path)] {
			lost = append(lost, lostFile{path, file, false})
		}
	}
	for _, r := range earlier.Redirects {
		if file := ofFile[r.To]; file != "" && !reachable[normalPlace(r.From)] {
			lost = append(lost, lostFile{pathUnescape(r.From), file, true})
		}
	}
	slices.SortFunc(lost, func(a, b lostFile) int { return cmp.Compare(a.address, b.address) })
	lost = slices.CompactFunc(lost, func(a, b lostFile) bool { return a.address == b.address })
	for _, l := range lost {
		if err := ctx.Err(); err != nil {
			return err
		}
		c.reportFile(l, list)
	}
	return nil
}

// reportFile adds the finding of a lost address, at the file if it is still there, or else at the
// settings, in which an editor keeps the address alive.
func (c *comparison) reportFile(l lostFile, list *diag.List) {
	_, err := fs.Stat(c.files, l.file)
	there := err == nil
	to := "the file or page that takes its place"
	if there {
		to = l.file
	}
	hint := fmt.Sprintf("put %s under files: in %s", filesLine(l.address, to), content.ConfigFile)
	switch {
	case there && l.alias:
		list.Add(l.file, diag.Pos{}, diag.URLGone, hint, "%q led to this file and leads nowhere now", l.address)
	case there:
		hint = "link to it, or put " + filesLine(l.address, "the page that takes its place") + " under files: in " + content.ConfigFile
		list.Add(l.file, diag.Pos{}, diag.URLGone, hint, "this file stood at %q, and no page links to it now", l.address)
	case l.alias:
		list.Add(l.file, diag.Pos{}, diag.URLGone, hint, "%q led to this file, which has gone, and leads nowhere now", l.address)
	default:
		list.Add(l.file, diag.Pos{}, diag.URLGone, hint, "this file stood at %q and has gone", l.address)
	}
}

// filesLine returns the line under files: that has an old address lead to a file.
func filesLine(old, to string) string {
	return old + `: "` + strings.TrimPrefix(to, source.ContentDir+"/") + `"`
}

// addDownloads adds the places of a site's downloads.
func addDownloads(places map[string]bool, s *site.Site) {
	for _, file := range s.Downloads {
		places[site.Place("/"+address.Of(file))] = true
	}
}
