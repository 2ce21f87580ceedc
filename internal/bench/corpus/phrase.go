package corpus

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// phrase is a pattern in every language, cut at its slots.
type phrase struct {
	source localized
	// draws are the choices a phrase takes, in an order that doesn't depend on the language.
	draws []choice
	// cuts are the pieces of the pattern in each language.
	cuts [][]piece
}

// choice is a draw: the slots {n1} and {P1} share one, whose kind is 'n' and number '1'.
type choice struct {
	kind, number byte
}

// piece is a text that stands there or, with a draw of 0 or more, a slot.
type piece struct {
	text    string
	draw    int
	kind    byte
	capital bool
}

func (p *phrase) UnmarshalYAML(unmarshal func(any) error) error {
	return unmarshal(&p.source)
}

// compile cuts the pattern and checks that every language takes the same draws.
func (p *phrase) compile(v *vocabulary) error {
	for i, text := range v.in(p.source) {
		pieces, choices, err := cut(text, v)
		if err != nil {
			return err
		}
		if i == 0 {
			p.draws = choices
		} else if !slices.Equal(p.draws, choices) {
			return fmt.Errorf("read vocabulary: %q and its translations have other slots", text)
		}
		for j := range pieces {
			if c := pieces[j]; c.kind != 0 {
				pieces[j].draw = slices.Index(choices, choice{drawnAs(c.kind), byte(c.draw)})
			}
		}
		p.cuts = append(p.cuts, pieces)
	}
	return nil
}

// cut splits a pattern at its slots, whose draw is their number as yet, and lists its choices.
func cut(text string, v *vocabulary) (pieces []piece, choices []choice, err error) {
	for text != "" {
		before, rest, ok := strings.Cut(text, "{")
		pieces = append(pieces, piece{text: before, draw: -1})
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
		pieces = append(pieces, piece{draw: int(slot[1]), kind: kind, capital: kind != slot[0]})
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

// drawnAs is the kind of draw that a kind of slot shares.
func drawnAs(kind byte) byte {
	switch kind {
	case 'p', 'o':
		return 'n'
	case 'i':
		return 'v'
	}
	return kind
}

// speaker says phrases in all languages at once.
type speaker struct {
	*vocabulary
	r *rand.Rand
	// link makes a link to another page and footnote a reference, in every language.
	link, footnote func() []string
}

// one draws from a list of phrases and says what it drew.
func (s *speaker) one(list []phrase) []string {
	return s.say(&list[s.r.IntN(len(list))])
}

// say fills a phrase's slots. No two slots of a kind get the same word.
func (s *speaker) say(p *phrase) []string {
	words := make([]int, len(p.draws))
	made := make([][]string, len(p.draws))
	for i, c := range p.draws {
		switch c.kind {
		case 'l':
			made[i] = s.link()
		case 'f':
			made[i] = s.footnote()
		default:
			words[i] = s.draw(p.draws[:i], words[:i], c.kind)
		}
	}
	out := make([]string, len(p.cuts))
	var b strings.Builder
	for lang, pieces := range p.cuts {
		b.Reset()
		for _, piece := range pieces {
			text := piece.text
			switch {
			case piece.kind == 0:
			case made[piece.draw] != nil:
				text = made[piece.draw][lang]
			default:
				text = s.word(piece.kind, words[piece.draw], lang)
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

func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
