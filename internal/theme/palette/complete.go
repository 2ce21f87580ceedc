package palette

import (
	"cmp"
	"slices"

	"baken.example/baken/internal/theme/srgb"
)

// Complete returns a palette with the given colours and, for the missing ones, derived colours.
// Without any given colour it is Baken's own.
func Complete(given Source) Palette {
	own := Own()
	if given.Empty() {
		return own
	}
	light := deriver{Scheme{}, own.Light, given.Light}
	for token, g := range given.Light {
		light.scheme[token] = g.Color
	}
	light.page()
	light.band()
	dark := deriver{Scheme{}, own.Dark, given.Dark}
	for token, g := range given.Dark {
		dark.scheme[token] = g.Color
	}
	if light.scheme[Paper].LCH().L < middle {
		// The site is dark for everybody.
		for token, c := range light.scheme {
			if _, known := dark.scheme[token]; !known {
				dark.scheme[token] = c
			}
		}
		return Palette{light.scheme, dark.scheme}
	}
	dark.darken(light.scheme)
	return Palette{light.scheme, dark.scheme}
}

// middle is the lightness above which a ground is light.
const middle = .6

// deriver derives the missing colours of a scheme.
type deriver struct {
	scheme Scheme
	own    Scheme
	given  map[string]Given
}

// set sets a missing token to the colour nearest to c that has the contrasts that it needs with the
// known ones.
func (d deriver) set(token string, c srgb.Color) {
	if _, known := d.scheme[token]; !known {
		d.scheme[token] = d.scheme.fitting(token, c)
	}
}

// keep sets a missing token to a colour, whatever stands on it: the ground of pages and of the band
// don't give way to a text.
func (d deriver) keep(token string, c srgb.Color) {
	if _, known := d.scheme[token]; !known {
		d.scheme[token] = c
	}
}

// first sets a missing token to the first of some colours that has the contrasts that it needs, or
// else as set does.
func (d deriver) first(token string, of ...srgb.Color) {
	needs := d.scheme.needs(token)
	for _, c := range of {
		if c.Meets(needs) {
			d.set(token, c)
			return
		}
	}
	d.set(token, of[0])
}

// fitting returns the colour nearest to c that meets the needs of a token, or else the one of black
// and white that comes nearer to them.
func (s Scheme) fitting(token string, c srgb.Color) srgb.Color {
	needs := s.needs(token)
	if near, ok := srgb.Nearest(c, needs); ok {
		return near
	}
	least := func(c srgb.Color) float64 {
		ratio := 21.
		for _, n := range needs {
			ratio = min(ratio, srgb.Contrast(c, n.Beside)/n.Ratio)
		}
		return ratio
	}
	return slices.MaxFunc([]srgb.Color{srgb.White(), srgb.Black()}, func(a, b srgb.Color) int { return cmp.Compare(least(a), least(b)) })
}

// needs returns the contrasts that a token needs with the known colours of a scheme.
func (s Scheme) needs(token string) []srgb.Need {
	var out []srgb.Need
	for _, p := range Pairs() {
		other := p.Ground
		if p.Ground == token {
			other = p.Front
		} else if p.Front != token {
			continue
		}
		beside, known := s[other]
		if !known || p.Part > 0 && token == p.Ground {
			continue
		}
		// A ground of which the front itself is a part needs about a fifth more contrast below it.
		out = append(out, srgb.Need{Beside: beside, Ratio: p.Ratio + p.Ratio*p.Part*2})
	}
	return out
}

// seed returns the colour whose hue the derived ones take.
func (d deriver) seed() srgb.LCH {
	for _, token := range []string{Band, Button, Link, Signal, Ink, BandButton} {
		if g, ok := d.given[token]; ok && g.Color.LCH().C > .02 {
			return g.Color.LCH()
		}
	}
	return d.own[Ink].LCH()
}

// tinted returns a colour with the lightness of one of Baken's own, the hue of the seed and at most
// its chroma.
func (d deriver) tinted(token string, seed srgb.LCH) srgb.Color {
	own := d.own[token].LCH()
	return srgb.LCH{L: own.L, C: min(own.C, seed.C), H: seed.H}.Color()
}

