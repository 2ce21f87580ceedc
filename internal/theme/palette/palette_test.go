package palette

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"

	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/theme/srgb"
)

// TestTokens holds that site.yaml has these tokens, and that the style sheet has the colours of
// [Own].
func TestTokens(t *testing.T) {
	var keys []string
	for name := range new(siteconfig.Colors).All() {
		keys = append(keys, name)
	}
	if got, want := fmt.Sprint(keys), fmt.Sprint(Tokens()); got != want {
		t.Errorf("site.yaml has %s, want %s", got, want)
	}
	css, err := os.ReadFile("../../../assets/baken.css")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile(`(?s)(:root|:is\(\.band[^{]*) \{(.*?)\}`).FindAllStringSubmatch(string(css), 3)
	if len(blocks) != 3 {
		t.Fatalf("%d blocks of colours", len(blocks))
	}
	own := Own()
	for i, side := range []struct {
		scheme Scheme
		prefix string
	}{{own.Light, ""}, {own.Dark, ""}, {own.Light, Band + "-"}} {
		n := 0
		for _, m := range regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]+);`).FindAllStringSubmatch(blocks[i][2], -1) {
			c, err := srgb.Parse(m[2])
			if err != nil || side.scheme[side.prefix+m[1]] != c {
				t.Errorf("%s is %v in the style sheet, and %v here", side.prefix+m[1], c, side.scheme[side.prefix+m[1]])
			}
			n++
		}
		if n < 5 {
			t.Errorf("only %d colours in block %d", n, i)
		}
	}
}

// judged returns what is wrong with a palette, as text.
func judged(t *testing.T, p Palette, given Source) string {
	t.Helper()
	var b bytes.Buffer
	list := p.Judge(given)
	if err := list.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func given(pairs ...string) map[string]Given {
	out := map[string]Given{}
	for i := 0; i < len(pairs); i += 2 {
		c, err := srgb.Parse(pairs[i+1])
		if err != nil {
			panic(err)
		}
		out[pairs[i]] = Given{Color: c, File: "site.yaml", Pos: diag.Pos{Line: i + 1, Column: 1}}
	}
	return out
}

// low returns the pairs of a scheme whose contrast is too low.
func low(s Scheme) (out []string) {
	for _, p := range Pairs() {
		if got := srgb.Contrast(s[p.Front], p.behind(s[p.Front], s[p.Ground])); got < p.Ratio {
			out = append(out, fmt.Sprintf("%s on %s: %.2f", p.Front, p.Ground, got))
		}
	}
	return out
}

// TestOwn holds that Baken's own colours have the contrast that they ask of others.
func TestOwn(t *testing.T) {
	own := Complete(Source{})
	if got := append(low(own.Light), low(own.Dark)...); len(got) > 0 {
		t.Error(got)
	}
}

// TestOneColor holds that from any one main colour both schemes follow without a fault.
func TestOneColor(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		c := srgb.Color{R: uint8(random.Uint32()), G: uint8(random.Uint32()), B: uint8(random.Uint32())}
		source := Source{Light: given(Band, c.String())}
		p := Complete(source)
		if got := append(low(p.Light), low(p.Dark)...); len(got) > 0 {
			t.Errorf("%v: %v", c, got)
		}
		if p.Light[Band] != c {
			t.Errorf("%v became %v", c, p.Light[Band])
		}
	}
}

// TestGiven holds, for random colours of random tokens, that each fault is reported, at a given
// colour, and that with the colours of its remedies there is no fault left for long.
func TestGiven(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	tokens := Tokens()
	remedy := regexp.MustCompile(`(?m)^site\.yaml:(\d+):.*\n    the nearest colour that has it is (#[0-9a-f]{6})`)
	mended := 0
	for range 300 {
		var light []string
		for range 1 + random.IntN(3) {
			light = append(light, tokens[random.IntN(len(tokens))], fmt.Sprintf("#%06x", random.Uint32()&0xffffff))
		}
		source := Source{Light: given(light...)}
		for token, g := range source.Light {
			g.Name = token
			source.Light[token] = g
		}
		p := Complete(source)
		text := judged(t, p, source)
		faults := len(low(p.Light)) > 0
		if faults != strings.Contains(text, "light scheme") {
			t.Errorf("%v: %v, and reported is %q", light, low(p.Light), text)
		}
		if strings.Contains(text, "error: ") && !strings.HasPrefix(text, "site.yaml:") {
			t.Errorf("%v: %s", light, text)
		}
		m := remedy.FindStringSubmatch(text)
		if m == nil || strings.Count(text, "[brand-contrast]") != 1 {
			continue
		}
		for token, g := range source.Light {
			if fmt.Sprint(g.Line) == m[1] {
				c, err := srgb.Parse(m[2])
				if err != nil {
					t.Fatal(err)
				}
				g.Color = c
				source.Light[token] = g
			}
		}
		if left := judged(t, p.with(source), source); left != "" {
			t.Errorf("%v: %s, and then %s", light, text, left)
		}
		mended++
	}
	if mended < 20 {
		t.Errorf("only %d remedies were tried", mended)
	}
}

// with returns a palette in which only given colours of the light scheme are replaced.
func (p Palette) with(source Source) Palette {
	light := Scheme{}
	for token, c := range p.Light {
		light[token] = c
	}
	for token, g := range source.Light {
		light[token] = g.Color
	}
	return Palette{light, p.Dark}
}

// TestDark holds which scheme gets what: given colours stay, a dark band stays, a light one
// doesn't, and a site on dark paper is dark for everybody.
func TestDark(t *testing.T) {
	p := Complete(Source{Light: given(Band, "#7a0019"), Dark: given(Link, "#ffffff")})
	if p.Dark[Band] != p.Light[Band] || p.Dark[BandInk] != p.Light[BandInk] || p.Dark[Link] != srgb.White() {
		t.Errorf("red: %v", p.Dark)
	}
	if p = Complete(Source{Light: given(Band, "#ffd400")}); p.Dark[Band].LCH().L > .4 || p.Light[BandInk].LCH().L > .4 || p.Dark[BandInk].LCH().L < .8 {
		t.Errorf("yellow: %v, %v", p.Light, p.Dark)
	}
	p = Complete(Source{Light: given(Paper, "#101820")})
	if p.Light[Ink].LCH().L < .8 || p.Dark[Paper] != p.Light[Paper] {
		t.Errorf("dark paper: %v, %v", p.Light, p.Dark)
	}
	if got := append(low(p.Light), low(p.Dark)...); len(got) > 0 {
		t.Errorf("dark paper: %v", got)
	}
}
