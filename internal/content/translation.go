package content

import (
	"bytes"
	"fmt"
	"strings"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/outline"
)

// Translation records the fingerprints of the text that a page was translated from, so that a later
// change of it is detected. "baken translations accept" writes it.
type Translation struct {
	From        Text                `yaml:"from,required" jsonschema:"The language of the text that this page was made from."`
	Title       outline.Fingerprint `yaml:"title,required" jsonschema:"The fingerprint of its title."`
	Description outline.Fingerprint `yaml:"description,required" jsonschema:"The fingerprint of its description."`
	// Sections are the text before the first heading and then each section with a heading, in
	// order.
	Sections []SectionFingerprint `yaml:"sections,required" jsonschema:"The fingerprint of each section, with the anchor of its heading."`
	// Footnotes is nil if there were none.
	Footnotes *outline.Fingerprint `yaml:"footnotes" jsonschema:"The fingerprint of its footnotes."`
	// Differs is the fingerprint of the accepted differences in structure, or nil.
	Differs *outline.Fingerprint `yaml:"differs" jsonschema:"The fingerprint of the differences in structure that were accepted."`
	// Facts is the fingerprint of the accepted differences in facts, or nil.
	Facts *outline.Fingerprint `yaml:"facts" jsonschema:"The fingerprint of the differences in amounts, dates and other facts that were accepted."`
}

// SectionFingerprint is the fingerprint of a section and the anchor of its heading.
type SectionFingerprint struct {
	Fingerprint outline.Fingerprint
	Anchor      string
}

// UnmarshalText parses a fingerprint and, after a space, an optional anchor.
func (s *SectionFingerprint) UnmarshalText(text []byte) error {
	p, anchor, found := strings.Cut(string(text), " ")
	if found && (anchor == "" || strings.ContainsAny(anchor, " \n")) {
		return fmt.Errorf("%q isn't what baken translations accept writes: a fingerprint and an anchor", text)
	}
	s.Anchor = anchor
	return s.Fingerprint.UnmarshalText([]byte(p))
}

func (s SectionFingerprint) String() string {
	return strings.TrimSuffix(s.Fingerprint.String()+" "+s.Anchor, " ")
}

const translationKey = "translation"

// lines returns the key and its value as lines of YAML, without line ends.
func (t *Translation) lines() []string {
	out := []string{
		translationKey + ":", "  from: " + t.From.V,
		"  title: " + t.Title.String(), "  description: " + t.Description.String(), "  sections:",
	}
	for _, s := range t.Sections {
		out = append(out, "    - "+s.String())
	}
	if t.Footnotes != nil {
		out = append(out, "  footnotes: "+t.Footnotes.String())
	}
	if t.Differs != nil {
		out = append(out, "  differs: "+t.Differs.String())
	}
	if t.Facts != nil {
		out = append(out, "  facts: "+t.Facts.String())
	}
	return out
}

// SetTranslation returns the source of a page with the key translation set in its front matter; an
// existing one is replaced. All other bytes stay as they are. The result is nil if the findings
// have errors or there is an error.
func SetTranslation(file string, src []byte, t *Translation) ([]byte, diag.List, error) {
	text := textOf(src)
	s := newScratch(nil)
	front, findings := s.parse(file, text)
	if front == nil || findings.HasErrors() {
		return nil, findings, nil
	}
	lines := splitLines(src)
	closing := bytes.Count(text[:front.end], []byte("\n"))
	if !bytes.HasSuffix(text[:front.end], []byte("\n")) {
		closing++ // The file ends with the fence.
	}
	from, to := closing, closing // The lines to replace, counted from 1, the last not included.
	for i, e := range front.yaml.Entries {
		if e.Key != translationKey {
			continue
		}
		from = e.Line
		if i+1 < len(front.yaml.Entries) {
			to = front.yaml.Entries[i+1].Line
		}
		for to > from+1 && isBlankOrComment(lines[to-2]) {
			to--
		}
	}
	key := lines[front.yaml.Line-1]
	indent := key[:len(key)-len(bytes.TrimLeft(key, " "))]
	newline := lines[front.opening-1][len(bytes.TrimRight(lines[front.opening-1], "\r\n")):]
	out := bytes.Join(lines[:from-1], nil)
	for _, l := range t.lines() {
		out = append(out, indent...)
		out = append(out, l...)
		out = append(out, newline...)
	}
	out = append(out, bytes.Join(lines[to-1:], nil)...)

	// Reading the result must give the same translation.
	again, broken := s.parse(file, textOf(out))
	if again == nil || broken.HasErrors() || again.Translation == nil || strings.Join(again.Translation.lines(), "\n") != strings.Join(t.lines(), "\n") {
		return nil, findings, fmt.Errorf("%s: can't put the note into this front matter: write its keys plainly, each on a line of its own", file)
	}
	return out, findings, nil
}

// textOf normalises a file as [source.Text] does: without byte order mark and carriage returns.
func textOf(src []byte) []byte {
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
}

// splitLines splits a file into its lines with their ends: \n, \r\n, or \r alone.
func splitLines(src []byte) [][]byte {
	var lines [][]byte
	for len(src) > 0 {
		n := bytes.IndexAny(src, "\r\n") + 1
		switch {
		case n == 0:
			n = len(src)
		case src[n-1] == '\r' && n < len(src) && src[n] == '\n':
			n++
		}
		lines = append(lines, src[:n])
		src = src[n:]
	}
	return lines
}

// isBlankOrComment reports whether a line of YAML is blank or a comment.
func isBlankOrComment(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) == 0 || line[0] == '#'
}
