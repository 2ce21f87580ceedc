package vector

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"

	"baken.example/baken/internal/lazyregexp"
)

// viewport is the size that a root element says.
type viewport struct {
	// width and height are in CSS pixels, 0 if they aren't said or depend on the page.
	width, height float64
	// box is the view box: min-x, min-y, width, height; its width is 0 if there is none.
	box [4]float64
	// stretched reports whether the drawing has no ratio of its own.
	stretched bool
}

// newViewport reads the attributes of a root element (SVG 2, section 8.9).
func newViewport(attrs []xml.Attr) viewport {
	v, values := viewport{}, map[string]string{}
	for _, a := range attrs {
		if a.Name.Space == "" {
			values[a.Name.Local] = strings.TrimSpace(a.Value)
		}
	}
	const medium = 16 // The initial font size of browsers.
	font := length(values["font-size"], medium)
	if font == 0 {
		font = medium
	}
	v.width, v.height = length(values["width"], font), length(values["height"], font)
	v.box = viewBox(values["viewBox"])
	v.stretched = strings.HasPrefix(values["preserveAspectRatio"], "none")
	return v
}

// The size of a drawing that says none (CSS Images 3, section 5.1).
const (
	defaultWidth  = 300
	defaultHeight = 150
)

// size returns the size at which browsers show the drawing. One that says no size at all gets that
// of its view box, where browsers would fill the page.
func (v viewport) size() (width, height int) {
	w, h := v.width, v.height
	ratio := v.box[2] > 0 && !v.stretched
	switch {
	case w > 0 && h > 0:
	case w > 0 && ratio:
		h = w * v.box[3] / v.box[2]
	case h > 0 && ratio:
		w = h * v.box[2] / v.box[3]
	case (w > 0 || h > 0) && v.stretched && v.box[2] > 0: // Browsers take neither side then.
		w, h = defaultWidth, defaultHeight
	case w > 0:
		h = defaultHeight
	case h > 0:
		w = defaultWidth
	default:
		w, h = v.box[2], v.box[3]
	}
	const most = 1 << 24
	if w <= 0 || h <= 0 || w > most || h > most {
		return 0, 0
	}
	return max(1, int(math.Round(w))), max(1, int(math.Round(h)))
}

// empty returns why browsers show nothing of a drawing with these attributes of its root element,
// as a clause, or "" (SVG 2, sections 8.6 and 8.9: a size of zero disables rendering).
func empty(attrs []xml.Attr) string {
	for _, a := range attrs {
		if a.Name.Space != "" {
			continue
		}
		switch value := strings.TrimSpace(a.Value); a.Name.Local {
		case "width", "height":
			if m := lengthText().FindStringSubmatch(strings.TrimSuffix(value, "%")); m != nil && isZero(m[1]) && isUnit(m[2]) {
				return "it has a " + a.Name.Local + " of 0, so that browsers show nothing of it"
			}
		case "viewBox":
			if m := boxText().FindStringSubmatch(value); m != nil && (isZero(m[3]) || isZero(m[4])) {
				return "its viewBox has a size of 0, so that browsers show nothing of it"
			}
		}
	}
	return ""
}

// isUnit reports whether a length in a unit is one that browsers know.
func isUnit(unit string) bool { return length("1"+unit, 1) > 0 }

func isZero(number string) bool {
	n, err := strconv.ParseFloat(number, 64)
	return err == nil && n == 0
}

// units are the lengths in CSS pixels of units that don't depend on a page (CSS Values 4, section
// 6.2). Those of a font are at a size of 1.
var units = map[string]float64{
	"": 1, "px": 1, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "pt": 96 / 72., "pc": 16,
}

var (
	numberText = `[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?`
	lengthText = lazyregexp.New(`^(` + numberText + `)([A-Za-z]*)$`)
	boxText    = lazyregexp.New(`^(` + numberText + `)[\s,]+(` + numberText + `)[\s,]+(` + numberText + `)[\s,]+(` + numberText + `)$`)
)

// length returns a positive length in CSS pixels for a font size, 0 for everything else: a
// percentage, "auto", an unknown unit.
func length(s string, font float64) float64 {
	m := lengthText().FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	n, err := strconv.ParseFloat(m[1], 64)
	if err != nil || n <= 0 {
		return 0
	}
	unit := strings.ToLower(m[2])
	if size, ok := units[unit]; ok {
		return n * size
	}
	switch unit {
	case "em":
		return n * font
	case "ex", "ch":
		return n * font / 2
	case "rem":
		return n * 16
	}
	return 0
}

// viewBox returns a view box, zero if it isn't valid.
func viewBox(s string) (box [4]float64) {
	m := boxText().FindStringSubmatch(s)
	if m == nil {
		return [4]float64{}
	}
	for i := range box {
		var err error
		if box[i], err = strconv.ParseFloat(m[i+1], 64); err != nil {
			return [4]float64{}
		}
	}
	if box[2] <= 0 || box[3] <= 0 {
		return [4]float64{}
	}
	return box
}
