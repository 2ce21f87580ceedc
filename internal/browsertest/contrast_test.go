package browsertest

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// ink is a piece of text as a page paints it.
type ink struct {
	Selector string `json:"selector"`
	Text     string `json:"text"`
	// Color is the text's, in sRGB from 0 to 1, and alpha.
	Color [4]float64 `json:"color"`
	// Large reports whether WCAG counts it as large: from 24 px, or bold from 18.66 px.
	Large bool `json:"large"`
	// Lines are where it stands, in CSS pixels from the corner of the document: left, top, right,
	// bottom.
	Lines [][4]float64 `json:"lines"`
}

// lowContrast measures the contrast of the texts in some elements with what is painted behind
// them, pixel by pixel, and reports those that don't reach WCAG's minimum (1.4.3) everywhere. It
// decides where backgrounds are gradients or come from pseudo-elements.
func (t *tab) lowContrast(v view, selectors []string) ([]string, error) {
	inks, err := probe[[]ink](t, "ink", selectors)
	if err != nil {
		return nil, err
	}
	lines := around(inks)
	if lines.Empty() {
		return nil, nil
	}
	shot, err := t.withoutText(v, lines)
	if err != nil {
		return nil, err
	}
	var problems []string
	for _, i := range inks {
		least := 4.5
		if i.Large {
			least = 3
		}
		if ratio := i.worst(shot, v.zoom); ratio < least {
			problems = append(problems, fmt.Sprintf("contrast %.2f:1 instead of %v:1: %s: %q", ratio, least, i.Selector, i.Text))
		}
	}
	return problems, nil
}

// around returns the part of a page in which texts stand, in whole CSS pixels.
func around(inks []ink) (all image.Rectangle) {
	for _, i := range inks {
		for _, l := range i.Lines {
			all = all.Union(image.Rect(int(math.Floor(l[0])), int(math.Floor(l[1])), int(math.Ceil(l[2])), int(math.Ceil(l[3]))))
		}
	}
	return all
}

// withoutText takes a picture of a part of the page, whose text is invisible. Its pixels have the
// places that they have in a picture of the whole page.
func (t *tab) withoutText(v view, part image.Rectangle) (*image.NRGBA, error) {
	size, err := probe[[2]float64](t, "erase", true)
	if err != nil {
		return nil, err
	}
	part = part.Intersect(image.Rect(0, 0, int(math.Ceil(size[0])), int(math.Ceil(size[1]))))
	shot, err := chromedp.Run(t.ctx, func(ctx context.Context, target *chromedp.Target) (cdppage.CaptureScreenshotResult, error) {
		return cdp.Call(ctx, target, cdppage.CaptureScreenshot, cdppage.CaptureScreenshotParams{
			Clip: &cdppage.Viewport{
				X: float64(part.Min.X), Y: float64(part.Min.Y),
				Width: float64(part.Dx()), Height: float64(part.Dy()), Scale: 1,
			},
			CaptureBeyondViewport: new(true),
			OptimizeForSpeed:      new(true),
		})
	})
	if err != nil {
		return nil, fmt.Errorf("take a picture: %w", err)
	}
	if _, err := probe[[2]float64](t, "erase", false); err != nil {
		return nil, err
	}
	decoded, err := png.Decode(bytes.NewReader(shot.Data))
	if err != nil {
		return nil, err
	}
	corner := image.Pt(int(float64(part.Min.X)*v.zoom), int(float64(part.Min.Y)*v.zoom))
	pixels := image.NewNRGBA(decoded.Bounds().Add(corner))
	draw.Draw(pixels, pixels.Bounds(), decoded, decoded.Bounds().Min, draw.Src)
	return pixels, nil
}

// worst is the least contrast that the text has with any pixel around it.
func (i ink) worst(shot *image.NRGBA, zoom float64) float64 {
	ratio := math.Inf(1)
	seen := map[color.NRGBA]bool{} // There are few colours, and powers take time.
	for _, l := range i.Lines {
		area := image.Rect(int(l[0]*zoom), int(l[1]*zoom), int(l[2]*zoom), int(l[3]*zoom)).Intersect(shot.Bounds())
		for y := area.Min.Y; y < area.Max.Y; y++ {
			for x := area.Min.X; x < area.Max.X; x++ {
				if c := shot.NRGBAAt(x, y); !seen[c] {
					seen[c] = true
					ratio = min(ratio, contrast(i.over(c), rgb(c)))
				}
			}
		}
	}
	return ratio
}

// over is the text's colour on a background.
func (i ink) over(background color.Color) [3]float64 {
	c := rgb(background)
	for n := range c {
		c[n] = i.Color[n]*i.Color[3] + c[n]*(1-i.Color[3])
	}
	return c
}

func rgb(c color.Color) [3]float64 {
	r, g, b, _ := c.RGBA()
	return [3]float64{float64(r) / 0xffff, float64(g) / 0xffff, float64(b) / 0xffff}
}

// contrast is WCAG's contrast ratio.
func contrast(a, b [3]float64) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is WCAG's relative luminance.
func luminance(c [3]float64) float64 {
	for n, v := range c {
		if v <= 0.04045 {
			c[n] = v / 12.92
		} else {
			c[n] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
}
