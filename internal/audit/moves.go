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

const (
	// minSimilarity is the share of equal lines from which a new file counts as a moved one, as for
	// git diff -M.
	minSimilarity = 0.5
	// maxComparisons bounds the pairs of files whose lines are compared. Above it, only files with
	// equal text are paired.
	maxComparisons = 100_000
)

// text is the text of a page's file. lines counts how often each line occurs in it, without blank
// lines and the delimiters of front matter, which every page has. size is the sum of these counts.
type text struct {
	file  string
	whole string
	lines map[string]int
	size  int
}

// moves returns, for each page's file that was removed, the added file of the same language with
// the most similar text, if there is one. It pairs no added file with two removed ones. The error
// is the context's.
func moves(
	ctx context.Context, before, files fs.FS, earlier *site.Site, docs *content.Documents,
) (map[string]string, error) {
	old, present := map[string]bool{}, map[string]bool{}
	for _, p := range earlier.Pages {
		old[p.File] = true
	}
	for _, p := range docs.Pages {
		present[p.File] = true
	}
	out := map[string]string{}
	for _, lang := range earlier.Languages {
		var removed, added []text
		for _, p := range earlier.Pages {
			if p.Lang == lang && !present[p.File] && ctx.Err() == nil {
				removed = append(removed, read(before, p.File))
			}
		}
		for _, p := range docs.Pages {
			if p.Lang == lang && !old[p.File] && ctx.Err() == nil {
				added = append(added, read(files, p.File))
			}
		}
		pair(ctx, removed, added, out)
	}
	return out, ctx.Err()
}

// pair maps removed files to added ones in out: first files with equal text, preferably of the same
// name, then the most similar ones. It stops early when ctx is done.
func pair(ctx context.Context, removed, added []text, out map[string]string) {
	taken := map[string]bool{}
	take := func(from, to string) {
		out[from] = to
		taken[to] = true
	}
	byText := map[string][]string{}
	for _, candidate := range added {
		byText[candidate.whole] = append(byText[candidate.whole], candidate.file)
	}
	// The first pass also compares the names of files with equal text, the second ignores them.
	for _, name := range []func(string) string{path.Base, func(string) string { return "" }} {
		for _, old := range removed {
			i := slices.IndexFunc(byText[old.whole], func(file string) bool { return !taken[file] && name(file) == name(old.file) })
			if out[old.file] == "" && i >= 0 {
				take(old.file, byText[old.whole][i])
			}
		}
	}
	if len(removed)*len(added) > maxComparisons {
		return
	}
	for _, old := range removed {
		best, highest := "", minSimilarity
		for _, candidate := range added {
			if ctx.Err() != nil {
				return
			}
			if s := old.similarity(candidate); out[old.file] == "" && !taken[candidate.file] && s >= highest && (best == "" || s > highest) {
				best, highest = candidate.file, s
			}
		}
		if best != "" {
			take(old.file, best)
		}
	}
}

// read returns the text of a page's file. An unreadable file is similar to no other.
func read(fsys fs.FS, file string) text {
	t := text{file: file, lines: map[string]int{}}
	src, err := fs.ReadFile(fsys, file)
	if err != nil {
		t.whole = file
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

// similarity returns the share of lines that two texts have in common (Dice coefficient), from 0
// to 1.
func (t text) similarity(other text) float64 {
	if t.size+other.size == 0 {
		return 0
	}
	common := 0
	for line, n := range t.lines {
		common += min(n, other.lines[line])
	}
	return 2 * float64(common) / float64(t.size+other.size)
}
