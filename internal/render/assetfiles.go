package render

import (
	"cmp"
	"slices"

	"baken.example/baken/internal/artifact"
)

// assetFiles returns the assets, and what contentFiles returns. A picture of the brand that a page
// shows too is published once: files of the same name and content have the same path.
func (r *Renderer) assetFiles() []artifact.Artifact {
	all := r.Theme.Assets.Artifacts()
	published := map[string]bool{}
	for _, a := range all {
		published[a.Path] = true
	}
	content := slices.DeleteFunc(r.contentFiles(), func(a artifact.Artifact) bool { return published[a.Path] })
	return slices.Concat(all, content)
}

// contentFiles returns the pictures and their sizes. A picture that is only shown in other sizes
// isn't published itself.
func (r *Renderer) contentFiles() []artifact.Artifact {
	all := append(r.Files.Artifacts(), r.Sizes.Artifacts()...)
	byPath := func(a, b artifact.Artifact) int { return cmp.Compare(a.Path, b.Path) }
	slices.SortStableFunc(all, byPath)
	all = slices.CompactFunc(all, func(a, b artifact.Artifact) bool { return a.Path == b.Path })
	unused := map[string]bool{} // by path: files of the same name and content have the same one
	for _, name := range r.Files.Names() {
		p, at := r.Sizes.Get(name), r.Files.Get(name).Path
		if replaced := p != nil && p.Replaced; !replaced {
			unused[at] = false
		} else if _, seen := unused[at]; !seen {
			unused[at] = true
		}
	}
	return slices.DeleteFunc(all, func(a artifact.Artifact) bool { return unused[a.Path] })
}
