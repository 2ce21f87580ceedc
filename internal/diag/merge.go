package diag

import (
	"fmt"
	"slices"
	"strings"
)

// Merge returns the list with one finding for those with a code that are about the same other file:
// the first by place. Its message names the second place and the number of further ones.
func (l *List) Merge(code Code) List {
	places := map[string][]Finding{}
	for _, f := range l.findings {
		if f.Code == code && f.Other != "" {
			places[f.Other] = append(places[f.Other], f)
		}
	}
	if len(places) == 0 {
		return *l
	}
	out := l.Filter(func(f Finding) bool { return f.Code != code || f.Other == "" })
	for _, f := range l.findings {
		alike := places[f.Other]
		if f.Code != code || len(alike) == 0 {
			continue
		}
		delete(places, f.Other)
		slices.SortStableFunc(alike, Finding.compare)
		first := alike[0]
		switch n := len(alike) - 2; {
		case n == 0:
			first.Message += "; also at " + alike[1].place()
		case n > 0:
			first.Message += fmt.Sprintf("; also at %s and %d more", alike[1].place(), n)
		}
		out.findings = append(out.findings, first)
	}
	return out
}

// compact removes duplicates from sorted findings, and joins their hints.
func compact(sorted []Finding) []Finding {
	out := sorted[:0]
	for _, f := range sorted {
		if n := len(out); n > 0 && out[n-1].compare(f) == 0 {
			out[n-1].Hint = joinHints(out[n-1].Hint, f.Hint)
			continue
		}
		out = append(out, f)
	}
	return out
}

// joinHints returns a hint, with the path that another one ends with added when the words before
// that are those that the hint begins with: "run baken translations accept content/a.en.md
// content/b.en.md".
func joinHints(hint, other string) string {
	i := strings.LastIndexByte(other, ' ') + 1
	if !strings.Contains(other[i:], "/") || !strings.HasPrefix(hint, other[:i]) {
		return hint
	}
	words := strings.Fields(hint[i:])
	if slices.Contains(words, other[i:]) || len(words) >= maxNames {
		return hint
	}
	return hint + other[i-1:]
}
