package changes

import (
	"html"
	"slices"
	"strings"
)

// token is a piece of HTML: a tag, or a word with the white space before it.
type token struct {
	text string
	tag  bool
}

// tokens divides HTML, in which no attribute has a >, into tags and words.
func tokens(s string) (out []token) {
	for s != "" {
		if s[0] == '<' {
			end := strings.IndexByte(s, '>') + 1
			if end == 0 {
				end = len(s)
			}
			out = append(out, token{s[:end], true})
			s = s[end:]
			continue
		}
		end := len(s) - len(strings.TrimLeft(s, spaces))
		for end < len(s) && s[end] != '<' && !strings.ContainsRune(spaces, rune(s[end])) {
			end++
		}
		out = append(out, token{s[:end], false})
		s = s[end:]
	}
	return out
}

const spaces = " \t\n\r"

// unlinked returns HTML without its links and pictures, whose texts stay.
func unlinked(s string) string {
	var out strings.Builder
	for _, t := range tokens(s) {
		name := strings.ToLower(strings.TrimLeft(t.text, "</"))
		if t.tag && (strings.HasPrefix(name, "a ") || name == "a>" || strings.HasPrefix(name, "img")) {
			continue
		}
		out.WriteString(t.text)
	}
	return out.String()
}

// stripped returns the text of HTML, with a space in the place of each tag that begins or ends a
// block.
func stripped(s string) string {
	var out strings.Builder
	for _, t := range tokens(s) {
		switch {
		case !t.tag:
			out.WriteString(t.text)
		case !inline(t.text):
			out.WriteString(" ")
		}
	}
	return strings.TrimSpace(html.UnescapeString(out.String()))
}

// inline reports whether a tag is one within a line.
func inline(tag string) bool {
	name := strings.TrimLeft(tag, "</")
	name = name[:strings.IndexAny(name+" ", " >")]
	return slices.Contains([]string{"a", "abbr", "b", "bdi", "code", "del", "em", "i", "ins", "mark", "q", "small", "span", "strong", "sub", "sup"}, name)
}

// Bounds of the comparison of two texts.
const (
	// maxProduct bounds the number of words of one text times that of the other.
	maxProduct = 4_000_000
	// minKept is the number of words that two texts must have in common, of a hundred of the
	// shorter one, for marks to help a reader.
	minKept = 30
	// minRun is the number of words from which on a run of common words between two differences
	// isn't taken for chance.
	minRun = 3
)

// mark marks the words that differ: in old with del, in new with ins. Texts that have little in
// common, or are very long, are returned as they are.
func mark(old, new string) (markedOld, markedNew string) {
	a, b := tokens(old), tokens(new)
	x, y := words(a), words(b)
	if len(x) == 0 || len(y) == 0 || len(x)*len(y) > maxProduct {
		return old, new
	}
	keptX, keptY, n := common(x, y)
	if n*100 < minKept*min(len(x), len(y)) {
		return old, new
	}
	return marked(a, keptX, "del"), marked(b, keptY, "ins")
}

// words returns the words of tokens, without white space.
func words(list []token) (out []string) {
	for _, t := range list {
		if w := strings.TrimSpace(t.text); !t.tag && w != "" {
			out = append(out, w)
		}
	}
	return out
}

// common reports which words of two lists are in a longest common subsequence, without short runs
// that stand between longer differences, and how many.
func common(x, y []string) (keptX, keptY []bool, n int) {
	lengths := make([][]int32, len(x)+1)
	for i := range lengths {
		lengths[i] = make([]int32, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				lengths[i][j] = lengths[i+1][j+1] + 1
			} else {
				lengths[i][j] = max(lengths[i+1][j], lengths[i][j+1])
			}
		}
	}
	type run struct{ x, y, n int }
	var runs []run
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == y[j]:
			if last := len(runs) - 1; last >= 0 && runs[last].x+runs[last].n == i && runs[last].y+runs[last].n == j {
				runs[last].n++
			} else {
				runs = append(runs, run{i, j, 1})
			}
			i, j = i+1, j+1
		case lengths[i+1][j] >= lengths[i][j+1]:
			i++
		default:
			j++
		}
	}
	keptX, keptY = make([]bool, len(x)), make([]bool, len(y))
	for k, r := range runs {
		before, after := r.x+r.y, len(x)+len(y)-r.x-r.y-2*r.n
		if k > 0 {
			before -= runs[k-1].x + runs[k-1].y + 2*runs[k-1].n
		}
		if k < len(runs)-1 {
			after = runs[k+1].x + runs[k+1].y - r.x - r.y - 2*r.n
		}
		if r.n < minRun && min(before, after) > 2*r.n {
			continue
		}
		for i := range r.n {
			keptX[r.x+i], keptY[r.y+i] = true, true
		}
		n += r.n
	}
	return keptX, keptY, n
}

// marked puts an element around each run of words that aren't kept, within the text between two
// tags.
func marked(list []token, kept []bool, element string) string {
	var out strings.Builder
	open := false
	end := func() {
		if open {
			out.WriteString("</" + element + ">")
			open = false
		}
	}
	word := 0
	for _, t := range list {
		text := strings.TrimLeft(t.text, spaces)
		if t.tag || text == "" {
			end()
			out.WriteString(t.text)
			continue
		}
		changed := !kept[word]
		word++
		space := t.text[:len(t.text)-len(text)]
		switch {
		case changed && !open:
			out.WriteString(space + "<" + element + ">" + text)
			open = true
		case !changed:
			end()
			out.WriteString(t.text)
		default:
			out.WriteString(t.text)
		}
	}
	end()
	return out.String()
}
