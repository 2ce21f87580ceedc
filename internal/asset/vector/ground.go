package vector

import (
	"encoding/xml"
	"slices"
	"strconv"
	"strings"
)

// unrendered are the elements whose content isn't rendered where it stands.
var unrendered = []string{
	"defs", "title", "desc", "style", "symbol", "clipPath", "mask", "pattern", "marker", "linearGradient", "radialGradient", "filter", "view",
}

// ground decides with the first shape of a drawing whether it fills the whole of it.
func (r *reader) ground(t xml.StartElement) {
	switch {
	case r.shaped || r.hidden > 0 || t.Name.Space != svgSpace:
	case slices.Contains(unrendered, t.Name.Local):
		r.hidden = r.depth
	case t.Name.Local == "svg" && r.depth == 1, t.Name.Local == "g" && plain(t.Attr), t.Name.Local == "switch":
	default:
		r.shaped = true
		r.opaque = t.Name.Local == "rect" && r.view.filledBy(t.Attr)
	}
}

// plain reports whether attributes change nothing of what is drawn.
func plain(attrs []xml.Attr) bool {
	return !slices.ContainsFunc(attrs, func(a xml.Attr) bool { return a.Name.Space == "" && a.Name.Local != "id" })
}

// filledBy reports whether a rectangle covers the viewport with an opaque color.
func (v viewport) filledBy(attrs []xml.Attr) bool {
	box := v.box
	if box[2] == 0 {
		box = [4]float64{0, 0, v.width, v.height}
	}
	x, y, width, height, fill := 0., 0., 0., 0., ""
	for _, a := range attrs {
		if a.Name.Space != "" {
			continue // Of a drawing program.
		}
		whole := 0.
		switch a.Name.Local {
		case "width":
			whole = box[2]
		case "height":
			whole = box[3]
		}
		n, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(a.Value), "px"), 64)
		if strings.TrimSpace(a.Value) == "100%" {
			n, err = whole, nil
		}
		switch a.Name.Local {
		case "x":
			x = n
		case "y":
			y = n
		case "width":
			width = n
		case "height":
			height = n
		case "fill":
			fill, err = a.Value, nil
		case "style":
			style, ok := strings.CutPrefix(strings.ReplaceAll(a.Value, " ", ""), "fill:")
			if style = strings.TrimSuffix(style, ";"); !ok || strings.Contains(style, ";") {
				return false
			}
			fill, err = style, nil
		case "id":
			err = nil
		default: // A class, an opacity, a transformation: not known.
			return false
		}
		if err != nil {
			return false
		}
	}
	return width > 0 && height > 0 && x <= box[0] && y <= box[1] && x+width >= box[0]+box[2] && y+height >= box[1]+box[3] && opaqueColor(fill)
}

// opaqueColor reports whether a color is surely opaque.
func opaqueColor(color string) bool {
	color = strings.ToLower(strings.TrimSpace(color))
	hex, isHex := strings.CutPrefix(color, "#")
	switch {
	case color == "none", color == "transparent", color == "inherit", color == "currentcolor":
		return false
	case isHex:
		return len(hex) == 3 || len(hex) == 6
	}
	return !strings.ContainsAny(color, "(/") || strings.HasPrefix(color, "rgb(") && strings.Count(color, ",") == 2 && !strings.Contains(color, "/")
}
