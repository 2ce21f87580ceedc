package palette

import (
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
	i := max(0, slices.IndexFunc(of, func(c srgb.Color) bool { return d.scheme.share(token, c) >= 1 }))
	d.set(token, of[i])
}

// beside sets a missing tint to the colour nearest to c, on the way to that of paper, on which
// everything has enough contrast that has it on paper.
func (d deriver) beside(c srgb.Color) {
	if _, known := d.scheme[Tint]; known {
		return
	}
	paper := d.scheme[Paper]
	for percent := 100; percent >= 0; percent -= 5 {
		tint := c.Mix(paper, float64(percent)/100)
		worse := func(p Pair) bool {
			front, known := d.scheme[p.Front]
			return p.Ground == Tint && known && srgb.Contrast(front, tint) < p.Ratio && srgb.Contrast(front, paper) >= p.Ratio
		}
		if percent == 0 || !slices.ContainsFunc(Pairs(), worse) {
			d.scheme[Tint] = tint
			return
		}
	}
}

// fitting returns the colour nearest to c that has the contrasts that a token needs, or else the
// one of black and white that comes nearer to them.
func (s Scheme) fitting(token string, c srgb.Color) srgb.Color {
	if near, ok := srgb.Nearest(c, func(c srgb.Color) bool { return s.share(token, c) >= 1 }); ok {
		return near
	}
	if s.share(token, srgb.White()) > s.share(token, srgb.Black()) {
		return srgb.White()
	}
	return srgb.Black()
}

// share returns the least contrast that a token would have in a colour with the known ones, as a
// share of what it needs.
func (s Scheme) share(token string, c srgb.Color) float64 {
	least := 21.
	for _, p := range Pairs() {
		front, hasFront := s[p.Front]
		ground, hasGround := s[p.Ground]
		switch token {
		case p.Front:
			front, hasFront = c, true
		case p.Ground:
			ground, hasGround = c, true
		default:
			continue
		}
		if hasFront && hasGround {
			least = min(least, srgb.Contrast(front, p.behind(front, ground))/p.Ratio)
		}
	}
	return least
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
	tint := d.tinted(Tint, seed)
	if own := paper.LCH(); own.L < middle {
		tint = srgb.LCH{L: own.L + .06, C: own.C, H: own.H}.Color()
	} else if paper != srgb.White() {
		tint = srgb.LCH{L: own.L - .035, C: own.C, H: own.H}.Color()
	}
	d.beside(tint)
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
	d.beside(srgb.LCH{L: paper.L + .062, C: min(paper.C*1.6, .05), H: paper.H}.Color())
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
		button, _ = srgb.Nearest(button, func(c srgb.Color) bool { return srgb.Contrast(c, d.scheme[Paper]) >= 7 })
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
