package reference

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"baken.example/baken/internal/schema"
)

const head = `# Reference: settings, front matter, glossary and values

<!-- go test ./internal/schema/... -update writes this file. Its texts are in the types and in internal/schema/reference/keys.yaml. -->

This page lists every key of the files in ` + "`content/`" + ` but for criteria: what it means, which values it takes, what holds
without it, and an example. [editors.md](editors.md) ([Nederlands](editors.nl.md)) is the guide to begin with, and
[criteria.md](criteria.md) the one for criteria.

- **Required** keys have to be there and can't be empty. Without another key holds what is said under *Without it*.
- *A text for each language* stands behind the codes of the site's languages, ` + "`{nl: …, en: …}`" + `: all of them, and no other.
- A *day* is written ` + "`2026-12-01`" + `, and a text with a colon or another sign of YAML stands [between quotation marks](editors.md#front-matter).
- ` + "`pages[].text`" + ` is the key ` + "`text`" + ` of each item of the list ` + "`pages`" + `.

A key that isn't on this page is an error, and so is a value that a key can't have: ` + "`baken check`" + ` names them with their line. Text
editors show most of this page [while you type](editors.md#help-while-you-type).

`

// Markdown returns docs/site.md.
func Markdown(sections []Section) []byte {
	var b bytes.Buffer
	b.WriteString(head)
	for _, s := range sections {
		fmt.Fprintf(&b, "- [%s](#%s): ", s.Title, anchor(s.Title))
		for i, k := range s.outer() {
			if i > 0 {
				b.WriteString(" · ")
			}
			fmt.Fprintf(&b, "[`%s`](#%s)", k.Path, anchor(heading(s, k)))
		}
		b.WriteString("\n")
	}
	for _, s := range sections {
		fmt.Fprintf(&b, "\n## %s\n\n%s", s.Title, s.About)
		for _, k := range s.outer() {
			s.write(&b, k)
		}
	}
	return b.Bytes()
}

// outer returns the keys that stand in no other.
func (s Section) outer() []Key {
	return slices.DeleteFunc(slices.Clone(s.Keys), Key.inner)
}

// heading returns the heading of a key, which no key of another kind has.
func heading(s Section, k Key) string { return fmt.Sprintf("`%s` (%s)", k.Path, s.Kind.Name) }

// anchor returns the anchor of a heading, by GitHub's algorithm, as far as the headings here need
// it.
func anchor(heading string) string {
	return strings.NewReplacer(" ", "-", "`", "", "(", "", ")", "").Replace(strings.ToLower(heading))
}

func (s Section) write(b *bytes.Buffer, k Key) {
	fmt.Fprintf(b, "\n### %s\n\n%s\n\n", heading(s, k), k.Description)
	if k.Path != schema.AnyName {
		fmt.Fprintf(b, "- %s\n", cmp.Or(k.without(), "**Required**"))
	}
	fmt.Fprintf(b, "- Its value: %s\n", k.Form)
	for _, example := range k.Examples {
		fmt.Fprintf(b, "\n```yaml\n%s```\n", example)
	}
	s.table(b, k)
}

// without says what holds without the key; "" if it is required.
func (k Key) without() string {
	switch {
	case k.Required:
		return ""
	case k.Default != "":
		return "Without it: `" + k.Default + "`"
	case k.Without != "":
		return "Without it: " + strings.ToLower(k.Without[:1]) + k.Without[1:]
	}
	return "Optional"
}

// table writes the keys within a key. Where several hold the same keys, only the first lists them.
func (s Section) table(b *bytes.Buffer, outer Key) {
	begun := false
	lists := map[string]string{}
	for i := 0; i < len(s.Keys); i++ {
		k := s.Keys[i]
		if !k.within(outer) {
			continue
		}
		_, name, _ := strings.Cut(k.Path, ".")
		if !begun {
			b.WriteString("\n| key | value | what it is |\n|---|---|---|\n")
			begun = true
		}
		form := k.Form
		held := s.within(k)
		list := fmt.Sprint(held)
		if first := lists[list]; len(held) > 0 && first != "" {
			form = "the same keys as `" + first + "`"
			i += len(held)
		} else {
			lists[list] = name
		}
		text := k.Description
		if w := k.without(); w == "" {
			form += "; **required**"
		} else if w != "Optional" && !k.saysWithout() {
			text += " " + w
		}
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", name, cell(form), cell(text))
	}
}

// within returns the keys within a key, with paths relative to it.
func (s Section) within(outer Key) (out []schema.Key) {
	for _, k := range s.Keys {
		if k.within(outer) {
			k.Path = strings.TrimPrefix(k.Path, outer.Path)
			out = append(out, k.Key)
		}
	}
	return out
}

func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
