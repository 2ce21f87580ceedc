package tree

import (
	"maps"
	"path"
	"slices"
	"strings"

	"baken.example/baken/internal/content/slug"
	"baken.example/baken/internal/diag"
)

// checkDirectories reports directories of URLs that some file systems take for one, though they are
// spelled in two ways: a build would refuse them.
func (b *builder) checkDirectories() {
	spelled := map[string]*Page{}
	spelling := map[string]string{}
	reported := map[string]bool{}
	for _, p := range b.Pages {
		for dir := strings.TrimSuffix(p.Path, "/"); dir != "" && dir != "/"; dir = path.Dir(dir) {
			key := slug.Fold(dir)
			if spelled[key] == nil {
				spelled[key], spelling[key] = p, dir
				continue
			}
			if first := spelled[key]; spelling[key] != dir && !reported[dir] && path.Base(spelling[key]) != path.Base(dir) {
				reported[dir] = true
				b.findings.Add(p.File, p.Meta.Slug.Pos, diag.URLConflict, "give the directories, or the directory and the page, names that are the same or differ in more",
					"%s/ and %s/, of %s, are one place to some readers and file systems", dir, spelling[key], first.File)
			}
		}
	}
}

// checkCasing warns of files beside one another, and of directories with files, whose names differ
// only in case or in the form of their accents. Windows and macOS keep only one of the two, so that
// a colleague's copy of the site lacks the other. Pages have findings on their addresses.
func (b *builder) checkCasing() {
	spelling := map[string]string{}
	for _, file := range slices.Sorted(maps.Values(b.files)) {
		for name := file; name != "." && name != "/"; name = path.Dir(name) {
			key := slug.Fold(path.Dir(name)) + "\x00" + slug.Fold(path.Base(name))
			first, known := spelling[key]
			if !known {
				spelling[key] = name
				continue
			}
			if first != name && path.Base(first) != path.Base(name) {
				spelling[key] = name // Once for each spelling.
				b.findings.Add(name, diag.Pos{}, diag.FileNameCase, "give one of the two another name",
					"the name differs from that of %s only in capitals, or in how accents are written", first)
			}
		}
	}
}