// page derives the colours of pages in the light scheme.
func (d deriver) page() {
	seed := d.seed()
	main, hasMain := d.given[Band]
	d.keep(Paper, d.own[Paper])
	paper := d.scheme[Paper]
	if paper.LCH().L < middle {
		d.own = Own().Dark // Everything else is as on dark paper.
	}
	if _, known := d.scheme[Tint]; !known {
		tint := d.tinted(Tint, seed)
		if paper != srgb.White() {
			own := d.scheme[Paper].LCH()
			tint = srgb.LCH{L: own.L - .035, C: own.C, H: own.H}.Color()
			if own.L < middle {
				tint = srgb.LCH{L: own.L + .06, C: own.C, H: own.H}.Color()
			}
		}
		d.set(Tint, tint)
	}
	d.set(Ink, d.tinted(Ink, seed))
	d.set(Quiet, d.tinted(Quiet, seed))
	d.set(Line, d.tinted(Line, seed))
	colored := seed.C > .04 && seed.L < .75
	link := d.own[Link]
	if colored && hasMain {
		link = main.Color
	}
	d.set(Link, link)
	signal := d.own[Signal]
	if g, ok := d.given[BandSignal]; ok && g.Color.LCH().C > .04 {
		signal = g.Color
	}
	d.set(Signal, signal)
	d.set(Focus, d.scheme[Signal])
	d.set(Error, d.scheme[Signal])
	button := d.scheme[Ink]
	if hasMain && srgb.Contrast(main.Color, paper) > 1.15 {
		button = main.Color
	}
	d.set(Button, button)
	d.first(ButtonInk, paper, d.scheme[Ink], srgb.White(), srgb.Black())
}

// band derives the colours of the band.
func (d deriver) band() {
	seed := d.seed()
	d.keep(Band, srgb.LCH{L: d.own[Band].LCH().L, C: min(seed.C, .09), H: seed.H}.Color())
	band := d.scheme[Band]
	ink, signal := srgb.White(), Own().Light[BandSignal]
	if srgb.Contrast(band, ink) < 4.5 || band.LCH().L > middle && srgb.Contrast(band, d.scheme[Ink]) >= 4.5 {
		ink = d.scheme[Ink]
		if srgb.Contrast(band, ink) < 4.5 {
			ink = srgb.Black()
		}
		signal = ink
	}
	d.set(BandInk, ink)
	ink = d.scheme[BandInk]
	d.set(BandQuiet, ink.Mix(band, .8))
	d.set(BandLine, ink.Mix(band, .25))
	d.set(BandLink, ink)
	d.set(BandSignal, signal)
	d.set(BandFocus, d.scheme[BandSignal])
	d.set(BandButton, d.scheme[BandSignal])
	d.first(BandButtonInk, band, ink, srgb.White(), srgb.Black())
}

// darken derives the colours of the dark scheme from those of the light one.
func (d deriver) darken(light Scheme) {
	d.keep(Paper, d.tinted(Paper, light[Ink].LCH()))
	paper := d.scheme[Paper].LCH()
	if _, known := d.scheme[Tint]; !known {
		d.set(Tint, srgb.LCH{L: paper.L + .062, C: min(paper.C*1.6, .05), H: paper.H}.Color())
	}
	for _, token := range []string{Ink, Quiet, Line} {
		d.set(token, d.tinted(token, light[token].LCH()))
	}
	for _, token := range []string{Link, Signal, Focus, Error} {
		// The chroma of a light colour has less room on dark ground.
		from := light[token].LCH()
		d.set(token, srgb.LCH{L: d.own[token].LCH().L, C: min(from.C, .14), H: from.H}.Color())
	}
	button := light[Button]
	if srgb.Contrast(button, d.scheme[Paper]) < OfMarks {
		button, _ = srgb.Nearest(button, []srgb.Need{{Beside: d.scheme[Paper], Ratio: 7}})
	}
	if button.LCH().C < .04 {
		button = d.scheme[Ink]
	}
	d.set(Button, button)
	d.first(ButtonInk, d.scheme[Paper], srgb.White(), srgb.Black())
	if _, known := d.scheme[Band]; !known {
		if from := light[Band].LCH(); from.L > middle {
			// A light ground as wide as the screen would dazzle.
			d.scheme[Band] = srgb.LCH{L: .3, C: min(from.C, .055), H: from.H}.Color()
			bright := light[Band]
			if from.C < .04 {
				bright = light[BandButton]
			}
			d.set(BandInk, srgb.White())
			d.set(BandSignal, bright)
			d.set(BandButton, bright)
			d.band()
			return
		}
		d.scheme[Band] = light[Band]
	}
	if d.scheme[Band] == light[Band] {
		for _, token := range OnBand() {
			if _, known := d.scheme[token]; !known {
				d.scheme[token] = light[token]
			}
		}
	}
	d.band()
}
