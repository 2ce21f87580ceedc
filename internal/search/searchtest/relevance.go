package searchtest

import (
	"fmt"
	"strings"

	"baken.example/baken/internal/search"
)

// Set holds queries for pages in a language.
type Set struct {
	Name, Language string
	Pages          []search.Page
	// Synonyms are those of the glossary.
	Synonyms [][]string
	Queries  []Query
}

// Query is a query with what answers it.
type Query struct {
	Group, Text string
	// Targets are the pages and sections that answer it: one at least.
	Targets []Target
	// HeldOut reports whether the query mustn't be used to tune ranking: in each group, every
	// second one.
	HeldOut bool
}

// Target is a section of a page, or with an empty anchor any of them.
type Target struct{ URL, Anchor string }

// ParseTarget reads "path#anchor" or "path"; root is the address before the path. The path "index"
// is the root itself.
func ParseTarget(root, s string) Target {
	path, anchor, _ := strings.Cut(s, "#")
	if path == "index" {
		return Target{root, anchor}
	}
	return Target{root + path + "/", anchor}
}

// splitPages heads lines "page | pages" instead of queries: pages that were split after queries had
// been judged, with those that have a part of their content now. A target that is such a page as a
// whole stands for all of them.
const splitPages = "split pages"

// ParseQueries reads queries: "[group]" on a line of its own, and lines "query | target; target".
// Lines that start with # are comments.
func ParseQueries(root, text string) ([]Query, error) {
	var out []Query
	group := ""
	counts := map[string]int{}
	split := map[Target][]Target{}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if name, ok := strings.CutPrefix(line, "["); ok {
			group = strings.TrimSuffix(name, "]")
			continue
		}
		query, targets, ok := strings.Cut(line, " | ")
		if !ok || group == "" {
			return nil, fmt.Errorf("line %d has no query with a target, or no group", i+1)
		}
		var all []Target
		for _, t := range strings.Split(targets, ";") {
			target := ParseTarget(root, strings.TrimSpace(t))
			all = append(append(all, target), split[target]...)
		}
		if group == splitPages {
			split[ParseTarget(root, query)] = all
			continue
		}
		out = append(out, Query{Group: group, Text: query, Targets: all, HeldOut: counts[group]%2 == 1})
		counts[group]++
	}
	return out, nil
}

// Unknown returns the targets of queries that are no section of a page.
func (s *Set) Unknown() []Target {
	known := map[Target]bool{}
	for _, p := range s.Pages {
		for _, section := range p.Sections {
			known[Target{p.URL, section.Anchor}] = true
		}
	}
	var out []Target
	for _, q := range s.Queries {
		for _, t := range q.Targets {
			if !known[t] {
				out = append(out, t)
			}
		}
	}
	return out
}
