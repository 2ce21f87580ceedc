package content

import "strings"

// Lead is a page that readers are led to, and the text of the link.
type Lead struct {
	// Page is a path relative to the file, with its language, as in a Markdown link. It may end
	// with a fragment.
	Page Text `yaml:"page,required,line" jsonschema:"The page: its file, relative to this one, with its language, as in a link."`
	Text Text `yaml:"text,line" jsonschema:"The text of the link, where the page's title is not to be."`
}

// Way is one of the ways in on a home page.
type Way struct {
	Page Text `yaml:"page,required,line" jsonschema:"The page: its file, relative to this one, with its language, as in a link; #heading behind it is allowed."`
	Text Text `yaml:"text,line" jsonschema:"What a reader recognises, such as a sentence about who they are; without it, the page's title."`
	Note Text `yaml:"note,line" jsonschema:"A few words below it."`
}

// Ways are the ways in on a home page, below their heading.
type Ways struct {
	Title Text  `yaml:"title,required,line" jsonschema:"The heading above them, such as Who are you."`
	Pages []Way `yaml:"pages,required" jsonschema:"The ways in, in order."`
}

// References returns the references to pages in the front matter, in its order.
func (m *Meta) References() []Text {
	var out []Text
	if m.Action != nil {
		out = append(out, m.Action.Page)
	}
	if m.Ways != nil {
		for _, w := range m.Ways.Pages {
			out = append(out, w.Page)
		}
	}
	return append(out, m.Related...)
}

// SplitReference splits a reference to a page into its path and its fragment.
func SplitReference(s string) (target, fragment string) {
	target, fragment, _ = strings.Cut(s, "#")
	return target, fragment
}
