package corpus

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// phrase is a pattern in every language, split at its slots, such as {n1}.
type phrase struct {
	source localized
	// choices are the random choices that fill the slots, sorted, so that they have the same order
	// in every language.
	choices []choice
	// pieces are the pieces of the pattern in each language.
	pieces [][]piece
}

// choice identifies a random choice that slots of a phrase share: {n1} and {P1} are the singular
// and the capitalised plural of one noun, with the kind 'n' (see [drawnAs]) and the number '1'.
type choice struct {
	kind, number byte
}

// piece is literal text or, if kind isn't 0, a slot.
type piece struct {
	text string
	// choice is the index in phrase.choices of a slot's choice, or -1 for literal text. cut sets it
	// to the slot's number, which compile replaces.
	choice int
	// kind is the letter of a slot, in lower case.
	kind byte
	// capital reports whether the first letter of the slot's text is capitalised.
	capital bool
}

// UnmarshalYAML reads the pattern in each language. compile completes the phrase.
func (p *phrase) UnmarshalYAML(unmarshal func(any) error) error {
	return unmarshal(&p.source)
}

// compile splits the pattern at its slots and checks that every language has the same choices.
func (p *phrase) compile(v *vocabulary) error {
	for i, text := range v.inOrder(p.source) {
		pieces, choices, err := cut(text, v)
		if err != nil {
			return err
		}
		if i == 0 {
			p.choices = choices
		} else if !slices.Equal(p.choices, choices) {
			return fmt.Errorf("read vocabulary: %q and its translations have other slots", text)
		}
		for j := range pieces {
			if c := pieces[j]; c.kind != 0 {
				pieces[j].choice = slices.Index(choices, choice{drawnAs(c.kind), byte(c.choice)})
			}
		}
		p.pieces = append(p.pieces, pieces)
	}
	return nil
}

// cut splits a pattern at its slots and returns the pieces, and the choices that fill the slots.
func cut(text string, v *vocabulary) (pieces []piece, choices []choice, err error) {
	for text != "" {
		before, rest, ok := strings.Cut(text, "{")
		pieces = append(pieces, piece{text: before, choice: -1})
		if !ok {
			break
		}
		slot, after, ok := strings.Cut(rest, "}")
		if !ok || len(slot) != 2 {
			return nil, nil, fmt.Errorf("read vocabulary: %q has a broken slot", text)
		}
		kind := byte(unicode.ToLower(rune(slot[0])))
		drawn := drawnAs(kind)
		if v.count(drawn) == 0 && drawn != 'l' && drawn != 'f' {
			return nil, nil, fmt.Errorf("read vocabulary: %q has a slot of no kind", text)
		}
		pieces = append(pieces, piece{choice: int(slot[1]), kind: kind, capital: kind != slot[0]})
		if c := (choice{drawn, slot[1]}); !slices.Contains(choices, c) {
			choices = append(choices, c)
		}
		text = after
	}
	slices.SortFunc(choices, func(a, b choice) int {
		return (int(a.kind)-int(b.kind))*256 + int(a.number) - int(b.number)
	})
	return pieces, choices, nil
}

// drawnAs returns the kind of choice for a kind of slot: plurals ('p') and nouns in another
// language ('o') are chosen as nouns, plural verbs ('i') as verbs, and all other kinds as
// themselves.
func drawnAs(kind byte) byte {
	switch kind {
	case 'p', 'o':
		return 'n'
	case 'i':
		return 'v'
	}
	return kind
}

// speaker chooses phrases at random and fills their slots, in all languages at once.
type speaker struct {
	*vocabulary
	r *rand.Rand
	// link returns a link to another page, and footnote a reference to a new footnote, in every
	// language. They fill the slots of kinds 'l' and 'f'.
	link, footnote func() []string
}

// one chooses a phrase of a list at random and returns it in every language, with its slots filled.
func (s *speaker) one(list []phrase) []string {
	return s.say(&list[s.r.IntN(len(list))])
}

// say returns a phrase in every language, its slots filled at random. No two choices of a kind are
// the same word.
func (s *speaker) say(p *phrase) []string {
	words := make([]int, len(p.choices))
	generated := make([][]string, len(p.choices))
	for i, c := range p.choices {
		switch c.kind {
		case 'l':
			generated[i] = s.link()
		case 'f':
			generated[i] = s.footnote()
		default:
			words[i] = s.draw(p.choices[:i], words[:i], c.kind)
		}
	}
	out := make([]string, len(p.pieces))
	var b strings.Builder
	for lang, pieces := range p.pieces {
		b.Reset()
		for _, piece := range pieces {
			text := piece.text
			switch {
			case piece.kind == 0:
			case generated[piece.choice] != nil:
				text = generated[piece.choice][lang]
			default:
				text = s.word(piece.kind, words[piece.choice], lang)
			}
			if piece.capital {
				text = capital(text)
			}
			b.WriteString(text)
		}
		out[lang] = b.String()
	}
	return out
}

// draw chooses a word of a kind at random that none of the earlier choices is. It returns its
// index.
func (s *speaker) draw(earlier []choice, words []int, kind byte) int {
	for {
		n := s.r.IntN(s.count(kind))
		taken := false
		for i, c := range earlier {
			taken = taken || c.kind == kind && words[i] == n
		}
		if !taken {
			return n
		}
	}
}

// capital returns a text with its first letter in upper case.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
