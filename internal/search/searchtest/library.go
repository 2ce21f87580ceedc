package searchtest

import (
	"fmt"
	"strings"

	"baken.example/baken/internal/search"
)

// ParsePages reads pages: "= path | title | description" starts one, "## heading | anchor" a section
// of it, and lines that start with "# " are comments. Root is the address before the paths.
func ParsePages(root, text string) ([]search.Page, error) {
	var pages []search.Page
	for i, line := range strings.Split(text, "\n") {
		if heading, ok := strings.CutPrefix(line, "## "); ok && len(pages) > 0 {
			heading, anchor, ok := strings.Cut(heading, " | ")
			if !ok {
				return nil, fmt.Errorf("line %d has no anchor", i+1)
			}
			p := &pages[len(pages)-1]
			p.Sections = append(p.Sections, search.Section{Heading: heading, Anchor: anchor, Start: len(p.Text), End: len(p.Text)})
			continue
		}
		if head, ok := strings.CutPrefix(line, "= "); ok {
			fields := strings.Split(head, " | ")
			if len(fields) != 3 {
				return nil, fmt.Errorf("line %d doesn't have a path, a title and a description", i+1)
			}
			url := ParseTarget(root, fields[0]).URL
			pages = append(pages, search.Page{Key: url, URL: url, Title: fields[1], Description: fields[2], Sections: []search.Section{{}}})
			continue
		}
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		if len(pages) == 0 {
			return nil, fmt.Errorf("line %d belongs to no page", i+1)
		}
		p := &pages[len(pages)-1]
		p.Text = append(append(p.Text, line...), '\n')
		p.Sections[len(p.Sections)-1].End = len(p.Text)
	}
	return pages, nil
}
