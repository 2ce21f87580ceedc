package baseline

import (
	"fmt"
	"os"
	"strings"
)

// The comments between which a page of documentation has the figures.
const (
	begin = "<!-- figures: written by go run ./internal/bench record -->\n"
	end   = "<!-- end of figures -->\n"
)

// WritePage puts the figures of a record into a page, in the place of those that it has.
func (r *Record) WritePage(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	before, _, after, err := split(name, string(text))
	if err != nil {
		return err
	}
	return os.WriteFile(name, []byte(before+begin+"\n"+r.Markdown()+"\n"+end+after), 0o666)
}

// InPage reports whether a page has the figures of a record.
func (r *Record) InPage(name string) (bool, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return false, err
	}
	_, figures, _, err := split(name, string(text))
	return figures == "\n"+r.Markdown()+"\n", err
}

func split(name, text string) (before, figures, after string, err error) {
	before, rest, ok := strings.Cut(text, begin)
	figures, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		return "", "", "", fmt.Errorf("%s has no place for figures: write the lines\n%s%s", name, begin, end)
	}
	return before, figures, after, nil
}
