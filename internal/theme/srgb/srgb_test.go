package srgb

import (
	"errors"
	"math"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"#fff": "#ffffff", "#0A4D8C": "#0a4d8c", "#0a4d8cff": "#0a4d8c", "gold": "#ffd700", " RebeccaPurple ": "#663399",
		"rgb(10 77 140)": "#0a4d8c", "rgb(10, 77, 140)": "#0a4d8c", "rgba(10,77,140,1)": "#0a4d8c", "rgb(100% 0% 0%)": "#ff0000", "rgb(\n10\t77 140)": "#0a4d8c",
		"hsl(120 100% 25%)": "#008000", "hsl(120deg 100 25)": "#008000", "hsl(0.3333333turn, 100%, 25%)": "#008000", "hwb(120 0 50)": "#008000",
		"oklch(100% 0 0)": "#ffffff", "oklch(0.627966 0.257704 29.2346)": "#ff0000", "oklab(0 0 0)": "#000000",
		"hsl(none 0% 100%)": "#ffffff", "rgb(none 77 140/1)": "#004d8c", "oklch(100% none NONE / 100%)": "#ffffff",
	} {
		c, err := Parse(text)
		if err != nil || c.String() != want {
			t.Errorf("%q: %v, %v, want %s", text, c, err, want)
		}
	}
	for text, want := range map[string]string{
		"": "isn't a colour of CSS", "drakred": `did you mean "darkred"?`, "0a4d8c": `did you mean "#0a4d8c"?`, "#12": "isn't a colour", "#ggg": "isn't a colour",
		"color(display-p3 1 0 0)": "isn't a notation", "lab(50% 0 0)": "isn't a notation", "var(--x)": "isn't a notation", "rgb(1 2)": "isn't a colour",
		"rgb(a b c)": "isn't a colour", "oklch(NaN 0 0)": "isn't a colour", "rgb(1 2 3": "isn't a colour", "rgb(none, 2, 3)": "isn't a colour", "none": "isn't a colour",
	} {
		if c, err := Parse(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, %v, want %q", text, c, err, want)
		}
	}
	for _, text := range []string{"transparent", "#0a4d8c80", "#1234", "rgb(0 0 0 / 50%)", "hsl(0 0 0 / .5)", "rgb(0 0 0 / none)"} {
		if _, err := Parse(text); !errors.Is(err, ErrTransparent) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestOutsideOfRange holds that a colour that no screen of sRGB shows keeps its hue and lightness.
func TestOutsideOfRange(t *testing.T) {
	c, err := Parse("oklch(60% 0.4 150)")
	if err != nil {
		t.Fatal(err)
	}
	got := c.LCH()
	if hue := got.H * 180 / math.Pi; math.Abs(hue-150) > 2 || math.Abs(got.L-.6) > .01 || got.C < .1 {
		t.Errorf("%v: %+v, hue %.1f", c, got, hue)
	}
}

func TestContrast(t *testing.T) {
	for pair, want := range map[[2]string]float64{
		{"#000", "#fff"}: 21, {"#fff", "#000"}: 21, {"#777", "#fff"}: 4.48, {"#767676", "#fff"}: 4.54, {"#08263c", "#ffb454"}: 8.8, {"red", "red"}: 1,
	} {
		a, errA := Parse(pair[0])
		b, errB := Parse(pair[1])
		if got := Contrast(a, b); errA != nil || errB != nil || math.Abs(got-want) > .05 {
			t.Errorf("%v: %.3f, want %.2f", pair, got, want)
		}
	}
}

// TestRoundTrip holds that all hues come back from OKLCH as they were.
func TestRoundTrip(t *testing.T) {
	for r := 0; r < 256; r += 15 {
		for g := 0; g < 256; g += 15 {
			for b := 0; b < 256; b += 15 {
				c := Color{uint8(r), uint8(g), uint8(b)}
				if back := c.LCH().Color(); back != c {
					t.Fatalf("%v becomes %v", c, back)
				}
			}
		}
	}
}

func TestNearest(t *testing.T) {
	orange, err := Parse("#e8590c")
	if err != nil {
		t.Fatal(err)
	}
	enough := func(c Color) bool { return Contrast(c, White()) >= 4.5 }
	near, ok := Nearest(orange, enough)
	if !ok || !enough(near) || Contrast(near, White()) > 4.6 || math.Abs(near.LCH().H-orange.LCH().H) > .1 {
		t.Errorf("%v, %v: %.2f", near, ok, Contrast(near, White()))
	}
	if c, ok := Nearest(orange, func(Color) bool { return false }); ok || c != orange {
		t.Errorf("%v, %v", c, ok)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"#fff", "gold", "rgb(1 2 3 / 4%)", "oklch(1e999 -1 0)", "hsl(1,2,3)", "hwb((((", "oklab(9 9 9)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Parse(text)
		if err != nil {
			return
		}
		if again, err := Parse(c.String()); err != nil || again != c {
			t.Errorf("%q is %v, which is %v, %v", text, c, again, err)
		}
	})
}
