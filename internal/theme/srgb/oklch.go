package srgb

import "math"

// LCH is a colour in OKLCH (CSS Color 4, section 9): lightness from 0 to 1, chroma from 0 to about
// 0.4, and hue in radians.
type LCH struct{ L, C, H float64 }

// lab is a colour in OKLab.
type lab struct{ l, a, b float64 }

// LCH returns the colour in OKLCH.
func (c Color) LCH() LCH {
	o := toLab(float64(c.R)/255, float64(c.G)/255, float64(c.B)/255)
	return LCH{o.l, math.Hypot(o.a, o.b), math.Atan2(o.b, o.a)}
}

// Color returns the colour in sRGB, with as much of its chroma as there is room for.
func (c LCH) Color() Color {
	return fromLab(lab{c.L, c.C * math.Cos(c.H), c.C * math.Sin(c.H)})
}

// toLab converts sRGB, also outside of its range, to OKLab. The matrices are those of CSS Color 4,
// section 18.
func toLab(r, g, b float64) lab {
	r, g, b = linear(r), linear(g), linear(b)
	l := math.Cbrt(.4122214708*r + .5363325363*g + .0514459929*b)
	m := math.Cbrt(.2119034982*r + .6806995451*g + .1073969566*b)
	s := math.Cbrt(.0883024619*r + .2817188376*g + .6299787005*b)
	return lab{
		.2104542553*l + .7936177850*m - .0040720468*s,
		1.9779984951*l - 2.4285922050*m + .4505937099*s,
		.0259040371*l + .7827717662*m - .8086757660*s,
	}
}

// rgb converts OKLab to sRGB, and reports whether the colour is in its range, but for rounding.
func (o lab) rgb() (c Color, within bool) {
	cube := func(v float64) float64 { return v * v * v }
	l := cube(o.l + .3963377774*o.a + .2158037573*o.b)
	m := cube(o.l - .1055613458*o.a - .0638541728*o.b)
	s := cube(o.l - .0894841775*o.a - 1.2914855480*o.b)
	within = true
	channel := func(v float64) uint8 {
		v = gamma(v) * 255
		within = within && v > -.5 && v < 255.5
		return uint8(math.Round(min(max(v, 0), 255)))
	}
	c = Color{
		channel(4.0767416621*l - 3.3077115913*m + .2309699292*s),
		channel(-1.2684380046*l + 2.6097574011*m - .3413193965*s),
		channel(-.0041960863*l - .7034186147*m + 1.7076147010*s),
	}
	return c, within
}

// fromLab converts OKLab to sRGB with as much of its chroma as there is room for.
func fromLab(o lab) Color {
	o.l = min(max(o.l, 0), 1)
	c, within := o.rgb()
	if within {
		return c
	}
	low, high := 0., 1.
	for range 20 {
		part := (low + high) / 2
		if _, within := (lab{o.l, o.a * part, o.b * part}).rgb(); within {
			low = part
		} else {
			high = part
		}
	}
	c, _ = lab{o.l, o.a * low, o.b * low}.rgb()
	return c
}

// Nearest returns the colour with the same hue, and as much of the chroma as there is room for,
// whose lightness is nearest to that of c, among the colours that are enough. It reports whether
// there is one.
func Nearest(c Color, enough func(Color) bool) (Color, bool) {
	if enough(c) {
		return c, true
	}
	from := c.LCH()
	const steps = 400
	for step := 1; step <= steps; step++ {
		for _, l := range []float64{from.L - float64(step)/steps, from.L + float64(step)/steps} {
			if l < 0 || l > 1 {
				continue
			}
			if near := (LCH{l, from.C, from.H}).Color(); enough(near) {
				return near, true
			}
		}
	}
	return c, false
}
