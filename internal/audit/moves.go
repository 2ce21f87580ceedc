package audit

import (
	"bytes"
	"context"
	"io/fs"
	"path"
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/site"
)

// What it takes to call a new file an old one that moved: half of its lines, as for git diff -M. Where
// there are too many of either to compare each with each, only equal texts and names tell.
const (
	leastAlike     = 0.5
	mostComparison = 100_000
)

// text is a page's file and its lines, of which those that every page has don't count.
type text struct {
	file  string
	whole string
	lines map[string]int
	size  int
}

// moves finds, for the pages' files that went, those that came and hold much the same, in the same
// language. Each file is the new place of one at the most. The error is the context's.
func moves(
	ctx context.Context, before, files fs.FS, was *site.Site, docs *content.Documents,
) (map[string]string, error) {
	old, fresh := map[string]bool{}, map[string]bool{}
	for _, p := range was.Pages {
		old[p.File] = true
	}
	for _, p := range docs.Pages {
		fresh[p.File] = true
	}
	out := map[string]string{}
	for _, lang := range was.Languages {
		var went, came []text
		for _, p := range was.Pages {
			if p.Lang == lang && !fresh[p.File] && ctx.Err() == nil {
				went = append(went, read(before, p.File))
			}
		}
		for _, p := range docs.Pages {
			if p.Lang == lang && !old[p.File] && ctx.Err() == nil {
				came = append(came, read(files, p.File))
			}
		}
		pair(ctx, went, came, out)
	}
	return out, ctx.Err()
}

// pair puts the new file of each that went into out: first those whose text
// is the same, with the same name if there is one, then those most alike. It stops early when ctx is done.
func pair(ctx context.Context, went, came []text, out map[string]string) {
	taken := map[string]bool{}
	take := func(from, to string) {
		out[from] = to
		taken[to] = true
	}
	same := map[string][]string{}
	for _, c := range came {
		same[c.whole] = append(same[c.whole], c.file)
	}
	for _, name := range []func(string) string{path.Base, func(string) string { return "" }} {
		for _, w := range went {
			i := slices.IndexFunc(same[w.whole], func(file string) bool { return !taken[file] && name(file) == name(w.file) })
			if out[w.file] == "" && i >= 0 {
				take(w.file, same[w.whole][i])
			}
		}
	}
	if len(went)*len(came) > mostComparison {
		return
	}
	for _, w := range went {
		best, most := "", leastAlike
		for _, c := range came {
			if ctx.Err() != nil {
				return
			}
			if alike := w.alike(c); out[w.file] == "" && !taken[c.file] && alike >= most && (best == "" || alike > most) {
				best, most = c.file, alike
			}
		}
		if best != "" {
			take(w.file, best)
		}
	}
}

func read(fsys fs.FS, file string) text {
	t := text{file: file, lines: map[string]int{}}
	src, err := fs.ReadFile(fsys, file)
	if err != nil {
		t.whole = file // A page that can't be read is like no other.
		return t
	}
	t.whole = string(src)
	for line := range bytes.Lines(src) {
		if line = bytes.TrimSpace(line); len(line) > 0 && string(line) != "---" {
			t.lines[string(line)]++
			t.size++
		}
	}
	return t
}

// alike is the share of lines that two texts have in common, from 0 to 1.
func (t text) alike(other text) float64 {
	if t.size+other.size == 0 {
		return 0
	}
	common := 0
	for line, n := range t.lines {
		common += min(n, other.lines[line])
	}
	return 2 * float64(common) / float64(t.size+other.size)
}
