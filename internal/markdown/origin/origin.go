// Package origin maps the lines of a text that was put together from several files to those files.
package origin

import (
	"path"
	"sort"
	"strings"
)

// Origin is a run of lines of one file in a text: from the line Line of the text on, up to the next
// origin, the lines are those of File from its line At on.
type Origin struct {
	Line int
	File string
	At   int
}

// List are the origins of a text, by their Line. The lines before the first one, or all lines of an
// empty list, are those of the text's own file.
type List []Origin

// Place returns the file of a line of the text and the line's number there; file is "" for a line
// of the text's own file before the first origin.
func (l List) Place(line int) (file string, at int) {
	i := sort.Search(len(l), func(i int) bool { return l[i].Line > line })
	if i == 0 {
		return "", line
	}
	o := l[i-1]
	return o.File, o.At + line - o.Line
}

// Rebase returns a path that is relative to the file of a line as one that is relative to the
// text's own file, which is page.
func (l List) Rebase(target, page string, line int) string {
	file, _ := l.Place(line)
	from, to := path.Dir(page), path.Dir(file)
	if file == "" || target == "" || from == to {
		return target
	}
	up, down := strings.Split(from, "/"), strings.Split(path.Join(to, target), "/")
	for len(up) > 0 && len(down) > 1 && up[0] == down[0] {
		up, down = up[1:], down[1:]
	}
	slash := ""
	if strings.HasSuffix(target, "/") {
		slash = "/"
	}
	return strings.Repeat("../", len(up)) + strings.Join(down, "/") + slash
}
