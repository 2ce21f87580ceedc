package palette

import (
	"fmt"
	"math"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/theme/srgb"
)

// Judge reports the pairs whose contrast is too low, each at the colour that was given for it: that
// of the text or the mark, or else that of the ground.
func (p Palette) Judge(given Source) diag.List {
	var findings diag.List
	for _, side := range []struct {
		name   string
		scheme Scheme
		given  map[string]Given
		other  map[string]Given
	}{
		{"light", p.Light, given.Light, nil},
		// The colours of the light scheme may stand in the dark one too.
		{"dark", p.Dark, given.Dark, given.Light},
	} {
		for _, pair := range Pairs() {
			front, ground := side.scheme[pair.Front], side.scheme.ground(pair)
			ratio := srgb.Contrast(front, ground)
			if ratio >= pair.Ratio {
				continue
			}
			if side.other != nil && p.Light[pair.Front] == front && p.Light[pair.Ground] == side.scheme[pair.Ground] {
				continue // It was reported for the light scheme.
			}
			token := pair.Front
			at, ok := find(token, side.given, side.other)
			if !ok {
				token = pair.Ground
				at, _ = find(token, side.given, side.other)
			}
			findings.Add(at.File, at.Pos, diag.BrandContrast, side.scheme.remedy(token, pair),
				"%s: contrast %s of %s on %s where %s are needed: %s (%s scheme)",
				name(token, at), ratioText(ratio), label(pair.Front, front), label(pair.Ground, side.scheme[pair.Ground]),
				ratioText(pair.Ratio), pair.Place, side.name)
		}
	}
	return findings
}

func find(token string, in ...map[string]Given) (Given, bool) {
	for _, given := range in {
		if g, ok := given[token]; ok {
			return g, true
		}
	}
	return Given{}, false
}

// name returns what the site calls a token.
func name(token string, g Given) string {
	if g.Name != "" {
		return g.Name
	}
	return token
}

func label(token string, c srgb.Color) string { return fmt.Sprintf("%s %s", token, c) }

// ratioText returns a contrast as people write it, never rounded up to one that is enough.
func ratioText(ratio float64) string {
	return fmt.Sprintf("%g:1", math.Floor(ratio*100)/100)
}

// ground returns the colour behind the front of a pair.
func (s Scheme) ground(p Pair) srgb.Color {
	if p.Part > 0 {
		return s[p.Front].Mix(s[p.Ground], p.Part)
	}
	return s[p.Ground]
}

// remedy names the colour nearest to that of a token with which all its pairs have enough contrast.
func (s Scheme) remedy(token string, pair Pair) string {
	near, ok := srgb.Nearest(s[token], s.needs(token))
	if !ok {
		near, ok = srgb.Nearest(s[token], []srgb.Need{{Beside: s[other(pair, token)], Ratio: pair.Ratio}})
		if !ok {
			return fmt.Sprintf("no %s has so much contrast with both colours that it stands on: change one of these", token)
		}
	}
	word := "darker"
	if near.LCH().L > s[token].LCH().L {
		word = "lighter"
	}
	return fmt.Sprintf("the nearest colour that has it is %s, or take a %s one", near, word)
}

func other(p Pair, token string) string {
	if p.Front == token {
		return p.Ground
	}
	return p.Front
}
