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
	judge("light", p.Light, given.Light, nil, &findings)
	// The dark scheme may have colours of the light one.
	inherited := map[string]Given{}
	for token, g := range given.Light {
		if _, known := given.Dark[token]; !known && p.Dark[token] == g.Color {
			inherited[token] = g
		}
	}
	judge("dark", p.Dark, given.Dark, inherited, &findings)
	return findings
}

// judge reports the pairs of a scheme in which a given colour is. Those in which all colours are
// inherited have been reported.
func judge(scheme string, colors Scheme, given, inherited map[string]Given, findings *diag.List) {
	type two struct{ front, ground string }
	failed := map[two]bool{}
	for _, pair := range Pairs() {
		front, ground := colors[pair.Front], colors[pair.Ground]
		behind := pair.behind(front, ground)
		ratio := srgb.Contrast(front, behind)
		if ratio >= pair.Ratio || failed[two{pair.Front, pair.Ground}] {
			continue
		}
		failed[two{pair.Front, pair.Ground}] = true
		at, token := Given{}, ""
		for _, t := range []string{pair.Front, pair.Ground} {
			if g, ok := given[t]; ok && token == "" {
				at, token = g, t
			}
		}
		if token == "" {
			continue
		}
		// One colour is given for this scheme; the other one may be the cause all the same.
		if g, ok := inherited[pair.Front]; ok && token == pair.Ground && scheme != "light" {
			at, token = g, pair.Front
		}
		name := ""
		if at.Name != "" {
			name = at.Name + ": "
		}
		on := label(pair.Ground, ground)
		if pair.Part > 0 {
			on = fmt.Sprintf("%s under %g %% of itself, %s,", on, 100*pair.Part, behind)
		}
		findings.Add(at.File, at.Pos, diag.BrandContrast, colors.remedy(token, pair),
			"%s%s on %s has a contrast of %s, and needs %s: %s (%s scheme)",
			name, label(pair.Front, front), on, ratioText(ratio), ratioText(pair.Ratio), pair.Place, scheme)
	}
}

func label(token string, c srgb.Color) string { return fmt.Sprintf("%s %s", token, c) }

// ratioText returns a contrast as people write it, never rounded up to one that is enough.
func ratioText(ratio float64) string {
	return fmt.Sprintf("%g:1", math.Floor(ratio*100)/100)
}

// remedy names the colour nearest to that of a token with which all its pairs, or else this one,
// have enough contrast.
func (s Scheme) remedy(token string, pair Pair) string {
	near, ok := srgb.Nearest(s[token], func(c srgb.Color) bool { return s.share(token, c) >= 1 })
	if !ok {
		alone := Scheme{pair.Front: s[pair.Front], pair.Ground: s[pair.Ground]}
		if near, ok = srgb.Nearest(s[token], func(c srgb.Color) bool { return alone.share(token, c) >= 1 }); !ok {
			return fmt.Sprintf("no shade of %s has so much contrast with what is beside it: change that as well", token)
		}
	}
	word := "darker"
	if near.LCH().L > s[token].LCH().L {
		word = "lighter"
	}
	return fmt.Sprintf("the nearest colour that has it is %s, which is %s", near, word)
}
