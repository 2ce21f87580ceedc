package content

import (
	"bytes"

	"github.com/adrg/frontmatter"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/strictyaml"
)

// Meta is a page's front matter.
type Meta struct {
	// Title is the page's h1, Description its lead and its meta description.
	Title       Text `yaml:"title,required"`
	Description Text `yaml:"description,required"`
	// Slug is the page's segment of the URL, where it isn't the file's name.
	Slug Text `yaml:"slug"`
	// Aliases are whole paths that lead here too.
	Aliases []Text `yaml:"aliases"`
	// Weight orders the pages of a section, lighter ones first; pages of one weight go by title.
	Weight int `yaml:"weight"`
	// Menu is a shorter title for navigation.
	Menu Text `yaml:"menu"`
	// Layout is the name of a template.
	Layout Text `yaml:"layout"`
	// Criteria is the id of the criteria set that the page checks.
	Criteria Text `yaml:"criteria"`
	Draft    bool `yaml:"draft"`
	// Publish is the first day that the page is there, Expires the first that it isn't any more.
	Publish strictyaml.Value[Date] `yaml:"publish"`
	Expires strictyaml.Value[Date] `yaml:"expires"`
	// Reviewed is when somebody last checked the text, ReviewEvery how long that is good for.
	Reviewed    strictyaml.Value[Date]   `yaml:"reviewed"`
	ReviewEvery strictyaml.Value[Period] `yaml:"review_every"`
	// Feedback is whether the page asks if it helped; nil means yes.
	Feedback *bool `yaml:"feedback"`
}

const fence = "---"

// Unwritten stands for a text that is still to be written.
const Unwritten = "…"

// parseFrontMatter splits a page into its front matter and its text. bodyLine is the line of the
// file at which the body starts. ok is false when there is no front matter that could be read.
func parseFrontMatter(file string, src []byte) (meta *Meta, body []byte, bodyLine int, list diag.List, ok bool) {
	meta = new(Meta)
	opening, opened := openingFence(src)
	if !opened {
		list.Add(file, diag.Pos{Line: 1}, diag.FrontMatterMissing,
			"begin the file with ---, title: …, description: … and another ---", "the page has no front matter")
		return meta, nil, 0, list, false
	}
	closed := false
	format := frontmatter.NewFormat(fence, fence, func(yaml []byte, v any) error {
		closed = true
		node, findings := strictyaml.Parse(file, yaml, opening+1)
		list.Join(findings)
		if node != nil {
			list.Join(strictyaml.Decode(file, node, v))
			ok = true
		}
		return nil
	})
	body, err := frontmatter.Parse(bytes.NewReader(src), meta, format)
	// The library takes a header that is never closed for body text, and reads from memory.
	if err != nil || !closed {
		list.Add(file, diag.Pos{Line: opening}, diag.FrontMatterUnclosed,
			"put --- on a line of its own after the last key", "the front matter that opens here is never closed")
		return meta, nil, 0, list, false
	}
	for _, t := range []struct {
		key  string
		text Text
	}{{"title", meta.Title}, {"description", meta.Description}} {
		if t.text.V == Unwritten {
			list.Add(file, t.text.Pos, diag.Placeholder, "write it before the page goes live", "the %s is still to be written", t.key)
		}
	}
	if p, e := meta.Publish, meta.Expires; p.IsSet() && e.IsSet() && !e.V.After(p.V.Time) {
		list.Add(file, e.Pos, diag.DateOrder, "expires is the first day that the page isn't there any more",
			"expires on or before the day it is published")
	}
	return meta, body, 1 + bytes.Count(src[:len(src)-len(body)], []byte("\n")), list, ok
}

// openingFence returns the line of the fence that opens the front matter: the first line with
// anything on it.
func openingFence(src []byte) (line int, ok bool) {
	for l := range bytes.Lines(src) {
		line++
		if text := bytes.TrimSpace(l); len(text) > 0 {
			return line, string(text) == fence
		}
	}
	return 0, false
}
